//! In: the letters of this project and, where they are present, the real ones. Out: how long each stage takes, and how
//! many times that is of two references in the same run: a search for 468 phrases, and a plain read.
//!
//! `cargo bench` runs it. The last table is the one to compare: its cases take turns, so what else the machine does
//! falls on all of them.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod ratios;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use corpus::Letter;
use criterion::{Criterion, Throughput};
use imrcheck::report::{Evidence, Judge, Report, json};
use imrcheck::request::Drugs;
use imrcheck::rule::Rulebooks;
use imrcheck::{claim, letter, request};
use std::hint::black_box;

/// A stage over all letters. What it returns keeps the compiler from leaving it out.
pub struct Case<'a> {
    name: &'static str,
    run: Box<dyn FnMut() -> usize + 'a>,
}

fn case<'a>(name: &'static str, mut of_letter: impl FnMut(&Letter) -> usize + 'a, letters: &'a [Letter]) -> Case<'a> {
    Case { name, run: Box::new(move || letters.iter().map(|letter| black_box(of_letter(letter))).sum()) }
}

/// The search that all else is measured by: one pass of a DFA, whatever the case, the longest phrase first.
fn search() -> AhoCorasick {
    let phrases: Vec<&str> = include_str!("phrases.txt").lines().collect();
    assert_eq!(phrases.len(), 468);
    let builder = &mut AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::DFA)).match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
    builder.build(phrases).unwrap()
}

/// Everything from a letter's text to its line of JSON.
fn whole(letter: &Letter, judge: &Judge) -> usize {
    let mut report = Report::read(letter.document.clone(), &[]);
    judge.judge(&mut report);
    json::check(&report, None).len()
}

fn cases<'a>(letters: &'a [Letter], judge: &'a Judge, drugs: &'a Drugs) -> Vec<Case<'a>> {
    let search = search();
    let (first, second) = letters.split_at(letters.len() / 2);
    let judged = |letter: &Letter| {
        let mut report = letter.read.clone();
        judge.judge(&mut report);
        report.judgements.len()
    };
    vec![
        case("reference: 468 phrases", move |one| search.find_iter(one.text()).count(), letters),
        case("reference: plain read", |one| std::str::from_utf8(black_box(&one.bytes)).unwrap().len(), letters),
        case("source", |one| one.source().text.len(), letters),
        case("letter", |one| letter::read(&one.document).0.items.len(), letters),
        case(
            "request",
            |one| one.read.letter.items.iter().map(|it| request::read(&it.text, drugs).unspecified.len()).sum(),
            letters,
        ),
        case(
            "claim, met before",
            |one| claim::read(&one.document, &one.read.letter, drugs, usize::MAX).unwrap().claims.len(),
            letters,
        ),
        case("fact, conflict, rule, decision", judged, letters),
        case("report as JSON", |one| json::check(&one.judged, Some(Evidence::Summary)).len(), letters),
        case("text to JSON, met before", |one| whole(one, judge), letters),
        Case { name: "text to JSON, not met before", run: Box::new(move || ratios::unmet(first, second, judge)) },
    ]
}

fn main() {
    let judge = Judge::new(Rulebooks::builtin_for_judging().unwrap(), None, None).unwrap();
    let (letters, drugs) = (corpus::letters(&judge), Drugs::built_in());
    let bytes: usize = letters.iter().map(|letter| letter.bytes.len()).sum();
    println!("{} letters of {} bytes in the mean", letters.len(), bytes / letters.len());
    let mut cases = cases(&letters, &judge, &drugs);
    if !std::env::args().any(|argument| argument == "--ratios") {
        let mut criterion = Criterion::default().sample_size(10).configure_from_args();
        let mut group = criterion.benchmark_group("letters");
        group.throughput(Throughput::Bytes(bytes as u64));
        for case in cases.iter_mut().filter(|case| !case.name.ends_with("not met before")) {
            group.bench_function(case.name, |bencher| bencher.iter(&mut case.run));
        }
        group.finish();
    }
    ratios::print(&mut cases, &letters);
    let notes = corpus::notes(&judge);
    let search = search();
    let found = move |one: &Letter| search.find_iter(one.text()).count();
    let read = |one: &Letter| std::str::from_utf8(black_box(&one.bytes)).unwrap().len();
    let mut of_notes = [
        case("notes: 468 phrases", found, &notes),
        case("notes: plain read", read, &notes),
        case("notes: letter", |one| letter::read(&one.document).0.items.len(), &notes),
        case("notes: text to JSON, met before", |one| whole(one, &judge), &notes),
    ];
    ratios::print(&mut of_notes, &notes);
    ratios::print_pdfs(&corpus::pdfs());
}
