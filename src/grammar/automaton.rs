//! In: a grammar and some of its rules. Out: [`Automaton`], which tells which of them can match at the start of a text.
//!
//! It reads the rules as if no choice were ordered and no look-ahead of more than one letter stood in them. So it lets
//! through whatever pest can match, and little else; what matches is for pest to say.

use super::builder::Builder;
use super::sets::bit;
use super::state::{State, class_of_byte};
use super::text::Grammar;
use super::work;
use std::sync::{Mutex, PoisonError};

/// Up to 192 rules, a bit for each.
pub type Rules = [u64; 3];

/// What is done where a rule takes any words, or any letters, before it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// The rule is let through: to know what can stand in every gap takes more states than there are texts.
    LetThrough,
    /// They are followed to their end: right for texts of few letters.
    Followed,
}

/// Which rules can match at the start of a text, and how far.
pub struct Automaton {
    root: &'static State,
    builder: Mutex<Builder>,
}

/// Where a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walked {
    /// The rules that were let through: they may take any number of bytes.
    pub open: Rules,
    /// The bytes of the text that the walk looked at; more than there are where it met the text's end. Texts that are
    /// alike in these are walked alike.
    pub looked_at: usize,
}

/// A letter that no rule names: what can begin with it can begin with any.
const ODD_LETTER: &str = "\u{1}";

impl Automaton {
    /// The automaton of the rules named; a rule that is not in the grammar can match anything.
    pub fn new(grammar: Grammar<'static>, rules: &[&str], gaps: Gaps) -> Self {
        let mut builder = Builder::new(grammar, gaps);
        Self { root: builder.root(rules), builder: Mutex::new(builder) }
    }

    /// The rules that can match nothing, or begin with any letter: they would be tried at every word.
    pub fn anywhere(&self) -> Rules {
        let mut anywhere = [0; 3];
        if let Some(over) = &self.root.over {
            over.here.iter().map(|(_, rules)| rules).chain([&over.open]).for_each(|rules| add(&mut anywhere, rules));
        }
        let odd = self.builder.lock().unwrap_or_else(PoisonError::into_inner).step(self.root, ODD_LETTER);
        odd.items.iter().for_each(|item| add(&mut anywhere, &item.bit()));
        anywhere
    }

    /// Tells, from the shortest to the longest, how many bytes of `text` which rules can take.
    pub fn walk(&self, text: &str, mut reach: impl FnMut(usize, Rules)) -> Walked {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut open) = (self.root, 0, [0; 3]);
        let mut steps = 0;
        loop {
            if let Some(over) = &state.over {
                let here = over.before(bytes.get(at).copied().map(class_of_byte));
                if here != [0; 3] {
                    reach(at, here);
                }
                add(&mut open, &over.open);
            }
            let Some((next, length)) = self.after(state, &bytes[at..]) else { break };
            (state, at) = (next, at + length);
            steps += 1;
        }
        work::steps(steps);
        Walked { open, looked_at: at + state.only.len().max(1) }
    }

    /// The rules that can match at the start of `text`, which is read no further than it takes to know.
    pub fn at(&self, text: &str) -> Rules {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut all) = (self.root, 0, [0; 3]);
        let mut steps = 0;
        loop {
            if let Some(over) = &state.over {
                add(&mut all, &over.before(bytes.get(at).copied().map(class_of_byte)));
                add(&mut all, &over.open);
            }
            if state.alive.iter().zip(&all).all(|(alive, all)| alive & !all == 0) {
                break;
            }
            let Some((next, length)) = self.after(state, &bytes[at..]) else { break };
            (state, at) = (next, at + length);
            steps += 1;
        }
        work::steps(steps);
        all
    }

    /// The state to which the start of `rest` leads, and how many bytes it takes.
    fn after(&self, state: &'static State, rest: &[u8]) -> Option<(&'static State, usize)> {
        let make = |letters: &str| self.builder.lock().unwrap_or_else(PoisonError::into_inner).step(state, letters);
        if !state.only.is_empty() {
            let leads = rest.starts_with(state.only.as_bytes());
            return leads.then(|| (*state.next[0].get_or_init(|| make(&state.only)), state.only.len()));
        }
        let letter = class_of_byte(*rest.first()?);
        if state.leads & bit(letter) == 0 {
            return None;
        }
        let before = state.leads & (bit(letter) - 1);
        let next =
            state.next[before.count_ones() as usize].get_or_init(|| make(char::from(letter).encode_utf8(&mut [0; 4])));
        // A letter beyond ASCII is one step with all its bytes.
        let length = 1 + rest[1..].iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count();
        Some((next, length))
    }
}

/// Adds rules to others.
pub fn add(all: &mut Rules, more: &Rules) {
    all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
}
