//! In: the part with the lists, and which list each paragraph is an entry of. Out: the mark before each entry, as shown:
//! "1.", "a)", "-".

use super::package::hostile;
use super::styles::{Listed, Styles};
use super::xml::{self, Tag, Visit};
use crate::source::Limits;
use crate::source::text::Fault;
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest pattern of a mark, in characters.
const LONGEST_MARK: usize = 32;
/// Highest number that a list may start at.
const HIGHEST_START: usize = 32_767;

/// Most lists of a document, and most looks of lists.
const MOST_LISTS: usize = 50_000;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: usize,
    /// "decimal", "lowerLetter", "bullet" and so on.
    format: String,
    /// The mark, with "%1" for the number of the first level.
    pattern: String,
    /// The style whose paragraphs are entries of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), pattern: String::new(), style: None }
    }
}

/// How the entries of lists look.
#[derive(Debug, Default)]
struct Look {
    levels: BTreeMap<usize, Level>,
    /// The style that names the list whose look this is.
    link: Option<String>,
}

/// A list: its look, and what it changes of it.
#[derive(Debug, Default)]
struct List {
    look: String,
    starts: BTreeMap<usize, usize>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    looks: BTreeMap<String, Look>,
    lists: BTreeMap<String, List>,
    /// What is being read.
    look: Option<String>,
    list: Option<String>,
    level: Option<(usize, Level)>,
    changed: usize,
}

/// How far each list has been counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By look: lists of one look go on counting where another stopped.
    counts: BTreeMap<String, [Option<usize>; LEVELS]>,
    /// Lists that were begun.
    begun: BTreeSet<String>,
}

/// The mark of an entry, and how deep in its list it stands.
#[derive(Debug, Default)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) level: usize,
    /// Whether it counts.
    pub(super) number: bool,
}

impl Numbering {
    /// Reads the part.
    ///
    /// # Errors
    /// Where it is no well-formed XML, or nests more deeply than the limit.
    pub(super) fn read(xml: &str, limits: &Limits) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        xml::walk(xml, limits.nesting, &mut numbering)?;
        Ok(numbering)
    }

    /// The mark of the next entry: `own` is what the paragraph says itself, `style` its style.
    pub(super) fn mark(
        &self,
        counters: &mut Counters,
        styles: &Styles,
        own: &Listed,
        style: Option<&str>,
    ) -> Option<Mark> {
        let of_style = style.map(|style| styles.listed(style)).unwrap_or_default();
        let id = own.list.as_ref().or(of_style.list.as_ref())?;
        let list = self.lists.get(id)?;
        let look = self.look_of(list, styles)?;
        let by_style =
            || look.levels.iter().find(|(_, level)| level.style.as_deref() == style).map(|(level, _)| *level);
        let level = own.level.or_else(|| style.and_then(|_| by_style())).or(of_style.level).unwrap_or(0);
        let level = level.min(LEVELS - 1);
        let of = |level: usize| list.levels.get(&level).or_else(|| look.levels.get(&level));
        let counts = counters.counts.entry(list.look.clone()).or_default();
        if counters.begun.insert(id.clone()) {
            list.starts.iter().for_each(|(level, start)| {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1).or(Some(0));
                }
            });
        }
        let start = |level: usize| of(level).map_or(1, |level| level.start);
        count(counts, level, start);
        let shown = of(level)?;
        let text = match shown.format.as_str() {
            "bullet" => "-".to_owned(),
            _ => fill(&shown.pattern, counts, |level| of(level).map_or("decimal", |level| &level.format), start),
        };
        Some(Mark { text, level, number: shown.format != "bullet" })
    }

    fn look_of(&self, list: &List, styles: &Styles) -> Option<&Look> {
        let look = self.looks.get(&list.look)?;
        let Some(link) = look.link.as_ref().filter(|_| look.levels.is_empty()) else { return Some(look) };
        let linked = styles.listed(link).list.and_then(|id| self.lists.get(&id));
        linked.and_then(|list| self.looks.get(&list.look)).or(Some(look))
    }
}

