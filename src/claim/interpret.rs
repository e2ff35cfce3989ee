//! In: one sentence. Out: its voice and its claims, put together from what the two grammars found.

use super::by_words::{self, Said};
use super::phrase::{self, Phrase};
use super::row::{self, Assertion, Clause, Role};
use super::rows;
use super::{Claim, Kind, Section, Stance, Value, Voice};
use crate::request::Drugs;
use crate::source::Prose;
use crate::span::Span;

/// A sentence within its section's running text.
pub(super) struct Place<'a> {
    /// The section's running text.
    pub prose: &'a Prose,
    /// The sentence's bytes in it.
    pub span: Span,
    /// Where it stands.
    pub section: Section,
    /// Its index among all sentences.
    pub sentence: usize,
}

/// Reads one sentence.
///
/// `before` is the voice of the sentence before it in the same section: a sentence that does not tell who speaks goes on
/// about the patient where the patient was spoken of.
pub(super) fn sentence(place: &Place<'_>, before: Option<Voice>, drugs: &Drugs) -> (Voice, Vec<Claim>) {
    let lower = place.span.of(&place.prose.text).to_ascii_lowercase();
    let phrases = phrase::find(&lower, drugs);
    let row = row::marks(&phrases, place.section);
    let read = rows::read(&row);
    let clauses = &read.clauses;
    let voices = voices(clauses, &row, place.section, before);
    let mut claims = Vec::new();
    for assertion in &read.assertions {
        let spoken = clauses.iter().zip(&voices).find(|(clause, _)| assertion.phrase < clause.end);
        // What a treatment is wanted for stays a reason beside the decision: "is (not) indicated to clarify the diagnosis".
        let factual = spoken.is_none_or(|(clause, &voice)| {
            let purpose = voice == Voice::Verdict && assertion.cue.is_none() && is_purpose(&phrases[assertion.phrase]);
            let behind = voice == Voice::Verdict && assertion.phrase >= clause.fact_from;
            voice == Voice::Patient || purpose || behind || assertion.phrase < clause.fact_end
        });
        // In a summary the fate of another item is what utilization review made of it.
        let told_of_review =
            place.section == Section::Summary && phrases[assertion.phrase].rule == phrase::FATE_OF_ANOTHER;
        if factual && !told_of_review {
            claims.extend(claims_of(assertion, &phrases, place));
        }
    }
    claims.extend(of_words(place, &lower, &row, &phrases, clauses, &voices));
    (sentence_voice(clauses, &voices, !claims.is_empty()), distinct(claims))
}

/// The claims that the words of a sentence state, each in the voice of its clause.
fn of_words(
    place: &Place<'_>,
    lower: &str,
    row: &str,
    phrases: &[Phrase],
    clauses: &[Clause],
    voices: &[Voice],
) -> Vec<Claim> {
    // Words that say what was had tell of the patient where no guideline speaks.
    let spoken = |(clause, &voice): (&Clause, &Voice)| match voice {
        Voice::Recital if !is_guideline(clause, clauses, row, place.section) => (Voice::Patient, true),
        voice => (voice, false),
    };
    let spoken: Vec<(Voice, bool)> = clauses.iter().zip(voices).map(spoken).collect();
    if !spoken.iter().any(|(voice, _)| matches!(voice, Voice::Patient | Voice::Verdict)) {
        return Vec::new();
    }
    let told = |said: &&Said| {
        let at = phrases.iter().position(|phrase| phrase.span.end > said.span.start).unwrap_or(phrases.len());
        let clause = clauses.iter().position(|clause| at < clause.end).unwrap_or(clauses.len().saturating_sub(1));
        spoken.get(clause).is_none_or(|&(voice, likely)| is_told(said, voice) && (said.firm || !likely))
    };
    by_words::read(lower).iter().filter(told).map(|said| claim_of(said, place)).collect()
}

/// Whether what was said counts in this voice. Beside a decision its reason does: what was had, failed or is missing.
fn is_told(said: &Said, voice: Voice) -> bool {
    match voice {
        Voice::Patient => true,
        Voice::Verdict => said.firm && said.stance != Stance::Planned,
        Voice::Recital | Voice::Procedure => false,
    }
}

/// Whether a guideline speaks in a clause. A summary tells of the patient unless a word says otherwise; a rationale recites
/// where any of the sentence's clauses does.
fn is_guideline(clause: &Clause, clauses: &[Clause], row: &str, section: Section) -> bool {
    match section {
        Section::Summary => {
            row.get(clause.start..clause.end).is_some_and(|marks| marks.contains(['G', 'F', 'd', 'm', 'K']))
        }
        Section::Rationale(_) => clauses.iter().any(|clause| clause.voice == Some(Voice::Recital)),
    }
}

fn claim_of(said: &Said, place: &Place<'_>) -> Claim {
    let bytes = |span: Span| Span::new(place.span.start + span.start, place.span.start + span.end);
    Claim {
        section: place.section,
        kind: said.kind,
        stance: said.stance,
        about: said.about.map(|about| written(place, about)),
        value: said.value.clone(),
        span: place.prose.span(bytes(said.span)),
        quote: written(place, said.span),
        sentence: place.sentence,
    }
}

