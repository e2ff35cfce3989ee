//! In: a sentence. Out: [`Explanation`]: which grammar rules made its voice, its stances and its claims.

use super::by_words::{self, ByWords};
use super::grammar_files::{file_of, meaning};
use super::interpret::{self, Place};
use super::phrase::{self, Phrase};
use super::row::{self, Assertion};
use super::scopes::{self, Taken};
use super::{Claim, Kind, Reader, Section, Stance, Value, Voice};
use crate::letter::Letter;
use crate::request::Drugs;
use crate::source::{Document, Prose};
use crate::span::Span;
use serde::Serialize;

/// The marks of cues that give a stance.
const CUES: &str = "UWu?N/n)PDL<XE";

/// The marks of qualifiers: normal and abnormal.
const QUALIFIERS: &str = "oxM";

/// How one sentence was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Where it stands.
    pub section: Section,
    /// Its bytes.
    pub span: Span,
    /// The sentence as running text.
    pub sentence: String,
    /// Who speaks in it.
    pub voice: Voice,
    /// What the word grammar found, from left to right.
    pub phrases: Vec<PhraseFound>,
    /// How it was read by words: kinds of treatment history come from there.
    pub by_words: ByWords,
    /// The marks in a row, as `grammar/sentence.pest` reads them.
    pub row: String,
    /// Its clauses and who speaks in each.
    pub clauses: Vec<ClauseFound>,
    /// The claims.
    pub claims: Vec<ClaimFound>,
    /// What the row grammar took together, for [`Explanation::why_not`].
    #[serde(skip)]
    pub(super) scopes: Vec<Taken>,
    /// What the words state of each kind, whoever speaks, for [`Explanation::why_not`].
    #[serde(skip)]
    pub(super) stated: Vec<(Kind, String)>,
}

/// One phrase of a sentence and the rule that found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhraseFound {
    /// Its words in lower case.
    pub words: String,
    /// The rule of the word grammar.
    pub rule: &'static str,
    /// The file in which the rule stands.
    pub file: &'static str,
    /// Its mark in the row.
    pub mark: char,
    /// What the mark means.
    pub meaning: &'static str,
    /// Kinds that it speaks of.
    pub kinds: Vec<Kind>,
    /// The stance that it carries itself.
    pub stance: Option<Stance>,
}

/// One clause of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseFound {
    /// Index of its first phrase.
    pub start: usize,
    /// Index after its last phrase.
    pub end: usize,
    /// Who speaks.
    pub voice: Voice,
    /// The rule of `grammar/sentence.pest` that tells who speaks; nothing where the clause does not tell, and goes on
    /// in the voice before it.
    pub rule: Option<String>,
    /// Index of the phrase by which it tells.
    pub told_by: Option<usize>,
    /// Index after the last phrase that states a fact before a verdict.
    pub fact_until: usize,
    /// Index of the first phrase that states a fact behind a verdict; where there is none, `end`.
    pub fact_from: usize,
}

/// One claim and where its stance comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimFound {
    /// What is asserted.
    pub kind: Kind,
    /// How it is asserted.
    pub stance: Stance,
    /// What it speaks of.
    pub about: Option<String>,
    /// Its typed value.
    pub value: Option<Value>,
    /// Its words.
    pub quote: String,
    /// Index of the phrase that asserts it.
    pub phrase: Option<usize>,
    /// The rule of `grammar/sentence.pest` that took the phrase.
    pub rule: Option<String>,
    /// What gave the stance.
    pub stance_from: StanceFrom,
}

/// What gave a claim its stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StanceFrom {
    /// The cue with this index among the phrases, whose reach takes the claim in.
    Cue(usize),
    /// The qualifier with this index among the phrases, such as normal or decreased.
    Qualifier(usize),
    /// The claim's own words.
    Words,
    /// The statement that its words make, with the cue that it may hold.
    Statement,
    /// Nothing speaks against it, so it is documented as it stands.
    Plain,
}

/// Explains each sentence of a passage.
pub fn explain(prose: &Prose, section: Section, drugs: &Drugs) -> Vec<Explanation> {
    passage(prose, section, &mut None, drugs, &|_| true)
}

