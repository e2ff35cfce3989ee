//! Rule files: faults with their places, truth tables, examples.

#![allow(clippy::unwrap_used)]

use imrcheck::claim::{Claim, Kind, Reading, Section, Stance, Value};
use imrcheck::decision::{self, LetterItem, Predicted};
use imrcheck::fact::{self, Context, DailyTotals, Evidence, FactSheet};
use imrcheck::request::Request;
use imrcheck::rule::{Faults, Rulebook, Rulebooks, SourceFile};
use imrcheck::span::Span;

mod blindness;
mod builtin;
mod changes;
mod conditions;
mod decisions;
mod derived;
mod facts;
mod faults;
mod kleene;
mod logic;
mod reference;
mod tooling;

/// The oldest edition of the binary, read once.
pub fn edition_2009() -> &'static Rulebook {
    static RULEBOOKS: std::sync::OnceLock<Rulebooks> = std::sync::OnceLock::new();
    RULEBOOKS.get_or_init(|| Rulebooks::builtin().unwrap()).edition("mtus-2009").unwrap()
}

/// A claim of the summary with its stance.
pub fn claim(section: Section, kind: Kind, stance: Stance) -> Claim {
    let quote = kind.name().to_owned();
    Claim { section, kind, stance, about: None, value: None, span: Span::new(0, 1), quote, sentence: 0 }
}

/// The same claim, said of a treatment.
pub fn about(mut claim: Claim, treatment: &str) -> Claim {
    claim.about = Some(treatment.to_owned());
    claim
}

/// The same claim with a value.
pub fn with(mut claim: Claim, value: Value) -> Claim {
    claim.value = Some(value);
    claim
}

/// A request of a family.
pub fn request(family: &str) -> Request {
    Request { family: family.to_owned(), ..Request::default() }
}

/// Knows the few treatments that these tests name.
pub fn resolve(text: &str) -> Request {
    let known = [
        ("norco", "opioid", Some("hydrocodone/acetaminophen")),
        ("oxycontin", "opioid", Some("oxycodone")),
        ("opioid", "opioid", None),
        ("physical therapy", "physical_therapy", None),
        ("acupuncture", "acupuncture", None),
        ("cognitive behavioral therapy", "psychotherapy", None),
    ];
    let text = text.to_lowercase();
    match known.into_iter().find(|(name, ..)| text.contains(name)) {
        Some((_, family, generic)) => Request { generic: generic.map(str::to_owned), ..request(family) },
        None => request("other"),
    }
}

/// Claims that stand in no sentence.
pub fn reading(claims: &[Claim]) -> Reading {
    Reading { sentences: Vec::new(), claims: claims.to_vec() }
}

/// Judges one request by `rulebook` with these claims and the reviewer's findings.
pub fn sheet(rulebook: &Rulebook, request: &Request, text: &str, claims: &[Claim]) -> FactSheet {
    let context = Context {
        evidence: Evidence::Findings,
        item_text: text,
        clock: "2015-03-01".parse().ok(),
        injury: "2012-01-15".parse().ok(),
        age: Some(52),
        original: None,
        daily_totals: &DailyTotals::of(&rulebook.daily_amounts, &[request]),
        subjects: &fact::subjects(&reading(claims), "", resolve),
    };
    fact::sheet(1, request, claims, &context)
}

/// The prediction for one request of a letter.
pub fn predicted(request: &Request, text: &str, claims: &[Claim]) -> decision::Prediction {
    let rulebook = edition_2009();
    let item = LetterItem { n: 1, sheet: sheet(rulebook, request, text, claims) };
    decision::predict_letter(rulebook, &[item]).remove(0)
}

/// Only the outcome.
pub fn outcome(request: &Request, text: &str, claims: &[Claim]) -> Predicted {
    predicted(request, text, claims).outcome
}

/// Loads one family file beside a plain edition.
pub fn load(family: &str, text: &str) -> Result<Rulebooks, Faults> {
    let edition = "edition: test\ntitle: A test\nin_force: {from: 2009-07-18}\n";
    load_all(&[("test/edition.yaml", edition), (&format!("test/{family}.yaml"), text)])
}

/// Loads these files.
pub fn load_all(files: &[(&str, &str)]) -> Result<Rulebooks, Faults> {
    let file = |&(name, text): &(&str, &str)| SourceFile { name: name.to_owned(), text: text.to_owned() };
    Rulebooks::from_files(files.iter().map(file).collect())
}
