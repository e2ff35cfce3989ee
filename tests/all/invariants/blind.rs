//! In: every letter at hand. Out: proof that neither an outcome nor a verdict reaches a claim or a prediction.
//!
//! Each letter is read as it is, and read again with its outcomes turned around and its verdict sentences rewritten.
#![allow(clippy::unwrap_used)]

use crate::common::{own_texts, real_texts};
use imrcheck::claim::{Kind, Sentence, Voice};
use imrcheck::letter::{Form, Outcome};
use imrcheck::report::{Prediction, Report};
use imrcheck::source::{Document, Prose};
use imrcheck::span::Span;
use rayon::prelude::*;

/// A way to rewrite a sentence of a rationale; `None` leaves it as it is.
type Rewrite = fn(&Report, usize, &Sentence) -> Option<String>;

/// What is done to the sentences of a letter. Its outcomes are turned around each time.
const REWRITES: [(&str, Rewrite); 4] = [
    ("verdicts turned around", |report, _, sentence| verdict(sentence).then(|| contrary(&words(report, sentence)))),
    ("verdicts in stock words, favourable and adverse in turn", |_, index, sentence| {
        let stock =
            ["Therefore, the request is medically necessary.", "Therefore, the request is not medically necessary."];
        verdict(sentence).then(|| stock[index % 2].to_owned())
    }),
    ("verdicts left out", |_, _, sentence| verdict(sentence).then(String::new)),
    ("necessity turned around wherever it is spoken of", |report, index, sentence| {
        let words = words(report, sentence);
        let of_another =
            report.reading.claims.iter().any(|claim| claim.sentence == index && claim.kind == Kind::PrimaryProcedure);
        (!of_another).then(|| turn_necessity(&words)).filter(|turned| *turned != words)
    }),
];

fn verdict(sentence: &Sentence) -> bool {
    sentence.voice == Voice::Verdict
}

fn words(report: &Report, sentence: &Sentence) -> String {
    Prose::new(&report.document.text, sentence.span).text
}

/// Words that a verdict says or denies of a request.
const VERDICT_WORDS: [&str; 16] = [
    "medically",
    "supported",
    "warranted",
    "indicated",
    "appropriate",
    "certified",
    "approved",
    "authorized",
    "necessary",
    "necessity",
    "established",
    "recommended",
    "reasonable",
    "justified",
    "satisfied",
    "met",
];

/// The same verdict the other way round: where a `not` governs its word it is left out, else one is put before it.
fn contrary(sentence: &str) -> String {
    for (adverse, favourable) in
        [("non-certif", "certif"), ("unnecessary", "necessary"), ("denied", "approved"), ("fails to meet", "meets")]
    {
        if sentence.contains(adverse) {
            return sentence.replacen(adverse, favourable, 1);
        }
    }
    let starts_word = |at: usize| !sentence[..at].ends_with(char::is_alphanumeric);
    let Some(at) = VERDICT_WORDS.iter().find_map(|word| sentence.rfind(word).filter(|at| starts_word(*at))) else {
        return sentence.to_owned();
    };
    // "Medical necessity … has not been established": the verb behind it is what is turned around.
    if sentence[at..].starts_with("necessity") {
        let pairs = [(" not ", " "), (" is ", " is not "), (" has been ", " has not been "), (" was ", " was not ")];
        let turned = pairs.iter().find_map(|(one, other)| sentence[at..].contains(one).then_some((one, other)));
        if let Some((one, other)) = turned {
            return format!("{}{}", &sentence[..at], sentence[at..].replacen(one, other, 1));
        }
    }
    // As in "is not deemed medically necessary" or "cannot be supported": two words may stand between.
    let before = &sentence[..at];
    let near = before.rmatch_indices(' ').nth(3).map_or(0, |(space, _)| space);
    for (adverse, favourable) in [(" not ", " "), ("cannot ", "can ")] {
        if let Some(found) = before[near..].rfind(adverse) {
            return format!("{}{favourable}{}", &before[..near + found], &sentence[near + found + adverse.len()..]);
        }
    }
    format!("{before}not {}", &sentence[at..])
}

