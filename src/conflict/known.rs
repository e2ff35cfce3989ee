//! In: sentences of a letter, one at a time. Out: what the grammars find in each, found once however often it is asked:
//! each thing that a reviewer misses is held against each sentence of the summary.

use super::Material;
use super::words::{Rule, Words};
use crate::request::{Drugs, PartFound, parts};
use crate::source::Prose;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A sentence that was read.
pub(super) struct Read {
    /// The sentence as running text, with its way back to the bytes.
    pub(super) prose: Prose,
    /// What the words of contradictions say in it.
    pub(super) words: Words,
    parts: OnceCell<Vec<PartFound>>,
}

impl Read {
    /// The treatments, strengths and parts of the body that it names.
    pub(super) fn parts(&self, drugs: &Drugs) -> &[PartFound] {
        self.parts.get_or_init(|| parts(&self.prose.text, drugs))
    }
}

/// The sentences and quotes that were read so far.
pub(super) struct Known<'a> {
    material: &'a Material<'a>,
    sentences: RefCell<BTreeMap<usize, Rc<Read>>>,
    quotes: RefCell<BTreeMap<String, Rc<BTreeSet<Rule>>>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(material: &'a Material<'a>) -> Self {
        Self { material, sentences: RefCell::default(), quotes: RefCell::default() }
    }

    /// The sentence of that index; none where there is none.
    pub(super) fn sentence(&self, index: usize) -> Option<Rc<Read>> {
        if let Some(read) = self.sentences.borrow().get(&index) {
            return Some(Rc::clone(read));
        }
        let sentence = self.material.reading.sentences.get(index)?;
        let prose = Prose::new(&self.material.document.text, sentence.span);
        let words = Words::of(&prose.text, self.material.drugs);
        let read = Rc::new(Read { prose, words, parts: OnceCell::new() });
        self.sentences.borrow_mut().insert(index, Rc::clone(&read));
        Some(read)
    }

    /// What a claim's own words speak of.
    pub(super) fn aspects(&self, quote: &str) -> Rc<BTreeSet<Rule>> {
        if let Some(aspects) = self.quotes.borrow().get(quote) {
            return Rc::clone(aspects);
        }
        let aspects = Rc::new(Words::of(quote, self.material.drugs).aspects());
        self.quotes.borrow_mut().insert(quote.to_owned(), Rc::clone(&aspects));
        aspects
    }
}
