//! In: sentences in lower case. Out: [`Read`], what was read in a sentence; of one that is met again, what was read before.
//!
//! Two in five sentences of a letter stand in letters before it, word for word: what guidelines say, and the form's words.

use super::longest::Told;
use crate::grammar::Mixing;
use indexmap::{IndexMap, IndexSet};
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::rc::Rc;

/// No more sentences are kept than this, and none longer in bytes, so that no text can fill the memory.
const MOST_SENTENCES: usize = 15_000;
const LONGEST_SENTENCE: usize = 600;

/// Beyond so many sentences that were met once, all of these are forgotten.
const MOST_MET: usize = 60_000;

/// The longest phrases at those bytes of a sentence where they were looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Read(Rc<RefCell<Vec<Place>>>);

/// A byte of a sentence, and the longest phrase there.
type Place = (usize, Option<Told>);

impl Read {
    /// The longest phrase at byte `at`, which is searched for where nobody asked before.
    pub fn get_or(&self, at: usize, search: impl FnOnce() -> Option<Told>) -> Option<Told> {
        let place = self.0.borrow().binary_search_by_key(&at, |(at, _)| *at);
        match place {
            Ok(place) => self.0.borrow()[place].1.clone(),
            Err(place) => {
                let told = search();
                self.0.borrow_mut().insert(place, (at, told.clone()));
                told
            }
        }
    }
}

/// What was read, by sentence. A sentence is kept when it is met for the second time: most never are.
#[derive(Default)]
pub(super) struct Sentences {
    kept: IndexMap<Box<str>, Read>,
    /// Numbers made of the sentences that were met.
    met: IndexSet<u64>,
}

impl Sentences {
    /// What was read in this sentence so far; what is read in it from now on is kept with it.
    pub fn get(&mut self, sentence: &str) -> Read {
        if let Some(read) = self.kept.get(sentence) {
            return read.clone();
        }
        let read = Read::default();
        if self.is_met_again(sentence) && sentence.len() <= LONGEST_SENTENCE && self.kept.len() < MOST_SENTENCES {
            self.kept.insert(sentence.into(), read.clone());
        }
        read
    }

    fn is_met_again(&mut self, sentence: &str) -> bool {
        if self.met.len() == MOST_MET {
            self.met.clear();
        }
        !self.met.insert(Mixing::default().hash_one(sentence))
    }
}
