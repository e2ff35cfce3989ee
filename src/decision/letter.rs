//! In: the fact sheets of all items of a letter. Out: their predictions, each ancillary after the operation it serves.

use super::{Basis, Predicted, Prediction, predict};
use crate::fact::{Fact, FactSheet, OPERATION_SUPPORTED, State};
use crate::rule::Rulebook;

/// An item of a letter, ready to be judged.
#[derive(Debug, Clone)]
pub struct LetterItem {
    /// Place in the letter, from 1.
    pub n: usize,
    /// Its facts.
    pub sheet: FactSheet,
}

/// Predicts every item of a letter, in the items' order. An item of a family that follows others has the fact
/// `operation_supported`: documented where one of those items is predicted supported, denied where each is
/// contradicted, undocumented where one lacks documentation, silent where the letter has none.
pub fn predict_letter(rulebook: &Rulebook, items: &[LetterItem]) -> Vec<Prediction> {
    let follows =
        |item: &LetterItem| rulebook.families.get(&item.sheet.family).map_or(&[][..], |family| &family.follows);
    let leading: Vec<Option<Prediction>> =
        items.iter().map(|item| follows(item).is_empty().then(|| predict(rulebook, &item.sheet))).collect();
    let judged = |item: &LetterItem| {
        let mut sheet = item.sheet.clone();
        let primaries = items.iter().zip(&leading).filter(|(other, _)| follows(item).contains(&other.sheet.family));
        sheet.set(OPERATION_SUPPORTED, operation(primaries.filter_map(|(_, prediction)| prediction.as_ref())));
        predict(rulebook, &sheet)
    };
    let items_with_leading = items.iter().zip(leading.iter());
    items_with_leading.map(|(item, prediction)| prediction.clone().unwrap_or_else(|| judged(item))).collect()
}

fn operation<'a>(primaries: impl Iterator<Item = &'a Prediction>) -> Fact {
    let primaries: Vec<&Prediction> = primaries.collect();
    let any = |test: &dyn Fn(&Prediction) -> bool| primaries.iter().any(|prediction| test(prediction));
    let state = if any(&|prediction| prediction.outcome == Predicted::Overturned) {
        State::Documented
    } else if any(&|prediction| prediction.basis == Basis::Undocumented) {
        State::Undocumented
    } else if any(&|prediction| prediction.basis == Basis::Contradicted) {
        State::Denied
    } else {
        State::Silent
    };
    Fact { state, value: None, claims: Vec::new(), note: None }
}
