//! In: inputs and what to do with each document. Out: results in the order of the inputs, worked on in parallel.

use super::args::{InputArgs, OutputArgs};
use super::interrupt::{self, INTERRUPTED};
use super::output::look;
use super::problems::Problems;
use super::progress::Progress;
use super::sink::Sink;
use crate::error::Error;
use crate::source::{self, Document, Limits, Loaded};
use rayon::prelude::*;
use std::cell::LazyCell;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Documents read at a time: enough to keep every processor busy, few enough to hold in memory.
const BATCH: usize = 64;

/// What came of one document.
pub struct Done<T> {
    /// What to print for it, if anything.
    pub text: String,
    /// What the command wants to know of it.
    pub result: T,
    /// What could not be done with it.
    pub problem: Option<Error>,
}

/// Everything that a run holds on to.
pub struct Run {
    /// Where the report goes.
    pub sink: Sink,
    /// What could not be done.
    pub problems: Problems,
    /// Whether the user asked to stop before all was read.
    pub interrupted: bool,
    /// Whether a bar may be shown.
    bar: bool,
    /// Whether reports may hold codes of color.
    color: bool,
}

impl Run {
    /// Opens the output; `others` are files and folders that are read besides the documents. On failure the user was
    /// told, and the exit code is returned.
    pub fn start(output: &OutputArgs, input: &InputArgs, others: &[&Path]) -> Result<Self, u8> {
        let mut problems = Problems::new(output.color);
        let checked = not_onto_input(output, input, others).and_then(|()| Sink::open(output));
        match checked {
            Ok(sink) => {
                // Reports that go by on the same screen show by themselves how far the work is.
                let elsewhere = output.output.is_some() || !std::io::stdout().is_terminal();
                let bar = elsewhere && !output.quiet && std::io::stderr().is_terminal();
                Ok(Self { sink, problems, interrupted: false, bar, color: look(output).color })
            }
            Err(error) => {
                problems.tell(&error);
                Err(super::NOT_DONE)
            }
        }
    }

    /// The same for a command that prints nothing before the end, so that the screen is free for a bar.
    pub fn of_study(output: &OutputArgs, input: &InputArgs, others: &[&Path]) -> Result<Self, u8> {
        let mut run = Self::start(output, input, others)?;
        run.says_nothing_before_the_end(output);
        Ok(run)
    }

    /// Says that nothing is printed before the end, so that the screen is free for a bar.
    pub fn says_nothing_before_the_end(&mut self, output: &OutputArgs) {
        self.bar = !output.quiet && std::io::stderr().is_terminal();
    }

    /// Reads every document, applies `work` to each, prints its text and hands its result to `take`, in order. Ends
    /// early where the user interrupts it.
    pub fn each<T: Send>(
        &mut self,
        input: &InputArgs,
        work: impl Fn(Document, &Limits) -> Result<Done<T>, Error> + Sync,
        take: impl FnMut(&mut Sink, T),
    ) {
        self.each_loaded(input, |loaded, limits| work(loaded.document(limits)?, limits), take);
    }

    /// The same, where `work` extracts the text itself, or knows it from before.
    pub fn each_loaded<T: Send>(
        &mut self,
        input: &InputArgs,
        work: impl Fn(Loaded, &Limits) -> Result<Done<T>, Error> + Sync,
        mut take: impl FnMut(&mut Sink, T),
    ) {
        let limits = input.limits.limits();
        // No more threads are started than there is work for.
        let pool = LazyCell::new(|| pool(input.jobs));
        let paths = paths(input);
        let mut progress = Progress::start(self.bar, if self.bar { source::size(&paths) } else { 0 });
        let mut inputs = source::open(&paths, &limits);
        while self.sink.is_open() && !self.interrupted {
            let batch: Vec<_> = inputs.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let one = |input: source::Input| {
                (!interrupt::asked()).then(|| input.load(&limits).and_then(|loaded| work(loaded, &limits)))
            };
            let done = worked_on(batch, one, || pool.as_ref());
            for done in done {
                // What comes after a document that was left out is left out too, so that the rest is in order.
                let Some(done) = done.filter(|_| !self.interrupted) else {
                    self.interrupted = true;
                    continue;
                };
                self.one(done, &progress, &mut take);
                progress.done(inputs.bytes_read(), self.problems.count());
            }
            self.interrupted |= interrupt::asked();
        }
        progress.end();
        interrupt::at_once();
    }

