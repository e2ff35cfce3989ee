//! In: a [`Finding`] or a [`ConflictFinding`], and its document. Out: [`Shown`], the one miette diagnostic of the program.

use crate::report::excerpt::Lines;
use crate::report::look::clean;
use crate::report::pair::Places;
use crate::report::{ConflictFinding, Finding, Label, Look, Severity, Truth, words};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler, SourceCode};
use miette::{ThemeCharacters, ThemeStyles};
use std::fmt::{Display, Formatter};

/// More lines than this are not shown of the words that decided; a sentence rarely has more. Where the document is
/// silent, the item's first line is enough to show which item is meant.
const MOST_LINES: usize = 6;

/// Most places of a contradiction that are drawn; JSON has them all.
const MOST_PLACES: usize = 3;

/// A message with what to do about it, and with the words of the document that it is about where there are any.
#[derive(Debug)]
pub struct Shown {
    code: Option<String>,
    severity: Severity,
    message: String,
    help: String,
    places: Option<Places>,
}

impl Shown {
    /// A message about no place in a document, such as a file that cannot be read.
    pub fn plain(message: &str, help: &str) -> Self {
        Self { code: None, severity: Severity::Error, message: clean(message), help: clean(help), places: None }
    }

    /// A finding with the words that decided it; `name` is what the document is called beside them.
    pub fn finding(finding: &Finding, name: &str, lines: &Lines<'_>, look: Look) -> Self {
        let most_lines = if finding.silent { 1 } else { MOST_LINES };
        Self {
            code: Some(finding.code.clone()),
            severity: finding.severity,
            message: clean(&finding.message),
            help: help(finding),
            places: places(&finding.labels, 1, name, lines, most_lines, look),
        }
    }

    /// A contradiction with both places; `name` is what the document is called beside them.
    pub fn conflict(finding: &ConflictFinding, name: &str, lines: &Lines<'_>, look: Look) -> Self {
        Self {
            code: Some(finding.code.clone()),
            severity: finding.severity,
            message: clean(&finding.message),
            help: clean(&finding.help),
            places: places(&finding.labels, MOST_PLACES, name, lines, MOST_LINES, look),
        }
    }

    /// The message drawn with lines.
    pub fn drawn(&self, look: Look) -> String {
        draw(self, look, 0)
    }

    /// The message as sentences, for a screen reader.
    pub fn narrated(&self) -> String {
        let mut out = String::new();
        if NarratableReportHandler::new().with_context_lines(0).render_report(&mut out, self).is_err() {
            out = format!("{}\n", self.message);
        }
        out
    }
}

/// The first `most` labels, each with its lines, cut to what is left of the page beside the line numbers.
fn places(
    labels: &[Label],
    most: usize,
    name: &str,
    lines: &Lines<'_>,
    most_lines: usize,
    look: Look,
) -> Option<Places> {
    let labels = &labels[..labels.len().min(most)];
    let digits = labels.iter().map(|label| (lines.at(label.span.end) + 1).to_string().len()).max().unwrap_or(1);
    Places::new(name, lines, labels, most_lines, look.width.saturating_sub(digits + 4))
}

/// Any diagnostic drawn with lines, such as the faults of a rule file.
pub fn drawn(diagnostic: &dyn Diagnostic, look: Look) -> String {
    draw(diagnostic, look, 1)
}

fn draw(diagnostic: &dyn Diagnostic, look: Look, context_lines: usize) -> String {
    let theme = GraphicalTheme {
        characters: if look.rich { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(look.width).with_context_lines(context_lines);
    let mut out = String::new();
    // Writing to a string cannot fail; the handler fails only on a mark outside of its source.
    if handler.with_links(false).render_report(&mut out, diagnostic).is_err() {
        out = format!("{diagnostic}\n");
    }
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What to document, what was assumed, and the citation, as one text.
fn help(finding: &Finding) -> String {
    guidance(finding).iter().map(|words| clean(words)).collect::<Vec<_>>().join("\n")
}

/// What to document, what was assumed, and the citation, each a line.
pub(super) fn guidance(finding: &Finding) -> Vec<String> {
    let against = finding.truth == Truth::Contradicted;
    let asked = if against { format!("The guideline asks: {}", finding.help) } else { finding.help.clone() };
    let against = against.then(|| words::on_contradicted(finding).to_owned());
    let assumed = finding.assumed.iter().map(|note| format!("Note: {note}."));
    let lines = against.into_iter().chain([asked]).chain(assumed);
    lines.chain([format!("Source: {}", finding.cite)]).collect()
}

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.places.as_ref().map(|places| places as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = self.places.as_ref().map(Places::marks);
        marks.map(|marks| Box::new(marks.into_iter()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
