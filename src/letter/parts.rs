//! In: a document's marks. Out: its summary, items and outcomes, put together in one pass.

use super::heading::{self, Heading};
use super::lines::{Spacing, heading_start};
use super::marks::{Mark, MarkKind};
use super::outcome::Outcome;
use super::{Item, notes};
use crate::source::Note;
use crate::span::Span;

/// The parts of a letter.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) summary: Option<Span>,
    pub(super) items: Vec<Item>,
    pub(super) outcomes: Vec<Option<Outcome>>,
    pub(super) notes: Vec<Note>,
}

/// A part whose end is not yet known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Summary,
    Guideline,
    Rationale,
}

/// Puts the parts together as the marks come.
pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    pub(super) parts: Parts,
    spacing: Spacing,
    /// Where the last labelled part begins: no heading starts before it.
    floor: usize,
    open: Option<(Open, usize)>,
    /// Whether the last item has a rationale or a guideline yet; a label after it then belongs to a new item.
    has_guideline: bool,
    has_rationale: bool,
}

/// Reads the parts of a letter whose items have headings of their own, as from late 2013 on.
pub(super) fn read(text: &str, marks: &[Mark]) -> Parts {
    let mut builder = Builder::new(text);
    for (at, mark) in marks.iter().enumerate() {
        builder.take(mark, marks.get(at + 1));
    }
    builder.close(text.len());
    builder.parts
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let spacing = Spacing::of(text);
        let parts = Parts::default();
        Self { text, parts, spacing, floor: 0, open: None, has_guideline: false, has_rationale: false }
    }

    fn take(&mut self, mark: &Mark, next: Option<&Mark>) {
        let in_summary = matches!(self.open, Some((Open::Summary, _)));
        match mark.kind {
            MarkKind::Summary if self.parts.summary.is_none() && self.parts.items.is_empty() => {
                self.section(mark, Some(Open::Summary));
            }
            MarkKind::Summary | MarkKind::Determined | MarkKind::Regarding => {}
            MarkKind::Made | MarkKind::Issues | MarkKind::ListFollows | MarkKind::Elsewhere => self.section(mark, None),
            MarkKind::Dispute => self.section(mark, None),
            MarkKind::Verdict(outcome) => {
                if self.is_heading(mark, next, in_summary) {
                    self.headed_item(mark, Some(outcome));
                }
            }
            MarkKind::ClaimsGuideline => self.claims_guideline(mark),
            MarkKind::ClaimsBasis => self.ruled_item(mark),
            MarkKind::ReviewerGuideline => self.reviewer_guideline(mark),
            MarkKind::ReviewerBasis if !self.has_guideline && !self.has_rationale => self.reviewer_guideline(mark),
            MarkKind::ReviewerBasis => {}
            MarkKind::Rationale => self.rationale(mark),
            MarkKind::RationaleFor(_) => self.rationale(mark),
        }
    }

    /// A verdict word after a colon heads an item where a label follows, or, outside the summary, where its line ends.
    fn is_heading(&self, mark: &Mark, next: Option<&Mark>, in_summary: bool) -> bool {
        let labelled = next.is_some_and(|next| {
            let between = Span::new(mark.span.end, next.span.start).of(self.text);
            next.kind.follows_heading() && between.trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty()
        });
        let rest = self.text[mark.span.end..].trim_start_matches([' ', '\t', '.']);
        labelled || !in_summary && (rest.is_empty() || rest.starts_with(['\n', '\r', '\u{c}']))
    }

    fn headed_item(&mut self, verdict: &Mark, outcome: Option<Outcome>) {
        let end = self.text[..verdict.span.start].rfind(':').unwrap_or(verdict.span.start);
        let start = heading_start(self.text, self.floor, end, self.spacing);
        let range = Span::new(start, end);
        self.item(range, heading::read(self.text, range), outcome);
        self.floor = verdict.span.end;
    }

    /// A guideline label belongs to the heading before it; where that had no verdict, the heading is found here.
    fn claims_guideline(&mut self, mark: &Mark) {
        if self.parts.items.is_empty() || self.has_guideline || self.has_rationale {
            let start = heading_start(self.text, self.floor, mark.span.start, self.spacing);
            let range = trimmed(self.text, Span::new(start, mark.span.start));
            if range.is_empty() {
                return;
            }
            self.item(range, heading::read(self.text, range), None);
        }
        self.has_guideline = true;
        self.floor = mark.span.end;
    }

    /// "2. X is not medically necessary and appropriate." before "The Claims Administrator based its decision …".
    fn ruled_item(&mut self, mark: &Mark) {
        let start = heading_start(self.text, self.floor, mark.span.start, self.spacing);
        let range = trimmed(self.text, Span::new(start, mark.span.start));
        if let Some((subject, outcome)) = heading::ruling(self.text, range) {
            self.item(range, heading::read(self.text, subject), Some(outcome));
            self.floor = mark.span.end;
        }
    }

    pub(super) fn item(&mut self, range: Span, heading: Heading, outcome: Option<Outcome>) {
        self.close(range.start);
        let n = self.parts.items.len() + 1;
        if heading.text.is_empty() {
            return;
        }
        if outcome.is_none() {
            self.parts.notes.push(notes::without_outcome(n, &heading.text));
        }
        self.parts.items.push(Item {
            n,
            text: heading.text,
            span: heading.span,
            original_request: heading.asked,
            granted: heading.granted,
            guideline: None,
            rationale: None,
        });
        self.parts.outcomes.push(outcome);
        self.has_guideline = false;
        self.has_rationale = false;
    }

    fn reviewer_guideline(&mut self, mark: &Mark) {
        if self.has_rationale {
            return self.claims_guideline(mark);
        }
        self.close(mark.span.start);
        if !self.parts.items.is_empty() {
            self.has_guideline = true;
            self.open = Some((Open::Guideline, mark.span.start));
            self.floor = mark.span.end;
        }
    }

    pub(super) fn rationale(&mut self, mark: &Mark) {
        if self.parts.items.is_empty() || self.has_rationale {
            return;
        }
        self.close(mark.span.start);
        self.has_rationale = true;
        self.open = Some((Open::Rationale, mark.span.end));
        self.floor = mark.span.end;
    }

    pub(super) fn section(&mut self, mark: &Mark, opens: Option<Open>) {
        self.close(mark.span.start);
        self.open = opens.map(|open| (open, mark.span.end));
        self.floor = mark.span.end;
    }

    /// Ends the open part at `end`.
    pub(super) fn close(&mut self, end: usize) {
        let Some((open, start)) = self.open.take() else { return };
        let span = trimmed(self.text, Span::new(start, end.max(start)));
        let span = Some(span).filter(|span| !span.is_empty());
        match (open, self.parts.items.last_mut()) {
            (Open::Summary, _) => self.parts.summary = span,
            (Open::Guideline, Some(item)) => item.guideline = span,
            (Open::Rationale, Some(item)) => item.rationale = span,
            _ => {}
        }
    }
}

/// The range without white space at its ends.
pub(super) fn trimmed(text: &str, range: Span) -> Span {
    let words = range.of(text);
    let start = range.start + (words.len() - words.trim_start().len());
    Span::new(start.min(range.end), start + words.trim().len())
}
