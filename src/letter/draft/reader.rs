//! In: the lines of a note. Out: its requests: those of lists and tables, else those of the plan and of sentences.

use super::found::{Detail, Found, without_stop};
use super::line::{Kind, Line};
use super::parser::{Rule, is};
use super::sentence::{self, asked, entries};
use super::table::Table;
use crate::span::Span;
use std::collections::BTreeSet;

/// The requests of a note. A list or table of requests tells all; where there is none, the plan and sentences do. What a
/// sentence outside of the plan asks for is mostly in the plan too, in other words.
pub(super) fn requests(text: &str, range: Span) -> Vec<Found> {
    let mut reader = Reader::new(text, Part::Other);
    reader.read(range);
    let mut found = reader.listed;
    if found.is_empty() {
        let key = |found: &Found| sentence::key(&found.text(text));
        let planned: BTreeSet<_> = reader.planned.iter().filter_map(key).collect();
        let told = reader.told.into_iter().filter(|found| key(found).is_none_or(|key| !planned.contains(&key)));
        found = told.chain(reader.planned).collect();
        found.sort_by_key(Found::start);
    }
    let mut known = BTreeSet::new();
    found.retain(|found| known.insert(found.text(text).to_lowercase()));
    found
}

/// The entries of a bare list.
pub(super) fn list(text: &str, range: Span) -> Vec<Found> {
    let mut reader = Reader::new(text, Part::Requests);
    reader.read(range);
    reader.listed
}

/// Whether a line heads a part, however it is written.
const fn heads(kind: Kind) -> bool {
    matches!(kind, Kind::Plan | Kind::Section | Kind::Requests { colon: true })
}

/// The part of a note that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A list of requests.
    Requests,
    /// After a title such as "Request for authorization", which a list may follow, or the head of a form.
    Titled,
    /// A plan, whose sentences may order.
    Plan,
    /// Anything else.
    Other,
}

/// What the lines are that are being put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Entry,
    Detail(Detail),
    Prose,
}

/// Lines that go together, and the blanks before the first.
#[derive(Debug, Clone, Copy)]
struct Open {
    span: Span,
    role: Role,
    indent: usize,
    listed: bool,
}

