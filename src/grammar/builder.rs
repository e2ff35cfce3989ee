//! In: a grammar, and a state with a letter. Out: the state that the letter leads to, made when it is first asked for.

use super::mixing::Mixing;
use super::prepared::{Follows, Prepared};
use super::rules::{Rules, count, put};
use super::sets::{ALL, Letters, bit, class_of_byte, one_letter, taken};
use super::state::{Item, State, number_of};
use super::text::{Expr, Id, Words};
use indexmap::{IndexMap, IndexSet};
use std::sync::OnceLock;

/// No more items than this are kept, so that no text can fill the memory; beyond them every rule left is let through.
const MOST_ITEMS: usize = 2_000_000;

/// What a state takes beside its items, in items.
const ITEMS_OF_A_STATE: usize = 16;

/// A repetition that takes more letters than this takes words; one of numbers or signs takes fewer.
const LETTERS_OF_A_GAP: u32 = 16;

/// Where no more rules than this can go on, they are let through: to follow each to its end takes more states than it
/// saves.
const FEW: u32 = 2;

/// What comes after an item: an expression, and what comes after that. The first one stands for the end of the rule.
type After = (Id, u32);

/// The end of a rule, as what comes after an item.
const END: u32 = 0;

/// Makes states, and keeps those that it made.
pub struct Builder {
    grammar: &'static Prepared,
    after: IndexSet<After, Mixing>,
    /// The letters that each of them can begin with, as far as they were asked; none where nobody asked.
    first_after: Vec<Letters>,
    /// The states by a number made of all that they hold, or by the next one where two share it.
    known: IndexMap<u64, &'static State, Mixing>,
    /// Room for the items of a state that is being made.
    room: Vec<Item>,
    /// Items that are kept.
    held: usize,
}

/// A state that is being made.
#[derive(Default)]
struct Draft {
    items: Vec<Item>,
    /// The rules that can be over here, or are let through.
    over: Rules,
}

impl Builder {
    /// Nothing is made yet.
    pub fn new(grammar: &'static Prepared) -> Self {
        Self {
            grammar,
            after: IndexSet::from_iter([(Id::MAX, END)]),
            first_after: vec![0],
            known: IndexMap::default(),
            room: Vec::new(),
            held: 0,
        }
    }

