//! In: a sentence's phrases. Out: who speaks in each clause, and what is asserted, as the row grammar reads their marks.

use super::phrase::Phrase;
use super::row_parts::{self, Part};
use super::{Section, Stance, Voice};
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/sentence.pest"]
pub(super) struct Marks;

/// The marks of a sentence, one letter a phrase. What a physician noted was seen; what a reviewer noted was on paper.
pub(super) fn marks(phrases: &[Phrase], section: Section) -> String {
    let mark = |phrase: &Phrase| match (phrase.mark, section) {
        (b'^', Section::Summary) => '~',
        (mark, _) => char::from(mark),
    };
    phrases.iter().map(mark).collect()
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
    /// Whether it only makes likely who speaks.
    pub likely: bool,
    /// Index after the last phrase that states a fact before a verdict.
    pub fact_end: usize,
    /// Index of the first phrase that states a fact behind a verdict; where there is none, that after the last.
    pub fact_from: usize,
}

/// Reads who speaks in each clause.
pub(super) fn clauses(row: &str) -> Vec<Clause> {
    let clauses: Vec<Clause> = row_parts::voiced(row).into_iter().filter_map(clause).collect();
    if clauses.is_empty() {
        return vec![Clause {
            start: 0,
            end: row.len(),
            voice: None,
            likely: false,
            fact_end: 0,
            fact_from: row.len(),
        }];
    }
    clauses
}

fn clause(Part { at, pair }: Part<'_>) -> Option<Clause> {
    let voice = match pair.as_rule() {
        Rule::verdict => Some(Voice::Verdict),
        Rule::procedure | Rule::filed | Rule::of_another => Some(Voice::Procedure),
        Rule::recital | Rule::general | Rule::told_to_do => Some(Voice::Recital),
        Rule::patient | Rule::likely => Some(Voice::Patient),
        Rule::silent => None,
        _ => return None,
    };
    let likely = pair.as_rule() == Rule::likely;
    let span = pair.as_span();
    let fact = |rule: Rule| pair.clone().into_inner().find(|part| part.as_rule() == rule).map(|part| part.as_span());
    let fact_end = fact(Rule::fact_before).map_or(span.start(), |fact| fact.end());
    let fact_from = fact(Rule::fact_after).map_or(span.end(), |fact| fact.start());
    let (start, end) = (at + span.start(), at + span.end());
    Some(Clause { start, end, voice, likely, fact_end: at + fact_end, fact_from: at + fact_from })
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
    /// Whether the patient complains of it, which no examination found.
    pub complaint: bool,
}

/// What a phrase is in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Asserts its own kinds.
    Kind,
    /// An examination property with a qualifier: normal denies, abnormal documents.
    Property(bool),
    /// An operation that lies ahead.
    Operation,
    /// A study that was done.
    Study,
    /// A disease of the nerves that a study showed.
    NerveFinding,
    /// What a study did not show, beside the pathology that it denies.
    NotShown,
    /// What a study showed: pathology, or (`false`) none.
    Pathology(bool),
}

/// Reads what the row asserts.
pub(super) fn assertions(row: &str) -> Vec<Assertion> {
    let mut found = Vec::new();
    for Part { at, pair } in row_parts::asserted(row) {
        let first = found.len();
        walk(pair, None, &mut found);
        found[first..].iter_mut().for_each(|assertion| assertion.move_by(at));
    }
    found
}

impl Assertion {
    /// Moves its places from those in a part of the row to those in the row.
    fn move_by(&mut self, marks: usize) {
        self.phrase += marks;
        self.about = self.about.map(|about| about + marks);
    }
}

