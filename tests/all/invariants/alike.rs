//! In: the sentences of all texts and of the trap table. Out: proof that how a sentence is written changes no claim, and
//! that sentences one after the other say what each says alone.
#![allow(clippy::unwrap_used)]

use crate::common::{document, judged, own_texts};
use imrcheck::claim::{Claim, Reading, Section, Voice, read_section};
use imrcheck::report::Report;
use imrcheck::request::Drugs;
use imrcheck::source::Prose;
use imrcheck::span::Span;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);
static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| own_texts().into_iter().map(judged).collect());

/// A passage of its own, read as of a case summary.
fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    read_section(Prose::new(text, Span::new(0, text.len())), Section::Summary, &DRUGS, &mut reading);
    reading
}

/// The sentences of the texts and of the trap table, as running text, each of them read as one.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let of_texts = REPORTS.iter().flat_map(|report| {
        let sentences = report.reading.sentences.iter();
        sentences.map(|sentence| Prose::new(&report.document.text, sentence.span).text)
    });
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    let of_table = files.into_iter().flat_map(|path| {
        let table: Vec<serde_json::Value> = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        table.into_iter().map(|trap| trap["text"].as_str().unwrap().to_owned())
    });
    let all: Vec<String> = of_texts.chain(of_table).filter(|text| read(text).sentences.len() == 1).collect();
    assert!(all.len() > 800, "only {} sentences", all.len());
    all
});

/// What is claimed, whatever its place and its case.
fn claims(claims: &[Claim]) -> Vec<String> {
    let told = claims.iter().map(|claim| {
        let about = claim.about.as_deref().unwrap_or_default();
        let claim = (claim.kind.name(), claim.stance.name(), &claim.value, about, &claim.quote);
        format!("{claim:?}").to_lowercase()
    });
    told.collect()
}

/// White space of other kinds between words is what a blank is.
#[test]
fn spaces_change_no_claim() {
    for between in ["  ", " \t", "\u{a0}", " \u{a0} ", "\n", " \r\n\t"] {
        for sentence in SENTENCES.iter().filter(|sentence| !sentence.contains("- ")) {
            // A hyphen at a line's end would join two words.
            let wide = sentence.replace(' ', between);
            let (one, other) = (read(sentence), read(&wide));
            assert_eq!(claims(&one.claims), claims(&other.claims), "{wide:?}");
            assert_eq!(one.sentences[0].voice, other.sentences[0].voice, "{wide:?}");
        }
    }
}

/// Of the text of a note, too, lines and pages change no claim. Its lines tell what is asked for, and so whether a study
/// is planned; as a passage they tell nothing.
#[test]
fn lines_and_pages_of_a_note_change_no_claim() {
    for report in REPORTS.iter().filter(|report| report.document.name.starts_with("drafts/")) {
        let prose = Prose::new(&report.document.text, Span::new(0, report.document.text.len())).text;
        let expected = claims(&read(&prose).claims);
        for by in ["\n", "\n\n", "\r\n", "\n\u{c}"] {
            let text = prose.split(' ').collect::<Vec<_>>().join(by);
            // A hyphen at a line's end joins two words, and a number alone beside a page break is that of the page.
            let page_number = by.contains('\u{c}') && prose.split(' ').any(|word| word.parse::<u32>().is_ok());
            if text.contains("-\n") || text.contains("-\r") || page_number {
                continue;
            }
            assert_eq!(expected, claims(&read(&text).claims), "{} {by:?}", report.document.name);
        }
    }
}

/// What a sentence claims does not depend on capitals.
#[test]
fn case_changes_no_claim() {
    let mut other = BTreeSet::new();
    for sentence in SENTENCES.iter() {
        let expected = claims(&read(sentence).claims);
        for anew in [sentence.to_ascii_uppercase(), sentence.to_ascii_lowercase()] {
            if claims(&read(&anew).claims) != expected {
                other.insert(anew);
            }
        }
    }
    assert!(other.is_empty(), "{} sentences are read otherwise: {other:#?}", other.len());
}

/// Whether a sentence leaves open to whom the next one speaks: after utilization review was told of, "there was no
/// documentation of …" goes on with its reasons.
fn leaves_voice_open(sentence: &str) -> bool {
    read(sentence).sentences.iter().any(|sentence| sentence.voice == Voice::Procedure)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sentences_together_claim_what_each_claims(chosen in proptest::collection::vec(any::<Index>(), 2..7)) {
        let starts = |text: &str| text.starts_with(|one: char| one.is_ascii_uppercase());
        let ends = |text: &str| text.ends_with('.') && read(&format!("{text} The patient is well.")).sentences.len() == 2;
        let chosen = chosen.iter().map(|index| index.get(SENTENCES.as_slice())).filter(|text| starts(text) && ends(text));
        let chosen: Vec<&String> = chosen.filter(|text| !leaves_voice_open(text)).collect();
        let all = read(&chosen.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" "));
        prop_assert_eq!(all.sentences.len(), chosen.len());
        let apart: Vec<String> = chosen.iter().flat_map(|text| claims(&read(text).claims)).collect();
        prop_assert_eq!(claims(&all.claims), apart, "{:#?}", chosen);
    }
}

/// Nothing that a note asks for, and nothing that it claims, is lost where it stands behind another note.
#[test]
fn the_claims_of_two_notes_are_those_of_both() {
    let drafts: Vec<_> = REPORTS.iter().filter(|report| report.document.name.starts_with("drafts/")).collect();
    for (one, two) in drafts.iter().zip(drafts.iter().skip(1)) {
        let both = judged(document(&format!("{}\n\n.\n\n{}", one.document.text, two.document.text)));
        let apart = [claims(&one.reading.claims), claims(&two.reading.claims)].concat();
        assert_eq!(claims(&both.reading.claims), apart, "{} {}", one.document.name, two.document.name);
    }
}
