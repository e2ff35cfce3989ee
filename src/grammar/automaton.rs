//! In: a grammar and some of its rules. Out: [`Automaton`], which tells which of them can match at the start of a text.
//!
//! It reads the rules as if no choice were ordered and no look-ahead of more than one letter stood in them. So it lets
//! through whatever pest can match, and little else; what matches is for pest to say.

use super::sets::{ALL, Letters, Sets, bit, certain, class, one_letter, one_of, taken};
use super::text::{Expr, Grammar, Id};
use indexmap::IndexSet;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Up to 192 rules, a bit for each.
pub type Rules = [u64; 3];

/// No more places than this are kept, so that no text can fill the memory; beyond them every rule left is let through.
const MOST_PLACES: usize = 2_000_000;

/// What a state takes beside its places, in places.
const PLACES_OF_A_STATE: usize = 16;

/// What is done where a rule takes any words, or any letters, before it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// The rule is let through: to know what can stand in every gap takes more states than there are texts.
    LetThrough,
    /// They are followed to their end: right for texts of few letters.
    Followed,
}

/// A repetition that takes more letters than this takes words; one of numbers or signs takes fewer.
const LETTERS_OF_A_GAP: u32 = 16;

/// Which rules can match at the start of a text, and how far.
pub struct Automaton {
    root: &'static State,
    builder: Mutex<Builder>,
}

/// The places in the grammar where the rules can be after the same letters. What every step looks at stands together at
/// its head: the walk waits for memory more than for anything else.
#[repr(C)]
struct State {
    /// Letters that lead on.
    leads: Letters,
    /// The states that they lead to, in order of the letters. Made when they are first asked for.
    next: Box<[OnceLock<&'static State>]>,
    /// More than one letter that must follow together, where nothing else can; then only they lead on.
    only: Box<str>,
    /// What can be over here, where something can.
    over: Option<Box<Over>>,
    /// The rules of the places.
    alive: Rules,
    places: Box<[Place]>,
}

/// The rules that can be over at a place.
#[derive(Debug, Default, PartialEq, Eq)]
struct Over {
    /// Those that can be over unless one of these letters follows.
    here: Vec<(Letters, Rules)>,
    /// Those that can be over anywhere from here on.
    open: Rules,
}

/// A place within one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    rule: u8,
    wants: Wants,
    /// What comes after it.
    then: u32,
}

/// What a place wants to see next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wants {
    /// This letter of a literal, by its place.
    Literal { letter: u8, at: u16, id: Id },
    /// One of a set of letters, by the place of the set.
    OneOf(u32),
}

/// What comes after a place: an expression, and what comes after that. The first one stands for the end of the rule.
type After = (Id, u32);

/// The end of a rule, as what comes after a place.
const END: u32 = 0;

impl Automaton {
    /// The automaton of the rules named; a rule that is not in the grammar can match anything.
    pub fn new(grammar: Grammar<'static>, rules: &[&str], gaps: Gaps) -> Self {
        let mut builder = Builder {
            sets: Sets::new(&grammar),
            grammar,
            after: vec![(0, END)],
            letters: IndexSet::new(),
            places_of_after: BTreeMap::new(),
            known: BTreeMap::new(),
            held: 0,
            gaps,
        };
        let mut draft = Draft::default();
        for (rule, name) in (0..).zip(rules) {
            match builder.grammar.named(name) {
                Some(id) => builder.enter(rule, id, END, 0, &mut draft),
                None => draft.let_through(rule),
            }
        }
        Self { root: builder.state(draft), builder: Mutex::new(builder) }
    }

    /// The rules that can match nothing, or begin with any letter: they would be tried at every word.
    pub fn anywhere(&self) -> Rules {
        let mut anywhere = [0; 3];
        if let Some(over) = &self.root.over {
            over.here.iter().map(|(_, rules)| rules).chain([&over.open]).for_each(|rules| add(&mut anywhere, rules));
        }
        let builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
        let any = self.root.places.iter().filter(|place| builder.wanted(place).count_ones() > 99);
        any.for_each(|place| add(&mut anywhere, &place.bit()));
        anywhere
    }

