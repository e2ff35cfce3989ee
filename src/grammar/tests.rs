//! In: small grammars. Out: proof that the automaton lets through what can match and little else, and that the matcher
//! takes what pest takes.

use super::{Automaton, Choice, Grammar, Prepared, READ_BY, Rules, bits, taken};

const GRAMMAR: &str = r#"
// Words and what may stand before them.
the    = _{ ("the " | "an " | "a ")? }
end    = _{ !ASCII_ALPHANUMERIC }
pain   = { the ~ ("pain" ~ (" relief" | " score")? | "ache" ~ "s"?) ~ end }
number = @{ ASCII_DIGIT{1, 2} ~ ("." ~ ASCII_DIGIT+)? ~ !ASCII_DIGIT }
gap    = { "no " ~ (word ~ " "){0,2} ~ "relief" }
word   = _{ (ASCII_ALPHANUMERIC | "-")+ }
quoted = ${ "\"" ~ (!"\"" ~ ANY)* ~ "\"" | "\u{2022}" ~ 'a'..'c' }
last   = { "." ~ EOI | ("x" | "y") ~ &"z" ~ ANY }
"#;

const RULES: [&str; 5] = ["pain", "number", "gap", "quoted", "last"];

fn names(rules: Rules) -> Vec<&'static str> {
    bits(rules).map(|index| RULES[index]).collect()
}

fn prepared() -> &'static Prepared {
    Prepared::new(Grammar::of(GRAMMAR))
}

/// What can match here, and what each of these takes.
#[track_caller]
fn check(text: &str, let_through: &[&str], takes: &[(&str, usize)]) {
    let grammar = prepared();
    assert_eq!(names(Automaton::new(grammar, &RULES).at(text).rules), let_through, "{text}");
    let taken = |rule: &&'static str| {
        let taken = taken(grammar, grammar.grammar().named(rule).unwrap(), text);
        Some((*rule, taken.length?))
    };
    assert_eq!(RULES.iter().filter_map(taken).collect::<Vec<_>>(), takes, "{text}");
}

#[test]
fn a_rule_is_let_through_where_it_can_match() {
    check("pain relief", &["pain"], &[("pain", 11)]);
    check("the aches.", &["pain"], &[("pain", 9)]);
    check("an ache", &["pain"], &[("pain", 7)]);
    check("painful", &["pain"], &[]);
    check("zebra", &[], &[]);
    check("", &[], &[]);
}

#[test]
fn numbers_gaps_and_signs() {
    check("12.75 mg", &["number"], &[("number", 5)]);
    check("123", &["number"], &[]);
    check("no real pain relief", &["gap"], &[("gap", 19)]);
    check("no very great pain relief", &["gap"], &[]);
    check("\"é\" x", &["quoted"], &[("quoted", 4)]);
    check("\u{2022}b", &["quoted"], &[("quoted", 4)]);
    check("\u{2022}d", &["quoted"], &[]);
}

#[test]
fn the_end_and_what_stands_ahead() {
    check(".", &["last"], &[("last", 1)]);
    check(". ", &["last"], &[]);
    check("xz", &["last"], &[("last", 2)]);
    check("zx", &[], &[]);
}

#[test]
fn few_rules_are_let_through_before_they_are_told_apart() {
    let text = "one = { \"no pain\" } two = { \"no pills\" } three = { \"no rest\" } four = { \"not\" }";
    let automaton = Automaton::new(Prepared::new(Grammar::of(text)), &["one", "two", "three", "four"]);
    let at = |text| bits(automaton.at(text).rules).collect::<Vec<_>>();
    assert_eq!((at("no pence"), at("no rest"), at("nought"), at("yes")), (vec![0, 1], vec![2], vec![], vec![]));
}

#[test]
fn what_is_not_known_is_let_through() {
    let grammar = "old = { ^\"any\" } stacked = { PUSH(\"a\") ~ POP } some = { \"b\" ~ LETTER } plain = { \"c\" }";
    let automaton = Automaton::new(Prepared::new(Grammar::of(grammar)), &["old", "stacked", "some", "plain", "absent"]);
    assert_eq!(automaton.at("zzz").rules[0], 0b10011);
    assert_eq!(automaton.at("bz").rules[0], 0b10111);
    assert_eq!(automaton.anywhere()[0], 0b10011);
}

#[test]
fn the_first_rule_that_matches_is_chosen() {
    let choice = Choice::of(prepared(), &RULES);
    let first = |text| choice.at(text, |_| true).map(|(place, _)| RULES[place]);
    assert_eq!(
        ["the pain", "7", "no relief", "painful", ""].map(first),
        [Some("pain"), Some("number"), Some("gap"), None, None]
    );
    assert_eq!(choice.at("the pain", |place| place > 0), None);
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

/// Where a grammar has what the reader does not know, the matcher would find less than pest.
#[test]
fn all_that_the_matcher_is_asked_of_is_known() {
    let text = |wanted: fn(&str) -> bool| {
        let files = READ_BY.iter().filter(|(name, _)| wanted(name)).map(|(_, text)| *text);
        files.collect::<Vec<_>>().concat()
    };
    let claims = text(|name| name.starts_with("grammar/claims/"));
    let row = text(|name| name == "grammar/sentence.pest");
    let requests = text(|name| ["body", "request", "treatment"].iter().any(|it| name == format!("grammar/{it}.pest")));
    let (letter, conflict) = (text(|name| name == "grammar/letter.pest"), text(|name| name == "grammar/conflict.pest"));
    for grammar in [claims, row, requests, letter, conflict] {
        assert!(grammar.len() > 5_000);
        assert_eq!(Grammar::of(&grammar).unknown(), (vec![], 0));
    }
}

/// What follows the letters that were looked at changes nothing.
#[test]
fn it_is_told_how_far_a_text_was_looked_at() {
    let grammar = prepared();
    let automaton = Automaton::new(grammar, &RULES);
    let rules = RULES.map(|rule| grammar.grammar().named(rule).unwrap());
    for text in
        ["pain relief", "the aches.", "12.75 mg", "no real pain relief", "painful", "zx", "no", "\"\u{e9}\" x", ""]
    {
        let walked = automaton.at(text);
        for behind in ["", "x", " ", "1", "\u{e9}"] {
            let other = |looked_at: usize| Some(format!("{}{behind}", text.get(..looked_at)?));
            if let Some(other) = other(walked.looked_at) {
                assert_eq!(automaton.at(&other), walked, "{text} {other}");
            }
            for rule in rules {
                let whole = taken(grammar, rule, text);
                if let Some(other) = other(whole.looked_at) {
                    assert_eq!(taken(grammar, rule, &other), whole, "{text} {other}");
                }
            }
        }
    }
}
