//! In: text. Out: what `grammar/letter.pest` finds in it. The parser is private to the letter stage.

use crate::grammar::{Grammar, Id, Prepared, taken, work};
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/letter.pest"]
struct LetterParser;

pub(super) type Node<'a> = Pair<'a, Rule>;

/// The parts of `rule` at the start of `text`, or nothing where it does not match.
pub(super) fn parse(rule: Rule, text: &str) -> Option<Node<'_>> {
    work::call();
    LetterParser::parse(rule, text).ok()?.next()
}

static GRAMMAR: LazyLock<&'static Prepared> =
    LazyLock::new(|| Prepared::new(Grammar::of(include_str!("../../grammar/letter.pest"))));

/// A rule that is tried at many places and seldom stands there: the matcher tells where, and pest reads it.
pub(super) struct Tried {
    rule: Rule,
    id: Id,
}

impl Tried {
    /// The rule, of this name.
    ///
    /// # Panics
    ///
    /// Where the grammar has no such rule.
    pub(super) fn new(rule: Rule) -> Self {
        Self { rule, id: GRAMMAR.rule(&format!("{rule:?}")) }
    }

    /// The parts of the rule at the start of `text`, or nothing where it does not match.
    pub(super) fn parse<'t>(&self, text: &'t str) -> Option<Node<'t>> {
        self.length(text).and_then(|_| parse(self.rule, text))
    }

    /// The bytes that the rule takes at the start of `text`, if it matches.
    pub(super) fn length(&self, text: &str) -> Option<usize> {
        taken(&GRAMMAR, self.id, text).length
    }
}

/// The bytes of a node, `base` being the offset of the parsed text in the document.
pub(super) fn span(node: &Node<'_>, base: usize) -> Span {
    let span = node.as_span();
    Span::new(base + span.start(), base + span.end())
}

/// At most `most` bytes of `text` from `start` on, cut at a character border: parsing of a place must not depend on how
/// long the document is.
pub(super) fn window(text: &str, start: usize, most: usize) -> &str {
    let mut end = text.len().min(start.saturating_add(most));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or("")
}
