//! Puts ranges of letters into a grammar of names: what its groups, conditions and differences come to, letter by letter.
//!
//! A grammar over classes says `&finite ~ (fail | help)`. pest would try each name in turn; here it becomes one set of
//! letters, which is a few ranges once the letters are numbered so that sets that belong together stand together.

use pest_meta::ast::{Expr, Rule, RuleType};
use std::collections::{BTreeMap, BTreeSet};

/// Letters before they are numbered.
pub type Letters = BTreeSet<usize>;

/// A grammar whose names for letters are sets of them.
pub struct Grammar {
    /// The rules, in order; what is left of names are `letters_N` and other rules.
    pub rules: Vec<Rule>,
    sets: Vec<Letters>,
    count: usize,
}

/// How a set of letters is named.
const SET: &str = "letters_";

impl Grammar {
    /// Reads a grammar over `names`, each of which is a set of `count` letters.
    pub fn read(text: &str, names: &BTreeMap<String, Letters>, count: usize) -> Self {
        let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, text).expect("the grammar parses");
        let source = pest_meta::parser::consume_rules(pairs).expect("the grammar is valid");
        let mut grammar = Self { rules: Vec::new(), sets: Vec::new(), count };
        let by_name: BTreeMap<&str, &Rule> = source.iter().map(|rule| (rule.name.as_str(), rule)).collect();
        for rule in &source {
            let expr = grammar.simple(&rule.expr, names, &by_name);
            grammar.rules.push(Rule { expr, ..rule.clone() });
        }
        grammar
    }

    /// The set of letters that an expression is, where it is one.
    pub fn letters(&self, expr: &Expr) -> Option<&Letters> {
        let Expr::Ident(name) = expr else { return None };
        self.sets.get(name.strip_prefix(SET)?.parse::<usize>().ok()?)
    }

    /// The expression of a rule.
    pub fn rule(&self, name: &str) -> Option<&Expr> {
        self.rules.iter().find(|rule| rule.name == name).map(|rule| &rule.expr)
    }

    /// The rules between which a rule chooses.
    pub fn alternatives(&self, name: &str) -> Vec<String> {
        let expr = self.rule(name).unwrap_or_else(|| panic!("{name} is no rule"));
        let rule = |expr: &Expr| if let Expr::Ident(name) = expr { name.clone() } else { panic!("{expr} is no rule") };
        choice(expr).into_iter().map(rule).collect()
    }

    /// All sets of letters that the grammar asks for.
    pub fn sets(&self) -> &[Letters] {
        &self.sets
    }

    /// The grammar as pest reads it, with the letters numbered from `first` on in this order.
    pub fn written(&self, order: &[usize], first: u32) -> String {
        let mut text = String::new();
        for rule in &self.rules {
            let kind = match rule.ty {
                RuleType::Silent => "_",
                RuleType::Atomic => "@",
                _ => "",
            };
            text.push_str(&format!("{} = {kind}{{ {} }}\n", rule.name, rule.expr));
        }
        for (place, letters) in self.sets.iter().enumerate() {
            text.push_str(&format!("{SET}{place} = _{{ {} }}\n", ranges(letters, order, first)));
        }
        text
    }

    fn set(&mut self, letters: Letters) -> Expr {
        assert!(!letters.is_empty(), "no letter is asked for: a condition that nothing meets");
        let place = self.sets.iter().position(|set| *set == letters).unwrap_or_else(|| {
            self.sets.push(letters);
            self.sets.len() - 1
        });
        Expr::Ident(format!("{SET}{place}"))
    }

    fn simple(&mut self, expr: &Expr, names: &BTreeMap<String, Letters>, rules: &BTreeMap<&str, &Rule>) -> Expr {
        let mut inner = |expr: &Expr| Box::new(self.simple(expr, names, rules));
        match expr {
            Expr::Ident(name) if names.contains_key(name) => self.set(names[name].clone()),
            Expr::Ident(name) => match rules.get(name.as_str()) {
                Some(rule) if rule.ty == RuleType::Silent => {
                    let simple = self.simple(&rule.expr, names, rules);
                    if self.letters(&simple).is_some() { simple } else { expr.clone() }
                }
                Some(_) => expr.clone(),
                None if ["ANY", "SOI", "EOI"].contains(&name.as_str()) => expr.clone(),
                None => panic!("{name} is no class and no rule"),
            },
            Expr::Seq(..) => {
                let items = sequence(expr);
                let items = items.into_iter().map(|item| self.simple(item, names, rules)).collect();
                self.sequence(items)
            }
            Expr::Choice(..) => {
                let items = choice(expr);
                let items = items.into_iter().map(|item| self.simple(item, names, rules)).collect();
                self.choice(items)
            }
            Expr::Opt(one) => Expr::Opt(inner(one)),
            Expr::Rep(one) => Expr::Rep(inner(one)),
            Expr::RepOnce(one) => Expr::RepOnce(inner(one)),
            Expr::RepMinMax(one, least, most) => Expr::RepMinMax(inner(one), *least, *most),
            Expr::PosPred(one) => Expr::PosPred(inner(one)),
            Expr::NegPred(one) => Expr::NegPred(inner(one)),
            other => panic!("a grammar of words is made of classes, not of {other:?}"),
        }
    }

    /// Joins a condition with the letter behind it.
    fn sequence(&mut self, items: Vec<Expr>) -> Expr {
        let mut joined: Vec<Expr> = Vec::new();
        for item in items.into_iter().rev() {
            let next = joined.last().and_then(|next| self.any(next));
            let both = match (&item, next) {
                (Expr::PosPred(one), Some(next)) => self.letters(one).map(|one| &next & one),
                (Expr::NegPred(one), Some(next)) => self.letters(one).map(|one| &next - one),
                _ => None,
            };
            match both {
                Some(letters) => *joined.last_mut().expect("it was looked at") = self.set(letters),
                None => joined.push(item),
            }
        }
        fold(joined, Expr::Seq)
    }

    /// The letters of a set, or all where any is taken.
    pub fn any(&self, expr: &Expr) -> Option<Letters> {
        match expr {
            Expr::Ident(name) if name == "ANY" => Some((0..self.count).collect()),
            expr => self.letters(expr).cloned(),
        }
    }

    /// Joins neighboring alternatives that are letters.
    fn choice(&mut self, items: Vec<Expr>) -> Expr {
        let mut joined: Vec<Expr> = Vec::new();
        for item in items {
            let both = joined.last().and_then(|last| Some(self.letters(last)? | self.letters(&item)?));
            match both {
                Some(letters) => *joined.last_mut().expect("it was looked at") = self.set(letters),
                None => joined.push(item),
            }
        }
        joined.reverse();
        fold(joined, Expr::Choice)
    }
}

