//! In: sentences in lower case, and their phrases. Out: [`Sentences`], the phrases of a sentence that was met before.
//!
//! Two in five sentences of a letter stand in letters before it, word for word: what guidelines say, and the form's words.

use super::phrase::Phrase;
use crate::grammar::Mixing;
use crate::request::Drugs;
use indexmap::{IndexMap, IndexSet};
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::rc::Rc;

/// No more sentences are kept than this, and none longer in bytes, so that no text can fill the memory.
const MOST_SENTENCES: usize = 15_000;
const LONGEST_SENTENCE: usize = 600;

/// Beyond so many sentences that were met once, all of these are forgotten.
const MOST_MET: usize = 60_000;

thread_local! {
    static SENTENCES: RefCell<Sentences> = RefCell::default();
}

/// What was found, by sentence. A sentence is kept when it is met for the second time: most never are.
#[derive(Default)]
struct Sentences {
    /// The number of the drug table with which it was found.
    drugs: u64,
    kept: IndexMap<Box<str>, Rc<[Phrase]>>,
    /// Numbers made of the sentences that were met.
    met: IndexSet<u64>,
}

/// The phrases of a sentence: those that were found before, or that `find` finds now.
pub(super) fn phrases(sentence: &str, drugs: &Drugs, find: impl FnOnce() -> Vec<Phrase>) -> Rc<[Phrase]> {
    if let Some(known) = SENTENCES.with_borrow_mut(|sentences| sentences.known(sentence, drugs.number())) {
        return known;
    }
    let found: Rc<[Phrase]> = find().into();
    SENTENCES.with_borrow_mut(|sentences| sentences.keep(sentence, &found));
    found
}

impl Sentences {
    fn known(&mut self, sentence: &str, drugs: u64) -> Option<Rc<[Phrase]>> {
        if self.drugs != drugs {
            *self = Self { drugs, ..Self::default() };
        }
        self.kept.get(sentence).cloned()
    }

    fn keep(&mut self, sentence: &str, found: &Rc<[Phrase]>) {
        if self.is_met_again(sentence) && sentence.len() <= LONGEST_SENTENCE && self.kept.len() < MOST_SENTENCES {
            self.kept.insert(sentence.into(), Rc::clone(found));
        }
    }

    fn is_met_again(&mut self, sentence: &str) -> bool {
        if self.met.len() == MOST_MET {
            self.met.clear();
        }
        !self.met.insert(Mixing::default().hash_one(sentence))
    }
}
