//! In: the letters and notes of this project. Out: proof that a letter takes no more work than it did: calls of pest,
//! steps of automata, allocations and their bytes. None of them depends on how fast the machine is.
//!
//! A program of its own, because what counts allocations counts those of the whole program.
#![allow(missing_docs, clippy::unwrap_used)]

use imrcheck::grammar::work::done;
use imrcheck::report::{Judge, Report, json};
use imrcheck::rule::Rulebooks;
use imrcheck::source::{self, Document, Limits};
use std::path::{Path, PathBuf};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// What a letter takes from its text to its line of JSON, in the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Work {
    /// Calls of pest.
    calls: u64,
    /// Letters that automata took, and expressions that the matcher visited.
    steps: u64,
    /// Allocations.
    allocations: u64,
    /// Bytes allocated, in KB.
    kilobytes: u64,
}

/// When this was last counted: by a thread that has met no letter before, and by the same thread once more.
const FIRST: Work = Work { calls: 299, steps: 61_430, allocations: 11_154, kilobytes: 2534 };
const AGAIN: Work = Work { calls: 100, steps: 34_510, allocations: 4423, kilobytes: 939 };

/// So much may a figure grow or fall before it has to be written down anew, in percent.
const MARGIN: u64 = 3;

fn documents() -> Vec<Document> {
    let letters = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let entries = [letters.clone(), letters.join("drafts")].into_iter().flat_map(|folder| folder.read_dir().unwrap());
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let limits = Limits::default();
    source::open(&paths, &limits).map(|loaded| loaded.read(&limits).unwrap()).collect()
}

fn total() -> [u64; 4] {
    let (work, heap) = (done(), dhat::HeapStats::get());
    [work.calls, work.steps, heap.total_blocks, heap.total_bytes]
}

fn work(documents: &[Document], judge: &Judge) -> Work {
    let before = total();
    for document in documents {
        let mut report = Report::read(document.clone(), &[]);
        judge.judge(&mut report);
        assert!(!json::check(&report, None).is_empty());
    }
    let letters = documents.len() as u64;
    let [calls, steps, allocations, bytes] =
        std::array::from_fn(|index| (total()[index] - before[index]).div_ceil(letters));
    Work { calls, steps, allocations, kilobytes: bytes / 1000 }
}

#[test]
fn a_letter_takes_no_more_work_than_it_did() {
    let _counting = dhat::Profiler::builder().testing().build();
    let documents = documents();
    let judge = Judge::new(Rulebooks::builtin_for_judging().unwrap(), None, None).unwrap();
    let counted = [work(&documents, &judge), work(&documents, &judge)];
    let figures = |work: Work| [work.calls, work.steps, work.allocations, work.kilobytes];
    for (now, known) in counted.into_iter().zip([FIRST, AGAIN]) {
        let mut pairs = figures(now).into_iter().zip(figures(known));
        let same = pairs.all(|(now, known)| now.abs_diff(known) * 100 <= known * MARGIN);
        assert!(same, "counted {counted:#?}; where that is meant, write it down in {}", file!());
    }
}
