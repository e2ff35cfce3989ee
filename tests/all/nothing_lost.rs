//! Several processes at one file, and processes that are told to end while they wait: nothing is lost and nothing is left.
#![allow(clippy::unwrap_used)]

use assert_cmd::cargo::cargo_bin;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

const NOTE: &str = "PROGRESS REPORT\nDate of exam: 3/2/2015\n\nThe patient is a 46 year old male. Low back pain \
    continues.\n\nTREATMENT REQUESTED\n1. Norco 10/325mg #180\n2. Soma 350mg #90\n3. Physical therapy, 12 sessions\n\
    4. MRI of the lumbar spine\n";

fn note() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, NOTE).unwrap();
    (folder, path)
}

/// The findings of the note, each with its item.
fn findings(note: &Path) -> Vec<(String, String)> {
    let done = Command::new(cargo_bin("imrcheck")).args(["check", "--format", "json"]).arg(note).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let all = all.filter_map(|one| Some((one["code"].as_str()?.to_owned(), one["item"].as_u64()?.to_string())));
    all.filter(|(code, _)| !code.starts_with("conflict/")).collect()
}

fn settle(note: &Path, (finding, item): &(String, String)) -> Child {
    let mut command = Command::new(cargo_bin("imrcheck"));
    command.arg("settle").arg(note).args(["--finding", finding, "--item", item]);
    command.args(["--date", "2026-05-04", "--reason", "seen", "--color", "never"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn names(folder: &TempDir) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn eight_processes_at_once_keep_all_eight_entries_and_the_comments() {
    for round in 0..3 {
        let (folder, note) = note();
        let beside = folder.path().join("note.txt.imrcheck.yaml");
        std::fs::write(&beside, "# kept for the audit\nsettled: []\n").unwrap();
        let findings = findings(&note);
        assert!(findings.len() >= 8, "{findings:?}");
        let running: Vec<Child> = findings.iter().take(8).map(|finding| settle(&note, finding)).collect();
        for child in running {
            let done = child.wait_with_output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let text = std::fs::read_to_string(&beside).unwrap();
        assert_eq!(text.matches("finding:").count(), 8, "round {round}: {text}");
        assert!(text.starts_with("# kept for the audit\n"), "{text}");
        assert_eq!(names(&folder), ["note.txt", "note.txt.imrcheck.yaml"]);
    }
}

#[test]
fn a_file_under_the_documents_short_name_is_the_one_that_is_changed() {
    let (folder, note) = note();
    let short = folder.path().join("note.imrcheck.yaml");
    let before = "settled:\n  # by phone\n  - finding: opioid/adherence\n    reason: seen\n    date: 2015-03-04\n";
    std::fs::write(&short, before).unwrap();
    let finding = findings(&note).pop().unwrap();
    assert!(settle(&note, &finding).wait().unwrap().success());
    let after = std::fs::read_to_string(&short).unwrap();
    assert!(after.starts_with(before) && after.matches("finding:").count() == 2, "{after}");
    assert_eq!(names(&folder), ["note.imrcheck.yaml", "note.txt"]);
}

/// Processes that wait for something that never comes, and signals.
#[cfg(target_os = "linux")]
mod signals {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::time::{Duration, Instant};

    /// Waits until the process listens for signals.
    fn listens(child: &Child) {
        let status = format!("/proc/{}/status", child.id());
        let caught = |text: &str| {
            let mask = text.lines().find_map(|line| line.strip_prefix("SigCgt:"));
            let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
            [2, 15].iter().all(|signal| mask >> (signal - 1) & 1 == 1)
        };
        until("it listens", || std::fs::read_to_string(&status).is_ok_and(|text| caught(&text)));
    }

    fn until(what: &str, done: impl Fn() -> bool) {
        let start = Instant::now();
        while !done() {
            assert!(start.elapsed() < Duration::from_secs(20), "waited in vain until {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn send(child: &Child, signal: &str) {
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    }

    /// The exit code, or what a shell makes of a signal; within seconds.
    fn code(child: &mut Child) -> i32 {
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code().or(status.signal().map(|signal| 128 + signal)).unwrap();
            }
            if start.elapsed() > Duration::from_secs(10) {
                child.kill().unwrap();
                panic!("it did not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn waiting(arguments: &[&str]) -> Child {
        let mut command = Command::new(cargo_bin("imrcheck"));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn fifo(folder: &TempDir) -> String {
        let path = folder.path().join("pipe").display().to_string();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    }

    /// What the program waits for: standard input, a pipe that nobody reads, a cache that nobody writes.
    fn all_waits(folder: &TempDir) -> [Vec<String>; 3] {
        let (pipe, note) = (fifo(folder), folder.path().join("note.txt").display().to_string());
        let target = folder.path().join("out.json").display().to_string();
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        [
            own(&["check", "-", "--format", "json", "--output", &target]),
            own(&["check", &note, "--output", &pipe]),
            own(&["evaluate", &note, "--cache", &pipe, "--output", &target]),
        ]
    }

    fn ends(signals: &[&str], expected: i32) {
        let (folder, _note) = note();
        for arguments in all_waits(&folder) {
            let mut child = waiting(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            listens(&child);
            for (index, signal) in signals.iter().enumerate() {
                if index > 0 {
                    // Two of one kind at the same moment are one.
                    std::thread::sleep(Duration::from_millis(100));
                }
                send(&child, signal);
            }
            assert_eq!(code(&mut child), expected, "{arguments:?}");
            assert_eq!(names(&folder), ["note.txt", "pipe"], "{arguments:?}: a part is left");
        }
    }

    #[test]
    fn a_request_to_end_ends_it_at_once_whatever_it_waits_for() {
        ends(&["-TERM"], 143);
    }

    #[test]
    fn a_second_interruption_ends_it_at_once_whatever_it_waits_for() {
        ends(&["-INT", "-INT"], 130);
    }

    /// The report is half written when the request comes.
    #[test]
    fn a_request_to_end_leaves_no_partial_report() {
        let (folder, note) = note();
        let target = folder.path().join("out.json").display().to_string();
        let first = note.display().to_string();
        let mut child = waiting(&["check", &first, "-", "--jobs", "1", "--format", "json", "--output", &target]);
        listens(&child);
        // Both documents are of one batch: nothing is written before the second is read.
        send(&child, "-TERM");
        assert_eq!(code(&mut child), 143);
        assert_eq!(names(&folder), ["note.txt"]);
        let many = folder.path().join("many.jsonl");
        let line = serde_json::json!({"name": "a", "text": NOTE}).to_string() + "\n";
        std::fs::write(&many, line.repeat(20_000)).unwrap();
        let many = many.display().to_string();
        let mut child = waiting(&["check", &many, "--format", "json", "--output", &target]);
        let is_partial = |name: &String| name.starts_with(".imrcheck-");
        until("a part is written", || names(&folder).iter().any(is_partial));
        send(&child, "-TERM");
        assert_eq!(code(&mut child), 143);
        assert_eq!(names(&folder), ["many.jsonl", "note.txt"]);
    }
}
