//! In: a [`ReferenceEvaluation`]. Out: tables for people, at most 80 columns wide, and every fault with its sentence.

use super::items::{Share, WrongField};
use super::score::{ClaimFault, Hits};
use super::total::{ReferenceEvaluation, stem};
use super::voices::WrongVoice;
use crate::claim::{Section, Voice};
use crate::report::{DISCLAIMER, Look};
use crate::rule::Program;
use serde_json::Value;

/// What is counted, said once.
const COUNTED: &str = "A claim is counted once for each section, kind and stance: precision is the share of the claims \
                       read that are in the reference, recall the share of the reference that was read, F1 their \
                       harmonic mean. A sentence or an item of the reference that was not found counts as wrong.";

/// The whole evaluation.
pub fn evaluate(evaluation: &ReferenceEvaluation, program: Program, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let title = format!("Reading against reference readings: {}", many(evaluation.scores.len(), "letter"));
    out.push_str(&format!("{}\n", look.bold(&title)));
    out.push_str(&measures(evaluation));
    out.push_str(&kinds(evaluation, look));
    out.push_str(&fields(evaluation, look));
    out.push_str(&voices(evaluation, look));
    let missed = |claim: &ClaimFault| self::claim(claim, "read as", look);
    let made_up = |claim: &ClaimFault| self::claim(claim, "the reference has", look);
    out.push_str(&list(evaluation, "Claims missed", look, |score| &score.missed, missed));
    out.push_str(&list(evaluation, "Claims that are not in the reference", look, |score| &score.made_up, made_up));
    let field = |wrong: &WrongField| self::field(wrong, look);
    out.push_str(&list(evaluation, "Families and fields read wrongly", look, |score| &score.items.wrong, field));
    let voice = |wrong: &WrongVoice| self::voice(wrong, look);
    out.push_str(&list(evaluation, "Voices read wrongly", look, |score| &score.voices.wrong, voice));
    out.push_str(&left_out(evaluation, look));
    out.push_str(&format!("\n{}\n{}", look.line(true), look.paragraph("", COUNTED)));
    out.push_str(&look.paragraph("", DISCLAIMER));
    out.push_str(&look.paragraph("", &program.to_string()));
    out
}

/// Letters that stand on one side only, by name, and what could not be used.
fn left_out(evaluation: &ReferenceEvaluation, look: Look) -> String {
    let names = [
        ("Letters without a reference, not counted", &evaluation.without_reference),
        ("Letters given a second time, not counted", &evaluation.repeated),
        ("References whose letters were not given", &evaluation.not_given),
    ];
    let mut out = String::new();
    for (what, names) in names.into_iter().filter(|(_, names)| !names.is_empty()) {
        out.push_str(&format!("\n{}\n", look.bold(&format!("{what} ({})", names.len()))));
        let names: Vec<_> = names.iter().map(|name| stem(name)).collect();
        out.push_str(&look.paragraph("  ", &names.join(", ")));
    }
    if evaluation.failed > 0 {
        let what = "Files and records that could not be used, each told of as an error";
        out.push_str(&format!("\n{}\n", look.bold(&format!("{what} ({})", evaluation.failed))));
    }
    out
}

fn measures(evaluation: &ReferenceEvaluation) -> String {
    let claims = evaluation.claims();
    let rows = [
        ("claims: precision", Share { part: claims.right, whole: claims.read }),
        ("claims: recall", Share { part: claims.right, whole: claims.reference }),
        ("family", evaluation.families()),
        ("request fields", evaluation.all_fields()),
        ("voice of sentences", evaluation.voices().sentences),
        ("claims from recital or procedure", evaluation.from_others()),
    ];
    let mut out = format!("\n  {:<36}{:>7}{:>8}{:>9}\n", "", "count", "of", "share");
    for (index, (name, share)) in rows.into_iter().enumerate() {
        out.push_str(&row(name, share));
        if index == 1 {
            let known = evaluation.claims_of_known_kinds();
            out.push_str(&format!("  {:<36}{:>24}\n", "claims: F1", number(claims.f1())));
            out.push_str(&format!("  {:<36}{:>24}\n", "  of kinds that a reference has", number(known.f1())));
        }
    }
    out
}

fn row(name: &str, share: Share) -> String {
    format!("  {name:<36}{:>7}{:>8}{:>9}\n", share.part, share.whole, number(share.share()))
}

