//! In: nothing. Out: [`State`], what an automaton knows of the rules after the same letters.

use super::rules::Rules;
use super::sets::Letters;
use super::text::Words;
use std::cmp::Ordering;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What comes next, or after the literal.
    pub then: u32,
    /// What is left of the literal that it is inside of.
    pub inside: Words,
    /// The rule.
    pub rule: u8,
}

impl Item {
    /// All of it in one number, by which items are put in order: to compare it field by field takes longer.
    fn number(&self) -> u128 {
        u128::from(self.then) << 72 | u128::from(self.rule) << 64 | u128::from(self.inside.number())
    }
}

impl Ord for Item {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}

impl PartialOrd for Item {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A number by which a state is looked for. Two states may share it.
pub fn number_of(items: &[Item], over: Rules) -> u64 {
    let mix = |all: u64, part: u64| (all.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let of_item = |all: u64, item: &Item| mix(mix(all, (item.number() >> 64) as u64), item.inside.number());
    over.iter().fold(items.iter().fold(0, of_item), |all, rules| mix(all, *rules))
}
