//! In: options of `evaluate`. Out: agreement of the predictions with the decisions of many letters.

use super::args::{EvaluateArgs, Format};
use super::output::look;
use super::run::{Done, Run};
use super::{NOT_DONE, NOTHING_FOUND, extract};
use crate::report::Report;
use crate::source::Document;
use crate::study::{Case, Evaluation, human, json};

/// Runs the command; returns the exit code.
pub fn run(args: &EvaluateArgs) -> u8 {
    let mut run = match Run::start(&args.output, &args.input) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let mut evaluation = Evaluation::default();
    run.each(&args.input, one, |cases| evaluation.add(cases));
    evaluation.failed = run.problems.count();
    if evaluation.letters == 0 {
        return run.finish(NOT_DONE);
    }
    let text = match args.format {
        Format::Human => human::evaluate(&evaluation, look(&args.output)),
        Format::Json => json::evaluate(&evaluation) + "\n",
    };
    run.print(&text);
    run.finish(NOTHING_FOUND)
}

fn one(document: Document) -> Done<Vec<Case>> {
    let report = Report::read(document, &[]);
    Done { text: String::new(), result: Case::of(&report), problem: extract::nothing_asked(&report) }
}
