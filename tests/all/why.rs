//! What a document's text looks like with its claims marked, and why a sentence was read as it was.

#![allow(clippy::unwrap_used)]

use crate::common::letters;
use assert_cmd::Command;
use imrcheck::claim::{Kind, Stance, StanceFrom, Voice};
use imrcheck::report::{Look, Report, explain_words, human};
use imrcheck::source::Document;
use serde_json::Value;

const LETTER: &str = "reference/knee-and-norco.txt";

fn extract(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let done = command.arg("extract").args(arguments).current_dir(letters()).write_stdin("").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

fn report(name: &str) -> Report {
    let text = std::fs::read_to_string(letters().join(name)).unwrap();
    Report::read(Document { name: name.to_owned(), text, notes: Vec::new() }, &[])
}

/// The letters whose sentences are all explained.
const LETTERS: [&str; 3] = [LETTER, "ornate-reviewer.txt", "drafts/pr2-weak.txt"];

// ---- the text with its claims marked

#[test]
fn claims_are_marked_in_the_text_and_told_below_it() {
    let (code, out, _) = extract(&[LETTER]);
    assert_eq!(code, 0);
    let out: String = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "There was [1: muscle spasm] of the lumbar paraspinal muscles. 1 muscle spasm: documented",
        "taking Norco [2: since March 2012]. 2 time on the treatment: documented, since March 2012, about \"Norco\"",
        "an [5: opioid agreement]. 5 opioid agreement: said to be missing",
        "procedure | On 2/3/15, Utilization Review denied",
        "guideline | The guidelines recommend opioids only where pain and function | improve.",
        "verdict | Therefore, the request is not medically necessary.",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
}

#[test]
fn marks_change_no_word() {
    for name in LETTERS {
        let report = report(name);
        let plain = human::extract(&report, Look::default());
        let coloured = human::extract(&report, Look { color: true, ..Look::default() });
        let mut stripped = String::new();
        for (index, piece) in coloured.split('\u{1b}').enumerate() {
            let shown = if index == 0 { piece } else { piece.split_once('m').unwrap().1 };
            stripped.push_str(shown);
        }
        assert_eq!(stripped, plain, "{name}: colour changes no letter and no line's end");
        assert!(plain.lines().all(|line| line.chars().count() <= 80), "{name}");
        assert!(!plain.chars().any(|one| one.is_control() && one != '\n'), "{name}");
    }
}

#[test]
fn every_claim_is_marked_once() {
    for name in LETTERS {
        let report = report(name);
        let text = human::extract(&report, Look::default());
        let text = text.split("the dispute.\n").nth(1).unwrap();
        let mut numbers: Vec<usize> = Vec::new();
        for mark in text.split('[').skip(1).filter_map(|rest| Some(rest.split_once(':')?.0)) {
            numbers.extend(mark.split(',').filter_map(|number| number.parse::<usize>().ok()));
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=report.reading.claims.len()).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn no_line_ends_with_a_colour_left_on() {
    let coloured = human::extract(&report(LETTER), Look { color: true, ..Look::default() });
    assert!(coloured.contains("\u{1b}[4;33m"), "what is missing has its colour");
    for line in coloured.lines().filter(|line| line.contains('\u{1b}')) {
        assert_eq!(line.rsplit('\u{1b}').next().unwrap().split_once('m').unwrap().0, "[0", "{line:?}");
    }
}

// ---- why

#[test]
fn an_explanation_is_what_was_read() {
    for name in LETTERS {
        let report = report(name);
        let explained = report.explain("");
        assert_eq!(explained.len(), report.reading.sentences.len(), "{name}");
        for (one, sentence) in explained.iter().zip(&report.reading.sentences) {
            assert_eq!((one.span, one.voice, one.section), (sentence.span, sentence.voice, sentence.section));
        }
        let told = explained.iter().flat_map(|one| &one.claims).map(|claim| (claim.kind, claim.stance, &claim.quote));
        let read = report.reading.claims.iter().map(|claim| (claim.kind, claim.stance, &claim.quote));
        assert!(told.eq(read), "{name}");
    }
}

#[test]
fn every_claim_leads_to_a_phrase_and_a_rule() {
    for name in LETTERS {
        for one in report(name).explain("") {
            assert_eq!(one.row.chars().count(), one.phrases.len());
            for claim in &one.claims {
                let of_words =
                    one.by_words.statements.iter().any(|statement| Some(&statement.rule) == claim.rule.as_ref());
                assert!(claim.rule.is_some() && (claim.phrase.is_some() || of_words), "{name}: {claim:?}");
            }
        }
    }
}

#[test]
fn a_cue_gives_the_stance() {
    let one = &explain_words("There is no documentation of an opioid agreement.")[0];
    assert_eq!(one.voice, Voice::Patient);
    let claim = &one.claims[0];
    let StanceFrom::Cue(cue) = claim.stance_from else { panic!("{claim:?}") };
    assert_eq!((one.phrases[cue].rule, one.phrases[cue].file), ("no_record_of", "grammar/claims/cues.pest"));
    assert_eq!((claim.rule.as_deref(), claim.kind), (Some("undocumented"), Kind::OpioidAgreement));
    let clause = &one.clauses[0];
    assert_eq!((clause.rule.as_deref(), clause.told_by), (Some("patient"), Some(cue)));
}

#[test]
fn what_was_not_shown_is_a_cue_too() {
    let one = &explain_words("The physical examination did not reveal any muscle spasm.")[0];
    let StanceFrom::Cue(cue) = one.claims[0].stance_from else { panic!("{:?}", one.claims) };
    assert_eq!((one.phrases[cue].rule, one.claims[0].stance), ("not_shown", Stance::Denied));
}

#[test]
fn a_kind_that_is_not_there_has_a_reason() {
    let why_not = |words: &str, kind| explain_words(words)[0].why_not(kind);
    assert_eq!(why_not("There is no documentation of an opioid agreement.", Kind::OpioidAgreement), None);
    let reason = why_not("Opioids should be continued only where a pain agreement exists.", Kind::OpioidAgreement);
    let reason = reason.unwrap();
    assert!(reason.contains("what a guideline says in general") && reason.contains("told by"), "{reason}");
    let reason = why_not("He likes tea.", Kind::DrugTest).unwrap();
    assert!(reason.contains("No phrase of drug_test") && reason.contains("grammar/claims/monitoring.pest"), "{reason}");
    let reason = why_not("Norco is blue.", Kind::TreatmentTried).unwrap();
    assert!(reason.contains("norco"), "{reason}");
}

#[test]
fn words_are_found_in_any_case_and_across_lines() {
    let (code, out, err) = extract(&["--why", "HAS BEEN  taking norco", LETTER, "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&value["schema"], &value["source"]), (&"imrcheck/why/v1".into(), &LETTER.into()));
    let sentences = value["sentences"].as_array().unwrap();
    assert_eq!(sentences.len(), 1);
    assert_eq!(
        (&sentences[0]["section"], &sentences[0]["claims"][0]["kind"]),
        (&"summary".into(), &"treatment_duration".into())
    );
    assert_eq!(sentences[0]["why_not"], Value::Null);
}

#[test]
fn people_are_told_rule_file_and_reason() {
    let (code, out, _) = extract(&["--why", "guidelines recommend", "--expected", "pain_relief", LETTER]);
    assert_eq!(code, 0);
    for words in ["line 20", "rule recital of", "grammar/claims/voices.pest", "Expected: pain_relief", "none"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

#[test]
fn words_alone_are_read_as_a_sentence() {
    let (code, out, _) = extract(&["--why", "Therefore, the request is not medically necessary."]);
    assert_eq!(code, 0);
    assert!(out.contains("the case summary or note") && out.contains("the rationale for item 1"), "they differ: {out}");
    let (code, out, _) = extract(&["--why", "There is no documentation of an opioid agreement."]);
    assert_eq!((code, out.matches("as a sentence of").count()), (0, 1), "{out}");
}

#[test]
fn what_cannot_be_explained_is_not_done() {
    for (arguments, message) in [
        (&["--why", "no such words", LETTER][..], "no sentence holds"),
        (&["--why", "..."], "holds no word"),
        (&["--why", "tea", "--expected", "drug_tset"], "'drug_test'"),
        (&["--expected", "drug_test", LETTER], "--why"),
    ] {
        let (code, out, err) = extract(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(message), "{err}");
    }
}