struct Reader<'a> {
    text: &'a str,
    part: Part,
    /// Whether a blank line stands before this one.
    gap: bool,
    open: Option<Open>,
    /// The blanks before the last request of a list or plan, where nothing else stands after it.
    entry_indent: Option<usize>,
    table: Option<Table>,
    listed: Vec<Found>,
    planned: Vec<Found>,
    told: Vec<Found>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, part: Part) -> Self {
        let (listed, planned, told) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, part, gap: false, open: None, entry_indent: None, table: None, listed, planned, told }
    }

    fn read(&mut self, range: Span) {
        let mut start = range.start;
        for line in range.of(self.text).split_inclusive(['\n', '\u{c}']) {
            if line.trim().is_empty() {
                self.gap = true;
            } else {
                self.line(Span::new(start, start + line.trim_end().len()));
                self.gap = false;
            }
            start += line.len();
        }
        self.end_table();
        self.flush();
    }

    fn line(&mut self, raw: Span) {
        if self.table.as_mut().is_some_and(|table| table.take(self.text, raw, self.gap)) {
            return;
        }
        self.end_table();
        if let Some(table) = Table::header(self.text, raw, self.part != Part::Other) {
            self.flush();
            self.table = Some(table);
            return;
        }
        let line = Line::read(self.text, raw);
        if self.goes_on(&line) {
            if let Some(open) = &mut self.open {
                open.span.end = line.words.end;
            }
            return;
        }
        self.flush();
        self.begin(&line);
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.listed.extend(table.rows.into_iter().filter(|row| !row.words.is_empty()));
            self.part = Part::Other;
        }
    }

    /// Whether a line goes on with the one before.
    fn goes_on(&self, line: &Line) -> bool {
        let Some(open) = self.open.filter(|_| !self.gap && !line.listed) else { return false };
        let (words, before) = (line.words.of(self.text), open.span.of(self.text));
        let apart = is(Rule::starts, before) && (is(Rule::starts, words) || is(Rule::remark, words));
        let in_plan = self.part == Part::Plan && open.role == Role::Prose && apart;
        if words.starts_with(|c: char| c.is_lowercase() || matches!(c, '#' | '(' | ',')) && !heads(line.kind) {
            return !in_plan || is(Rule::breaks_off, before);
        }
        let indented = open.listed && line.indent > open.indent && !is(Rule::remark, words);
        line.kind == Kind::Words
            && match open.role {
                // Under a plan each drug may have its line, without a bullet.
                Role::Prose if in_plan => is(Rule::breaks_off, before),
                Role::Prose => !before.ends_with(':'),
                Role::Entry => indented || is(Rule::measured, words) || is(Rule::breaks_off, before),
                Role::Detail(_) => is(Rule::measured, words),
            }
    }

    /// Begins what a line opens.
    fn begin(&mut self, line: &Line) {
        let in_list = self.part != Part::Other;
        match line.kind {
            Kind::Requests { colon } => {
                self.part = if colon || line.rest.is_some() { Part::Requests } else { Part::Titled };
                let named = line.rest.filter(|rest| !is(Rule::nothing, rest.of(self.text)));
                self.open_at(named, Role::Entry, line);
            }
            Kind::Plan => {
                self.part = Part::Plan;
                self.open_at(line.rest, Role::Prose, line);
            }
            Kind::Detail(detail) if self.part == Part::Requests && !self.listed.is_empty() => {
                self.open_at(line.rest, Role::Detail(detail), line);
            }
            Kind::Printed | Kind::Code if in_list => {}
            Kind::Section if line.listed && in_list => {}
            Kind::Category if in_list => self.words(line.rest, line),
            Kind::Label | Kind::Words if in_list && (line.kind == Kind::Words || self.is_entry(line)) => {
                self.words(Some(line.words), line);
            }
            Kind::Section | Kind::Category | Kind::Label | Kind::Detail(_) => {
                self.part = Part::Other;
                self.open_at(line.rest, Role::Prose, line);
            }
            Kind::Printed | Kind::Code | Kind::Words => self.open_at(Some(line.words), Role::Prose, line),
        }
    }

    /// Whether a line with a colon is an entry of a list: "1. Left knee: MRI".
    fn is_entry(&self, line: &Line) -> bool {
        let starts = |span: Span| is(Rule::starts, span.of(self.text));
        line.listed || starts(line.words) || line.rest.is_some_and(starts)
    }

    /// "a) 2 times a week" under "1. Physical therapy".
    fn measures_last(&self, line: &Line, words: &str) -> bool {
        line.listed && self.entry_indent.is_some_and(|indent| line.indent > indent) && is(Rule::measured, words)
    }

    /// The words of a line: an amount of the request above, an entry of the list, or sentences of the plan or after the list.
    fn words(&mut self, words: Option<Span>, line: &Line) {
        let Some(span) = words else { return };
        if self.measures_last(line, span.of(self.text)) {
            return self.open_at(Some(span), Role::Detail(Detail::Times), line);
        }
        let (text, starts) = (span.of(self.text), is(Rule::starts, span.of(self.text)));
        let remark = is(Rule::remark, text) && !line.listed;
        let after = self.gap && !line.listed && !starts && !self.listed.is_empty();
        let entry = match self.part {
            Part::Requests => !remark && !after,
            Part::Titled => line.listed || starts,
            Part::Plan | Part::Other => false,
        };
        if !entry && self.part != Part::Plan && (after || self.part == Part::Titled) {
            self.part = Part::Other;
        }
        self.open_at(Some(span), if entry { Role::Entry } else { Role::Prose }, line);
    }

    fn open_at(&mut self, span: Option<Span>, role: Role, line: &Line) {
        self.open = span.map(|span| Open { span, role, indent: line.indent, listed: line.listed });
    }

    /// The requests that a line of this part adds to.
    const fn requests(&mut self) -> &mut Vec<Found> {
        match self.part {
            Part::Requests | Part::Titled => &mut self.listed,
            Part::Plan => &mut self.planned,
            Part::Other => &mut self.told,
        }
    }

    /// Reads the lines that were put together.
    fn flush(&mut self) {
        let Some(Open { span, role, indent, .. }) = self.open.take() else { return };
        let text = self.text;
        let found = match role {
            Role::Entry => entries(text, span),
            Role::Detail(detail) => {
                let words = without_stop(text, span);
                self.requests().iter_mut().last().into_iter().for_each(|last| last.details.push((detail, words)));
                return;
            }
            Role::Prose => self.sentences(span),
        };
        self.entry_indent = (!found.is_empty()).then_some(indent);
        if role == Role::Entry {
            self.listed.extend(found);
        }
    }

    /// What sentences ask for, kept by the part they stand in; the last may open a list.
    fn sentences(&mut self, span: Span) -> Vec<Found> {
        let asked = asked(self.text, span, self.part == Part::Plan);
        self.planned.extend(asked.planned.iter().cloned());
        self.told.extend(asked.told.iter().cloned());
        if asked.opens {
            self.part = Part::Requests;
        }
        [asked.planned, asked.told].concat()
    }
}
