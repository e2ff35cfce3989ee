//! Finds which words can begin a rule, and which must follow: where neither stands, the rule need not be tried.
//!
//! Words that a gap passes are left out of both the rule and the text: what follows is the next word that no gap passes.
//! This may let a rule be tried in vain and never keeps one from being tried where it fits.

use super::compile::{Grammar, Letters, sequence};
use pest_meta::ast::Expr;

/// A way into a rule: the letters of the first word, of the next that no gap passes, and whether it can do without that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Letters of the first word.
    pub first: Letters,
    /// Letters of the next word that no gap passes.
    pub second: Letters,
    /// Whether nothing need follow.
    pub alone: bool,
}

/// The ways into a rule. Those that go on alike are one.
pub fn ways(grammar: &Grammar, rule: &str, soft: &Letters) -> Vec<Way> {
    let finder = Finder { grammar, soft };
    let expr = grammar.rule(rule).unwrap_or_else(|| panic!("{rule} is no rule"));
    let mut ways: Vec<Way> = Vec::new();
    for (first, rest) in finder.steps(expr) {
        let (second, alone) = finder.next(&rest);
        match ways.iter_mut().find(|way| way.second == second && way.alone == alone) {
            Some(way) => way.first.extend(first),
            None => ways.push(Way { first, second, alone }),
        }
    }
    ways
}

/// Letters of which a rule needs one, wherever it begins; nothing where it can do without any.
pub fn needed(grammar: &Grammar, expr: &Expr) -> Option<Letters> {
    if let Some(letters) = grammar.any(expr) {
        return Some(letters);
    }
    match expr {
        Expr::Ident(name) => grammar.rule(name).and_then(|rule| needed(grammar, rule)),
        Expr::Seq(one, other) => {
            let needs = [needed(grammar, one), needed(grammar, other)];
            needs.into_iter().flatten().min_by_key(Letters::len)
        }
        Expr::Choice(one, other) => Some(&needed(grammar, one)? | &needed(grammar, other)?),
        Expr::RepOnce(one) => needed(grammar, one),
        Expr::RepMinMax(one, least, _) if *least > 0 => needed(grammar, one),
        _ => None,
    }
}

/// Letters that some gap passes: those of the rule `gap`.
pub fn soft(grammar: &Grammar) -> Letters {
    fn all(grammar: &Grammar, expr: &Expr, found: &mut Letters) {
        match expr {
            Expr::Ident(name) => match (grammar.letters(expr), grammar.rule(name)) {
                (Some(letters), _) => found.extend(letters),
                (None, Some(rule)) => all(grammar, rule, found),
                _ => {}
            },
            Expr::Seq(one, other) | Expr::Choice(one, other) => {
                all(grammar, one, found);
                all(grammar, other, found);
            }
            Expr::Opt(one) | Expr::Rep(one) | Expr::RepOnce(one) | Expr::RepMinMax(one, ..) => all(grammar, one, found),
            _ => {}
        }
    }
    let mut found = Letters::new();
    all(grammar, grammar.rule("gap").expect("phrases have a gap"), &mut found);
    found
}

struct Finder<'a> {
    grammar: &'a Grammar,
    soft: &'a Letters,
}

impl Finder<'_> {
    /// What an expression can take first, each with what is left of it then.
    fn steps(&self, expr: &Expr) -> Vec<(Letters, Vec<Expr>)> {
        if let Some(letters) = self.grammar.any(expr) {
            return vec![(letters, Vec::new())];
        }
        match expr {
            Expr::Ident(name) => self.steps(self.grammar.rule(name).unwrap_or_else(|| panic!("{name} is no rule"))),
            Expr::Seq(..) => {
                let items = sequence(expr);
                let mut steps = Vec::new();
                for (place, item) in items.iter().enumerate() {
                    let behind = || items[place + 1..].iter().map(|&item| item.clone());
                    let here = self.steps(item).into_iter();
                    steps.extend(here.map(|(first, rest)| (first, rest.into_iter().chain(behind()).collect())));
                    if !self.is_optional(item) {
                        break;
                    }
                }
                steps
            }
            Expr::Choice(one, other) => [self.steps(one), self.steps(other)].concat(),
            Expr::Opt(one) => self.steps(one),
            Expr::Rep(one) | Expr::RepOnce(one) | Expr::RepMinMax(one, ..) => {
                let again = |(first, rest): (Letters, Vec<Expr>)| {
                    (first, rest.into_iter().chain([Expr::Rep(one.clone())]).collect())
                };
                self.steps(one).into_iter().map(again).collect()
            }
            Expr::PosPred(_) | Expr::NegPred(_) => Vec::new(),
            other => panic!("phrases are made of classes, not of {other:?}"),
        }
    }

    fn is_optional(&self, expr: &Expr) -> bool {
        if self.grammar.any(expr).is_some() {
            return false;
        }
        match expr {
            Expr::Ident(name) => self.grammar.rule(name).is_some_and(|rule| self.is_optional(rule)),
            Expr::Seq(one, other) => self.is_optional(one) && self.is_optional(other),
            Expr::Choice(one, other) => self.is_optional(one) || self.is_optional(other),
            Expr::RepOnce(one) => self.is_optional(one),
            Expr::RepMinMax(one, least, _) => *least == 0 || self.is_optional(one),
            _ => true,
        }
    }

    /// The letters that must come next, beside those that gaps pass, and whether none need come.
    fn next(&self, items: &[Expr]) -> (Letters, bool) {
        let mut letters = Letters::new();
        for item in items {
            let (more, optional) = self.next_of(item);
            letters.extend(more);
            if !optional {
                return (letters, false);
            }
        }
        (letters, true)
    }

    fn next_of(&self, expr: &Expr) -> (Letters, bool) {
        if let Some(letters) = self.grammar.any(expr) {
            return if letters.is_subset(self.soft) { (Letters::new(), true) } else { (letters, false) };
        }
        match expr {
            Expr::Ident(name) => self.next_of(self.grammar.rule(name).unwrap_or_else(|| panic!("{name} is no rule"))),
            Expr::Seq(..) => {
                let items = sequence(expr);
                self.next(&items.into_iter().cloned().collect::<Vec<_>>())
            }
            Expr::Choice(one, other) => {
                let ((mut letters, optional), (more, also)) = (self.next_of(one), self.next_of(other));
                letters.extend(more);
                (letters, optional || also)
            }
            Expr::Opt(one) | Expr::Rep(one) => (self.next_of(one).0, true),
            Expr::RepOnce(one) => self.next_of(one),
            Expr::RepMinMax(one, least, _) => {
                let (letters, optional) = self.next_of(one);
                (letters, optional || *least == 0)
            }
            Expr::PosPred(_) | Expr::NegPred(_) => (Letters::new(), true),
            other => panic!("phrases are made of classes, not of {other:?}"),
        }
    }
}
