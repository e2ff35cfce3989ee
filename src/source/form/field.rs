//! In: a field of a PDF's form, as it stands on a page. Out: [`Field`]: where it stands, what it is called, what was filled
//! in.

use super::{name, number};
use crate::source::pdf::entry;
use lopdf::{Dictionary, Document, Object, StringFormat, decode_text_string};

/// Most fields within fields.
const DEPTH: usize = 16;
/// Most choices of a list that are looked through.
const MOST_CHOICES: usize = 2000;
/// A field that is not shown, or not to be read off a screen.
const HIDDEN: i64 = 1 << 1 | 1 << 5;
/// Text of which only dots are shown.
const PASSWORD: i64 = 1 << 13;
/// Of buttons: one of several, and one that only does something.
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;

/// A field as it stands on a page.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its left edge, in points from the left.
    pub(super) left: f32,
    /// Its lower and upper edge, in points from the bottom.
    pub(super) bottom: f32,
    pub(super) top: f32,
    /// The words of its name.
    pub(super) name: String,
    pub(super) filled: Filled,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filled {
    /// Words, or nothing.
    Words(String),
    /// A box, ticked or not.
    Box(bool),
}

impl Field {
    /// Reads a widget. Nothing where it is none, is not shown, or holds no words. `most`: bytes of a value.
    pub(super) fn read(document: &Document, widget: &Dictionary, most: usize) -> Option<Self> {
        let is_widget = widget.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Widget");
        let flags = |key: &[u8]| entry(document, widget, key).and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
        if !is_widget || flags(b"F") & HIDDEN != 0 {
            return None;
        }
        let line = line(document, widget);
        let own = |key: &[u8]| line.iter().find_map(|field| entry(document, field, key));
        let kind = own(b"FT").and_then(|kind| kind.as_name().ok())?;
        let flags = own(b"Ff").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
        let name = called(document, &line);
        let (name, filled) = match kind {
            b"Tx" if flags & PASSWORD == 0 => {
                (name, Filled::Words(own(b"V").map_or_else(String::new, |v| text(v, most))))
            }
            b"Ch" => {
                let choices = own(b"Opt").and_then(|choices| choices.as_array().ok());
                (name, Filled::Words(own(b"V").map_or_else(String::new, |v| chosen(document, v, choices, most))))
            }
            b"Btn" if flags & PUSH == 0 => {
                let state = own(b"AS").or_else(|| own(b"V")).and_then(|state| state.as_name().ok()).unwrap_or(b"Off");
                let on = state != b"Off" && !state.is_empty();
                let of_several = flags & RADIO != 0 && on;
                let state = name::words(&String::from_utf8_lossy(state));
                (if of_several { format!("{name}: {state}") } else { name }, Filled::Box(on))
            }
            _ => return None,
        };
        let (left, bottom, top) = place(document, widget)?;
        Some(Self { left, bottom, top, name, filled })
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        let words = if let Filled::Words(words) = &self.filled { words.len() } else { 0 };
        self.name.len() + words
    }

    /// The words that were filled in; none for a box.
    pub(super) fn words(&self) -> &str {
        if let Filled::Words(words) = &self.filled { words } else { "" }
    }
}

/// A widget and the fields that it belongs to, from which it has what it does not say itself.
fn line<'a>(document: &'a Document, widget: &'a Dictionary) -> Vec<&'a Dictionary> {
    let mut line = vec![widget];
    while let Some(parent) = line.last().and_then(|last| entry(document, last, b"Parent")) {
        match parent.as_dict() {
            Ok(parent) if line.len() < DEPTH => line.push(parent),
            _ => break,
        }
    }
    line
}

/// The words by which people know a field: those shown beside the pointer, else those of its name that tell anything.
fn called(document: &Document, line: &[&Dictionary]) -> String {
    let named = |field: &&Dictionary, key: &[u8]| entry(document, field, key).map(|name| name::words(&text(name, 400)));
    let by_hint = line.iter().filter_map(|field| named(field, b"TU"));
    let by_name = line.iter().filter_map(|field| named(field, b"T"));
    let mut all = by_hint.chain(by_name).filter(|name| !name.is_empty());
    let first = all.next().unwrap_or_default();
    if name::tells(&first) { first } else { all.find(|name| name::tells(name)).unwrap_or_default() }
}

/// A value as words.
fn text(value: &Object, most: usize) -> String {
    let bytes = match value {
        Object::Stream(stream) => stream.content.get(..most).unwrap_or(&stream.content),
        Object::String(bytes, _) if bytes.len() <= most => bytes,
        Object::Name(name) => name,
        _ => return String::new(),
    };
    let decoded = if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xef\xbb\xbf") {
        decoded(bytes)
    } else {
        // The decoder drops what ends a line.
        let lines = bytes.split(|byte| matches!(byte, b'\r' | b'\n'));
        lines.map(decoded).collect::<Vec<_>>().join("\n")
    };
    let lines = decoded.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").replace('\t', " ")
}

fn decoded(bytes: &[u8]) -> String {
    let decoded = decode_text_string(&Object::String(bytes.to_vec(), StringFormat::Literal));
    let decoded = decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
    decoded.trim_start_matches('\u{feff}').to_owned()
}

/// What was chosen from a list, as the list shows it.
fn chosen(document: &Document, value: &Object, choices: Option<&Vec<Object>>, most: usize) -> String {
    let shown = |value: &Object| {
        let value = text(value, most);
        let pairs = choices.into_iter().flatten().take(MOST_CHOICES);
        let mut pairs = pairs.filter_map(|pair| document.dereference(pair).ok()?.1.as_array().ok());
        let pair = pairs.find(|pair| pair.first().is_some_and(|inner| text(inner, most) == value));
        pair.and_then(|pair| pair.get(1)).map_or(value, |shown| text(shown, most))
    };
    match value {
        Object::Array(values) => values.iter().take(MOST_CHOICES / 100).map(shown).collect::<Vec<_>>().join(", "),
        _ => shown(value),
    }
}

/// The left edge of a field, and its lower and upper one.
fn place(document: &Document, widget: &Dictionary) -> Option<(f32, f32, f32)> {
    let corners = entry(document, widget, b"Rect")?.as_array().ok()?;
    let at = |index: usize| document.dereference(corners.get(index)?).ok().and_then(|(_, corner)| number(corner));
    let (left, bottom, right, top) = (at(0)?, at(1)?, at(2)?, at(3)?);
    Some((left.min(right), bottom.min(top), bottom.max(top)))
}
