//! In: the judgements of a letter by two rulebooks. Out: its items whose prediction is another, as the studies of one
//! criterion or one value list them.

use super::StudyLetter;
use crate::letter::Outcome;
use crate::report::{BOTH, Evidence, Judgements, Predicted};
use serde::Serialize;

/// An item of a study, as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedItem {
    /// The document, as the user named it.
    pub source: String,
    /// The item's number, from 1.
    pub n: usize,
    /// What is asked for.
    pub text: String,
    /// Its treatment family.
    pub family: String,
    /// What the reviewer decided, where the document tells it.
    pub outcome: Option<Outcome>,
}

/// An item whose prediction is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// The item.
    #[serde(flatten)]
    pub item: ListedItem,
    /// On which evidence.
    pub evidence: Evidence,
    /// The prediction by the rules as they stand.
    pub from: Predicted,
    /// The prediction by the other rules.
    pub to: Predicted,
}

impl ListedItem {
    /// The item with this place in its letter, from 0; none where there is no such item.
    pub fn of(letter: &StudyLetter, index: usize) -> Option<Self> {
        let item = letter.file.items.get(index)?;
        Some(Self {
            source: letter.source.clone(),
            n: item.n,
            text: item.text.clone(),
            family: item.request.family.clone(),
            outcome: letter.outcomes.get(index).copied().flatten(),
        })
    }
}

impl Turned {
    /// The items of a letter that differ, on both kinds of evidence, in the items' order.
    pub fn of(letter: &StudyLetter, base: &[Judgements], other: &[Judgements]) -> Vec<Self> {
        let pairs = base.iter().zip(other).enumerate();
        let each = pairs.flat_map(|(index, (before, after))| {
            BOTH.into_iter().filter_map(move |evidence| {
                let (one, two) = before.by(evidence).zip(after.by(evidence))?;
                let (from, to) = (one.outcome, two.outcome);
                (from != to).then_some(())?;
                Some(Self { item: ListedItem::of(letter, index)?, evidence, from, to })
            })
        });
        each.collect()
    }
}
