//! In: a letter. Out: what a reviewer says is not documented although the case summary documents it.
//!
//! It is told only where both speak of the same thing, by the words that the grammar knows as one, and where the
//! reviewer asks for no more than the thing. See `docs/decisions/0022-contradictions-are-told-sparingly.md`.

use super::known::Known;
use super::words::{Rule, Words};
use super::{Code, Conflict, Material, Place};
use crate::claim::{Claim, Kind, Section, Sentence, Stance, Value, Voice};
use crate::fact::{ItemScope, Regions, Subject, Treatment, regions_named};
use crate::request::{Part, PartFound, parts};
use crate::source::Prose;
use crate::span::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// What the case summary must say to contradict a reviewer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Each thing that the reviewer misses, by name.
    SameThing,
    /// A value, such as a score or a number of visits.
    Value,
    /// Anything of the kind.
    Any,
    /// Anything of the kind, said of the very treatment.
    SameTreatment,
}

/// The kinds that one mention documents. Left out are those of which a reviewer judges whether it is enough (adequate
/// conservative care, intolerance, goals), that name a fault, or that one diagnosis does not settle.
const KINDS: [(Kind, Needs); 23] = [
    (Kind::OpioidAgreement, Needs::SameThing),
    (Kind::PdmpCheck, Needs::SameThing),
    (Kind::DrugTest, Needs::SameThing),
    (Kind::RiskAssessment, Needs::SameThing),
    (Kind::HomeExercise, Needs::SameThing),
    (Kind::PriorStudy, Needs::SameThing),
    (Kind::MuscleSpasm, Needs::SameThing),
    (Kind::TriggerPoints, Needs::SameThing),
    (Kind::GastrointestinalRisk, Needs::SameThing),
    (Kind::PsychologicalSymptoms, Needs::SameThing),
    (Kind::NeuropathicPain, Needs::SameThing),
    (Kind::Radiculopathy, Needs::SameThing),
    (Kind::AcuteExacerbation, Needs::SameThing),
    (Kind::WorkStatus, Needs::Value),
    (Kind::PainScore, Needs::Value),
    (Kind::PriorSessions, Needs::Value),
    (Kind::TreatmentDuration, Needs::Value),
    (Kind::ObjectiveFindings, Needs::Any),
    (Kind::NeurologicalDeficit, Needs::SameThing),
    (Kind::PainRelief, Needs::SameTreatment),
    (Kind::FunctionalImprovement, Needs::SameTreatment),
    (Kind::DailyActivities, Needs::SameTreatment),
    (Kind::TreatmentTried, Needs::SameTreatment),
];

/// Kinds of one part of the body: where the request names one, the summary must speak of it.
const OF_A_REGION: [Kind; 9] = [
    Kind::NeurologicalDeficit,
    Kind::PriorStudy,
    Kind::MuscleSpasm,
    Kind::TriggerPoints,
    Kind::NeuropathicPain,
    Kind::Radiculopathy,
    Kind::ObjectiveFindings,
    Kind::PriorSessions,
    Kind::TreatmentTried,
];

/// Kinds of one treatment: both must name it.
const OF_A_TREATMENT: [Kind; 6] = [
    Kind::PriorSessions,
    Kind::TreatmentDuration,
    Kind::PainRelief,
    Kind::FunctionalImprovement,
    Kind::DailyActivities,
    Kind::TreatmentTried,
];

