//! Reads the lexicon's files: which words there are, and of which classes each form is.

use super::inflect::{VERB_FORMS, forms};
use super::token::{SHAPES, pieces};
use std::collections::{BTreeMap, BTreeSet};

/// The files of the lexicon.
const FILES: [&str; 4] = [
    include_str!("../../grammar/lexicon/care.tsv"),
    include_str!("../../grammar/lexicon/function.tsv"),
    include_str!("../../grammar/lexicon/history.tsv"),
    include_str!("../../grammar/lexicon/people.tsv"),
];

/// The drug table, whose names are words too.
const DRUGS: &str = include_str!("../../rules/drugs.tsv");

/// Classes of the drug table that are tried first for pain.
const FIRST_LINE: [&str; 8] =
    ["nsaid", "nsaid_combo", "anticonvulsant", "tca", "snri", "ssri", "antidepressant_other", "analgesic_nonopioid"];

/// Classes that stand between the words that a phrase is made of and say nothing of their own.
const BETWEEN: [&str; 30] = [
    "adverb",
    "as",
    "at",
    "by",
    "det",
    "during",
    "earlier",
    "either",
    "filler",
    "firstly",
    "for",
    "from",
    "in",
    "level",
    "modifier",
    "of",
    "often",
    "on",
    "past_span",
    "patient",
    "prep",
    "prior_to",
    "provider",
    "quantity",
    "record",
    "remaining",
    "sign",
    "to",
    "unit",
    "with",
];

/// Every form with its classes, in order of the form.
pub type Forms = BTreeMap<String, BTreeSet<String>>;

/// A row of the lexicon: its lemma, its part of speech and its classes.
pub fn rows() -> Vec<(String, String, Vec<String>)> {
    let row = |row: &str| {
        let mut cells = row.split('\t').map(str::to_owned);
        let mut cell = || cells.next().unwrap_or_default();
        (words(&cell()), cell(), cell().split(' ').map(str::to_owned).collect())
    };
    lines().map(row).collect()
}

/// The lines that hold a row.
fn lines() -> impl Iterator<Item = &'static str> {
    FILES.iter().flat_map(|file| file.lines()).filter(|row| !row.starts_with('#') && !row.is_empty())
}

/// Reads all files.
pub fn read() -> Forms {
    let mut all = Forms::new();
    for row in lines() {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (lemma, speech, classes, irregular) = (cell(), cell(), cell(), cell());
        for (form, tense) in forms(lemma, speech, irregular) {
            let entry = all.entry(words(&form)).or_default();
            entry.extend(classes.split(' ').chain(tense).map(str::to_owned));
        }
    }
    for row in DRUGS.lines().filter(|row| !row.starts_with('#') && !row.starts_with("name\t") && !row.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, _, class, ..] = cells[..] else { continue };
        let entry = all.entry(words(&name.to_lowercase())).or_default();
        entry.insert("drug".to_owned());
        entry.insert("named_drug".to_owned());
        if FIRST_LINE.contains(&class) {
            entry.insert("first_line_drug".to_owned());
        }
    }
    all
}

/// The sets of classes that occur, in order; the number of a set is its place.
pub fn sets(forms: &Forms) -> Vec<BTreeSet<String>> {
    let shapes = SHAPES.iter().map(|shape| shape.split(' ').map(str::to_owned).collect());
    let all: BTreeSet<BTreeSet<String>> = forms.values().cloned().chain(shapes).collect();
    all.into_iter().collect()
}

/// The classes of a set that grammars know it by: its own, and `between` where it says nothing of its own.
pub fn classes_of(set: &BTreeSet<String>) -> BTreeSet<String> {
    let mut classes = set.clone();
    let own = |class: &String| !BETWEEN.contains(&class.as_str()) && !VERB_FORMS.contains(&class.as_str());
    if classes.contains("filler") && !classes.iter().any(own) {
        classes.insert("between".to_owned());
    }
    classes
}

/// A form of the lexicon as its pieces with a blank between them, as it is looked up.
fn words(form: &str) -> String {
    pieces(form).iter().map(|piece| piece.span.of(form)).collect::<Vec<_>>().join(" ")
}
