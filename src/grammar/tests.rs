//! In: small grammars. Out: proof that the automaton lets through what can match, and how far, and little else.

use super::{Automaton, Gaps, Grammar, Rules};

const GRAMMAR: &str = r#"
// Words and what may stand before them.
the    = _{ ("the " | "an " | "a ")? }
end    = _{ !ASCII_ALPHANUMERIC }
pain   = { the ~ ("pain" ~ (" relief" | " score")? | "ache" ~ "s"?) ~ end }
number = @{ ASCII_DIGIT{1, 2} ~ ("." ~ ASCII_DIGIT+)? ~ !ASCII_DIGIT }
gap    = { "no " ~ (word ~ " "){0,2} ~ "relief" }
word   = _{ (ASCII_ALPHANUMERIC | "-")+ }
quoted = ${ "\"" ~ (!"\"" ~ ANY)* ~ "\"" | "\u{2022}" ~ 'a'..'c' }
last   = { "." ~ EOI | &("x" | "y") ~ ANY{2} }
"#;

const RULES: [&str; 5] = ["pain", "number", "gap", "quoted", "last"];

fn names(rules: Rules) -> Vec<&'static str> {
    RULES.iter().enumerate().filter(|(index, _)| rules[0] & (1 << index) != 0).map(|(_, name)| *name).collect()
}

#[track_caller]
fn check(text: &str, followed: &[(usize, &str)]) {
    let automaton = Automaton::new(Grammar::of(GRAMMAR), &RULES, Gaps::Followed);
    let mut reached = Vec::new();
    let walked = automaton.walk(text, |at, rules| reached.extend(names(rules).into_iter().map(|name| (at, name))));
    assert_eq!(walked.open, [0; 3], "{text}");
    assert_eq!(reached, followed, "{text}");
    let mut at: Vec<_> = followed.iter().map(|(_, name)| *name).collect();
    at.dedup();
    assert_eq!(names(automaton.at(text)), at, "{text}");
}

#[test]
fn a_rule_is_let_through_where_it_can_match() {
    check("pain relief", &[(4, "pain"), (11, "pain")]);
    check("the aches.", &[(9, "pain")]);
    check("an ache", &[(7, "pain")]);
    check("painful", &[]);
    check("them", &[]);
    check("", &[]);
}

#[test]
fn numbers_gaps_and_signs() {
    check("12.75 mg", &[(2, "number"), (5, "number")]);
    check("123", &[]);
    check("no real pain relief", &[(19, "gap")]);
    check("no very great pain relief", &[]);
    check("\"é\" x", &[(4, "quoted")]);
    check("\u{2022}b", &[(4, "quoted")]);
    check("\u{2022}d", &[]);
}

#[test]
fn the_end_and_what_stands_ahead() {
    check(".", &[(1, "last")]);
    check(". ", &[]);
    check("xz", &[(2, "last")]);
    check("zx", &[]);
}

#[test]
fn a_gap_that_is_not_followed_lets_its_rule_through() {
    let automaton = Automaton::new(Grammar::of(GRAMMAR), &RULES, Gaps::LetThrough);
    assert_eq!(names(automaton.at("no very great pain")), ["gap"]);
    assert_eq!(names(automaton.at("not")), Vec::<&str>::new());
}

#[test]
fn what_is_not_known_is_let_through() {
    let grammar = "old = { ^\"any\" } stacked = { PUSH(\"a\") ~ POP } some = { \"b\" ~ LETTER }";
    let automaton = Automaton::new(Grammar::of(grammar), &["old", "stacked", "some", "absent"], Gaps::Followed);
    assert_eq!(automaton.at("zzz")[0], 0b1011);
    assert_eq!(automaton.at("bz")[0], 0b1111);
    assert_eq!(automaton.anywhere()[0], 0b1011);
}

#[test]
fn names_stand_in_order() {
    let grammar = Grammar::of(GRAMMAR);
    assert_eq!(grammar.names_in("pain"), ["the", "end"]);
    assert!(grammar.is_silent("word") && !grammar.is_silent("pain"));
    let silent = Grammar::of("all = _{ one | more } more = _{ two | three } one = { \"1\" } two = _{ SOI ~ \"2\" }");
    assert_eq!(silent.alternatives("all"), Some(vec!["one", "two", "three"]));
    assert!(silent.is_at_start("two") && !silent.is_at_start("one"));
}

#[test]
fn how_far_look_aheads_look() {
    let grammar =
        "near = { \"a\" ~ !ASCII_DIGIT } far = { \"a\" ~ !(\" of\" ~ (\" it\" | \" them\")?) } inner = { near ~ far* }
        any = { !(word ~ \" not\") ~ \"a\" } word = { ASCII_ALPHA+ } open = { !LETTER }";
    let read = Grammar::of(grammar);
    let beyond = |rule| super::Ahead::of(&read).beyond(rule);
    assert_eq!(
        ["near", "far", "inner", "any", "open", "none"].map(beyond),
        [Some(0), Some(8), Some(8), None, None, None]
    );
}

/// What follows the letters that a walk looked at changes nothing in it.
#[test]
fn a_walk_tells_how_far_it_looked() {
    let automaton = Automaton::new(Grammar::of(GRAMMAR), &RULES, Gaps::Followed);
    for text in ["pain relief", "the aches.", "12.75 mg", "no real pain relief", "painful", "zx", "no", "\"\u{e9}\" x"]
    {
        let walk = |text: &str| {
            let mut reached = Vec::new();
            (automaton.walk(text, |at, rules| reached.push((at, rules))), reached)
        };
        let whole = walk(text);
        let Some(before) = text.get(..whole.0.looked_at) else { continue };
        for behind in ["", "x", " ", "1", "\u{e9}"] {
            assert_eq!(walk(&format!("{before}{behind}")), whole, "{text}");
        }
    }
}
