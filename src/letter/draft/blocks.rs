//! In: the lines of a note. Out: its blocks: paragraphs, entries of lists, labelled lines and titles, each to be read by
//! itself.
//!
//! Many notes end no line with a full stop. What stands in one line says nothing of the next, unless words run on.

use super::parser::{Rule, is};
use crate::letter::lines::trimmed;
use crate::span::Span;

/// The blocks of a note, in order. All words of the note are in one of them.
pub(super) fn blocks(text: &str, range: Span) -> Vec<Span> {
    let count = |is: fn(&char) -> bool| range.of(text).chars().filter(is).count();
    let has_titles = count(|letter| letter.is_lowercase()) > count(|letter| letter.is_uppercase());
    let mut blocks = Blocks { text, has_titles, widest: 0, gap: true, found: Vec::new(), list: None, line: None };
    let paragraphs = range.of(text).split_inclusive("\n").scan(range.start, |at, line| {
        *at += line.len();
        Some(Span::new(*at - line.len(), *at))
    });
    let lines: Vec<Span> = paragraphs.collect();
    for paragraph in lines.split(|line| line.of(text).trim().is_empty()) {
        let lines = paragraph.iter().map(|&line| trimmed(text, line));
        blocks.widest = lines.clone().map(|line| width(line.of(text))).max().unwrap_or(0);
        lines.for_each(|line| blocks.take(line));
        blocks.gap = true;
    }
    blocks.found
}

struct Blocks<'a> {
    text: &'a str,
    /// Whether a line of capitals is a title, and not one of many.
    has_titles: bool,
    /// The width of the widest line among those that no blank line parts.
    widest: usize,
    /// Whether a blank line stands before this one.
    gap: bool,
    found: Vec<Span>,
    /// Whether a list of treatments goes on, and whether an entry was met yet.
    list: Option<bool>,
    /// The line before.
    line: Option<Line<'a>>,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    /// Whether it is a title in capitals.
    title: bool,
    /// Whether a bullet, a box or a label stands at its start, or it is a title.
    alone: bool,
}

/// The longest line that can head a list, in bytes.
const LONGEST_HEAD: usize = 60;

impl Blocks<'_> {
    fn take(&mut self, span: Span) {
        let words = span.of(self.text);
        let capitals = self.has_titles && !words.bytes().any(|byte| byte.is_ascii_lowercase());
        let title = capitals && is(Rule::headline, words);
        let line = Line { words, title, alone: title || is(Rule::stands_alone, words) };
        let heads = words.len() <= LONGEST_HEAD && is(Rule::introduces, words);
        let ends = |begun: bool| begun && self.gap || heads || title || is(Rule::labelled, words);
        let listed = self.list.is_some_and(|begun| !ends(begun));
        let goes_on = listed || self.line.is_some_and(|before| self.goes_on(before, line));
        self.list = if listed { Some(true) } else { heads.then_some(false) };
        match self.found.last_mut().filter(|_| goes_on) {
            Some(block) => block.end = span.end,
            None => self.found.push(span),
        }
        (self.line, self.gap) = (Some(line), false);
    }

    /// Whether a line goes on with the one before.
    fn goes_on(&self, before: Line<'_>, line: Line<'_>) -> bool {
        if before.title || is_row(before.words) || is_row(line.words) || line.alone && before.alone {
            return false;
        }
        let lower = line.words.starts_with(char::is_lowercase);
        if line.alone {
            return is(Rule::breaks_off, before.words);
        }
        if self.gap {
            return lower && !before.words.ends_with(['.', ':', ';', '!', '?']);
        }
        let early = || self.ends_early(before.words, line.words);
        lower || before.words.ends_with(':') || !early() || is(Rule::breaks_off, before.words)
    }

    /// Whether the first word of a line had room in the line before, which therefore ends on purpose. A tenth of the width
    /// is left to letters of unequal width.
    fn ends_early(&self, before: &str, line: &str) -> bool {
        let word = line.split_whitespace().next().unwrap_or("");
        (width(before) + 1 + width(word)) * 10 <= self.widest * 9
    }
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Whether a line is the row of a table.
fn is_row(line: &str) -> bool {
    line.contains('\t') || line.matches('|').count() > 1
}
