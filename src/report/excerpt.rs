//! In: a document and the bytes to point at. Out: [`Excerpt`]: those lines alone, cut to the page's width, with their
//! own line numbers, as a source that miette can print.

use crate::report::Label;
use crate::report::look::clean;
use crate::span::Span;
use miette::{LabeledSpan, MietteSpanContents, SourceSpan, SpanContents};

/// What marks words that were left out.
const CUT: &str = "... ";

/// Where each line of a text starts, so that line numbers cost nothing.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(offset, _)| offset + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line, from 0, in which a byte stands.
    pub fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Line and column, both from 1, of the character that starts at a byte; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.at(offset);
        let before = self.starts.get(line).and_then(|&start| self.text.get(start..offset));
        (line + 1, before.map_or(0, |words| words.chars().count()) + 1)
    }

    /// The bytes of a line without its line break and the spaces around it.
    fn span(&self, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let words = self.text.get(start..end).unwrap_or("");
        let lead = words.len() - words.trim_start().len();
        if lead == words.len() {
            Span::new(start, start)
        } else {
            Span::new(start + lead, start + words.trim_end().len())
        }
    }
}

/// A few lines of a document with marks on them.
#[derive(Debug)]
pub struct Excerpt {
    name: String,
    text: String,
    line: usize,
    column: usize,
    marks: Vec<LabeledSpan>,
}

impl Excerpt {
    /// The lines that `label` covers, at most `most_lines` of them, each at most `room` characters wide. `None` where the label lies outside of the
    /// text, not on character borders, or on no word.
    pub fn new(name: &str, lines: &Lines<'_>, label: &Label, most_lines: usize, room: usize) -> Option<Self> {
        let words = lines.text.get(label.span.start..label.span.end)?;
        let start = label.span.start + (words.len() - words.trim_start().len());
        let span = Span::new(start, label.span.start + words.trim_end().len());
        if span.is_empty() {
            return None;
        }
        let (first, last) = (lines.at(span.start), lines.at(span.end - 1));
        let last = last.min(first + most_lines - 1);
        let column = lines.text.get(lines.starts[first]..span.start)?.chars().count();
        let mut excerpt = Self { name: clean(name), text: String::new(), line: first, column, marks: Vec::new() };
        for line in first..=last {
            let remark = (line == last).then_some(label.text.as_str());
            excerpt.push(lines, lines.span(line), span, remark, room);
        }
        Some(excerpt)
    }

    /// The marks, as miette wants them.
    pub fn marks(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.marks.iter().cloned()
    }

    /// Bytes of the excerpt.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The whole excerpt as miette prints it, where it starts at `start` of what it is part of.
    pub fn contents<'a>(&'a self, start: usize) -> Box<dyn SpanContents<'a> + 'a> {
        let all = SourceSpan::from((start, self.text.len()));
        let lines = self.text.matches('\n').count();
        let bytes = self.text.as_bytes();
        Box::new(MietteSpanContents::new_named(self.name.clone(), bytes, all, self.line, self.column, lines))
    }

    fn push(&mut self, lines: &Lines<'_>, line: Span, marked: Span, remark: Option<&str>, room: usize) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mark = Span::new(marked.start.max(line.start), marked.end.min(line.end));
        if mark.is_empty() {
            return;
        }
        let part = |start, end| Span::new(start, end).of(lines.text);
        let tail_of_remark = remark.map_or(0, |words| words.chars().count() + 5);
        let middle = whole_words(part(mark.start, mark.end), room.saturating_sub(2 * CUT.len()));
        let size = middle.chars().count();
        let free = room.saturating_sub(size);
        let after = part(mark.start + middle.len(), line.end);
        // What stands before a mark often turns its meaning ("no documentation of"), so it gets the larger share.
        let before = free - first_words(after, free / 3).chars().count();
        let before = before.min(room.saturating_sub(tail_of_remark + size / 2));
        let head = cut_head(part(line.start, mark.start), before);
        let tail = cut_tail(after, free.saturating_sub(head.chars().count()));
        self.text.push_str(&clean(&head));
        let start = self.text.len();
        self.text.push_str(&clean(middle));
        self.marks.push(LabeledSpan::new(remark.map(str::to_owned), start, self.text.len() - start));
        self.text.push_str(&clean(&tail));
    }
}

fn first_words(text: &str, room: usize) -> &str {
    text.char_indices().nth(room).map_or(text, |(end, _)| &text[..end])
}

/// The first words, ended at a word's end where there is one.
fn whole_words(text: &str, room: usize) -> &str {
    let kept = first_words(text, room);
    if kept.len() == text.len() {
        return text;
    }
    kept.rfind(char::is_whitespace).map_or(kept, |space| kept[..space].trim_end())
}

/// The end of `text`, from a word's start, at most `room` characters.
fn cut_head(text: &str, room: usize) -> String {
    if text.char_indices().rev().nth(room).is_none() {
        return text.to_owned();
    }
    let room = room.saturating_sub(CUT.len());
    let from = text.char_indices().rev().take(room).last().map_or(text.len(), |(offset, _)| offset);
    let kept = &text[from..];
    let word = kept.find(char::is_whitespace).map_or("", |space| kept[space..].trim_start());
    format!("{CUT}{word}")
}

/// The start of `text`, up to a word's end, at most `room` characters.
fn cut_tail(text: &str, room: usize) -> String {
    let kept = first_words(text, room);
    if kept.len() == text.len() {
        return text.to_owned();
    }
    let kept = first_words(text, room.saturating_sub(CUT.len()));
    let word = kept.rfind(char::is_whitespace).map_or("", |space| kept[..space].trim_end());
    if room < CUT.len() { String::new() } else { format!("{word} {}", CUT.trim_end()) }
}
