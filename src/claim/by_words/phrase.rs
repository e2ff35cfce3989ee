//! Finds the phrases of a sentence: what `grammar/words/phrases.pest` reads of its words, longest first.

use crate::lexicon::{self, Token};
use crate::span::Span;
use pest::Parser;
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/generated/classes.pest"]
#[grammar = "grammar/words/phrases.pest"]
#[grammar = "grammar/generated/tries.pest"]
struct Phrases;

/// The phrases by the letter that stands for each in the row: its place in the grammar's file.
const GRAMMAR: &str = include_str!("../../../grammar/words/phrases.pest");

/// For each set of classes, which phrases a word of it can begin: a bit each.
const FIRSTS: &str = include_str!("../../../grammar/generated/firsts.tsv");

/// What stands for a word that says something and is in no phrase; those behind it stand for phrases.
pub const WORD: u32 = 0xf000;

/// A phrase, or a word that is in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes of the sentence.
    pub span: Span,
    /// The rule that found it; `word` for a word that is in none.
    pub name: &'static str,
    /// Its words, by their place among the sentence's words.
    pub words: std::ops::Range<usize>,
    /// The character that stands for it in the row.
    pub letter: char,
}

/// A rule that begins a phrase, and the same as an optional one, which builds no report of an error where it fails.
struct Entry {
    name: &'static str,
    optional: Rule,
}

struct Entries {
    phrases: Vec<Entry>,
    firsts: Vec<u128>,
    /// Of each set, whether a word of it is one without which nothing is said of these kinds, and whether it is passed.
    anchors: Vec<bool>,
    passed: Vec<bool>,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let rules: Vec<(String, Rule)> = Rule::all_rules().iter().map(|&rule| (format!("{rule:?}"), rule)).collect();
    let optional = |name: &str| rules.iter().find(|(other, _)| other.strip_prefix("try_") == Some(name));
    let entry = |name: &'static str| Some(Entry { name, optional: optional(name)?.1 });
    let firsts: Vec<u128> = FIRSTS.lines().map(|line| u128::from_str_radix(line, 16).unwrap_or(u128::MAX)).collect();
    let all = || (0..u16::try_from(firsts.len()).unwrap_or(u16::MAX)).map(|set| Token { span: Span::new(0, 0), set });
    let is =
        |rule: Rule| all().map(move |token| Phrases::parse(rule, token.character().encode_utf8(&mut [0; 4])).is_ok());
    let (anchors, passed) = (is(Rule::anchor).collect(), is(Rule::passed_over).collect());
    Entries { phrases: names(GRAMMAR).filter_map(entry).collect(), firsts, anchors, passed }
});

/// The names of the phrases in a grammar's text: those of its atomic rules, in order.
pub fn names(grammar: &'static str) -> impl Iterator<Item = &'static str> {
    let rule = |line: &'static str| {
        let (name, rest) = line.split_once('=')?;
        rest.trim_start().starts_with("@{").then(|| name.trim())
    };
    grammar.lines().filter_map(rule)
}

/// The words of a sentence in lower case and the phrases that they make.
pub fn find(sentence: &str) -> (Vec<Token>, Vec<Phrase>) {
    let tokens = lexicon::tokens(sentence);
    if !tokens.iter().any(|token| has(&ENTRIES.anchors, *token)) {
        return (tokens, Vec::new());
    }
    let letters: String = tokens.iter().map(|token| token.character()).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        let (length, name, letter) = match longest(&letters, at, *token) {
            Some((length, place)) => (length, ENTRIES.phrases[place].name, u32::try_from(place).unwrap_or(0) + 1),
            // It says nothing that could part what stands around it.
            None if has(&ENTRIES.passed, *token) => {
                at += 1;
                continue;
            }
            None => (1, "word", 0),
        };
        let end = tokens[at + length - 1].span.end;
        let letter = char::from_u32(WORD + letter).unwrap_or(char::REPLACEMENT_CHARACTER);
        found.push(Phrase { span: Span::new(token.span.start, end), name, words: at..at + length, letter });
        at += length;
    }
    (tokens, found)
}

/// How many bytes a word takes in the row of words.
const LETTER: usize = '\u{e000}'.len_utf8();

/// The longest phrase that begins at a word, as its length in words and its place; the first of those as long.
fn longest(letters: &str, at: usize, token: Token) -> Option<(usize, usize)> {
    let rest = &letters[at * LETTER..];
    let mut possible = ENTRIES.firsts.get(usize::from(token.set)).copied().unwrap_or(u128::MAX);
    let mut best: Option<(usize, usize)> = None;
    while possible != 0 {
        let place = possible.trailing_zeros() as usize;
        possible &= !(1 << place);
        let Some(entry) = ENTRIES.phrases.get(place) else { break };
        let length = Phrases::parse(entry.optional, rest).map_or(0, |pairs| pairs.as_str().len() / LETTER);
        if length > best.map_or(0, |(longest, _)| longest) {
            best = Some((length, place));
        }
    }
    best
}

fn has(sets: &[bool], token: Token) -> bool {
    sets.get(usize::from(token.set)).copied().unwrap_or(false)
}
