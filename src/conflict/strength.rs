//! In: a note. Out: drugs that are requested in another strength or release than the note says is taken.
//!
//! A dose that is changed on purpose is no contradiction, nor is one that several tablets make up.

use super::note::{Note, Told};
use super::words::{Rule, Words};
use super::{Code, Conflict, Material, Place};
use crate::request::{Part, PartFound, Request};
use crate::span::Span;

/// Most bytes between a drug's name and its strength: "Norco tablets, 10/325".
const NEAR: usize = 12;

/// A drug as the note says that it is taken.
struct Taken {
    generic: String,
    numbers: Vec<f64>,
    unit: String,
    span: Span,
}

pub(super) fn find(material: &Material, note: &Note) -> Vec<Conflict> {
    let taken = taken(note);
    let items = material.letter.items.iter().zip(material.requests);
    let found = items.filter_map(|(item, request)| {
        let generic = request.generic.as_deref().filter(|_| !request.strength_parts.is_empty())?;
        let same: Vec<&Taken> = taken.iter().filter(|one| plain(&one.generic) == plain(generic)).collect();
        if same.is_empty() || is_changed(note, generic) || Words::of(&item.text, material.drugs).has(Rule::change) {
            return None;
        }
        let others = material.requests.iter().filter(|other| !std::ptr::eq(*other, request));
        let accounted =
            others.clone().any(|other| other.generic.as_deref().is_some_and(|it| plain(it) == plain(generic)));
        if accounted || same.iter().any(|one| is_as_asked(one, request, generic)) {
            return None;
        }
        let release = same.iter().all(|one| one.generic != generic);
        let differs = release || same.iter().all(|one| differs(one, request));
        let code = if release { Code::Release } else { Code::Strength };
        let first = Place::in_note(item.span);
        let second = same.iter().map(|one| Place::in_note(one.span)).collect();
        differs.then_some(Conflict { item: Some(item.n), code, kind: None, first, second })
    });
    found.collect()
}

/// A generic name without its release.
fn plain(generic: &str) -> &str {
    generic.trim_end_matches(" ER").trim_end_matches(" IR")
}

/// Whether what is taken is what is asked for.
fn is_as_asked(taken: &Taken, request: &Request, generic: &str) -> bool {
    taken.generic == generic && same_start(&taken.numbers, &request.strength_parts)
}

/// The same numbers, as far as both give them: "Norco 10" may be 10/325.
fn same_start(one: &[f64], two: &[f64]) -> bool {
    one.iter().zip(two).all(|(one, two)| one == two)
}

/// Whether the strengths differ, and no whole number of units makes the one out of the other.
fn differs(taken: &Taken, request: &Request) -> bool {
    let asked = &request.strength_parts;
    let units = (unit(request.strength.as_deref().unwrap_or_default()), &taken.unit);
    let comparable = units.0.is_empty() || units.1.is_empty() || units.0 == *units.1;
    comparable
        && !same_start(&taken.numbers, asked)
        && !is_multiple(&taken.numbers, asked)
        && !is_multiple(asked, &taken.numbers)
}

fn is_multiple(large: &[f64], small: &[f64]) -> bool {
    let mut ratios = large.iter().zip(small).filter(|(_, small)| **small > 0.0).map(|(large, small)| large / small);
    let Some(first) = ratios.next() else { return false };
    first > 1.0 && (first * 2.0).fract() == 0.0 && ratios.all(|ratio| (ratio - first).abs() < 1e-9)
}

/// The letters of a strength: mg, mcg, %.
fn unit(strength: &str) -> String {
    let letters = strength.chars().filter(|letter| letter.is_alphabetic() || *letter == '%');
    letters.collect::<String>().to_lowercase().trim_end_matches('s').to_owned()
}

/// Whether the note changes the dose of a drug: in a sentence that names it, or that names no drug at all.
fn is_changed(note: &Note, generic: &str) -> bool {
    let changed = note.sentences.iter().filter(|told| told.words.has(Rule::change));
    changed.into_iter().any(|told| {
        let mut drugs = told.parts.iter().filter_map(|part| part.generic.as_deref()).peekable();
        drugs.peek().is_none() && told.words.has(Rule::dosing) || drugs.any(|drug| plain(drug) == plain(generic))
    })
}

/// The drugs with a strength that the note says are taken.
fn taken(note: &Note) -> Vec<Taken> {
    let (mut found, mut listed) = (Vec::new(), false);
    for told in &note.sentences {
        let mut any = false;
        for (drug, strength) in dosed(told) {
            let (before, after) = told.around(Span::new(drug.span.start, strength.span.end));
            let starts = before.chars().filter(|letter| letter.is_alphabetic()).count() == 0;
            let said = match last_said(told, drug.span.start) {
                Some(rule) => rule == Rule::takes,
                None => listed && (starts || any),
            };
            any |= said;
            let span = told.prose.span(Span::new(drug.span.start, strength.span.end));
            let whole_day = is_daily_total(after, told, strength.span.end);
            if said && !whole_day && !note.is_requested(span) {
                let (generic, numbers) = (drug.generic.clone().unwrap_or_default(), strength.numbers.clone());
                let unit = unit(strength.span.of(&told.prose.text));
                found.push(Taken { generic, numbers, unit, span });
            }
        }
        listed = any || ends_in_heading(told);
    }
    found
}

/// Each drug of a sentence with the strength that stands beside it.
fn dosed(told: &Told) -> impl Iterator<Item = (&PartFound, &PartFound)> {
    let named = told.parts.iter().enumerate().filter(|(_, part)| part.generic.is_some());
    named.filter_map(|(index, drug)| {
        let rest =
            told.parts[index + 1..].iter().take_while(|part| part.part != Part::Treatment || part.span == drug.span);
        let strength = rest.into_iter().find(|part| part.part == Part::Strength)?;
        let near = strength.span.start <= drug.span.end + NEAR && !strength.numbers.is_empty();
        near.then_some((drug, strength))
    })
}

/// What was said last before a drug of how it comes to stand here: that it is taken, or something else.
fn last_said(told: &Told, before: usize) -> Option<Rule> {
    told.words.all(&[Rule::takes, Rule::other_use]).filter(|(_, span)| span.end <= before).last().map(|(rule, _)| rule)
}

/// Whether a sentence ends with the heading of a list of what is taken: its first entry is the next sentence.
fn ends_in_heading(told: &Told) -> bool {
    let last = told.words.all(&[Rule::takes, Rule::other_use]).last();
    last.is_some_and(|(rule, span)| rule == Rule::takes && told.around(span).1.len() < NEAR)
}

/// Whether a strength is what is taken in a whole day: "900 mg a day".
fn is_daily_total(after: &str, told: &Told, end: usize) -> bool {
    let next = told.words.all(&[Rule::daily_total]).find(|(_, span)| span.start >= end);
    next.is_some_and(|(_, span)| after.get(..span.start - end).is_some_and(|gap| gap.trim().is_empty()))
}
