//! In: nothing. Out: [`State`], what an automaton knows of the rules after the same letters.

use super::rules::{Rules, with};
use super::sets::Letters;
use super::text::Words;
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
    pub only: Box<[u8]>,
    /// The rules that can be over here, or are let through.
    pub over: Rules,
    /// The rules that may go on.
    pub alive: Rules,
    /// Where the rules are.
    pub items: Box<[Item]>,
}

/// Where a rule is. What it can begin there is worked out when a letter is met, and for that letter alone: most of what
/// could stand there never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// What comes next, or after the literal.
    pub then: u32,
    /// What is left of the literal that it is inside of.
    pub inside: Words,
    /// The rule.
    pub rule: u8,
}

impl Item {
    /// The set of its rule.
    #[inline]
    pub fn bit(&self) -> Rules {
        with([0; 3], usize::from(self.rule))
    }
}

/// A number by which a state is looked for. Two states may share it.
pub fn number_of(items: &[Item], over: Rules) -> u64 {
    let mix = |all: u64, part: u64| (all.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let of_item =
        |all: u64, item: &Item| mix(mix(all, u64::from(item.then) << 8 | u64::from(item.rule)), item.inside.number());
    over.iter().fold(items.iter().fold(0, of_item), |all, rules| mix(all, *rules))
}
