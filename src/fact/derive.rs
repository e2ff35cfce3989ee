//! In: a request and the facts that claims give. Out: the facts that follow from them: totals, dose, 9792.20.

use super::combine::days;
use super::value::{FactValue, Range};
use super::{Context, Fact, FactName, FactSheet, Kleene, State};
use crate::claim::Kind;
use crate::request::Request;

fn text(text: Option<&str>) -> Option<Fact> {
    text.map(|text| Fact::of_request(FactValue::Text(text.to_owned())))
}

fn number(number: Option<f64>) -> Option<Fact> {
    number.map(|number| Fact::of_request(FactValue::Range(Range::exactly(number))))
}

fn word(word: Option<&str>) -> Option<Fact> {
    word.map(|word| Fact::of_request(FactValue::word(word)))
}

fn words(words: &[String]) -> Option<Fact> {
    Some(Fact::of_request(FactValue::Words(words.iter().cloned().collect())))
}

fn flag(holds: bool) -> Option<Fact> {
    Some(Fact { state: if holds { State::Documented } else { State::Denied }, ..Fact::SILENT })
}

/// Said where a point holds, or stays open, because nobody can tell how long ago the injury was.
pub const NO_INJURY_DATE: &str = "no date of injury was found, so it is not known how long ago the injury was";

/// Adds what the request and the letter's header say.
pub fn from_request(sheet: &mut FactSheet, request: &Request, context: &Context) {
    let first = original(request, context.original).unwrap_or(request);
    let injury = context.injury.zip(context.clock).and_then(|(injury, clock)| days(injury, clock));
    let quantity = request.quantity.map(f64::from);
    let fills = 1.0 + first.refills.map_or(0.0, f64::from);
    let whole = first.quantity.map(f64::from);
    let facts = [
        ("request_text", text(Some(context.item_text))),
        ("request_family", word(Some(&request.family))),
        ("request_class", word(request.class.as_deref())),
        ("request_generic", text(request.generic.as_deref())),
        ("request_treatment", text(request.treatment.as_deref())),
        ("request_strength", text(request.strength.as_deref())),
        ("request_body_part", text(request.body_part.as_deref())),
        ("request_formulation", text(request.formulation.as_deref())),
        ("request_formulary", word(request.formulary.as_deref())),
        ("request_unspecified", words(&request.unspecified)),
        ("request_retrospective", flag(request.retrospective)),
        ("request_ancillary", flag(request.ancillary)),
        ("request_topical", flag(request.topical)),
        ("quantity", number(quantity)),
        ("refills", number(Some(fills - 1.0))),
        ("total_quantity", number(whole.map(|quantity| quantity * fills))),
        ("sessions", asked(request).map(|range| Fact::of_request(FactValue::Range(range)))),
        ("days_since_injury", number(injury)),
        ("patient_age", number(context.age.map(f64::from))),
    ];
    for (name, fact) in facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))) {
        sheet.set(name, fact);
    }
    if injury.is_none() {
        sheet.set("days_since_injury", Fact { note: Some(NO_INJURY_DATE.to_owned()), ..Fact::SILENT });
    }
    for (name, total) in context.daily_totals.with(first) {
        sheet.set(name, total.clone());
    }
}

/// The whole of a request of which a part was granted, where it is for the same treatment and asks for no less.
pub fn original<'a>(request: &Request, whole: Option<&'a Request>) -> Option<&'a Request> {
    let original = whole.filter(|original| original.family == request.family)?;
    let same_drug = original.generic == request.generic;
    let no_less = |whole: Option<u32>, part: Option<u32>| whole.zip(part).is_none_or(|(whole, part)| whole >= part);
    let fits = same_drug
        && no_less(original.quantity, request.quantity)
        && no_less(original.sessions, request.sessions)
        && no_less(original.refills, request.refills);
    fits.then_some(original)
}

/// The sessions asked for; of a range both ends.
fn asked(request: &Request) -> Option<Range> {
    let most = f64::from(request.sessions?);
    Some(Range { low: request.sessions_at_least.map_or(most, f64::from), high: Some(most) })
}

