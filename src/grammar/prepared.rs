//! In: a grammar. Out: [`Prepared`], the grammar with what its expressions can begin with.

use super::sets::{First, Firsts};
use super::text::{Expr, Grammar, Id};
use std::sync::OnceLock;

/// Of choices with fewer alternatives than this no lists are made: to try each takes no longer.
const FEW: usize = 4;

/// Where the lists stand of what can be passed without a letter, and of what can be empty before any other letter.
const PASSED: u8 = 0;
const OTHERS: u8 = 1;

/// The alternatives of a choice by what follows, as far as it was asked. A phrase's words stand in choices of up to a
/// hundred; with the letter that follows, few are left.
pub struct Lists {
    lists: Box<[OnceLock<Box<[Id]>>]>,
    /// Which of the lists is each letter's.
    of: [u8; 128],
}

/// A grammar, and what was worked out of it.
pub struct Prepared {
    grammar: Grammar<'static>,
    firsts: Firsts,
    /// Of each choice of the grammar.
    lists: Vec<OnceLock<Box<Lists>>>,
}

/// What stands where an expression is to begin.
#[derive(Debug, Clone, Copy)]
pub enum Follows {
    /// This letter.
    Letter(u8),
    /// It is asked what can be passed without one.
    Nothing,
}

impl Prepared {
    /// The grammar, which is kept as long as the program runs, as its rules are.
    pub fn new(grammar: Grammar<'static>) -> &'static Self {
        let lists = (0..grammar.choices()).map(|_| OnceLock::new()).collect();
        Box::leak(Box::new(Self { firsts: Firsts::of(&grammar), lists, grammar }))
    }

    /// The grammar itself.
    #[inline]
    pub fn grammar(&self) -> &Grammar<'static> {
        &self.grammar
    }

    /// The place of the rule of this name.
    ///
    /// # Panics
    ///
    /// Where the grammar has no such rule.
    pub fn rule(&self, name: &str) -> Id {
        self.grammar.named(name).unwrap_or_else(|| panic!("no rule {name:?} in the grammar"))
    }

    /// The expression at this place.
    #[inline]
    pub fn expr(&self, id: Id) -> Expr {
        self.grammar.expr(id)
    }

    /// How the expression can begin.
    #[inline]
    pub fn first(&self, id: Id) -> &First {
        self.firsts.get(id)
    }

    /// Whether there is anything to find in an expression. Rather too often than too seldom.
    #[inline]
    pub fn can_begin(&self, id: Id, follows: Follows) -> bool {
        let first = self.first(id);
        match follows {
            Follows::Nothing => first.passes,
            Follows::Letter(letter) => first.may(letter),
        }
    }

    /// Those alternatives of the choice at this place that can begin here, in order.
    #[inline]
    pub fn alternatives(&self, place: u32, follows: Follows) -> &[Id] {
        let parts = self.grammar.choice(place);
        let Some(lists) = self.lists.get(place as usize).filter(|_| parts.len() >= FEW) else { return parts };
        lists.get_or_init(|| Box::new(Lists::of(self, parts))).at(self, parts, follows)
    }
}

impl Lists {
    /// The lists of these alternatives, of which none is made yet.
    pub fn of(grammar: &Prepared, parts: &[Id]) -> Self {
        let letters = parts.iter().fold(0_u128, |letters, &part| letters | grammar.first(part).letters);
        let mut of = [OTHERS; 128];
        let mut count = OTHERS + 1;
        // Letter by letter, and not by `letters &= letters - 1`: where all 128 bits are set, that loop with a `u8` counter
        // was compiled to end after one round on processors with a fast bit count.
        for (letter, list) in of.iter_mut().enumerate() {
            if letters >> letter & 1 == 1 {
                *list = count;
                count += 1;
            }
        }
        Self { lists: (0..count).map(|_| OnceLock::new()).collect(), of }
    }

    /// Those of `parts` that can begin here, in order; they must be the same each time.
    #[inline]
    pub fn at(&self, grammar: &Prepared, parts: &[Id], follows: Follows) -> &[Id] {
        let list = match follows {
            Follows::Letter(letter) => self.of[usize::from(letter)],
            Follows::Nothing => PASSED,
        };
        self.lists[usize::from(list)]
            .get_or_init(|| parts.iter().copied().filter(|&part| grammar.can_begin(part, follows)).collect())
    }
}
