//! In: all claims that speak to one fact. Out: the fact: its state, value and evidence. Only sets matter, never order.

use super::scope::Group;
use super::value::{FactValue, Range};
use super::{Fact, State};
use crate::claim::{Claim, Kind, Section, Stance, Value};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Kinds that report a change: said both ways by one voice, neither can be preferred.
const RESPONSES: [Kind; 4] =
    [Kind::FunctionalImprovement, Kind::DailyActivities, Kind::PainRelief, Kind::ConservativeCare];

/// Kinds that name a fault: once it is found, the record's other passages do not mend it.
const FAULTS: [Kind; 5] =
    [Kind::SymptomWorsening, Kind::AberrantBehavior, Kind::ExceedsLimit, Kind::RequestUnclear, Kind::DuplicateRequest];

/// Merges the claims on the fact `name`. A reviewer's finding in the item's rationale is the later word: where there is
/// one, the summary's claims do not decide the state.
pub fn fact(name: &str, group: &Group, clock: Option<Date>) -> Fact {
    let later: Group = group.iter().copied().filter(|(_, claim)| claim.section != Section::Summary).collect();
    let deciding = if later.is_empty() { group } else { &later };
    let state = state(deciding);
    let value = value(name, deciding, clock).or_else(|| value(name, group, clock));
    let mut claims: Vec<usize> = deciding.iter().map(|&(index, _)| index).collect();
    claims.sort_unstable();
    Fact { state, value, claims, note: None }
}

fn state(group: &Group) -> State {
    let stances: BTreeSet<Stance> = group.iter().map(|(_, claim)| claim.stance).collect();
    let has = |stance| stances.contains(&stance);
    let kind = group.first().map(|(_, claim)| claim.kind);
    let is = |kinds: &[Kind]| kind.is_some_and(|kind| kinds.contains(&kind));
    let shown = has(Stance::Documented) || has(Stance::Planned);
    match (shown, has(Stance::Denied), has(Stance::Undocumented)) {
        (true, _, _) if is(&FAULTS) => State::Documented,
        (true, _, true) => State::Undocumented,
        (true, true, false) if is(&RESPONSES) => State::Conflicting,
        (true, _, false) => State::Documented,
        // Who says that there are none has looked for them.
        (false, true, false) if kind == Some(Kind::SideEffects) => State::Documented,
        (false, true, _) => State::Denied,
        (false, false, true) => State::Undocumented,
        (false, false, false) => State::Silent,
    }
}

fn value(name: &str, group: &Group, clock: Option<Date>) -> Option<FactValue> {
    let said: Vec<&Claim> =
        group.iter().filter(|(_, claim)| claim.stance != Stance::Undocumented).map(|(_, c)| *c).collect();
    if name == Kind::PriorSessions.name() {
        return sessions(said.iter().map(|claim| claim_count(claim)));
    }
    if name == Kind::ImagingConfirmation.name() {
        let shown = said.iter().filter(|claim| claim.stance == Stance::Documented);
        let words: BTreeSet<String> = shown.map(|claim| claim.quote.clone()).collect();
        return (!words.is_empty()).then_some(FactValue::Words(words));
    }
    let words: BTreeSet<String> = said.iter().filter_map(|claim| word(claim)).map(str::to_owned).collect();
    if !words.is_empty() {
        return Some(FactValue::Words(words));
    }
    let shown = said.iter().filter(|claim| claim.stance != Stance::Denied);
    let ranges = shown.filter_map(|claim| range(claim.value.as_ref()?, clock));
    let joined = if name == Kind::PainScore.name() { ranges.reduce(widest) } else { ranges.reduce(Range::both) };
    joined.map(FactValue::Range)
}

/// Several counts may be one course told twice or courses that add up: from the largest to the sum.
fn sessions(counts: impl Iterator<Item = Option<f64>>) -> Option<FactValue> {
    let counts: Vec<f64> = counts.flatten().collect();
    let largest = counts.iter().copied().reduce(f64::max)?;
    Some(FactValue::Range(Range { low: largest, high: Some(counts.iter().sum()) }))
}

fn claim_count(claim: &Claim) -> Option<f64> {
    match (claim.stance, &claim.value) {
        (Stance::Denied, _) => Some(0.0),
        (_, Some(Value::Count { count })) => Some(f64::from(*count)),
        _ => None,
    }
}

fn widest(one: Range, two: Range) -> Range {
    Range { low: one.low.min(two.low), high: one.high.zip(two.high).map(|(one, two)| one.max(two)) }
}

fn word(claim: &Claim) -> Option<&'static str> {
    match claim.value.as_ref()? {
        Value::Response { response: word }
        | Value::Work { status: word }
        | Value::Test { result: word }
        | Value::Effects { effects: word } => Some(word),
        _ => None,
    }
}

/// Duration in days at the letter's clock, pain as a score of 0 to 10, relief in percent.
fn range(value: &Value, clock: Option<Date>) -> Option<Range> {
    match value {
        Value::Duration { since, at_least_days, at_most_days, open } => {
            let elapsed = since.and_then(|moment| moment.latest()).zip(clock).and_then(|(start, now)| days(start, now));
            let low = at_least_days.map(f64::from).into_iter().chain(elapsed).reduce(f64::max);
            let exact = elapsed.filter(|_| !open && at_least_days.is_none());
            let high = at_most_days.map(f64::from).or(exact);
            (low.is_some() || high.is_some()).then(|| Range { low: low.unwrap_or(0.0), high })
        }
        Value::Score { low, high } => Some(Range { low: *low, high: Some(*high) }),
        Value::Relief { before, after, percent } => {
            let fall = before.zip(*after).filter(|(before, _)| *before > 0.0);
            let fall = percent.or_else(|| fall.map(|(before, after)| (before - after) / before * 100.0))?;
            Some(Range::exactly(fall))
        }
        _ => None,
    }
}

/// Days from `start` to `now`; none where the start lies after the clock.
pub fn days(start: Date, now: Date) -> Option<f64> {
    let days = start.until(now).ok()?.get_days();
    (days >= 0).then(|| f64::from(days))
}
