//! In: the rules of a grammar. Out: [`Ahead`], how far the look-aheads of each can look past the letters that it takes.

use super::text::{Expr, Grammar, Id};

/// A number of letters; `None` where there is no bound.
type Letters = Option<usize>;

/// How far look-aheads look, as far as it was asked: rules share most of their parts.
pub struct Ahead<'a, 'g> {
    grammar: &'a Grammar<'g>,
    farthest: Vec<Option<Letters>>,
    longest: Vec<Option<Letters>>,
}

impl<'a, 'g> Ahead<'a, 'g> {
    /// Nothing is known yet.
    pub fn of(grammar: &'a Grammar<'g>) -> Self {
        let nothing = vec![None; grammar.size()];
        Self { grammar, farthest: nothing.clone(), longest: nothing }
    }

    /// How many letters the rule's look-aheads can look at past a place that the rule can reach. One letter counts as
    /// none: whoever knows where a rule stops has looked at that letter.
    pub fn beyond(&mut self, rule: &str) -> Letters {
        self.grammar.named(rule).and_then(|id| self.farthest(id))
    }

    /// The most letters that any look-ahead in the expression can look at.
    fn farthest(&mut self, id: Id) -> Letters {
        if let Some(known) = *self.farthest.get(id as usize)? {
            return known;
        }
        // What asks for itself on the way has no bound.
        self.farthest[id as usize] = Some(None);
        let grammar = self.grammar;
        let found = match grammar.expr(id) {
            Expr::Ahead(part) | Expr::NotAhead(part) => {
                self.longest(*part).map(|looks| if looks > 1 { looks } else { 0 })
            }
            Expr::Then(one, two) => self.farthest(*one).zip(self.farthest(*two)).map(|(one, two)| one.max(two)),
            Expr::Or(parts) => parts.iter().try_fold(0, |most, &part| Some(most.max(self.farthest(part)?))),
            Expr::Maybe(part) | Expr::Many(part) => self.farthest(*part),
            Expr::Rule(name) => match grammar.rule(*name) {
                (_, Some(id)) => self.farthest(id),
                (name, None) => letters_of(name).map(|_| 0),
            },
            Expr::Literal(_) | Expr::Range(..) | Expr::Empty => Some(0),
            Expr::Unknown => None,
        };
        self.farthest[id as usize] = Some(found);
        found
    }

    /// The most letters that an expression can look at.
    fn longest(&mut self, id: Id) -> Letters {
        if let Some(known) = *self.longest.get(id as usize)? {
            return known;
        }
        self.longest[id as usize] = Some(None);
        let grammar = self.grammar;
        let found = match grammar.expr(id) {
            Expr::Literal(letters) => Some(letters.chars().count()),
            Expr::Range(..) => Some(1),
            Expr::Rule(name) => match grammar.rule(*name) {
                (_, Some(id)) => self.longest(id),
                (name, None) => letters_of(name),
            },
            Expr::Then(one, two) => self.longest(*one).zip(self.longest(*two)).map(|(one, two)| one + two),
            Expr::Or(parts) => parts.iter().try_fold(0, |most, &part| Some(most.max(self.longest(part)?))),
            Expr::Maybe(part) | Expr::Ahead(part) | Expr::NotAhead(part) => self.longest(*part),
            Expr::Empty => Some(0),
            Expr::Many(_) | Expr::Unknown => None,
        };
        self.longest[id as usize] = Some(found);
        found
    }
}

/// The letters that a rule of pest's own looks at; `None` of one that is not known here.
fn letters_of(name: &str) -> Letters {
    match name {
        "SOI" => Some(0),
        "EOI" => Some(1),
        _ => super::sets::one_of(name).map(|_| 1),
    }
}
