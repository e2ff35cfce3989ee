//! In: the bytes of a plain text. Out: its characters: UTF-8, UTF-16 with a mark, or else Windows-1252 with a note.

use super::Note;

/// Why bytes are no text, as a clause, and the cure, as a sentence.
pub(super) type Fault = (String, String);

/// Decodes the bytes of a text document.
///
/// # Errors
/// Where the bytes are empty or binary.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Vec<Note>), Fault> {
    if let Some(text) = utf16(&bytes) {
        return not_empty(text, Vec::new());
    }
    if bytes.contains(&0) {
        return Err(binary());
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            not_empty(text, Vec::new())
        }
        Err(error) => {
            let bytes = error.into_bytes();
            if looks_binary(&bytes) {
                return Err(binary());
            }
            let message =
                "The text is not UTF-8 and was read as Windows-1252; accents and quotes may be wrong.".to_owned();
            let note = Note { code: "decoded-as-windows-1252", message };
            not_empty(bytes.into_iter().map(windows_1252).collect(), vec![note])
        }
    }
}

/// The text of a part of a packed document, which says of itself that it is text.
pub(super) fn of_part(bytes: Vec<u8>) -> String {
    let text = utf16(&bytes).unwrap_or_else(|| {
        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    });
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

fn not_empty(text: String, notes: Vec<Note>) -> Result<(String, Vec<Note>), Fault> {
    if text.trim().is_empty() {
        let cure = "Check that it was saved, and give the letter's text or its PDF.";
        return Err(("the file is empty".to_owned(), cure.to_owned()));
    }
    Ok((text, notes))
}

fn binary() -> Fault {
    let cure = "Save the document as PDF or as plain text (UTF-8) and give that file.";
    ("this is not a text file: it holds binary data".to_owned(), cure.to_owned())
}

/// More than one control character in a hundred: no encoding of a letter looks like that.
fn looks_binary(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|&&byte| byte < 0x20 && !byte.is_ascii_whitespace() && byte != 0x0b).count();
    controls * 100 > bytes.len()
}

/// UTF-16 as saved by word processors: only with a byte order mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// Code points of the bytes 0x80 to 0x9f in Windows-1252; the five that it leaves open stay control characters.
const HIGH_CONTROLS: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}',
    '\u{17e}', '\u{178}',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH_CONTROLS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
