//! In: the project's own letters, set in other lines. Out: proof that claims do not depend on how a text is set.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts};
use imrcheck::report::Report;
use imrcheck::source::{Document, Prose};
use imrcheck::span::Span;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| own_texts().into_iter().map(judged).collect());

/// How a passage is set.
#[derive(Debug, Clone, Copy)]
struct Page {
    /// Longest line in characters, where a word is not longer.
    width: usize,
    /// What ends a line.
    line_end: &'static str,
    /// After how many lines a page ends; none where it never does.
    lines: Option<usize>,
}

/// Sets running text in lines. No line ends at a hyphen, which would join it to the next, and no page break stands
/// beside a bare number, which would be a page number.
fn set(text: &str, page: Page) -> String {
    let (mut out, mut column, mut line, mut last) = (String::new(), 0, 0, "");
    for word in text.split(' ') {
        let size = word.chars().count();
        let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if column > 0 && column + 1 + size > page.width && !last.ends_with('-') {
            line += 1;
            let full = page.lines.is_some_and(|lines| line % lines == 0) && !number(word) && !number(last);
            out.push_str(if full { "\n\u{c}" } else { page.line_end });
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += size;
        last = word;
    }
    out
}

/// The document with its summary and rationales set anew; all else as it stands.
fn set_anew(report: &Report, page: Page) -> Document {
    let text = &report.document.text;
    let letter = &report.letter;
    let mut sections: Vec<Span> =
        letter.summary.into_iter().chain(letter.items.iter().filter_map(|item| item.rationale)).collect();
    sections.sort();
    let (mut out, mut at) = (String::new(), 0);
    for section in sections {
        out.push_str(&text[at..section.start]);
        out.push_str(&set(&Prose::new(text, section).text, page));
        at = section.end;
    }
    out.push_str(&text[at..]);
    Document { name: report.document.name.clone(), text: out, notes: Vec::new() }
}

/// The claims without their places.
fn claims(report: &Report) -> Vec<String> {
    let claims = report.reading.claims.iter();
    claims
        .map(|claim| {
            format!(
                "{} {} {} {:?} \"{}\"",
                claim.section,
                claim.kind.name(),
                claim.stance.name(),
                claim.value,
                claim.quote
            )
        })
        .collect()
}

/// The letters; the whole of a draft is its summary, its list of requests included, so that its lines matter.
fn letters() -> impl Iterator<Item = &'static Report> {
    REPORTS.iter().filter(|report| !report.document.name.starts_with("drafts/"))
}

#[test]
fn letters_have_claims_to_lose() {
    assert!(letters().all(|report| !report.reading.claims.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_and_pages_change_no_claim(
        width in 24..140_usize,
        line_end in proptest::sample::select(vec!["\n", "\n\n", " \n \n", "\r\n"]),
        lines in proptest::option::of(2..40_usize),
    ) {
        let page = Page { width, line_end, lines };
        for report in letters() {
            let anew = judged(set_anew(report, page));
            prop_assert_eq!(claims(report), claims(&anew), "{} set as {:?}", report.document.name, page);
        }
    }
}

/// The grammar that a file is a part of: a folder, those that read requests, or the file itself.
fn grammar_of(file: &std::path::Path) -> String {
    let folder = file.parent().and_then(|folder| folder.file_name()).unwrap().to_string_lossy().into_owned();
    match (folder.as_str(), file.file_stem().unwrap().to_string_lossy().into_owned().as_str()) {
        ("claims", _) => folder,
        (_, "draft" | "treatment" | "request" | "body") => "requests".to_owned(),
        (_, name) => format!("{folder}/{name}"),
    }
}

/// A parser calls itself as deep as its grammar is nested in itself. None is, so that no text can exhaust the stack.
#[test]
fn no_grammar_is_recursive() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar");
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let texts = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "pest"));
    let texts: Vec<_> =
        texts.map(|file| (grammar_of(file.path()), std::fs::read_to_string(file.path()).unwrap())).collect();
    assert!(texts.len() > 15, "{} files", texts.len());
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (grammar, text) in &texts {
        let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, text).unwrap();
        for rule in pairs.filter(|pair| pair.as_rule() == pest_meta::parser::Rule::grammar_rule) {
            let mut names = rule.into_inner().flatten();
            let names: Vec<String> = names
                .by_ref()
                .filter(|part| part.as_rule() == pest_meta::parser::Rule::identifier)
                .map(|part| format!("{grammar}: {}", part.as_str()))
                .collect();
            let Some((name, used)) = names.split_first() else { continue };
            uses.entry(name.clone()).or_default().extend(used.iter().cloned());
        }
    }
    let is_circular = |start: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(name) = open.pop() {
            open.extend(uses.get(name).into_iter().flatten().filter(|name| seen.insert(*name)));
        }
        seen.contains(start)
    };
    let circles: Vec<&String> = uses.keys().filter(|name| is_circular(name)).collect();
    assert!(circles.is_empty(), "{circles:?}");
}

/// A reading that is kept names the version of the files that it was read by, so none may be left out of it.
#[test]
fn the_version_of_a_reading_covers_every_grammar_and_table() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let under = |folder: &str, ending: &str| {
        let files = walkdir::WalkDir::new(project.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == ending));
        files.map(|file| file.path().strip_prefix(project).unwrap().display().to_string()).collect::<Vec<_>>()
    };
    let mut expected = [under("grammar", "pest"), under("grammar/generated", "tsv"), under("rules", "tsv")].concat();
    // What is read is made of these files (grammar/generated).
    expected.retain(|name| !name.starts_with("grammar/words/"));
    expected.sort();
    let names: Vec<&str> = imrcheck::grammar::READ_BY.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected);
}
