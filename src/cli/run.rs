//! In: inputs and what to do with each document. Out: results in the order of the inputs, worked on in parallel.

use super::args::{InputArgs, OutputArgs};
use super::output::Sink;
use super::problems::Problems;
use crate::error::Error;
use crate::source::{self, Document, Limits};
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
}

impl Run {
    /// Opens the output. On failure the user was told, and the exit code is returned.
    pub fn start(output: &OutputArgs, input: &InputArgs) -> Result<Self, u8> {
        let mut problems = Problems::new(output.color);
        let checked = not_onto_input(output, input).and_then(|()| Sink::open(output));
        match checked {
            Ok(sink) => Ok(Self { sink, problems }),
            Err(error) => {
                problems.tell(&error);
                Err(super::NOT_DONE)
            }
        }
    }

    /// Reads every document, applies `work` to each, prints its text and hands its result to `take`, in order.
    pub fn each<T: Send>(
        &mut self,
        input: &InputArgs,
        work: impl Fn(Document) -> Done<T> + Sync,
        mut take: impl FnMut(T),
    ) {
        let limits = Limits::default();
        let pool = pool(input.jobs);
        let mut inputs = source::open(&paths(input), &limits);
        loop {
            let batch: Vec<_> = inputs.by_ref().take(BATCH).collect();
            if batch.is_empty() || !self.sink.is_open() {
                return;
            }
            let all = || batch.into_par_iter().map(|input| input.read(&limits).map(&work)).collect::<Vec<_>>();
            let done = match &pool {
                Some(pool) => pool.install(all),
                None => all(),
            };
            done.into_iter().for_each(|done| self.one(done, &mut take));
        }
    }

    fn one<T>(&mut self, done: Result<Done<T>, Error>, take: &mut impl FnMut(T)) {
        match done {
            Ok(done) => {
                self.print(&done.text);
                if let Some(problem) = &done.problem {
                    self.problems.tell(problem);
                }
                take(done.result);
            }
            Err(error) => self.problems.tell(&error),
        }
    }

    /// Prints, and tells of what cannot be printed.
    pub fn print(&mut self, text: &str) {
        if let Err(error) = self.sink.write(text) {
            self.problems.tell(&error);
        }
    }

    /// Puts the output in place and gives the exit code: `found` where all the work was done.
    pub fn finish(self, found: u8) -> u8 {
        let Self { sink, mut problems } = self;
        if let Err(error) = sink.close() {
            problems.tell(&error);
        }
        if problems.count() > 0 { super::NOT_DONE } else { found }
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
