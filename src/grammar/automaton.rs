//! In: a grammar and some of its rules. Out: [`Automaton`], which tells which of them can match at the start of a text.
//!
//! It reads the rules as if no choice were ordered and no look-ahead of more than one letter stood in them. So it lets
//! through whatever pest can match, and little else; what matches is for pest to say.

use super::sets::{ALL, Letters, Sets, bit, certain, class, one_letter, one_of};
use super::text::{Expr, Grammar, Id};
use indexmap::IndexSet;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Up to 192 rules, a bit for each.
pub type Rules = [u64; 3];

/// No more states than this are kept, so that no text can fill the memory; beyond them every rule left is let through.
const MOST_STATES: usize = 60_000;

/// Which rules can match at the start of a text, and how far.
pub struct Automaton {
    root: &'static State,
    builder: Mutex<Builder>,
}

/// The places in the grammar where the rules can be after the same letters.
struct State {
    /// Rules that can be over here.
    over: Rules,
    /// Rules that can be over here unless one of these letters follows.
    over_unless: Vec<(Letters, Rules)>,
    /// Rules that can be over anywhere from here on.
    open: Rules,
    /// Letters that lead on.
    leads: Letters,
    /// The states that they lead to, in order of the letters. Made when they are first asked for.
    next: Vec<OnceLock<&'static State>>,
    places: Vec<Place>,
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
    /// The letter of a literal, by its place.
    Literal(Id, u32),
    /// One of a set of letters, by the place of the set.
    OneOf(u32),
}

/// What comes after a place: an expression, and what comes after that. The first one stands for the end of the rule.
type After = (Id, u32);

/// The end of a rule, as what comes after a place.
const END: u32 = 0;

impl Automaton {
    /// The automaton of the rules named; a rule that is not in the grammar can match anything.
    pub fn new(grammar: Grammar<'static>, rules: &[&str]) -> Self {
        let mut builder = Builder {
            sets: Sets::new(&grammar),
            grammar,
            after: vec![(0, END)],
            letters: IndexSet::new(),
            places_of_after: BTreeMap::new(),
            known: BTreeMap::new(),
        };
        let mut draft = Draft::default();
        for (rule, name) in (0..).zip(rules) {
            match builder.grammar.named(name) {
                Some(id) => builder.enter(rule, id, END, 0, &mut draft),
                None => draft.open[usize::from(rule) / 64] |= 1 << (rule % 64),
            }
        }
        Self { root: builder.state(draft), builder: Mutex::new(builder) }
    }

    /// The rules that can match nothing, or begin with any letter: they would be tried at every word.
    pub fn anywhere(&self) -> Rules {
        let mut anywhere = [0; 3];
        let State { over, over_unless, open, places, .. } = self.root;
        over_unless.iter().map(|(_, rules)| rules).chain([over, open]).for_each(|rules| add(&mut anywhere, rules));
        let builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
        let any = places.iter().filter(|place| builder.wanted(place).count_ones() > 99);
        any.for_each(|place| add(&mut anywhere, &place.bit()));
        anywhere
    }

    /// Tells, from the shortest to the longest, how many bytes of `text` which rules can take.
    pub fn walk(&self, text: &str, mut reach: impl FnMut(usize, Rules)) {
        let mut state = self.root;
        let mut open = [0; 3];
        // A letter beyond ASCII is one step, made with its first byte.
        for (at, &byte) in text.as_bytes().iter().enumerate().filter(|(_, byte)| !(0x80..0xc0).contains(*byte)) {
            let letter = if byte.is_ascii() { byte } else { 0 };
            state.tell(Some(letter), at, &mut reach);
            add(&mut open, &state.open);
            match state.after(letter, &self.builder) {
                Some(next) => state = next,
                None => return tell_all(text.len(), open, &mut reach),
            }
        }
        state.tell(None, text.len(), &mut reach);
        add(&mut open, &state.open);
        tell_all(text.len(), open, &mut reach);
    }

    /// The rules that can match at the start of `text`.
    pub fn at(&self, text: &str) -> Rules {
        let mut all = [0; 3];
        self.walk(text, |_, rules| add(&mut all, &rules));
        all
    }
}

