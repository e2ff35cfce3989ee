//! In: the part with the text. Out: [`Shown`], what a reader of the document sees, as lines.

use super::control::Controls;
use super::numbering::{Counters, Numbering};
use super::package::too_large;
use super::paragraph::{Flow, Paragraph};
use super::styles::Styles;
use super::symbol;
use super::table::{Cell, MOST_COLUMNS, Row, Table};
use super::xml::{self, Tag, Visit};
use crate::source::Limits;
use crate::source::text::Fault;

/// What a paragraph, row or cell takes in memory, in bytes, beside its words.
const OF_A_PART: usize = 64;

/// What a part shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) text: String,
    /// Whether there are pictures.
    pub(super) pictures: bool,
    /// Whether it holds documents of other kinds, whose text stands elsewhere.
    pub(super) embedded: bool,
}

/// Words of one look.
#[derive(Debug, Default)]
struct Run {
    hidden: bool,
}

/// The walk through the text. What is open is kept in stacks, since text boxes and tables stand within paragraphs.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    lists: &'a Numbering,
    limits: &'a Limits,
    counters: Counters,
    flows: Vec<Flow>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    tables: Vec<Table>,
    controls: Controls,
    /// Whether properties of a paragraph, of a row, or words are being read.
    of_paragraph: bool,
    of_row: bool,
    words: bool,
    /// Bytes read so far.
    length: usize,
    shown: Shown,
}

impl<'a> Body<'a> {
    /// Reads a part.
    ///
    /// # Errors
    /// Where it is no well-formed XML or shows more than the limit.
    pub(super) fn read(
        xml: &str,
        styles: &'a Styles,
        lists: &'a Numbering,
        limits: &'a Limits,
    ) -> Result<Shown, Fault> {
        let mut body = Self::new(styles, lists, limits);
        xml::walk(xml, limits.nesting, &mut body)?;
        if body.controls.are_unpaired() {
            // Words behind a mark that has no second one would be lost.
            body = Self::new(styles, lists, limits);
            body.controls.plain = true;
            xml::walk(xml, limits.nesting, &mut body)?;
        }
        let flow = body.flows.into_iter().next().unwrap_or_default().finish();
        Ok(Shown { text: flow.lines.join("\n"), ..body.shown })
    }

    fn new(styles: &'a Styles, lists: &'a Numbering, limits: &'a Limits) -> Self {
        Self {
            styles,
            lists,
            limits,
            counters: Counters::default(),
            flows: vec![Flow::default()],
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            controls: Controls::default(),
            of_paragraph: false,
            of_row: false,
            words: false,
            length: 0,
            shown: Shown::default(),
        }
    }

    /// Writes words where they are shown.
    fn write(&mut self, words: &str) -> Result<(), Fault> {
        if words.is_empty() || self.runs.last().is_some_and(|run| run.hidden) {
            return Ok(());
        }
        let shown = self.controls.shown(words);
        self.put(shown)
    }

    /// Writes what a control or field shows.
    fn put(&mut self, shown: &str) -> Result<(), Fault> {
        self.charge(shown.len())?;
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        // A mark that a word follows at once would not be seen as one.
        let marked = [true, false].iter().any(|on| paragraph.text.ends_with(symbol::tick(*on)));
        if marked && shown.starts_with(char::is_alphanumeric) {
            paragraph.text.push(' ');
        }
        paragraph.text.push_str(shown);
        Ok(())
    }

    /// Counts what is kept in memory, in bytes.
    fn charge(&mut self, bytes: usize) -> Result<(), Fault> {
        self.length = self.length.saturating_add(bytes);
        if self.length > self.limits.expanded_bytes { Err(too_large(self.limits)) } else { Ok(()) }
    }

    /// What is said of the paragraph.
    fn property(&mut self, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match tag.name() {
            "pStyle" => paragraph.style = tag.value(),
            "numId" => paragraph.listed.list = tag.value(),
            "ilvl" => paragraph.listed.level = tag.number(),
            "outlineLvl" => paragraph.heading = tag.number().is_some_and(|level| level < 9),
            "del" | "moveFrom" => paragraph.joined = true,
            _ => {}
        }
    }

