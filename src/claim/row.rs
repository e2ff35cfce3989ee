//! In: a sentence's phrases. Out: who speaks in each clause, and what is asserted, as the row grammar reads their marks.

use super::phrase::Phrase;
use super::{Stance, Voice};
use pest::Parser;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/sentence.pest"]
pub(super) struct Marks;

/// The marks of a sentence, one letter a phrase.
pub(super) fn marks(phrases: &[Phrase]) -> String {
    phrases.iter().map(|phrase| char::from(phrase.mark)).collect()
}

/// A run of phrases in which one voice speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Index of its first phrase.
    pub start: usize,
    /// Index after its last phrase.
    pub end: usize,
    /// Who speaks, where the clause itself tells.
    pub voice: Option<Voice>,
    /// Index after the last phrase that states a fact before a verdict.
    pub fact_end: usize,
}

/// Reads who speaks in each clause.
pub(super) fn clauses(row: &str) -> Vec<Clause> {
    let whole = || vec![Clause { start: 0, end: row.len(), voice: None, fact_end: 0 }];
    let Ok(pairs) = Marks::parse(Rule::voices, row) else { return whole() };
    pairs.flat_map(Pair::into_inner).filter_map(clause).collect()
}

fn clause(pair: Pair<'_, Rule>) -> Option<Clause> {
    let voice = match pair.as_rule() {
        Rule::verdict => Some(Voice::Verdict),
        Rule::procedure => Some(Voice::Procedure),
        Rule::recital | Rule::general => Some(Voice::Recital),
        Rule::patient => Some(Voice::Patient),
        Rule::silent => None,
        _ => return None,
    };
    let span = pair.as_span();
    let fact_end = pair
        .into_inner()
        .find(|part| part.as_rule() == Rule::fact_before)
        .map_or(span.start(), |part| part.as_span().end());
    Some(Clause { start: span.start(), end: span.end(), voice, fact_end })
}

/// What the row grammar says of one phrase.
#[derive(Debug, Clone)]
pub(super) struct Assertion {
    /// Index of the phrase that asserts.
    pub phrase: usize,
    /// What the phrase is said to be.
    pub role: Role,
    /// The stance of the cue that reaches it.
    pub cue: Option<Stance>,
    /// Index of the phrase that it speaks of.
    pub about: Option<usize>,
    /// Index of a phrase that gives a value.
    pub value: Option<usize>,
}

/// What a phrase is in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Asserts its own kinds.
    Kind,
    /// An examination property with a qualifier: normal denies, abnormal documents.
    Property(bool),
    /// A treatment that was had.
    Tried,
    /// An operation that lies ahead.
    Operation,
    /// How many sessions were had.
    Sessions,
    /// Since when a treatment has been used.
    Duration,
    /// A study that was done.
    Study,
    /// What a study showed: pathology, or (`false`) none.
    Pathology(bool),
}

/// Reads what the row asserts.
pub(super) fn assertions(row: &str) -> Vec<Assertion> {
    let mut found = Vec::new();
    let Ok(pairs) = Marks::parse(Rule::assertions, row) else { return found };
    for part in pairs.flat_map(Pair::into_inner) {
        walk(part, None, &mut found);
    }
    found
}

fn walk(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let scope = match pair.as_rule() {
        Rule::undocumented => Some(Stance::Undocumented),
        Rule::denied => Some(Stance::Denied),
        Rule::planned | Rule::scheduled | Rule::ahead_of_us => Some(Stance::Planned),
        Rule::never_entered => Some(Stance::Undocumented),
        Rule::no_operation => Some(Stance::Denied),
        Rule::affirmed => Some(Stance::Documented),
        _ => None,
    };
    if let Some(stance) = scope {
        return pair.into_inner().for_each(|part| walk(part, Some(stance), found));
    }
    match pair.as_rule() {
        Rule::behind => behind(pair, found),
        Rule::owed => owed(pair, cue, found),
        Rule::pair_ahead | Rule::pair_behind | Rule::measured => qualified(pair, cue, found),
        Rule::history | Rule::dated_treatment | Rule::outcome => history(pair, cue, found),
        Rule::study_done | Rule::pathology_seen => study(pair, cue, found),
        Rule::kind | Rule::fixed | Rule::weak => found.push(assertion(at(&pair), Role::Kind, cue)),
        Rule::property_alone => found.push(assertion(at(&pair), Role::Property(false), cue)),
        Rule::planned_treatment => {
            found.push(Assertion { about: Some(at(&pair)), ..assertion(at(&pair), Role::Tried, cue) })
        }
        Rule::planned_operation => {
            found.push(Assertion { about: Some(at(&pair)), ..assertion(at(&pair), Role::Operation, cue) })
        }
        _ => {}
    }
}

