//! In: a prediction. Out: what to document, most useful first, and the same in one sentence.

use crate::report::findings::within_sentence;
use crate::report::{Basis, CriterionResult, Prediction, Report, Truth, completeness, words};

/// The undocumented criteria that the prediction rests on, most useful first: those of the principal way; then those that
/// change the prediction with the fewest others, and of these the ones that belong to most of the ways.
pub fn to_document(prediction: &Prediction) -> Vec<&CriterionResult> {
    let open = |criterion: &&CriterionResult| criterion.truth == Truth::Undocumented && criterion.required;
    let mut open: Vec<_> = prediction.criteria.iter().filter(open).collect();
    open.sort_by_cached_key(|criterion| usefulness(prediction, &criterion.id));
    open
}

/// The principal way to support the request: the one whose criteria come first in the rule file, where the main ones
/// stand before the exceptions. Where there is none, all undocumented criteria that the prediction rests on.
pub fn principal_way(prediction: &Prediction) -> Vec<&CriterionResult> {
    let place = |id: &String| prediction.criteria.iter().position(|criterion| criterion.id == *id);
    let places = |set: &Vec<String>| set.iter().filter_map(place).collect::<Vec<_>>();
    match prediction.to_overturn.iter().map(places).min() {
        Some(way) => way.into_iter().filter_map(|index| prediction.criteria.get(index)).collect(),
        None => to_document(prediction),
    }
}

/// How useful it is to document this criterion; the smaller the better.
pub(super) fn usefulness(prediction: &Prediction, id: &str) -> (bool, usize, usize) {
    if prediction.to_overturn.is_empty() {
        return Default::default();
    }
    let aside = !principal_way(prediction).iter().any(|criterion| criterion.id == id);
    let ways = prediction.to_overturn.iter().filter(|set| set.iter().any(|one| one == id));
    let fewest = ways.clone().map(Vec::len).min().unwrap_or(usize::MAX);
    (aside, fewest, prediction.to_overturn.len() - ways.count())
}

/// The criteria that speak against the request and that the prediction rests on.
pub fn against(prediction: &Prediction) -> impl Iterator<Item = &CriterionResult> {
    prediction.criteria.iter().filter(|criterion| criterion.truth == Truth::Contradicted && criterion.required)
}

/// The prediction and what it needs, in a sentence or two.
pub fn in_brief(prediction: &Prediction, draft: bool) -> String {
    let titles = |criteria: Vec<&CriterionResult>| -> String {
        criteria.iter().map(|criterion| within_sentence(&criterion.title)).collect::<Vec<_>>().join("; ")
    };
    let stands = words::stands(draft);
    match prediction.basis {
        Basis::NotCovered => "No rule covers this treatment; nothing is said of it.".to_owned(),
        Basis::Met => "Supported: what the guideline requires is documented.".to_owned(),
        Basis::Contradicted => {
            format!("{stands}. The record speaks against: {}.", titles(against(prediction).collect()))
        }
        Basis::Undocumented => {
            let other = if prediction.to_overturn.len() > 1 { " Other ways are listed below." } else { "" };
            format!("{stands}. Not shown: {}.{other}", titles(principal_way(prediction)))
        }
    }
}

/// What is wrong with a request besides what the guideline asks: what it lacks as a request, and what the note says of it
/// that contradicts something else. Nothing where all is well.
pub fn besides(report: &Report, item: usize) -> String {
    let mut out = String::new();
    if let Some(points) = completeness::points(report, item).filter(|points| points.points(false).next().is_some()) {
        out.push_str(&format!(" As a request it lacks: {}.", completeness::titles(points.points(false))));
    }
    if report.conflicts.iter().any(|conflict| conflict.item == Some(item)) {
        out.push_str(" The document contradicts itself on it.");
    }
    out
}
