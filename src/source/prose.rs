//! In: a byte range of a document's text. Out: [`Prose`], that range as running text, with a map back to the bytes.

use super::furniture;
use crate::span::Span;

/// A passage as running text: lines joined, blank lines, page breaks, page footers and runs of spaces collapsed to
/// one space, typographic quotes, dashes and ligatures written in ASCII, words that a hyphen parts at a line's end put
/// together again, and the space restored where a full stop lost it ("2016.In").
///
/// Offsets into [`Prose::text`] lead back to the document through [`Prose::span`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The running text.
    pub text: String,
    steps: Vec<Step>,
    /// Where the running text spells out what is contracted in the document, in order.
    spelled_out: Vec<SpelledOut>,
}

/// A denial that the document contracts: "n't" for " not".
#[derive(Debug, Clone, PartialEq, Eq)]
struct SpelledOut {
    /// Where it stands in the running text.
    text: Span,
    /// What the document has, in ASCII.
    contracted: String,
}

/// A stretch of running text that maps to the document in one piece. It ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// Offset in the running text.
    text: usize,
    /// Offset in the document.
    document: usize,
    /// Of a stretch that is not a copy: where the document's bytes behind it end.
    replaced_until: Option<usize>,
}

impl Prose {
    /// Reflows `range` of `document`. A range that does not lie on character borders gives an empty text.
    pub fn new(document: &str, range: Span) -> Self {
        let source = range.of(document);
        let text = String::with_capacity(source.len());
        let mut flow = Flow { source, base: range.start, prose: Self { text, ..Self::default() }, at: 0 };
        flow.run(follows_page_break(document, range.start));
        flow.prose
    }

    /// The document's bytes behind `range` of [`Prose::text`]. It lies on character borders where `range` does.
    pub fn span(&self, range: Span) -> Span {
        let start = self.find(range.start).map_or(0, |step| step.start_of(range.start));
        if range.is_empty() {
            return Span::new(start, start);
        }
        let end = self.find(range.end - 1).map_or(start, |step| step.end_of(range.end));
        Span::new(start, end.max(start))
    }

    /// The same with every contracted "not" spelled out, so that one phrase stands for both: "didn't help" is "did not
    /// help".
    pub fn with_not_spelled_out(self) -> Self {
        let found = contractions(&self.text);
        if found.is_empty() {
            return self;
        }
        let mut out = Self { text: String::with_capacity(self.text.len() + found.len() * 4), ..Self::default() };
        let mut at = 0;
        for (place, words) in found {
            out.append(&self, Span::new(at, place.start));
            let document = self.span(place);
            let text = Span::new(out.text.len(), out.text.len() + words.len());
            out.spelled_out.push(SpelledOut { text, contracted: place.of(&self.text).to_owned() });
            out.steps.push(Step { text: text.start, document: document.start, replaced_until: Some(document.end) });
            out.text.push_str(words);
            at = place.end;
        }
        out.append(&self, Span::new(at, self.text.len()));
        out
    }

    /// The running text of `range` as the document has it, with its contractions.
    pub fn as_written(&self, range: Span) -> String {
        let mut written = range.of(&self.text).to_owned();
        for spelled in self.spelled_out.iter().rev() {
            if spelled.text.start >= range.start && spelled.text.end <= range.end {
                let place = spelled.text.start - range.start..spelled.text.end - range.start;
                written.replace_range(place, &spelled.contracted);
            }
        }
        written
    }

    /// Adds `range` of another running text of the same document.
    fn append(&mut self, other: &Self, range: Span) {
        let Some(first) = other.find(range.start).filter(|_| !range.is_empty()) else { return };
        let start = Step { text: self.text.len(), document: first.start_of(range.start), ..*first };
        self.steps.push(start);
        let later = other.steps.iter().filter(|step| step.text > range.start && step.text < range.end);
        let moved = later.map(|step| Step { text: step.text - range.start + start.text, ..*step });
        self.steps.extend(moved);
        self.text.push_str(range.of(&other.text));
    }

