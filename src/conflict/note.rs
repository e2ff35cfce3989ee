//! In: what was read of a note. Out: [`Note`], its sentences with what the grammars find in each.

use super::Material;
use super::words::Words;
use crate::claim::Claim;
use crate::request::{PartFound, parts};
use crate::source::Prose;
use crate::span::{Span, Spans};

/// A note as contradictions are looked for in it.
pub(super) struct Note {
    /// Its sentences, in order.
    pub(super) sentences: Vec<Told>,
    /// Where its requests stand.
    requests: Spans,
}

/// One sentence, or the part of it that a blank line parts off.
pub(super) struct Told {
    /// The index of its sentence.
    pub(super) sentence: usize,
    /// Its bytes.
    pub(super) span: Span,
    /// The sentence as running text, with its way back to the bytes.
    pub(super) prose: Prose,
    /// What the words of contradictions say in it.
    pub(super) words: Words,
    /// Treatments, strengths and parts of the body.
    pub(super) parts: Vec<PartFound>,
}

impl Note {
    pub(super) fn of(material: &Material) -> Self {
        let text = &material.document.text;
        let told = |(sentence, span): (usize, Span)| {
            let prose = Prose::new(text, span);
            let words = Words::of(&prose.text, material.drugs);
            let parts = parts(&prose.text, material.drugs);
            Told { sentence, span, prose, words, parts }
        };
        let sentences = material.reading.sentences.iter().enumerate();
        let pieces = sentences.flat_map(|(index, sentence)| pieces(text, sentence.span).map(move |span| (index, span)));
        let requests = material.letter.items.iter().map(|item| item.span);
        Self { sentences: pieces.map(told).collect(), requests: Spans::new(requests) }
    }

    /// The piece of its sentence in which a claim stands.
    pub(super) fn told(&self, claim: &Claim) -> Option<&Told> {
        let first = self.sentences.partition_point(|told| told.sentence < claim.sentence);
        let of_sentence = self.sentences[first..].iter().take_while(|told| told.sentence == claim.sentence);
        of_sentence.into_iter().find(|told| told.span.contains(claim.span))
    }

    /// Whether bytes belong to what the note asks for.
    pub(super) fn is_requested(&self, span: Span) -> bool {
        self.requests.meet(span)
    }
}

/// A sentence cut at blank lines: a heading without a full stop, with its date, belongs to no sentence.
fn pieces(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let words = sentence.of(text);
    let breaks = words.match_indices("\n\n").map(move |(at, _)| sentence.start + at);
    let ends = breaks.chain([sentence.end]);
    ends.scan(sentence.start, |start, end| Some(Span::new(std::mem::replace(start, end), end)))
}

impl Told {
    /// What is said of a part of the sentence, before and behind it.
    pub(super) fn around(&self, span: Span) -> (&str, &str) {
        (Span::new(0, span.start).of(&self.prose.text), Span::new(span.end, self.prose.text.len()).of(&self.prose.text))
    }
}
