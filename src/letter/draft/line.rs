//! In: one line of a note. Out: what it is by its first words: a heading, a label, an entry, or words.

use super::found::Detail;
use super::parser::{Rule, nodes, span};
use crate::letter::lines::trimmed;
use crate::span::Span;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Printed on the form, or a reference to another page.
    Printed,
    /// Heads a list of requests; without a colon it may be a title.
    Requests {
        /// Whether a colon follows, so that anything after it is a request.
        colon: bool,
    },
    /// Heads a plan.
    Plan,
    /// An amount of the request before it.
    Detail(Detail),
    /// The label of a code.
    Code,
    /// Heads another part that is known by name.
    Section,
    /// A kind of treatment that heads a part of a plan.
    Category,
    /// A label that is not known.
    Label,
    /// Anything else.
    Words,
}

/// A line: its kind, whether a bullet stands before it, all its words, and those after its heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) listed: bool,
    pub(super) words: Span,
    pub(super) rest: Option<Span>,
    /// Blanks before it.
    pub(super) indent: usize,
}

impl Line {
    /// Reads the line at `raw`, which holds no line break.
    pub(super) fn read(text: &str, raw: Span) -> Self {
        let at = trimmed(text, raw);
        let mut line = Self { kind: Kind::Words, listed: false, words: at, rest: None, indent: at.start - raw.start };
        for node in nodes(Rule::line, at.of(text)) {
            match node.as_rule() {
                Rule::bullet => {
                    line.listed = true;
                    line.words = trimmed(text, Span::new(span(&node, at.start).end, at.end));
                }
                Rule::rest => line.rest = Some(trimmed(text, Span::new(span(&node, at.start).start, at.end))),
                Rule::request_head => line.kind = Kind::Requests { colon: node.as_str().contains(':') },
                Rule::detail_label => {
                    line.kind =
                        node.into_inner().find_map(|of| Detail::of(of.as_rule())).map_or(Kind::Label, Kind::Detail);
                }
                other => line.kind = kind(other).unwrap_or(line.kind),
            }
        }
        line.rest = line.rest.filter(|rest| !rest.is_empty());
        line
    }
}

const fn kind(rule: Rule) -> Option<Kind> {
    Some(match rule {
        Rule::printed => Kind::Printed,
        Rule::plan_head => Kind::Plan,
        Rule::code_label => Kind::Code,
        Rule::section_head => Kind::Section,
        Rule::category => Kind::Category,
        Rule::other_head => Kind::Label,
        _ => return None,
    })
}
