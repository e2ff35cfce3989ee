//! In: words of a note. Out: what `grammar/draft.pest` finds in them. The parser is private to the reading of drafts.

use crate::letter::grammar::window;
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/draft.pest"]
struct DraftParser;

pub(super) type Node<'a> = Pair<'a, Rule>;

/// Longest line or sentence that is read, in bytes.
const LONGEST: usize = 4000;

/// The rule's own node and those right below it, or nothing where it does not match the start of `text`.
pub(super) fn nodes(rule: Rule, text: &str) -> impl Iterator<Item = Node<'_>> {
    let parsed = DraftParser::parse(rule, window(text, 0, LONGEST)).ok();
    let matched = parsed.into_iter().flatten();
    matched.flat_map(|pair| std::iter::once(pair.clone()).chain(pair.into_inner()))
}

/// The sentences of running text of any length.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Node<'_>> {
    let parsed = DraftParser::parse(Rule::prose, text).ok();
    parsed.into_iter().flatten().flat_map(Pair::into_inner).filter(|node| node.as_rule() == Rule::sentence)
}

/// Whether a rule matches.
pub(super) fn is(rule: Rule, text: &str) -> bool {
    nodes(rule, text).next().is_some()
}

/// The bytes of a node, `base` being the offset of the parsed text in the document.
pub(super) fn span(node: &Node<'_>, base: usize) -> Span {
    let span = node.as_span();
    Span::new(base + span.start(), base + span.end())
}
