//! In: the words of a paragraph and the mark of its list. Out: its lines.

use super::numbering::{Counters, Mark, Numbering};
use super::styles::{Listed, Styles};

/// A paragraph as it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) listed: Listed,
    /// Whether it is a heading by what it says itself.
    pub(super) heading: bool,
    /// Whether its end was deleted, so that the next goes on with it.
    pub(super) joined: bool,
    /// The lines of text boxes that hang on it.
    pub(super) after: Vec<String>,
}

/// Lines that belong together: of the document, a cell or a text box.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) lines: Vec<String>,
    /// The words of a paragraph whose end was deleted.
    carried: String,
    /// How many of its paragraphs are entries of a list.
    pub(super) entries: usize,
    /// Whether it holds a table.
    pub(super) holds_table: bool,
}

impl Flow {
    /// Adds a paragraph.
    pub(super) fn add(&mut self, paragraph: Paragraph, styles: &Styles, lists: &Numbering, counters: &mut Counters) {
        let mut text = std::mem::take(&mut self.carried);
        text.push_str(&paragraph.text);
        if paragraph.joined {
            self.carried = text;
            self.lines.extend(paragraph.after);
            return;
        }
        let style = paragraph.style.as_deref();
        if paragraph.heading || style.is_some_and(|style| styles.is_heading(style)) {
            self.part();
        }
        let mark = lists.mark(counters, styles, &paragraph.listed, style).unwrap_or_default();
        self.entries += usize::from(!mark.text.is_empty() && !text.trim().is_empty());
        if text.trim().is_empty() && mark.text.is_empty() {
            self.part();
        }
        let lines = marked(&mark, text.trim_end());
        self.lines.extend(lines.lines().map(|line| line.trim_end().to_owned()));
        self.lines.extend(paragraph.after);
    }

    /// Adds the rows of a table, apart from what stands around it.
    pub(super) fn add_table(&mut self, rows: Vec<String>) {
        self.part();
        self.lines.extend(rows);
        self.part();
        self.holds_table = true;
    }

    /// Sets what comes next apart by a blank line.
    fn part(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// All lines, with words of a last paragraph that nothing goes on with.
    pub(super) fn finish(mut self) -> Self {
        let carried = std::mem::take(&mut self.carried);
        self.lines.extend((!carried.trim().is_empty()).then_some(carried));
        self
    }
}

/// A paragraph with the mark of its list before it. What it goes on with in further lines stands under its words.
fn marked(mark: &Mark, text: &str) -> String {
    if mark.text.is_empty() {
        return text.to_owned();
    }
    let indent = "  ".repeat(mark.level);
    let words = text.trim_start();
    if words.is_empty() {
        // A number alone stands in the first column of many a table.
        return if mark.number { format!("{indent}{}", mark.text) } else { String::new() };
    }
    format!("{indent}{} {}", mark.text, words.replace('\n', &format!("\n{indent}   ")))
}
