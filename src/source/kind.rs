//! In: the first bytes of a document and its name. Out: what it is, where that is told by more than being text; and why
//! a kind that is not read is refused.

use super::text::Fault;
use std::path::Path;

/// How far into a file its PDF mark may stand: readers skip what a mailer or scanner put before it.
const MARK_WITHIN: usize = 1024;
/// How far into a packed or compound file its own names are looked for.
const NAMES_WITHIN: usize = 1 << 20;

/// Whether the bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    contains(head(bytes, MARK_WITHIN), b"%PDF-")
}

/// Whether the bytes are packed by zip, as Word documents are.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| bytes.starts_with(*mark))
}

/// What the file's name ends in, in lower case.
pub(super) fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Why these bytes, which are neither PDF nor zip, are refused, if they are.
pub(super) fn refused(path: &Path, bytes: &[u8]) -> Option<Fault> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(compound(path, bytes));
    }
    let (what, cure) = packed(bytes).or_else(|| picture(bytes)).or_else(|| marked_up(bytes)).or_else(|| {
        (ending(path) == "pdf" && !bytes.is_empty()).then_some((
            "the file is named .pdf but does not begin as a PDF does; it is cut off at the start or something else",
            "Get the PDF again, or, if it is plain text, name it .txt.",
        ))
    })?;
    Some((what.to_owned(), cure.to_owned()))
}

const SAVE: &str = "Open it in the program that made it and save it as .docx, PDF or plain text.";

/// Word, Excel and PowerPoint kept files of this kind until 2007, and keep those that need a password in it still.
fn compound(path: &Path, bytes: &[u8]) -> Fault {
    let names = head(bytes, NAMES_WITHIN);
    let tail = bytes.get(bytes.len().saturating_sub(NAMES_WITHIN)..).unwrap_or_default();
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(names, &wide) || contains(tail, &wide)
    };
    if has("EncryptedPackage") {
        let kind = if ending(path).starts_with("doc") { "Word document" } else { "Office document" };
        let cure = "Open it with the password, save it without one, and give that file.";
        return (format!("the {kind} is locked with a password"), cure.to_owned());
    }
    let (what, cure) = if has("WordDocument") {
        ("this is an old Word document (.doc), which is not read", "Open it in Word and save it as .docx or PDF.")
    } else if has("__substg1.0_") || has("__properties_version1.0") {
        ("this is an Outlook message", "Save the letter or note that is attached to it, and give that file.")
    } else {
        ("this is an old Office file, which is not read", SAVE)
    };
    (what.to_owned(), cure.to_owned())
}

fn packed(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MARKS: [(&[u8], &str); 5] = [
        (b"\x1f\x8b", "this is a packed file (gzip)"),
        (b"\x28\xb5\x2f\xfd", "this is a packed file (zstd)"),
        (b"7z\xbc\xaf\x27\x1c", "this is a packed file (7-Zip)"),
        (b"Rar!\x1a\x07", "this is a packed file (RAR)"),
        (b"BZh91AY&SY", "this is a packed file (bzip2)"),
    ];
    let (_, what) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    Some((what, "Unpack it and give the documents in it. Of packed files only .jsonl.gz and .jsonl.zst are read."))
}

fn picture(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let is = |mark: &[u8]| bytes.starts_with(mark);
    let at = |place: usize, mark: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(mark));
    let apple = at(4, b"ftyp") && [b"hei", b"hev", b"mif", b"msf", b"avi"].iter().any(|brand| at(8, *brand));
    // "BM" begins many a text; the two fields after the size are 0 in a picture.
    let bitmap = is(b"BM") && at(6, &[0, 0, 0, 0]);
    let what = if is(b"\x89PNG") {
        "this is a picture (PNG), and no text"
    } else if is(b"\xff\xd8\xff") {
        "this is a picture (JPEG), and no text"
    } else if is(b"II*\0") || is(b"MM\0*") {
        "this is a picture (TIFF), as of a scan or fax, and no text"
    } else if apple {
        "this is a picture (HEIC), and no text"
    } else if is(b"GIF8") || bitmap || is(b"RIFF") && at(8, b"WEBP") || is(b"\0\0\0\x0cjP  ") || at(128, b"DICM") {
        "this is a picture, and no text"
    } else {
        return None;
    };
    Some((what, "Run text recognition (OCR) on it, and give the text or the PDF that it makes."))
}

fn marked_up(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    // Without zero bytes, so that UTF-16 reads like the others.
    let head: Vec<u8> =
        head(bytes, MARK_WITHIN).iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").or(head.strip_prefix(b"\xff\xfe")).unwrap_or(&head);
    let head = head.trim_ascii_start();
    let is = |mark: &[u8]| head.starts_with(mark);
    if is(b"{\\rtf") {
        return Some(("this is a Rich Text file (.rtf), which is not read", SAVE));
    }
    if is(b"<!doctype html") || is(b"<html") || is(b"<?xml") && contains(head, b"<html") {
        return Some(("this is a web page (HTML), which is not read", "Open it in a browser and print it to a PDF."));
    }
    if is(b"<?xml") {
        return Some(("this is an XML file, which is not read", SAVE));
    }
    let web_archive = is(b"mime-version:") && contains(head, b"multipart/related");
    web_archive.then_some(("this is a web archive, which is not read", SAVE))
}

fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}

/// Whether `needle` stands in `haystack`.
pub(super) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
