//! In: the start of a clinical case summary. Out: the patient's age and sex, as written.

use super::grammar::{Rule, parse, window};
use super::{Dates, Patient, header};

/// How far into a summary the patient is looked for, in bytes.
const WITHIN: usize = 3000;
/// Longest phrase that introduces a patient, in bytes.
const PHRASE: usize = 200;

/// Reads age and sex of a physician's note, in which "M" or "F" may stand for the sex.
pub(super) fn of_note(note: &str) -> Patient {
    first(note, &[Rule::patient, Rule::patient_of_note]).unwrap_or_default()
}

/// Reads age and sex. Where only a date of birth is written, the age is that on the letter's own date.
pub(super) fn read(summary: &str, dates: &Dates) -> Patient {
    first(summary, &[Rule::patient]).or_else(|| born(window(summary, 0, WITHIN), dates)).unwrap_or_default()
}

/// The first phrase that one of the rules reads, tried at each number.
fn first(text: &str, rules: &[Rule]) -> Option<Patient> {
    let text = window(text, 0, WITHIN);
    let starts = text.bytes().enumerate().scan(false, |in_number, (at, byte)| {
        let starts = byte.is_ascii_digit() && !*in_number;
        *in_number = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'/';
        Some(starts.then_some(at))
    });
    starts.flatten().find_map(|at| rules.iter().find_map(|&rule| described(rule, window(text, at, PHRASE))))
}

fn described(rule: Rule, phrase: &str) -> Option<Patient> {
    let mut patient = Patient::default();
    for part in parse(rule, phrase)?.into_inner() {
        match part.as_rule() {
            Rule::age | Rule::age_of_worker => {
                patient.age = part.as_str().parse().ok().filter(|age| (1..=120).contains(age))
            }
            Rule::female | Rule::female_letter | Rule::female_capital => patient.sex = Some("female"),
            Rule::male | Rule::male_letter | Rule::male_capital => patient.sex = Some("male"),
            _ => {}
        }
    }
    patient.age.is_some().then_some(patient)
}

fn born(text: &str, dates: &Dates) -> Option<Patient> {
    let today = dates.decision.or(dates.assigned).or(dates.ur_denial)?;
    let at = ["DOB", "ate of birth"].iter().filter_map(|cue| text.find(cue)).min()?;
    let start = if text[at..].starts_with('a') { at.checked_sub(1)? } else { at };
    let phrase = text.is_char_boundary(start).then(|| window(text, start, PHRASE))?;
    let birth = parse(Rule::birth, phrase)?.into_inner().find_map(|part| header::date(&part))?;
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    let age = u32::try_from(today.year() - birth.year()).ok()?.checked_sub(u32::from(!had_birthday))?;
    Some(Patient { age: Some(age), sex: None })
}