/// Counts the granted part of a course as sessions that were had: earlier ones may or may not include it.
pub fn granted(sheet: &mut FactSheet, request: &Request, context: &Context) {
    let whole = original(request, context.original).and_then(|original| original.sessions);
    let Some(granted) = whole.zip(request.sessions).map(|(whole, part)| f64::from(whole - part)) else { return };
    if granted <= 0.0 {
        return;
    }
    let prior = sheet.of(FactName::of_kind(Kind::PriorSessions));
    let told = match &prior.value {
        Some(FactValue::Range(range)) => *range,
        _ => Range::exactly(0.0),
    };
    let value = Range { low: told.low.max(granted), high: told.high.map(|high| high + granted) };
    let note = Some(format!("{granted} of the sessions asked for at first were granted"));
    let claims = prior.claims.clone();
    let fact = Fact { state: State::Documented, value: Some(FactValue::Range(value)), claims, note };
    sheet.set(FactName::of_kind(Kind::PriorSessions), fact);
}

/// Adds what follows from the other facts.
pub fn from_facts(sheet: &mut FactSheet, request: &Request) {
    if let Some(sessions) = asked(request) {
        let total = total_sessions(sheet, sessions);
        sheet.set("total_sessions", total);
    }
    let improvement = functional_improvement(sheet);
    sheet.set("functional_improvement_9792_20", improvement);
}

/// Earlier sessions plus those asked for. Silence on their number counts as none, which the note tells; a reviewer who
/// misses the number leaves it open.
fn total_sessions(sheet: &FactSheet, asked: Range) -> Fact {
    let prior = sheet.of(FactName::of_kind(Kind::PriorSessions));
    let (earlier, note) = match (&prior.value, prior.state) {
        (Some(FactValue::Range(range)), _) => (*range, prior.note.clone()),
        (_, State::Silent) if sheet.of(FactName::of_kind(Kind::TreatmentTried)).state == State::Documented => {
            let note = "there were earlier sessions, but their number was not found; only those asked for are counted";
            (Range::exactly(0.0), Some(note.to_owned()))
        }
        (_, State::Silent) => (Range::exactly(0.0), Some("no earlier session is on record".to_owned())),
        _ => (Range::at_least(0.0), Some("the number of earlier sessions is not on record".to_owned())),
    };
    let value = Some(FactValue::Range(earlier.plus(asked)));
    Fact { state: State::Documented, value, claims: prior.claims.clone(), note }
}

/// 8 CCR 9792.20: daily activities improved or work restrictions reduced, and less dependency on continued care.
///
/// Less dependency is read from a taper, a home programme that has taken over, or the word of somebody who says it all
/// in one: a claim of functional improvement settles the first half only. A work status tells of no change by itself.
fn functional_improvement(sheet: &FactSheet) -> Fact {
    let fact = |kind: Kind| sheet.of(FactName::of_kind(kind));
    let activities = fact(Kind::DailyActivities);
    let function = fact(Kind::FunctionalImprovement);
    let first = activities.truth().or(function.truth());
    let independence = [fact(Kind::WeaningPlan), fact(Kind::HomeExercise)];
    let second = independence.iter().fold(Kleene::Unknown, |truth, fact| truth.max(fact.truth()));
    let parts = [activities, function, independence[0], independence[1]];
    let mut claims: Vec<usize> = parts.iter().flat_map(|fact| fact.claims.iter().copied()).collect();
    claims.sort_unstable();
    claims.dedup();
    let state = match first.and(second) {
        Kleene::True => State::Documented,
        Kleene::False => State::Denied,
        Kleene::Unknown if claims.is_empty() => State::Silent,
        Kleene::Unknown => State::Undocumented,
    };
    Fact { state, value: None, claims, note: Some(parts_note(first, second)) }
}

fn parts_note(first: Kleene, second: Kleene) -> String {
    let word = |truth| match truth {
        Kleene::True => "shown",
        Kleene::False => "denied",
        Kleene::Unknown => "not shown",
    };
    format!("activities or work: {}; less dependency on care: {}", word(first), word(second))
}
