//! In: options of `check`. Out: the judgement of each document, and a total.

use super::args::{CheckArgs, CheckFormat};
use super::output::look;
use super::rulebooks;
use super::run::{Done, Run};
use super::{DENIAL_STANDS, NOT_DONE, NOTHING_FOUND, extract};
use crate::report::{Evidence, Judge, Look, Report, Tally, human, json, narrated};
use crate::source::Document;

/// Runs the command; returns the exit code.
pub fn run(args: &CheckArgs) -> u8 {
    let mut run = match Run::start(&args.output, &args.input, args.rules.rules.as_deref().as_slice()) {
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
    let look = look(&args.output);
    let (mut tally, mut stands) = (Tally::default(), false);
    run.each(
        &args.input,
        |document| one(document, args, &judge, look),
        |_, (one, denial)| {
            tally.add(one);
            stands |= denial;
        },
    );
    if tally.documents > 0 && !args.output.quiet && !run.interrupted {
        run.print(&closing(args.format, tally, look));
    }
    run.finish(if stands { DENIAL_STANDS } else { NOTHING_FOUND })
}

fn one(document: Document, args: &CheckArgs, judge: &Judge, look: Look) -> Done<(Tally, bool)> {
    let asked: Option<Evidence> = args.evidence.map(Into::into);
    let mut report = Report::read(document, &args.request);
    judge.judge(&mut report);
    let text = match args.format {
        CheckFormat::Human => human::check(&report, asked, look),
        CheckFormat::Narrated => narrated::check(&report, asked),
        CheckFormat::Json => json::check(&report, asked) + "\n",
    };
    let result = (Tally::of(&report), report.predicts_a_denial(asked));
    Done { text, result, problem: extract::nothing_asked(&report) }
}

fn closing(format: CheckFormat, tally: Tally, look: Look) -> String {
    match format {
        CheckFormat::Human => human::total(tally, look),
        CheckFormat::Narrated => narrated::total(tally),
        CheckFormat::Json => String::new(),
    }
}