fn kinds(evaluation: &ReferenceEvaluation, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold("By kind of claim"));
    let head = ["reference", "read", "right", "precision", "recall", "F1"];
    let [reference, read, right, precision, recall, f1] = head;
    out.push_str(&format!("  {:<24}{reference:>9}{read:>7}{right:>7}{precision:>11}{recall:>9}{f1:>8}\n", ""));
    let mut kinds = evaluation.kinds();
    kinds.sort_by_key(|(_, hits)| std::cmp::Reverse(hits.reference));
    for (kind, hits) in kinds {
        let Hits { reference, read, right } = hits;
        let [precision, recall, f1] = [hits.precision(), hits.recall(), hits.f1()].map(number);
        let name = kind.name();
        out.push_str(&format!("  {name:<24}{reference:>9}{read:>7}{right:>7}{precision:>11}{recall:>9}{f1:>8}\n"));
    }
    out
}

fn fields(evaluation: &ReferenceEvaluation, look: Look) -> String {
    let rows = evaluation.fields().into_iter().map(|(field, share)| row(field, share));
    format!("\n{}\n{}", look.bold("By field of the request"), rows.collect::<String>())
}

fn voices(evaluation: &ReferenceEvaluation, look: Look) -> String {
    let voices = evaluation.voices();
    let mut out = format!("\n{}\n  {:<20}", look.bold("Voice of sentences: the reference against what was read"), "");
    out.extend(Voice::ALL.into_iter().map(|voice| format!("{:>11}", voice.name())));
    out.push('\n');
    for (voice, row) in Voice::ALL.into_iter().zip(voices.read_as) {
        out.push_str(&format!("  {:<20}", voice.name()));
        out.extend(row.into_iter().map(|count| format!("{count:>11}")));
        out.push('\n');
    }
    if voices.not_found > 0 {
        out.push_str(&format!("  not found in the text: {}\n", voices.not_found));
    }
    out
}

/// A list of faults, letter after letter.
fn list<'a, T: 'a>(
    evaluation: &'a ReferenceEvaluation,
    title: &str,
    look: Look,
    of: impl Fn(&'a super::LetterScore) -> &'a Vec<T>,
    shown: impl Fn(&T) -> String,
) -> String {
    let count: usize = evaluation.scores.iter().map(|score| of(score).len()).sum();
    let mut out = format!("\n{}\n", look.bold(&format!("{title} ({count})")));
    for score in &evaluation.scores {
        let faults = of(score);
        if !faults.is_empty() {
            out.push_str(&look.paragraph("  ", &score.letter));
            out.extend(faults.iter().map(&shown));
        }
    }
    out
}

fn claim(claim: &ClaimFault, other_side: &str, look: Look) -> String {
    let mut words = format!("{}: {} {}", place(claim.section), claim.kind.name(), claim.stance.name());
    if !claim.instead.is_empty() {
        let stances: Vec<_> = claim.instead.iter().map(|stance| stance.name()).collect();
        words.push_str(&format!(" ({other_side} {})", stances.join(", ")));
    }
    if let Some(voice) = claim.voice.filter(|&voice| voice != Voice::Patient) {
        words.push_str(&format!(" (in a {} sentence)", voice.name()));
    }
    words.push_str(&format!(", from \"{}\"", claim.quote));
    look.paragraph("    ", &words) + &look.paragraph("      | ", &claim.sentence)
}

fn field(wrong: &WrongField, look: Look) -> String {
    let words = |value: &Value| match value {
        Value::Null => "nothing".to_owned(),
        Value::String(words) => format!("\"{words}\""),
        other => other.to_string(),
    };
    let (reference, read) = (words(&wrong.reference), words(&wrong.read));
    look.paragraph("    ", &format!("item {}, {}: {reference}, read as {read}", wrong.n, wrong.field))
}

fn voice(wrong: &WrongVoice, look: Look) -> String {
    let read = wrong.read.map_or("not found", Voice::name);
    let words = format!("{}: {}, read as {read}", place(wrong.section), wrong.reference.name());
    look.paragraph("    ", &words) + &look.paragraph("      | ", &wrong.sentence)
}

fn place(section: Section) -> String {
    match section {
        Section::Summary => "summary".to_owned(),
        Section::Rationale(n) => format!("rationale {n}"),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn many(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
