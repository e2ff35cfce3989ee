//! Makes what grammars and the program need of the lexicon, and holds the files to it.
//!
//! `UPDATE_LEXICON=1 cargo test --lib lexicon` writes `grammar/generated/` anew.

use super::FIRST;
use super::compile::{Grammar, Letters, order};
use super::heads::{Way, needed, soft, ways};
use super::source::{classes_of, read, sets};
use super::token::SHAPES;
use std::collections::{BTreeMap, BTreeSet};

/// The grammar whose phrases are numbered.
const PHRASES: &str = include_str!("../../grammar/words/phrases.pest");

/// The grammar over these phrases.
const CLAUSES: &str = include_str!("../../grammar/words/clauses.pest");

/// The letter of a word that is in no phrase.
const WORD: u32 = 0xf000;

/// Names that a class has as a rule with `_` behind them: pest or Rust would not take them, or they read like code.
const RESERVED: [&str; 8] = ["and", "as", "continue", "do", "for", "if", "in", "or"];

/// Each generated file's name and text.
pub fn files() -> [(&'static str, String); 7] {
    let forms = read();
    let sets = sets(&forms);
    let known: Vec<BTreeSet<String>> = sets.iter().map(classes_of).collect();
    let grammar = Grammar::read(PHRASES, &of_class(&known), known.len());
    let order = order(known.len(), grammar.sets());
    let listed = |&set: &usize| known[set].iter().cloned().collect::<Vec<_>>().join(" ") + "\n";
    let (clauses, clause_heads, letters) = clauses();
    [
        ("forms.tsv", table(&forms, &sets, &order)),
        ("sets.tsv", order.iter().map(listed).collect()),
        ("phrases.pest", grammar.written(&order, FIRST) + &tries(&phrases())),
        ("clauses.pest", clauses),
        ("letters.tsv", letters),
        ("phrase_heads.tsv", heads(&grammar, &phrases(), &order)),
        ("clause_heads.tsv", clause_heads),
    ]
}

/// Each form and each shape with the number of its set.
fn table(forms: &BTreeMap<String, BTreeSet<String>>, sets: &[BTreeSet<String>], order: &[usize]) -> String {
    let numbers: BTreeMap<_, u16> = order.iter().zip(0..).map(|(&set, number)| (&sets[set], number)).collect();
    let mut table = String::new();
    for shape in SHAPES {
        let set: BTreeSet<String> = shape.split(' ').map(str::to_owned).collect();
        table.push_str(&format!("shape:{shape}\t{}\n", numbers[&set]));
    }
    forms.iter().for_each(|(form, set)| table.push_str(&format!("{form}\t{}\n", numbers[set])));
    table
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

/// The sets that hold a class, by the name that the class has as a rule.
fn of_class(sets: &[BTreeSet<String>]) -> BTreeMap<String, Letters> {
    let mut of_class: BTreeMap<String, Letters> = BTreeMap::new();
    for (place, class) in sets.iter().enumerate().flat_map(|(place, set)| set.iter().map(move |class| (place, class))) {
        of_class.entry(rule(class)).or_default().insert(place);
    }
    of_class
}

/// Bits as hexadecimal digits, the least of each first.
fn digits(bits: impl Iterator<Item = bool>) -> String {
    let bits: Vec<bool> = bits.collect();
    let digit = |four: &[bool]| {
        let value = four.iter().enumerate().map(|(place, bit)| u32::from(*bit) << place).sum();
        std::char::from_digit(value, 16).expect("four bits are a digit")
    };
    bits.chunks(4).map(digit).collect()
}

/// Rules as optional ones.
fn tries(names: &[String]) -> String {
    names.iter().map(|name| format!("try_{name} = _{{ {name}? }}\n")).collect()
}

/// The grammar of clauses, where each clause can begin, and the number of each phrase's letter.
fn clauses() -> (String, String, String) {
    let names: Vec<String> = std::iter::once("word".to_owned()).chain(phrases()).collect();
    let letters = names.iter().zip(0..).map(|(name, place)| (name.clone(), Letters::from([place]))).collect();
    let grammar = Grammar::read(CLAUSES, &letters, names.len());
    let order = order(names.len(), grammar.sets());
    let clauses = grammar.alternatives("clause");
    let number = |place: usize| order.iter().position(|&other| other == place).expect("it has a letter");
    let letters = names.iter().enumerate().map(|(place, name)| format!("{name}\t{}\n", number(place))).collect();
    (grammar.written(&order, WORD) + &tries(&clauses), heads(&grammar, &clauses, &order), letters)
}

/// The ways into rules: a line of the rules, a line of the ways with the number of the rule and a stop where nothing need
/// follow, a line of the letters of which each rule needs one, then a line for each letter with the ways that it can begin
/// and those that it can go on; a bit each.
fn heads(grammar: &Grammar, rules: &[String], order: &[usize]) -> String {
    let soft = soft(grammar);
    let ways = |(place, name): (usize, &String)| ways(grammar, name, &soft).into_iter().map(move |way| (place, way));
    let ways: Vec<(usize, Way)> = rules.iter().enumerate().flat_map(ways).collect();
    let way = |(place, way): &(usize, Way)| format!("{place}{}", if way.alone { "." } else { "" });
    let needs = |name: &String| {
        let letters = grammar.rule(name).and_then(|rule| needed(grammar, rule));
        digits(order.iter().map(|letter| letters.as_ref().is_none_or(|letters| letters.contains(letter))))
    };
    let lines = [
        rules.join(" "),
        ways.iter().map(way).collect::<Vec<_>>().join(" "),
        rules.iter().map(needs).collect::<Vec<_>>().join(" "),
    ];
    let mut text = lines.join("\n") + "\n";
    let bits = |of: &dyn Fn(&Way) -> bool| digits(ways.iter().map(|(_, way)| of(way)));
    for letter in order {
        let passed = if soft.contains(letter) { "soft" } else { "" };
        let (first, second) = (bits(&|way| way.first.contains(letter)), bits(&|way| way.second.contains(letter)));
        text.push_str(&format!("{first}\t{second}\t{passed}\n"));
    }
    text
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
