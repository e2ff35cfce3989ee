//! Finds the phrases of a sentence: what `grammar/words/phrases.pest` reads of its words, longest first.

use super::heads::{Heads, optional};
use crate::grammar::work;
use crate::lexicon::{self, Token};
use crate::span::Span;
use pest::Parser;
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/generated/phrases.pest"]
struct Phrases;

/// Each phrase with the number of the letter that stands for it in the row of phrases.
const LETTERS: &str = include_str!("../../../grammar/generated/letters.tsv");

/// Which words begin each phrase, and which go on.
const HEADS: &str = include_str!("../../../grammar/generated/phrase_heads.tsv");

/// A phrase, or a word that is in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes of the sentence.
    pub span: Span,
    /// The rule that found it; `word` for a word that is in none.
    pub name: &'static str,
    /// Its words, by their place among the sentence's words.
    pub words: std::ops::Range<usize>,
    /// The number of its letter in the row.
    pub letter: u16,
}

/// A phrase's rule as an optional one, which builds no report of an error where it fails.
struct Entry {
    name: &'static str,
    letter: u16,
    optional: Rule,
}

struct Entries {
    /// The letter of a word that is in no phrase.
    word: u16,
    phrases: Vec<Entry>,
    heads: Heads,
    /// Of each set of classes, whether a word of it is one without which nothing is said of these kinds.
    anchors: Vec<bool>,
    /// And whether it is passed where no phrase holds it.
    passed: Vec<bool>,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let (heads, optional) = (Heads::read(HEADS), optional(Rule::all_rules()));
    let letter = |name: &str| LETTERS.lines().find_map(|row| row.strip_prefix(name)?.strip_prefix('\t')?.parse().ok());
    let entry = |&name: &&'static str| Some(Entry { name, letter: letter(name)?, optional: optional(name)? });
    let phrases = heads.names.iter().filter_map(entry).collect();
    let all = || (0..heads.letters()).map(|set| Token { span: Span::new(0, 0), set });
    let is =
        |rule: Rule| all().map(move |token| Phrases::parse(rule, token.character().encode_utf8(&mut [0; 4])).is_ok());
    let (anchors, passed) = (is(Rule::anchor).collect(), is(Rule::passed_over).collect());
    Entries { word: letter("word").unwrap_or_default(), phrases, heads, anchors, passed }
});

/// The words of a sentence in lower case and the phrases that they make.
pub fn find(sentence: &str) -> (Vec<Token>, Vec<Phrase>) {
    let tokens = lexicon::tokens(sentence);
    if !tokens.iter().any(|token| has(&ENTRIES.anchors, *token)) {
        return (tokens, Vec::new());
    }
    let letters: String = tokens.iter().map(|token| token.character()).collect();
    let row: Vec<u16> = tokens.iter().map(|token| token.set).collect();
    let followed = ENTRIES.heads.followed(&row);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        let rest = &letters[at * LETTER..letters.len().min((at + LONGEST) * LETTER)];
        let (length, name, letter) = match longest(rest, ENTRIES.heads.rules(&row, at, &followed)) {
            Some((length, entry)) => (length, entry.name, entry.letter),
            // It says nothing that could part what stands around it.
            None if has(&ENTRIES.passed, *token) => {
                at += 1;
                continue;
            }
            None => (1, "word", ENTRIES.word),
        };
        let end = tokens[at + length - 1].span.end;
        found.push(Phrase { span: Span::new(token.span.start, end), name, words: at..at + length, letter });
        at += length;
    }
    (tokens, found)
}

/// How many bytes a word takes in the row of words.
const LETTER: usize = '\u{e000}'.len_utf8();

/// No phrase is longer than this, in words.
const LONGEST: usize = 60;

/// The longest of these phrases that begins the row, with its length in words; the first of those as long.
fn longest(row: &str, phrases: impl Iterator<Item = usize>) -> Option<(usize, &'static Entry)> {
    let mut best: Option<(usize, &'static Entry)> = None;
    for entry in phrases.filter_map(|place| ENTRIES.phrases.get(place)) {
        work::call();
        let length = Phrases::parse(entry.optional, row).map_or(0, |pairs| pairs.as_str().len() / LETTER);
        if length > best.as_ref().map_or(0, |(longest, _)| *longest) {
            best = Some((length, entry));
        }
    }
    best
}

fn has(sets: &[bool], token: Token) -> bool {
    sets.get(usize::from(token.set)).copied().unwrap_or(false)
}
