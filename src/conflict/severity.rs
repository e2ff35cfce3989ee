//! In: a note. Out: pain that it calls severe in one place and mild in another, of the same part of the body and time.

use super::note::{Note, Told};
use super::words::Rule;
use super::{Code, Conflict, Material, Place};
use crate::claim::{Kind, Stance, Value};
use crate::fact::{Regions, regions_named};
use crate::span::Span;
use std::collections::BTreeSet;

/// The lowest score of severe pain, and the highest of mild pain, on a scale of 0 to 10.
const SEVERE: f64 = 7.0;
const MILD: f64 = 3.0;

/// What one sentence says of pain.
struct Pain {
    severe: bool,
    span: Span,
    regions: Regions,
    /// Whether it is told of the time in which a treatment is taken.
    treated: bool,
    /// Whether it is said to be so all of the time.
    persistent: bool,
}

pub(super) fn find(material: &Material, note: &Note) -> Vec<Conflict> {
    let all = pains(material, note);
    let named: BTreeSet<&Regions> =
        all.iter().map(|pain| &pain.regions).filter(|regions| !regions.is_empty()).collect();
    let one_region = named.len() < 2;
    let same = |one: &Pain, two: &Pain| match (one.regions.is_empty(), two.regions.is_empty()) {
        (false, false) => one.regions == two.regions,
        (true, true) => true,
        _ => one_region,
    };
    let mild: Vec<&Pain> = all.iter().filter(|pain| !pain.severe).collect();
    let severe = all.iter().filter(|pain| pain.severe && !pain.treated);
    // Of severe pain in the same parts of the body nothing else comes: it is tried once.
    let mut tried = BTreeSet::new();
    let severe = severe.filter(|severe| tried.insert((&severe.regions, severe.persistent)));
    let found = severe.filter_map(|severe| {
        // Under treatment, pain can be mild that is severe without it; not if it is severe all of the time.
        let fits = |mild: &&Pain| same(severe, mild) && (!mild.treated || severe.persistent);
        let second: Vec<Place> = mild.iter().copied().filter(fits).map(|mild| Place::in_note(mild.span)).collect();
        let first = Place::in_note(severe.span);
        (!second.is_empty()).then_some(Conflict { item: None, code: Code::Severity, kind: None, first, second })
    });
    // The same contradiction again tells nothing new.
    found.take(1).collect()
}

fn pains(material: &Material, note: &Note) -> Vec<Pain> {
    let mut found = Vec::new();
    for told in &note.sentences {
        let treated = told.words.only_treated();
        if told.words.has(Rule::negated) || told.words.has(Rule::state) && !treated {
            continue;
        }
        let said = told.words.all(&[Rule::severe, Rule::mild]);
        let said = said.map(|(rule, span)| (rule == Rule::severe, told.prose.span(span)));
        found.extend(said.chain(scores(material, told)).map(|(severe, span)| pain(told, severe, span, treated)));
    }
    found
}

fn pain(told: &Told, severe: bool, span: Span, treated: bool) -> Pain {
    Pain {
        severe,
        span,
        regions: regions_named(&told.prose.text),
        treated,
        persistent: told.words.has(Rule::persistent),
    }
}

/// The scores of a sentence that name one number, as severe or mild.
fn scores(material: &Material, told: &Told) -> impl Iterator<Item = (bool, Span)> {
    let (sentence, span) = (told.sentence, told.span);
    let claims = &material.reading.claims;
    let first = claims.partition_point(|claim| claim.sentence < sentence);
    let claims = claims[first..].iter().take_while(move |claim| claim.sentence == sentence);
    let scores = claims.filter(move |claim| {
        span.contains(claim.span) && claim.kind == Kind::PainScore && claim.stance == Stance::Documented
    });
    scores.filter_map(|claim| match claim.value {
        Some(Value::Score { low, high }) if low == high && low >= SEVERE => Some((true, claim.span)),
        Some(Value::Score { low, high }) if low == high && high <= MILD && low > 0.0 => Some((false, claim.span)),
        _ => None,
    })
}