/// The words that a reviewer misses, where the kind alone does not tell what is missed.
const fn things(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::OpioidAgreement => &[Rule::agreement],
        Kind::PdmpCheck => &[Rule::monitoring_program],
        Kind::DrugTest => &[Rule::drug_test],
        Kind::RiskAssessment => &[Rule::risk_tool],
        Kind::HomeExercise => &[Rule::home_exercise],
        Kind::PriorStudy => &[Rule::mri, Rule::ct, Rule::x_ray, Rule::emg],
        Kind::MuscleSpasm => &[Rule::spasm],
        Kind::TriggerPoints => &[Rule::twitch, Rule::referred_pain, Rule::taut_band],
        Kind::GastrointestinalRisk => &[Rule::dyspepsia, Rule::bleeding, Rule::ulcer, Rule::any_stomach],
        Kind::PsychologicalSymptoms => &[Rule::insomnia, Rule::depression, Rule::anxiety],
        Kind::NeuropathicPain => &[Rule::nerve_pain],
        Kind::Radiculopathy => &[Rule::radiating],
        Kind::AcuteExacerbation => &[Rule::flare],
        Kind::WorkStatus => &[Rule::work_status],
        Kind::PainScore => &[Rule::pain_score],
        Kind::PriorSessions => &[Rule::how_many],
        Kind::TreatmentDuration => &[Rule::how_long],
        Kind::ObjectiveFindings => &[Rule::examination],
        Kind::NeurologicalDeficit => &[Rule::deficit, Rule::sensation, Rule::strength, Rule::reflex],
        Kind::PainRelief => &[Rule::relief],
        Kind::FunctionalImprovement => &[Rule::function],
        Kind::DailyActivities => &[Rule::daily_living],
        Kind::TreatmentTried => &[Rule::use_of],
        _ => &[],
    }
}

/// One item with what speaks of it.
struct Item<'a> {
    material: &'a Material<'a>,
    known: &'a Known<'a>,
    scope: ItemScope<'a>,
    regions: Regions,
    text: &'a str,
    /// The sides of the body that its words name, once they were asked for.
    sides: OnceCell<BTreeSet<Part>>,
    n: usize,
}

/// What a reviewer misses: all of a statement on which it depends what speaks against it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Missed<'a> {
    kind: Kind,
    things: BTreeSet<Rule>,
    subject: &'a Subject,
    /// The words for the treatment, where a claim must have the same.
    about: Option<&'a str>,
    /// Whether it is a finding of the examination.
    of_examination: bool,
}

/// The contradictions of all items.
pub(super) fn find(material: &Material) -> Vec<Conflict> {
    let items = material.letter.items.iter().zip(material.requests);
    let known = Known::new(material);
    let found = items.flat_map(|(item, request)| {
        let item = Item {
            material,
            known: &known,
            scope: ItemScope::new(request, &item.text, None),
            regions: regions_named(&item.text),
            text: &item.text,
            sides: OnceCell::new(),
            n: item.n,
        };
        item.conflicts()
    });
    found.collect()
}

/// The sides of the body that are named.
fn sides_of(parts: &[PartFound]) -> BTreeSet<Part> {
    let named = parts.iter().map(|found| found.part);
    named.filter(|part| matches!(part, Part::Left | Part::Right | Part::Bilateral)).collect()
}

impl<'a> Item<'a> {
    fn conflicts(&self) -> Vec<Conflict> {
        let mut found: Vec<Conflict> = Vec::new();
        // What is missed again has the same against it: a letter may miss it as often as it is told.
        let mut tried = BTreeMap::new();
        for (index, claim) in self.claims(Section::Rationale(self.n), Stance::Undocumented) {
            let Some(missed) = self.missed(index, claim) else { continue };
            let against = tried.entry(missed).or_insert_with_key(|missed| self.against(missed));
            // Asked last: it takes the most reading, and seldom is there anything to ask it of.
            let Some(second) = against.clone().filter(|_| !self.asks_for_more(claim)) else { continue };
            let known = found.iter().any(|one| one.kind == Some(claim.kind) && one.second == second);
            let first = Place { span: claim.span, section: claim.section };
            let (item, code, kind) = (Some(self.n), Code::MissingButDocumented, Some(claim.kind));
            found.extend((!known).then_some(Conflict { item, code, kind, first, second }));
        }
        found
    }

