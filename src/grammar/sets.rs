//! In: an expression of a grammar. Out: the letters that it can begin with, and those that decide a look-ahead.

use super::mixing::Mixing;
use super::text::{Expr, Grammar, Id};
use indexmap::IndexMap;

/// A set of letters: a bit for each of ASCII; all others share that of NUL, which no text holds.
pub type Letters = u128;

/// Every letter.
pub const ALL: Letters = Letters::MAX;

/// The place of a letter in [`Letters`].
pub const fn class(letter: char) -> u8 {
    if letter.is_ascii() { letter as u8 } else { 0 }
}

/// The place of a byte's letter in [`Letters`].
#[inline]
pub const fn class_of_byte(byte: u8) -> u8 {
    if byte.is_ascii() { byte } else { 0 }
}

/// The set of one letter.
#[inline]
pub const fn bit(class: u8) -> Letters {
    1 << class
}

/// How an expression can begin. Rather too much than too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct First {
    /// The letters with which it can.
    pub letters: Letters,
    /// Whether it can be empty.
    pub empty: bool,
    /// Whether it can be passed without a letter, or is not known, or takes words of any number.
    pub passes: bool,
    /// Whether it takes one letter, which is any of `letters` and of ASCII, and asks for nothing else.
    pub single: bool,
}

/// Of what is not known.
const ANYTHING: First = First { letters: ALL, empty: true, passes: true, single: false };

/// How the expressions of a grammar can begin. Most begin in one of a few ways, so each way is kept once.
pub struct Firsts {
    ways: Vec<First>,
    /// Which of them is each expression's.
    of: Vec<u32>,
}

/// There is one way for more expressions than this. Room that is not used costs nothing; to move what stands in it does.
const EXPRESSIONS_TO_A_WAY: usize = 16;

/// Of an expression that was not asked for yet.
const UNASKED: u32 = u32::MAX;

/// Where the ways stand of what takes letters after this one, and of what takes this one alone.
const WORDS: u32 = 0;
const SINGLES: u32 = 128;
/// Where those stand of what takes no letter, and of what can be anything.
const NOTHING: u32 = 256;
const ANY: u32 = 257;

impl Firsts {
    /// Works out how each expression can begin.
    pub fn of(grammar: &Grammar<'_>) -> Self {
        let words = (0..128).map(|letter| takes(bit(letter)));
        let singles = (0..128).map(|letter| single(bit(letter)));
        let others = [First { letters: 0, ..ANYTHING }, ANYTHING];
        let firsts = Self { ways: words.chain(singles).chain(others).collect(), of: vec![UNASKED; grammar.size()] };
        let places = IndexMap::with_capacity_and_hasher(grammar.size() / EXPRESSIONS_TO_A_WAY, Mixing::default());
        let mut search = Search { grammar, firsts, places };
        for id in 0..grammar.size() as Id {
            search.way(id);
        }
        search.firsts
    }

    /// How an expression can begin.
    #[inline]
    pub fn get(&self, id: Id) -> &First {
        &self.ways[self.of[id as usize] as usize]
    }
}

struct Search<'a, 'g> {
    grammar: &'a Grammar<'g>,
    firsts: Firsts,
    /// Where the ways stand that are not of one letter.
    places: IndexMap<First, u32, Mixing>,
}

impl Search<'_, '_> {
    /// The place of the way in which an expression can begin.
    fn way(&mut self, id: Id) -> u32 {
        if self.firsts.of[id as usize] == UNASKED {
            // What asks for itself on the way can be anything.
            self.firsts.of[id as usize] = ANY;
            self.firsts.of[id as usize] = self.work_out(id);
        }
        self.firsts.of[id as usize]
    }

    fn first(&mut self, id: Id) -> First {
        self.way(id);
        *self.firsts.get(id)
    }

    fn place(&mut self, first: First) -> u32 {
        let new = self.firsts.ways.len() as u32;
        let place = *self.places.entry(first).or_insert(new);
        if place == new {
            self.firsts.ways.push(first);
        }
        place
    }

    /// The place of the way in which something begins that asks for more than its first letter.
    fn with_more(&mut self, way: u32) -> u32 {
        match self.firsts.ways[way as usize] {
            First { single: false, .. } => way,
            _ if way < NOTHING => way - SINGLES + WORDS,
            first => self.place(First { single: false, ..first }),
        }
    }

