//! Scores this reader on the blind sentences, `tests/claims/blind/history-*/*.yaml`, by kind and stance, and holds each
//! round to what was reached. Who speaks in a sentence is taken from the reader by phrases.
#![allow(clippy::unwrap_used)]

use super::read;
use crate::claim::{Reading, Section, Stance, Voice, read_section};
use crate::request::Drugs;
use crate::source::Prose;
use crate::span::Span;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Precision and recall of each round over all its kinds, as they were reached; they may only rise.
const REACHED: [(&str, f64, f64); 5] = [
    ("history-1", 0.9, 0.91),
    ("history-2", 0.94, 0.83),
    ("history-3", 0.86, 0.86),
    ("history-4", 0.92, 0.84),
    ("history-5", 0.91, 0.89),
];

#[derive(Debug, Deserialize)]
struct Sentence {
    text: String,
    section: String,
    claims: Vec<Answer>,
}

#[derive(Debug, Deserialize)]
struct Answer {
    kind: String,
    stance: String,
}

/// How many claims were said rightly, said, and to be said.
type Score = [usize; 3];

fn sentences(round: &str) -> Vec<Sentence> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/blind").join(round);
    let files: BTreeSet<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    let read =
        |file: PathBuf| -> Vec<Sentence> { serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap() };
    files.into_iter().flat_map(read).collect()
}

/// What is said of the patient. A verdict says nothing but what was firmly had, and no plan.
fn said(sentence: &Sentence, drugs: &Drugs) -> BTreeSet<(String, String)> {
    let section = if sentence.section == "summary" { Section::Summary } else { Section::Rationale(1) };
    let mut reading = Reading::default();
    read_section(Prose::new(&sentence.text, Span::new(0, sentence.text.len())), section, drugs, &mut reading);
    let mut all = BTreeSet::new();
    for part in reading.sentences.iter().filter(|part| matches!(part.voice, Voice::Patient | Voice::Verdict)) {
        let claims = read(&part.span.of(&sentence.text).to_ascii_lowercase());
        let told = |claim: &super::Said| part.voice == Voice::Patient || claim.firm && claim.stance != Stance::Planned;
        let names = |claim: super::Said| (claim.kind.name().to_owned(), claim.stance.name().to_owned());
        all.extend(claims.into_iter().filter(told).map(names));
    }
    all
}

fn score(round: &str, drugs: &Drugs) -> BTreeMap<String, Score> {
    let shown = std::env::var("IMRCHECK_BLIND").is_ok_and(|shown| shown == round);
    let mut scores = BTreeMap::<String, Score>::new();
    for sentence in sentences(round) {
        let said = said(&sentence, drugs);
        let told: BTreeSet<(String, String)> =
            sentence.claims.iter().map(|claim| (claim.kind.clone(), claim.stance.clone())).collect();
        told.intersection(&said).for_each(|(kind, _)| scores.entry(kind.clone()).or_default()[0] += 1);
        said.iter().for_each(|(kind, _)| scores.entry(kind.clone()).or_default()[1] += 1);
        told.iter().for_each(|(kind, _)| scores.entry(kind.clone()).or_default()[2] += 1);
        if shown && said != told {
            println!("said {said:?}\n  of {told:?}\n     {}", sentence.text);
            println!("     {:?}", super::explain(&sentence.text.to_ascii_lowercase()));
        }
    }
    scores
}

#[test]
fn each_round_is_read_as_well_as_it_was() {
    let drugs = Drugs::built_in();
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    for (round, precision, recall) in REACHED {
        let mut scores = score(round, &drugs);
        let all =
            scores.values().fold(Score::default(), |sum, one| std::array::from_fn(|place| sum[place] + one[place]));
        scores.insert("all".into(), all);
        for (kind, [right, said, told]) in &scores {
            let (precision, recall) = (share(*right, *said), share(*right, *told));
            println!("{round:12} {kind:20} precision {precision:.3} recall {recall:.3} of {told}");
        }
        let [right, said, told] = all;
        assert!(told > 50, "{round} has few claims");
        assert!(share(right, said) >= precision && share(right, told) >= recall, "{round}: {all:?}");
    }
}
