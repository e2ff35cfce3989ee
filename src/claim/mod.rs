//! In: sections of a letter. Out: [`Reading`]: sentences with their voice, and the claims that patient sentences make.
//!
//! The pest parser is private here. Every claim comes from a rule of `grammar/`.

mod by_words;
mod explain;
mod grammar_files;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod grammar_tests;
mod interpret;
mod kind;
mod longest;
mod phrase;
mod reading_of_values;
mod recall;
mod row;
mod row_parts;
mod rows;
mod scopes;
mod sentence;
mod sentences;
mod value;
mod why_not;

pub use by_words::{ByWords, NamedPhrase, NamedWords, WordClasses};
pub use explain::{ClaimFound, ClauseFound, Explanation, PhraseFound, StanceFrom, explain, explain_where};
pub use kind::{Kind, Reader};
pub use value::{Moment, Value};

use crate::letter::Letter;
use crate::request::Drugs;
use crate::source::{Document, Prose};
use crate::span::{Span, Spans};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Who speaks in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// A fact about this patient, this record or this request.
    Patient,
    /// What a guideline or textbook says in general.
    Recital,
    /// The decision itself, its announcement or its paraphrase.
    Verdict,
    /// Who did what in the dispute.
    Procedure,
}

impl Voice {
    /// Every voice, in the order of the catalogue.
    pub const ALL: [Self; 4] = [Self::Patient, Self::Recital, Self::Verdict, Self::Procedure];

    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Recital => "recital",
            Self::Verdict => "verdict",
            Self::Procedure => "procedure",
        }
    }

    /// What the voice means, to end a sentence with "is …".
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Patient => "a statement about this patient",
            Self::Recital => "what a guideline says in general",
            Self::Verdict => "the decision itself",
            Self::Procedure => "who did what in the dispute",
        }
    }
}

/// How a claim is asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It is so, or the record is said to show it.
    Documented,
    /// It is not so for this patient.
    Denied,
    /// The record is said not to show it, or not enough of it.
    Undocumented,
    /// Intended, requested, or conditional on the future.
    Planned,
}

impl Stance {
    /// Every stance, in the order of the catalogue.
    pub const ALL: [Self; 4] = [Self::Documented, Self::Denied, Self::Undocumented, Self::Planned];

    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Denied => "denied",
            Self::Undocumented => "undocumented",
            Self::Planned => "planned",
        }
    }
}

/// Where in the letter a sentence stands. Ordered: the summary first, then rationales by item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The clinical case summary; of a draft, the whole note.
    Summary,
    /// The rationale of the item with this number (from 1).
    Rationale(usize),
}

impl std::fmt::Display for Section {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Summary => f.write_str("summary"),
            Self::Rationale(n) => write!(f, "rationale:{n}"),
        }
    }
}

impl JsonSchema for Section {
    fn schema_name() -> Cow<'static, str> {
        "Section".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^(summary|rationale:[1-9][0-9]*)$"})
    }
}

impl Serialize for Section {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let n = || name.strip_prefix("rationale:")?.parse().ok();
        match name.as_str() {
            "summary" => Ok(Self::Summary),
            _ => n().map(Self::Rationale).ok_or_else(|| serde::de::Error::custom("no section")),
        }
    }
}

/// One sentence and who speaks in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sentence {
    /// Where it stands.
    pub section: Section,
    /// Who speaks.
    pub voice: Voice,
    /// Its bytes.
    pub span: Span,
}

/// One thing that the document asserts about this patient or this request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Where it stands.
    pub section: Section,
    /// What is asserted.
    pub kind: Kind,
    /// How it is asserted.
    pub stance: Stance,
    /// The treatment, study or body part that it speaks of, as written.
    pub about: Option<String>,
    /// Its typed value.
    pub value: Option<Value>,
    /// Its bytes.
    pub span: Span,
    /// Its words, as running text.
    pub quote: String,
    /// Index of its sentence in [`Reading::sentences`].
    #[serde(skip)]
    pub sentence: usize,
}

/// What was read of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// All sentences of the summary and the rationales, in order.
    pub sentences: Vec<Sentence>,
    /// All claims, in order of their bytes.
    pub claims: Vec<Claim>,
}

/// Reads the sentences and claims of a letter; nothing where it has more sentences than `most`.
pub fn read(document: &Document, letter: &Letter, drugs: &Drugs, most: usize) -> Option<Reading> {
    let cut = |(section, prose): (Section, Prose)| (section, sentence::split(&prose.text), prose);
    let passages: Vec<(Section, Vec<Span>, Prose)> = passages(document, letter).map(cut).collect();
    if passages.iter().map(|(_, sentences, _)| sentences.len()).sum::<usize>() > most {
        return None;
    }
    let mut reading = Reading::default();
    for (section, sentences, prose) in &passages {
        read_sentences(prose, sentences, *section, drugs, &mut reading);
    }
    let asked = Spans::new(letter.asked.iter().copied());
    for claim in &mut reading.claims {
        if is_asked_for(claim) && asked.hold(claim.span) {
            claim.stance = Stance::Planned;
        }
    }
    Some(reading)
}

/// Kinds of claim that name what can itself be asked for.
const SERVICES: [Kind; 5] =
    [Kind::DrugTest, Kind::PdmpCheck, Kind::OpioidAgreement, Kind::RiskAssessment, Kind::PriorStudy];

/// Whether a claim, read in the words of a request, is what is asked for: "urine drug screen" in a list of requests is
/// none that was made. One whose result is told was.
fn is_asked_for(claim: &Claim) -> bool {
    let untold = match &claim.value {
        Some(Value::Test { result }) => *result == "not_stated",
        _ => true,
    };
    claim.stance == Stance::Documented && SERVICES.contains(&claim.kind) && untold
}

/// The summary, of a draft block by block, and the rationales as running text, in order.
fn passages<'a>(document: &'a Document, letter: &'a Letter) -> impl Iterator<Item = (Section, Prose)> + 'a {
    let summary = letter.summary.filter(|_| letter.blocks.is_empty());
    let summary = summary.into_iter().chain(letter.blocks.iter().copied()).map(|span| (Section::Summary, span));
    let rationales = letter.items.iter().filter_map(|item| Some((Section::Rationale(item.n), item.rationale?)));
    summary.chain(rationales).map(|(section, span)| (section, Prose::new(&document.text, span).with_not_spelled_out()))
}

/// Reads one passage of running text. Spans lead to where the passage came from.
pub fn read_section(prose: Prose, section: Section, drugs: &Drugs, reading: &mut Reading) {
    let prose = prose.with_not_spelled_out();
    read_sentences(&prose, &sentence::split(&prose.text), section, drugs, reading);
}

fn read_sentences(prose: &Prose, sentences: &[Span], section: Section, drugs: &Drugs, reading: &mut Reading) {
    // The voice of the sentence before, where it stands in the same section.
    let last = reading.sentences.last().filter(|last| last.section == section);
    let mut before = last.map(|last| last.voice);
    for &span in sentences {
        let place = interpret::Place { prose, span, section, sentence: reading.sentences.len() };
        let (voice, claims) = interpret::sentence(&place, before, drugs);
        before = Some(voice);
        reading.sentences.push(Sentence { section, voice, span: prose.span(span) });
        reading.claims.extend(claims);
    }
}
