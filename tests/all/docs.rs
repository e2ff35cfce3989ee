//! What the documents for users show: every run in them is repeated, and must print what they say.
//!
//! A run is a fenced block whose first line is `$ imrcheck …`; a line `[…]` stands for what is left out. Runs over real
//! letters are repeated where these are present.
//!
//! `UPDATE_DOCS=1 cargo test --test all docs` writes what the runs print now into the documents; `git diff docs README.md`
//! then shows what changed.

#![allow(clippy::unwrap_used)]

use super::common::shared;
use assert_cmd::Command;
use std::ops::Range;
use std::path::Path;

/// One run: the document and line it stands in, the arguments, and what is printed, in pieces.
struct Run {
    document: String,
    place: String,
    /// Bytes of the document that show what is printed.
    printed: Range<usize>,
    arguments: Vec<String>,
    pieces: Vec<String>,
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<String> {
    let docs = std::fs::read_dir(project().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut names: Vec<String> =
        pages.map(|path| format!("docs/{}", path.file_name().unwrap().to_string_lossy())).collect();
    names.push("README.md".to_owned());
    names.sort();
    names
}

fn runs() -> Vec<Run> {
    documents().iter().flat_map(|name| runs_of(name, &std::fs::read_to_string(project().join(name)).unwrap())).collect()
}

fn runs_of(name: &str, text: &str) -> Vec<Run> {
    let (mut runs, mut at) = (Vec::new(), 0);
    for (index, block) in text.split("\n```").enumerate() {
        if index % 2 == 1
            && let Some((_, body)) = block.split_once('\n')
            && let Some(run) = body.strip_prefix("$ imrcheck ")
        {
            let (command, printed) = run.split_once('\n').unwrap_or((run, ""));
            let line = text[..at].matches('\n').count() + 1;
            let end = at + block.len();
            runs.push(Run {
                document: name.to_owned(),
                place: format!("{name}:{line}"),
                printed: end - printed.len()..end,
                arguments: words(command),
                pieces: pieces(printed),
            });
        }
        at += block.len() + "\n```".len();
    }
    runs
}

/// What is printed, without what is left out.
fn pieces(printed: &str) -> Vec<String> {
    let pieces = printed.split("[…]").map(|piece| piece.trim_matches('\n').to_owned());
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// The words of a command; those between quotes are one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let each = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    each.collect()
}

/// What the run prints now.
fn printed(run: &Run, folder: &Path) -> (String, String) {
    // What a run writes goes into a folder of the test's own.
    let own = |word: &String| match word.starts_with("my-") {
        true => folder.join(word).display().to_string(),
        false => word.clone(),
    };
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    command.current_dir(project()).args(run.arguments.iter().map(own));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let done = command.output().unwrap();
    (String::from_utf8(done.stdout).unwrap(), String::from_utf8_lossy(&done.stderr).into_owned())
}

/// The runs that can be repeated here.
fn repeated() -> impl Iterator<Item = Run> {
    let runs = runs();
    assert!(runs.len() >= 3, "only {} runs were found", runs.len());
    let real = shared().is_some();
    runs.into_iter().filter(move |run| real || !run.arguments.iter().any(|word| word.starts_with("../shared")))
}

#[test]
fn every_run_in_the_documents_prints_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return renew(folder.path());
    }
    let mut faults = Vec::new();
    for run in repeated() {
        let (printed, said) = printed(&run, folder.path());
        let mut rest = printed.as_str();
        for piece in &run.pieces {
            match rest.find(piece.as_str()) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => {
                    faults.push(format!("{}: it does not print, or not in this place:\n{piece}\n{said}", run.place));
                    break;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}\n\nUPDATE_DOCS=1 writes what is printed now.", faults.join("\n\n"));
}

/// Writes what runs print now over what the documents say. Of each piece as many lines are shown as before, from where
/// the output is most like it, figures aside.
fn renew(folder: &Path) {
    let mut runs: Vec<Run> = repeated().collect();
    let mut faults = Vec::new();
    let outputs: Vec<_> = runs.iter().map(|run| printed(run, folder).0).collect();
    // From the end of each document, so that the places before stay where they are.
    while let Some(run) = runs.pop() {
        let lines: Vec<&str> = outputs[runs.len()].lines().collect();
        let path = project().join(&run.document);
        let mut text = std::fs::read_to_string(&path).unwrap();
        let (mut shown, mut from) = (text[run.printed.clone()].to_owned(), 0);
        for piece in &run.pieces {
            match most_like(piece, &lines[from..]) {
                Some(at) => {
                    let count = piece.lines().count();
                    let now = lines[from + at..].iter().take(count).map(|line| line.trim_end()).collect::<Vec<_>>();
                    shown = shown.replacen(piece.as_str(), now.join("\n").trim_matches('\n'), 1);
                    from += at + count.min(lines.len() - from - at);
                }
                None => faults.push(format!("{}: nothing that is printed is like this:\n{piece}", run.place)),
            }
        }
        text.replace_range(run.printed, &shown);
        std::fs::write(&path, text).unwrap();
    }
    assert!(faults.is_empty(), "to be renewed by hand:\n\n{}", faults.join("\n\n"));
}

/// The line from which `lines` are most like the piece; nothing where fewer than half of its lines are alike.
fn most_like(piece: &str, lines: &[&str]) -> Option<usize> {
    let words = |line: &str| -> String {
        let word =
            |word: &str| if word.contains(|one: char| one.is_ascii_digit()) { "0".to_owned() } else { word.to_owned() };
        line.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    };
    let piece: Vec<String> = piece.lines().map(words).collect();
    let lines: Vec<String> = lines.iter().map(|line| words(line)).collect();
    let alike = |at: usize| piece.iter().zip(&lines[at..]).filter(|(one, other)| one == other).count();
    let best = (0..lines.len()).max_by_key(|&at| (alike(at), std::cmp::Reverse(at)))?;
    (2 * alike(best) > piece.len()).then_some(best)
}

#[test]
fn a_run_is_renewed_from_where_its_words_are() {
    let piece = "Measures\n  agreement  0.92 (0.88 to 0.95)";
    let lines = ["Title", "Measures", "  agreement   0.8 (0.7 to 0.9)", "Measures of another kind"];
    assert_eq!(most_like(piece, &lines), Some(1));
    assert_eq!(most_like("Something else", &lines), None);
    let runs = runs_of("a.md", "x\n\n```text\n$ imrcheck check a\none\n[…]\ntwo\n```\ny\n");
    assert_eq!(
        (runs[0].pieces.as_slice(), runs[0].place.as_str()),
        (&["one".to_owned(), "two".to_owned()][..], "a.md:3")
    );
}
