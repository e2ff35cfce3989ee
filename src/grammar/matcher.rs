//! In: a rule of a grammar and a text. Out: [`Taken`], how many bytes of it the rule takes, as pest has it.
//!
//! pest compares a list of words one after the other and makes a note of each attempt. Where only the length is wanted, the
//! letter that follows tells which few can stand there. What a rule means is for pest to say, of the rule that is found.

use super::prepared::{Follows, Prepared};
use super::sets::{First, bit, class_of_byte};
use super::text::{Expr, Id, Words};
use super::work;

/// What a rule makes of the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The bytes that it takes; `None` where it does not match.
    pub length: Option<usize>,
    /// The bytes of the text that were looked at; more than there are where its end was. Of texts that are alike in these
    /// the rule takes the same.
    pub looked_at: usize,
}

/// What the expression takes at the start of `text`. What the reader of grammars does not know takes nothing.
pub fn taken(grammar: &Prepared, id: Id, text: &str) -> Taken {
    let mut look = Look { grammar, text, looked_at: 0, steps: 0 };
    let length = look.take(id, 0);
    work::steps(look.steps);
    Taken { length, looked_at: look.looked_at }
}

struct Look<'p, 't> {
    grammar: &'p Prepared,
    text: &'t str,
    looked_at: usize,
    /// Expressions that were visited.
    steps: u64,
}

impl Look<'_, '_> {
    /// Where the expression ends that begins at byte `at`, if it stands there.
    fn take(&mut self, mut id: Id, mut at: usize) -> Option<usize> {
        let grammar = self.grammar;
        let mut letter = self.letter(at);
        loop {
            self.steps += 1;
            if let Some(letter) = letter {
                let first = grammar.first(id);
                if !first.may(letter) {
                    return None;
                }
                if first.single {
                    return Some(at + 1);
                }
            }
            match grammar.expr(id) {
                Expr::Then(one, two) => {
                    let end = self.take(one, at)?;
                    if end > at {
                        (at, letter) = (end, self.letter(end));
                    }
                    id = two;
                }
                Expr::Rule(name) => id = grammar.grammar().rule(name).1?,
                Expr::Or(place) => {
                    let parts = match letter {
                        Some(letter) => grammar.alternatives(place, Follows::Letter(letter)),
                        None => grammar.grammar().choice(place),
                    };
                    let (last, others) = parts.split_last()?;
                    for &part in others {
                        if let Some(end) = self.take(part, at) {
                            return Some(end);
                        }
                    }
                    id = *last;
                }
                expr => return self.alone(expr, at, letter),
            }
        }
    }

    fn alone(&mut self, expr: Expr, at: usize, letter: Option<u8>) -> Option<usize> {
        match expr {
            Expr::Literal(words) => self.literal(words, at, u8::eq),
            Expr::AnyCase(words) => self.literal(words, at, u8::eq_ignore_ascii_case),
            Expr::OneOf(set) => (set.letters() & bit(letter?) != 0).then(|| self.behind(at)),
            Expr::Range(from, to) => {
                let letter = self.text.get(at..)?.chars().next()?;
                (from..=to).contains(&letter).then(|| self.behind(at))
            }
            Expr::Maybe(part) => Some(self.take(part, at).unwrap_or(at)),
            Expr::Many(part) if self.grammar.first(part).single => Some(self.run(self.grammar.first(part), at)),
            Expr::Many(part) => {
                let mut end = at;
                while let Some(next) = self.take(part, end).filter(|next| *next > end) {
                    end = next;
                }
                Some(end)
            }
            Expr::Ahead(part) => self.take(part, at).map(|_| at),
            Expr::NotAhead(part) => self.take(part, at).is_none().then_some(at),
            Expr::Empty => Some(at),
            Expr::Start => (at == 0).then_some(at),
            Expr::End => letter.is_none().then_some(at),
            Expr::Unknown | Expr::Then(..) | Expr::Rule(_) | Expr::Or(..) => None,
        }
    }

    /// Where the letters end that can follow each other at byte `at`.
    fn run(&mut self, letters: &First, at: usize) -> usize {
        let rest = self.text.as_bytes()[at..].iter();
        let end = at + rest.take_while(|byte| letters.may(class_of_byte(**byte))).count();
        self.look(end + 1);
        end
    }

    fn literal(&mut self, words: Words, at: usize, same: impl Fn(&u8, &u8) -> bool) -> Option<usize> {
        let letters = self.grammar.grammar().letters(words);
        let rest = &self.text.as_bytes()[at..];
        for (place, letter) in letters.iter().enumerate() {
            if !rest.get(place).is_some_and(|it| same(it, letter)) {
                // The letter that differs was looked at too, or the end of the text.
                self.look(at + place + 1);
                return None;
            }
        }
        self.look(at + letters.len());
        Some(at + letters.len())
    }

    /// The letter at byte `at`, by its place in a set of letters.
    fn letter(&mut self, at: usize) -> Option<u8> {
        self.look(at + 1);
        self.text.as_bytes().get(at).copied().map(class_of_byte)
    }

    /// The byte behind the letter at byte `at`.
    fn behind(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = at + 1 + bytes[at + 1..].iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count();
        self.look(end);
        end
    }

    fn look(&mut self, up_to: usize) {
        self.looked_at = self.looked_at.max(up_to);
    }
}
