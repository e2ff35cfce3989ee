//! Cuts a sentence into words, numbers, dates and signs.

use crate::span::Span;

/// The classes of what is told by its shape and not by the lexicon, each as a set; the last is for words that are in no list.
pub const SHAPES: [&str; 17] = [
    "number",
    "date",
    "year number",
    "percent",
    "dose filler",
    "ratio",
    "comma",
    "semicolon",
    "colon",
    "open",
    "close",
    "slash",
    "stop",
    "sign filler",
    "level filler",
    "operation",
    "unknown filler",
];

/// What a piece of text is before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, to be looked up.
    Word,
    /// Index into [`SHAPES`].
    Shape(usize),
}

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

const NUMBER: Shape = Shape::Shape(0);
const DATE: Shape = Shape::Shape(1);
const YEAR: Shape = Shape::Shape(2);
const PERCENT: Shape = Shape::Shape(3);
const DOSE: Shape = Shape::Shape(4);
const RATIO: Shape = Shape::Shape(5);
const SIGN: Shape = Shape::Shape(13);
const LEVEL: Shape = Shape::Shape(14);

/// The place of operations among the shapes.
pub const OPERATION: usize = 15;

/// How operations end that are in no list: "cholecystectomy".
const OPERATIONS: [&str; 6] = ["ectomy", "otomy", "ostomy", "plasty", "odesis", "orrhaphy"];

/// Whether a word that is in no list names an operation.
pub fn is_operation(word: &str) -> bool {
    OPERATIONS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// Cuts text in lower case. Hyphens part words as blanks do.
pub fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let (mut pieces, mut at) = (Vec::with_capacity(text.len() / 5), 0);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            at = number(text, at, &mut pieces);
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            at = word(text, at, &mut pieces);
        } else {
            let length = 1;
            if let Some(shape) = sign(byte) {
                pieces.push(Piece { span: Span::new(at, at + length), shape });
            }
            at += length;
        }
    }
    pieces
}

fn sign(byte: u8) -> Option<Shape> {
    let named = [(b',', 6), (b';', 7), (b':', 8), (b'(', 9), (b'[', 9), (b')', 10), (b']', 10), (b'/', 11), (b'.', 12)];
    match byte {
        b' ' | b'-' | b'\n' | b'\t' | b'\'' | b'"' => None,
        b'&' => Some(Shape::Word),
        _ => Some(named.iter().find(|(sign, _)| *sign == byte).map_or(SIGN, |&(_, shape)| Shape::Shape(shape))),
    }
}

/// A word; "'s" behind it is dropped and "n't" becomes a word of its own.
fn word(text: &str, start: usize, pieces: &mut Vec<Piece>) -> usize {
    let bytes = text.as_bytes();
    let inside = |at: usize| {
        let byte = bytes[at];
        byte.is_ascii_alphanumeric()
            || byte >= 0x80
            || byte == b'\'' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    };
    let mut end = start;
    while end < bytes.len() && inside(end) {
        end += 1;
    }
    // "x18" is a number of times.
    if bytes[start] == b'x' && end > start + 1 && bytes[start + 1..end].iter().all(u8::is_ascii_digit) {
        end = start + 1;
    }
    // "C5-6" and "L4-L5" are levels of the spine.
    if matches!(bytes[start], b'c' | b'l' | b's' | b't')
        && end > start + 1
        && bytes[start + 1..end].iter().all(u8::is_ascii_digit)
    {
        let more = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'c' | b'l' | b's' | b't');
        let length = bytes[end..].iter().take_while(|byte| more(byte)).count();
        let joined = bytes.get(end) == Some(&b'-') && bytes[end..end + length].iter().any(u8::is_ascii_digit);
        end += if joined { length } else { 0 };
        pieces.push(Piece { span: Span::new(start, end), shape: LEVEL });
        return end;
    }
    let whole = &text[start..end];
    let mut push = |from: usize, to: usize| pieces.push(Piece { span: Span::new(from, to), shape: Shape::Word });
    if whole.ends_with("n't") && whole.len() > 3 {
        push(start, end - 3);
        push(end - 3, end);
    } else if whole.ends_with("'s") {
        push(start, end - 2);
    } else {
        push(start, end);
    }
    end
}

/// A number, date, ratio, percentage or dose.
fn number(text: &str, start: usize, pieces: &mut Vec<Piece>) -> usize {
    let bytes = text.as_bytes();
    let run = |from: usize, also: &[u8]| {
        let mut end = from;
        while end < bytes.len()
            && (bytes[end].is_ascii_digit()
                || also.contains(&bytes[end]) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
        {
            end += 1;
        }
        end
    };
    let end = run(start, b"/-.,");
    let whole = &text[start..end];
    let parts: Vec<&str> = whole.split(['/', '-']).collect();
    let is_short = |part: &&str| part.len() <= 2;
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let shape = match parts[..] {
        [_, _, year_part] if parts.iter().take(2).all(is_short) && (year_part.len() == 2 || year(year_part)) => DATE,
        [month, year_part] if month.len() <= 2 && year(year_part) => DATE,
        [only] if year(only) => YEAR,
        [only] if only.bytes().filter(|byte| *byte == b'.').count() == 2 => DATE,
        [_] => NUMBER,
        _ if whole.contains('/') => RATIO,
        // "2-3 weeks": the first of the two.
        _ => NUMBER,
    };
    let tail = &text[end..];
    let (shape, end) = match tail.as_bytes() {
        [b'%', ..] => (PERCENT, end + 1),
        [b'm', b'g', ..] | [b'm', b'c', b'g', ..] | [b'm', b'l', ..] => {
            (DOSE, end + tail.bytes().take_while(u8::is_ascii_alphabetic).count())
        }
        [b's' | b'n' | b'r' | b't', b't' | b'd' | b'h', ..] if shape == NUMBER => {
            let length = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
            pieces.push(Piece { span: Span::new(start, end + length), shape: Shape::Word });
            return end + length;
        }
        _ => (shape, end),
    };
    pieces.push(Piece { span: Span::new(start, end), shape });
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, Shape)> {
        pieces(text).into_iter().map(|piece| (piece.span.of(text).to_owned(), piece.shape)).collect()
    }

    #[test]
    fn words_and_signs() {
        let words: Vec<String> =
            shown("the patient's first-line (oral) drugs haven't helped; s/p").into_iter().map(|one| one.0).collect();
        assert_eq!(
            words,
            ["the", "patient", "first", "line", "(", "oral", ")", "drugs", "have", "n't", "helped", ";", "s", "/", "p"]
        );
    }

    #[test]
    fn numbers_dates_and_doses() {
        for (text, shape) in [
            ("3/14/14", DATE),
            ("3-14-2014", DATE),
            ("11/2014", DATE),
            ("2014", YEAR),
            ("12", NUMBER),
            ("2.5", NUMBER),
            ("10/325mg", DOSE),
            ("50%", PERCENT),
            ("4/5", RATIO),
        ] {
            assert_eq!(shown(text), [(text.to_owned(), shape)], "{text}");
        }
        assert_eq!(shown("2nd")[0].1, Shape::Word);
    }
}
