//! In: what each clause can come to. Out: what a formula over them can come to.

use super::possibilities::Possibilities;
use crate::fact::Kleene;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A condition, a criterion or a support over the facts of a [`super::Space`].
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// One clause: what is asked of one fact.
    Leaf {
        /// The fact's place in the space.
        fact: usize,
        /// The question's place with the fact.
        asked: usize,
    },
    /// It fails.
    Not(Box<Formula>),
    /// Each holds; what is not applicable drops out.
    All(Vec<Formula>),
    /// At least this many hold; what is not applicable drops out.
    AtLeast(usize, Vec<Formula>),
    /// A criterion.
    Criterion {
        /// Where it applies.
        applies: Option<Box<Formula>>,
        /// Where it is met.
        finding: Box<Formula>,
    },
}

impl Formula {
    /// What it can come to. Exact where every clause is settled; else no possibility is left out.
    pub fn possibilities(&self, leaf: &dyn Fn(usize, usize) -> Possibilities) -> Possibilities {
        match self {
            Self::Leaf { fact, asked } => leaf(*fact, *asked),
            Self::Not(part) => {
                let not = |truth: Option<Kleene>, _| truth.map(|truth| !truth);
                part.possibilities(leaf).joined(Possibilities::NOT_APPLICABLE, not)
            }
            Self::All(parts) => folded(parts, leaf, &AND),
            Self::AtLeast(1, parts) => folded(parts, leaf, &OR),
            Self::AtLeast(n, parts) => counted(*n, parts, leaf),
            Self::Criterion { applies, finding } => {
                let finding = finding.possibilities(leaf);
                let applying = |applies: Option<Kleene>, finding: Option<Kleene>| match applies {
                    Some(Kleene::False) => None,
                    Some(Kleene::Unknown) => finding.map(|finding| finding.or(Kleene::Unknown)),
                    _ => finding,
                };
                applies.as_ref().map_or(finding, |applies| applies.possibilities(leaf).joined(finding, applying))
            }
        }
    }
}

/// `Kleene::and` and `Kleene::or` over sets, for every pair of sets; what is not applicable drops out.
static AND: LazyLock<Table> = LazyLock::new(|| table(Kleene::and));
static OR: LazyLock<Table> = LazyLock::new(|| table(Kleene::or));

type Table = Vec<Possibilities>;

fn table(join: fn(Kleene, Kleene) -> Kleene) -> Table {
    let both = |one: Option<Kleene>, two: Option<Kleene>| match (one, two) {
        (Some(one), Some(two)) => Some(join(one, two)),
        (one, two) => one.or(two),
    };
    Possibilities::every().flat_map(|one| Possibilities::every().map(move |two| one.joined(two, both))).collect()
}

fn folded(parts: &[Formula], leaf: &dyn Fn(usize, usize) -> Possibilities, table: &Table) -> Possibilities {
    let mut all = Possibilities::NOT_APPLICABLE;
    for part in parts {
        all = table[all.index() * Possibilities::COUNT + part.possibilities(leaf).index()];
    }
    all
}

/// Keeps every pair of how many hold and how many are open.
fn counted(n: usize, parts: &[Formula], leaf: &dyn Fn(usize, usize) -> Possibilities) -> Possibilities {
    let mut counts = BTreeSet::from([(0, 0, false)]);
    for part in parts {
        let truths: Vec<Option<Kleene>> = part.possibilities(leaf).each().collect();
        let more = |(held, open, any): (usize, usize, bool)| {
            let add = move |truth: &Option<Kleene>| match truth {
                Some(Kleene::True) => (held + 1, open, true),
                Some(Kleene::Unknown) => (held, open + 1, true),
                Some(Kleene::False) => (held, open, true),
                None => (held, open, any),
            };
            truths.iter().map(add).collect::<Vec<_>>()
        };
        counts = counts.into_iter().flat_map(more).collect();
    }
    let possibility = |(held, open, any): (usize, usize, bool)| match any {
        false => Possibilities::NOT_APPLICABLE,
        true if held >= n => Possibilities::of(Kleene::True),
        true if held + open >= n => Possibilities::of(Kleene::Unknown),
        true => Possibilities::of(Kleene::False),
    };
    counts.into_iter().fold(Possibilities::NONE, |all, count| all.with(possibility(count)))
}
