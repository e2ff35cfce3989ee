//! In: words, and the claims of a document with its text. Out: the parts of the body that they speak of.
//!
//! Which words name which part stands in `rules/subjects.tsv`.

use super::subject::{rows, stands_in_lower};
use crate::claim::{Claim, Kind, Reading, Sentence};
use crate::kept::{Kept, kept};
use crate::span::Span;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Parts of the body; none where words name none.
pub type Regions = BTreeSet<&'static str>;

/// Kinds that speak of one part of the body: where their own words name none, their surroundings do.
const OF_A_REGION: [Kind; 7] = [
    Kind::RedFlag,
    Kind::NeurologicalDeficit,
    Kind::Radiculopathy,
    Kind::FunctionalDeficit,
    Kind::ObjectiveFindings,
    Kind::MuscleSpasm,
    Kind::ImagingConfirmation,
];

/// Kinds whose signs run along a limb: they speak of all of it, and of the spine above it.
const ALONG_A_LIMB: [Kind; 2] = [Kind::NeurologicalDeficit, Kind::Radiculopathy];

const LIMBS: [[&str; 4]; 2] = [["neck", "shoulder", "elbow", "wrist"], ["low_back", "hip", "knee", "ankle"]];

/// What ends a clause, for a part of the body that is named in it.
const BORDERS: [&str; 4] = [";", " but ", " while ", " whereas "];

/// The phrases that name a region, the longest first: "lumbar spine" goes before "spine".
static PHRASES: LazyLock<Vec<(&'static str, &'static str, Pairs)>> = LazyLock::new(|| {
    let mut phrases: Vec<_> = rows("region").chain(rows("no_region").map(|(phrase, _)| (phrase, ""))).collect();
    phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    phrases.into_iter().map(|(phrase, regions)| (phrase, regions, Pairs::of(phrase.trim_end_matches('*')))).collect()
});

/// Which letters stand beside each other in a text, a bit for several such pairs. A phrase can stand only in a text that
/// has all its pairs: that rules out nearly every phrase at the cost of comparing a few numbers.
struct Pairs([u64; 8]);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = [0; 8];
        for pair in text.as_bytes().windows(2) {
            let number = usize::from(pair[0]) * 37 + usize::from(pair[1]);
            pairs[number / 64 % 8] |= 1 << (number % 64);
        }
        Self(pairs)
    }

    fn hold(&self, others: &Self) -> bool {
        self.0.iter().zip(&others.0).all(|(all, some)| some & !all == 0)
    }
}

thread_local! {
    /// What words name, as it was found.
    static NAMED: RefCell<Kept<Regions>> = Kept::up_to(20_000, 300);
}

/// The parts of the body that `text` names.
pub fn named(text: &str) -> Regions {
    kept(&NAMED, text, || find(text))
}

fn find(text: &str) -> Regions {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut found = Regions::new();
    // What is taken out of the text later leaves no new pair that a phrase could have.
    let pairs = Pairs::of(&text);
    for (phrase, regions, own) in PHRASES.iter() {
        if !pairs.hold(own) || !stands_in_lower(&text, phrase) {
            continue;
        }
        found.extend(regions.split(' ').filter(|region| !region.is_empty()));
        if phrase.contains([' ', '-']) {
            text = text.replace(phrase.trim_end_matches('*'), "|");
        }
    }
    found
}

/// The document around its claims.
pub struct Places<'a> {
    reading: &'a Reading,
    text: &'a str,
    /// What each sentence names, as far as it was asked.
    sentences: BTreeMap<usize, Regions>,
    /// What the examination before each sentence names, once it was asked.
    examinations: Option<Vec<Regions>>,
}

impl<'a> Places<'a> {
    /// The places of a document's claims.
    pub fn new(reading: &'a Reading, text: &'a str) -> Self {
        Self { reading, text, sentences: BTreeMap::new(), examinations: None }
    }

    /// The parts of the body that a claim speaks of: those of its subject; of a finding also those of its own words, else
    /// of its clause, else of its sentence, else of the examination that it belongs to.
    pub fn of(&mut self, claim: &Claim) -> Regions {
        let about = claim.about.as_deref().map(named).unwrap_or_default();
        if !about.is_empty() || !OF_A_REGION.contains(&claim.kind) {
            return about;
        }
        let mut regions = named(&claim.quote);
        if regions.is_empty() {
            regions = named(&self.clause(claim));
        }
        if regions.is_empty() {
            regions = self.sentence(claim.sentence);
        }
        if regions.is_empty() {
            regions = self.examination(claim.sentence);
        }
        let limbs = LIMBS
            .iter()
            .filter(|limb| ALONG_A_LIMB.contains(&claim.kind) && limb.iter().any(|part| regions.contains(part)));
        let wider: Vec<&'static str> = limbs.flatten().copied().collect();
        regions.extend(wider);
        regions
    }

    fn words(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn clause(&self, claim: &Claim) -> String {
        let Some(sentence) = self.reading.sentences.get(claim.sentence) else { return String::new() };
        let before = self.words(Span::new(sentence.span.start, claim.span.start.max(sentence.span.start)));
        let after = self.words(Span::new(claim.span.end.min(sentence.span.end), sentence.span.end));
        let start = BORDERS.iter().filter_map(|border| before.rfind(border)).max().unwrap_or(0);
        let end = BORDERS.iter().filter_map(|border| after.find(border)).min().unwrap_or(after.len());
        format!("{} {} {}", &before[start..], claim.quote, &after[..end])
    }

    fn sentence(&mut self, index: usize) -> Regions {
        let words = self.reading.sentences.get(index).map(|sentence| self.words(sentence.span)).unwrap_or_default();
        self.sentences.entry(index).or_insert_with(|| named(words)).clone()
    }

    /// The parts that the sentences name from the one that opens an examination on: "Examination of the right wrist
    /// revealed …". None where no such sentence precedes in the section.
    fn examination(&mut self, index: usize) -> Regions {
        let before = self.examinations.take().unwrap_or_else(|| self.examinations_before());
        let regions = before.get(index).cloned().unwrap_or_default();
        self.examinations = Some(before);
        regions
    }

    /// The same for every sentence, in one pass.
    fn examinations_before(&mut self) -> Vec<Regions> {
        let (mut section, mut named) = (None, None::<Regions>);
        let reading = self.reading;
        let of_sentence = |(index, sentence): (usize, &Sentence)| {
            if section.replace(sentence.section) != Some(sentence.section) {
                named = None;
            }
            let before = named.clone().unwrap_or_default();
            if self.words(sentence.span).to_lowercase().contains("exam") {
                named = Some(self.sentence(index));
            } else if let Some(named) = &mut named {
                named.extend(self.sentence(index));
            }
            before
        };
        reading.sentences.iter().enumerate().map(of_sentence).collect()
    }
}