    /// Tells, from the shortest to the longest, how many bytes of `text` which rules can take.
    pub fn walk(&self, text: &str, mut reach: impl FnMut(usize, Rules)) {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut open) = (self.root, 0, [0; 3]);
        loop {
            if let Some(over) = &state.over {
                tell_all(at, over.before(bytes.get(at).copied().map(class_of_byte)), &mut reach);
                add(&mut open, &over.open);
            }
            let Some((next, length)) = state.after(&bytes[at..], &self.builder) else { break };
            (state, at) = (next, at + length);
        }
        tell_all(text.len(), open, &mut reach);
    }

    /// The rules that can match at the start of `text`, which is read no further than it takes to know.
    pub fn at(&self, text: &str) -> Rules {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut all) = (self.root, 0, [0; 3]);
        loop {
            if let Some(over) = &state.over {
                add(&mut all, &over.before(bytes.get(at).copied().map(class_of_byte)));
                add(&mut all, &over.open);
            }
            if state.alive.iter().zip(&all).all(|(alive, all)| alive & !all == 0) {
                return all;
            }
            let Some((next, length)) = state.after(&bytes[at..], &self.builder) else { return all };
            (state, at) = (next, at + length);
        }
    }
}

impl State {
    /// The state to which the start of `rest` leads, and how many bytes it takes.
    fn after(&self, rest: &[u8], builder: &Mutex<Builder>) -> Option<(&'static State, usize)> {
        let make = |letters: &str| builder.lock().unwrap_or_else(PoisonError::into_inner).step(self, letters);
        if !self.only.is_empty() {
            let leads = rest.starts_with(self.only.as_bytes());
            return leads.then(|| (*self.next[0].get_or_init(|| make(&self.only)), self.only.len()));
        }
        let letter = class_of_byte(*rest.first()?);
        if self.leads & bit(letter) == 0 {
            return None;
        }
        let before = self.leads & (bit(letter) - 1);
        let next =
            self.next[before.count_ones() as usize].get_or_init(|| make(char::from(letter).encode_utf8(&mut [0; 4])));
        // A letter beyond ASCII is one step with all its bytes.
        let length = 1 + rest[1..].iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count();
        Some((next, length))
    }
}

const fn class_of_byte(byte: u8) -> u8 {
    if byte.is_ascii() { byte } else { 0 }
}

impl Over {
    /// The rules that can be over where this letter follows, or none.
    fn before(&self, follows: Option<u8>) -> Rules {
        let follows = follows.map_or(0, bit);
        let mut over = [0; 3];
        self.here.iter().filter(|(unless, _)| unless & follows == 0).for_each(|(_, rules)| add(&mut over, rules));
        over
    }
}

impl Place {
    fn bit(&self) -> Rules {
        let mut rules = [0; 3];
        rules[usize::from(self.rule) / 64] = 1 << (self.rule % 64);
        rules
    }
}

