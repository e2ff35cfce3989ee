//! In: the XML of a part. Out: its elements in order, told to a [`Visit`], by their names without a namespace. Nothing in
//! it can nest without end, or stand for more than it is.

use super::package::{damaged, hostile, too_deep};
use crate::source::text::Fault;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Who is told of the elements of a part.
pub(super) trait Visit {
    /// An element opens. `false` passes it over with all in it, so that its end is not told either.
    ///
    /// # Errors
    /// Where the part is not read any further.
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Fault>;

    /// An element ends.
    ///
    /// # Errors
    /// Where the part is not read any further.
    fn close(&mut self, _name: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Characters between elements.
    ///
    /// # Errors
    /// Where the part is not read any further.
    fn text(&mut self, _text: &str) -> Result<(), Fault> {
        Ok(())
    }
}

/// The start of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without the namespace.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of the attribute of this name, whatever its namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        // Looking for duplicates would take the square of their number.
        let found = all.with_checks(false).flatten().find(|one| local(one.key.into_inner()) == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
    }

    /// The attribute `val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The number in `val`.
    pub(super) fn number(&self) -> Option<usize> {
        self.value()?.trim().parse().ok()
    }

    /// Whether a property is switched on: it is where nothing else is said.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The walk through a part.
struct Walk<'v, V> {
    visit: &'v mut V,
    nesting: usize,
    depth: usize,
    /// The depth at which an element that is passed over opened.
    passed: Option<usize>,
    /// For each element that offers the same content in several forms: its depth, and whether a form was taken.
    offers: Vec<(usize, bool)>,
}

/// Tells `visit` of the elements of a part, of which at most `nesting` stand within each other: a table in a table in a
/// table takes fifteen.
///
/// # Errors
/// Where it is no well-formed XML, nests too deeply or declares entities; and those of `visit`.
pub(super) fn walk(xml: &str, nesting: usize, visit: &mut impl Visit) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { visit, nesting, depth: 0, passed: None, offers: Vec::new() };
    loop {
        match reader.read_event().map_err(|_| damaged("its text is not well-formed"))? {
            Event::Start(start) => walk.open(&Tag(start))?,
            Event::Empty(start) => {
                let tag = Tag(start);
                walk.open(&tag)?;
                walk.close(tag.name())?;
            }
            Event::End(end) => walk.close(local(end.name().into_inner()))?,
            Event::Text(text) => walk.text(&text.xml10_content())?,
            Event::CData(text) => walk.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let mut bytes = [0; 4];
                let known = character.map(|character| &*character.encode_utf8(&mut bytes));
                walk.text(known.or_else(|| resolve_predefined_entity(&reference)).unwrap_or_default())?;
            }
            // Only a declaration of document type can define entities that stand for others.
            Event::DocType(_) => return Err(hostile("it declares entities of its own")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if walk.depth == 0 => return Ok(()),
            Event::Eof => return Err(damaged("its text breaks off")),
        }
    }
}

impl<V: Visit> Walk<'_, V> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > self.nesting {
            return Err(too_deep(self.nesting));
        }
        if self.passed.is_some() {
            return Ok(());
        }
        if !self.is_taken(tag.name()) || !self.visit.open(tag)? {
            self.passed = Some(self.depth);
        }
        Ok(())
    }

    /// Of several forms of the same content the first is taken.
    fn is_taken(&mut self, name: &str) -> bool {
        match name {
            "AlternateContent" => self.offers.push((self.depth, false)),
            "Choice" | "Fallback" => {
                let offer = self.offers.last_mut().filter(|(depth, _)| depth + 1 == self.depth);
                return offer.is_none_or(|(_, taken)| !std::mem::replace(taken, true));
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        match self.passed {
            Some(at) if at == depth => self.passed = None,
            Some(_) => {}
            None => {
                self.offers.pop_if(|(at, _)| *at == depth);
                self.visit.close(name)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.passed.is_some() { Ok(()) } else { self.visit.text(text) }
    }
}
