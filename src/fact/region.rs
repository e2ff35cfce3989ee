//! In: words, and the claims of a document with its text. Out: the parts of the body that they speak of, and the sides.
//!
//! Which words name which part or side stands in `rules/subjects.tsv`.

use super::subject::{rows, stands_in_lower};
use crate::claim::{Claim, Kind, Reading, Sentence};
use crate::kept::{Kept, kept};
use crate::span::Span;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::LazyLock;

/// Parts of the body, or sides of it; none where words name none.
pub type Regions = BTreeSet<&'static str>;

/// Where on the body something is.
#[derive(Debug, Clone, Default)]
pub struct Where {
    /// The parts of the body.
    pub regions: Regions,
    /// `left`, `right` or both.
    pub sides: Regions,
}

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

/// Kinds that speak of care of one part of the body, where right behind them stands which: "therapy for the wrist".
const CARE: [Kind; 3] = [Kind::ConservativeCare, Kind::TreatmentTried, Kind::PriorSessions];

/// What ends the words that say of which part the care was.
const AFTER_CARE: [&str; 16] = [
    ",",
    ";",
    ".",
    " but ",
    " with ",
    " without ",
    " which ",
    " that ",
    " did ",
    " does ",
    " has ",
    " had ",
    " was ",
    " were ",
    " is ",
    " are ",
];

/// Kinds whose signs run along a limb: they speak of all of it, and of the spine above it.
const ALONG_A_LIMB: [Kind; 2] = [Kind::NeurologicalDeficit, Kind::Radiculopathy];

const LIMBS: [[&str; 4]; 2] = [["neck", "shoulder", "elbow", "wrist"], ["low_back", "hip", "knee", "ankle"]];

/// What ends a clause, for a part of the body that is named in it.
const BORDERS: [&str; 4] = [";", " but ", " while ", " whereas "];

/// Phrases with what they name, the longest first: "lumbar spine" goes before "spine".
type Phrases = Vec<(&'static str, &'static str, Pairs)>;

static REGIONS: LazyLock<Phrases> = LazyLock::new(|| phrases("region", "no_region"));
static SIDES: LazyLock<Phrases> = LazyLock::new(|| phrases("side", "no_side"));

fn phrases(naming: &'static str, naming_none: &'static str) -> Phrases {
    let mut phrases: Vec<_> = rows(naming).chain(rows(naming_none).map(|(phrase, _)| (phrase, ""))).collect();
    phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    phrases.into_iter().map(|(phrase, meaning)| (phrase, meaning, Pairs::of(phrase.trim_end_matches('*')))).collect()
}

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
    static NAMED: RefCell<Kept<Rc<Where>>> = Kept::up_to(20_000, 300);
}

/// The parts of the body that `text` names.
pub fn named(text: &str) -> Regions {
    of_words(text).regions.clone()
}

/// The sides of the body that `text` names.
pub fn sides(text: &str) -> Regions {
    of_words(text).sides.clone()
}

/// Both.
fn of_words(text: &str) -> Rc<Where> {
    kept(&NAMED, text, || Rc::new(Where { regions: find(&REGIONS, text), sides: find(&SIDES, text) }))
}

fn find(phrases: &Phrases, text: &str) -> Regions {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut found = Regions::new();
    // What is taken out of the text later leaves no new pair that a phrase could have.
    let pairs = Pairs::of(&text);
    for (phrase, meaning, own) in phrases {
        if !pairs.hold(own) || !stands_in_lower(&text, phrase) {
            continue;
        }
        found.extend(meaning.split(' ').filter(|word| !word.is_empty()));
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
    sentences: BTreeMap<usize, Rc<Where>>,
    /// What the examination before each sentence names, once it was asked.
    examinations: Option<Vec<Regions>>,
}

impl<'a> Places<'a> {
    /// The places of a document's claims.
    pub fn new(reading: &'a Reading, text: &'a str) -> Self {
        Self { reading, text, sentences: BTreeMap::new(), examinations: None }
    }

    /// Where the thing is that a claim speaks of.
    pub fn of(&mut self, claim: &Claim) -> Where {
        let about = claim.about.as_deref().map(of_words).filter(|about| !about.regions.is_empty());
        if let Some(about) = about {
            return (*about).clone();
        }
        if CARE.contains(&claim.kind) {
            return (*of_words(self.cared_for(claim))).clone();
        }
        if OF_A_REGION.contains(&claim.kind) { self.of_finding(claim) } else { Where::default() }
    }

    /// The parts that a finding's own words name, else its clause, else its sentence, else the examination that it
    /// belongs to; and the sides of its clause, else of the sentence that named the part.
    fn of_finding(&mut self, claim: &Claim) -> Where {
        let of_sentence = self.sentence(claim.sentence);
        let mut regions = named(&claim.quote);
        let mut sides = Regions::new();
        if regions.is_empty() || !of_sentence.sides.is_empty() {
            let clause = of_words(&self.clause(claim));
            sides.clone_from(&clause.sides);
            if regions.is_empty() {
                regions.clone_from(&clause.regions);
            }
        }
        if regions.is_empty() && !of_sentence.regions.is_empty() {
            regions.clone_from(&of_sentence.regions);
            if sides.is_empty() {
                sides.clone_from(&of_sentence.sides);
            }
        }
        if regions.is_empty() {
            regions = self.examination(claim.sentence);
        }
        let limbs = LIMBS
            .iter()
            .filter(|limb| ALONG_A_LIMB.contains(&claim.kind) && limb.iter().any(|part| regions.contains(part)));
        let wider: Vec<&'static str> = limbs.flatten().copied().collect();
        regions.extend(wider);
        Where { regions, sides }
    }

    /// The words behind a course of care that say what it was for.
    fn cared_for(&self, claim: &Claim) -> &'a str {
        let Some(sentence) = self.reading.sentences.get(claim.sentence) else { return "" };
        let after = self.words(Span::new(claim.span.end.min(sentence.span.end), sentence.span.end));
        let end = AFTER_CARE.iter().filter_map(|word| after.find(word)).min().unwrap_or(after.len());
        let before_end = &after[..end];
        before_end.find(" for ").map_or("", |at| &before_end[at..])
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

    fn words_of_sentence(&self, index: usize) -> &'a str {
        self.reading.sentences.get(index).map(|sentence| self.words(sentence.span)).unwrap_or_default()
    }

    fn sentence(&mut self, index: usize) -> Rc<Where> {
        let words = self.words_of_sentence(index);
        Rc::clone(self.sentences.entry(index).or_insert_with(|| of_words(words)))
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
                named = Some(self.sentence(index).regions.clone());
            } else if let Some(named) = &mut named {
                named.extend(self.sentence(index).regions.iter().copied());
            }
            before
        };
        reading.sentences.iter().enumerate().map(of_sentence).collect()
    }
}
