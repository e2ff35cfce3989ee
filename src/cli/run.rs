//! In: inputs and what to do with each document. Out: results in the order of the inputs, worked on in parallel.

use super::args::{InputArgs, OutputArgs};
use super::interrupt::{self, INTERRUPTED};
use super::output::Sink;
use super::problems::Problems;
use super::progress::Progress;
use crate::error::Error;
use crate::source::{self, Document, Limits, Loaded};
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::PathBuf;

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
}

impl Run {
    /// Opens the output. On failure the user was told, and the exit code is returned.
    pub fn start(output: &OutputArgs, input: &InputArgs) -> Result<Self, u8> {
        let mut problems = Problems::new(output.color);
        let checked = not_onto_input(output, input).and_then(|()| Sink::open(output));
        match checked {
            Ok(sink) => {
                // Reports that go by on the same screen show by themselves how far the work is.
                let elsewhere = output.output.is_some() || !std::io::stdout().is_terminal();
                let bar = elsewhere && !output.quiet && std::io::stderr().is_terminal();
                Ok(Self { sink, problems, interrupted: false, bar })
            }
            Err(error) => {
                problems.tell(&error);
                Err(super::NOT_DONE)
            }
        }
    }

    /// The same for a command that prints nothing before the end, so that the screen is free for a bar.
    pub fn of_study(output: &OutputArgs, input: &InputArgs) -> Result<Self, u8> {
        let run = Self::start(output, input)?;
        Ok(Self { bar: !output.quiet && std::io::stderr().is_terminal(), ..run })
    }

    /// Reads every document, applies `work` to each, prints its text and hands its result to `take`, in order. Ends
    /// early where the user interrupts it.
    pub fn each<T: Send>(
        &mut self,
        input: &InputArgs,
        work: impl Fn(Document) -> Done<T> + Sync,
        take: impl FnMut(&mut Sink, T),
    ) {
        self.each_loaded(input, |loaded, limits| loaded.document(limits).map(&work), take);
    }

    /// The same, where `work` extracts the text itself, or knows it from before.
    pub fn each_loaded<T: Send>(
        &mut self,
        input: &InputArgs,
        work: impl Fn(Loaded, &Limits) -> Result<Done<T>, Error> + Sync,
        mut take: impl FnMut(&mut Sink, T),
    ) {
        let limits = Limits::default();
        let pool = pool(input.jobs);
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
            let all = || batch.into_par_iter().map(one).collect::<Vec<_>>();
            let done = match &pool {
                Some(pool) => pool.install(all),
                None => all(),
            };
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

    /// Prints, and tells of what cannot be printed.
    pub fn print(&mut self, text: &str) {
        if let Err(error) = self.sink.write(text) {
            self.problems.tell(&error);
        }
    }

    /// Puts the output in place and gives the exit code: `found` where all the work was done. Of a run that was
    /// interrupted, a file with reports document by document is not put in place; a study marks itself as partial.
    pub fn finish(mut self, found: u8) -> u8 {
        if !self.interrupted {
            return self.close(found);
        }
        if let Sink::File { target, .. } = &self.sink {
            let cure = "Run the command again, and let it come to its end.";
            self.problems.tell(&Error::document(target, "not written: the run was interrupted", cure));
        }
        INTERRUPTED
    }

    /// The same for a study, which says itself that it is partial.
    pub fn close(self, found: u8) -> u8 {
        let Self { sink, mut problems, interrupted, .. } = self;
        if let Err(error) = sink.close() {
            problems.tell(&error);
        }
        match (interrupted, problems.count()) {
            (true, _) => INTERRUPTED,
            (false, 0) => found,
            (false, _) => super::NOT_DONE,
        }
    }
}

/// The named paths, or standard input where something is piped into it.
fn paths(input: &InputArgs) -> Vec<PathBuf> {
    if input.paths.is_empty() { vec![PathBuf::from("-")] } else { input.paths.clone() }
}

fn pool(jobs: Option<u16>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs?)).build().ok()
}

/// Refuses to write the report over a document that is being read, and to wait at a keyboard for a document.
fn not_onto_input(output: &OutputArgs, input: &InputArgs) -> Result<(), Error> {
    if input.paths.is_empty() && std::io::stdin().is_terminal() {
        return Err(Error::Document {
            path: "imrcheck".into(),
            what: "no document was named".to_owned(),
            cure: "Name a file or a folder, or - to read what is piped in.".to_owned(),
        });
    }
    let Some(target) = output.output.as_ref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    match input.paths.iter().find(|path| path.canonicalize().is_ok_and(|path| path == target)) {
        Some(path) => Err(Error::Document {
            path: path.clone(),
            what: "--output would write over this document".to_owned(),
            cure: "Choose another file for --output; documents are never changed.".to_owned(),
        }),
        None => Ok(()),
    }
}
