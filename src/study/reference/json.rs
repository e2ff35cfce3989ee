//! In: a [`ReferenceEvaluation`]. Out: one line of JSON. A measure that is not defined is `null`.

use super::items::{Share, WrongField};
use super::score::{ClaimFault, Hits};
use super::total::ReferenceEvaluation;
use super::voices::WrongVoice;
use crate::claim::{Kind, Voice};
use crate::rule::Program;
use indexmap::IndexMap;
use serde::Serialize;

/// One line for `evaluate --reference`, without a line break.
pub fn evaluate(evaluation: &ReferenceEvaluation, program: Program) -> String {
    let kinds = evaluation.kinds().into_iter().map(|(kind, hits)| KindRow { kind, measures: measures(hits) });
    let fields = evaluation.fields().into_iter().map(|(field, share)| (field, accuracy(share)));
    let (voices, others) = (evaluation.voices(), evaluation.from_others());
    crate::report::json::line(&Evaluate {
        schema: "imrcheck/reference/v1",
        program,
        letters: evaluation.scores.len(),
        failed: evaluation.failed,
        without_reference: &evaluation.without_reference,
        repeated: &evaluation.repeated,
        not_given: &evaluation.not_given,
        claims: measures(evaluation.claims()),
        claims_of_known_kinds: measures(evaluation.claims_of_known_kinds()),
        kinds: kinds.collect(),
        family: accuracy(evaluation.families()),
        request: Requests { all: accuracy(evaluation.all_fields()), fields: fields.collect() },
        voice: Voices {
            accuracy: accuracy(voices.sentences),
            not_found: voices.not_found,
            read_as: Voice::ALL
                .into_iter()
                .zip(voices.read_as)
                .map(|(voice, row)| (voice.name(), row_of(row)))
                .collect(),
        },
        claims_from_recital_or_procedure: OfAll { claims: others.part, of: others.whole, share: others.share() },
        missed: faults(evaluation, |score| &score.missed),
        made_up: faults(evaluation, |score| &score.made_up),
        wrong_fields: faults(evaluation, |score| &score.items.wrong),
        wrong_voices: faults(evaluation, |score| &score.voices.wrong),
    })
}

#[derive(Serialize)]
struct Evaluate<'a> {
    schema: &'static str,
    program: Program,
    letters: usize,
    failed: usize,
    without_reference: &'a [String],
    repeated: &'a [String],
    not_given: &'a [String],
    claims: Measures,
    claims_of_known_kinds: Measures,
    kinds: Vec<KindRow>,
    family: Accuracy,
    request: Requests,
    voice: Voices,
    claims_from_recital_or_procedure: OfAll,
    missed: Vec<InLetter<'a, ClaimFault>>,
    made_up: Vec<InLetter<'a, ClaimFault>>,
    wrong_fields: Vec<InLetter<'a, WrongField>>,
    wrong_voices: Vec<InLetter<'a, WrongVoice>>,
}

#[derive(Serialize)]
struct Measures {
    #[serde(flatten)]
    hits: Hits,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

#[derive(Serialize)]
struct KindRow {
    kind: Kind,
    #[serde(flatten)]
    measures: Measures,
}

#[derive(Serialize)]
struct Accuracy {
    right: usize,
    of: usize,
    accuracy: Option<f64>,
}

#[derive(Serialize)]
struct OfAll {
    claims: usize,
    of: usize,
    share: Option<f64>,
}

#[derive(Serialize)]
struct Requests {
    #[serde(flatten)]
    all: Accuracy,
    fields: IndexMap<&'static str, Accuracy>,
}

#[derive(Serialize)]
struct Voices {
    #[serde(flatten)]
    accuracy: Accuracy,
    not_found: usize,
    /// By the reference's voice, how often each voice was read.
    read_as: IndexMap<&'static str, IndexMap<&'static str, usize>>,
}

#[derive(Serialize)]
struct InLetter<'a, T> {
    letter: &'a str,
    #[serde(flatten)]
    what: &'a T,
}

fn measures(hits: Hits) -> Measures {
    Measures { hits, precision: hits.precision(), recall: hits.recall(), f1: hits.f1() }
}

fn accuracy(share: Share) -> Accuracy {
    Accuracy { right: share.part, of: share.whole, accuracy: share.share() }
}

fn row_of(counts: [usize; 4]) -> IndexMap<&'static str, usize> {
    Voice::ALL.into_iter().map(Voice::name).zip(counts).collect()
}

fn faults<'a, T>(
    evaluation: &'a ReferenceEvaluation,
    of: impl Fn(&'a super::LetterScore) -> &'a Vec<T>,
) -> Vec<InLetter<'a, T>> {
    let letters = evaluation.scores.iter();
    letters.flat_map(|score| of(score).iter().map(|what| InLetter { letter: &score.letter, what })).collect()
}