    fn work_out(&mut self, id: Id) -> u32 {
        let first = match self.grammar.expr(id) {
            Expr::Literal(words) => match *self.grammar.letters(words) {
                [] => return NOTHING,
                [letter] => return SINGLES + u32::from(class_of_byte(letter)),
                [letter, ..] => return WORDS + u32::from(class_of_byte(letter)),
            },
            Expr::AnyCase(words) => match *self.grammar.letters(words) {
                [] => return NOTHING,
                // The automaton lets it through wherever it is met.
                [letter, ..] => First { passes: true, ..takes(in_any_case(letter)) },
            },
            Expr::Rule(name) => return self.grammar.rule(name).1.map_or(ANY, |id| self.way(id)),
            Expr::Then(one, two) => {
                let (way, one) = (self.way(one), self.first(one));
                if !one.empty || way == NOTHING {
                    let way = if one.empty { self.way(two) } else { way };
                    return self.with_more(way);
                }
                let two = self.first(two);
                First { letters: one.letters | two.letters, empty: two.empty, ..ANYTHING }
            }
            Expr::Or(place) => self.grammar.choice(place).iter().fold(single(0), |all, &part| {
                let part = self.first(part);
                First {
                    letters: all.letters | part.letters,
                    empty: all.empty | part.empty,
                    passes: all.passes | part.passes,
                    single: all.single & part.single,
                }
            }),
            Expr::Maybe(part) | Expr::Many(part) => First { letters: self.first(part).letters, ..ANYTHING },
            Expr::Ahead(_) | Expr::NotAhead(_) | Expr::Empty | Expr::Start => return NOTHING,
            Expr::Unknown => return ANY,
            // At the end of a text no letter follows.
            Expr::End => First { passes: true, ..takes(0) },
            Expr::Range(..) | Expr::OneOf(_) => single(one_letter(self.grammar, id)),
        };
        self.place(first)
    }
}

fn in_any_case(letter: u8) -> Letters {
    bit(class_of_byte(letter.to_ascii_lowercase())) | bit(class_of_byte(letter.to_ascii_uppercase()))
}

/// Of what begins with one of these letters and takes more.
const fn takes(letters: Letters) -> First {
    First { letters, empty: false, passes: false, single: false }
}

/// Of what takes one of these letters. All letters beyond ASCII share a bit, so of them it is not known which.
const fn single(letters: Letters) -> First {
    First { letters, empty: false, passes: false, single: letters & bit(0) == 0 }
}

impl First {
    /// Whether it can begin with a letter, by its place in a set.
    #[inline]
    pub const fn may(&self, letter: u8) -> bool {
        // Shifted in two steps, the second of them within a word: a shift by any number of a set is dear.
        self.empty || (self.letters >> (letter & 64)) as u64 >> (letter & 63) & 1 != 0
    }
}

/// The letters that an expression can take where it takes one; none where it takes more.
pub fn taken(grammar: &Grammar<'_>, id: Id) -> Letters {
    match grammar.expr(id) {
        Expr::Or(place) => grammar.choice(place).iter().fold(0, |letters, &part| letters | taken(grammar, part)),
        Expr::Then(one, two) if matches!(grammar.expr(one), Expr::Ahead(_) | Expr::NotAhead(_)) => taken(grammar, two),
        Expr::Rule(name) => grammar.rule(name).1.map_or(0, |id| taken(grammar, id)),
        Expr::Literal(words) if words.len() != 1 => 0,
        Expr::Literal(_) | Expr::Range(..) | Expr::OneOf(_) => one_letter(grammar, id),
        _ => 0,
    }
}

/// The letters of an expression that takes one, or the first letter of a literal.
pub fn one_letter(grammar: &Grammar<'_>, id: Id) -> Letters {
    match grammar.expr(id) {
        Expr::Literal(words) => grammar.letters(words).first().map_or(0, |&byte| bit(class_of_byte(byte))),
        Expr::Range(from, to) if from.is_ascii() && to.is_ascii() => {
            (class(from)..=class(to)).fold(0, |letters, class| letters | bit(class))
        }
        Expr::Range(..) => ALL,
        Expr::OneOf(set) => set.letters(),
        _ => 0,
    }
}

const fn within(from: u8, to: u8) -> Letters {
    (ALL >> (127 - to)) & (ALL << from)
}

const SMALL: Letters = within(b'a', b'z');
const LARGE: Letters = within(b'A', b'Z');
const DIGITS: Letters = within(b'0', b'9');

/// A rule of pest's own that takes one letter, by its place in [`SETS`]: an expression has room for that, not for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set(u8);

/// The letters of each.
const SETS: [Letters; 6] = [ALL, DIGITS, SMALL, LARGE, SMALL | LARGE, SMALL | LARGE | DIGITS];

impl Set {
    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        let place = match name {
            "ANY" => 0,
            "ASCII_DIGIT" => 1,
            "ASCII_ALPHA_LOWER" => 2,
            "ASCII_ALPHA_UPPER" => 3,
            "ASCII_ALPHA" => 4,
            "ASCII_ALPHANUMERIC" => 5,
            _ => return None,
        };
        Some(Self(place))
    }

    /// The letters that it takes.
    #[inline]
    pub const fn letters(self) -> Letters {
        SETS[self.0 as usize]
    }
}
