//! Looks up the words of a sentence: each gets its classes, as `grammar/lexicon/` lists them.
//!
//! A grammar over classes sees each word as one character, which stands for all classes of that word. These characters
//! are numbered here; `grammar/generated/classes.pest` tells which are of a class.

#[cfg(test)]
#[allow(clippy::expect_used)]
mod generated;
#[cfg(test)]
mod inflect;
#[cfg(test)]
mod source;
mod token;

use crate::span::Span;
use indexmap::IndexMap;
use std::sync::LazyLock;
use token::{SHAPES, Shape};

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
    /// The set of each form.
    forms: IndexMap<&'static str, u16>,
    /// The most words of a term that begins with this word, where there is one.
    longest: IndexMap<&'static str, usize>,
    shapes: [u16; SHAPES.len()],
}

const FORMS: &str = include_str!("../../grammar/generated/forms.tsv");
const SETS: &str = include_str!("../../grammar/generated/sets.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let sets = SETS.lines().map(|line| line.split(' ').collect()).collect();
    let mut table = Table { sets, forms: IndexMap::new(), longest: IndexMap::new(), shapes: [0; SHAPES.len()] };
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
        let first = form.split(' ').next().unwrap_or(form);
        let longest = table.longest.entry(first).or_default();
        *longest = words.max(*longest);
        table.forms.insert(form, set);
    }
    table
});

/// The words of a sentence in lower case, with their classes; the longest term wins.
pub fn tokens(sentence: &str) -> Vec<Token> {
    let pieces = token::pieces(sentence);
    let (mut tokens, mut at) = (Vec::with_capacity(pieces.len()), 0);
    let mut term = String::new();
    while let Some(piece) = pieces.get(at) {
        if let Shape::Shape(shape) = piece.shape {
            tokens.push(Token { span: piece.span, set: TABLE.shapes[shape] });
            at += 1;
            continue;
        }
        let first = piece.span.of(sentence);
        let most = TABLE.longest.get(first).copied().unwrap_or(0);
        let found = (1..=most.min(pieces.len() - at)).rev().find_map(|count| {
            term.clear();
            for (index, piece) in pieces[at..at + count].iter().enumerate() {
                term.push_str(if index > 0 { " " } else { "" });
                term.push_str(piece.span.of(sentence));
            }
            TABLE.forms.get(term.as_str()).map(|&set| (count, set))
        });
        let (count, set) = found.unwrap_or((1, TABLE.shapes[SHAPES.len() - 1]));
        tokens.push(Token { span: Span::new(piece.span.start, pieces[at + count - 1].span.end), set });
        at += count;
    }
    tokens
}

/// The classes of a word.
pub fn classes(token: Token) -> Vec<&'static str> {
    TABLE.sets.get(usize::from(token.set)).cloned().unwrap_or_default()
}

/// Whether a word is of a class.
pub fn is_of(token: Token, class: &str) -> bool {
    TABLE.sets.get(usize::from(token.set)).is_some_and(|classes| classes.contains(&class))
}
