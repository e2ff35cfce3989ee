//! In: a note. Out: things that it says are so in one place and are not so in another, at the same time.

use super::note::Note;
use super::words::Rule;
use super::{Code, Conflict, Material, Place};
use crate::claim::{Claim, Kind, Stance, Value};
use crate::fact::{Subject, Treatment, regions_named};
use crate::request::Part;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds that are so or not so. Of findings of an examination, one that is there and one that is not stand side by
/// side in any good note; of responses, more and less are told of different times.
const KINDS: [Kind; 8] = [
    Kind::SideEffects,
    Kind::WorkStatus,
    Kind::AberrantBehavior,
    Kind::OpioidAgreement,
    Kind::HomeExercise,
    Kind::MuscleSpasm,
    Kind::TreatmentTried,
    Kind::PriorSessions,
];

/// One statement of one of these kinds.
struct Statement<'a> {
    claim: &'a Claim,
    subject: &'a Subject,
    /// What is said: two statements that say different things contradict each other.
    says: &'static str,
}

pub(super) fn find(material: &Material, note: &Note) -> Vec<Conflict> {
    let mut all: Vec<Statement> = statements(material, note);
    // Of most kinds a note says one thing only.
    let mut said: BTreeMap<Kind, BTreeSet<&str>> = BTreeMap::new();
    for one in &all {
        said.entry(group(one.claim.kind)).or_default().insert(one.says);
    }
    all.retain(|one| said.get(&group(one.claim.kind)).is_some_and(|says| says.len() > 1));
    let mut found: Vec<Conflict> = Vec::new();
    for (index, one) in all.iter().enumerate() {
        // The same contradiction again tells nothing new.
        if found.iter().any(|known| known.kind == Some(group(one.claim.kind))) {
            continue;
        }
        let against = all[index + 1..].iter().filter(|two| two.says != one.says && is_same(material, note, one, two));
        let second: Vec<Place> = against.map(|two| Place::in_note(two.claim.span)).collect();
        let kind = Some(group(one.claim.kind));
        if !second.is_empty() {
            let first = Place::in_note(one.claim.span);
            found.push(Conflict { item: None, code: Code::BothWays, kind, first, second });
        }
    }
    found
}

fn statements<'a>(material: &Material<'a>, note: &Note) -> Vec<Statement<'a>> {
    let claims = material.reading.claims.iter().zip(material.subjects);
    let found = claims.filter_map(|(claim, subject)| {
        let told = note.told(claim)?;
        let of_now = !told.words.has(Rule::state) || is_had(claim) && !told.words.has(Rule::other_time);
        let counted = KINDS.contains(&claim.kind) && of_now && !note.is_requested(claim.span);
        Some(Statement { claim, subject, says: says(claim).filter(|_| counted)? })
    });
    found.collect()
}

/// Of what was had, the words of the past tell nothing but that.
const fn is_had(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::TreatmentTried | Kind::PriorSessions)
}

/// Visits that were had are a treatment that was.
const fn group(kind: Kind) -> Kind {
    if matches!(kind, Kind::PriorSessions) { Kind::TreatmentTried } else { kind }
}

fn says(claim: &Claim) -> Option<&'static str> {
    match (&claim.value, claim.stance) {
        (Some(Value::Work { status }), Stance::Documented) => Some(status),
        (Some(Value::Effects { effects: "present" }), Stance::Documented) => Some("yes"),
        (Some(Value::Effects { effects: "absent" }), _) => Some("no"),
        _ if matches!(claim.kind, Kind::WorkStatus | Kind::SideEffects) => None,
        (_, Stance::Documented) => Some("yes"),
        (_, Stance::Denied) => Some("no"),
        _ => None,
    }
}

/// Whether two statements are of the same kind, treatment, part and side of the body.
fn is_same(material: &Material, note: &Note, one: &Statement, two: &Statement) -> bool {
    if group(one.claim.kind) != group(two.claim.kind) {
        return false;
    }
    match one.claim.kind {
        Kind::TreatmentTried | Kind::PriorSessions => is_same_course(one, two),
        Kind::SideEffects => is_same_drug(material, one, two),
        Kind::MuscleSpasm => {
            let (here, there) = (&one.subject.regions, &two.subject.regions);
            !here.is_empty() && here == there && sides(note, one) == sides(note, two)
        }
        _ => true,
    }
}

fn is_same_course(one: &Statement, two: &Statement) -> bool {
    let (Treatment::Named { family, generic: None }, Treatment::Named { family: other, generic: None }) =
        (&one.subject.treatment, &two.subject.treatment)
    else {
        return false;
    };
    if family != other {
        return false;
    }
    let regions = |statement: &Statement| {
        let about = statement.claim.about.as_deref().map(regions_named).unwrap_or_default();
        about.into_iter().chain(regions_named(&statement.claim.quote)).collect::<BTreeSet<_>>()
    };
    let (here, there) = (regions(one), regions(two));
    here.is_empty() || there.is_empty() || here == there
}

/// Side effects that are denied without a name are those of all drugs; one that is told must be of one that is asked for.
fn is_same_drug(material: &Material, one: &Statement, two: &Statement) -> bool {
    let (told, denied) = if one.says == "yes" { (one, two) } else { (two, one) };
    let Treatment::Named { family, generic } = &told.subject.treatment else { return false };
    let asked = material.requests.iter().any(|request| request.family == *family && request.generic == *generic);
    match &denied.subject.treatment {
        Treatment::Named { family: other, generic: named } => family == other && generic == named,
        Treatment::Item => asked,
        Treatment::OneOf(families) => asked && families.contains(family.as_str()),
        Treatment::Unknown => false,
    }
}

fn sides(note: &Note, statement: &Statement) -> BTreeSet<Part> {
    let parts = note.told(statement.claim).map(|told| told.parts.as_slice()).unwrap_or_default();
    let sides = parts.iter().map(|found| found.part);
    sides.filter(|part| matches!(part, Part::Left | Part::Right | Part::Bilateral)).collect()
}
