//! In: the text before a verdict. Out: where the item's heading starts, which no label marks: lines and sentences tell.

use crate::span::Span;

/// Longest heading that is looked for, in bytes: ten lines.
const LONGEST: usize = 1200;

/// How a document sets its lines apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    /// Line breaks between two lines of one paragraph: 1, or 2 in double-spaced text.
    within: usize,
    /// Whether the whole text stands on one line, or nearly so; then only sentences part a heading from what is before.
    one_line: bool,
}

/// A text with no more line breaks than one in so many bytes counts as one line.
const LINE: usize = 1000;

impl Spacing {
    /// The most frequent number of line breaks between two lines.
    pub(super) fn of(text: &str) -> Self {
        let mut counts = [0_usize; 4];
        let mut breaks = 0;
        for byte in text.bytes() {
            match byte {
                b'\n' => breaks += 1,
                b' ' | b'\t' | b'\r' | 0x0c => {}
                _ => {
                    counts[breaks.min(3)] += 1;
                    breaks = 0;
                }
            }
        }
        let within = if counts[2] > counts[1] { 2 } else { 1 };
        let lines = counts[1] + counts[2] + counts[3];
        Self { within, one_line: lines <= text.len() / LINE }
    }
}

/// The offset at which the heading that ends at `end` starts. It looks back no further than `floor`, where the last
/// labelled part begins, and stops at a paragraph's start, or after a line that ends a sentence: without a blank line
/// between them that is all that parts a heading from the rationale before it.
pub(super) fn heading_start(text: &str, floor: usize, end: usize, spacing: Spacing) -> usize {
    let mut floor = floor.max(end.saturating_sub(LONGEST)).min(end);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    let zone = text.get(floor..end).unwrap_or("").trim_end();
    let mut at = zone.len();
    while let Some(gap_end) = zone[..at].rfind(if spacing.one_line { ' ' } else { '\n' }) {
        let before = zone[..gap_end].trim_end();
        let gap = &zone[before.len()..at];
        let word = before.len() + (gap.len() - gap.trim_start().len()).max(1);
        let line = before.rfind('\n').map_or(before, |start| &before[start + 1..]);
        if before.is_empty() || is_paragraph_break(gap, spacing) || ends_sentence(line) {
            return floor + skip_white(zone, word.min(zone.len()));
        }
        at = before.len();
    }
    floor + skip_white(zone, 0)
}

fn skip_white(zone: &str, from: usize) -> usize {
    zone.len() - zone[from..].trim_start().len()
}

/// A page break parts a paragraph as often as not, so its line breaks count for nothing.
fn is_paragraph_break(gap: &str, spacing: Spacing) -> bool {
    let white = &gap[..gap.len() - gap.trim_start().len()];
    !white.contains('\u{c}') && white.bytes().filter(|&byte| byte == b'\n').count() > spacing.within
}

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: [&str; 18] = [
    "tab", "tabs", "cap", "caps", "mg", "ml", "gm", "oz", "qty", "no", "vs", "approx", "dr", "inc", "hrs", "wks", "wk",
    "st",
];

/// Whether a line ends a sentence of a rationale, and not one of the two sentences of a modified request's heading.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    let tail: String = line.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let lower = tail.to_lowercase();
    if lower.ends_with("medically necessary") || lower.ends_with("necessary and appropriate") {
        return true;
    }
    let Some(words) = lower.strip_suffix(['.', '?', '!']) else { return false };
    let of_heading = ["original request", "claims administrator", "imr eligible", "was authorized", "were authorized"];
    let last = words.rsplit([' ', '(']).next().unwrap_or("");
    !of_heading.iter().any(|end| words.ends_with(end)) && !ABBREVIATIONS.contains(&last)
}

/// The range without white space at its ends.
pub(super) fn trimmed(text: &str, range: Span) -> Span {
    let words = range.of(text);
    let start = range.start + (words.len() - words.trim_start().len());
    Span::new(start.min(range.end), start + words.trim().len())
}
