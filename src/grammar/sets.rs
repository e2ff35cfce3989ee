//! In: an expression of a grammar. Out: the letters that it can begin with, and those that decide a look-ahead.

use super::text::{Expr, Grammar, Id};

/// A set of letters: a bit for each of ASCII; all others share that of NUL, which no text holds.
pub type Letters = u128;

/// Every letter.
pub const ALL: Letters = Letters::MAX;

/// The place of a letter in [`Letters`].
pub const fn class(letter: char) -> u8 {
    if letter.is_ascii() { letter as u8 } else { 0 }
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

/// Of what is not known, or asks for itself on the way.
const ANYTHING: First = First { letters: ALL, empty: true, passes: true, single: false };

/// How each expression of a grammar can begin, in their order.
pub fn firsts(grammar: &Grammar<'_>) -> Vec<First> {
    let mut firsts = Firsts { grammar, known: vec![None; grammar.size()] };
    (0..grammar.size() as Id).map(|id| firsts.of(id)).collect()
}

struct Firsts<'a, 'g> {
    grammar: &'a Grammar<'g>,
    known: Vec<Option<First>>,
}

impl Firsts<'_, '_> {
    fn of(&mut self, id: Id) -> First {
        if let Some(known) = self.known.get(id as usize).copied().flatten() {
            return known;
        }
        self.known[id as usize] = Some(ANYTHING);
        let first = self.work_out(id);
        self.known[id as usize] = Some(first);
        first
    }

    fn work_out(&mut self, id: Id) -> First {
        let grammar = self.grammar;
        let takes = |letters| First { letters, empty: false, passes: false, single: false };
        let single = |letters| First { single: letters & bit(0) == 0, ..takes(letters) };
        match grammar.expr(id) {
            Expr::Then(one, two) => {
                let one = self.of(one);
                let two = if one.empty { self.of(two) } else { takes(0) };
                let empty = one.empty && two.empty;
                First { letters: one.letters | two.letters, empty, passes: one.passes, single: false }
            }
            Expr::Or(place) => grammar.choice(place).iter().fold(single(0), |all, &part| {
                let part = self.of(part);
                First {
                    letters: all.letters | part.letters,
                    empty: all.empty | part.empty,
                    passes: all.passes | part.passes,
                    single: all.single & part.single,
                }
            }),
            Expr::Maybe(part) | Expr::Many(part) => First { letters: self.of(part).letters, ..ANYTHING },
            Expr::Rule(name) => grammar.rule(name).1.map_or(ANYTHING, |id| self.of(id)),
            Expr::Ahead(_) | Expr::NotAhead(_) | Expr::Empty | Expr::Start => First { letters: 0, ..ANYTHING },
            Expr::Unknown => ANYTHING,
            // At the end of a text no letter follows.
            Expr::End => First { passes: true, ..takes(0) },
            Expr::Literal(words) if words.len() == 0 => First { letters: 0, ..ANYTHING },
            Expr::Literal(words) if words.len() > 1 => takes(one_letter(grammar, id)),
            Expr::Literal(_) | Expr::Range(..) | Expr::OneOf(_) => single(one_letter(grammar, id)),
        }
    }
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
        Expr::Literal(words) if grammar.letters(words).chars().count() != 1 => 0,
        Expr::Literal(_) | Expr::Range(..) | Expr::OneOf(_) => one_letter(grammar, id),
        _ => 0,
    }
}

/// The letters of an expression that takes one, or the first letter of a literal.
pub fn one_letter(grammar: &Grammar<'_>, id: Id) -> Letters {
    match grammar.expr(id) {
        Expr::Literal(words) => grammar.letters(words).chars().next().map_or(0, |letter| bit(class(letter))),
        Expr::Range(from, to) if from.is_ascii() && to.is_ascii() => {
            (class(from)..=class(to)).fold(0, |letters, class| letters | bit(class))
        }
        Expr::Range(..) => ALL,
        Expr::OneOf(letters) => *letters,
        _ => 0,
    }
}

const fn within(from: u8, to: u8) -> Letters {
    (ALL >> (127 - to)) & (ALL << from)
}

const SMALL: Letters = within(b'a', b'z');
const LARGE: Letters = within(b'A', b'Z');
const DIGITS: Letters = within(b'0', b'9');

/// The letters of a rule of pest's own that takes one letter.
pub fn one_of(name: &str) -> Option<&'static Letters> {
    Some(match name {
        "ANY" => &ALL,
        "ASCII_DIGIT" => &DIGITS,
        "ASCII_ALPHA_LOWER" => &SMALL,
        "ASCII_ALPHA_UPPER" => &LARGE,
        "ASCII_ALPHA" => &(SMALL | LARGE),
        "ASCII_ALPHANUMERIC" => &(SMALL | LARGE | DIGITS),
        _ => return None,
    })
}
