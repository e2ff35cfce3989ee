//! In: the text of a reference file. Out: [`Reference`], what a person read in one letter, or every fault of the file
//! with its place.

use crate::claim::{Kind, Section, Stance, Voice};
use crate::rule::suggest::nearest;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a person read in one letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The letter's file name without its ending.
    pub letter: String,
    /// The items, in the letter's order.
    pub items: Vec<ReferenceItem>,
    /// The claims, in any order.
    pub claims: Vec<ReferenceClaim>,
    /// The sentences of each section, in its order.
    pub sentences: BTreeMap<Section, Vec<ReferenceSentence>>,
}

/// One item and what it asks for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReferenceItem {
    /// Its number, from 1.
    pub n: usize,
    /// Its treatment family.
    pub family: String,
    /// The fields of its request by name; a field that the letter leaves open is null.
    #[serde(default)]
    pub request: Map<String, Value>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceClaim {
    /// Where it stands.
    pub section: Section,
    /// Its sentence's place in the section, from 0.
    pub sentence: usize,
    /// What is asserted.
    pub kind: Kind,
    /// How it is asserted.
    pub stance: Stance,
    /// The words that it was read from.
    pub quote: String,
}

/// One sentence and who speaks in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceSentence {
    /// Who speaks.
    pub voice: Voice,
    /// Its words.
    pub text: String,
}

/// What is wrong with a reference file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place, such as `line 4, column 7` or `claims[2].kind`.
    pub place: String,
    /// What is wrong, as a clause.
    pub what: String,
    /// What to do, as a sentence.
    pub cure: String,
}

#[derive(Deserialize)]
struct RawReference {
    letter: String,
    items: Vec<ReferenceItem>,
    claims: Vec<RawClaim>,
    sentences: BTreeMap<String, Vec<RawSentence>>,
}

#[derive(Deserialize)]
struct RawClaim {
    section: String,
    s: usize,
    kind: String,
    stance: String,
    #[serde(default)]
    quote: String,
}

#[derive(Deserialize)]
struct RawSentence {
    voice: String,
    text: String,
}

impl Reference {
    /// Reads a reference file.
    ///
    /// # Errors
    /// Every fault of the file. Where it is not of the right form at all, that alone.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let raw: RawReference = serde_json::from_str(text).map_err(|error| vec![not_of_the_form(&error)])?;
        let mut faults = Vec::new();
        let sentences = sentences(raw.sentences, &mut faults);
        let claims = raw.claims.iter().enumerate();
        let claims = claims.filter_map(|(at, claim)| self::claim(at, claim, &sentences, &mut faults)).collect();
        let reference = Self { letter: raw.letter, items: raw.items, claims, sentences };
        if faults.is_empty() { Ok(reference) } else { Err(faults) }
    }
}

fn not_of_the_form(error: &serde_json::Error) -> Fault {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let place = format!("line {}, column {}", error.line(), error.column());
    let cure = "A reference file is one JSON object: {\"letter\", \"items\", \"claims\", \"sentences\"}; \
                `imrcheck evaluate --help` shows one.";
    Fault { place, what, cure: cure.to_owned() }
}

fn sentences(
    raw: BTreeMap<String, Vec<RawSentence>>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<Section, Vec<ReferenceSentence>> {
    let mut sections = BTreeMap::new();
    for (name, sentences) in raw {
        let Some(section) = section(&name) else {
            faults.push(unknown_section(format!("sentences.{name}"), &name));
            continue;
        };
        let mut read = Vec::with_capacity(sentences.len());
        for (at, sentence) in sentences.into_iter().enumerate() {
            let place = || format!("sentences.{name}[{at}].voice");
            match named(&Voice::ALL, Voice::name, &sentence.voice, "voice", place) {
                Ok(voice) => read.push(ReferenceSentence { voice, text: sentence.text }),
                Err(fault) => faults.push(fault),
            }
        }
        sections.insert(section, read);
    }
    sections
}

fn claim(
    at: usize,
    raw: &RawClaim,
    sentences: &BTreeMap<Section, Vec<ReferenceSentence>>,
    faults: &mut Vec<Fault>,
) -> Option<ReferenceClaim> {
    let place = |field: &str| format!("claims[{at}].{field}");
    let section = section(&raw.section).ok_or_else(|| unknown_section(place("section"), &raw.section));
    let kind = named(&Kind::ALL, Kind::name, &raw.kind, "kind of claim", || place("kind"));
    let stance = named(&Stance::ALL, Stance::name, &raw.stance, "stance", || place("stance"));
    match (section, kind, stance) {
        (Ok(section), Ok(kind), Ok(stance)) => {
            if sentences.get(&section).is_none_or(|sentences| raw.s >= sentences.len()) {
                faults.push(no_such_sentence(place("s"), raw));
                return None;
            }
            Some(ReferenceClaim { section, sentence: raw.s, kind, stance, quote: raw.quote.clone() })
        }
        (section, kind, stance) => {
            faults.extend([section.err(), kind.err(), stance.err()].into_iter().flatten());
            None
        }
    }
}

/// `summary`, or `rationale:` and the number of an item.
fn section(name: &str) -> Option<Section> {
    match name.strip_prefix("rationale:") {
        Some(n) => n.parse().ok().filter(|&n| n > 0).map(Section::Rationale),
        None => (name == "summary").then_some(Section::Summary),
    }
}

fn unknown_section(place: String, name: &str) -> Fault {
    let cure = "Write \"summary\", or \"rationale:1\" for the rationale of item 1.".to_owned();
    Fault { place, what: format!("`{name}` is no section"), cure }
}

fn no_such_sentence(place: String, raw: &RawClaim) -> Fault {
    let what = format!("the section `{}` has no sentence {}", raw.section, raw.s);
    Fault { place, what, cure: "`s` counts the sentences of the section under \"sentences\", from 0.".to_owned() }
}

fn named<T: Copy>(
    all: &[T],
    name: fn(T) -> &'static str,
    wanted: &str,
    what: &str,
    place: impl Fn() -> String,
) -> Result<T, Fault> {
    let found = all.iter().copied().find(|&one| name(one) == wanted);
    found.ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|&one| name(one)).collect();
        let cure = match nearest(wanted, names.iter().copied()) {
            Some(name) => format!("Did you mean `{name}`?"),
            None => format!("There are: {}.", names.join(", ")),
        };
        Fault { place: place(), what: format!("`{wanted}` is no {what}"), cure }
    })
}
