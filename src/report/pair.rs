//! In: excerpts of one document. Out: [`Places`], the excerpts as one source that miette can print, each with its own line
//! numbers.

use crate::report::Label;
use crate::report::excerpt::{Excerpt, Lines};
use miette::{LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents};

/// Several places of one document.
#[derive(Debug)]
pub struct Places {
    excerpts: Vec<Excerpt>,
}

impl Places {
    /// The places that lie in the text, each at most `most_lines` lines of `room` characters.
    /// None where none does.
    pub fn new(name: &str, lines: &Lines<'_>, labels: &[Label], most_lines: usize, room: usize) -> Option<Self> {
        let excerpts = labels.iter().filter_map(|label| Excerpt::new(name, lines, label, most_lines, room));
        let excerpts: Vec<_> = excerpts.collect();
        (!excerpts.is_empty()).then_some(Self { excerpts })
    }

    /// The marks of all places. Each place lies behind the one before, with a gap between: miette draws them apart.
    pub fn marks(&self) -> Vec<LabeledSpan> {
        let moved = self.excerpts.iter().zip(self.starts()).flat_map(|(excerpt, start)| {
            let marks = excerpt.marks();
            marks.map(move |mark| LabeledSpan::new(mark.label().map(str::to_owned), start + mark.offset(), mark.len()))
        });
        moved.collect()
    }

    /// Where each place starts.
    fn starts(&self) -> Vec<usize> {
        let starts = self.excerpts.iter().scan(0, |next, excerpt| {
            let start = *next;
            *next += excerpt.len() + 2;
            Some(start)
        });
        starts.collect()
    }
}

impl SourceCode for Places {
    /// Always a whole excerpt: its lines were chosen already.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let starts = self.starts();
        let index = starts.partition_point(|start| *start <= span.offset()).saturating_sub(1);
        let (Some(excerpt), Some(&start)) = (self.excerpts.get(index), starts.get(index)) else {
            return Err(MietteError::OutOfBounds);
        };
        if span.offset() + span.len() > start + excerpt.len() {
            return Err(MietteError::OutOfBounds);
        }
        Ok(excerpt.contents(start))
    }
}
