//! Counts the idioms of the lexicon and of the grammars over it: what is listed as a whole though it is made of parts.
#![allow(clippy::expect_used)]

use super::source::rows;
use std::collections::{BTreeMap, BTreeSet};

/// Classes of words that deny, doubt or say that something is missing.
const CUES: [&str; 17] = [
    "absence",
    "absent",
    "cannot",
    "deny",
    "despite",
    "inability",
    "insufficient",
    "lack",
    "little",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "nothing",
    "unable",
    "without",
];

/// Classes of the words for what a verb takes: treatments, visits, documents.
const OBJECTS: [&str; 11] = [
    "care",
    "conservative",
    "device",
    "drug",
    "exercise",
    "home_exercise",
    "injection",
    "record",
    "request",
    "therapy",
    "visit",
];

/// No more idioms than this may be listed.
const MOST: usize = 80;

/// Whether a row is an idiom: more than three words, or with a cue, or a verb with its object.
fn is_idiom(words: &[&str], is_verb: bool, of: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let is = |word: &str, classes: &[&str]| {
        of.get(word).is_some_and(|known| classes.iter().any(|class| known.contains(*class)))
    };
    let cue = words.len() > 1 && words.iter().any(|word| is(word, &CUES));
    let object = is_verb && words.iter().skip(1).any(|word| is(word, &OBJECTS));
    words.len() > 3 || cue || object
}

#[test]
fn few_idioms_are_listed() {
    let rows = rows();
    let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (lemma, _, classes) in &rows {
        of.entry(lemma.clone()).or_default().extend(classes.iter().cloned());
    }
    let idiom = |(lemma, speech, _): &&(String, String, Vec<String>)| {
        is_idiom(&lemma.split(' ').collect::<Vec<_>>(), speech == "v", &of)
    };
    let idioms: Vec<&str> = rows.iter().filter(idiom).map(|(lemma, ..)| lemma.as_str()).collect();
    println!("{} rows, {} idioms: {idioms:?}", rows.len(), idioms.len());
    let grammars = [include_str!("../../grammar/words/phrases.pest"), include_str!("../../grammar/words/clauses.pest")];
    let code = grammars.iter().flat_map(|text| text.lines()).map(|line| line.split("//").next().unwrap_or_default());
    assert!(code.into_iter().all(|line| !line.contains('"')), "the grammars over words hold no literal");
    assert!(idioms.len() > 20 && idioms.len() <= MOST, "{} idioms", idioms.len());
    assert!(is_idiom(&["no", "longer"], false, &of) && !is_idiom(&["physical", "therapy"], false, &of));
}
