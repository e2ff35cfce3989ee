//! In: nothing. Out: [`State`], what an automaton knows of the rules after the same letters.

use super::automaton::{Rules, add};
use super::sets::{Letters, bit};
use super::text::Id;
use std::sync::OnceLock;

/// The places in the grammar where the rules can be after the same letters. What every step looks at stands together at
/// its head: the walk waits for memory more than for anything else.
#[repr(C)]
pub struct State {
    /// Letters that may lead on.
    pub leads: Letters,
    /// The states that they lead to, in order of the letters. Made when they are first asked for.
    pub next: Box<[OnceLock<&'static State>]>,
    /// More than one letter that must follow together, where nothing else can; then only they lead on.
    pub only: Box<str>,
    /// What can be over here, where something can.
    pub over: Option<Box<Over>>,
    /// The rules that may go on.
    pub alive: Rules,
    /// Where the rules are.
    pub items: Box<[Item]>,
}

/// The rules that can be over at a place.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// Those that can be over unless one of these letters follows.
    pub here: Vec<(Letters, Rules)>,
    /// Those that can be over anywhere from here on.
    pub open: Rules,
}

/// Where a rule is. What it can begin there is worked out when a letter is met, and for that letter alone: most of what
/// could stand there never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The rule.
    pub rule: u8,
    /// The literal that it is inside of, and the place in it.
    pub inside: Option<(Id, u16)>,
    /// What comes next, or after the literal.
    pub then: u32,
}

impl Item {
    /// A number of its own, by which items are put in order.
    pub fn number(&self) -> u128 {
        let inside = self.inside.map_or(0, |(id, at)| u128::from(id) << 17 | u128::from(at) << 1 | 1);
        inside << 40 | u128::from(self.then) << 8 | u128::from(self.rule)
    }

    /// The set of its rule.
    pub fn bit(&self) -> Rules {
        let mut rules = [0; 3];
        rules[usize::from(self.rule) / 64] = 1 << (self.rule % 64);
        rules
    }
}

impl Over {
    /// The rules that can be over where this letter follows, or none.
    pub fn before(&self, follows: Option<u8>) -> Rules {
        let follows = follows.map_or(0, bit);
        let mut over = [0; 3];
        self.here.iter().filter(|(unless, _)| unless & follows == 0).for_each(|(_, rules)| add(&mut over, rules));
        over
    }
}

/// The place of a byte's letter in [`Letters`].
pub const fn class_of_byte(byte: u8) -> u8 {
    if byte.is_ascii() { byte } else { 0 }
}

/// A number by which a state is looked for. Two states may share it.
pub fn number_of(items: &[Item], over: Option<&Over>) -> u64 {
    let mix = |all: u64, part: u64| (all.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let of_item = |all: u64, item: &Item| {
        let number = item.number();
        mix(mix(all, (number >> 64) as u64), number as u64)
    };
    let number = items.iter().fold(0, of_item);
    let rules = over.iter().flat_map(|over| over.here.iter().flat_map(|(_, rules)| rules).chain(&over.open));
    rules.fold(number, |all, rules| mix(all, *rules))
}