    fn find(&self, offset: usize) -> Option<&Step> {
        let after = self.steps.partition_point(|step| step.text <= offset);
        self.steps.get(after.saturating_sub(1))
    }
}

impl Step {
    fn start_of(&self, offset: usize) -> usize {
        match self.replaced_until {
            Some(_) => self.document,
            None => self.document + offset.saturating_sub(self.text),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        self.replaced_until.unwrap_or(self.document + offset.saturating_sub(self.text))
    }
}

/// Each contracted "not" of `text` with what it stands for.
fn contractions(text: &str) -> Vec<(Span, &'static str)> {
    let found = text.match_indices('\'').filter_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let mut after = after.chars();
        let ends = matches!(after.next(), Some('t' | 'T')) && !after.next().is_some_and(char::is_alphanumeric);
        let stem = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let whole = at - stem.len();
        match stem.to_ascii_lowercase().as_str() {
            _ if !ends => None,
            "can" => Some((Span::new(whole, at + 2), "cannot")),
            "won" => Some((Span::new(whole, at + 2), "will not")),
            "don" | "doesn" | "didn" | "isn" | "aren" | "wasn" | "weren" | "hasn" | "haven" | "hadn" | "wouldn"
            | "couldn" | "shouldn" | "mustn" | "needn" => Some((Span::new(at - 1, at + 2), " not")),
            _ => None,
        }
    });
    found.collect()
}

/// The hyphen that shows only where it parts a word at a line's end.
const SOFT_HYPHEN: char = '\u{ad}';

/// The pass over the source that writes the running text.
struct Flow<'a> {
    source: &'a str,
    /// Offset of `source` in the document.
    base: usize,
    prose: Prose,
    /// Offset in `source` up to which all is written.
    at: usize,
}

