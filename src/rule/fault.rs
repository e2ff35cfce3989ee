//! In: what is wrong in a rule file, and where. Out: [`Fault`], a diagnostic with the place in that file.

use crate::span::Span;
use crate::visible::clean;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use std::fmt;
use std::sync::Arc;

/// A rule file as read.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path below the rule folder, with `/`, such as `mtus-2009/opioid.yaml`; of a user's folder, the folder too.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// The path of its folder: of a rule file, that of its edition.
    pub fn folder(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Only its name: the text would bury whatever is printed.
impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Bytes of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes in its text.
    pub span: Span,
}

impl Place {
    /// Bytes `start..end` of a file.
    pub fn new(file: &Arc<SourceFile>, start: usize, end: usize) -> Self {
        Self { file: Arc::clone(file), span: Span::new(start, end) }
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.before().bytes().filter(|byte| *byte == b'\n').count() + 1
    }

    /// Column, from 1, in characters.
    pub fn column(&self) -> usize {
        self.before().rsplit('\n').next().unwrap_or_default().chars().count() + 1
    }

    /// The file's text up to this place.
    fn before(&self) -> &str {
        self.file.text.get(..self.span.start).unwrap_or(&self.file.text)
    }

    /// The words at this place.
    pub fn text(&self) -> &str {
        self.span.of(&self.file.text)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.name, self.line(), self.column())
    }
}

/// One thing that is wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// A short stable name, such as `unknown-fact`.
    pub code: &'static str,
    /// What is wrong, as a clause.
    pub what: String,
    /// What to do, as a sentence.
    pub cure: String,
}

impl Fault {
    /// A fault of kind `code` at `place`.
    pub fn new(code: &'static str, what: impl Into<String>, cure: impl Into<String>, place: Place) -> Self {
        // A name in the file can hold characters that the file writes as escapes.
        Self { place, code, what: clean(&what.into()), cure: clean(&cure.into()) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for Fault {}

impl Diagnostic for Fault {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("rules::{}", self.code)))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.cure))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.place.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.place.span;
        Some(Box::new(std::iter::once(LabeledSpan::new(Some("here".to_owned()), span.start, span.len()))))
    }
}

impl SourceCode for SourceFile {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        let named = miette::MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            inner.line(),
            inner.column(),
            inner.line_count(),
        );
        Ok(Box::new(named))
    }
}

/// Everything that is wrong in a folder of rules: what is no YAML first, else in order of place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Sorts by place and drops what was found twice, as in a file that several editions extend. Files that cannot be read
    /// to their end come first: what is wrong with others can follow from them.
    pub fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort();
        faults.dedup();
        faults.sort_by_key(|fault| fault.code != "syntax");
        Self(faults)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, noun) = (self.0.len(), if self.0.len() == 1 { "fault" } else { "faults" });
        write!(f, "the rules cannot be used: {number} {noun}")
    }
}

impl std::error::Error for Faults {}

impl Diagnostic for Faults {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.0.iter().map(|fault| fault as &dyn Diagnostic)))
    }
}
