//! In: a sentence, and perhaps a kind that somebody expected of it. Out: which grammar rules made its voice, stance and claims,
//! and, for a kind that is not there, why not.

use super::interpret::{self, Place};
use super::phrase::{self, Phrase};
use super::row;
use super::{Kind, Section, Voice};
use crate::request::Drugs;
use crate::source::Prose;
use crate::span::Span;

/// How one sentence was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The sentence as running text.
    pub sentence: String,
    /// Who speaks in it.
    pub voice: Voice,
    /// What the word grammar found, from left to right.
    pub phrases: Vec<PhraseFound>,
    /// The marks in a row, as `grammar/sentence.pest` reads them.
    pub row: String,
    /// Each clause: its words' place in the row and who speaks; `None` where the clause itself does not tell.
    pub clauses: Vec<(usize, usize, Option<Voice>)>,
    /// The claims, as `kind stance`.
    pub claims: Vec<String>,
}

/// One phrase of a sentence and the rule that found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseFound {
    /// Its words in lower case.
    pub words: String,
    /// The rule of `grammar/claims/`.
    pub rule: &'static str,
    /// Its mark in the row.
    pub mark: char,
    /// Kinds that it speaks of.
    pub kinds: Vec<Kind>,
}

/// Explains each sentence of a passage.
pub fn explain(prose: &Prose, section: Section, drugs: &Drugs) -> Vec<Explanation> {
    let mut before = None;
    let mut explained = Vec::new();
    for span in super::sentence::split(&prose.text) {
        let explanation = one(&Place { prose, span, section, sentence: 0 }, before, drugs);
        before = Some(explanation.voice);
        explained.push(explanation);
    }
    explained
}

fn one(place: &Place<'_>, before: Option<Voice>, drugs: &Drugs) -> Explanation {
    let (voice, claims) = interpret::sentence(place, before, drugs);
    let sentence = place.span.of(&place.prose.text);
    let lower = sentence.to_ascii_lowercase();
    let phrases = phrase::find(&lower, drugs);
    let row = row::marks(&phrases);
    let clauses = row::clauses(&row).into_iter().map(|clause| (clause.start, clause.end, clause.voice)).collect();
    Explanation {
        sentence: sentence.to_owned(),
        voice,
        clauses,
        row,
        phrases: phrases.iter().map(|phrase| found(phrase, &lower)).collect(),
        claims: claims.iter().map(|claim| format!("{} {}", claim.kind.name(), claim.stance.name())).collect(),
    }
}

fn found(phrase: &Phrase, sentence: &str) -> PhraseFound {
    let words = Span::of(phrase.span, sentence).to_owned();
    PhraseFound { words, rule: phrase.rule, mark: char::from(phrase.mark), kinds: phrase.kinds.clone() }
}

impl Explanation {
    /// Why the sentence makes no claim of this kind; `None` where it makes one.
    pub fn why_not(&self, kind: Kind) -> Option<String> {
        if self.claims.iter().any(|claim| claim.split(' ').next() == Some(kind.name())) {
            return None;
        }
        let place = self.phrases.iter().position(|phrase| phrase.kinds.contains(&kind));
        let Some(place) = place else {
            return Some(format!("no phrase of {} was recognised in this sentence", kind.name()));
        };
        let phrase = &self.phrases[place];
        let clause = self.clauses.iter().find(|(start, end, _)| (*start..*end).contains(&place));
        let spoken = clause.and_then(|(_, _, voice)| *voice).unwrap_or(self.voice);
        Some(match (spoken, phrase.mark) {
            (Voice::Recital | Voice::Verdict | Voice::Procedure, _) => {
                format!(
                    "\"{}\" was recognised, but its clause is {}, not a fact about this patient",
                    phrase.words,
                    spoken.meaning()
                )
            }
            (Voice::Patient, 'l') => {
                format!("\"{}\" counts only where a cue says that it is or is not documented", phrase.words)
            }
            (Voice::Patient, 'h') => {
                format!("\"{}\" needs a finding beside it, such as normal or decreased", phrase.words)
            }
            (Voice::Patient, 'q') => format!("\"{}\" counts only as what an imaging study shows", phrase.words),
            (Voice::Patient, _) => format!("\"{}\" was recognised, but the sentence does not assert it", phrase.words),
        })
    }
}
