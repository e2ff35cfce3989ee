//! In: the project's own letters, set in other lines. Out: proof that claims do not depend on how a text is set.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts};
use imrcheck::report::Report;
use imrcheck::source::{Document, Prose};
use imrcheck::span::Span;
use proptest::prelude::*;
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

/// A reading that is kept names the version of the files that it was read by, so none may be left out of it.
#[test]
fn the_version_of_a_reading_covers_every_grammar_and_table() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let under = |folder: &str, ending: &str| {
        let files = walkdir::WalkDir::new(project.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == ending));
        files.map(|file| file.path().strip_prefix(project).unwrap().display().to_string()).collect::<Vec<_>>()
    };
    let mut expected = [under("grammar", "pest"), under("rules", "tsv")].concat();
    // What only tests read with is no part of it.
    expected.retain(|name| !name.starts_with("grammar/words/") && !name.starts_with("grammar/generated/"));
    expected.sort();
    let names: Vec<&str> = imrcheck::grammar::READ_BY.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected);
}
