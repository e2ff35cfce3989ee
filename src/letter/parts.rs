//! In: a document's marks. Out: its summary, items and outcomes, put together in one pass.

use super::grammar;
use super::heading::{self, Heading};
use super::lines::{Spacing, heading_start, trimmed};
use super::marks::{Mark, MarkKind};
use super::outcome::Outcome;
use super::{Item, draft};
use crate::span::Span;
use std::collections::BTreeSet;

/// Longest sentence that tells an item and its verdict, in bytes.
const LONGEST_SENTENCE: usize = 1500;

/// The parts of a letter.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) summary: Option<Span>,
    pub(super) items: Vec<Item>,
    pub(super) outcomes: Vec<Option<Outcome>>,
    /// How many lines give a decision. There are more of them than items where the heading of one was not understood.
    pub(super) decisions: usize,
}

/// A part whose end is not yet known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Summary,
    Guideline,
    Rationale,
}

/// Puts the parts together as the marks come.
struct Builder<'a> {
    text: &'a str,
    parts: Parts,
    spacing: Spacing,
    /// Where the last labelled part begins: no heading starts before it.
    floor: usize,
    open: Option<(Open, usize)>,
    /// Index of the item that guideline and rationale belong to.
    current: usize,
    /// Whether the items are told by sentences, as in 2013, so that no heading makes one.
    told: bool,
    /// Whether the current item has a rationale or a guideline yet; a label after it then belongs to a new item.
    has_guideline: bool,
    has_rationale: bool,
    /// How many items have a rationale or a guideline by now.
    discussed: usize,
    /// How many items have their outcome, or none that a later label could tell.
    decided: usize,
}

