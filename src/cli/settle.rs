//! In: a document and a finding of it. Out: the finding marked as settled in the file beside the document.

use super::args::SettleArgs;
use super::output::Sink;
use super::problems::{Problems, ended};
use super::{NOT_DONE, NOTHING_FOUND, rulebooks, sidecar};
use crate::error::Error;
use crate::report::{BOTH, Report, Settled, Sidecar, findings};
use crate::rule::did_you_mean;
use crate::source::{self, Limits};
use std::io::Write;
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &SettleArgs) -> u8 {
    let judge = match rulebooks::judge(&args.rules) {
        Ok(judge) => judge,
        Err(error) => {
            Problems::new(args.color).tell_rules(&error);
            return NOT_DONE;
        }
    };
    let limits = args.limits.limits();
    let done = read(&args.document, &limits).and_then(|document| {
        let mut report = Report::read_within(document, &args.request, &limits)?;
        judge.judge(&mut report);
        settle(&report, args)
    });
    if done.is_ok() {
        let file = sidecar::path(&args.document);
        // What was done stands in the file; where nobody reads this, nothing is lost.
        let _ = writeln!(std::io::stdout(), "Settled: {}, in {}", args.finding, file.display());
    }
    ended(done, args.color, NOTHING_FOUND)
}

fn read(path: &Path, limits: &Limits) -> Result<source::Document, Error> {
    if path.is_dir() || source::holds_many(path) || path.as_os_str() == "-" {
        let cure = "Name one document: a file of its own.";
        return Err(Error::document(
            path,
            "a finding is settled in a file beside its document, and this is none",
            cure,
        ));
    }
    let first = source::open(&[path.to_owned()], limits).next();
    first.ok_or_else(|| Error::document(path, "there is nothing to read", "Check the path."))?.read(limits)
}

fn settle(report: &Report, args: &SettleArgs) -> Result<(), Error> {
    let is_of = |n: usize| args.item.is_none_or(|item| item == n);
    let open: Vec<_> = BOTH.into_iter().flat_map(|evidence| findings(report, evidence)).collect();
    if !open.iter().any(|finding| finding.code == args.finding && is_of(finding.item)) {
        let known = open.iter().filter(|finding| is_of(finding.item)).map(|finding| finding.code.as_str());
        let items = report.letter.items.len();
        let cure = match args.item {
            Some(n) if n == 0 || n > items => format!("The document has items 1 to {items}."),
            _ if args.finding.starts_with("conflict/") => {
                "A contradiction is mended in the document; only points of the guideline can be settled.".to_owned()
            }
            _ => did_you_mean(&args.finding, known),
        };
        let item = args.item.map(|n| format!(" of item {n}")).unwrap_or_default();
        let what = format!("`{}` is no open finding{item}", args.finding);
        return Err(Error::document(&args.document, what, cure));
    }
    let mut all = sidecar::read(&args.document)?;
    let request = |n: usize| report.items().find(|view| view.item.n == n).map(|view| view.item.text.clone());
    let same = |entry: &Settled| entry.finding == args.finding && entry.item == args.item;
    all.settled.retain(|entry| !same(entry));
    all.settled.push(Settled {
        finding: args.finding.clone(),
        item: args.item,
        // Kept beside the number, so that the entry is stale once the item asks for something else.
        request: args.item.and_then(request),
        reason: args.reason.clone(),
        date: args.date,
        by: args.by.clone(),
    });
    write(&args.document, &all)
}

fn write(document: &Path, all: &Sidecar) -> Result<(), Error> {
    let file = sidecar::path(document);
    let text = all.to_yaml().map_err(|what| Error::document(&file, what, "Choose other words."))?;
    Sink::file(&file)?.put(&text)
}