/// What follows each other in a sequence.
pub fn sequence(expr: &Expr) -> Vec<&Expr> {
    parts(expr, &|expr| if let Expr::Seq(one, other) = expr { Some((one, other)) } else { None })
}

/// The alternatives of a choice.
fn choice(expr: &Expr) -> Vec<&Expr> {
    parts(expr, &|expr| if let Expr::Choice(one, other) = expr { Some((one, other)) } else { None })
}

/// The parts of nested pairs from left to right.
fn parts<'a>(expr: &'a Expr, pair: &dyn Fn(&'a Expr) -> Option<(&'a Expr, &'a Expr)>) -> Vec<&'a Expr> {
    match pair(expr) {
        Some((one, other)) => [parts(one, pair), parts(other, pair)].concat(),
        None => vec![expr],
    }
}

/// Nests what stands from right to left.
fn fold(items: Vec<Expr>, pair: fn(Box<Expr>, Box<Expr>) -> Expr) -> Expr {
    let nested = items.into_iter().reduce(|all, item| pair(Box::new(item), Box::new(all)));
    nested.expect("an expression has parts")
}

/// Letters in an order that keeps those of a set together: the largest sets first.
pub fn order(count: usize, sets: &[Letters]) -> Vec<usize> {
    let mut sets: Vec<&Letters> = sets.iter().collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let mut letters: Vec<usize> = (0..count).collect();
    letters.sort_by_cached_key(|letter| sets.iter().map(|set| !set.contains(letter)).collect::<Vec<bool>>());
    letters
}

/// Runs of neighboring letters as ranges of characters.
fn ranges(letters: &Letters, order: &[usize], first: u32) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for place in (0..).zip(order).filter(|(_, letter)| letters.contains(letter)).map(|(place, _)| place) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => runs.push((place, place)),
        }
    }
    let written = |(from, to)| format!("'\\u{{{:x}}}'..'\\u{{{:x}}}'", first + from, first + to);
    runs.into_iter().map(written).collect::<Vec<_>>().join(" | ")
}