/// Explains those sentences of a letter whose running text `wanted` picks.
pub fn explain_where(
    document: &Document,
    letter: &Letter,
    drugs: &Drugs,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Explanation> {
    let mut before = None;
    let explained = |(section, prose)| passage(&prose, section, &mut before, drugs, wanted);
    super::passages(document, letter).flat_map(explained).collect()
}

/// The sentences of a passage, with that before it and who speaks there.
fn passage(
    prose: &Prose,
    section: Section,
    last: &mut Option<(Section, Voice)>,
    drugs: &Drugs,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Explanation> {
    let mut explained = Vec::new();
    for span in super::sentence::split(&prose.text) {
        let place = Place { prose, span, section, sentence: 0 };
        let before = last.filter(|(other, _)| *other == section).map(|(_, voice)| voice);
        let (voice, claims) = interpret::sentence(&place, before, drugs);
        if wanted(&prose.as_written(span)) {
            explained.push(one(&place, before, drugs, voice, &claims));
        }
        *last = Some((section, voice));
    }
    explained
}

fn one(place: &Place<'_>, before: Option<Voice>, drugs: &Drugs, voice: Voice, claims: &[Claim]) -> Explanation {
    let sentence = place.span.of(&place.prose.text);
    let lower = sentence.to_ascii_lowercase();
    let phrases = phrase::find(&lower, drugs);
    let row = row::marks(&phrases, place.section);
    let (scopes, assertions) = (scopes::scopes(&row), row::assertions(&row));
    let by_words = by_words::explain(&lower);
    let found = |claim: &Claim| match claim.kind.reader() {
        Reader::Words => of_statement(claim, &by_words),
        Reader::Marks | Reader::Nothing => claim_found(claim, place, &phrases, &scopes, &assertions),
    };
    let claims = claims.iter().map(found).collect();
    let stated = by_words::read(&lower).iter().map(|said| (said.kind, said.span.of(&lower).to_owned())).collect();
    Explanation {
        section: place.section,
        span: place.prose.span(place.span),
        sentence: place.prose.as_written(place.span),
        voice,
        clauses: clauses(&row, place.section, before),
        phrases: phrases.iter().map(|phrase| phrase_found(phrase, &lower)).collect(),
        stated,
        by_words,
        row,
        claims,
        scopes,
    }
}

/// A claim that a statement of the words makes.
fn of_statement(claim: &Claim, by_words: &ByWords) -> ClaimFound {
    let quote = claim.quote.to_lowercase();
    let statement = by_words.statements.iter().find(|statement| statement.words.contains(&quote));
    ClaimFound::of(claim, None, statement.map(|statement| statement.rule.clone()), StanceFrom::Statement)
}

impl ClaimFound {
    fn of(claim: &Claim, phrase: Option<usize>, rule: Option<String>, stance_from: StanceFrom) -> Self {
        Self {
            kind: claim.kind,
            stance: claim.stance,
            about: claim.about.clone(),
            value: claim.value.clone(),
            quote: claim.quote.clone(),
            phrase,
            rule,
            stance_from,
        }
    }
}

fn phrase_found(phrase: &Phrase, sentence: &str) -> PhraseFound {
    let mark = char::from(phrase.mark);
    PhraseFound {
        words: phrase.span.of(sentence).to_owned(),
        rule: phrase.rule,
        file: file_of(phrase.rule),
        mark,
        meaning: meaning(mark),
        kinds: phrase.kinds.clone(),
        stance: phrase.stance,
    }
}

fn clauses(row: &str, section: Section, before: Option<Voice>) -> Vec<ClauseFound> {
    let clauses = row::clauses(row);
    let voices = interpret::voices(&clauses, row, section, before);
    let rules = scopes::voice_rules(row);
    let clause = |(clause, voice): (&row::Clause, Voice)| {
        let taken = rules.iter().find(|taken| taken.start == clause.start && taken.end == clause.end);
        let taken = taken.filter(|_| clause.voice.is_some());
        ClauseFound {
            start: clause.start,
            end: clause.end,
            voice,
            rule: taken.map(|taken| taken.rule.clone()),
            told_by: taken.and_then(|taken| scopes::told_by(row, taken)),
            fact_until: clause.fact_end,
            fact_from: clause.fact_from,
        }
    };
    clauses.iter().zip(voices).map(clause).collect()
}

fn claim_found(
    claim: &Claim,
    place: &Place<'_>,
    phrases: &[Phrase],
    scopes: &[Taken],
    assertions: &[Assertion],
) -> ClaimFound {
    let bytes = |phrase: &Phrase| Span::new(place.span.start + phrase.span.start, place.span.start + phrase.span.end);
    let phrase = phrases.iter().position(|phrase| place.prose.span(bytes(phrase)) == claim.span);
    let scope = scopes.iter().find(|scope| phrase.is_some_and(|at| (scope.start..scope.end).contains(&at)));
    let cue =
        assertions.iter().filter(|assertion| Some(assertion.phrase) == phrase).find_map(|assertion| assertion.cue);
    let own = phrase.and_then(|at| phrases[at].stance);
    let marked = |marks: &str| {
        let within = scope.map_or(0..0, |scope| scope.start..scope.end);
        within.into_iter().find(|&at| phrases.get(at).is_some_and(|phrase| marks.contains(char::from(phrase.mark))))
    };
    let stance_from = match (marked(CUES), marked(QUALIFIERS)) {
        (Some(at), _) if cue == Some(claim.stance) => StanceFrom::Cue(at),
        _ if own == Some(claim.stance) => StanceFrom::Words,
        (_, Some(at)) => StanceFrom::Qualifier(at),
        (Some(at), _) if cue.is_some() => StanceFrom::Cue(at),
        _ => StanceFrom::Plain,
    };
    ClaimFound::of(claim, phrase, scope.map(|scope| scope.rule.clone()), stance_from)
}