/// Swaps "is medically necessary" and "is not medically necessary", in any case and with any space between.
fn turn_necessity(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut turned = String::new();
    let mut from = 0;
    for (at, _) in lower.match_indices("medically") {
        let before = lower[..at].trim_end();
        let stem = before.strip_suffix("not");
        let subject = stem.unwrap_or(before);
        let is = [" is", " are", " was", " were", " is/was", "\nis", "\nare"]
            .iter()
            .any(|verb| subject.trim_end().ends_with(verb));
        if at < from || !is || !lower[at + "medically".len()..].trim_start().starts_with("necessary") {
            continue;
        }
        turned.push_str(&text[from..subject.len()]);
        turned.push_str(if stem.is_some() { "" } else { " not " });
        from = at;
    }
    turned + &text[from..]
}

/// Swaps the outcome words, in the case in which they are written.
fn turn_outcomes(text: &str) -> String {
    let pairs = [("Upheld", "Overturned"), ("UPHELD", "OVERTURNED"), ("upheld", "overturned")];
    let turned = pairs.iter().fold(text.to_owned(), |text, (upheld, overturned)| {
        let parts: Vec<String> = text.split(upheld).map(|part| part.replace(overturned, upheld)).collect();
        parts.join(overturned)
    });
    turn_necessity(&turned)
}

/// The letter with its outcomes turned around, and its sentences rewritten. The outcomes stand outside of the summary
/// and the rationales; within these the word may belong to an earlier denial.
fn rewritten(report: &Report, rewrite: Rewrite) -> Document {
    let text = &report.document.text;
    let letter = &report.letter;
    let mut sections: Vec<Span> =
        letter.summary.into_iter().chain(letter.items.iter().filter_map(|item| item.rationale)).collect();
    sections.sort();
    let sentences = report.reading.sentences.iter().enumerate();
    let mut sentences: Vec<(Span, Option<String>)> =
        sentences.map(|(index, sentence)| (sentence.span, rewrite(report, index, sentence))).collect();
    sentences.sort_by_key(|(span, _)| *span);
    let mut out = String::new();
    let mut at = 0;
    for section in sections.into_iter().chain([Span::new(text.len(), text.len())]) {
        out.push_str(&turn_outcomes(&text[at..section.start]));
        at = section.start;
        for (span, new) in sentences.iter().filter(|(span, _)| section.contains(*span)) {
            let Some(new) = new else { continue };
            out.push_str(&text[at..span.start]);
            out.push_str(new);
            at = span.end;
        }
        out.push_str(&text[at..section.end]);
        at = section.end;
    }
    Document { name: report.document.name.clone(), text: out, notes: Vec::new() }
}

/// Everything that must not change: claims without their places, both predictions of each item, and contradictions. Beside each stands,
/// for whoever has to find the fault, the sentence.
fn judgement(report: &Report) -> Vec<(String, String)> {
    let claims = report.reading.claims.iter().map(|claim| {
        let (section, kind, stance) = (claim.section, claim.kind.name(), claim.stance.name());
        let told =
            format!("claim: {section} {kind} {stance} about {:?} {:?} \"{}\"", claim.about, claim.value, claim.quote);
        (told, words(report, &report.reading.sentences[claim.sentence]))
    });
    let predictions = report.judgements.iter().enumerate().flat_map(|(index, judgements)| {
        let told = |evidence, prediction| {
            (format!("item {} by {evidence}: {}", index + 1, in_words(report, prediction)), String::new())
        };
        [told("summary", &judgements.summary), told("findings", judgements.findings.as_ref().unwrap())]
    });
    claims.chain(predictions).chain(conflicts(report)).collect()
}

/// The contradictions with the words of both places.
fn conflicts(report: &Report) -> impl Iterator<Item = (String, String)> {
    let quote = |span: Span| Prose::new(&report.document.text, span).text;
    report.conflicts.iter().map(move |one| {
        let second: Vec<String> = one.second.iter().map(|place| quote(place.span)).collect();
        let told =
            format!("conflict: {:?} {:?} {:?} {:?} {second:?}", one.item, one.code, one.kind, quote(one.first.span));
        (told, String::new())
    })
}

