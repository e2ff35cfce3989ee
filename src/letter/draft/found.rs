//! In: where the words of a request stand. Out: the request as one text, with the amounts that stand beside it.

use super::parser::{Rule, is};
use crate::letter::lines::trimmed;
use crate::source::Prose;
use crate::span::Span;

/// What an amount tells that stands in a cell or after a label of its own; in the order in which a request names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// The part of the body, its side too.
    Region,
    Strength,
    /// Frequency, or several amounts at once: "2x per week for 3 weeks".
    Times,
    Duration,
    Quantity,
    Refills,
}

impl Detail {
    /// What the name of a column, or a label, promises.
    pub(super) const fn of(rule: Rule) -> Option<Self> {
        Some(match rule {
            Rule::of_region => Self::Region,
            Rule::of_strength => Self::Strength,
            Rule::of_other => Self::Times,
            Rule::of_duration => Self::Duration,
            Rule::of_quantity => Self::Quantity,
            Rule::of_refills => Self::Refills,
            _ => return None,
        })
    }
}

/// A request as it was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Its words; those of a cell stand in as many places as the cell has lines.
    pub(super) words: Vec<Span>,
    /// The amounts beside it.
    pub(super) details: Vec<(Detail, Span)>,
}

impl Found {
    pub(super) fn at(span: Span) -> Self {
        Self { words: vec![span], details: Vec::new() }
    }

    /// Where it starts in the note.
    pub(super) fn start(&self) -> usize {
        self.words.first().map_or(0, |span| span.start)
    }

    /// The bytes that a report points to: other cells stand between the lines of one, so that only the first counts.
    pub(super) fn span(&self) -> Span {
        self.words.first().copied().unwrap_or_else(|| Span::new(0, 0))
    }

    /// The request as running text.
    pub(super) fn text(&self, document: &str) -> String {
        let words = self.words.iter().map(|&span| Prose::new(document, span).text);
        let mut text = words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
        let mut details = self.details.clone();
        details.sort_by_key(|&(detail, _)| detail);
        for group in details.chunk_by(|one, next| one.0 == next.0) {
            let words = group.iter().map(|&(_, span)| Prose::new(document, span).text).collect::<Vec<_>>().join(" ");
            let words = words.trim_end_matches(['.', ';', ',']).trim();
            let told = group[0].0 == Detail::Region && text.to_lowercase().contains(&words.to_lowercase());
            text.push_str(&beside(group[0].0, if told { "" } else { words }));
        }
        text
    }
}

/// An amount as it reads behind the request. That something is asked for once goes without saying.
fn beside(detail: Detail, words: &str) -> String {
    let number = is(Rule::number_only, words);
    let figure = words.trim_start_matches(['#', ' ']);
    match detail {
        _ if words.is_empty() => String::new(),
        Detail::Region => format!(", {words}"),
        Detail::Refills => format!(", refills {words}"),
        Detail::Times | Detail::Quantity if is(Rule::one_only, words) => String::new(),
        Detail::Times | Detail::Quantity if number => format!(", quantity {figure}"),
        Detail::Duration if words.starts_with(|c: char| c.is_ascii_digit()) => format!(" for {words}"),
        Detail::Quantity if !words.starts_with('#') => format!(", quantity {words}"),
        _ => format!(" {words}"),
    }
}

/// A range without the marks that end it.
pub(super) fn without_stop(text: &str, range: Span) -> Span {
    let range = trimmed(text, range);
    let words = range.of(text).trim_end_matches(['.', ';', ',']).trim_end();
    Span::new(range.start, range.start + words.len())
}
