//! In: a grammar, and a state with a letter. Out: the state that the letter leads to, made when it is first asked for.

use super::automaton::{Gaps, Rules, add};
use super::mixing::Mixing;
use super::sets::{ALL, Letters, Sets, bit, certain, class, one_letter, one_of, taken};
use super::state::{Item, Over, State, number_of};
use super::text::{Expr, Grammar, Id};
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// No more items than this are kept, so that no text can fill the memory; beyond them every rule left is let through.
const MOST_ITEMS: usize = 2_000_000;

/// What a state takes beside its items, in items.
const ITEMS_OF_A_STATE: usize = 16;

/// A repetition that takes more letters than this takes words; one of numbers or signs takes fewer.
const LETTERS_OF_A_GAP: u32 = 16;

/// What comes after an item: an expression, and what comes after that. The first one stands for the end of the rule.
type After = (Id, u32);

/// The end of a rule, as what comes after an item.
const END: u32 = 0;

/// Makes states, and keeps those that it made.
pub struct Builder {
    grammar: Grammar<'static>,
    sets: Sets,
    after: Vec<After>,
    /// The letters that each of them can begin with, as far as they were asked.
    first_after: Vec<Option<Letters>>,
    places_of_after: IndexMap<After, u32, Mixing>,
    /// The states by a number made of all that they hold.
    known: IndexMap<u64, Vec<&'static State>, Mixing>,
    /// Items that are kept.
    held: usize,
    gaps: Gaps,
}

/// A state that is being made.
#[derive(Default)]
struct Draft {
    items: Vec<Item>,
    over: BTreeMap<Letters, Rules>,
    open: Rules,
}

/// What is asked on the way into an expression.
#[derive(Clone, Copy)]
enum Asked {
    /// What this letter leads to.
    Letter(u8),
    /// Which rules can be over, or have to be let through, before any letter.
    Over,
}

impl Builder {
    /// Nothing is made yet.
    pub fn new(grammar: Grammar<'static>, gaps: Gaps) -> Self {
        Self {
            sets: Sets::new(&grammar),
            grammar,
            after: vec![(0, END)],
            first_after: vec![Some(0)],
            places_of_after: IndexMap::default(),
            known: IndexMap::default(),
            held: 0,
            gaps,
        }
    }

