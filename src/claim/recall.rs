//! In: a sentence's words, and what was found at the same words before. Out: what is known of the phrases at a place.
//!
//! A phrase is decided by the letters that the automaton and the matcher look at, and most are met again: the same
//! few thousand make up nearly all of what letters say. What was read at such letters is kept under these letters, word
//! by word, and is not read again. What is kept is what pest said; nothing is said here.

use super::longest::Told;
use crate::grammar::Mixing;
use indexmap::{IndexMap, IndexSet};

/// No more words are kept than this, and no more places in runs of words, so that no text can fill the memory.
const MOST_WORDS: usize = 60_000;
const MOST_PLACES: usize = 250_000;

/// The end of the sentence, as a word.
const END: u32 = 0;
/// A word that is not kept.
const UNKNOWN: u32 = u32::MAX;

/// The longest phrase that begins with some letters, where one does.
pub(super) type Known = Option<Told>;

/// What was found so far, by words.
pub(super) struct Recall {
    words: IndexSet<Box<str>>,
    /// The place that each word leads to from a place. The first two stand for the head of a sentence, and the rest of it.
    next: IndexMap<(u32, u32), u32, Mixing>,
    places: Vec<Option<Known>>,
}

/// A sentence as words: runs of letters and digits, and single signs, each with the space behind it.
pub(super) struct Words {
    /// Where each word ends, and its number.
    words: Vec<(usize, u32)>,
    /// Bytes of the sentence.
    length: usize,
}

impl Default for Recall {
    fn default() -> Self {
        Self { words: IndexSet::from(["".into()]), next: IndexMap::default(), places: vec![None, None] }
    }
}

impl Recall {
    /// The words of a sentence; new ones are kept.
    pub fn words(&mut self, sentence: &str) -> Words {
        let mut words = Vec::with_capacity(sentence.len() / 4);
        let mut at = 0;
        while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
            let end = at + word_length(rest);
            words.push((end, self.number(&sentence[at..end])));
            at = end;
        }
        Words { words, length: sentence.len() }
    }

    fn number(&mut self, word: &str) -> u32 {
        match self.words.get_index_of(word) {
            Some(number) => number as u32,
            None if self.words.len() < MOST_WORDS => self.words.insert_full(word.into()).0 as u32,
            None => UNKNOWN,
        }
    }

    /// What is known of the phrases at byte `at`, with no byte looked at from `end` on.
    pub fn get(&self, words: &Words, at: usize, end: usize) -> Option<&Known> {
        let mut place = first_place(at);
        for &(word_end, word) in words.from(at) {
            if word_end > end {
                return None;
            }
            place = *self.next.get(&(place, word))?;
            if let Some(known) = &self.places[place as usize] {
                return Some(known);
            }
        }
        self.places[*self.next.get(&(place, END))? as usize].as_ref()
    }

    /// Keeps what is known of the phrases at byte `at`, which was found by looking at the bytes up to `looked_at`, and
    /// none from `end` on.
    pub fn keep(&mut self, words: &Words, at: usize, looked_at: usize, end: usize, known: Known) {
        if looked_at > end && end < words.length || self.places.len() >= MOST_PLACES {
            return;
        }
        let mut place = first_place(at);
        for &(word_end, word) in words.from(at) {
            if word == UNKNOWN || word_end > end {
                return;
            }
            place = self.go(place, word);
            if word_end >= looked_at {
                self.places[place as usize] = Some(known);
                return;
            }
        }
        place = self.go(place, END);
        self.places[place as usize] = Some(known);
    }

    fn go(&mut self, place: u32, word: u32) -> u32 {
        let new = self.places.len() as u32;
        let next = *self.next.entry((place, word)).or_insert(new);
        if next == new {
            self.places.push(None);
        }
        next
    }
}

/// A rule may ask whether it stands at the head of the sentence.
const fn first_place(at: usize) -> u32 {
    if at == 0 { 0 } else { 1 }
}

impl Words {
    /// The words from byte `at` on, which one of them begins with.
    fn from(&self, at: usize) -> &[(usize, u32)] {
        let before = self.words.partition_point(|&(end, _)| end <= at);
        self.words.get(before..).unwrap_or_default()
    }

    /// Whether a word begins at byte `at`.
    pub fn begins(&self, at: usize) -> bool {
        at == 0 || self.words.binary_search_by_key(&at, |&(end, _)| end).is_ok()
    }
}

/// Bytes of the word that a text begins with, and of a space behind it.
fn word_length(text: &str) -> usize {
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = if letters > 0 { letters } else { text.chars().next().map_or(1, char::len_utf8) };
    word + usize::from(text.as_bytes().get(word) == Some(&b' '))
}
