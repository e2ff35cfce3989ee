//! Structure: forms, headers, items, outcomes.
#![allow(clippy::unwrap_used)]

use crate::common::shared;
use imrcheck::letter::{self, Outcome};
use imrcheck::source::{self, Limits};
use std::collections::BTreeMap;

#[test]
fn show() {
    let Some(shared) = shared() else { return };
    let key: BTreeMap<String, Vec<Outcome>> =
        serde_json::from_str(&std::fs::read_to_string(shared.join("letters/outcomes.json")).unwrap()).unwrap();
    let limits = Limits::default();
    let dir = std::env::var("SHOW").unwrap_or("letters/2016-2017/text".into());
    for input in source::open(&[shared.join(dir)], &limits) {
        let document = input.read(&limits).unwrap();
        let (letter, outcomes) = letter::read(&document);
        let stem = std::path::Path::new(&document.name).file_stem().unwrap().to_string_lossy().into_owned();
        let got: Vec<_> = outcomes.0.iter().map(|o| o.unwrap()).collect();
        println!(
            "== {stem} {:?} {:?} {:?} {}",
            letter.case_number,
            letter.dates,
            letter.patient,
            if key[&stem] == got { "ok" } else { "WRONG" }
        );
        for n in &letter.notes {
            println!("  NOTE {}", n.message);
        }
        println!(
            "  S {:?}",
            letter.summary.map(|s| {
                let t = s.of(&document.text);
                (
                    t.chars().take(40).collect::<String>(),
                    t.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect::<String>(),
                )
            })
        );
        for (i, o) in letter.items.iter().zip(&outcomes.0) {
            println!(
                "  {} [{}] {:?} asked={:?} granted={:?} g={:?} r={:?}",
                i.n,
                i.text,
                o.unwrap(),
                i.original_request,
                i.granted,
                i.guideline.map(|s| s.len()),
                i.rationale.map(|s| {
                    let t = s.of(&document.text);
                    (
                        t.chars().take(20).collect::<String>(),
                        t.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect::<String>(),
                    )
                })
            );
        }
    }
}