/// A clause that does not tell who speaks goes on in the voice before it; the first, in the section's usual voice.
pub(super) fn voices(clauses: &[Clause], row: &str, section: Section, before: Option<Voice>) -> Vec<Voice> {
    let mut last = match section {
        Section::Summary => Voice::Patient,
        Section::Rationale(_) if before == Some(Voice::Patient) => Voice::Patient,
        Section::Rationale(_) => Voice::Recital,
    };
    let mut voices = Vec::with_capacity(clauses.len());
    let mut spoken = false;
    for clause in clauses {
        let recital_in_summary =
            section == Section::Summary && clause.voice == Some(Voice::Recital) && clause.end - clause.start < 2;
        let told = match (clause.voice, section) {
            // A summary holds no decision of this review: what it tells is utilization review's.
            (Some(Voice::Verdict), Section::Summary) => Some(Voice::Procedure),
            (Some(Voice::Patient), Section::Summary) if before == Some(Voice::Procedure) && is_reason(row, clause) => {
                Some(Voice::Procedure)
            }
            (Some(Voice::Patient), _) if clause.likely && last == Voice::Recital && spoken => None,
            (told, _) => told,
        };
        spoken |= clause.voice.is_some();
        last = told.filter(|_| !recital_in_summary).unwrap_or(last);
        voices.push(last);
    }
    voices
}

/// After utilization review was told of, "there was no documentation of …" and "furthermore, …" go on with its reasons.
fn is_reason(row: &str, clause: &Clause) -> bool {
    let marks = row.get(clause.start..clause.end).unwrap_or("");
    marks.starts_with('Q') || marks.trim_start_matches([',', '&', 'b', '=', ':', '~', 'a']).starts_with(['U', 'W'])
}

fn sentence_voice(clauses: &[Clause], voices: &[Voice], asserts: bool) -> Voice {
    if asserts {
        return Voice::Patient;
    }
    let told = clauses.iter().zip(voices).filter(|(clause, _)| clause.voice.is_some()).map(|(_, &voice)| voice);
    let mut told = told.peekable();
    match told.peek() {
        None => voices.first().copied().unwrap_or(Voice::Patient),
        Some(&first) => told.find(|&voice| matches!(voice, Voice::Verdict | Voice::Procedure)).unwrap_or(first),
    }
}

fn claims_of(assertion: &Assertion, phrases: &[Phrase], place: &Place<'_>) -> Vec<Claim> {
    let phrase = &phrases[assertion.phrase];
    let named = if assertion.role == Role::Study { Some(assertion.phrase) } else { assertion.about };
    let about = named.map(|about| written(place, phrases[about].span));
    let whole = stance(assertion, phrase, phrase.stance);
    let said = |kind: Kind, stance: Stance, value: Option<Value>| Claim {
        section: place.section,
        kind,
        stance: if kind == Kind::SurgeryPlanned && stance == Stance::Planned { Stance::Documented } else { stance },
        about: about.clone(),
        value,
        span: place.prose.span(Span::new(place.span.start + phrase.span.start, place.span.start + phrase.span.end)),
        quote: written(place, phrase.span),
        sentence: place.sentence,
    };
    let claim = |kind: Kind, value: Option<Value>| said(kind, whole, value);
    let of_kind = |(place, &kind): (usize, &Kind)| {
        let own = phrase.stances.get(place).copied().flatten();
        let stance = match stance(assertion, phrase, own) {
            Stance::Denied if own.is_none() && kept_on_paper(kind) => Stance::Undocumented,
            stance => stance,
        };
        said(kind, stance, value_of(kind, phrase))
    };
    match assertion.role {
        // What a thing is done for is no reason where it was not done.
        Role::Kind if matches!(assertion.cue, Some(Stance::Denied | Stance::Undocumented)) && is_purpose(phrase) => {
            Vec::new()
        }
        Role::Property(_) => shown_by(phrase, whole)
            .filter(|&kind| !assertion.complaint || !found_by_examination(kind))
            .map(|kind| claim(kind, None))
            .collect(),
        // That the image showed none is told by the denial itself.
        Role::NotShown if seen_either_way(phrase) => Vec::new(),
        Role::Kind | Role::NotShown => {
            let others = phrase.kinds.iter().filter(|&&kind| kind != Kind::ImagingConfirmation).count();
            let specific = others > 1 && assertion.cue == Some(Stance::Undocumented);
            let told = |&(_, &kind): &(usize, &Kind)| {
                !(assertion.complaint && found_by_examination(kind)
                    || specific && kind == Kind::ObjectiveFindings
                    || seen_either_way(phrase) && kind == Kind::ImagingConfirmation)
            };
            phrase.kinds.iter().enumerate().filter(told).map(of_kind).collect()
        }
        Role::Operation => vec![claim(Kind::SurgeryPlanned, None)],
        Role::Study => vec![claim(Kind::PriorStudy, None)],
        Role::NerveFinding if seen_either_way(phrase) => vec![claim(Kind::ImagingConfirmation, None)],
        Role::NerveFinding => {
            phrase.kinds.iter().copied().chain(confirmed(phrase)).map(|kind| claim(kind, None)).collect()
        }
        Role::Pathology(_) => vec![claim(Kind::ImagingConfirmation, None)],
    }
}

