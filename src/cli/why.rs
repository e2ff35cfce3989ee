//! In: options of `extract --why`. Out: which rules of the grammar made sentences be read as they were.

use super::args::{ExtractArgs, Format};
use super::output::look;
use super::problems::Problems;
use super::run::{Done, Run};
use super::sink::Sink;
use super::{NOT_DONE, NOTHING_FOUND};
use crate::claim::Explanation;
use crate::error::Error;
use crate::report::{Lines, Look, Report, explain_words, human, json};
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &ExtractArgs, words: &str) -> u8 {
    if args.input.paths.is_empty() { of_words(args, words) } else { of_documents(args, words) }
}

/// The words by themselves.
fn of_words(args: &ExtractArgs, words: &str) -> u8 {
    let explained = explain_words(words);
    let written = match explained.is_empty() {
        true => Err(no_sentence(words)),
        false => Sink::open(&args.output).and_then(|mut sink| {
            sink.write(&shown(args, words, None, &explained, |_| 1))?;
            sink.close()
        }),
    };
    match written {
        Ok(()) => NOTHING_FOUND,
        Err(error) => {
            Problems::new(args.output.color).tell(&error);
            NOT_DONE
        }
    }
}

/// The sentences of documents in which the words stand.
fn of_documents(args: &ExtractArgs, words: &str) -> u8 {
    let mut run = match Run::start(&args.output, &args.input, &[]) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let mut found = 0;
    run.each(
        &args.input,
        |document, limits| Ok(one(&Report::read_within(document, &[], limits)?, args, words)),
        |_, sentences| found += sentences,
    );
    if found == 0 {
        run.problems.tell(&nowhere(words));
    }
    run.finish(NOTHING_FOUND)
}

fn one(report: &Report, args: &ExtractArgs, words: &str) -> Done<usize> {
    let explained = report.explain(words);
    let lines = Lines::new(&report.document.text);
    let line = |one: &Explanation| lines.at(one.span.start) + 1;
    let text = match explained.is_empty() {
        true => String::new(),
        false => shown(args, words, Some(&report.document.name), &explained, line),
    };
    Done { text, result: explained.len(), problem: None }
}

fn shown(
    args: &ExtractArgs,
    words: &str,
    source: Option<&str>,
    explained: &[Explanation],
    line: impl Fn(&Explanation) -> usize,
) -> String {
    let look: Look = look(&args.output);
    match args.format {
        Format::Human => human::why(source, explained, args.expected, line, look),
        Format::Json => json::why(source, words, args.expected, explained) + "\n",
    }
}

fn no_sentence(words: &str) -> Error {
    let cure = "Give --why the words of a sentence, or words of one and the PATH of its document.";
    Error::document(Path::new("--why"), format!("\"{words}\" holds no word"), cure)
}

fn nowhere(words: &str) -> Error {
    let cure = "Words are looked for within one sentence of a case summary, note or rationale, as running text. \
                `imrcheck extract PATH` shows the sentences; without a PATH, --why reads the words themselves.";
    Error::document(Path::new("--why"), format!("no sentence holds \"{words}\""), cure)
}
