//! Looks up the words of a sentence: each gets its classes, as `grammar/lexicon/` lists them.
//!
//! A grammar over classes sees each word as one character, which stands for all classes of that word. These characters
//! are numbered as `grammar/generated/sets.tsv` lists their classes.

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic)]
mod compile;
#[cfg(test)]
#[allow(clippy::expect_used)]
mod generated;
#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic)]
mod heads;
#[cfg(test)]
mod idioms_tests;
#[cfg(test)]
mod inflect;
#[cfg(test)]
mod source;
mod token;

use crate::grammar::Mixing;
use crate::span::Span;
use indexmap::IndexMap;
use std::sync::LazyLock;
use token::{Piece, SHAPES, Shape};

/// A word, or several that are one term, with its classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// The number of its set of classes.
    pub set: u16,
}

/// The character by which grammars know the first set.
const FIRST: u32 = 0xe000;

impl Token {
    /// The character by which grammars know the token.
    pub fn character(self) -> char {
        char::from_u32(FIRST + u32::from(self.set)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// The forms and the sets, as generated from the lexicon's files.
struct Table {
    /// The classes of each set.
    sets: Vec<Vec<&'static str>>,
    /// Words and terms; the words of a term with a blank between them.
    forms: IndexMap<&'static str, Form, Mixing>,
    shapes: [u16; SHAPES.len()],
}

/// What is known of a word or term.
#[derive(Default, Clone, Copy)]
struct Form {
    /// Its set, where it is one and not only the first word of a term.
    set: Option<u16>,
    /// The most words of a term that begins with this word.
    longest: usize,
}

const FORMS: &str = include_str!("../../grammar/generated/forms.tsv");
const SETS: &str = include_str!("../../grammar/generated/sets.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let sets = SETS.lines().map(|line| line.split(' ').collect()).collect();
    let mut table = Table { sets, forms: IndexMap::default(), shapes: [0; SHAPES.len()] };
    for row in FORMS.lines() {
        let Some((form, set)) = row.rsplit_once('\t') else { continue };
        let set = set.parse().unwrap_or_default();
        if let Some(shape) = form.strip_prefix("shape:") {
            if let Some(place) = SHAPES.iter().position(|name| *name == shape) {
                table.shapes[place] = set;
            }
            continue;
        }
        let words = form.split(' ').count();
        let first = table.forms.entry(form.split(' ').next().unwrap_or(form)).or_default();
        first.longest = words.max(first.longest);
        table.forms.entry(form).or_default().set = Some(set);
    }
    table
});

/// The words of a sentence in lower case, with their classes; the longest term wins.
pub fn tokens(sentence: &str) -> Vec<Token> {
    let pieces = token::pieces(sentence);
    let (mut tokens, mut at) = (Vec::with_capacity(pieces.len()), 0);
    let mut term = String::new();
    while let Some(piece) = pieces.get(at) {
        let (count, set) = match piece.shape {
            Shape::Shape(shape) => (1, TABLE.shapes[shape]),
            Shape::Word => listed(sentence, &pieces[at..], &mut term).unwrap_or((1, unlisted(piece.span.of(sentence)))),
        };
        tokens.push(Token { span: Span::new(piece.span.start, pieces[at + count - 1].span.end), set });
        at += count;
    }
    tokens
}

/// The set of a word that is in no list.
fn unlisted(word: &str) -> u16 {
    TABLE.shapes[if token::is_operation(word) { token::OPERATION } else { SHAPES.len() - 1 }]
}

/// The longest term or the word that begins these pieces, as its number of pieces and its set. `term` is room to write in.
fn listed(sentence: &str, pieces: &[Piece], term: &mut String) -> Option<(usize, u16)> {
    let first = pieces.first()?.span.of(sentence);
    let alone = TABLE.forms.get(first)?;
    let longer = (2..=alone.longest.min(pieces.len())).rev().find_map(|count| {
        term.clear();
        for piece in &pieces[..count] {
            term.push_str(if term.is_empty() { "" } else { " " });
            term.push_str(piece.span.of(sentence));
        }
        Some((count, TABLE.forms.get(term.as_str())?.set?))
    });
    longer.or_else(|| Some((1, alone.set?)))
}

/// The classes of a word.
pub fn classes(token: Token) -> Vec<&'static str> {
    TABLE.sets.get(usize::from(token.set)).cloned().unwrap_or_default()
}

/// Whether a word is of a class.
pub fn is_of(token: Token, class: &str) -> bool {
    TABLE.sets.get(usize::from(token.set)).is_some_and(|classes| classes.contains(&class))
}