/// A number by which a state is looked for. Two states may share it.
fn number_of(places: &[Place], over: Option<&Over>) -> u64 {
    let mix = |all: u64, part: u64| (all.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let of_place = |all: u64, place: &Place| {
        let wants = match place.wants {
            Wants::Literal { at, id, .. } => u64::from(id) << 16 | u64::from(at),
            Wants::OneOf(set) => !u64::from(set),
        };
        mix(mix(all, wants), u64::from(place.then) << 8 | u64::from(place.rule))
    };
    let number = places.iter().fold(0, of_place);
    let rules = over.iter().flat_map(|over| over.here.iter().flat_map(|(_, rules)| rules).chain(&over.open));
    rules.fold(number, |all, rules| mix(all, *rules))
}

fn add(all: &mut Rules, more: &Rules) {
    all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
}

fn tell_all(at: usize, rules: Rules, reach: &mut impl FnMut(usize, Rules)) {
    if rules != [0; 3] {
        reach(at, rules);
    }
}

/// A state that is being made.
#[derive(Default)]
struct Draft {
    places: Vec<Place>,
    over: BTreeMap<Letters, Rules>,
    open: Rules,
}

struct Builder {
    grammar: Grammar<'static>,
    sets: Sets,
    after: Vec<After>,
    /// The sets of letters that places want.
    letters: IndexSet<Letters>,
    places_of_after: BTreeMap<After, u32>,
    /// The states by a number made of all that they hold.
    known: BTreeMap<u64, Vec<&'static State>>,
    /// Places that are kept.
    held: usize,
    gaps: Gaps,
}

impl Builder {
    /// The state that these letters lead to: one, or those that must follow together.
    fn step(&mut self, from: &State, letters: &str) -> &'static State {
        let mut draft = Draft::default();
        let full = self.held >= MOST_PLACES;
        let letter = letters.bytes().next().unwrap_or(0);
        for place in &from.places {
            match place.wants {
                Wants::OneOf(set) if self.set(set) & bit(letter) == 0 => {}
                Wants::Literal { letter: wanted, .. } if wanted != letter => {}
                _ if full => add(&mut draft.open, &place.bit()),
                Wants::OneOf(_) => self.leave(place.rule, place.then, 0, &mut draft),
                Wants::Literal { at, id, .. } => self.further(*place, id, at, letters, &mut draft),
            }
        }
        self.state(draft)
    }

    /// Goes on in a literal behind these letters of it.
    fn further(&mut self, place: Place, id: Id, at: u16, letters: &str, draft: &mut Draft) {
        let rest = self.rest(id, at);
        // A single letter beyond ASCII stands for all of them.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let taken = if letters.len() > 1 { letters.len() } else { first };
        if taken == rest.len() {
            self.leave(place.rule, place.then, 0, draft);
        } else {
            let wants = self.literal(id, at + taken as u16);
            draft.places.push(Place { wants, ..place });
        }
    }

    fn literal(&self, id: Id, at: u16) -> Wants {
        Wants::Literal { letter: self.rest(id, at).chars().next().map_or(0, class), at, id }
    }

    /// What is left of a literal.
    fn rest(&self, id: Id, at: u16) -> &str {
        match self.grammar.expr(id) {
            Expr::Literal(letters) => letters.get(usize::from(at)..).unwrap_or(""),
            _ => "",
        }
    }

    /// The letters that must follow together: those with which all that is left of the places' literals begins.
    fn only(&self, places: &[Place]) -> Box<str> {
        let mut rests = places.iter().map(|place| match place.wants {
            Wants::Literal { at, id, .. } => self.rest(id, at),
            Wants::OneOf(_) => "",
        });
        let first = rests.next().unwrap_or("");
        let common = |one: &str, two: &str| one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
        let length = rests.fold(first.len(), |length, rest| length.min(common(first, rest)));
        let ascii = first.bytes().take_while(u8::is_ascii).count();
        let length = length.min(ascii);
        if length > 1 { first[..length].into() } else { Box::default() }
    }

    /// Goes on with what comes after a place. `not` are letters that must not follow.
    fn leave(&mut self, rule: u8, then: u32, not: Letters, draft: &mut Draft) {
        if then == END {
            draft.over.entry(not).or_default()[usize::from(rule) / 64] |= 1 << (rule % 64);
        } else {
            let (id, then) = self.after[then as usize];
            self.enter(rule, id, then, not, draft);
        }
    }

    /// Goes into an expression, as far as it can without a letter.
    fn enter(&mut self, rule: u8, id: Id, then: u32, not: Letters, draft: &mut Draft) {
        match self.grammar.expr(id) {
            Expr::Then(one, two) => {
                let (one, two) = (*one, *two);
                let then = self.and_then(two, then);
                self.enter(rule, one, then, not, draft);
            }
            Expr::Or(parts) => {
                for part in parts.clone() {
                    self.enter(rule, part, then, not, draft);
                }
            }
            Expr::Maybe(part) => {
                let part = *part;
                self.enter(rule, part, then, not, draft);
                self.leave(rule, then, not, draft);
            }
            Expr::Many(part) => {
                let part = *part;
                if self.is_gap(part) {
                    return draft.let_through(rule);
                }
                let again = self.and_then(id, then);
                self.enter(rule, part, again, not, draft);
                self.leave(rule, then, not, draft);
            }
            Expr::Rule(name) => match self.grammar.rule(*name) {
                (_, Some(id)) => self.enter(rule, id, then, not, draft),
                ("SOI", _) => self.leave(rule, then, not, draft),
                ("EOI", _) => self.leave(rule, then, ALL, draft),
                (name, None) => match one_of(name) {
                    Some(letters) => self.want(rule, letters & !not, then, draft),
                    None => draft.let_through(rule),
                },
            },
            Expr::NotAhead(part) => {
                let not = not | certain(&self.grammar, *part);
                self.leave(rule, then, not, draft);
            }
            Expr::Ahead(part) => {
                let (first, empty) = self.sets.first(&self.grammar, *part);
                let not = if empty { not } else { not | !first };
                self.leave(rule, then, not, draft);
            }
            Expr::Empty => self.leave(rule, then, not, draft),
            Expr::Literal(letters) if letters.is_empty() => self.leave(rule, then, not, draft),
            expr @ Expr::Literal(_) if one_letter(expr) & !not != 0 => {
                let wants = self.literal(id, 0);
                draft.places.push(Place { rule, wants, then });
            }
            Expr::Literal(_) => {}
            expr @ Expr::Range(..) => {
                let letters = one_letter(expr) & !not;
                self.want(rule, letters, then, draft);
            }
            Expr::Unknown => draft.let_through(rule),
        }
    }

    /// Whether a repetition of this part takes words of all kinds.
    fn is_gap(&self, part: Id) -> bool {
        self.gaps == Gaps::LetThrough && taken(&self.grammar, part).count_ones() > LETTERS_OF_A_GAP
    }

    fn want(&mut self, rule: u8, letters: Letters, then: u32, draft: &mut Draft) {
        if letters != 0 {
            let (set, _) = self.letters.insert_full(letters);
            draft.places.push(Place { rule, wants: Wants::OneOf(set as u32), then });
        }
    }

    /// The letters of the set at this place.
    fn set(&self, place: u32) -> Letters {
        self.letters.get_index(place as usize).copied().unwrap_or(ALL)
    }

    /// The letters that a place wants next.
    fn wanted(&self, place: &Place) -> Letters {
        match place.wants {
            Wants::OneOf(set) => self.set(set),
            Wants::Literal { letter, .. } => bit(letter),
        }
    }

    fn and_then(&mut self, id: Id, then: u32) -> u32 {
        let next = self.after.len() as u32;
        let place = *self.places_of_after.entry((id, then)).or_insert(next);
        if place == next {
            self.after.push((id, then));
        }
        place
    }

    /// The state of a draft: the one that is there already, or a new one. States are kept as long as the program runs,
    /// as the grammars are whose rules they stand for.
    fn state(&mut self, mut draft: Draft) -> &'static State {
        draft.places.sort_unstable();
        draft.places.dedup();
        let places = draft.places.into_boxed_slice();
        let over = Over { here: draft.over.into_iter().collect(), open: draft.open };
        let over = Some(over).filter(|over| *over != Over::default()).map(Box::new);
        let key = number_of(&places, over.as_deref());
        let known = self.known.get(&key).into_iter().flatten();
        if let Some(known) = known.copied().find(|known| known.places == places && known.over == over) {
            return known;
        }
        let leads = places.iter().fold(0, |all, place| all | self.wanted(place));
        let only = self.only(&places);
        let next = if only.is_empty() { leads.count_ones() } else { 1 };
        let next = (0..next).map(|_| OnceLock::new()).collect();
        let mut alive = [0; 3];
        places.iter().for_each(|place| add(&mut alive, &place.bit()));
        self.held += places.len() + PLACES_OF_A_STATE;
        let state: &'static State = Box::leak(Box::new(State { leads, next, only, over, alive, places }));
        self.known.entry(key).or_default().push(state);
        state
    }
}

impl Draft {
    fn let_through(&mut self, rule: u8) {
        self.open[usize::from(rule) / 64] |= 1 << (rule % 64);
    }
}
