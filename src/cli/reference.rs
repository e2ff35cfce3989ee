//! In: options of `evaluate --reference`. Out: how well letters were read, against readings of them by people.

use super::args::{EvaluateArgs, StudyFormat};
use super::output::look;
use super::problems::Problems;
use super::run::{Done, Run};
use super::{NOT_DONE, NOTHING_FOUND, extract};
use crate::error::Error;
use crate::report::Report;
use crate::rule::Program;
use crate::source::Limits;
use crate::study::reference::{Fault, LetterScore, Reference, ReferenceEvaluation, human, json, stem};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reference readings by the letter's name.
type References = BTreeMap<String, Reference>;

/// Runs the command; returns the exit code.
pub fn run(args: &EvaluateArgs, folder: &Path) -> u8 {
    if matches!(args.study.format, StudyFormat::Csv | StudyFormat::Html) {
        let cure = "Use --format human or json with --reference.";
        let error = Error::document(Path::new("--format"), "readings are compared in no such format", cure);
        Problems::new(args.study.output.color).tell(&error);
        return NOT_DONE;
    }
    let mut run = match Run::of_study(&args.study.output, &args.input, &[folder]) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let references = read_all(folder, &mut run.problems);
    if references.is_empty() {
        return run.finish(NOT_DONE);
    }
    let known = references.values().flat_map(|reference| &reference.claims).map(|claim| claim.kind).collect();
    let mut evaluation = ReferenceEvaluation { known, ..ReferenceEvaluation::default() };
    let mut seen = BTreeSet::new();
    run.each(
        &args.input,
        |document, limits| Ok(one(Report::read_within(document, &[], limits)?, &references)),
        |_, (source, score)| match score {
            Some(score) if seen.insert(score.letter.clone()) => evaluation.scores.push(score),
            Some(_) => evaluation.repeated.push(source),
            None => evaluation.without_reference.push(source),
        },
    );
    evaluation.not_given = references.into_keys().filter(|letter| !seen.contains(letter)).collect();
    if evaluation.scores.is_empty() {
        run.problems.tell(&nothing_in_common(folder));
        return run.finish(NOT_DONE);
    }
    evaluation.failed = run.problems.count();
    let text = match args.study.format {
        StudyFormat::Json => json::evaluate(&evaluation, Program::builtin()) + "\n",
        _ => human::evaluate(&evaluation, Program::builtin(), look(&args.study.output)),
    };
    run.print(&text);
    run.finish(NOTHING_FOUND)
}

fn one(report: Report, references: &References) -> Done<(String, Option<LetterScore>)> {
    let reference = references.get(stem(&report.document.name));
    let score = reference.map(|reference| LetterScore::of(&report, reference));
    let problem = reference.and_then(|_| extract::nothing_asked(&report));
    Done { text: String::new(), result: (report.document.name, score), problem }
}

/// Reads every `.json` file of a folder in name order. A bad one is told of and left out.
fn read_all(folder: &Path, problems: &mut Problems) -> References {
    let mut references = References::new();
    let files = match files(folder) {
        Ok(files) => files,
        Err(error) => {
            problems.tell(&error);
            return references;
        }
    };
    for path in files {
        match read(&path) {
            Ok(reference) if references.contains_key(&reference.letter) => problems.tell(&again(&path, &reference)),
            Ok(reference) => _ = references.insert(reference.letter.clone(), reference),
            Err(errors) => errors.iter().for_each(|error| problems.tell(error)),
        }
    }
    references
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |error| Error::unreadable(folder, &error);
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let paths = entries.map(|entry| Ok(entry.map_err(unreadable)?.path())).collect::<Result<Vec<_>, Error>>()?;
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let mut files: Vec<_> = paths.into_iter().filter(is_json).collect();
    files.sort();
    if files.is_empty() {
        let cure = "Name the folder that holds the reference readings, one .json file for each letter.";
        return Err(Error::document(folder, "no .json file is in this folder", cure));
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Reference, Vec<Error>> {
    let most = u64::try_from(Limits::default().document_bytes).unwrap_or(u64::MAX);
    let mut text = String::new();
    let file = File::open(path).and_then(|file| file.take(most).read_to_string(&mut text));
    file.map_err(|error| vec![Error::unreadable(path, &error)])?;
    let told = |fault: Fault| Error::document(path, format!("{}: {}", fault.place, fault.what), fault.cure);
    Reference::read(&text).map_err(|faults| faults.into_iter().map(told).collect())
}

fn again(path: &Path, reference: &Reference) -> Error {
    let what = format!("letter: a file before it is of the same letter, `{}`", reference.letter);
    Error::document(path, what, "Keep one reference for each letter; the first in name order was used.")
}

fn nothing_in_common(folder: &Path) -> Error {
    let cure = "Each reference file names its letter under \"letter\": the letter's file name without its ending.";
    Error::document(folder, "none of the letters given has a reference in this folder", cure)
}