impl State {
    /// Tells which rules can be over here, where this letter follows, or none.
    fn tell(&self, follows: Option<u8>, at: usize, reach: &mut impl FnMut(usize, Rules)) {
        let mut over = self.over;
        let follows = follows.map_or(0, bit);
        for (unless, rules) in &self.over_unless {
            if unless & follows == 0 {
                add(&mut over, rules);
            }
        }
        tell_all(at, over, reach);
    }

    fn after(&self, letter: u8, builder: &Mutex<Builder>) -> Option<&'static State> {
        if self.leads & bit(letter) == 0 {
            return None;
        }
        let before = self.leads & (bit(letter) - 1);
        let next = self.next.get(before.count_ones() as usize)?;
        Some(next.get_or_init(|| builder.lock().unwrap_or_else(PoisonError::into_inner).step(self, letter)))
    }
}

impl Place {
    fn bit(&self) -> Rules {
        let mut rules = [0; 3];
        rules[usize::from(self.rule) / 64] = 1 << (self.rule % 64);
        rules
    }
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

/// What tells one state from another.
type Key = (Vec<Place>, Vec<(Letters, Rules)>, Rules);

struct Builder {
    grammar: Grammar<'static>,
    sets: Sets,
    after: Vec<After>,
    /// The sets of letters that places want.
    letters: IndexSet<Letters>,
    places_of_after: BTreeMap<After, u32>,
    known: BTreeMap<Key, &'static State>,
}

impl Builder {
    /// The state that a letter leads to.
    fn step(&mut self, from: &State, letter: u8) -> &'static State {
        let mut draft = Draft::default();
        let full = self.known.len() >= MOST_STATES;
        for place in &from.places {
            match place.wants {
                Wants::OneOf(set) if self.set(set) & bit(letter) == 0 => {}
                _ if full => add(&mut draft.open, &place.bit()),
                Wants::OneOf(_) => self.leave(place.rule, place.then, 0, &mut draft),
                Wants::Literal(id, at) => self.further(*place, id, at, letter, &mut draft),
            }
        }
        self.state(draft)
    }

    fn further(&mut self, place: Place, id: Id, at: u32, letter: u8, draft: &mut Draft) {
        let Expr::Literal(letters) = self.grammar.expr(id) else { return };
        let mut rest = letters[at as usize..].chars();
        let Some(wanted) = rest.next().filter(|&wanted| class(wanted) == letter) else { return };
        if rest.as_str().is_empty() {
            self.leave(place.rule, place.then, 0, draft);
        } else {
            draft.places.push(Place { wants: Wants::Literal(id, at + wanted.len_utf8() as u32), ..place });
        }
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
                    None => draft.open[usize::from(rule) / 64] |= 1 << (rule % 64),
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
                draft.places.push(Place { rule, wants: Wants::Literal(id, 0), then });
            }
            Expr::Literal(_) => {}
            expr @ Expr::Range(..) => {
                let letters = one_letter(expr) & !not;
                self.want(rule, letters, then, draft);
            }
            Expr::Unknown => draft.open[usize::from(rule) / 64] |= 1 << (rule % 64),
        }
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
            Wants::Literal(id, at) => match self.grammar.expr(id) {
                Expr::Literal(letters) => letters[at as usize..].chars().next().map_or(0, |letter| bit(class(letter))),
                _ => 0,
            },
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
        let key = (draft.places, draft.over.into_iter().collect(), draft.open);
        if let Some(known) = self.known.get(&key) {
            return known;
        }
        let (places, over, open) = &key;
        let leads = places.iter().fold(0, |all, place| all | self.wanted(place));
        let state: &'static State = Box::leak(Box::new(State {
            over: over.iter().find(|(unless, _)| *unless == 0).map_or([0; 3], |(_, rules)| *rules),
            over_unless: over.iter().filter(|(unless, _)| *unless != 0).copied().collect(),
            open: *open,
            leads,
            next: (0..leads.count_ones()).map(|_| OnceLock::new()).collect(),
            places: places.clone(),
        }));
        self.known.insert(key, state);
        state
    }
}
