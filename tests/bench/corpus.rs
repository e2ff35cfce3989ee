//! In: folders of letters. Out: each letter as bytes, as a document, as read and as judged, for stages to be timed one by
//! one.

use imrcheck::report::{Judge, Report};
use imrcheck::source::{self, Document, Limits};
use std::path::{Path, PathBuf};

/// A letter before and after each stage.
pub struct Letter {
    path: PathBuf,
    pub bytes: Vec<u8>,
    pub document: Document,
    pub read: Report,
    pub judged: Report,
}

impl Letter {
    fn of(path: &Path, judge: &Judge) -> Self {
        let document = read(path);
        let report = Report::read(document.clone(), &[]);
        let mut judged = report.clone();
        judge.judge(&mut judged);
        Self { path: path.to_owned(), bytes: std::fs::read(path).unwrap(), document, read: report, judged }
    }

    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// The letter's file as the source stage reads it.
    pub fn source(&self) -> Document {
        read(&self.path)
    }
}

/// A file as the source stage reads it.
pub fn read(path: &Path) -> Document {
    let limits = Limits::default();
    source::open(&[path.to_owned()], &limits).next().unwrap().read(&limits).unwrap()
}

/// The project's own letters, and the real ones where `$IMRCHECK_SHARED` or `../shared` holds them.
pub fn letters(judge: &Judge) -> Vec<Letter> {
    let (project, shared) = (Path::new(env!("CARGO_MANIFEST_DIR")), shared());
    let folders =
        [project.join("tests/letters"), shared.join("letters/2014-2015"), shared.join("letters/2016-2017/text")];
    folders.iter().flat_map(|folder| files(folder, "txt")).map(|path| Letter::of(&path, judge)).collect()
}

/// The project's own notes, whose requests are looked for in every line.
pub fn notes(judge: &Judge) -> Vec<Letter> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/drafts");
    files(&folder, "txt").iter().map(|path| Letter::of(path, judge)).collect()
}

/// The real letters as PDF, where they are present.
pub fn pdfs() -> Vec<PathBuf> {
    files(&shared().join("letters/2016-2017/pdf"), "pdf")
}

fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::env::var_os("IMRCHECK_SHARED").map_or_else(beside, PathBuf::from)
}

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == kind));
    paths.sort();
    paths
}