/// A prediction with its criteria, and the words of the claims that each rests on.
fn in_words(report: &Report, prediction: &Prediction) -> String {
    let criteria = prediction.criteria.iter().map(|criterion| {
        let quotes: Vec<&str> =
            criterion.claims.iter().map(|&index| report.reading.claims[index].quote.as_str()).collect();
        format!("{} {:?} {:?} {quotes:?} {:?}", criterion.id, criterion.truth, criterion.facts, criterion.notes)
    });
    let criteria = criteria.collect::<Vec<_>>().join("; ");
    format!("{:?} {:?} {:?} [{criteria}]", prediction.outcome, prediction.basis, prediction.to_overturn)
}

fn opposite(outcome: &Option<Outcome>) -> Option<Outcome> {
    outcome.map(|outcome| match outcome {
        Outcome::Upheld => Outcome::Overturned,
        Outcome::Overturned => Outcome::Upheld,
    })
}

/// What changed though it must not, with the rewriting that changed it.
fn violations(document: Document) -> Vec<String> {
    let report = crate::common::judged(document);
    let before = judgement(&report);
    let mut found = Vec::new();
    for (name, rewrite) in REWRITES {
        let blind = crate::common::judged(rewritten(&report, rewrite));
        let turned: Vec<_> = report.outcomes.0.iter().map(opposite).collect();
        assert_eq!(blind.outcomes.0, turned, "{}, {name}: every outcome is turned around", report.document.name);
        let after = judgement(&blind);
        let only_in = |these: &[(String, String)], those: &[(String, String)], sign| {
            let other = these.iter().filter(|one| !those.iter().any(|known| known.0 == one.0));
            let told = other
                .map(|(line, beside)| format!("{}, {name}: {sign} {line}\n      in: {beside}", report.document.name));
            told.collect::<Vec<_>>()
        };
        let changes = [only_in(&before, &after, "lost"), only_in(&after, &before, "gained")].concat();
        let lines = |all: &[(String, String)]| all.iter().map(|one| one.0.clone()).collect::<Vec<_>>();
        if changes.is_empty() {
            assert_eq!(lines(&before), lines(&after), "{}, {name}: the order changed", report.document.name);
        }
        found.extend(changes);
    }
    found
}

/// Reads the letters among `documents` blind, all rewritings each, and tells of every change.
fn check(documents: Vec<Document>) -> usize {
    let reports = documents.into_par_iter().map(|document| (imrcheck::letter::read(&document).0.form, document));
    let letters: Vec<Document> =
        reports.filter(|(form, _)| *form == Form::Letter).map(|(_, document)| document).collect();
    let count = letters.len();
    let found: Vec<String> = letters.into_par_iter().flat_map_iter(violations).collect();
    assert!(found.is_empty(), "{} changes:\n{}", found.len(), found.join("\n"));
    count
}

#[test]
fn no_outcome_and_no_verdict_reaches_a_claim_or_a_prediction() {
    assert!(check(own_texts()) >= 15);
}

#[test]
fn nor_in_real_letters() {
    println!("{} real letters read blind", check(real_texts()));
}

/// The rewritings do what they say: otherwise the tests above could not fail.
#[test]
fn every_rewriting_changes_the_words_that_it_names() {
    for (sentence, turned) in [
        ("Therefore, the request is not medically necessary.", "Therefore, the request is medically necessary."),
        ("As such, MRI is supported.", "As such, MRI is not supported."),
        ("The request cannot be supported.", "The request can be supported."),
        (
            "The criteria are met and it is medically necessary.",
            "The criteria are met and it is not medically necessary.",
        ),
    ] {
        assert_eq!(contrary(sentence), turned);
    }
    assert_eq!(
        turn_necessity("a is notmedically necessary, b is medically\nnecessary"),
        "a is medically necessary, b is not medically\nnecessary"
    );
    assert_eq!(turn_outcomes("X: Upheld\nY IS: OVERTURNED"), "X: Overturned\nY IS: UPHELD");
    let verdicts = |report: &Report| report.reading.sentences.iter().filter(|sentence| verdict(sentence)).count();
    let reports: Vec<Report> = own_texts().into_iter().map(crate::common::judged).collect();
    let letters = reports.iter().filter(|report| report.letter.form == Form::Letter);
    let with_verdict = letters.clone().filter(|report| verdicts(report) > 0).count();
    assert_eq!(with_verdict, letters.count(), "every letter has a verdict sentence to rewrite");
}
