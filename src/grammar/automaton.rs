//! In: a grammar and some of its rules. Out: [`Automaton`], which tells which of them can match at the start of a text.
//!
//! It reads the rules as if no choice were ordered and no look-ahead stood in them, and stops where few rules are left. So
//! it lets through whatever pest can match, and little else; what matches, and how far, the matcher tells.

use super::builder::Builder;
use super::prepared::Prepared;
use super::rules::{Rules, add, put, without};
use super::sets::{bit, class_of_byte};
use super::state::State;
use super::work;
use std::sync::{Mutex, PoisonError};

/// Which rules can match at the start of a text.
pub struct Automaton {
    root: &'static State,
    builder: Mutex<Builder>,
}

/// What a walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walked {
    /// The rules that can match.
    pub rules: Rules,
    /// The bytes of the text that the walk looked at; more than there are where it met the text's end. Texts that are
    /// alike in these are walked alike.
    pub looked_at: usize,
}

/// A letter that no rule names: what can begin with it can begin with any.
const ODD_LETTER: &[u8] = b"\x01";

impl Automaton {
    /// The automaton of the rules named; a rule that is not in the grammar can match anything.
    pub fn new(grammar: &'static Prepared, rules: &[&str]) -> Self {
        let mut builder = Builder::new(grammar);
        Self { root: builder.root(rules), builder: Mutex::new(builder) }
    }

    /// The rules that can match nothing, or begin with any letter: they would be tried at every word.
    pub fn anywhere(&self) -> Rules {
        let odd = self.builder.lock().unwrap_or_else(PoisonError::into_inner).step(self.root, ODD_LETTER);
        let mut anywhere = self.root.over;
        add(&mut anywhere, &odd.over);
        odd.items.iter().for_each(|item| put(&mut anywhere, usize::from(item.rule)));
        anywhere
    }

    /// The rules that can match at the start of `text`, which is read no further than it takes to leave few.
    pub fn at(&self, text: &str) -> Walked {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut rules) = (self.root, 0, self.root.over);
        let mut steps = 0;
        let looked_at = loop {
            if without(state.alive, rules) == [0; 3] {
                break at;
            }
            let Some((next, length)) = self.after(state, &bytes[at..]) else { break at + state.only.len().max(1) };
            (state, at) = (next, at + length);
            add(&mut rules, &state.over);
            steps += 1;
        };
        work::steps(steps);
        Walked { rules, looked_at }
    }

    /// The state to which the start of `rest` leads, and how many bytes it takes.
    fn after(&self, state: &'static State, rest: &[u8]) -> Option<(&'static State, usize)> {
        let make = |letters: &[u8]| self.builder.lock().unwrap_or_else(PoisonError::into_inner).step(state, letters);
        if !state.only.is_empty() {
            let leads = rest.starts_with(&state.only);
            return leads.then(|| (*state.next[0].get_or_init(|| make(&state.only)), state.only.len()));
        }
        let letter = class_of_byte(*rest.first()?);
        if state.leads & bit(letter) == 0 {
            return None;
        }
        let before = state.leads & (bit(letter) - 1);
        let next = state.next[before.count_ones() as usize].get_or_init(|| make(&[letter]));
        // A letter beyond ASCII is one step with all its bytes.
        let length = 1 + rest[1..].iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count();
        Some((next, length))
    }
}
