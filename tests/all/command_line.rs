//! What people type: exit codes, messages, formats, bad input.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// An invented letter with one item.
const LETTER: &str = "CLINICAL CASE SUMMARY
The expert reviewer developed the following clinical case summary based on a review of the case file, including all
medical records:

The applicant is a 51-year-old cook with chronic low back pain who has used Norco since March 2012.

IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:

Norco 10/325mg #120 with 1 refill: Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78.

Decision rationale: There is no documentation of functional improvement. There is no documentation of a urine drug
screen. The request is not medically necessary.
";

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn imrcheck(arguments: &[&str], input: &[u8]) -> Said {
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let done = command.args(arguments).write_stdin(input).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: done.status.code().unwrap(), out: text(&done.stdout), err: text(&done.stderr) }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

#[test]
fn without_arguments_it_prints_help() {
    let said = imrcheck(&[], b"");
    assert_eq!(said.code, 0);
    for word in ["check", "extract", "evaluate", "not medical or legal advice"] {
        assert!(said.out.contains(word), "{word}: {}", said.out);
    }
}

#[test]
fn each_command_explains_itself_with_an_example() {
    for command in ["check", "extract", "evaluate"] {
        let said = imrcheck(&[command, "--help"], b"");
        assert_eq!(said.code, 0);
        assert!(said.out.contains(&format!("imrcheck {command} ")) && said.out.contains("Examples:"), "{}", said.out);
    }
}

#[test]
fn an_unknown_option_is_not_done() {
    let said = imrcheck(&["check", "--frmat", "json"], b"");
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("--format"), "{}", said.err);
}

#[test]
fn bad_files_name_the_file_and_do_not_stop_the_others() {
    let binary: Vec<u8> = (0..4096u32).map(|n| (n * 7919 % 256) as u8).collect();
    let folder = folder(&[("a-empty.txt", b""), ("b-good.txt", LETTER.as_bytes()), ("c-binary.txt", &binary)]);
    let said = imrcheck(&["extract", folder.path().to_str().unwrap(), "--format", "json"], b"");
    assert_eq!(said.code, 2);
    assert_eq!(said.out.lines().count(), 1, "{}", said.out);
    assert!(said.out.contains("b-good.txt"));
    // Long paths are wrapped between words, not within them.
    assert!(said.err.contains("a-empty.txt") && said.err.contains("c-binary.txt"), "{}", said.err);
    assert!(!said.err.contains("Norco"), "the text of one letter in an error about another: {}", said.err);
}

#[test]
fn what_is_not_there_is_not_done() {
    let folder = folder(&[("picture.png", b"\x89PNG")]);
    for path in [path(&folder, "none.txt"), folder.path().display().to_string()] {
        let said = imrcheck(&["check", &path], b"");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{path}");
        assert!(said.err.contains("help:"), "{}", said.err);
    }
}

#[test]
fn a_text_without_an_item_is_shown_and_is_not_done() {
    let said = imrcheck(&["extract", "-", "--format", "json"], b"Dear colleague, the weather is fine today.\n");
    assert_eq!(said.code, 2);
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(value["items"], serde_json::json!([]));
    assert!(said.err.contains("--request"), "{}", said.err);
}

#[test]
fn standard_input_is_read_with_or_without_its_name() {
    for arguments in [&["extract", "--format", "json"][..], &["extract", "-", "--format", "json"]] {
        let said = imrcheck(arguments, LETTER.as_bytes());
        let value: serde_json::Value = serde_json::from_str(said.out.trim_end()).unwrap();
        assert_eq!(value["source"], "-");
    }
}

#[test]
fn output_goes_into_a_complete_file_or_none() {
    let folder = folder(&[("letter.txt", LETTER.as_bytes())]);
    let (letter, result) = (path(&folder, "letter.txt"), path(&folder, "result.json"));
    let arguments = ["extract", &letter, "--format", "json"];
    let screen = imrcheck(&arguments, b"");
    let file = imrcheck(&[&arguments[..], &["--output", &result]].concat(), b"");
    assert_eq!((file.code, file.out.as_str()), (screen.code, ""));
    assert_eq!(std::fs::read_to_string(&result).unwrap(), screen.out);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "something was left behind: {names:?}");
}

#[test]
fn output_is_never_written_over_a_document() {
    let folder = folder(&[("letter.txt", LETTER.as_bytes())]);
    let letter = path(&folder, "letter.txt");
    let said = imrcheck(&["extract", &letter, "--output", &letter], b"");
    assert_eq!(said.code, 2);
    assert_eq!(std::fs::read_to_string(Path::new(&letter)).unwrap(), LETTER);
}

#[test]
fn output_that_cannot_be_written_is_not_done() {
    let said = imrcheck(&["extract", "-", "--output", "/no/such/folder/result.txt"], LETTER.as_bytes());
    assert_eq!(said.code, 2);
    assert!(said.err.contains("/no/such/folder/result.txt") && said.err.contains("--output"), "{}", said.err);
}

#[test]
fn a_pipe_gets_no_escape_codes_and_narrow_lines() {
    for command in ["check", "extract", "evaluate"] {
        let said = imrcheck(&[command, "-"], LETTER.as_bytes());
        assert!(!said.out.contains('\u{1b}') && !said.err.contains('\u{1b}'), "{command}");
        let wide: Vec<_> = said.out.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{command}: {wide:#?}");
        assert_eq!(said.out.matches("not medical or legal advice").count(), 1, "{command}: once in a run");
    }
}

#[test]
fn quiet_leaves_out_the_closing() {
    let said = imrcheck(&["extract", "-", "--quiet"], LETTER.as_bytes());
    assert!(!said.out.contains("not medical or legal advice"));
}

#[test]
fn colour_can_be_forced_and_forbidden() {
    let coloured = imrcheck(&["extract", "-", "--color", "always"], LETTER.as_bytes());
    assert!(coloured.out.contains('\u{1b}'));
    let plain = imrcheck(&["extract", "-", "--color", "never"], LETTER.as_bytes());
    assert!(!plain.out.contains('\u{1b}'));
}

#[test]
fn the_order_is_that_of_the_inputs_with_any_number_of_jobs() {
    let names: Vec<_> = (10..40).map(|n| format!("{n}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), LETTER.as_bytes())).collect();
    let folder = folder(&files);
    let outputs = ["1", "2", "7"].map(|jobs| {
        imrcheck(&["extract", folder.path().to_str().unwrap(), "--format", "json", "--jobs", jobs], b"").out
    });
    assert_eq!(outputs[0].lines().count(), 30);
    assert!(outputs.iter().all(|output| *output == outputs[0]));
    let sources: Vec<_> = outputs[0].lines().map(|line| line.split(".txt").next().unwrap().to_owned()).collect();
    assert!(sources.is_sorted());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    let names: Vec<_> = (100..400).map(|n| format!("{n}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), LETTER.as_bytes())).collect();
    let folder = folder(&files);
    let program = assert_cmd::cargo::cargo_bin("imrcheck");
    let line = format!("'{}' extract '{}' | head -n 1", program.display(), folder.path().display());
    let done = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "");
    assert_eq!(done.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1);
}