fn walk(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let scope = match pair.as_rule() {
        Rule::undocumented => Some(Stance::Undocumented),
        Rule::denied | Rule::exam_denied => Some(Stance::Denied),
        Rule::planned | Rule::scheduled | Rule::ahead_of_us => Some(Stance::Planned),
        Rule::never_entered | Rule::unrecorded_too | Rule::exam_silent | Rule::course_missing => {
            Some(Stance::Undocumented)
        }
        Rule::no_operation => Some(Stance::Denied),
        Rule::affirmed => Some(Stance::Documented),
        _ => None,
    };
    if let Some(stance) = scope {
        return pair.into_inner().for_each(|part| walk(part, Some(stance), found));
    }
    match pair.as_rule() {
        Rule::complained => {
            let first = found.len();
            pair.into_inner().for_each(|part| walk(part, cue, found));
            found[first..].iter_mut().for_each(|assertion| assertion.complaint = true);
        }
        Rule::improved_by => {
            let treatment = pair.clone().into_inner().find(|part| part.as_rule() == Rule::treatment);
            let treatment = treatment.map(|part| at(&part));
            let kinds = pair.clone().into_inner().filter(|part| matches!(part.as_rule(), Rule::kind | Rule::fixed));
            found.extend(kinds.map(|kind| Assertion { about: treatment, ..assertion(at(&kind), Role::Kind, cue) }));
        }
        Rule::behind => behind(pair, found),
        Rule::answered_no => {
            let denied = |part| assertion(at(&part), Role::Kind, Some(Stance::Denied));
            found.extend(pair.into_inner().map(denied));
        }
        Rule::aimed => {
            let (goals, ahead) = pair.into_inner().partition::<Vec<_>, _>(|part| part.as_rule() == Rule::goals);
            found.extend(goals.iter().map(|goals| assertion(at(goals), Role::Kind, None)));
            ahead.into_iter().for_each(|part| walk(part, Some(Stance::Planned), found));
        }
        Rule::owed | Rule::able_with | Rule::brought => owed(pair, cue, found),
        Rule::pair_ahead | Rule::pair_of_two | Rule::pair_behind | Rule::terse | Rule::measured => {
            qualified(pair, cue, found)
        }
        Rule::history => history(pair, cue, found),
        Rule::study_done | Rule::pathology_seen => study(pair, cue, found),
        Rule::unproven => unproven(pair, found),
        Rule::kind | Rule::fixed | Rule::weak | Rule::fixed_behind | Rule::able | Rule::able_behind => {
            found.push(assertion(at(&pair), Role::Kind, cue))
        }
        Rule::property_alone => found.push(assertion(at(&pair), Role::Property(false), cue)),
        Rule::study_behind if cue == Some(Stance::Undocumented) => found.push(assertion(at(&pair), Role::Study, cue)),
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
    Assertion { phrase, role, cue, about: None, complaint: false }
}

/// A list with its cue behind: `X and Y were not documented`.
fn behind(pair: Pair<'_, Rule>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let is = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
    let (undocumented, not_done) = (is(Rule::not_recorded), is(Rule::not_done));
    let cue = Some(if undocumented { Stance::Undocumented } else { Stance::Denied });
    let tied = is(Rule::which);
    for part in parts {
        let role = match part.as_rule() {
            Rule::kind | Rule::weak | Rule::property_alone => Role::Kind,
            Rule::fixed_behind => Role::Kind,
            Rule::study_behind if undocumented || not_done => Role::Study,
            _ => continue,
        };
        // What has a stance of its own keeps it, unless "which" ties the cue to it.
        let cue = if part.as_rule() == Rule::fixed_behind && !tied { None } else { cue };
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
    let is = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
    // What is found on one side is found: "5/5 on the right and 4/5 on the left" is no full strength.
    let normal = is(Rule::normal) && !is(Rule::abnormal);
    let properties = parts.iter().filter(|part| part.as_rule() == Rule::property);
    found.extend(properties.map(|property| assertion(at(property), Role::Property(normal), cue)));
}

/// Studies and kinds that are named among treatments that were had.
fn history(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::study => found.push(assertion(at(&part), Role::Study, cue)),
            Rule::study_done => study(part, cue, found),
            Rule::kind => found.push(assertion(at(&part), Role::Kind, cue)),
            _ => {}
        }
    }
}

/// A study that would prove something, and that the record does not hold.
fn unproven(pair: Pair<'_, Rule>, found: &mut Vec<Assertion>) {
    let about = pair.into_inner().find(|part| part.as_rule() == Rule::study).map(|study| at(&study));
    found.extend(about.map(|study| Assertion {
        about: Some(study),
        ..assertion(study, Role::Pathology(true), Some(Stance::Undocumented))
    }));
}

/// Studies that were done and what they showed.
fn study(pair: Pair<'_, Rule>, cue: Option<Stance>, found: &mut Vec<Assertion>) {
    let parts: Vec<_> = pair.into_inner().collect();
    let about = parts.iter().find(|part| part.as_rule() == Rule::study).map(at);
    for part in parts {
        let role = match part.as_rule() {
            Rule::study => Role::Study,
            Rule::pathology => Role::Pathology(true),
            Rule::nerve_finding => Role::NerveFinding,
            Rule::normal_study | Rule::no_pathology | Rule::no_pathology_shown => Role::Pathology(false),
            _ => continue,
        };
        found.push(Assertion { about, ..assertion(at(&part), role, cue) });
        found.extend(part.into_inner().map(|named| assertion(at(&named), Role::NotShown, Some(Stance::Denied))));
    }
}
