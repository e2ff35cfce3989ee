//! On the reference readings of real letters: how the rules judge what a person read, without the grammar's mistakes.

use super::reading;
use crate::common::shared;
use imrcheck::claim::{Claim, Kind, Moment, Section, Stance, Value};
use imrcheck::decision::{LetterItem, Predicted, Prediction, predict_letter};
use imrcheck::fact::{Context, DailyTotals, Evidence, sheet, subjects};
use imrcheck::letter;
use imrcheck::request::{self, Drugs, Request};
use imrcheck::rule::{Rulebooks, clock};
use imrcheck::source::Document;
use imrcheck::span::Span;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

fn resolve(about: &str) -> Request {
    request::read(about, &DRUGS)
}

fn claim(json: &Json) -> Option<Claim> {
    let text = |field: &str| json[field].as_str();
    let section = match text("section")?.strip_prefix("rationale:") {
        Some(n) => Section::Rationale(n.parse().ok()?),
        None => Section::Summary,
    };
    let stance = match text("stance")? {
        "documented" => Stance::Documented,
        "denied" => Stance::Denied,
        "undocumented" => Stance::Undocumented,
        _ => Stance::Planned,
    };
    let kind = Kind::from_name(text("kind")?)?;
    let (about, quote) = (text("about").map(str::to_owned), text("quote")?.to_owned());
    Some(Claim {
        section,
        kind,
        stance,
        about,
        value: value(kind, &json["value"]),
        span: Span::new(0, 0),
        quote,
        sentence: 0,
    })
}

fn value(kind: Kind, json: &Json) -> Option<Value> {
    let number = |field: &str| json[field].as_u64().and_then(|number| u32::try_from(number).ok());
    let known = |field: &str, words: &[&'static str]| words.iter().copied().find(|word| json[field] == **word);
    match kind {
        Kind::TreatmentTried => {
            known("response", &["improved", "failed", "not_stated"]).map(|response| Value::Response { response })
        }
        Kind::WorkStatus => {
            known("status", &["full", "modified", "off", "retired"]).map(|status| Value::Work { status })
        }
        Kind::DrugTest => {
            known("result", &["consistent", "inconsistent", "not_stated"]).map(|result| Value::Test { result })
        }
        Kind::PriorSessions => number("count").map(|count| Value::Count { count }),
        Kind::PainScore => Some(Value::Score { low: json["low"].as_f64()?, high: json["high"].as_f64()? }),
        Kind::TreatmentDuration => Some(Value::Duration {
            since: json["since"].as_str().and_then(moment),
            at_least_days: number("at_least_days"),
            at_most_days: number("at_most_days"),
            open: json["open"].as_bool().unwrap_or(false),
        }),
        _ => None,
    }
}

fn moment(text: &str) -> Option<Moment> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    Some(Moment { year, month: part(), day: part() })
}

/// The letter's text, wherever it lies below the folder of letters.
fn document(letters: &Path, name: &str) -> Option<Document> {
    let paths: [PathBuf; 2] =
        ["2014-2015", "2016-2017/text"].map(|part| letters.join(part).join(format!("{name}.txt")));
    let text = paths.iter().find_map(|path| std::fs::read_to_string(path).ok())?;
    Some(Document { name: name.to_owned(), text, notes: Vec::new() })
}

fn predict(rulebooks: &Rulebooks, document: &Document, claims: &[Claim], evidence: Evidence) -> Vec<Prediction> {
    let (letter, _) = letter::read(document);
    let clock = clock(&letter.dates, None);
    let (rulebook, _) = rulebooks.in_force(clock).unwrap();
    let subjects = subjects(&reading(claims), "", resolve);
    let asked = letter.items.iter().map(|item| match &item.original_request {
        Some(original) => request::read_part(&item.text, original, &DRUGS),
        None => request::read(&item.text, &DRUGS),
    });
    let asked: Vec<Request> = asked.collect();
    let totals = DailyTotals::of(&rulebook.daily_amounts, &asked.iter().collect::<Vec<_>>());
    let items = letter.items.iter().zip(&asked).map(|(item, request)| {
        let original = item.original_request.as_deref().map(resolve);
        let context = Context {
            evidence,
            item_text: &item.text,
            original: original.as_ref(),
            clock: clock.map(|clock| clock.date),
            injury: letter.dates.injury,
            age: letter.patient.age,
            daily_totals: &totals,
            subjects: &subjects,
        };
        LetterItem { n: item.n, sheet: sheet(item.n, request, claims, &context) }
    });
    predict_letter(rulebook, &items.collect::<Vec<_>>())
}

/// Counts of (actually overturned, predicted overturned).
#[derive(Default, Debug)]
struct Table([[u32; 2]; 2]);

impl Table {
    fn balanced_accuracy(&self) -> f64 {
        let rate = |row: [u32; 2], right: usize| f64::from(row[right]) / f64::from(row.iter().sum::<u32>());
        (rate(self.0[0], 0) + rate(self.0[1], 1)) / 2.0
    }
}

#[test]
fn what_a_person_read_leads_to_the_outcome() {
    let Some(shared) = shared() else { return };
    let rulebooks = Rulebooks::builtin().unwrap();
    let letters = shared.join("letters");
    let outcomes: Json =
        serde_json::from_str(&std::fs::read_to_string(letters.join("outcomes.json")).unwrap()).unwrap();
    let mut references: Vec<PathBuf> =
        std::fs::read_dir(letters.join("reference")).unwrap().map(|entry| entry.unwrap().path()).collect();
    references.sort();
    for (evidence, least) in [(Evidence::Findings, 0.80), (Evidence::Summary, 0.50)] {
        let mut table = Table::default();
        for path in &references {
            let reference: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let name = reference["letter"].as_str().unwrap();
            let claims: Vec<Claim> =
                reference["claims"].as_array().unwrap().iter().map(|json| claim(json).unwrap()).collect();
            let document = document(&letters, name).unwrap();
            let predictions = predict(&rulebooks, &document, &claims, evidence);
            let actual = outcomes[name].as_array().unwrap();
            assert_eq!(predictions.len(), actual.len(), "{name}");
            for (n, (prediction, actual)) in predictions.iter().zip(actual).enumerate() {
                assert_ne!(prediction.outcome, Predicted::NotCovered, "{name} item {}", n + 1);
                let overturned = prediction.outcome == Predicted::Overturned;
                table.0[usize::from(actual == "overturned")][usize::from(overturned)] += 1;
                if (actual == "overturned") != overturned && evidence == Evidence::Findings {
                    let unmet =
                        prediction.criteria.iter().map(|c| format!("{}={:?}", c.id, c.truth)).collect::<Vec<_>>();
                    println!("{name} {}: {actual}, predicted {:?}: {}", n + 1, prediction.outcome, unmet.join(" "));
                }
            }
        }
        println!("{evidence:?}: {table:?}, balanced accuracy {:.3}", table.balanced_accuracy());
        assert!(table.balanced_accuracy() >= least, "{evidence:?}: {table:?}");
    }
}
