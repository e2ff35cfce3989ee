//! In: the part with the styles. Out: [`Styles`], of which only what tells of lists, headings and hidden text is kept.

use super::package::hostile;
use super::xml::{self, Tag, Visit};
use crate::source::Limits;
use crate::source::text::Fault;
use std::collections::BTreeMap;

/// Most styles that build upon each other.
const LONGEST_CHAIN: usize = 16;

/// Most styles of a document.
const MOST_STYLES: usize = 20_000;

/// A list that a paragraph is an entry of.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    /// The list's id; "0" for none.
    pub(super) list: Option<String>,
    /// How deep in the list, from 0.
    pub(super) level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    listed: Listed,
    hidden: Option<bool>,
    heading: Option<bool>,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style that is being read.
    current: Option<(String, Style)>,
}

impl Styles {
    /// Reads the part.
    ///
    /// # Errors
    /// Where it is no well-formed XML, or nests more deeply than the limit.
    pub(super) fn read(xml: &str, limits: &Limits) -> Result<Self, Fault> {
        let mut styles = Self::default();
        xml::walk(xml, limits.nesting, &mut styles)?;
        Ok(styles)
    }

    /// The first that a style or one that it builds upon says.
    fn first<'a, T>(&'a self, id: &str, of: impl Fn(&'a Style) -> Option<T>) -> Option<T> {
        let mut next = self.all.get(id);
        for _ in 0..LONGEST_CHAIN {
            let style = next?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            next = style.based_on.as_ref().and_then(|id| self.all.get(id));
        }
        None
    }

    /// The list that paragraphs of a style are entries of.
    pub(super) fn listed(&self, id: &str) -> Listed {
        let list = self.first(id, |style| style.listed.list.clone());
        Listed { list, level: self.first(id, |style| style.listed.level) }
    }

    /// Whether text of a style is hidden.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.first(id, |style| style.hidden).unwrap_or(false)
    }

    /// Whether paragraphs of a style are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.first(id, |style| style.heading).unwrap_or(false)
    }
}

impl Visit for Styles {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Fault> {
        if tag.name() == "style" {
            self.current = tag.attribute("styleId").map(|id| (id, Style::default()));
            return Ok(true);
        }
        let Some((_, style)) = &mut self.current else { return Ok(true) };
        match tag.name() {
            "basedOn" => style.based_on = tag.value(),
            "numId" => style.listed.list = tag.value(),
            "ilvl" => style.listed.level = tag.number(),
            "vanish" => style.hidden = Some(tag.is_on()),
            // The tenth level is that of plain text.
            "outlineLvl" => style.heading = tag.number().map(|level| level < 9),
            "tblStylePr" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        if name == "style" {
            self.all.extend(self.current.take());
            if self.all.len() > MOST_STYLES {
                return Err(hostile("it has more styles than any program writes"));
            }
        }
        Ok(())
    }
}
