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
pub const fn bit(class: u8) -> Letters {
    1 << class
}

/// The letters of a grammar's expressions, as far as they were asked.
pub struct Sets {
    first: Vec<Option<(Letters, bool)>>,
    passes: Vec<Option<bool>>,
}

impl Sets {
    /// Nothing is known yet.
    pub fn new(grammar: &Grammar<'_>) -> Self {
        Self { first: vec![None; grammar.size()], passes: vec![None; grammar.size()] }
    }

    /// The letters with which the expression can begin, and whether it can be empty. Rather too many than too few.
    pub fn first(&mut self, grammar: &Grammar<'_>, id: Id) -> (Letters, bool) {
        if let Some(known) = self.first.get(id as usize).copied().flatten() {
            return known;
        }
        // What asks for itself on the way can be anything.
        self.first[id as usize] = Some((ALL, true));
        let first = self.work_out(grammar, id);
        self.first[id as usize] = Some(first);
        first
    }

    /// Whether the expression can be passed without a letter, or is not known, or takes words of any number. Rather too
    /// often than too seldom.
    pub fn passes(&mut self, grammar: &Grammar<'_>, id: Id) -> bool {
        if let Some(known) = self.passes.get(id as usize).copied().flatten() {
            return known;
        }
        // What asks for itself on the way can be anything.
        self.passes[id as usize] = Some(true);
        let passes = match grammar.expr(id) {
            Expr::Then(one, _) => self.passes(grammar, *one),
            Expr::Or(parts) => parts.iter().any(|&part| self.passes(grammar, part)),
            Expr::Rule(name) => match grammar.rule(*name) {
                (_, Some(id)) => self.passes(grammar, id),
                (name, None) => one_of(name).is_none(),
            },
            Expr::Literal(letters) => letters.is_empty(),
            Expr::Range(..) => false,
            _ => true,
        };
        self.passes[id as usize] = Some(passes);
        passes
    }

    fn work_out(&mut self, grammar: &Grammar<'_>, id: Id) -> (Letters, bool) {
        match grammar.expr(id) {
            Expr::Then(one, two) => {
                let (letters, empty) = self.first(grammar, *one);
                if !empty {
                    return (letters, false);
                }
                let (more, empty) = self.first(grammar, *two);
                (letters | more, empty)
            }
            Expr::Or(parts) => parts.iter().fold((0, false), |(letters, empty), &part| {
                let (more, may) = self.first(grammar, part);
                (letters | more, empty | may)
            }),
            Expr::Maybe(part) | Expr::Many(part) => (self.first(grammar, *part).0, true),
            Expr::Rule(name) => match grammar.rule(*name) {
                (_, Some(id)) => self.first(grammar, id),
                (name, None) => built_in(name),
            },
            expr => {
                (one_letter(expr), matches!(expr, Expr::Ahead(_) | Expr::NotAhead(_) | Expr::Empty) || is_empty(expr))
            }
        }
    }
}

/// The letters after which the expression matches for sure. Rather too few than too many.
pub fn certain(grammar: &Grammar<'_>, id: Id) -> Letters {
    match grammar.expr(id) {
        Expr::Or(parts) => parts.iter().fold(0, |letters, &part| letters | certain(grammar, part)),
        Expr::Rule(name) => match grammar.rule(*name) {
            (_, Some(id)) => certain(grammar, id),
            (name, None) => one_of(name).unwrap_or(0),
        },
        Expr::Literal(letters) if letters.chars().count() != 1 => 0,
        // All letters beyond ASCII share a bit: that one of them matches does not say that the next would.
        expr @ Expr::Literal(_) => one_letter(expr) & !bit(0),
        expr @ Expr::Range(_, to) if to.is_ascii() => one_letter(expr) & !bit(0),
        _ => 0,
    }
}

/// The letters that an expression can take where it takes one; none where it takes more.
pub fn taken(grammar: &Grammar<'_>, id: Id) -> Letters {
    match grammar.expr(id) {
        Expr::Or(parts) => parts.iter().fold(0, |letters, &part| letters | taken(grammar, part)),
        Expr::Then(one, two) if matches!(grammar.expr(*one), Expr::Ahead(_) | Expr::NotAhead(_)) => {
            taken(grammar, *two)
        }
        Expr::Rule(name) => match grammar.rule(*name) {
            (_, Some(id)) => taken(grammar, id),
            (name, None) => one_of(name).unwrap_or(0),
        },
        Expr::Literal(letters) if letters.chars().count() != 1 => 0,
        expr @ (Expr::Literal(_) | Expr::Range(..)) => one_letter(expr),
        _ => 0,
    }
}

/// The letters of an expression that takes one, or the first letter of a literal.
pub fn one_letter(expr: &Expr<'_>) -> Letters {
    match expr {
        Expr::Literal(letters) => letters.chars().next().map_or(0, |letter| bit(class(letter))),
        Expr::Range(from, to) if from.is_ascii() && to.is_ascii() => {
            (class(*from)..=class(*to)).fold(0, |letters, class| letters | bit(class))
        }
        Expr::Range(..) | Expr::Unknown => ALL,
        _ => 0,
    }
}

fn is_empty(expr: &Expr<'_>) -> bool {
    matches!(expr, Expr::Literal(letters) if letters.is_empty()) || *expr == Expr::Unknown
}

/// The letters of the rules that pest itself provides, and whether they can be empty. At the end of a text no letter
/// follows.
fn built_in(name: &str) -> (Letters, bool) {
    match name {
        "EOI" => (0, false),
        "SOI" => (0, true),
        _ => one_of(name).map_or((ALL, true), |letters| (letters, false)),
    }
}

/// The letters of a rule of pest's own that takes one letter.
pub fn one_of(name: &str) -> Option<Letters> {
    let within = |from: u8, to: u8| (from..=to).fold(0, |letters, class| letters | bit(class));
    let (small, large, digits) = (within(b'a', b'z'), within(b'A', b'Z'), within(b'0', b'9'));
    Some(match name {
        "ANY" => ALL,
        "ASCII_DIGIT" => digits,
        "ASCII_ALPHA_LOWER" => small,
        "ASCII_ALPHA_UPPER" => large,
        "ASCII_ALPHA" => small | large,
        "ASCII_ALPHANUMERIC" => small | large | digits,
        _ => return None,
    })
}
