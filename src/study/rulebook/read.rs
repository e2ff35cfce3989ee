//! In: what an example or a case gives. Out: its fact sheet, made as that of an item of a letter is.

use crate::claim::{self, Reading, Section};
use crate::fact::{self, Context, DailyTotals, Evidence, FactSheet, subjects};
use crate::request::{self, Drugs, Request};
use crate::rule::{Given, Rulebook};
use crate::source::Prose;
use crate::span::Span;
use jiff::civil::Date;
use std::sync::LazyLock;

/// The drug table, read once.
static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

/// A fact sheet, and how its words were read.
pub struct Record {
    /// The facts.
    pub sheet: FactSheet,
    /// The family that the request was read as, where it is not the one that was meant.
    pub other_family: Option<String>,
    /// What the sentences were read as, as `kind stance`.
    pub claims: Vec<String>,
}

/// Reads what the record says as a case summary, and the request as the heading of an item.
pub fn record(book: &Rulebook, family: &str, says: Option<&str>, request: Option<&str>, given: &Given) -> Record {
    let words = says.unwrap_or_default();
    let reading = reading(words);
    let claims = &reading.claims;
    let item_text = request.unwrap_or_default();
    let mut asked = request::read(item_text, &DRUGS);
    let other_family = (request.is_some() && asked.family != family).then(|| asked.family.clone());
    family.clone_into(&mut asked.family);
    let mut sheet = sheet(book, &asked, item_text, words, &reading);
    for (name, fact) in given {
        sheet.set(name.as_str(), fact.clone());
    }
    let claims = claims.iter().map(|claim| format!("{} {}", claim.kind.name(), claim.stance.name())).collect();
    Record { sheet, other_family, claims }
}

fn reading(says: &str) -> Reading {
    let prose = Prose::new(says, Span::new(0, says.len()));
    let mut reading = Reading::default();
    claim::read_section(prose, Section::Summary, &DRUGS, &mut reading);
    reading
}

fn sheet(book: &Rulebook, request: &Request, item_text: &str, says: &str, reading: &Reading) -> FactSheet {
    let context = Context {
        evidence: Evidence::Findings,
        item_text,
        original: None,
        clock: Some(clock(book)),
        injury: None,
        age: None,
        daily_totals: &DailyTotals::of(&book.daily_amounts, &[request]),
        subjects: &subjects(reading, says, |about| request::read(about, &DRUGS)),
    };
    fact::sheet(1, request, &reading.claims, &context)
}

/// Examples are dated on the last day on which the edition is in force, or on its first where that is open.
fn clock(book: &Rulebook) -> Date {
    book.to.unwrap_or(book.from)
}
