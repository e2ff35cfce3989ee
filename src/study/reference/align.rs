//! In: the sentences that were read of a letter, and those of its reference. Out: [`Alignment`], which of them cover
//! each other, by their place in the section's running text.
//!
//! Two readers may part a text into sentences in different places, and write quotes and dashes differently; so places
//! are counted in letters and digits alone.

use super::file::{Reference, ReferenceSentence};
use crate::claim::{Claim, Section};
use crate::report::Report;
use crate::source::Prose;
use crate::span::Span;
use std::collections::BTreeMap;

/// A sentence of the reference is looked for no further ahead than this many letters: a reference of another text
/// costs no more than its length.
const AHEAD: usize = 4096;

/// Which sentences cover each other.
pub(super) struct Alignment {
    sections: BTreeMap<Section, Places>,
}

/// The places of a section's sentences, in letters and digits from its start, with their index.
#[derive(Default)]
struct Places {
    letters: String,
    read: Vec<(Span, usize)>,
    reference: Vec<(Span, usize)>,
}

impl Alignment {
    pub(super) fn new(report: &Report, reference: &Reference) -> Self {
        let mut sections: BTreeMap<Section, Places> = BTreeMap::new();
        for (index, sentence) in report.reading.sentences.iter().enumerate() {
            let places = sections.entry(sentence.section).or_default();
            let start = places.letters.len();
            places.letters.push_str(&letters(&Prose::new(&report.document.text, sentence.span).text));
            places.read.push((Span::new(start, places.letters.len()), index));
        }
        for (section, sentences) in &reference.sentences {
            sections.entry(*section).or_default().find(sentences);
        }
        Self { sections }
    }

    /// The index of the sentence that was read in the place of a sentence of the reference: the one that covers most of
    /// it. `None` where its words are not found.
    pub(super) fn read(&self, section: Section, sentence: usize) -> Option<usize> {
        let places = self.sections.get(&section)?;
        let place = places.reference.binary_search_by_key(&sentence, |(_, index)| *index).ok()?;
        let (wanted, _) = places.reference[place];
        let first = places.read.partition_point(|(span, _)| span.end <= wanted.start);
        let covering = places.read[first..].iter().take_while(|(span, _)| span.start < wanted.end);
        let shared = |span: &Span| span.end.min(wanted.end) - span.start.max(wanted.start);
        // Of two that cover as much, the first.
        covering.max_by_key(|(span, index)| (shared(span), std::cmp::Reverse(*index))).map(|(_, index)| *index)
    }

    /// The sentence of the reference in which a claim's words begin.
    pub(super) fn of_claim(&self, report: &Report, claim: &Claim) -> Option<usize> {
        let places = self.sections.get(&claim.section)?;
        let sentence = report.reading.sentences.get(claim.sentence)?;
        let before = Span::new(sentence.span.start, claim.span.start.max(sentence.span.start));
        let before = letters(&Prose::new(&report.document.text, before).text).len();
        let read = places.read.partition_point(|(_, index)| *index < claim.sentence);
        let place = places.read.get(read).filter(|(_, index)| *index == claim.sentence)?.0.start + before;
        let next = places.reference.partition_point(|(span, _)| span.end <= place);
        places.reference.get(next).filter(|(span, _)| span.start <= place).map(|(_, index)| *index)
    }
}

impl Places {
    fn find(&mut self, sentences: &[ReferenceSentence]) {
        let mut at = 0;
        for (index, sentence) in sentences.iter().enumerate() {
            let wanted = letters(&sentence.text);
            let end = self.letters.len().min(at + wanted.len() + AHEAD);
            let Some(found) = self.letters[at..end].find(&wanted).filter(|_| !wanted.is_empty()) else { continue };
            let place = Span::new(at + found, at + found + wanted.len());
            self.reference.push((place, index));
            at = place.end;
        }
    }
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}
