//! In: the text of a pest grammar. Out: [`Grammar`], its rules as expressions that can be walked.

mod reader;

use super::mixing::Mixing;
use super::sets::Set;
use indexmap::{IndexMap, IndexSet};

/// The place of an expression in a [`Grammar`].
pub type Id = u32;

/// Where the letters of a literal stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    at: u32,
    length: u32,
}

/// What a rule, or a part of one, says. There are tens of thousands, so each is kept small.
#[derive(Debug, Clone, Copy)]
pub enum Expr {
    /// Letters as they stand.
    Literal(Words),
    /// The same in upper and in lower case.
    AnyCase(Words),
    /// One letter of a range.
    Range(char, char),
    /// One letter of a set, as a rule of pest's own takes it.
    OneOf(Set),
    /// The start of the text.
    Start,
    /// Its end.
    End,
    /// A rule, by its place among the names.
    Rule(u32),
    /// One after the other.
    Then(Id, Id),
    /// The first that matches of a choice, by its place among all of the grammar.
    Or(u32),
    /// At most once.
    Maybe(Id),
    /// Any number of times.
    Many(Id),
    /// What must stand here, without being taken.
    Ahead(Id),
    /// What must not stand here.
    NotAhead(Id),
    /// Nothing at all.
    Empty,
    /// What this reader does not know.
    Unknown,
}

/// The rules of a grammar.
#[derive(Debug, Default)]
pub struct Grammar<'g> {
    /// Each name that stands in the text, and its expression; there is none of a name that is not known.
    names: IndexMap<&'g str, Option<Id>, Mixing>,
    expressions: Vec<Expr>,
    /// The alternatives of all choices, and where those of each begin and end.
    alternatives: Vec<Id>,
    choices: Vec<(u32, u32)>,
    text: &'g str,
    /// The letters of literals with escapes, which do not stand in the text as they are.
    escaped: String,
    /// The rules that leave no node of their own in the tree.
    silent: IndexSet<&'g str, Mixing>,
}

impl Words {
    /// Of no literal.
    pub const NONE: Self = Self { at: 0, length: 0 };

    /// Bytes of the literal.
    #[inline]
    pub const fn len(self) -> usize {
        self.length as usize
    }

    /// A number of its own.
    pub const fn number(self) -> u64 {
        (self.at as u64) << 32 | self.length as u64
    }

    /// What stands behind so many bytes.
    pub const fn behind(self, bytes: usize) -> Self {
        Self { at: self.at + bytes as u32, length: self.length.saturating_sub(bytes as u32) }
    }
}

impl<'g> Grammar<'g> {
    /// Reads a grammar.
    pub fn of(text: &'g str) -> Self {
        reader::read(text)
    }

    /// The expression at this place.
    #[inline]
    pub fn expr(&self, id: Id) -> Expr {
        self.expressions[id as usize]
    }

    /// The letters of a literal, as bytes.
    #[inline]
    pub fn letters(&self, words: Words) -> &[u8] {
        let (at, length) = (words.at as usize, words.length as usize);
        match at.checked_sub(self.text.len()) {
            None => &self.text.as_bytes()[at..at + length],
            Some(at) => &self.escaped.as_bytes()[at..at + length],
        }
    }

    /// The alternatives of a choice.
    #[inline]
    pub fn choice(&self, place: u32) -> &[Id] {
        let (start, end) = self.choices[place as usize];
        &self.alternatives[start as usize..end as usize]
    }

    /// The name of a rule and its expression, by its place among the names.
    #[inline]
    pub fn rule(&self, name: u32) -> (&'g str, Option<Id>) {
        self.names.get_index(name as usize).map_or(("", None), |(name, expr)| (*name, *expr))
    }

    /// The expression of the rule of this name.
    pub fn named(&self, name: &str) -> Option<Id> {
        self.names.get(name).copied().flatten()
    }

    /// The rules that a silent rule chooses among, those of silent rules among them again; `None` where it does not only
    /// choose among rules.
    pub fn alternatives(&self, silent: &str) -> Option<Vec<&'g str>> {
        let parts = match self.expr(self.named(silent)?) {
            Expr::Or(place) => self.choice(place).to_vec(),
            _ => vec![self.named(silent)?],
        };
        let mut all = Vec::new();
        for part in parts {
            let Expr::Rule(name) = self.expr(part) else { return None };
            let name = self.rule(name).0;
            match self.silent.contains(name).then(|| self.alternatives(name)) {
                Some(Some(below)) => all.extend(below),
                _ => all.push(name),
            }
        }
        Some(all)
    }

    /// Whether the rule leaves no node of its own in the tree.
    pub fn is_silent(&self, rule: &str) -> bool {
        self.silent.contains(rule)
    }

    /// Whether the rule can stand at the start of the text only.
    pub fn is_at_start(&self, rule: &str) -> bool {
        let first = self.named(rule).map(|id| match self.expr(id) {
            Expr::Then(first, _) => self.expr(first),
            expr => expr,
        });
        matches!(first, Some(Expr::Start))
    }

    /// How many expressions there are.
    pub fn size(&self) -> usize {
        self.expressions.len()
    }

    /// The names that are not known, and how many expressions are of no kind that this reader knows.
    #[cfg(test)]
    pub fn unknown(&self) -> (Vec<&'g str>, usize) {
        let names = self.names.iter().filter(|(_, id)| id.is_none()).map(|(name, _)| *name).collect();
        (names, self.expressions.iter().filter(|expr| matches!(expr, Expr::Unknown)).count())
    }

    /// How many choices there are.
    pub fn choices(&self) -> usize {
        self.choices.len()
    }

    /// The rules that a rule's expression names, in order.
    pub fn names_in(&self, rule: &str) -> Vec<&'g str> {
        let mut names = Vec::new();
        self.collect(self.named(rule), &mut names);
        names
    }

    fn collect(&self, id: Option<Id>, names: &mut Vec<&'g str>) {
        let Some(id) = id else { return };
        match self.expr(id) {
            Expr::Rule(name) => names.push(self.rule(name).0),
            Expr::Then(one, two) => [one, two].into_iter().for_each(|part| self.collect(Some(part), names)),
            Expr::Or(place) => self.choice(place).iter().for_each(|&part| self.collect(Some(part), names)),
            Expr::Maybe(part) | Expr::Many(part) | Expr::Ahead(part) | Expr::NotAhead(part) => {
                self.collect(Some(part), names)
            }
            _ => {}
        }
    }

    fn add(&mut self, expr: Expr) -> Id {
        self.expressions.push(expr);
        (self.expressions.len() - 1) as Id
    }
}