/// Reads the parts of a letter of any form.
pub(super) fn read(text: &str, marks: &[Mark]) -> Parts {
    let mut builder = Builder::new(text);
    builder.told_items(marks);
    for (at, mark) in marks.iter().enumerate() {
        builder.take(mark, marks.get(at + 1));
    }
    builder.close(text.len());
    builder.parts
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        let spacing = Spacing::of(text);
        let parts = Parts::default();
        Self {
            text,
            parts,
            spacing,
            floor: 0,
            open: None,
            current: 0,
            told: false,
            has_guideline: false,
            has_rationale: false,
            discussed: 0,
            decided: 0,
        }
    }

    fn take(&mut self, mark: &Mark, next: Option<&Mark>) {
        let in_summary = matches!(self.open, Some((Open::Summary, _)));
        match mark.kind {
            MarkKind::Summary if self.parts.summary.is_none() && !self.has_rationale => {
                self.section(mark, Some(Open::Summary));
            }
            MarkKind::Summary | MarkKind::Determined => {}
            MarkKind::Regarding => self.regarding(mark),
            MarkKind::Made | MarkKind::Issues | MarkKind::ListFollows | MarkKind::Elsewhere => self.section(mark, None),
            MarkKind::Dispute => self.dispute(mark, next),
            MarkKind::Verdict(outcome) => {
                if self.told {
                    return;
                }
                let is_heading = self.is_heading(mark, next, in_summary);
                self.parts.decisions += usize::from(is_heading || self.ends_its_line(mark));
                if is_heading {
                    self.headed_item(mark, Some(outcome));
                }
            }
            MarkKind::ClaimsGuideline => self.claims_guideline(mark),
            MarkKind::ClaimsBasis if !self.told => self.ruled_item(mark),
            MarkKind::ClaimsBasis => {}
            MarkKind::ReviewerGuideline => self.reviewer_guideline(mark),
            MarkKind::ReviewerBasis if !self.has_guideline && !self.has_rationale => self.reviewer_guideline(mark),
            MarkKind::ReviewerBasis => {}
            MarkKind::Rationale => self.rationale(mark),
            MarkKind::RationaleFor(outcome) => self.decisive_rationale(mark, outcome),
        }
    }

    /// A verdict word after a colon heads an item where a label follows, or, outside the summary, where its line ends.
    fn is_heading(&self, mark: &Mark, next: Option<&Mark>, in_summary: bool) -> bool {
        let labelled = next.is_some_and(|next| {
            let between = Span::new(mark.span.end, next.span.start).of(self.text);
            next.kind.follows_heading() && between.trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty()
        });
        labelled || !in_summary && self.ends_its_line(mark)
    }

    fn ends_its_line(&self, mark: &Mark) -> bool {
        let rest = self.text[mark.span.end..].trim_start_matches([' ', '\t', '.']);
        rest.is_empty() || rest.starts_with(['\n', '\r', '\u{c}'])
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

    /// Adds an item whose heading lies at `range`; what was open before ends there.
    fn item(&mut self, range: Span, heading: Heading, outcome: Option<Outcome>) {
        self.close(range.start);
        if heading.text.is_empty() {
            return;
        }
        let n = self.parts.items.len() + 1;
        self.current = n - 1;
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

    fn rationale(&mut self, mark: &Mark) {
        if self.parts.items.is_empty() || self.has_rationale {
            return;
        }
        self.close(mark.span.start);
        self.has_rationale = true;
        self.open = Some((Open::Rationale, mark.span.end));
        self.floor = mark.span.end;
    }

    fn section(&mut self, mark: &Mark, opens: Option<Open>) {
        self.close(mark.span.start);
        self.open = opens.map(|open| (open, mark.span.end));
        self.floor = mark.span.end;
    }

    /// Ends the open part at `end`.
    fn close(&mut self, end: usize) {
        let Some((open, start)) = self.open.take() else { return };
        let span = trimmed(self.text, Span::new(start, end.max(start)));
        let span = Some(span).filter(|span| !span.is_empty());
        let Some(item) = self.parts.items.get_mut(self.current).filter(|_| open != Open::Summary) else {
            if open == Open::Summary {
                self.parts.summary = span;
            }
            return;
        };
        self.discussed -= usize::from(is_discussed(item));
        if open == Open::Guideline {
            item.guideline = span;
        } else {
            item.rationale = span;
        }
        self.discussed += usize::from(is_discussed(item));
    }
}

fn is_discussed(item: &Item) -> bool {
    item.rationale.is_some() || item.guideline.is_some()
}

/// The forms of letter whose items have no heading of their own.
impl Builder<'_> {
    /// The form of 2013: "1) MAXIMUS Federal Services, Inc. has determined the request for X is not medically necessary
    /// and appropriate." Each sentence is printed twice.
    fn told_items(&mut self, marks: &[Mark]) {
        let mut known = BTreeSet::new();
        for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.kind == MarkKind::Determined) {
            let end = marks.get(at + 1).map_or(self.text.len(), |next| next.span.start);
            let sentence = grammar::window(&self.text[..end], mark.span.end, LONGEST_SENTENCE);
            let range = Span::new(mark.span.end, mark.span.end + sentence.len());
            let Some((subject, outcome)) = heading::ruling(self.text, range) else {
                self.parts.decisions += 1;
                continue;
            };
            let heading = heading::read(self.text, subject);
            if known.insert((mark.number, heading.text.to_lowercase())) {
                self.parts.decisions += 1;
                self.item(subject, heading, Some(outcome));
            }
        }
        self.told = !self.parts.items.is_empty();
        self.current = 0;
    }

    /// "2) Regarding the request for X:" heads the discussion of the second item.
    fn regarding(&mut self, mark: &Mark) {
        if !self.told {
            return;
        }
        let first = self.discussed == 0;
        self.section(mark, None);
        let next = if first { 0 } else { self.current + 1 };
        let numbered = mark.number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        self.current = numbered.filter(|&index| index < self.parts.items.len()).unwrap_or(next);
        self.has_guideline = false;
        self.has_rationale = false;
    }

    /// "Issue at dispute:" and the list after it; the verdict stands in the label of the rationale.
    fn dispute(&mut self, mark: &Mark, next: Option<&Mark>) {
        self.section(mark, None);
        let end = next.map_or(self.text.len(), |next| next.span.start);
        for span in draft::list(self.text, Span::new(mark.span.end, end)) {
            self.item(span, heading::read(self.text, span), None);
        }
    }

    fn decisive_rationale(&mut self, mark: &Mark, outcome: Outcome) {
        self.rationale(mark);
        for open in self.parts.outcomes.iter_mut().skip(self.decided).filter(|outcome| outcome.is_none()) {
            *open = Some(outcome);
        }
        self.decided = self.parts.outcomes.len();
    }
}