    /// The state in which all these rules begin.
    pub fn root(&mut self, rules: &[&str]) -> &'static State {
        let mut draft = Draft::default();
        for (rule, name) in (0..).zip(rules) {
            match self.grammar.grammar().named(name) {
                Some(id) => draft.items.push(Item { rule, inside: Words::NONE, then: self.and_then(id, END) }),
                None => draft.over(rule),
            }
        }
        self.state(draft)
    }

    /// The state that these letters lead to: one, or those that must follow together.
    pub fn step(&mut self, from: &State, letters: &[u8]) -> &'static State {
        let mut draft = Draft { items: std::mem::take(&mut self.room), over: [0; 3] };
        let full = self.held >= MOST_ITEMS;
        let letter = letters.first().map_or(0, |&byte| class_of_byte(byte));
        for item in &from.items {
            if full {
                if self.first(item) & bit(letter) != 0 {
                    draft.over(item.rule);
                }
            } else if item.inside == Words::NONE {
                self.leave(item.rule, item.then, Follows::Letter(letter), &mut draft);
            } else if class_of_byte(self.rest(item)[0]) == letter {
                // A single letter beyond ASCII stands for all of them.
                let taken = if letters.len() > 1 { letters.len() } else { length_of_first(self.rest(item)) };
                draft.items.push(Item { inside: left(item.inside, taken), ..*item });
            }
        }
        self.state(draft)
    }

    /// What is left of the literal that an item is inside of.
    fn rest(&self, item: &Item) -> &'static [u8] {
        self.grammar.grammar().letters(item.inside)
    }

    /// The letters that must follow together: those with which all that is left of the items' literals begins.
    fn only(&self, items: &[Item]) -> Box<[u8]> {
        let mut rests = items.iter().map(|item| self.rest(item));
        let first = rests.next().unwrap_or_default();
        let common = |one: &[u8], two: &[u8]| one.iter().zip(two).take_while(|(one, two)| one == two).count();
        let length = rests.fold(first.len(), |length, rest| length.min(common(first, rest)));
        let ascii = first.iter().take_while(|byte| byte.is_ascii()).count();
        let length = length.min(ascii);
        if length > 1 { first[..length].into() } else { Box::default() }
    }

    /// Goes on with what comes after an item.
    fn leave(&mut self, rule: u8, then: u32, follows: Follows, draft: &mut Draft) {
        match (then, follows) {
            (END, Follows::Nothing) => draft.over(rule),
            (END, Follows::Letter(_)) => {}
            _ => {
                let (id, then) = self.after[then as usize];
                self.enter(rule, id, then, follows, draft);
            }
        }
    }

    /// Goes into an expression, as far as it can without a letter, or with the letter asked for.
    fn enter(&mut self, rule: u8, id: Id, then: u32, follows: Follows, draft: &mut Draft) {
        if self.grammar.can_begin(id, follows) {
            self.go_into(rule, id, then, follows, draft);
        }
    }

    /// The same where it is known that there is something to find.
    fn go_into(&mut self, rule: u8, id: Id, then: u32, follows: Follows, draft: &mut Draft) {
        let grammar = self.grammar;
        match grammar.expr(id) {
            Expr::Then(one, two) => {
                let then = self.and_then(two, then);
                self.enter(rule, one, then, follows, draft);
            }
            Expr::Or(place) => {
                for &part in grammar.alternatives(place, follows) {
                    self.go_into(rule, part, then, follows, draft);
                }
            }
            Expr::Maybe(part) => {
                self.enter(rule, part, then, follows, draft);
                self.leave(rule, then, follows, draft);
            }
            Expr::Many(part) if self.is_gap(part) => draft.let_through_if(rule, follows),
            Expr::Many(part) => {
                let again = self.and_then(id, then);
                self.enter(rule, part, again, follows, draft);
                self.leave(rule, then, follows, draft);
            }
            Expr::Rule(name) => match grammar.grammar().rule(name).1 {
                Some(id) => self.go_into(rule, id, then, follows, draft),
                None => draft.let_through_if(rule, follows),
            },
            Expr::Empty | Expr::Start | Expr::End | Expr::Ahead(_) | Expr::NotAhead(_) => {
                self.leave(rule, then, follows, draft);
            }
            Expr::Literal(words) => match grammar.grammar().letters(words) {
                [] => self.leave(rule, then, follows, draft),
                letters @ [first, ..] => {
                    let inside = left(words, length_of_first(letters));
                    draft.take(Item { rule, inside, then }, bit(class_of_byte(*first)), follows);
                }
            },
            Expr::Range(..) | Expr::OneOf(_) => {
                draft.take(Item { rule, inside: Words::NONE, then }, one_letter(grammar.grammar(), id), follows);
            }
            Expr::Unknown | Expr::AnyCase(_) => draft.let_through_if(rule, follows),
        }
    }

    /// Whether a repetition of this part takes words of all kinds.
    fn is_gap(&self, part: Id) -> bool {
        taken(self.grammar.grammar(), part).count_ones() > LETTERS_OF_A_GAP
    }

    /// The letters with which an item may go on.
    fn first(&mut self, item: &Item) -> Letters {
        match self.rest(item) {
            [] => self.first_after(item.then),
            [letter, ..] => bit(class_of_byte(*letter)),
        }
    }

    fn first_after(&mut self, then: u32) -> Letters {
        let known = self.first_after[then as usize];
        if then == END || known != 0 {
            return known;
        }
        // What asks for itself on the way can be anything.
        self.first_after[then as usize] = ALL;
        let (id, after) = self.after[then as usize];
        let first = self.grammar.first(id);
        let first = if first.empty { first.letters | self.first_after(after) } else { first.letters };
        self.first_after[then as usize] = first;
        first
    }

    fn and_then(&mut self, id: Id, then: u32) -> u32 {
        let (place, is_new) = self.after.insert_full((id, then));
        if is_new {
            self.first_after.push(0);
        }
        place as u32
    }

    /// The state of a draft: the one that is there already, or a new one. States are kept as long as the program runs,
    /// as the grammars are whose rules they stand for.
    fn state(&mut self, mut draft: Draft) -> &'static State {
        let mut all = draft.over;
        draft.items.iter().for_each(|item| put(&mut all, usize::from(item.rule)));
        if count(all) <= FEW {
            draft.items.clear();
        }
        draft.items.sort_unstable();
        draft.items.dedup();
        let over = if draft.items.is_empty() { all } else { self.over(&draft.items, draft.over) };
        let state = self.of_items(&draft.items, over);
        draft.items.clear();
        self.room = draft.items;
        state
    }

    fn of_items(&mut self, items: &[Item], over: Rules) -> &'static State {
        let mut key = number_of(items, over);
        while let Some(known) = self.known.get(&key) {
            if *known.items == *items && known.over == over {
                return known;
            }
            key = key.wrapping_add(1);
        }
        let state = self.new_state(items, over);
        self.known.insert(key, state);
        state
    }

    /// The rules that can be over where these items are.
    fn over(&mut self, items: &[Item], over: Rules) -> Rules {
        let mut draft = Draft { over, ..Draft::default() };
        for item in items.iter().filter(|item| item.inside == Words::NONE) {
            self.leave(item.rule, item.then, Follows::Nothing, &mut draft);
        }
        draft.over
    }

    fn new_state(&mut self, items: &[Item], over: Rules) -> &'static State {
        let (mut leads, mut alive) = (0, [0; 3]);
        for item in items {
            let first = self.first(item);
            leads |= first;
            if first != 0 {
                put(&mut alive, usize::from(item.rule));
            }
        }
        let only = if leads.is_power_of_two() { self.only(items) } else { Box::default() };
        let next = if only.is_empty() { leads.count_ones() } else { 1 };
        let next = (0..next).map(|_| OnceLock::new()).collect();
        self.held += items.len() + ITEMS_OF_A_STATE;
        Box::leak(Box::new(State { leads, next, only, over, alive, items: items.into() }))
    }
}

/// Bytes of the first letter of some.
fn length_of_first(letters: &[u8]) -> usize {
    1 + letters[1..].iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count()
}

/// What is left of a literal behind so many bytes.
fn left(words: Words, taken: usize) -> Words {
    if taken < words.len() { words.behind(taken) } else { Words::NONE }
}

impl Draft {
    fn over(&mut self, rule: u8) {
        put(&mut self.over, usize::from(rule));
    }

    /// A rule is let through once, when it is asked what can be over.
    fn let_through_if(&mut self, rule: u8, follows: Follows) {
        if matches!(follows, Follows::Nothing) {
            self.over(rule);
        }
    }

    /// Adds an item where the letter that is asked for is one of these.
    fn take(&mut self, item: Item, letters: Letters, follows: Follows) {
        if matches!(follows, Follows::Letter(letter) if letters & bit(letter) != 0) {
            self.items.push(item);
        }
    }
}
