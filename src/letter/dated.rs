//! In: a note. Out: the dates of its examinations and of its request, each with its place.

use super::grammar::{Rule, parse, window};
use super::header::date;
use super::latest::{can_start, lies_ahead};
use crate::span::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The longest date: "September 30th, 2014" with spaces to spare.
const LONGEST: usize = 32;
/// How much of the line before a date is read, in bytes.
const BEFORE: usize = 160;
/// In the first lines of a note, a date that stands alone is the note's own.
const HEAD: usize = 12;

/// What happened on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// The patient was examined, or the note was written.
    Examination,
    /// The request was made.
    Request,
}

/// A date that tells what happened on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dated {
    /// What happened.
    pub occasion: Occasion,
    /// When.
    pub date: Date,
    /// Its bytes.
    pub span: Span,
}

/// The dates of a note that tell when it was written or the patient examined, and when the request was made; in order.
pub fn dated(text: &str) -> Vec<Dated> {
    let starts = text.char_indices().filter(|&(at, _)| can_start(text, at) && !lies_ahead(text, at));
    let found = starts.filter_map(|(at, _)| {
        let node = parse(Rule::date, window(text, at, LONGEST))?;
        let span = Span::new(at, at + node.as_str().len());
        Some(Dated { occasion: occasion(text, span)?, date: date(&node)?, span })
    });
    found.collect()
}

fn occasion(text: &str, span: Span) -> Option<Occasion> {
    let (from, line_start) = before(text, span.start);
    let before = &text[from..span.start];
    if before.trim().is_empty() {
        let at_head = text[..from].matches('\n').take(HEAD).count() < HEAD;
        let alone = || text[span.end..].lines().next().unwrap_or_default().trim().is_empty();
        return (at_head && alone()).then_some(Occasion::Examination);
    }
    let labelled = starts_of_words(before).find_map(|at| {
        let told = parse(Rule::occasion, &before[at..])?.into_inner().next()?;
        let elsewhere =
            before[..at].trim_end().rsplit(' ').next().is_some_and(|word| parse(Rule::elsewhere_word, word).is_some());
        (!elsewhere).then(|| if told.as_rule() == Rule::asked_on { Occasion::Request } else { Occasion::Examination })
    });
    let titled = || (line_start && parse(Rule::titled, before).is_some()).then_some(Occasion::Examination);
    labelled.or_else(titled)
}

/// Where the words before a date begin, and whether their line does too. However long the line is, no more of it is
/// looked at than is read: a line may hold any number of dates.
fn before(text: &str, date: usize) -> (usize, bool) {
    let mut from = date.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    match text[from..date].rfind('\n') {
        Some(end) => (from + end + 1, true),
        None => (from, from == 0 || text[..from].ends_with('\n')),
    }
}

fn starts_of_words(text: &str) -> impl Iterator<Item = usize> + '_ {
    let letters = text.char_indices();
    letters
        .scan(false, |inside, (at, letter)| {
            let starts = letter.is_alphanumeric() && !*inside;
            *inside = letter.is_alphanumeric();
            Some(starts.then_some(at))
        })
        .flatten()
}