    /// The claims of a section that speak of this item.
    fn claims(&self, section: Section, stance: Stance) -> impl Iterator<Item = (usize, &'a Claim)> {
        let all = self.material.reading.claims.iter().enumerate();
        all.filter(move |(index, claim)| {
            let subject = self.material.subjects.get(*index);
            claim.section == section
                && claim.stance == stance
                && self.sentence(claim).is_some_and(|sentence| sentence.voice == Voice::Patient)
                && subject.is_some_and(|subject| self.scope.is_spoken_of(claim.kind, subject))
        })
    }

    fn sentence(&self, claim: &Claim) -> Option<&Sentence> {
        self.material.reading.sentences.get(claim.sentence)
    }

    fn text(&self, span: Span) -> String {
        Prose::new(&self.material.document.text, span).text
    }

    fn words(&self, text: &str) -> Words {
        Words::of(text, self.material.drugs)
    }

    /// What a claim says is missing, where it is one of the things that a mention documents.
    fn missed(&self, index: usize, missing: &'a Claim) -> Option<Missed<'a>> {
        let (kind, _) = KINDS.into_iter().find(|(kind, _)| *kind == missing.kind)?;
        let aspects = self.known.aspects(&missing.quote);
        let things: BTreeSet<Rule> = aspects.iter().copied().filter(|thing| things(kind).contains(thing)).collect();
        let read = self.known.sentence(missing.sentence).filter(|_| !things.is_empty())?;
        let about = missing.about.as_deref().filter(|_| kind == Kind::TreatmentTried);
        let of_examination = read.words.has(Rule::examined) && !read.words.has(Rule::complaint);
        Some(Missed { kind, things, subject: self.material.subjects.get(index)?, about, of_examination })
    }

    /// The places of the summary that document what is missed, where there are any.
    fn against(&self, missed: &Missed) -> Option<Vec<Place>> {
        let (kind, needs) = KINDS.into_iter().find(|(kind, _)| *kind == missed.kind)?;
        let things = &missed.things;
        if self.is_denied(kind, things) {
            return None;
        }
        let mut known = BTreeSet::new();
        let mut places = Vec::new();
        for (other, claim) in self.claims(Section::Summary, Stance::Documented).filter(|(_, claim)| claim.kind == kind)
        {
            // Only there do the words of the sentence matter.
            let named = if needs == Needs::SameThing { self.things_told(claim) } else { BTreeSet::new() };
            let tells = match needs {
                Needs::SameThing => things.iter().any(|thing| named.iter().any(|told| is_told_by(*thing, *told))),
                Needs::Value => has_value(claim),
                Needs::Any | Needs::SameTreatment => true,
            };
            if tells && self.is_same(missed, other, claim) && self.is_certain(claim, missed.of_examination) {
                known.extend(things.iter().filter(|thing| named.iter().any(|told| is_told_by(**thing, *told))));
                places.push(Place { span: claim.span, section: claim.section });
            }
        }
        (!places.is_empty() && (needs != Needs::SameThing || known == *things)).then_some(places)
    }

    /// What a claim of the summary speaks of: the words of its sentence that hold some of its own.
    fn things_told(&self, claim: &Claim) -> BTreeSet<Rule> {
        let Some(read) = self.known.sentence(claim.sentence) else { return BTreeSet::new() };
        let within = |span: &Span| span.start < claim.span.end && claim.span.start < span.end;
        read.words.aspects_where(|span| within(&read.prose.span(span)))
    }

    /// Whether the reviewer misses more than the mere thing: what stands in front of it counts for all of a list.
    fn asks_for_more(&self, missing: &Claim) -> bool {
        let Some(sentence) = self.sentence(missing) else { return true };
        let before = self.text(Span::new(sentence.span.start, missing.span.end.max(sentence.span.start)));
        let after = self.text(Span::new(missing.span.end.min(sentence.span.end), sentence.span.end));
        let near = after.split([',', ';', '.']).next().unwrap_or_default();
        self.words(&before).has(Rule::beyond) || self.words(near).has(Rule::beyond)
    }

    /// Whether the summary itself says that there is none.
    fn is_denied(&self, kind: Kind, things: &BTreeSet<Rule>) -> bool {
        self.claims(Section::Summary, Stance::Denied)
            .any(|(_, claim)| claim.kind == kind && !self.known.aspects(&claim.quote).is_disjoint(things))
    }

    /// Whether both speak of the same treatment, part and side of the body.
    fn is_same(&self, missed: &Missed, other: usize, claim: &Claim) -> bool {
        let (one, Some(two)) = (missed.subject, self.material.subjects.get(other)) else { return false };
        let Some(read) = self.known.sentence(claim.sentence) else { return false };
        let regions = if two.regions.is_empty() { regions_named(&read.prose.text) } else { two.regions.clone() };
        let apart = |these: &Regions| !these.is_empty() && these.is_disjoint(&regions);
        if OF_A_REGION.contains(&claim.kind) && (apart(&self.regions) || apart(&one.regions)) {
            return false;
        }
        let named = || read.parts(self.material.drugs);
        let is_other_side = || {
            let told = sides_of(named());
            let sides = self.sides.get_or_init(|| sides_of(&parts(self.text, self.material.drugs)));
            sides.len() == 1 && !told.is_empty() && !told.contains(&Part::Bilateral) && sides.is_disjoint(&told)
        };
        !(OF_A_REGION.contains(&claim.kind) && is_other_side())
            && (!OF_A_TREATMENT.contains(&claim.kind) || self.is_same_treatment(missed, claim, &two.treatment, named))
    }

    /// Whether both speak of the treatment that is asked for; of a treatment that was tried, whether both name the same.
    /// `named` is what the sentence of `claim` names.
    fn is_same_treatment<'r>(
        &self,
        missed: &Missed,
        claim: &Claim,
        two: &Treatment,
        named: impl FnOnce() -> &'r [PartFound],
    ) -> bool {
        let Some(asked) = self.material.requests.get(self.n - 1) else { return false };
        let is_asked = |family: &str, generic: &Option<String>| *generic == asked.generic && family == asked.family;
        match (&missed.subject.treatment, two) {
            (Treatment::Named { family, generic }, Treatment::Named { family: other, generic: named })
                if claim.kind == Kind::TreatmentTried =>
            {
                let same_words = missed.about.is_some() && missed.about == claim.about.as_deref();
                family == other && (same_words || (generic.is_some() && generic == named))
            }
            _ if claim.kind == Kind::TreatmentTried => false,
            (_, Treatment::Named { family, generic }) => is_asked(family, generic),
            // Where the claim has no name of its own, the sentence must name this treatment and no other.
            (_, Treatment::Item) => {
                let mut named = named().iter().filter(|part| part.part == Part::Treatment).peekable();
                asked.generic.is_some() && named.peek().is_some() && named.all(|part| part.generic == asked.generic)
            }
            _ => false,
        }
    }

    /// Whether the summary tells it as a fact of now: not as planned, possible, or over. What a patient complains of is
    /// no finding of the examination that a reviewer misses.
    fn is_certain(&self, claim: &Claim, of_examination: bool) -> bool {
        let Some(told) = self.known.sentence(claim.sentence) else { return false };
        !(told.words.has(Rule::doubt) || told.words.has(Rule::complaint) && of_examination)
    }
}

/// Whether a thing that is told is one that is missed: any trouble of the stomach is one of its troubles, and less
/// feeling, strength or reflexes a deficit.
const fn is_told_by(missed: Rule, told: Rule) -> bool {
    missed as usize == told as usize
        || matches!((missed, told), (Rule::any_stomach, Rule::dyspepsia | Rule::bleeding | Rule::ulcer))
        || matches!((missed, told), (Rule::deficit, Rule::sensation | Rule::strength | Rule::reflex))
}

fn has_value(claim: &Claim) -> bool {
    match &claim.value {
        Some(Value::Duration { since, at_least_days, .. }) => since.is_some() || at_least_days.is_some(),
        value => value.is_some(),
    }
}
