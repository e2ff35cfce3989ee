//! In: options of `evaluate`. Out: agreement of the predictions with the decisions of many letters.

use super::args::{EvaluateArgs, StudyFormat};
use super::output::look;
use super::{NOTHING_FOUND, study};
use crate::report::Judge;
use crate::study::evaluation::{csv, html, human, json};
use crate::study::{Case, Evaluation, StudyLetter};

/// Runs the command; returns the exit code.
pub fn run(args: &EvaluateArgs) -> u8 {
    let output = &args.study.output;
    let (mut run, judge) = match study::begin(&args.study, &args.input, &args.rules) {
        Ok(begun) => begun,
        Err(code) => return code,
    };
    let program = judge.program();
    let as_csv = args.study.format == StudyFormat::Csv;
    if as_csv {
        run.print(&csv::head());
    }
    let mut evaluation = Evaluation::default();
    let mut lost = None;
    let done = study::each(
        &mut run,
        &args.input,
        &args.study,
        |letter| cases(letter, &judge),
        |sink, (case_number, cases)| {
            evaluation.add(case_number.as_deref(), &cases);
            if as_csv {
                let lines: String = cases.iter().map(|case| csv::row(case, program)).collect();
                lost = lost.take().or(sink.write(&lines).err());
            }
        },
    );
    let unread = match done {
        Ok(unread) => unread,
        Err(code) => return code,
    };
    if let Some(error) = lost {
        run.problems.tell(&error);
    }
    if let Some(code) = study::counted(&mut run, &mut evaluation.counted, unread) {
        return run.finish(code);
    }
    let bootstrap = study::bootstrap(&args.study);
    match args.study.format {
        StudyFormat::Human => {
            run.print(&study::closed(human::evaluate(&evaluation, &bootstrap, look(output)), program, &args.study))
        }
        StudyFormat::Json => run.print(&(json::evaluate(&evaluation, &bootstrap, program) + "\n")),
        StudyFormat::Html => run.print(&html::evaluate(&evaluation, &bootstrap, program)),
        StudyFormat::Csv => {}
    }
    run.finish(NOTHING_FOUND)
}

fn cases(letter: StudyLetter, judge: &Judge) -> (Option<String>, Vec<Case>) {
    let cases =
        judge.brief(&letter.file).map(|brief| Case::of(&letter, &brief.edition.id, &brief.judge(brief.rulebook)));
    (letter.case_number, cases.unwrap_or_default())
}
