//! In: the inputs and options of a study. Out: each document as the study needs it, read once, and what the studies share.

use super::args::{StudyArgs, StudyFormat};
use super::run::{Done, Run};
use super::{NOT_DONE, extract};
use crate::error::Error;
use crate::report::Report;
use crate::source::Document;
use crate::study::StudyLetter;
use crate::study::statistics::Bootstrap;
use std::path::Path;

/// Reads a document and hands it to `judge`. A document without an item is a problem, and the others go on.
pub fn one<T>(document: Document, judge: impl Fn(StudyLetter) -> T) -> Done<T> {
    let report = Report::read(document, &[]);
    let problem = extract::nothing_asked(&report);
    Done { text: String::new(), result: judge(StudyLetter::of(&report)), problem }
}

/// How intervals are resampled.
pub fn bootstrap(args: &StudyArgs) -> Bootstrap {
    Bootstrap { resamples: args.resamples as usize, ..Bootstrap::default() }
}

/// Tells where no document could be read or none gives a decision; then nothing can be compared. Gives the exit code.
pub fn nothing_to_compare(run: &mut Run, letters: usize, items: usize, without_outcome: usize) -> Option<u8> {
    if letters == 0 {
        return Some(NOT_DONE);
    }
    if items == 0 || without_outcome < items {
        return None;
    }
    let cure = "Give IMR letters, whose items end in a decision. `imrcheck check` judges notes.";
    let what = "none of these documents gives a decision to compare with";
    run.problems.tell(&Error::document(Path::new("imrcheck"), what, cure));
    Some(NOT_DONE)
}

/// Whether a study is written item by item.
pub fn as_csv(args: &StudyArgs) -> bool {
    args.format == StudyFormat::Csv
}
