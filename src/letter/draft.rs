//! In: a note that is no letter. Out: its requests as items, and the whole note as summary.

use super::lines::trimmed;
use super::{Dates, Form, Item, Letter, notes, patient};
use crate::source::{Document, Prose};
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/draft.pest"]
struct DraftParser;

/// Longest line that is read for requests, in bytes.
const LONGEST_LINE: usize = 2000;

/// Reads a draft.
pub(super) fn read(document: &Document) -> Letter {
    let text = &document.text;
    let whole = Span::new(0, text.len());
    let dates = Dates::default();
    let mut letter = Letter {
        form: Form::Draft,
        case_number: None,
        patient: patient::read(text, &dates),
        dates,
        summary: Some(trimmed(text, whole)),
        items: Vec::new(),
        notes: document.notes.clone(),
    };
    for span in requests(text, whole) {
        push(&mut letter, Prose::new(text, span).text, span);
    }
    if letter.items.is_empty() {
        letter.notes.push(notes::neither_letter_nor_draft());
    }
    letter
}

/// Adds a request that the user named.
pub(super) fn add(letter: &mut Letter, document: &Document, request: &str) {
    let end = document.text.len();
    let span = document.text.find(request).map_or(Span::new(end, end), |at| Span::new(at, at + request.len()));
    letter.notes.retain(|note| note.code != notes::NO_REQUEST);
    push(letter, request.to_owned(), span);
}

fn push(letter: &mut Letter, text: String, span: Span) {
    let n = letter.items.len() + 1;
    letter.items.push(Item { n, text, span, original_request: None, granted: None, guideline: None, rationale: None });
}

/// The entries of a bare list, such as what follows "Issue at dispute:".
pub(super) fn list(text: &str, range: Span) -> Vec<Span> {
    let mut reader = Reader { text, found: Vec::new(), planned: Vec::new(), part: Part::Requests, gap: false };
    reader.read(range);
    reader.found
}

/// The requests of a note: those under a heading of requests, else those of the plan's list.
fn requests(text: &str, range: Span) -> Vec<Span> {
    let mut reader = Reader { text, found: Vec::new(), planned: Vec::new(), part: Part::Other, gap: false };
    reader.read(range);
    if reader.found.is_empty() { reader.planned } else { reader.found }
}

/// The part of a note that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A list of requests.
    Requests,
    /// A plan, whose listed lines may be requests.
    Plan,
    /// Anything else.
    Other,
}

struct Reader<'a> {
    text: &'a str,
    found: Vec<Span>,
    planned: Vec<Span>,
    part: Part,
    /// Whether a blank line stands before this one.
    gap: bool,
}

impl Reader<'_> {
    fn read(&mut self, range: Span) {
        let mut start = range.start;
        for line in range.of(self.text).split_inclusive(['\n', '\u{c}']) {
            if line.trim().is_empty() {
                self.gap = true;
            } else {
                self.line(trimmed(self.text, Span::new(start, start + line.len())));
                self.gap = false;
            }
            start += line.len();
        }
    }

    fn line(&mut self, span: Span) {
        let line = super::grammar::window(&self.text[..span.end], span.start, LONGEST_LINE);
        let (mut listed, mut opened, mut rest) = (false, None, None);
        for part in nodes(Rule::line, line) {
            match part.as_rule() {
                Rule::bullet => listed = true,
                Rule::request_head => opened = Some(Part::Requests),
                Rule::plan_head => opened = Some(Part::Plan),
                Rule::section_head => opened = Some(Part::Other),
                Rule::rest => rest = Some(trimmed(self.text, offset(&part, span.start))),
                _ => {}
            }
        }
        let first = opened.is_some();
        self.part = opened.unwrap_or(self.part);
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            self.words(rest, listed, first);
        }
    }

    /// The words of a line: a request, the end of the one before, or the end of the list.
    fn words(&mut self, rest: Span, listed: bool, first: bool) {
        let words = rest.of(self.text);
        let asks = || nodes(Rule::asks, words).next().is_some();
        match self.part {
            Part::Requests if !listed && !first && self.continues(words) => self.extend(rest.end),
            Part::Requests if !listed && !first && self.gap && !self.found.is_empty() && !asks() => {
                self.part = Part::Other
            }
            Part::Requests => {
                let entries = entries(self.text, rest);
                self.found.extend(entries);
            }
            Part::Plan if (listed || first) && asks() => self.planned.push(without_stop(self.text, rest)),
            Part::Plan | Part::Other => {}
        }
    }

    /// A line that goes on where the one before broke off: it begins small, with a number sign or in brackets.
    fn continues(&self, words: &str) -> bool {
        !self.gap
            && !self.found.is_empty()
            && words.starts_with(|c: char| c.is_lowercase() || matches!(c, '#' | '(' | ','))
    }

    fn extend(&mut self, end: usize) {
        if let Some(last) = self.found.last_mut() {
            *last = without_stop(self.text, Span::new(last.start, end));
        }
    }
}

/// The requests that one line names.
fn entries(text: &str, rest: Span) -> Vec<Span> {
    let line = super::grammar::window(&text[..rest.end], rest.start, LONGEST_LINE);
    let spans = nodes(Rule::listing, line).filter(|part| part.as_rule() == Rule::entry);
    let entries: Vec<_> =
        spans.map(|part| without_stop(text, offset(&part, rest.start))).filter(|span| !span.is_empty()).collect();
    if entries.is_empty() { vec![without_stop(text, rest)] } else { entries }
}

fn without_stop(text: &str, range: Span) -> Span {
    let range = trimmed(text, range);
    let words = range.of(text).trim_end_matches(['.', ';', ',']).trim_end();
    Span::new(range.start, range.start + words.len())
}

fn nodes(rule: Rule, text: &str) -> impl Iterator<Item = Pair<'_, Rule>> {
    let parsed = DraftParser::parse(rule, text).ok();
    let matched = parsed.into_iter().flatten();
    matched.flat_map(|pair| std::iter::once(pair.clone()).chain(pair.into_inner()))
}

fn offset(node: &Pair<'_, Rule>, base: usize) -> Span {
    let span = node.as_span();
    Span::new(base + span.start(), base + span.end())
}
