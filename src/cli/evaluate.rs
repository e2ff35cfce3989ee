//! In: options of `evaluate`. Out: agreement of the predictions with the decisions of many letters.

use super::args::{EvaluateArgs, Format};
use super::output::look;
use super::rulebooks;
use super::run::{Done, Run};
use super::{NOT_DONE, NOTHING_FOUND, extract};
use crate::error::Error;
use crate::report::{Judge, Report};
use crate::source::Document;
use crate::study::{Case, Evaluation, human, json};
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &EvaluateArgs) -> u8 {
    let mut run = match Run::start(&args.output, &args.input) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let judge = match rulebooks::judge(&args.rules) {
        Ok(judge) => judge,
        Err(error) => {
            run.problems.tell_rules(&error);
            return NOT_DONE;
        }
    };
    let mut evaluation = Evaluation::default();
    run.each(&args.input, |document| one(document, &judge), |cases| evaluation.add(cases));
    evaluation.failed = run.problems.count();
    if evaluation.letters == 0 {
        return run.finish(NOT_DONE);
    }
    if evaluation.items > 0 && evaluation.without_outcome == evaluation.items {
        let cure = "Give IMR letters, whose items end in a decision. `imrcheck check` judges notes.";
        let what = "none of these documents gives a decision to compare with";
        run.problems.tell(&Error::document(Path::new("evaluate"), what, cure));
        return run.finish(NOT_DONE);
    }
    let text = match args.format {
        Format::Human => human::evaluate(&evaluation, look(&args.output)),
        Format::Json => json::evaluate(&evaluation) + "\n",
    };
    run.print(&text);
    run.finish(NOTHING_FOUND)
}

fn one(document: Document, judge: &Judge) -> Done<Vec<Case>> {
    let mut report = Report::read(document, &[]);
    judge.judge(&mut report);
    Done { text: String::new(), result: Case::of(&report), problem: extract::nothing_asked(&report) }
}
