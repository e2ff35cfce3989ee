//! In: a passage of a note. Out: the requests that its entries or sentences name.

use super::found::{Found, without_stop};
use super::parser::{Node, Rule, nodes, sentences};
use crate::source::Prose;
use crate::span::Span;

/// What the sentences of a passage ask for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// By the sentences of a plan, which also order.
    pub(super) planned: Vec<Found>,
    /// By others.
    pub(super) told: Vec<Found>,
    /// Whether the last sentence opens a list: "I am requesting the following:".
    pub(super) opens: bool,
}

/// The requests that one entry of a list names.
pub(super) fn entries(text: &str, range: Span) -> Vec<Found> {
    let prose = Prose::new(text, range);
    let spans = nodes(Rule::listing, &prose.text).filter(|node| node.as_rule() == Rule::entry);
    let found = spans.map(|node| placed(text, &prose, &node, 0)).filter(|span| has_words(text, *span));
    found.map(Found::at).collect()
}

/// What a passage asks for in its sentences, the first of which stand in a plan or not.
pub(super) fn asked(text: &str, range: Span, mut plan: bool) -> Asked {
    let prose = Prose::new(text, range);
    let mut asked = Asked::default();
    for sentence in sentences(&prose.text) {
        let turn = nodes(Rule::turn, sentence.as_str()).nth(1);
        plan = turn.as_ref().map_or(plan, |head| head.as_rule() == Rule::plan_head);
        let head = turn.filter(|_| plan).map_or(0, |head| head.as_span().end());
        let words = sentence.as_str()[head..].trim_start();
        let start = sentence.as_span().end() - words.len();
        let (rule, requests) = match plan {
            true => (Rule::planned, &mut asked.planned),
            false => (Rule::told, &mut asked.told),
        };
        asked.opens = false;
        for node in nodes(rule, words) {
            match node.as_rule() {
                Rule::opens => asked.opens = true,
                Rule::object | Rule::object_now | Rule::named_object | Rule::behind => {
                    let span = placed(text, &prose, &node, start);
                    requests.extend(has_words(text, span).then(|| Found::at(span)));
                }
                _ => {}
            }
        }
    }
    asked
}

/// The bytes of a node of running text in the document.
fn placed(text: &str, prose: &Prose, node: &Node<'_>, base: usize) -> Span {
    let span = node.as_span();
    without_stop(text, prose.span(Span::new(base + span.start(), base + span.end())))
}

fn has_words(text: &str, span: Span) -> bool {
    span.of(text).contains(|c: char| c.is_alphanumeric())
}

/// The treatment that words name, by which the same request is known again.
pub(super) fn key(words: &str) -> Option<String> {
    let node = nodes(Rule::names, words).find(|node| node.as_rule() == Rule::keyed)?;
    Some(node.as_str().to_lowercase())
}
