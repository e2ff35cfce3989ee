//! Makes what grammars and the program need of the lexicon, and holds the files to it.
//!
//! `UPDATE_LEXICON=1 cargo test --lib lexicon` writes `grammar/generated/` anew.

use super::FIRST;
use super::source::{classes_of, read, sets};
use super::token::SHAPES;
use pest_meta::ast::{Expr, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// The grammar whose phrases are numbered.
const PHRASES: &str = include_str!("../../grammar/words/phrases.pest");

/// The letter of a word that is in no phrase.
const WORD: u32 = 0xf000;

/// Names that a class has as a rule with `_` behind them: pest or Rust would not take them, or they read like code.
const RESERVED: [&str; 7] = ["and", "continue", "do", "for", "if", "in", "or"];

/// Each generated file's name and text.
pub fn files() -> [(&'static str, String); 6] {
    let forms = read();
    let sets = sets(&forms);
    let numbers: BTreeMap<&BTreeSet<String>, usize> = sets.iter().zip(0..).collect();
    let mut table = String::new();
    for shape in SHAPES {
        let set: BTreeSet<String> = shape.split(' ').map(str::to_owned).collect();
        table.push_str(&format!("shape:{shape}\t{}\n", numbers[&set]));
    }
    forms.iter().for_each(|(form, set)| table.push_str(&format!("{form}\t{}\n", numbers[set])));
    let known: Vec<BTreeSet<String>> = sets.iter().map(classes_of).collect();
    let listed = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ") + "\n";
    [
        ("forms.tsv", table),
        ("sets.tsv", known.iter().map(listed).collect()),
        ("classes.pest", classes(&known)),
        ("names.pest", names()),
        ("tries.pest", phrases().iter().map(|name| format!("try_{name} = _{{ {name}? }}\n")).collect()),
        ("firsts.tsv", firsts(&known)),
    ]
}

fn rule(class: &str) -> String {
    if RESERVED.contains(&class) { format!("{class}_") } else { class.to_owned() }
}

/// The names of the phrases in the order of their file.
fn phrases() -> Vec<String> {
    let rule = |line: &str| {
        let (name, rest) = line.split_once('=')?;
        rest.trim_start().starts_with("@{").then(|| name.trim().to_owned())
    };
    PHRASES.lines().filter_map(rule).collect()
}

/// A rule for each class: the characters of the sets that hold it.
fn classes(sets: &[BTreeSet<String>]) -> String {
    let mut of_class: BTreeMap<&String, Vec<u32>> = BTreeMap::new();
    for (place, set) in (0..).zip(sets) {
        set.iter().for_each(|class| of_class.entry(class).or_default().push(place));
    }
    let rule = |(class, places): (&String, Vec<u32>)| format!("{} = _{{ {} }}\n", rule(class), ranges(&places));
    of_class.into_iter().map(rule).collect()
}

/// Runs of neighboring numbers as ranges of characters.
fn ranges(places: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => runs.push((place, place)),
        }
    }
    let written = |(first, last)| format!("'\\u{{{:x}}}'..'\\u{{{:x}}}'", FIRST + first, FIRST + last);
    runs.into_iter().map(written).collect::<Vec<_>>().join(" | ")
}

/// A rule for each phrase: the letter that stands for it in the row.
fn names() -> String {
    let names = std::iter::once("word".to_owned()).chain(phrases());
    let letter = |(name, letter): (String, u32)| format!("{name} = _{{ '\\u{{{letter:x}}}'..'\\u{{{letter:x}}}' }}\n");
    names.zip(WORD..).map(letter).collect()
}

/// For each set, the phrases that a word of it can begin: a bit each, in hexadecimal digits.
fn firsts(sets: &[BTreeSet<String>]) -> String {
    let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, PHRASES).expect("the grammar parses");
    let rules = pest_meta::parser::consume_rules(pairs).expect("the grammar is valid");
    let rules: BTreeMap<&str, &Rule> = rules.iter().map(|rule| (rule.name.as_str(), rule)).collect();
    let begins: Vec<BTreeSet<String>> =
        phrases().iter().map(|name| first(&rules[name.as_str()].expr, &rules).0).collect();
    assert!(begins.len() <= 128, "more phrases than bits");
    let mask = |set: &BTreeSet<String>| {
        let begins = begins.iter().zip(0..).filter(|(begins, _)| set.iter().any(|class| begins.contains(&rule(class))));
        format!("{:x}\n", begins.fold(0_u128, |mask, (_, place)| mask | 1 << place))
    };
    sets.iter().map(mask).collect()
}

/// The classes that an expression can begin with, and whether it can be empty.
fn first(expr: &Expr, rules: &BTreeMap<&str, &Rule>) -> (BTreeSet<String>, bool) {
    match expr {
        Expr::Ident(name) => match rules.get(name.as_str()) {
            Some(rule) => first(&rule.expr, rules),
            None => ([name.clone()].into(), false),
        },
        Expr::Seq(before, after) => {
            let (mut classes, empty) = first(before, rules);
            let (more, empty_too) = if empty { first(after, rules) } else { (BTreeSet::new(), false) };
            classes.extend(more);
            (classes, empty && empty_too)
        }
        Expr::Choice(one, other) => {
            let ((mut classes, empty), (more, empty_too)) = (first(one, rules), first(other, rules));
            classes.extend(more);
            (classes, empty || empty_too)
        }
        Expr::Opt(inner) | Expr::Rep(inner) => (first(inner, rules).0, true),
        Expr::RepMinMax(inner, least, _) => (first(inner, rules).0, *least == 0),
        Expr::RepOnce(inner) => first(inner, rules),
        Expr::PosPred(_) | Expr::NegPred(_) => (BTreeSet::new(), true),
        other => panic!("phrases are made of classes, not of {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generated_files_are_those_of_the_lexicon() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/generated");
        for (name, text) in files() {
            let path = folder.join(name);
            if std::env::var_os("UPDATE_LEXICON").is_some() {
                std::fs::write(&path, &text).expect("the file can be written");
            }
            let there = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(there == text, "{name} is old: UPDATE_LEXICON=1 cargo test --lib lexicon writes it anew");
        }
    }
}
