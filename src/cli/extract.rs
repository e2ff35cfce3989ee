//! In: options of `extract`. Out: what was read of each document. No rule is applied.

use super::NOTHING_FOUND;
use super::args::{ExtractArgs, Format};
use super::output::look;
use super::run::{Done, Run};
use crate::error::Error;
use crate::report::{DISCLAIMER, Look, Report, human, json};
use crate::rule::Program;

/// Runs the command; returns the exit code.
pub fn run(args: &ExtractArgs) -> u8 {
    let mut run = match Run::start(&args.output, &args.input, &[]) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let look = look(&args.output);
    let mut documents = 0;
    run.each(
        &args.input,
        |document, limits| Ok(one(&Report::read_within(document, &args.request, limits)?, args, look)),
        |_, ()| documents += 1,
    );
    if documents > 0 && args.format == Format::Human && !args.output.quiet {
        let made_by = look.paragraph("", &Program::builtin().to_string());
        run.print(&format!("\n{}\n{}{made_by}", look.line(true), look.paragraph("", DISCLAIMER)));
    }
    run.finish(NOTHING_FOUND)
}

fn one(report: &Report, args: &ExtractArgs, look: Look) -> Done<()> {
    let text = match args.format {
        Format::Human => human::extract(report, look),
        Format::Json => json::extract(report) + "\n",
    };
    Done { text, result: (), problem: nothing_asked(report) }
}

/// A document in which no item was found is shown, but it is not done.
pub fn nothing_asked(report: &Report) -> Option<Error> {
    report.letter.items.is_empty().then(|| nothing_asked_in(&report.document.name))
}

/// The problem of a document in which no item was found.
pub fn nothing_asked_in(name: &str) -> Error {
    Error::Document {
        path: name.into(),
        what: "no disputed item and no request was found in this document".to_owned(),
        cure: "If it is a note, say what is asked for with --request. If it is an IMR letter, its pages with the \
               decisions may be missing, or scanned as pictures without text."
            .to_owned(),
    }
}
