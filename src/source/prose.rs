//! In: a byte range of a document's text. Out: [`Prose`], that range as running text, with a map back to the bytes.

use crate::span::Span;

/// A passage as running text: lines joined, blank lines, page breaks and runs of spaces collapsed to one space.
///
/// Offsets into [`Prose::text`] lead back to the document through [`Prose::span`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The running text.
    pub text: String,
    /// `(offset in text, offset in document)` at every place where the difference between the two changes.
    steps: Vec<(usize, usize)>,
}

impl Prose {
    /// Reflows `range` of `document`. A hyphen at a line's end joins the words around it without a space.
    pub fn new(document: &str, range: Span) -> Self {
        let source = range.of(document);
        let mut prose = Self { text: String::with_capacity(source.len()), steps: Vec::new() };
        let mut word_start = None;
        for (offset, character) in source.char_indices() {
            match (character.is_whitespace(), word_start) {
                (true, Some(start)) => {
                    prose.push(&source[start..offset], range.start + start);
                    word_start = None;
                }
                (false, None) => word_start = Some(offset),
                _ => {}
            }
        }
        if let Some(start) = word_start {
            prose.push(&source[start..], range.start + start);
        }
        prose
    }

    fn push(&mut self, word: &str, document_offset: usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.steps.push((self.text.len(), document_offset));
        self.text.push_str(word);
    }

    /// The document's bytes behind `start..end` of [`Prose::text`].
    pub fn span(&self, range: Span) -> Span {
        if range.is_empty() {
            let at = self.document_offset(range.start);
            return Span::new(at, at);
        }
        Span::new(self.document_offset(range.start), self.document_offset(range.end - 1) + 1)
    }

    fn document_offset(&self, offset: usize) -> usize {
        let step = self.steps.partition_point(|&(text, _)| text <= offset).saturating_sub(1);
        self.steps.get(step).map_or(0, |&(text, document)| document + (offset - text))
    }
}