    /// The state in which all these rules begin.
    pub fn root(&mut self, rules: &[&str]) -> &'static State {
        let mut draft = Draft::default();
        for (rule, name) in (0..).zip(rules) {
            match self.grammar.named(name) {
                Some(id) => draft.items.push(Item { rule, inside: None, then: self.and_then(id, END) }),
                None => draft.let_through(rule),
            }
        }
        self.state(draft)
    }

    /// The state that these letters lead to: one, or those that must follow together.
    pub fn step(&mut self, from: &State, letters: &str) -> &'static State {
        let mut draft = Draft::default();
        let full = self.held >= MOST_ITEMS;
        let letter = letters.bytes().next().unwrap_or(0);
        for item in &from.items {
            match item.inside {
                _ if full && self.first(item) & bit(letter) != 0 => add(&mut draft.open, &item.bit()),
                _ if full => {}
                None => self.leave(item.rule, item.then, 0, Asked::Letter(letter), &mut draft),
                Some((id, at)) => self.further(*item, id, at, letters, &mut draft),
            }
        }
        self.state(draft)
    }

    /// Goes on in a literal behind these letters of it.
    fn further(&mut self, item: Item, id: Id, at: u16, letters: &str, draft: &mut Draft) {
        let rest = self.rest(id, at);
        let Some(first) = rest.chars().next().filter(|first| class(*first) == letters.as_bytes()[0]) else { return };
        // A single letter beyond ASCII stands for all of them.
        let taken = if letters.len() > 1 { letters.len() } else { first.len_utf8() };
        let inside = (taken < rest.len()).then(|| (id, at + taken as u16));
        draft.items.push(Item { inside, ..item });
    }

    /// What is left of a literal.
    fn rest(&self, id: Id, at: u16) -> &str {
        match self.grammar.expr(id) {
            Expr::Literal(letters) => letters.get(usize::from(at)..).unwrap_or(""),
            _ => "",
        }
    }

    /// The letters that must follow together: those with which all that is left of the items' literals begins.
    fn only(&self, items: &[Item]) -> Box<str> {
        let mut rests = items.iter().map(|item| item.inside.map_or("", |(id, at)| self.rest(id, at)));
        let first = rests.next().unwrap_or("");
        let common = |one: &str, two: &str| one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
        let length = rests.fold(first.len(), |length, rest| length.min(common(first, rest)));
        let ascii = first.bytes().take_while(u8::is_ascii).count();
        let length = length.min(ascii);
        if length > 1 { first[..length].into() } else { Box::default() }
    }

    /// Goes on with what comes after an item. `not` are letters that must not follow.
    fn leave(&mut self, rule: u8, then: u32, not: Letters, asked: Asked, draft: &mut Draft) {
        match (then, asked) {
            (END, Asked::Over) => draft.over.entry(not).or_default()[usize::from(rule) / 64] |= 1 << (rule % 64),
            (END, Asked::Letter(_)) => {}
            _ => {
                let (id, then) = self.after[then as usize];
                self.enter(rule, id, then, not, asked, draft);
            }
        }
    }

    /// Goes into an expression, as far as it can without a letter, or with the letter asked for.
    fn enter(&mut self, rule: u8, id: Id, then: u32, not: Letters, asked: Asked, draft: &mut Draft) {
        if !self.leads(id, not, asked) {
            return;
        }
        match self.grammar.expr(id) {
            &Expr::Then(one, two) => {
                let then = self.and_then(two, then);
                self.enter(rule, one, then, not, asked, draft);
            }
            Expr::Or(parts) => {
                for place in 0..parts.len() {
                    let Expr::Or(parts) = self.grammar.expr(id) else { return };
                    let part = parts[place];
                    self.enter(rule, part, then, not, asked, draft);
                }
            }
            &Expr::Maybe(part) => {
                self.enter(rule, part, then, not, asked, draft);
                self.leave(rule, then, not, asked, draft);
            }
            &Expr::Many(part) if self.is_gap(part) => draft.let_through_if(rule, asked),
            &Expr::Many(part) => {
                let again = self.and_then(id, then);
                self.enter(rule, part, again, not, asked, draft);
                self.leave(rule, then, not, asked, draft);
            }
            &Expr::Rule(name) => self.enter_rule(rule, name, then, not, asked, draft),
            &Expr::NotAhead(part) => {
                let not = not | certain(&self.grammar, part);
                self.leave(rule, then, not, asked, draft);
            }
            &Expr::Ahead(part) => {
                let (first, empty) = self.sets.first(&self.grammar, part);
                let not = if empty { not } else { not | !first };
                self.leave(rule, then, not, asked, draft);
            }
            Expr::Empty => self.leave(rule, then, not, asked, draft),
            Expr::Literal(letters) => match letters.chars().next() {
                None => self.leave(rule, then, not, asked, draft),
                Some(first) => {
                    let inside = (letters.len() > first.len_utf8()).then(|| (id, first.len_utf8() as u16));
                    draft.take(Item { rule, inside, then }, bit(class(first)) & !not, asked);
                }
            },
            expr @ Expr::Range(..) => draft.take(Item { rule, inside: None, then }, one_letter(expr) & !not, asked),
            Expr::Unknown => draft.let_through_if(rule, asked),
        }
    }

    fn enter_rule(&mut self, rule: u8, name: usize, then: u32, not: Letters, asked: Asked, draft: &mut Draft) {
        match self.grammar.rule(name) {
            (_, Some(id)) => self.enter(rule, id, then, not, asked, draft),
            ("SOI", _) => self.leave(rule, then, not, asked, draft),
            ("EOI", _) => self.leave(rule, then, ALL, asked, draft),
            (name, None) => match one_of(name) {
                Some(letters) => draft.take(Item { rule, inside: None, then }, letters & !not, asked),
                None => draft.let_through_if(rule, asked),
            },
        }
    }

    /// Whether there is anything to find in an expression.
    fn leads(&mut self, id: Id, not: Letters, asked: Asked) -> bool {
        match asked {
            Asked::Over => self.sets.passes(&self.grammar, id),
            Asked::Letter(letter) if not & bit(letter) != 0 => false,
            Asked::Letter(letter) => {
                let (first, empty) = self.sets.first(&self.grammar, id);
                empty || first & bit(letter) != 0
            }
        }
    }

    /// Whether a repetition of this part takes words of all kinds.
    fn is_gap(&self, part: Id) -> bool {
        self.gaps == Gaps::LetThrough && taken(&self.grammar, part).count_ones() > LETTERS_OF_A_GAP
    }

    /// The letters with which an item may go on.
    fn first(&mut self, item: &Item) -> Letters {
        match item.inside {
            Some((id, at)) => self.rest(id, at).chars().next().map_or(0, |letter| bit(class(letter))),
            None => self.first_after(item.then),
        }
    }

    fn first_after(&mut self, then: u32) -> Letters {
        if let Some(known) = self.first_after[then as usize] {
            return known;
        }
        // What asks for itself on the way can be anything.
        self.first_after[then as usize] = Some(ALL);
        let (id, after) = self.after[then as usize];
        let (first, empty) = self.sets.first(&self.grammar, id);
        let first = if empty { first | self.first_after(after) } else { first };
        self.first_after[then as usize] = Some(first);
        first
    }

    fn and_then(&mut self, id: Id, then: u32) -> u32 {
        let next = self.after.len() as u32;
        let place = *self.places_of_after.entry((id, then)).or_insert(next);
        if place == next {
            self.after.push((id, then));
            self.first_after.push(None);
        }
        place
    }

    /// The state of a draft: the one that is there already, or a new one. States are kept as long as the program runs,
    /// as the grammars are whose rules they stand for.
    fn state(&mut self, mut draft: Draft) -> &'static State {
        draft.items.sort_unstable_by_key(Item::number);
        draft.items.dedup();
        let items = std::mem::take(&mut draft.items);
        for item in items.iter().filter(|item| item.inside.is_none()) {
            self.leave(item.rule, item.then, 0, Asked::Over, &mut draft);
        }
        let over = Over { here: draft.over.into_iter().collect(), open: draft.open };
        let over = Some(over).filter(|over| *over != Over::default()).map(Box::new);
        let key = number_of(&items, over.as_deref());
        let known = self.known.get(&key).into_iter().flatten();
        if let Some(known) = known.copied().find(|known| *known.items == *items && known.over == over) {
            return known;
        }
        let state = self.new_state(items, over);
        self.known.entry(key).or_default().push(state);
        state
    }

    fn new_state(&mut self, items: Vec<Item>, over: Option<Box<Over>>) -> &'static State {
        let (mut leads, mut alive) = (0, [0; 3]);
        for item in &items {
            let first = self.first(item);
            leads |= first;
            if first != 0 {
                add(&mut alive, &item.bit());
            }
        }
        let only = if leads.is_power_of_two() { self.only(&items) } else { Box::default() };
        let next = if only.is_empty() { leads.count_ones() } else { 1 };
        let next = (0..next).map(|_| OnceLock::new()).collect();
        self.held += items.len() + ITEMS_OF_A_STATE;
        Box::leak(Box::new(State { leads, next, only, over, alive, items: items.into_boxed_slice() }))
    }
}

impl Draft {
    fn let_through(&mut self, rule: u8) {
        self.open[usize::from(rule) / 64] |= 1 << (rule % 64);
    }

    /// A rule is let through once, when it is asked what can be over.
    fn let_through_if(&mut self, rule: u8, asked: Asked) {
        if matches!(asked, Asked::Over) {
            self.let_through(rule);
        }
    }

    /// Adds an item where the letter that is asked for is one of these.
    fn take(&mut self, item: Item, letters: Letters, asked: Asked) {
        if matches!(asked, Asked::Letter(letter) if letters & bit(letter) != 0) {
            self.items.push(item);
        }
    }
}
