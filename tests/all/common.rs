//! What the other modules share: where the letters are, and how a document is read and judged.
#![allow(clippy::unwrap_used)]

use imrcheck::report::{Judge, Report};
use imrcheck::rule::{Program, Rulebooks, RulesHash};
use imrcheck::source::{self, Document, Limits};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static JUDGE: LazyLock<Judge> = LazyLock::new(|| Judge::new(Rulebooks::builtin().unwrap(), None, None).unwrap());

/// The folder of real letters, where it is present: `$IMRCHECK_SHARED`, else `../shared`.
/// A test that needs it says that it skips where it is absent.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("IMRCHECK_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let present = folder.join("letters").is_dir();
    if !present {
        eprintln!("skipped: no real letters at {}", folder.display());
    }
    present.then_some(folder)
}

/// The letters written for this project.
pub fn letters() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/letters")
}

/// The text documents that lie in `folder` itself, in name order, named by their file name.
pub fn texts(folder: &Path) -> Vec<Document> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let limits = Limits::default();
    let inputs = source::open(&paths, &limits).map(|input| input.read(&limits).unwrap());
    let named = inputs.zip(&paths).map(|(document, path)| Document {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        ..document
    });
    named.collect()
}

/// All texts written for this project: the letters, and the drafts named `drafts/…`.
pub fn own_texts() -> Vec<Document> {
    let drafts = texts(&letters().join("drafts")).into_iter();
    let drafts = drafts.map(|draft| Document { name: format!("drafts/{}", draft.name), ..draft });
    texts(&letters()).into_iter().chain(drafts).collect()
}

/// The real letters, where they are present.
pub fn real_texts() -> Vec<Document> {
    let Some(shared) = shared() else { return Vec::new() };
    ["2014-2015", "2016-2017/text"].iter().flat_map(|part| texts(&shared.join("letters").join(part))).collect()
}

/// What stands for the program in files that must not change with every rule.
pub const PROGRAM: Program = Program { version: "0.0.0", rules: RulesHash::new([0; 8]) };

/// Output of a command without the hash of its rules, which changes with every rule.
pub fn without_hash(output: &str) -> String {
    let is_hash = |words: &str| words.len() >= 16 && words.bytes().take(16).all(|byte| byte.is_ascii_hexdigit());
    let mut out = output.to_owned();
    for before in ["rules ", "\"rules\":\""] {
        let mut parts = out.split(before);
        let first = parts.next().unwrap_or_default().to_owned();
        out = parts.fold(first, |out, part| match is_hash(part) {
            true => format!("{out}{before}{}{}", PROGRAM.rules, &part[16..]),
            false => format!("{out}{before}{part}"),
        });
    }
    out
}

/// The hash of the rules that a line of JSON names, after its version was compared.
pub fn program_of(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(value["program"]["version"], env!("CARGO_PKG_VERSION"));
    value["program"]["rules"].as_str().unwrap().to_owned()
}

/// A text of the test's own.
pub fn document(text: &str) -> Document {
    Document { name: "invented.txt".to_owned(), text: text.to_owned(), notes: Vec::new() }
}

/// What all stages find of a document, by the rulebooks in the binary.
pub fn judged(document: Document) -> Report {
    let mut report = Report::read(document, &[]);
    JUDGE.judge(&mut report);
    report
}

/// The same of a document within limits; an error where it goes beyond them.
pub fn judged_within(document: Document, limits: &Limits) -> Result<Report, imrcheck::error::Error> {
    let mut report = Report::read_within(document, &[], limits)?;
    JUDGE.judge(&mut report);
    Ok(report)
}
