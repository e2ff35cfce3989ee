//! In: the seeds of the fuzz targets, and what they once found. Out: proof that each goes its way to the end, and so do
//! some hundred changes of them, the same each time.
#![allow(clippy::unwrap_used)]

use super::ways::{self, Way};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use walkdir::WalkDir;

/// An input of a way, and what it is called.
struct Input {
    name: String,
    way: Way,
    bytes: Vec<u8>,
    /// Index of its way.
    of: usize,
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders in which the inputs of a way lie.
fn folders(way: &str) -> Vec<PathBuf> {
    let shared = match way {
        "text" => vec!["tests/letters", "tests/letters/drafts"],
        "pdf" => vec!["tests/letters/pdf"],
        "rule_yaml" => vec!["rules/mtus-2016", "rules/mtus-acoem"],
        _ => Vec::new(),
    };
    let own = [format!("tests/fuzz/seeds/{way}"), format!("tests/all/hostile/found/{way}")];
    shared.into_iter().map(str::to_owned).chain(own).map(|folder| project(&folder)).collect()
}

fn inputs(of: usize) -> Vec<Input> {
    let (name, way) = ways::ALL[of];
    let files = folders(name).into_iter().filter(|folder| folder.is_dir()).flat_map(|folder| {
        let files = WalkDir::new(folder).max_depth(1).sort_by_file_name().into_iter().map(Result::unwrap);
        files.filter(|file| file.file_type().is_file())
    });
    let read = |path: &Path| std::fs::read(path).unwrap();
    files.map(|file| Input { name: file.path().display().to_string(), way, bytes: read(file.path()), of }).collect()
}

/// The inputs, the shorter ones only, so that many changes of them take little time.
static SEEDS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let all = (0..ways::ALL.len()).flat_map(inputs);
    all.filter(|input| input.bytes.len() < 1000 && !input.name.ends_with(".py")).collect()
});

/// The words of each way's dictionary, as libFuzzer reads them.
static WORDS: LazyLock<Vec<Vec<Vec<u8>>>> = LazyLock::new(|| {
    let words = |name: &str| {
        let text = std::fs::read_to_string(project(&format!("tests/fuzz/dictionaries/{name}.txt"))).unwrap();
        text.lines().map(|line| unescaped(line.trim_matches('"'))).collect()
    };
    ways::ALL.iter().map(|(name, _)| words(name)).collect()
});

fn unescaped(word: &str) -> Vec<u8> {
    let mut pieces = word.split("\\x");
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend(&piece.as_bytes()[2..]);
    }
    bytes
}

/// Goes the way of an input; a panic names it.
fn go(name: &str, way: Way, bytes: &[u8]) {
    if let Err(panic) = std::panic::catch_unwind(|| way(bytes)) {
        eprintln!("the input is {name}: {:?}", String::from_utf8_lossy(bytes));
        std::panic::resume_unwind(panic);
    }
}

fn replay(way: &str, least: usize) {
    let inputs = inputs(ways::ALL.iter().position(|(name, _)| *name == way).unwrap());
    assert!(inputs.len() >= least, "{way} has only {} inputs", inputs.len());
    inputs.iter().for_each(|input| go(&input.name, input.way, &input.bytes));
}

#[test]
fn texts_go_to_their_end() {
    replay("text", 16);
}

#[test]
fn files_go_to_their_end() {
    replay("pdf", 8);
    replay("docx", 4);
    replay("jsonl", 2);
}

#[test]
fn rules_and_sidecars_go_to_their_end() {
    replay("rule_yaml", 10);
    replay("sidecar", 2);
}

/// A change of an input: what is done, where, and with what.
type Change = (u8, Index, Index, u8);

fn changed(seed: &Input, other: &Input, changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.bytes.clone();
    for (what, place, other_place, byte) in changes {
        let at = place.index(bytes.len() + 1);
        let end = (at + 1 + other_place.index(40)).min(bytes.len());
        let words = &WORDS[seed.of];
        match what % 6 {
            0 => bytes.splice(at..end.min(at + 1), [*byte]).for_each(drop),
            1 => bytes.splice(at..at, words[other_place.index(words.len())].iter().copied()).for_each(drop),
            2 => bytes.splice(at..end, words[other_place.index(words.len())].iter().copied()).for_each(drop),
            3 => drop(bytes.drain(at..end)),
            4 => bytes.extend_from_within(at..end),
            _ => {
                bytes.splice(at..at, other.bytes[other_place.index(other.bytes.len())..].iter().copied()).for_each(drop)
            }
        }
    }
    bytes
}

proptest! {
    // The same changes each time: a search for new ones is what the fuzz targets are for.
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn changes_of_seeds_go_to_their_end(
        seed in any::<Index>(),
        other in any::<Index>(),
        changes in proptest::collection::vec((any::<u8>(), any::<Index>(), any::<Index>(), any::<u8>()), 1..6),
    ) {
        let (seed, other) = (seed.get(SEEDS.as_slice()), other.get(SEEDS.as_slice()));
        go(&seed.name, seed.way, &changed(seed, other, &changes));
    }
}
