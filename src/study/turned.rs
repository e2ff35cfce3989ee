//! In: the judgements of a letter by two rulebooks. Out: its items whose prediction is another, as the studies of one
//! criterion or one value list them.

use super::StudyLetter;
use crate::letter::Outcome;
use crate::report::{BOTH, Evidence, Judgements, Predicted};
use serde::Serialize;

/// An item whose prediction is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
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
    /// On which evidence.
    pub evidence: Evidence,
    /// The prediction by the rules as they stand.
    pub from: Predicted,
    /// The prediction by the other rules.
    pub to: Predicted,
}

impl Turned {
    /// The items of a letter that differ, on both kinds of evidence, in the items' order.
    pub fn of(letter: &StudyLetter, base: &[Judgements], other: &[Judgements]) -> Vec<Self> {
        let mut found = Vec::new();
        for (index, (item, (before, after))) in letter.file.items.iter().zip(base.iter().zip(other)).enumerate() {
            for evidence in BOTH {
                let Some((one, two)) = before.by(evidence).zip(after.by(evidence)) else { continue };
                if one.outcome == two.outcome {
                    continue;
                }
                found.push(Self {
                    source: letter.source.clone(),
                    n: item.n,
                    text: item.text.clone(),
                    family: item.request.family.clone(),
                    outcome: letter.outcomes.get(index).copied().flatten(),
                    evidence,
                    from: one.outcome,
                    to: two.outcome,
                });
            }
        }
        found
    }
}
