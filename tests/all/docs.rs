//! What the documents for users show: every run in them is repeated, and must print what they say.
//!
//! A run is a fenced block whose first line is `$ imrcheck …`; a line `[…]` stands for what is left out. Runs over real
//! letters are repeated where these are present.

#![allow(clippy::unwrap_used)]

use super::common::shared;
use assert_cmd::Command;
use std::path::Path;

/// One run: the document and line it stands in, the arguments, and what is printed, in pieces.
struct Run {
    place: String,
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
    let mut runs = Vec::new();
    for name in documents() {
        let text = std::fs::read_to_string(project().join(&name)).unwrap();
        let mut line = 1;
        for (index, block) in text.split("\n```").enumerate() {
            if index % 2 == 1
                && let Some((_, body)) = block.split_once('\n')
                && let Some(run) = body.strip_prefix("$ imrcheck ")
            {
                let (command, printed) = run.split_once('\n').unwrap_or((run, ""));
                let arguments = words(command);
                let pieces = printed.split("[…]").map(|piece| piece.trim_matches('\n').to_owned());
                let pieces = pieces.filter(|piece| !piece.is_empty()).collect();
                runs.push(Run { place: format!("{name}:{line}"), arguments, pieces });
            }
            line += block.matches('\n').count() + 1;
        }
    }
    runs
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

#[test]
fn every_run_in_the_documents_prints_what_they_say() {
    let runs = runs();
    assert!(runs.len() >= 3, "only {} runs were found", runs.len());
    let folder = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for run in runs {
        if run.arguments.iter().any(|word| word.starts_with("../shared")) && shared().is_none() {
            continue;
        }
        // What a run writes goes into a folder of the test's own.
        let own = |word: &String| match word.starts_with("my-") {
            true => folder.path().join(word).display().to_string(),
            false => word.clone(),
        };
        let mut command = Command::cargo_bin("imrcheck").unwrap();
        command.current_dir(project()).args(run.arguments.iter().map(own));
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        let done = command.output().unwrap();
        let printed = String::from_utf8(done.stdout).unwrap();
        let mut rest = printed.as_str();
        for piece in &run.pieces {
            match rest.find(piece.as_str()) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => {
                    let said = String::from_utf8_lossy(&done.stderr);
                    faults.push(format!("{}: it does not print, or not in this place:\n{piece}\n{said}", run.place));
                    break;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
