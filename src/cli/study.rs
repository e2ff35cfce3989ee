//! In: the inputs and options of a study. Out: each document as the study needs it, read once, and what the studies share.

use super::args::{InputArgs, RulesArgs, StudyArgs};
use super::cache::{self, Additions, Known};
use super::output::look;
use super::run::{Done, Run};
use super::sink::Sink;
use super::{NOT_DONE, extract, rulebooks};
use crate::error::Error;
use crate::report::{Judge, Report};
use crate::rule::Program;
use crate::source::{Fingerprint, Limits, Loaded};
use crate::study::human;
use crate::study::statistics::Bootstrap;
use crate::study::{Counted, StudyLetter, kept};
use std::path::Path;

/// Opens the output of a study and loads its rules. On failure the user was told, and the exit code is returned.
pub fn begin(args: &StudyArgs, input: &InputArgs, rules: &RulesArgs) -> Result<(Run, Judge), u8> {
    let mut run = Run::of_study(&args.output, input, &read_besides(args, rules.rules.as_deref()))?;
    match rulebooks::judge(rules) {
        Ok(judge) => Ok((run, judge)),
        Err(error) => {
            run.problems.tell_rules(&error);
            Err(NOT_DONE)
        }
    }
}

/// The files and folders that a study reads besides its letters.
pub fn read_besides<'a>(args: &'a StudyArgs, rules: impl IntoIterator<Item = &'a Path>) -> Vec<&'a Path> {
    args.cache.as_deref().into_iter().chain(rules).collect()
}

/// Ends the counting of a study's letters. Where nothing can be compared with a decision, the user was told, and the exit
/// code is returned.
pub fn counted(run: &mut Run, counted: &mut Counted, unread: usize) -> Option<u8> {
    counted.failed = unread;
    counted.partial = run.interrupted;
    nothing_to_compare(run, counted.letters, counted.items, counted.without_outcome)
}

/// What came of a letter: what `judge` made of it, and its line for the cache where it was not in there.
struct Judged<T> {
    result: T,
    new: Option<(Fingerprint, String)>,
}

/// Reads every document once, or takes it from the cache; `judge` judges it and `take` gets the results in order. A
/// document without an item is a problem, and the others go on. Where the cache cannot be used, the user is told, and the
/// exit code is returned; else the number of documents that could not be read.
pub fn each<T: Send>(
    run: &mut Run,
    input: &InputArgs,
    args: &StudyArgs,
    judge: impl Fn(StudyLetter) -> T + Sync,
    mut take: impl FnMut(&mut Sink, T),
) -> Result<usize, u8> {
    let opened = args.cache.as_deref().map(cache::open).transpose();
    let opened = opened.map_err(|error| {
        run.problems.tell(&error);
        NOT_DONE
    })?;
    let (known, mut additions) = opened.unzip();
    let work = |loaded: Loaded, limits: &Limits| {
        let (letter, new) = letter(loaded, limits, known.as_ref())?;
        let problem = letter.file.items.is_empty().then(|| extract::nothing_asked_in(&letter.source));
        Ok(Done { text: String::new(), result: Judged { result: judge(letter), new }, problem })
    };
    let mut failed = None;
    run.each_loaded(input, work, |sink, judged| {
        let added = judged.new.zip(additions.as_mut()).map(|((key, line), additions)| additions.add(&key, &line));
        failed = failed.take().or(added.and_then(Result::err));
        take(sink, judged.result);
    });
    let unread = run.problems.count();
    let closed = additions.map_or(Ok(()), Additions::close);
    if let Some(error) = failed.or(closed.err()) {
        run.problems.tell(&error);
    }
    Ok(unread)
}

/// The letter from the cache, or read now; then with its line for the cache.
fn letter(
    loaded: Loaded,
    limits: &Limits,
    known: Option<&Known>,
) -> Result<(StudyLetter, Option<(Fingerprint, String)>), Error> {
    let Some(known) = known else { return Ok((read(loaded, limits)?, None)) };
    let key = loaded.fingerprint();
    if let Some(letter) = known.get(&key, loaded.name()) {
        return Ok((letter, None));
    }
    let letter = read(loaded, limits)?;
    let line = kept::to_line(&letter);
    Ok((letter, Some((key, line))))
}

fn read(loaded: Loaded, limits: &Limits) -> Result<StudyLetter, Error> {
    Ok(StudyLetter::of(&Report::read_within(loaded.document(limits)?, &[], limits)?))
}

/// The report with what closes it: how the two kinds of evidence differ, and what it is not. With --quiet without.
pub fn closed(text: String, program: Program, args: &StudyArgs) -> String {
    if args.output.quiet { text } else { text + &human::closing(program, look(&args.output)) }
}

/// How intervals are resampled.
pub fn bootstrap(args: &StudyArgs) -> Bootstrap {
    Bootstrap { resamples: args.resamples as usize, ..Bootstrap::default() }
}

/// Tells where no document could be read or none gives a decision; then nothing can be compared. Gives the exit code.
fn nothing_to_compare(run: &mut Run, letters: usize, items: usize, without_outcome: usize) -> Option<u8> {
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