    /// What is said of the row or cell.
    fn of_table(&mut self, tag: &Tag<'_>) {
        let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) else { return };
        match tag.name() {
            "gridBefore" => row.before = tag.number().unwrap_or(0).min(MOST_COLUMNS),
            "del" | "hidden" if self.of_row => row.left_out |= tag.is_on(),
            "gridSpan" => {
                let columns = tag.number().unwrap_or(1).clamp(1, MOST_COLUMNS);
                row.cells.last_mut().into_iter().for_each(|cell| cell.columns = columns);
            }
            _ => {}
        }
    }

    /// What is said of words, or stands for some.
    fn of_run(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let Some(run) = self.runs.last_mut() else { return Ok(()) };
        match tag.name() {
            "vanish" => run.hidden = tag.is_on(),
            "rStyle" => run.hidden |= tag.value().is_some_and(|style| self.styles.is_hidden(&style)),
            "t" => self.words = true,
            "tab" | "ptab" => return self.write("\t"),
            "br" | "cr" => return self.write("\n"),
            "noBreakHyphen" => return self.write("-"),
            "sym" => {
                let (font, number) = (tag.attribute("font"), tag.attribute("char"));
                return self.write(symbol::of_font(&font.unwrap_or_default(), &number.unwrap_or_default()));
            }
            "blip" | "imagedata" | "OLEObject" => self.shown.pictures = true,
            _ => {}
        }
        Ok(())
    }

    fn open_run(&mut self) {
        let style = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_ref());
        let hidden = style.is_some_and(|style| self.styles.is_hidden(style));
        self.runs.push(Run { hidden });
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if let Some(flow) = self.flows.last_mut() {
            flow.add(paragraph, self.styles, self.lists, &mut self.counters);
        }
    }

    fn close_cell(&mut self) {
        let Some(flow) = self.close_flow() else { return };
        let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.cells.last_mut());
        if let Some(cell) = cell {
            cell.lines = flow.lines;
            cell.entries = flow.entries;
            cell.holds_table = flow.holds_table;
        }
    }

    /// The flow that ends; never that of the document itself.
    fn close_flow(&mut self) -> Option<Flow> {
        if self.flows.len() > 1 { self.flows.pop().map(Flow::finish) } else { None }
    }
}

/// What was before it was changed, and what was taken away.
fn is_past(name: &str) -> bool {
    name.ends_with("PrChange") || name == "moveFrom" || name == "del" || name == "delText" || name == "instrText"
}

impl Visit for Body<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Fault> {
        self.controls.open(tag);
        if matches!(tag.name(), "p" | "tr" | "tc") {
            self.charge(OF_A_PART)?;
        }
        match tag.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.of_paragraph = true,
            "trPr" => self.of_row = true,
            "r" => self.open_run(),
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.tables.last_mut().into_iter().for_each(|table| table.rows.push(Row::default())),
            "tc" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.cells.push(Cell::default()));
                self.flows.push(Flow::default());
            }
            "txbxContent" => self.flows.push(Flow::default()),
            "altChunk" => self.shown.embedded = true,
            _ if self.controls.in_properties() => {}
            _ if self.of_paragraph => self.property(tag),
            name if self.of_row || matches!(name, "gridSpan") => self.of_table(tag),
            _ => self.of_run(tag)?,
        }
        Ok(!is_past(tag.name()))
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        if let Some(shown) = self.controls.close(name) {
            self.put(&shown)?;
        }
        match name {
            "p" => self.close_paragraph(),
            "pPr" => self.of_paragraph = false,
            "trPr" => self.of_row = false,
            "r" => drop(self.runs.pop()),
            "t" => self.words = false,
            "tbl" => {
                if let (Some(table), Some(flow)) = (self.tables.pop(), self.flows.last_mut()) {
                    flow.add_table(table.lines());
                }
            }
            "tc" => self.close_cell(),
            "txbxContent" => {
                if let (Some(flow), Some(paragraph)) = (self.close_flow(), self.paragraphs.last_mut()) {
                    paragraph.after.extend(flow.lines);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if !self.words {
            return Ok(());
        }
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            match symbol::private(character) {
                Some(mark) => plain.push_str(mark),
                // A line break of the file is none of the text.
                None => plain.push(if matches!(character, '\n' | '\r') { ' ' } else { character }),
            }
        }
        self.write(&plain)
    }
}
