//! In: options of `check`. Out: the judgement of each document, and a total; of many documents, what needs attention.

use super::args::{CheckArgs, CheckFormat, FailOn, InputArgs};
use super::output::look;
use super::run::{Done, Run};
use super::{DENIAL_STANDS, NOT_DONE, NOTHING_FOUND, extract, rulebooks, sidecar};
use crate::error::Error;
use crate::report::{Basis, Evidence, Judge, Look, Report, Tally, html, human, json, narrated, sarif, words};
use crate::rule::Program;
use crate::source;
use crate::study::pile::{self, Pile, Sheet};
use std::path::PathBuf;

/// What is kept of a document.
struct Read {
    tally: Tally,
    fails: bool,
    sheet: Sheet,
    /// The whole of it, where a page is written.
    report: Option<Box<Report>>,
    /// Its part of the log, where one is written.
    sarif: Option<sarif::Results>,
}

/// What is kept of all documents.
#[derive(Default)]
struct All {
    tally: Tally,
    fails: bool,
    pile: Pile,
    /// Where a page is written: the name of each document and its part of the page, in order.
    articles: Vec<(String, String)>,
    /// Where a log is written: the findings of each document.
    sarif: Vec<sarif::Results>,
}

/// Runs the command; returns the exit code.
pub fn run(args: &CheckArgs) -> u8 {
    let started = Run::start(&args.output, &args.input, args.rules.rules.as_deref().as_slice());
    let mut run = match started {
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
    let (look, many) = (look(&args.output), is_pile(&args.input));
    if many && !args.details {
        run.says_nothing_before_the_end(&args.output);
    }
    let mut all = All::default();
    run.each_loaded(
        &args.input,
        |loaded, limits| {
            let sidecar = loaded.path().map(PathBuf::from);
            let report = Report::read_within(loaded.document(limits)?, &args.request, limits)?;
            Ok(one(report, sidecar, args, &judge, look, many))
        },
        |_, read| all.add(read, args.evidence.map(Into::into), many),
    );
    // Of a part, a table for people says that it is one; a file for programs would not show it.
    if !run.interrupted {
        run.print(&closing(args, &all, judge.program(), look, many));
    } else if args.format == CheckFormat::Human && many {
        let partial = look.paragraph("", words::PARTIAL);
        run.print(&format!("{}\n{partial}", pile::human::pile(&all.pile, look)));
    }
    run.finish(if all.fails { DENIAL_STANDS } else { NOTHING_FOUND })
}

/// Whether there is more than one document to read, as far as can be told beforehand.
fn is_pile(input: &InputArgs) -> bool {
    input.paths.len() > 1 || input.paths.iter().any(|path| path.is_dir() || source::holds_many(path))
}

fn one(
    mut report: Report,
    path: Option<PathBuf>,
    args: &CheckArgs,
    judge: &Judge,
    look: Look,
    many: bool,
) -> Done<Read> {
    let asked: Option<Evidence> = args.evidence.map(Into::into);
    judge.judge(&mut report);
    let settled = path.map_or_else(|| Ok(Default::default()), |path| sidecar::read(&path));
    let problem = settle(&mut report, settled);
    let whole = !many || args.details;
    let text = match args.format {
        CheckFormat::Human if whole => human::check(&report, asked, look),
        CheckFormat::Narrated if whole => narrated::check(&report, asked),
        CheckFormat::Json => json::check(&report, asked) + "\n",
        _ => String::new(),
    };
    let result = Read {
        tally: Tally::of(&report),
        fails: report.open_bases(asked).any(|basis| args.fail_on.iter().any(|when| when.is(basis))),
        sheet: if args.format == CheckFormat::Json { Sheet::default() } else { Sheet::of(&report, asked) },
        sarif: (args.format == CheckFormat::Sarif).then(|| sarif::results(&report, asked, args.with_text)),
        report: None,
    };
    let problem = problem.or_else(|| extract::nothing_asked(&report));
    let report = (args.format == CheckFormat::Html).then(|| Box::new(report));
    Done { text, result: Read { report, ..result }, problem }
}

/// Takes over what is settled, or gives what is wrong with the file that says so.
fn settle(report: &mut Report, settled: Result<crate::report::Sidecar, Error>) -> Option<Error> {
    match settled {
        Ok(sidecar) => {
            report.sidecar = sidecar;
            None
        }
        Err(error) => Some(error),
    }
}

impl All {
    fn add(&mut self, read: Read, asked: Option<Evidence>, many: bool) {
        self.tally.add(read.tally);
        self.fails |= read.fails;
        self.pile.add(read.sheet);
        self.sarif.extend(read.sarif);
        let Some(report) = read.report else { return };
        let page = match many {
            false => html::check(&report, asked),
            // Beyond that many they are left out of the page; their names still count.
            true if self.articles.len() >= pile::html::MOST_DOCUMENTS => String::new(),
            true => html::article(&report, asked, self.pile.documents).into_string(),
        };
        self.articles.push((report.name().to_owned(), page));
    }
}

impl FailOn {
    fn is(self, basis: Basis) -> bool {
        match self {
            Self::Denial => matches!(basis, Basis::Undocumented | Basis::Contradicted),
            Self::NotShown => basis == Basis::Undocumented,
            Self::Contradicted => basis == Basis::Contradicted,
            Self::NoRule => basis == Basis::NotCovered,
            Self::Never => false,
        }
    }
}

/// What is printed when all documents are read.
fn closing(args: &CheckArgs, all: &All, program: Program, look: Look, many: bool) -> String {
    let nothing = all.tally.documents == 0;
    let total = |total: String| if args.output.quiet { String::new() } else { total };
    match args.format {
        CheckFormat::Json => String::new(),
        CheckFormat::Csv => pile::csv::pile(&all.pile, program),
        CheckFormat::Sarif => sarif::log(&all.sarif, program),
        CheckFormat::Html if many => pile::html::pile(&all.pile, &all.articles, program),
        CheckFormat::Html => all.articles.iter().map(|(_, page)| page.as_str()).collect(),
        _ if nothing => String::new(),
        CheckFormat::Human if many => {
            pile::human::pile(&all.pile, look) + &total(human::total(all.tally, program, look))
        }
        CheckFormat::Human => total(human::total(all.tally, program, look)),
        CheckFormat::Narrated if many => pile::human::narrated(&all.pile) + &total(narrated::total(all.tally, program)),
        CheckFormat::Narrated => total(narrated::total(all.tally, program)),
    }
}
