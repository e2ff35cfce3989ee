//! In: the judgements of one letter by two rulebooks. Out: its [`FlippedItem`]s, each traced under both.

use super::responsible::responsible;
use super::trace::{Traced, trace};
use crate::report::{BOTH, Basis, Evidence, Judgements, Predicted, Prediction};
use crate::rule::Rulebook;
use crate::study::{ListedItem, StudyLetter};
use serde::Serialize;

/// An item whose prediction differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlippedItem {
    /// The item.
    #[serde(flatten)]
    pub item: ListedItem,
    /// On which evidence.
    pub evidence: Evidence,
    /// The criteria responsible, or what else is.
    pub responsible: Vec<String>,
    /// As judged by the base.
    pub before: Side,
    /// As judged by the other.
    pub after: Side,
}

/// A prediction by one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The edition.
    pub edition: String,
    /// What is predicted.
    pub predicted: Predicted,
    /// Why.
    pub basis: Basis,
    /// Every criterion.
    pub criteria: Vec<Traced>,
}

/// The items of a letter that flip, on both kinds of evidence.
pub fn of_letter(
    letter: &StudyLetter,
    (base, before): (&Rulebook, &[Judgements]),
    (with, after): (&Rulebook, &[Judgements]),
) -> Vec<FlippedItem> {
    let mut found = Vec::new();
    for (index, (before, after)) in before.iter().zip(after).enumerate() {
        let Some(item) = ListedItem::of(letter, index) else { continue };
        let family = |book: &'_ Rulebook| book.families.get(&item.family).cloned();
        let (old, new) = (family(base), family(with));
        for evidence in BOTH {
            let Some((one, two)) = before.by(evidence).zip(after.by(evidence)) else { continue };
            if one.outcome == two.outcome {
                continue;
            }
            found.push(FlippedItem {
                responsible: responsible(&item.family, (old.as_deref(), new.as_deref()), (one, two)),
                item: item.clone(),
                evidence,
                before: side(letter, base, one),
                after: side(letter, with, two),
            });
        }
    }
    found
}

fn side(letter: &StudyLetter, book: &Rulebook, prediction: &Prediction) -> Side {
    Side {
        edition: book.id.clone(),
        predicted: prediction.outcome,
        basis: prediction.basis,
        criteria: trace(prediction, &letter.file.claims),
    }
}