/// Counts an entry of this level; those below it begin anew.
fn count(counts: &mut [Option<usize>; LEVELS], level: usize, start: impl Fn(usize) -> usize) {
    for (at, count) in counts.iter_mut().enumerate() {
        if at == level {
            *count = Some(count.map_or_else(|| start(at), |count| count.saturating_add(1)));
        } else if at > level {
            *count = None;
        }
    }
}

/// A pattern with its numbers.
fn fill<'a>(
    pattern: &str,
    counts: &[Option<usize>; LEVELS],
    format: impl Fn(usize) -> &'a str,
    start: impl Fn(usize) -> usize,
) -> String {
    let mut text = String::new();
    let mut characters = pattern.chars().take(LONGEST_MARK).peekable();
    while let Some(character) = characters.next() {
        let level = characters.peek().and_then(|digit| digit.to_digit(10)).filter(|_| character == '%');
        match level.and_then(|level| usize::try_from(level).ok()?.checked_sub(1)) {
            Some(level) => {
                characters.next();
                let number = counts.get(level).copied().flatten().unwrap_or_else(|| start(level));
                text.push_str(&written(number, format(level)));
            }
            None => text.push(character),
        }
    }
    let mut text = text.trim().to_owned();
    // Without a stop a number would read as one of the words: "2 visits" or "1.5 mg".
    if text.ends_with(|last: char| last.is_ascii_digit()) {
        text.push('.');
    }
    text
}

/// A number as a list writes it.
fn written(number: usize, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letters(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

/// A to Z, then AA, BB and so on.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 260) else { return number.to_string() };
    let letter = ('A'..='Z').nth(index % 26).unwrap_or('A');
    letter.to_string().repeat(index / 26 + 1)
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

impl Visit for Numbering {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Fault> {
        match tag.name() {
            "abstractNum" => {
                self.look = tag.attribute("abstractNumId");
                self.looks.extend(self.look.clone().map(|id| (id, Look::default())));
            }
            "num" => {
                self.list = tag.attribute("numId");
                self.lists.extend(self.list.clone().map(|id| (id, List::default())));
            }
            "abstractNumId" => {
                if let Some(list) = self.open_list() {
                    list.look = tag.value().unwrap_or_default();
                }
            }
            "numStyleLink" => {
                if let Some(look) = self.look.as_ref().and_then(|id| self.looks.get_mut(id)) {
                    look.link = tag.value();
                }
            }
            "lvlOverride" => self.changed = level_of(tag),
            "startOverride" => {
                let start = tag.number().unwrap_or(1).min(HIGHEST_START);
                let level = self.changed;
                if let Some(list) = self.open_list() {
                    list.starts.insert(level, start);
                }
            }
            "lvl" => self.level = Some((level_of(tag), Level::default())),
            _ => self.of_level(tag),
        }
        if self.looks.len().max(self.lists.len()) > MOST_LISTS {
            return Err(hostile("it has more lists than any program writes"));
        }
        Ok(true)
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "abstractNum" => self.look = None,
            "num" => self.list = None,
            "lvl" => {
                let level = self.level.take();
                match (&self.look, &self.list) {
                    (Some(look), _) => self.looks.entry(look.clone()).or_default().levels.extend(level),
                    (None, Some(list)) => self.lists.entry(list.clone()).or_default().levels.extend(level),
                    (None, None) => {}
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Numbering {
    /// The list that is being read.
    fn open_list(&mut self) -> Option<&mut List> {
        self.lists.get_mut(self.list.as_ref()?)
    }

    /// What is said of the level that is being read.
    fn of_level(&mut self, tag: &Tag<'_>) {
        let Some((_, level)) = &mut self.level else { return };
        match tag.name() {
            "start" => level.start = tag.number().unwrap_or(1).min(HIGHEST_START),
            "numFmt" => level.format = tag.value().unwrap_or_default(),
            "lvlText" => level.pattern = tag.value().unwrap_or_default().chars().take(LONGEST_MARK).collect(),
            "pStyle" => level.style = tag.value(),
            _ => {}
        }
    }
}

fn level_of(tag: &Tag<'_>) -> usize {
    tag.attribute("ilvl").and_then(|level| level.trim().parse().ok()).unwrap_or(0).min(LEVELS - 1)
}
