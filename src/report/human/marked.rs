//! In: a sentence, its voice and its claims. Out: its words as running text with the claims marked by number, and set
//! apart where nobody speaks of this patient.

use crate::claim::{Stance, Voice};
use crate::report::look::{TIE, clean, wrap};
use crate::report::{Look, words};

/// Where the words begin.
const INDENT: usize = 17;

/// Stand for the colours while lines are made: no text that was cleaned holds them, and they take no room.
const END: char = '\u{1}';
const DOCUMENTED: char = '\u{2}';
const DENIED: char = '\u{3}';
const UNDOCUMENTED: char = '\u{4}';
const PLANNED: char = '\u{5}';

/// Words of a sentence with the numbers of the claims that were read from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First byte in the sentence's running text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The claims' numbers.
    pub numbers: Vec<usize>,
    /// The stance of the first of them.
    pub stance: Stance,
}

/// The sentence, led by its line and its voice. Each mark is shown as `[1: words]`, and underlined where colour is
/// allowed. Sentences that say nothing of this patient have a bar before every line.
pub fn sentence(line: usize, voice: Voice, text: &str, marks: &[Mark], look: Look) -> String {
    let bar = if voice == Voice::Patient { "" } else { "| " };
    let room = look.width.saturating_sub(INDENT + bar.len()).max(20);
    let mut open = None;
    let mut out = String::new();
    for (index, words) in wrap(&bracketed(text, marks, look), room).into_iter().enumerate() {
        let lead = if index == 0 { format!("{line:>5} {:<10} ", words::voice(voice)) } else { " ".repeat(INDENT) };
        let words = styled(&words, &mut open);
        let words = if voice == Voice::Patient { words } else { look.dim(&words) };
        out.push_str(&format!("{lead}{bar}{words}\n"));
    }
    out
}

/// The words with brackets around what is marked.
fn bracketed(text: &str, marks: &[Mark], look: Look) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for mark in joined(marks) {
        let (Some(before), Some(words)) = (text.get(at..mark.start), text.get(mark.start..mark.end)) else { continue };
        let numbers: Vec<_> = mark.numbers.iter().map(usize::to_string).collect();
        let (start, end) =
            if look.color { (colour(mark.stance).to_string(), END.to_string()) } else { Default::default() };
        out.push_str(&format!("{}[{start}{}:{TIE}{}{end}]", clean(before), numbers.join(","), clean(words)));
        at = mark.end;
    }
    out + &clean(text.get(at..).unwrap_or(""))
}

/// Marks in the order of the words; those that overlap become one.
fn joined(marks: &[Mark]) -> Vec<Mark> {
    let mut sorted = marks.to_vec();
    sorted.sort_by_key(|mark| (mark.start, mark.end));
    let mut joined: Vec<Mark> = Vec::new();
    for mark in sorted {
        match joined.last_mut() {
            Some(last) if mark.start < last.end => {
                last.end = last.end.max(mark.end);
                last.numbers.extend(mark.numbers);
            }
            _ => joined.push(mark),
        }
    }
    joined
}

const fn colour(stance: Stance) -> char {
    match stance {
        Stance::Documented => DOCUMENTED,
        Stance::Denied => DENIED,
        Stance::Undocumented => UNDOCUMENTED,
        Stance::Planned => PLANNED,
    }
}

/// The escape codes: underlined, and green, red, yellow or blue by stance.
const fn code(sign: char) -> Option<&'static str> {
    Some(match sign {
        DOCUMENTED => "\u{1b}[4;32m",
        DENIED => "\u{1b}[4;31m",
        UNDOCUMENTED => "\u{1b}[4;33m",
        PLANNED => "\u{1b}[4;34m",
        END => RESET,
        _ => return None,
    })
}

const RESET: &str = "\u{1b}[0m";

/// The line with escape codes in the place of signs; a mark that goes over a line's end is closed and opened again.
fn styled(line: &str, open: &mut Option<char>) -> String {
    let mut out: String = open.and_then(code).unwrap_or_default().to_owned();
    for character in line.chars() {
        match code(character) {
            Some(code) => {
                *open = (character != END).then_some(character);
                out.push_str(code);
            }
            None => out.push(if character == TIE { ' ' } else { character }),
        }
    }
    if open.is_some() {
        out.push_str(RESET);
    }
    out
}
