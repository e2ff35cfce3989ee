//! Requests: tables of item texts with what is asked for.

#![allow(clippy::unwrap_used)]

mod drugs;
mod grammar;
mod measure;
mod table;

use imrcheck::request::{Drugs, MmeTable, read, read_part};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

/// A field of a request as a table writes it.
fn field(request: &Value, name: &str) -> String {
    match &request[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Each row is read as it says: `text|family|field=value;…`.
#[test]
fn invented_requests_are_read() {
    let mut wrong = Vec::new();
    for row in table::TABLE.lines().filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split('|').collect();
        let [text, family, fields] = cells[..] else { panic!("not three cells: {row}") };
        let request = serde_json::to_value(read(text, &DRUGS)).unwrap();
        let expected = fields.split(';').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap());
        for (name, value) in expected.chain([("family", family)]) {
            let found = field(&request, name);
            if found != value {
                wrong.push(format!("{text}: {name} is {found}, not {value}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_family_is_in_the_table() {
    for family in grammar::FAMILIES {
        assert!(table::TABLE.contains(&format!("|{family}|")), "no row shows {family}");
    }
}

#[test]
fn a_compound_lists_its_ingredients_with_their_own_families() {
    let request = read("Topical: Ketoprofen 10%, Cyclobenzaprine 3%/Menthol 5% 180 gm", &DRUGS);
    let families: Vec<(&str, &str, Option<f64>)> =
        request.ingredients.iter().map(|part| (part.name.as_str(), part.family.as_str(), part.percent)).collect();
    let expected = [
        ("Ketoprofen", "nsaid", Some(10.0)),
        ("Cyclobenzaprine", "muscle_relaxant", Some(3.0)),
        ("Menthol", "topical_analgesic", Some(5.0)),
    ];
    assert_eq!(families, expected);
}

#[test]
fn the_morphine_equivalent_follows_the_table_asked_for() {
    let dilaudid = read("Dilaudid 2mg #60", &DRUGS);
    assert_eq!(dilaudid.mme(MmeTable::Cdc2016), Some(16.0));
    assert_eq!(dilaudid.mme(MmeTable::Cdc2022), Some(20.0));
    let tramadol = read("Tramadol 50mg #60", &DRUGS);
    assert_eq!(tramadol.mme(MmeTable::Mtus2009), None);
    for none in ["Fentanyl patch 25mcg/hr #10", "Butrans 10mcg/hr patch #4", "Methadone 10mg #90", "Norco #90"] {
        assert_eq!(read(none, &DRUGS).daily_mme, None, "{none}");
    }
}

#[test]
fn directions_and_stated_days_come_before_the_assumption() {
    let stated = read("Percocet 5/325mg #28 14 day supply", &DRUGS);
    assert_eq!((stated.daily_mme, stated.assumed_days), (Some(15.0), None));
    let directed = read("Percocet 5/325mg 1 tab tid #20", &DRUGS);
    assert_eq!((directed.daily_mme, directed.assumed_days), (Some(22.5), None));
    let as_needed = read("Percocet 5/325mg 1-2 tabs q4-6h prn #60", &DRUGS);
    assert_eq!(
        (as_needed.daily_units, as_needed.daily_mme, as_needed.assumed_days),
        (Some(12.0), Some(15.0), Some(30))
    );
}

#[test]
fn a_part_takes_the_region_of_the_original_request() {
    let part = read_part("two more sessions of acupuncture", "Acupuncture 8 sessions, left knee", &DRUGS);
    assert_eq!((part.sessions, part.body_part.as_deref()), (Some(2), Some("left knee")));
}

#[test]
fn the_operation_itself_is_no_service_of_one() {
    assert_eq!(read("Left knee arthroscopy with post-operative sling", &DRUGS).family, "surgery");
    assert_eq!(read("Sling, post-operative", &DRUGS).family, "surgical_service");
}

/// Four times the text takes about four times the time (sixteen would be quadratic), whatever is repeated.
#[test]
fn time_grows_with_length_only() {
    const PIECES: [&str; 10] = [
        "(",
        "1,111,",
        "2-3 x ",
        "right knee and ",
        "norco 5%/",
        "electromyography (",
        "a ",
        "L4-5, ",
        "no ",
        "post-op ",
    ];
    let seconds = |text: &str| {
        let once = |_| {
            let start = std::time::Instant::now();
            let _ = read(text, &DRUGS);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(once).fold(f64::INFINITY, f64::min)
    };
    for piece in PIECES {
        let (short, long) = (piece.repeat(900 / piece.len()), piece.repeat(3600 / piece.len()));
        let (short, long) = (seconds(&short), seconds(&long));
        assert!(long < 10.0 * short + 0.05, "{piece:?}: {short} s, four times as long {long} s");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let request = read(&text, &DRUGS);
        prop_assert!(grammar::FAMILIES.contains(&request.family.as_str()));
    }

    #[test]
    fn any_mix_of_request_words_is_read(words in proptest::collection::vec(prop::sample::select(WORDS), 0..12)) {
        let text = words.concat();
        let request = read(&text, &DRUGS);
        prop_assert!(grammar::FAMILIES.contains(&request.family.as_str()));
        if let Some(treatment) = request.treatment {
            prop_assert!(!treatment.is_empty());
        }
    }
}

const WORDS: &[&str] = &[
    "Norco ",
    "é",
    "\u{1}",
    "\u{2}",
    "#",
    "120",
    " ",
    "x",
    "2-3",
    " times",
    " a week",
    "for ",
    "six weeks",
    "10/325mg",
    "5%",
    "/",
    ",",
    "(",
    ")",
    "left ",
    "knee",
    "MRI ",
    "without contrast",
    "PT ",
    "sessions ",
    "refill",
    "q",
    "4h ",
    "unknown ",
    "quantity",
    "consult ",
    "with ",
    "surgeon",
    "post-op ",
    "\u{a0}",
    "patch",
    "DOS: ",
    "1/2/2015",
    "½",
    "four",
    "twenty-four ",
    ".",
];