fn at(pair: &Pair<'_, Rule>) -> usize {
    pair.as_span().start()
}

fn assertion(phrase: usize, role: Role, cue: Option<Stance>) -> Assertion {
    Assertion { phrase, role, cue, about: None, value: None }
}

/// A list with its cue behind: `X and Y were not documented`.
fn behind(pair: Pair<'_, Rule>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let undocumented = parts.iter().any(|part| part.as_rule() == Rule::not_recorded);
    let cue = Some(if undocumented { Stance::Undocumented } else { Stance::Denied });
    for part in parts {
        let role = match part.as_rule() {
            Rule::kind | Rule::weak | Rule::property_alone => Role::Kind,
            Rule::fixed_behind => Role::Kind,
            Rule::study_behind if undocumented => Role::Study,
            _ => continue,
        };
        let cue = if part.as_rule() == Rule::fixed_behind { None } else { cue };
        found.push(assertion(at(&part), role, cue));
    }
}

/// A response and the treatment to which it is owed.
fn owed(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let first = found.len();
    let parts: Vec<_> = pair.into_inner().collect();
    let about = parts.iter().find(|part| part.as_rule() == Rule::owed_treatment || part.as_str() == "t").map(at);
    for part in parts {
        walk(part, cue, found);
    }
    for assertion in &mut found[first..] {
        assertion.about = assertion.about.or(about);
    }
}

fn qualified(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let normal = parts.iter().any(|part| part.as_rule() == Rule::normal);
    let properties = parts.iter().filter(|part| part.as_rule() == Rule::property);
    found.extend(properties.map(|property| assertion(at(property), Role::Property(normal), cue)));
}

/// Treatments that were had, with how they turned out, how often and since when.
fn history(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let places = |rules: &[Rule]| -> Vec<usize> {
        parts.iter().filter(|part| rules.contains(&part.as_rule())).map(at).collect()
    };
    let treatments = places(&[Rule::treatment, Rule::operation]);
    let subjects = if treatments.is_empty() { places(&[Rule::requested]) } else { treatments.clone() };
    let outcome = places(&[Rule::good, Rule::bad])
        .first()
        .copied()
        .or_else(|| places(&[Rule::had, Rule::given]).first().copied());
    let time = places(&[Rule::time]);
    let counts = places(&[Rule::sessions]);
    for &when in &time {
        for &subject in &subjects {
            found.push(Assertion { about: Some(subject), value: Some(when), ..assertion(when, Role::Duration, cue) });
        }
    }
    for &count in &counts {
        let about = treatments.iter().copied().find(|&treatment| treatment > count).or(treatments.first().copied());
        found.push(Assertion { about, value: Some(count), ..assertion(count, Role::Sessions, cue) });
    }
    if time.is_empty() {
        for &treatment in &treatments {
            found.push(Assertion { about: Some(treatment), value: outcome, ..assertion(treatment, Role::Tried, cue) });
        }
    }
    for study in places(&[Rule::study]) {
        found.push(assertion(study, Role::Study, cue));
    }
}

/// Studies that were done and what they showed.
fn study(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let about = parts.iter().find(|part| part.as_rule() == Rule::study).map(at);
    for part in &parts {
        let role = match part.as_rule() {
            Rule::study => Role::Study,
            Rule::pathology => Role::Pathology(true),
            Rule::normal_study | Rule::no_pathology => Role::Pathology(false),
            _ => continue,
        };
        found.push(Assertion { about, ..assertion(at(part), role, cue) });
    }
}
