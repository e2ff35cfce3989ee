//! Finds the clauses of a row of phrases, as `grammar/words/clauses.pest` puts them together.

use super::heads::{Heads, optional};
use super::phrase::Phrase;
use crate::grammar::work;
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/generated/clauses.pest"]
struct Clauses;

/// Which phrases begin each clause, and which go on.
const HEADS: &str = include_str!("../../../grammar/generated/clause_heads.tsv");

/// The character by which the grammar knows the first phrase.
const FIRST: u32 = 0xf000;

/// How many bytes a phrase takes in the row of phrases.
const LETTER: usize = '\u{f000}'.len_utf8();

/// No clause is longer than this, in phrases.
const LONGEST: usize = 120;

/// The rules for clauses, in the order in which they are tried, and where each can begin.
static CLAUSES: LazyLock<(Vec<Rule>, Heads)> = LazyLock::new(|| {
    let heads = Heads::read(HEADS);
    let optional = optional(Rule::all_rules());
    (heads.names.iter().filter_map(|name| optional(name)).collect(), heads)
});

/// A clause: its rule and the phrases that it took.
pub struct Clause<'a> {
    pair: Pair<'a, Rule>,
    /// The phrases before its part of the row.
    before: usize,
}

impl<'a> Clause<'a> {
    /// Its rule in the grammar.
    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// The places of its phrases in the row.
    pub fn places(&self) -> Range<usize> {
        let span = self.pair.as_span();
        self.before + span.start() / LETTER..self.before + span.end() / LETTER
    }

    /// The clauses within it.
    pub fn parts(&self) -> impl Iterator<Item = Clause<'a>> {
        let before = self.before;
        self.pair.clone().into_inner().map(move |pair| Clause { pair, before })
    }
}

/// Gives each clause of a row of phrases, from left to right.
pub fn each(phrases: &[Phrase], mut take: impl FnMut(Clause<'_>)) {
    let (rules, heads) = &*CLAUSES;
    let row: Vec<u16> = phrases.iter().map(|phrase| phrase.letter).collect();
    let character = |&letter: &u16| char::from_u32(FIRST + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER);
    let letters: String = row.iter().map(character).collect();
    let followed = heads.followed(&row);
    let mut at = 0;
    while at < row.len() {
        let rest = &letters[at * LETTER..letters.len().min((at + LONGEST) * LETTER)];
        let tried = heads.rules(&row, at, &followed).filter_map(|place| rules.get(place));
        let clause = tried.inspect(|_| work::call()).find_map(|&rule| Clauses::parse(rule, rest).ok()?.next());
        let length = clause.as_ref().map_or(1, |pair| pair.as_str().len() / LETTER);
        clause.into_iter().for_each(|pair| take(Clause { pair, before: at }));
        at += length;
    }
}

/// The clauses of a row, each by its rule and its phrases.
pub fn named(phrases: &[Phrase]) -> Vec<(String, Range<usize>)> {
    let mut named = Vec::new();
    each(phrases, |clause| named.push((format!("{:?}", clause.rule()), clause.places())));
    named
}
