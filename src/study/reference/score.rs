//! In: one report and the reference of its letter. Out: [`LetterScore`]: what was read rightly, missed and made up.

use super::align::Alignment;
use super::file::Reference;
use super::items::ItemScore;
use super::voices::VoiceScore;
use crate::claim::{Claim, Kind, Section, Stance, Voice};
use crate::report::Report;
use crate::source::Prose;
use serde::Serialize;
use std::collections::BTreeMap;

/// How one letter was read.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterScore {
    /// The letter, as its reference names it.
    pub letter: String,
    /// Claims by kind: what is counted are distinct pairs of section and stance. Only kinds that occur.
    pub kinds: BTreeMap<Kind, Hits>,
    /// Claims of the reference that were not read, in the order of the sections.
    pub missed: Vec<ClaimFault>,
    /// Claims that were read and are not in the reference.
    pub made_up: Vec<ClaimFault>,
    /// Families and requests.
    pub items: ItemScore,
    /// Who speaks in each sentence.
    pub voices: VoiceScore,
    /// All claims that were read, each counted, and of these those whose words stand in a sentence that the reference
    /// calls recital or procedure.
    pub read: usize,
    /// The latter.
    pub read_from_others: usize,
}

/// How many distinct claims are in the reference, were read, and both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hits {
    /// In the reference.
    pub reference: usize,
    /// Read.
    pub read: usize,
    /// Both.
    pub right: usize,
}

/// A claim that was missed or made up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimFault {
    /// Where it stands.
    pub section: Section,
    /// What is asserted.
    pub kind: Kind,
    /// How it is asserted.
    pub stance: Stance,
    /// The stances of the same kind on the other side, in the same section, that the other side alone has.
    pub instead: Vec<Stance>,
    /// Who speaks in the sentence by the reference; nothing where it has no such sentence.
    pub voice: Option<Voice>,
    /// The words that it was read from.
    pub quote: String,
    /// Its sentence.
    pub sentence: String,
}

/// A claim as it is counted, with the first claim that makes it.
type Distinct<T> = BTreeMap<(Section, Kind, Stance), T>;

impl Hits {
    /// Adds the counts of another kind or letter.
    pub fn add(&mut self, other: Self) {
        self.reference += other.reference;
        self.read += other.read;
        self.right += other.right;
    }

    /// Share of what was read that is right; `None` where nothing was read.
    pub fn precision(self) -> Option<f64> {
        (self.read > 0).then(|| self.right as f64 / self.read as f64)
    }

    /// Share of the reference that was read; `None` where it holds nothing.
    pub fn recall(self) -> Option<f64> {
        (self.reference > 0).then(|| self.right as f64 / self.reference as f64)
    }

    /// Harmonic mean of precision and recall; `None` where neither side holds anything.
    pub fn f1(self) -> Option<f64> {
        let both = self.reference + self.read;
        (both > 0).then(|| 2.0 * self.right as f64 / both as f64)
    }
}

impl LetterScore {
    /// Compares a report with the reference of the same letter.
    pub fn of(report: &Report, reference: &Reference) -> Self {
        let alignment = Alignment::new(report, reference);
        let mut read: Distinct<&Claim> = BTreeMap::new();
        for claim in &report.reading.claims {
            read.entry((claim.section, claim.kind, claim.stance)).or_insert(claim);
        }
        let mut wanted = BTreeMap::new();
        for claim in &reference.claims {
            wanted.entry((claim.section, claim.kind, claim.stance)).or_insert(claim);
        }
        let voice = |section, sentence: usize| Some(reference.sentences.get(&section)?.get(sentence)?.voice);
        let voice_of = |claim: &Claim| voice(claim.section, alignment.of_claim(report, claim)?);
        let missed = only_in(&wanted, &read).map(|(key, claim)| {
            let sentence = reference.sentences.get(&claim.section).and_then(|sentences| sentences.get(claim.sentence));
            let sentence = sentence.map(|sentence| sentence.text.clone()).unwrap_or_default();
            let voice = voice(claim.section, claim.sentence);
            fault(key, instead(key, &read, &wanted), voice, &claim.quote, sentence)
        });
        let made_up = only_in(&read, &wanted).map(|(key, claim)| {
            let sentence = report.reading.sentences.get(claim.sentence);
            let sentence = sentence.map(|sentence| Prose::new(&report.document.text, sentence.span).text);
            fault(key, instead(key, &wanted, &read), voice_of(claim), &claim.quote, sentence.unwrap_or_default())
        });
        let others = |claim: &&Claim| matches!(voice_of(claim), Some(Voice::Recital | Voice::Procedure));
        Self {
            letter: reference.letter.clone(),
            kinds: kinds(&wanted, &read),
            missed: missed.collect(),
            made_up: made_up.collect(),
            items: ItemScore::of(report, reference),
            voices: VoiceScore::of(report, reference, &alignment),
            read: report.reading.claims.len(),
            read_from_others: report.reading.claims.iter().filter(others).count(),
        }
    }
}

fn kinds<A, B>(wanted: &Distinct<A>, read: &Distinct<B>) -> BTreeMap<Kind, Hits> {
    let mut kinds: BTreeMap<Kind, Hits> = BTreeMap::new();
    for key in wanted.keys() {
        let hits = kinds.entry(key.1).or_default();
        hits.reference += 1;
        hits.right += usize::from(read.contains_key(key));
    }
    for key in read.keys() {
        kinds.entry(key.1).or_default().read += 1;
    }
    kinds
}

fn only_in<'a, A, B>(
    these: &'a Distinct<&'a A>,
    those: &'a Distinct<&'a B>,
) -> impl Iterator<Item = ((Section, Kind, Stance), &'a A)> {
    these.iter().filter(|(key, _)| !those.contains_key(*key)).map(|(key, claim)| (*key, *claim))
}

/// The stances that `there` has for the same section and kind, and `here` has not.
fn instead<A, B>(key: (Section, Kind, Stance), there: &Distinct<A>, here: &Distinct<B>) -> Vec<Stance> {
    let keys = Stance::ALL.into_iter().map(|stance| (key.0, key.1, stance));
    keys.filter(|key| there.contains_key(key) && !here.contains_key(key)).map(|key| key.2).collect()
}

fn fault(
    (section, kind, stance): (Section, Kind, Stance),
    instead: Vec<Stance>,
    voice: Option<Voice>,
    quote: &str,
    sentence: String,
) -> ClaimFault {
    ClaimFault { section, kind, stance, instead, voice, quote: quote.to_owned(), sentence }
}
