//! In: the text of a rule file. Out: a tree of its YAML in which every key and value knows its bytes, or faults.

use super::fault::{Fault, Place, SourceFile};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::sync::Arc;

/// A YAML value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where the value stands.
    pub place: Place,
    /// What it is.
    pub data: Data,
}

/// What a YAML value is.
#[derive(Debug, Clone)]
pub enum Data {
    /// A single value; `plain` where it is written without quotes.
    Scalar {
        /// Its characters.
        text: String,
        /// Written without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the file's order.
    Map(Vec<Entry>),
}

/// One key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value under `key`, where this is a map that holds it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Key and value under `key`, where this is a map that holds it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.data {
            Data::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The characters of a single value.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The members of a list; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a map; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }
}

/// Deeper rule files are no rule files; the limit keeps hostile ones from exhausting the stack.
const DEEPEST: usize = 48;

/// Reads the one YAML document of a file. Duplicate keys are faults, each at its second place; the first value stays.
pub fn read(file: &Arc<SourceFile>, faults: &mut Vec<Fault>) -> Option<Node> {
    let mut builder = Builder { file, offsets: Offsets::new(&file.text), open: Vec::new(), root: None, faults };
    let mut parser = Parser::new_from_str(&file.text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let place = builder.place(span.start.index(), span.end.index());
                if !builder.take(event, place) {
                    return None;
                }
            }
            Err(error) => {
                let at = error.marker().index();
                let place = builder.place(at, at + 1);
                let what = format!("this is not YAML from here on: {}", error.info());
                let cure = "Look at this line and the one before it: a quote, bracket or colon is missing or cut off.";
                builder.faults.push(Fault::new("syntax", what, cure, place));
                return None;
            }
        }
    }
    let root = builder.root;
    if root.is_none() {
        let place = Place::new(file, 0, file.text.len().min(1));
        faults.push(Fault::new("empty", "the file holds nothing", "Write the rules of a family, or delete it.", place));
    }
    root
}

/// A list or map that is still open, with the key that waits for its value.
struct Frame {
    place: Place,
    data: Data,
    key: Option<(String, Place)>,
}

struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    offsets: Offsets,
    open: Vec<Frame>,
    root: Option<Node>,
    faults: &'a mut Vec<Fault>,
}

impl Builder<'_> {
    fn place(&self, start: usize, end: usize) -> Place {
        Place::new(self.file, self.offsets.byte(start), self.offsets.byte(end))
    }

    /// Takes one event; false where reading cannot go on.
    fn take(&mut self, event: Event, place: Place) -> bool {
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                self.add(place, Data::Scalar { text: text.into_owned(), plain });
            }
            Event::SequenceStart(..) => self.open.push(Frame { place, data: Data::List(Vec::new()), key: None }),
            Event::MappingStart(..) => self.open.push(Frame { place, data: Data::Map(Vec::new()), key: None }),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut frame) = self.open.pop() {
                    frame.place.span.end = place.span.end.max(frame.place.span.end);
                    self.add(frame.place, frame.data);
                }
            }
            Event::Alias(_) => {
                let cure = "Write the value out; rule files have no aliases.";
                self.faults.push(Fault::new("alias", "a YAML alias stands here", cure, place.clone()));
                self.add(place, Data::Scalar { text: String::new(), plain: true });
            }
            _ => {}
        }
        if self.open.len() > DEEPEST {
            let place = self.open.last().map_or_else(|| self.place(0, 1), |frame| frame.place.clone());
            let cure = "Split the condition into criteria of their own.";
            self.faults.push(Fault::new("too-deep", format!("nested more than {DEEPEST} deep"), cure, place));
            return false;
        }
        true
    }

    fn add(&mut self, place: Place, data: Data) {
        let Some(frame) = self.open.last_mut() else {
            self.root.get_or_insert(Node { place, data });
            return;
        };
        match (&mut frame.data, frame.key.take()) {
            (Data::List(items), _) => items.push(Node { place, data }),
            (Data::Map(entries), Some((key, key_place))) => {
                if entries.iter().any(|entry| entry.key == key) {
                    let what = format!("`{key}` stands here for the second time");
                    self.faults.push(Fault::new("duplicate-key", what, "Keep one of the two.", key_place));
                } else {
                    entries.push(Entry { key, place: key_place, value: Node { place, data } });
                }
            }
            (Data::Map(_), None) => frame.key = Some((key_text(&data), place)),
            (Data::Scalar { .. }, _) => {}
        }
    }
}

fn key_text(data: &Data) -> String {
    match data {
        Data::Scalar { text, .. } => text.clone(),
        _ => "(not a word)".to_owned(),
    }
}

/// Character numbers to byte offsets: the parser counts characters.
struct Offsets(Vec<usize>);

impl Offsets {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect())
    }

    fn byte(&self, character: usize) -> usize {
        let last = self.0.last().copied().unwrap_or(0);
        self.0.get(character).copied().unwrap_or(last)
    }
}