/// What only an examination finds: a patient who complains of weakness names a limit, not a finding.
fn found_by_examination(kind: Kind) -> bool {
    matches!(kind, Kind::ObjectiveFindings | Kind::NeurologicalDeficit)
}

/// What a physician does on paper: "there is no weaning plan" says that the record holds none.
fn kept_on_paper(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::DrugTest
            | Kind::OpioidAgreement
            | Kind::RiskAssessment
            | Kind::PainAssessment
            | Kind::PdmpCheck
            | Kind::WeaningPlan
            | Kind::TreatmentGoals
    )
}

/// A fall from one pain score to another is relief, and the range of the scores.
fn value_of(kind: Kind, phrase: &Phrase) -> Option<Value> {
    match (kind, &phrase.value) {
        (Kind::PainScore, &Some(Value::Relief { before: Some(before), after: Some(after), .. })) => {
            Some(Value::Score { low: before.min(after), high: before.max(after) })
        }
        (Kind::PainScore, Some(Value::Relief { .. })) | (Kind::PainRelief, Some(Value::Score { .. })) => None,
        (_, value) => value.clone(),
    }
}

/// The kinds that an examined property speaks of: full strength denies a loss of the nerves, and no limit of function.
fn shown_by(phrase: &Phrase, stance: Stance) -> impl Iterator<Item = Kind> {
    let full_strength = stance == Stance::Denied && phrase.kinds.contains(&Kind::NeurologicalDeficit);
    phrase.kinds.iter().copied().filter(move |&kind| !(full_strength && kind == Kind::FunctionalDeficit))
}

/// A study that shows a disease of the nerves, or a fracture, confirms it.
fn confirmed(phrase: &Phrase) -> Option<Kind> {
    let shown = [Kind::Radiculopathy, Kind::NeuropathicPain, Kind::NeurologicalDeficit, Kind::RedFlag];
    phrase.kinds.iter().any(|kind| shown.contains(kind)).then_some(Kind::ImagingConfirmation)
}

/// What an examination and an image can both show, such as an effusion.
fn seen_either_way(phrase: &Phrase) -> bool {
    [Kind::ObjectiveFindings, Kind::ImagingConfirmation].iter().all(|kind| phrase.kinds.contains(kind))
}

/// A reason in so many words: "to rule out".
fn is_purpose(phrase: &Phrase) -> bool {
    phrase.kinds == [Kind::Rationale] && phrase.stance == Some(Stance::Documented)
}

/// The cue's stance where one reaches the phrase, else the phrase's own, else what its qualifier says.
fn stance(assertion: &Assertion, phrase: &Phrase, own: Option<Stance>) -> Stance {
    match (assertion.cue, own, assertion.role) {
        (None, Some(own), Role::NerveFinding) => own,
        (Some(Stance::Undocumented), _, _) => Stance::Undocumented,
        (Some(Stance::Denied), Some(Stance::Documented), Role::Kind | Role::NotShown) if !self_sufficient(phrase) => {
            Stance::Denied
        }
        (_, Some(own), Role::Kind | Role::NotShown) => own,
        (Some(Stance::Denied), _, Role::Property(true)) => Stance::Documented,
        (
            Some(cue),
            _,
            Role::Kind | Role::NotShown | Role::NerveFinding | Role::Operation | Role::Study | Role::Property(false),
        ) => cue,
        (_, _, Role::Property(true) | Role::Pathology(false)) => Stance::Denied,
        _ => Stance::Documented,
    }
}

/// A score or a work status stands as written whatever denial is near it.
fn self_sufficient(phrase: &Phrase) -> bool {
    matches!(phrase.value, Some(Value::Score { .. } | Value::Work { .. }))
}

/// Words of the sentence, as the document has them.
fn written(place: &Place<'_>, span: Span) -> String {
    place.prose.as_written(Span::new(place.span.start + span.start, place.span.start + span.end))
}

/// The same assertion found twice in a sentence is one claim; so are all findings of one examination. An examination
/// that found something found it whatever else was normal.
fn distinct(claims: Vec<Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let findings = |claim: &Claim, stance: Stance| claim.kind == Kind::ObjectiveFindings && claim.stance == stance;
    let found = claims.iter().any(|claim| findings(claim, Stance::Documented));
    for claim in claims.into_iter().filter(|claim| !(found && findings(claim, Stance::Denied))) {
        let same = |other: &Claim| {
            other.kind == claim.kind
                && other.stance == claim.stance
                && (claim.kind == Kind::ObjectiveFindings || other.about == claim.about && other.span == claim.span)
        };
        if !kept.iter().any(same) {
            kept.push(claim);
        }
    }
    kept.sort_by_key(|claim| (claim.span, claim.kind, claim.stance));
    kept
}
