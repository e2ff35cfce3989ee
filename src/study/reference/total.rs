//! In: the scores of letters, in order. Out: [`ReferenceEvaluation`]: their sums, and which letters stand on one side only.

use super::items::{FIELDS, Share};
use super::score::{Hits, LetterScore};
use super::voices::VoiceScore;
use crate::claim::Kind;
use std::collections::BTreeSet;

/// How well many letters were read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReferenceEvaluation {
    /// The letters that have a reference, in the order in which they were read.
    pub scores: Vec<LetterScore>,
    /// Letters that were read and have no reference, as the user named them.
    pub without_reference: Vec<String>,
    /// Letters that were read although one of the same name was scored before; they count nowhere.
    pub repeated: Vec<String>,
    /// Letters that have a reference and were not among those read.
    pub not_given: Vec<String>,
    /// The kinds of claim that occur in any of the references, whether their letters were given or not.
    pub known: BTreeSet<Kind>,
    /// Documents and reference files that could not be used.
    pub failed: usize,
}

impl ReferenceEvaluation {
    /// Claims of all kinds of the contract.
    pub fn claims(&self) -> Hits {
        self.claims_where(|_| true)
    }

    /// Claims of the kinds that occur in any of the references: a kind that the readers did not look for counts neither
    /// for nor against.
    pub fn claims_of_known_kinds(&self) -> Hits {
        self.claims_where(|kind| self.known.contains(&kind))
    }

    fn claims_where(&self, counts: impl Fn(Kind) -> bool) -> Hits {
        self.kinds().into_iter().filter(|(kind, _)| counts(*kind)).fold(Hits::default(), |mut sum, (_, hits)| {
            sum.add(hits);
            sum
        })
    }

    /// Claims of each kind that occurs, in the order of the catalogue.
    pub fn kinds(&self) -> Vec<(Kind, Hits)> {
        let hits = |kind| {
            let mut sum = Hits::default();
            self.scores.iter().filter_map(|score| score.kinds.get(&kind)).for_each(|hits| sum.add(*hits));
            sum
        };
        Kind::ALL
            .into_iter()
            .map(|kind| (kind, hits(kind)))
            .filter(|(_, hits)| hits.reference + hits.read > 0)
            .collect()
    }

    /// Families of the items.
    pub fn families(&self) -> Share {
        sum(self.scores.iter().map(|score| score.items.families))
    }

    /// Each field of the requests.
    pub fn fields(&self) -> Vec<(&'static str, Share)> {
        let of = |field| sum(self.scores.iter().filter_map(|score| score.items.fields.get(field).copied()));
        FIELDS.into_iter().map(|field| (field, of(field))).collect()
    }

    /// All fields of the requests together.
    pub fn all_fields(&self) -> Share {
        sum(self.fields().into_iter().map(|(_, share)| share))
    }

    /// Voices of the sentences.
    pub fn voices(&self) -> VoiceScore {
        self.scores.iter().fold(VoiceScore::default(), |mut sum, score| {
            sum.add(&score.voices);
            sum
        })
    }

    /// Of all claims that were read, those whose words the reference calls recital or procedure.
    pub fn from_others(&self) -> Share {
        sum(self.scores.iter().map(|score| Share { part: score.read_from_others, whole: score.read }))
    }
}

fn sum(shares: impl Iterator<Item = Share>) -> Share {
    shares.fold(Share::default(), |mut sum, share| {
        sum.add(share);
        sum
    })
}

/// A document's name as references give it: without folders and ending.
pub fn stem(source: &str) -> &str {
    let name = source.rsplit(['/', '\\']).next().unwrap_or(source);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
