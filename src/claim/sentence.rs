//! In: running text. Out: the byte ranges of its sentences.

use crate::span::Span;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 26] = [
    "dr", "mr", "mrs", "ms", "no", "vs", "e.g", "i.e", "st", "inc", "jr", "sr", "fig", "approx", "dept", "p", "pg",
    "pp", "sec", "art", "lic", "c.c.r", "mg", "tab", "ca", "wt",
];

/// Units that may stand before a word which belongs to them ("50 mg. Tablets") or end a sentence ("50 mg. The patient …").
const UNITS: [&str; 9] = ["mg", "g", "gm", "ml", "cm", "mm", "mcg", "lb", "tab"];

/// Longest sentence in bytes; text without stops is cut at a space so that work stays linear.
const LONGEST: usize = 4096;

/// Splits running text at `.`, `?` and `!` that end a sentence.
///
/// A stop inside a number, after an abbreviation or an initial, or before a lower-case word does not end one.
pub fn split(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut entry = 0;
    while at < bytes.len() {
        let stop = matches!(bytes[at], b'.' | b'?' | b'!')
            && ends_sentence(text, start, at)
            && !numbers_entry(&text[start..at], &mut entry);
        let too_long = at - start >= LONGEST && bytes[at] == b' ';
        at += 1;
        if stop || too_long {
            while at < bytes.len() && matches!(bytes[at], b'"' | b')' | b'\'' | b']') {
                at += 1;
            }
            push(text, start, at, &mut sentences);
            (start, entry) = (at, 0);
        }
    }
    push(text, start, bytes.len(), &mut sentences);
    sentences
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let Some(piece) = text.get(start..end) else { return };
    let left = piece.len() - piece.trim_start().len();
    let trimmed = piece.trim();
    if trimmed.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        sentences.push(Span::new(start + left, start + left + trimmed.len()));
    }
}

fn ends_sentence(text: &str, start: usize, stop: usize) -> bool {
    let bytes = text.as_bytes();
    let mut next = stop + 1;
    while next < bytes.len() && matches!(bytes[next], b'"' | b')' | b'\'' | b']') {
        next += 1;
    }
    let Some(&follower) = bytes.get(next) else { return true };
    if follower != b' ' {
        return false;
    }
    if bytes[stop] != b'.' {
        return bytes[stop] != b'?' || !answers(text[next..].trim_start());
    }
    let after = text[next..].trim_start().bytes().next().unwrap_or(b' ');
    if after.is_ascii_lowercase() || matches!(after, b',' | b';') {
        return false;
    }
    let word_start = text[start..stop].rfind([' ', '(', '"']).map_or(start, |space| start + space + 1);
    let word = text[word_start..stop].to_ascii_lowercase();
    if UNITS.contains(&word.as_str()) && opens_sentence(text[next..].trim_start()) {
        return true;
    }
    let initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let before_number = matches!(word.as_str(), "no" | "p" | "pg" | "pp" | "fig" | "sec" | "approx");
    !(initial || ABBREVIATIONS.contains(&word.as_str()) && (!before_number || after.is_ascii_digit()))
}

/// Whether what stands before a stop ends in the next number of a list that is read as one sentence: "Medications: 1. Norco
/// 2. Soma". Its first number stands at the start, or behind a title or colon.
fn numbers_entry(before: &str, entry: &mut u32) -> bool {
    let words = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let Some(number) = before[words.len()..].parse().ok().filter(|&number: &u32| number < 100) else { return false };
    let words = words.trim();
    let heads = words.is_empty() || words.ends_with(':') || !words.contains(|letter: char| letter.is_ascii_lowercase());
    let next = if *entry == 0 { number == 1 && heads || words.is_empty() } else { number == *entry + 1 };
    if next {
        *entry = number;
    }
    next
}

/// Whether the text begins with the answer to a question, as forms have it: "Any side effects? None."
fn answers(text: &str) -> bool {
    let word = text.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '/').next().unwrap_or("");
    ["Yes", "No", "None", "Denies", "Denied", "N/A"].iter().any(|answer| word.eq_ignore_ascii_case(answer))
}

/// Whether the text begins with a word that opens a sentence and belongs to no drug's name.
fn opens_sentence(text: &str) -> bool {
    let word = text.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or("");
    [
        "The",
        "There",
        "This",
        "These",
        "She",
        "He",
        "His",
        "Her",
        "It",
        "In",
        "On",
        "A",
        "An",
        "At",
        "Patient",
        "Treatment",
        "As",
        "Per",
        "However",
        "Therefore",
    ]
    .contains(&word)
}