impl Flow<'_> {
    fn run(&mut self, follows_page_break: bool) {
        let rest = self.source;
        self.at = rest.len() - rest.trim_start().len();
        self.skip_furniture(follows_page_break || rest[..self.at].contains('\u{c}'));
        let mut scan = self.at;
        while let Some(found) = self.source.as_bytes()[scan..].iter().position(|&byte| is_special(byte)) {
            let place = scan + found;
            scan = self.special(place).max(place + 1);
        }
        self.copy(self.source.len());
        if self.prose.text.ends_with(' ') {
            self.prose.text.pop();
        }
    }

    /// Handles the byte at `place`, which is no plain letter, and returns where to go on.
    fn special(&mut self, place: usize) -> usize {
        let bytes = self.source.as_bytes();
        match bytes[place] {
            b' ' if place > self.at && bytes.get(place + 1).is_some_and(|&next| !is_special(next)) => place + 1,
            b'.' => self.full_stop(place),
            byte if byte.is_ascii() => self.gap(place),
            _ => self.foreign(place),
        }
    }

    /// Whitespace: one space, or nothing at the text's ends and where a hyphen joins.
    fn gap(&mut self, place: usize) -> usize {
        self.copy(place);
        let rest = &self.source[place..];
        let word = place + (rest.len() - rest.trim_start().len());
        let run = &self.source[place..word];
        let broken = run.contains(['\n', '\r', '\u{c}']);
        self.at = word;
        if broken {
            self.skip_furniture(run.contains('\u{c}'));
        }
        let joins = broken && hyphen_joins(&self.prose.text, &self.source[self.at..]);
        if !joins && !self.prose.text.is_empty() && self.at < self.source.len() && !self.prose.text.ends_with(' ') {
            // The space stands for the run's last byte where that is one byte long: then the map needs no extra step.
            let last = self.source[..self.at].chars().next_back().map_or(0, char::len_utf8);
            if last == 1 {
                self.step(self.at - 1, None);
                self.prose.text.push(' ');
            } else {
                self.replace(" ", place, self.at);
            }
        }
        self.at
    }

    /// Restores the space in "2016.In" and "necessary.The"; leaves "9792.20" and "U.S." alone.
    fn full_stop(&mut self, place: usize) -> usize {
        let bytes = self.source.as_bytes();
        let before = place.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let ends_word = before.is_ascii_lowercase() || before.is_ascii_digit() || matches!(before, b')' | b'%');
        let opens = bytes.get(place + 1).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(place + 2).is_some_and(|&next| next.is_ascii_lowercase() || next == b' ');
        if ends_word && opens {
            self.copy(place + 1);
            self.replace(" ", place + 1, place + 1);
        }
        place + 1
    }

    /// A character outside ASCII: white space, or something that has an ASCII form, or itself.
    fn foreign(&mut self, place: usize) -> usize {
        let Some(character) = self.source[place..].chars().next() else { return place + 1 };
        let end = place + character.len_utf8();
        if character.is_whitespace() {
            return self.gap(place);
        }
        let Some(ascii) = in_ascii(character) else { return end };
        self.copy(place);
        self.replace(ascii, place, end);
        self.at = end;
        if character == SOFT_HYPHEN && self.source[end..].starts_with([' ', '\n', '\r']) {
            let rest = &self.source[end..];
            self.at += rest.len() - rest.trim_start().len();
        }
        self.at
    }

    /// Leaves out page numbers and running footers that stand on a line of their own.
    fn skip_furniture(&mut self, page_break: bool) {
        while let Some(length) = furniture::at_line_start(&self.source[self.at..], page_break) {
            let rest = &self.source[self.at + length..];
            self.at += length + (rest.len() - rest.trim_start().len());
        }
    }

    /// Copies what is not yet written, up to `end`.
    fn copy(&mut self, end: usize) {
        if end > self.at {
            self.step(self.at, None);
            self.prose.text.push_str(&self.source[self.at..end]);
            self.at = end;
        }
    }

    fn replace(&mut self, by: &str, start: usize, end: usize) {
        if !by.is_empty() {
            self.step(start, Some(self.base + end));
            self.prose.text.push_str(by);
        }
    }

    /// Notes that what is written next comes from `start` of the source, unless the last step says so already.
    fn step(&mut self, start: usize, replaced_until: Option<usize>) {
        let step = Step { text: self.prose.text.len(), document: self.base + start, replaced_until };
        let continues = replaced_until.is_none()
            && self.prose.steps.last().is_some_and(|last| {
                last.replaced_until.is_none() && step.document.checked_sub(last.document) == Some(step.text - last.text)
            });
        if !continues {
            self.prose.steps.push(step);
        }
    }
}

/// Whether only spaces stand between a page break and `offset`. Looks back over a few bytes only.
fn follows_page_break(document: &str, offset: usize) -> bool {
    let before = &document.as_bytes()[..offset.min(document.len())];
    let white = before.iter().rev().take(16).take_while(|byte| byte.is_ascii_whitespace());
    white.copied().any(|byte| byte == 0x0c)
}

const fn is_special(byte: u8) -> bool {
    byte <= b' ' && byte.is_ascii_whitespace() || byte == 0x0b || byte == b'.' || !byte.is_ascii()
}

/// Whether a hyphen at the end of `before` goes on with `after` on the next line: "anti-" + "inflammatory",
/// "11-21-" + "2016", but not "short-" + "and long-term".
fn hyphen_joins(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix('-') else { return false };
    let suspended = ["and ", "or ", "to ", "and\n", "or\n", "to\n"].iter().any(|word| after.starts_with(word));
    stem.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric) && !suspended
}

/// The ASCII form of a typographic character; empty for characters that show nothing.
const fn in_ascii(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{b4}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2026}' => "...",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        SOFT_HYPHEN | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        _ => return None,
    })
}