    fn one<T>(&mut self, done: Result<Done<T>, Error>, progress: &Progress, take: &mut impl FnMut(&mut Sink, T)) {
        match done {
            Ok(done) => {
                self.print(&done.text);
                if let Some(problem) = &done.problem {
                    progress.aside(|| self.problems.tell(problem));
                }
                take(&mut self.sink, done.result);
            }
            Err(error) => progress.aside(|| self.problems.tell(&error)),
        }
    }

    /// Prints, and tells of what cannot be printed. What is printed after an interruption goes to the screen, so that no
    /// part takes the place of a whole.
    pub fn print(&mut self, text: &str) {
        let mut screen = Sink::screen(self.color);
        let sink = if self.interrupted { &mut screen } else { &mut self.sink };
        if let Err(error) = sink.write(text) {
            self.problems.tell(&error);
        }
    }

    /// Puts the output in place and gives the exit code: `found` where all the work was done. Of a run that was
    /// interrupted nothing is put in place, and the user is told.
    pub fn finish(self, found: u8) -> u8 {
        let Self { sink, mut problems, interrupted, .. } = self;
        if interrupted {
            problems.tell(&stopped(&sink));
            return INTERRUPTED;
        }
        if let Err(error) = sink.close() {
            problems.tell(&error);
        }
        if problems.count() > 0 { super::NOT_DONE } else { found }
    }
}

fn stopped(sink: &Sink) -> Error {
    let cure = "Run the command again, and let it come to its end.";
    match sink.file_written() {
        Some(target) => Error::document(target, "not written: the run was interrupted", cure),
        None => Error::document(Path::new("imrcheck"), "interrupted: what is shown, if anything, is only a part", cure),
    }
}

/// The named paths, or standard input where something is piped into it.
fn paths(input: &InputArgs) -> Vec<PathBuf> {
    if input.paths.is_empty() { vec![PathBuf::from("-")] } else { input.paths.clone() }
}

/// What came of each input; more threads than one are only asked for where there is work for them.
fn worked_on<'p, T: Send>(
    batch: Vec<source::Input>,
    one: impl Fn(source::Input) -> T + Sync + Send,
    pool: impl FnOnce() -> Option<&'p rayon::ThreadPool>,
) -> Vec<T> {
    if batch.len() == 1 {
        return batch.into_iter().map(one).collect();
    }
    let all = || batch.into_par_iter().map(one).collect();
    match pool() {
        Some(pool) => pool.install(all),
        None => all(),
    }
}

fn pool(jobs: Option<u16>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs?)).build().ok()
}

/// Refuses to write the report over what is being read, and to wait at a keyboard for a document. `others` are files and
/// folders that are read besides the documents.
fn not_onto_input(output: &OutputArgs, input: &InputArgs, others: &[&Path]) -> Result<(), Error> {
    if input.paths.is_empty() && std::io::stdin().is_terminal() {
        return Err(Error::Document {
            path: "imrcheck".into(),
            what: "no document was named".to_owned(),
            cure: "Name a file or a folder, or - to read what is piped in.".to_owned(),
        });
    }
    let Some(target) = output.output.as_deref() else { return Ok(()) };
    let named = input.paths.iter().map(PathBuf::as_path).chain(others.iter().copied());
    match named.into_iter().find(|read| is_read_from(target, read)) {
        Some(read) => {
            let what = format!("--output would write over what is read from {}", read.display());
            let cure = "Choose another file for --output; documents, rules and caches are never changed by a report.";
            Err(Error::document(target, what, cure))
        }
        None => Ok(()),
    }
}

/// Whether `target` is `read`, or lies in that folder and would be read from there.
fn is_read_from(target: &Path, read: &Path) -> bool {
    let full = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned());
    let (target, read) = (full(target), full(read));
    // What was settled is somebody's work.
    if target.to_string_lossy().ends_with(super::sidecar::ENDING) {
        return true;
    }
    let of_rules = target.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    target == read || (read.is_dir() && target.starts_with(&read) && (of_rules || source::is_known(&target)))
}
