//! In: what lint and test found. Out: text for people: each finding with its place, and the figures.

use super::measure::{Measured, SCORE_NEEDED};
use crate::report::{Look, drawn};
use crate::rule::Fault;

/// What lint found.
pub fn lint(found: &[Fault], look: Look) -> String {
    let mut out: String = found.iter().map(|fault| drawn(fault, look) + "\n").collect();
    let closing = match found.len() {
        0 => "Nothing is wrong with these rules.".to_owned(),
        1 => "1 finding.".to_owned(),
        count => format!("{count} findings."),
    };
    out.push_str(&look.paragraph("", &closing));
    out
}

/// What the tests came to. Without `details`, only the figures and what makes the tests fail.
pub fn test(measured: &Measured, details: bool, look: Look) -> String {
    let mut out = String::new();
    let score_fails = measured.mutants.score().is_some_and(|score| score < SCORE_NEEDED);
    for fault in measured.failures.iter().chain(&measured.clauses.unreached) {
        out.push_str(&(drawn(fault, look) + "\n"));
    }
    if score_fails || details {
        measured.mutants.unnoticed.iter().for_each(|fault| out.push_str(&(drawn(fault, look) + "\n")));
    }
    out.push_str(&figures(measured, look));
    out
}

fn figures(measured: &Measured, look: Look) -> String {
    let count = |word: &str| measured.failures.iter().filter(|fault| fault.code == word).count();
    let covered = measured.clauses.all - measured.clauses.unreached.len();
    let noticed = measured.mutants.all - measured.mutants.unnoticed.len();
    let score = measured.mutants.score().map_or("-".to_owned(), |score| format!("{score:.3}"));
    let rows = [
        ("criteria", measured.criteria.len().to_string()),
        ("examples", measured.examples.len().to_string()),
        ("cases", measured.cases.len().to_string()),
        ("noisy, missing, wrong", ["noisy", "missing", "wrong"].map(|word| count(word).to_string()).join(", ")),
        ("clauses reached", format!("{covered} of {}", measured.clauses.all)),
        ("slips noticed", format!("{noticed} of {} ({score}; {SCORE_NEEDED} is needed)", measured.mutants.all)),
        ("slips without effect", measured.mutants.without_effect.to_string()),
    ];
    let mut out: String = rows.iter().map(|(name, value)| look.paragraph(&format!("{name:<24}"), value)).collect();
    out.push_str(
        &look.paragraph(
            "",
            if measured.holds() { "The rules pass their tests." } else { "The rules fail their tests." },
        ),
    );
    out
}
