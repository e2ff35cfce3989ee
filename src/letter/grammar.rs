//! In: text. Out: what `grammar/letter.pest` finds in it. The parser is private to the letter stage.

use crate::grammar::work;
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/letter.pest"]
struct LetterParser;

pub(super) type Node<'a> = Pair<'a, Rule>;

/// The parts of `rule` at the start of `text`, or nothing where it does not match.
pub(super) fn parse(rule: Rule, text: &str) -> Option<Node<'_>> {
    work::call();
    LetterParser::parse(rule, text).ok()?.next()
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
