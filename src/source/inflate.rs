//! In: packed bytes of a PDF. Out: the bytes unpacked, but never more than asked for.

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Object, Stream};
use std::io::Read;

/// Most bytes of a stream in the old packing (LZW) that are unpacked: it can grow a thousandfold, and cannot be stopped.
const OLD_PACKING: usize = 64 << 10;
/// Most characters that a font's table may spread out to.
pub(super) const MOST_RANGES: u64 = 1 << 20;

/// How many bytes a packed stream at the start of `packed` gives, at most `most` + 1.
pub(super) fn measure(packed: &[u8], most: usize) -> usize {
    let mut decoder = ZlibDecoder::new(packed).take(limit(most));
    usize::try_from(std::io::copy(&mut decoder, &mut std::io::sink()).unwrap_or(0)).unwrap_or(usize::MAX)
}

fn limit(most: usize) -> u64 {
    u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)
}

/// The content of a stream without its packing, or nothing where it is longer than `most`. Pictures' and unknown packings
/// stay as they are, as do predictors, which text streams do not have.
///
/// With it goes whether all of it could be unpacked.
pub(super) fn stream(stream: &Stream, most: usize) -> Option<(Vec<u8>, bool)> {
    let (mut content, mut whole) = (stream.content.clone(), true);
    for filter in stream.filters().unwrap_or_default() {
        content = match filter {
            b"FlateDecode" | b"Fl" => {
                let (plain, is_whole) = unzip(&content, most)?;
                whole &= is_whole;
                plain
            }
            b"LZWDecode" | b"ASCII85Decode" if content.len() <= OLD_PACKING || filter != b"LZWDecode" => {
                let mut dictionary = Dictionary::new();
                dictionary.set("Filter", Object::Name(filter.to_vec()));
                let plain = Stream::new(dictionary, content).decompressed_content();
                whole &= plain.is_ok();
                plain.unwrap_or_default()
            }
            b"LZWDecode" => return None,
            _ => break,
        };
    }
    (content.len() <= most).then_some((content, whole))
}

/// What can be unpacked of `packed`, and whether that is all; nothing where it is longer than `most`.
fn unzip(packed: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let mut content = Vec::new();
    // A damaged end leaves what came before it.
    let mut whole = ZlibDecoder::new(packed).take(limit(most)).read_to_end(&mut content).is_ok();
    if content.is_empty() && packed.len() > 2 {
        let plain = flate2::read::DeflateDecoder::new(&packed[2..]).take(limit(most)).read_to_end(&mut content);
        whole = plain.is_ok();
    }
    (content.len() <= most).then_some((content, whole))
}

/// How many characters the ranges of a font's table ("<0000> <ffff> <0041>") spread out to.
pub(super) fn ranges(content: &[u8]) -> u64 {
    let mut total = 0_u64;
    let mut rest = content;
    while let Some(at) = rest.windows(5).position(|window| window == b"range") {
        rest = &rest[at + 5..];
        let end = rest.windows(3).position(|window| window == b"end").unwrap_or(rest.len());
        total = total.saturating_add(spread(&rest[..end]));
        rest = &rest[end..];
    }
    total
}

/// The sum over the section's ranges, "<from> <to> <first>" or "<from> <to> [<first> <second> …]".
fn spread(section: &[u8]) -> u64 {
    let mut total = 0_u64;
    let (mut from, mut place) = (0_u64, 0);
    for part in section.split(|&byte| byte == b'<').skip(1) {
        let number = hex(part);
        place = match place {
            0 => {
                from = number;
                1
            }
            1 => {
                total = total.saturating_add(number.saturating_sub(from));
                if part.contains(&b'[') { 3 } else { 2 }
            }
            3 if !part.contains(&b']') => 3,
            _ => 0,
        };
    }
    total
}

fn hex(part: &[u8]) -> u64 {
    let digits = part.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| char::from(byte).to_digit(16));
    digits.fold(0, |number: u64, digit| number.saturating_mul(16).saturating_add(u64::from(digit)))
}
