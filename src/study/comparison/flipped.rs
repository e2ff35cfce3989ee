//! In: the judgements of one letter by two rulebooks. Out: its [`FlippedItem`]s, each traced under both.

use super::responsible::responsible;
use super::trace::{Traced, trace};
use crate::letter::Outcome;
use crate::report::{BOTH, Basis, Evidence, Judgements, Predicted, Prediction};
use crate::rule::Rulebook;
use crate::study::StudyLetter;
use serde::Serialize;

/// An item whose prediction differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlippedItem {
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
    for (index, item) in letter.file.items.iter().enumerate() {
        for evidence in BOTH {
            let of = |judgements: &'_ [Judgements]| judgements.get(index).and_then(|one| one.by(evidence).cloned());
            let (Some(one), Some(two)) = (of(before), of(after)) else { continue };
            if one.outcome == two.outcome {
                continue;
            }
            let family = &item.request.family;
            let families = (base.families.get(family).map(AsRef::as_ref), with.families.get(family).map(AsRef::as_ref));
            found.push(FlippedItem {
                source: letter.source.clone(),
                n: item.n,
                text: item.text.clone(),
                family: family.clone(),
                outcome: letter.outcomes.get(index).copied().flatten(),
                evidence,
                responsible: responsible(family, families, (&one, &two)),
                before: side(letter, base, &one),
                after: side(letter, with, &two),
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
