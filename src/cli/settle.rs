//! In: a document and a finding of it. Out: the finding marked as settled in the file beside the document.

use super::args::SettleArgs;
use super::lock::Lock;
use super::problems::{Problems, ended};
use super::sink::Sink;
use super::{NOT_DONE, NOTHING_FOUND, rulebooks, sidecar};
use crate::error::Error;
use crate::report::{BOTH, Report, Settled, findings, with_entry};
use crate::rule::did_you_mean;
use crate::source::{self, Limits};
use std::io::ErrorKind;
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
        let file = sidecar::in_use(&args.document);
        // What was done stands in the file; where nobody reads this, nothing is lost.
        let _ = Sink::screen(false).put(&format!("Settled: {}, in {}\n", args.finding, file.display()));
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
    let request = |n: usize| report.items().find(|view| view.item.n == n).map(|view| view.item.text.clone());
    let entry = Settled {
        finding: args.finding.clone(),
        item: args.item,
        // Kept beside the number, so that the entry is stale once the item asks for something else.
        request: args.item.and_then(request),
        reason: args.reason.clone(),
        date: args.date,
        by: args.by.clone(),
    };
    write(&args.document, entry)
}

/// Writes the entry in place of what was said of the same finding before. Nobody else writes meanwhile, and whoever reads
/// gets the file as it was or as it will be.
fn write(document: &Path, entry: Settled) -> Result<(), Error> {
    let file = sidecar::in_use(document);
    let failed = |source| Error::Output { path: file.clone(), source };
    let _lock = Lock::on(&file).map_err(failed)?;
    let before = match std::fs::read_to_string(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| Error::unreadable(&file, &error))?,
    };
    let (finding, item) = (entry.finding.clone(), entry.item);
    let same = |one: &Settled| one.finding == finding && one.item == item;
    let text = with_entry(&before, entry, same).map_err(|what| sidecar::wrong(&file, &what))?;
    Sink::file(&file)?.put(&text)
}
