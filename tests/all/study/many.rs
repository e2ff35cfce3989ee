//! Studies of files with many letters: packed or not, with broken lines, with one thread and two, and interrupted.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

const LETTERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/study/rule-change.jsonl");

fn lines() -> Vec<String> {
    std::fs::read_to_string(LETTERS).unwrap().lines().map(str::to_owned).collect()
}

fn folder(name: &str, bytes: &[u8]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

fn evaluate(path: &str, more: &[&str]) -> (i32, String, String) {
    let arguments = [&["evaluate", path, "--format", "json", "--resamples", "100"], more].concat();
    let done = Command::cargo_bin("imrcheck").unwrap().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), words(&text(done.stderr)))
}

/// A message without its lines and their marks.
fn words(message: &str) -> String {
    message.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ")
}

fn letters(out: &str) -> u64 {
    serde_json::from_str::<Value>(out).unwrap()["letters"].as_u64().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn packed_or_not_the_letters_are_the_same() {
    let plain = std::fs::read(LETTERS).unwrap();
    let (_whole, path) = folder("letters.jsonl", &plain);
    let (code, expected, _) = evaluate(&path, &[]);
    assert_eq!((code, letters(&expected)), (0, 7));
    // Two frames, as programs that pack in parallel write them, with a frame of remarks between them.
    let (one, two) = plain.split_at(plain.len() / 2);
    let remark = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let frames = [zstd(one), remark, zstd(two)].concat();
    for (name, packed) in
        [("letters.jsonl.gz", gzip(&plain)), ("letters.jsonl.zst", zstd(&plain)), ("two.jsonl.zst", frames)]
    {
        let (_folder, path) = folder(name, &packed);
        assert_eq!(evaluate(&path, &[]), (0, expected.clone(), String::new()), "{name}");
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_are_done() {
    let letter = lines().remove(0);
    let text = serde_json::from_str::<Value>(&letter).unwrap()["text"].clone();
    for (line, said) in [
        ("{\"name\": \"a\", \"te".to_owned(), "line 2: not a record (EOF while parsing a string"),
        (json!({"name": "a"}).to_string(), "line 2: not a record (missing field `text`"),
        (json!({"name": "a", "text": 5}).to_string(), "line 2: not a record (invalid type: integer `5`"),
        (json!({"name": "a", "text": " "}).to_string(), "line 2: the record's text is empty"),
        (json!(["a", text]).to_string() + "]", "line 2: not a record (trailing characters"),
    ] {
        let (_folder, path) = folder("letters.jsonl", format!("{letter}\n{line}\n{letter}\n").as_bytes());
        let (code, out, err) = evaluate(&path, &[]);
        assert!(err.contains(said), "{said}\n{err}");
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, &value["letters"], &value["failed"]), (2, &2.into(), &1.into()), "{line}");
    }
}

#[test]
fn an_archive_that_is_cut_off_gives_the_lines_before() {
    let plain = lines().join("\n").into_bytes();
    for (name, packed) in [("cut.jsonl.gz", gzip(&plain)), ("cut.jsonl.zst", zstd(&plain))] {
        let (_folder, path) = folder(name, &packed[..packed.len() - 20]);
        let (code, out, err) = evaluate(&path, &[]);
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains("cannot be read from here on") && err.contains("line "), "{name}: {err}");
        assert!(out.is_empty() || letters(&out) < 7, "{name}: the last line was not whole");
    }
}

#[test]
fn one_thread_and_two_and_again_give_the_same_bytes() {
    let many = vec![lines().join("\n"); 12].join("\n");
    let (_folder, path) = folder("many.jsonl", many.as_bytes());
    let one = evaluate(&path, &["--jobs", "1"]);
    assert_eq!((one.0, letters(&one.1)), (0, 84));
    assert_eq!(one, evaluate(&path, &["--jobs", "2"]));
    assert_eq!(one, evaluate(&path, &["--jobs", "2"]));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let text = serde_json::from_str::<Value>(&lines()[0]).unwrap()["text"].as_str().unwrap().to_owned();
    let record = json!({"name": "=HYPERLINK(\"x\")", "text": text});
    let (_folder, path) = folder("letters.jsonl", record.to_string().as_bytes());
    let done = Command::cargo_bin("imrcheck").unwrap().args(["evaluate", &path, "--format", "csv"]).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(out.lines().nth(1).unwrap().starts_with("\"'=HYPERLINK("), "{out}");
}

/// The first line cannot be read, so that its message tells when reading has begun.
#[cfg(unix)]
#[test]
fn interrupted_it_prints_what_it_has() {
    let many = format!("broken\n{}", vec![lines().join("\n"); 1500].join("\n"));
    let (_folder, path) = folder("many.jsonl", many.as_bytes());
    let program = assert_cmd::cargo::cargo_bin("imrcheck");
    let mut command = std::process::Command::new(program);
    command.args(["evaluate", &path, "--resamples", "100"]);
    let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0];
    running.stderr.as_mut().unwrap().read_exact(&mut first).unwrap();
    let stop = std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(stop.success());
    let done = running.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(130));
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(out.contains("PARTIAL: the run was interrupted"), "{out}");
}

/// A part never takes the place of a whole report, and a table without room for a remark is told of beside it.
#[cfg(unix)]
#[test]
fn interrupted_it_keeps_the_report_that_was_there() {
    let many = format!("broken\n{}", vec![lines().join("\n"); 1500].join("\n"));
    for format in ["json", "csv"] {
        let (folder, path) = folder("many.jsonl", many.as_bytes());
        let target = folder.path().join("report.txt");
        std::fs::write(&target, "whole").unwrap();
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("imrcheck"));
        command.args(["evaluate", &path, "--resamples", "100", "--format", format, "--output"]).arg(&target);
        let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        running.stderr.as_mut().unwrap().read_exact(&mut first).unwrap();
        std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
        let done = running.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(130));
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "whole", "{format}");
        let told = words(&String::from_utf8(done.stderr).unwrap());
        assert!(told.contains("not written: the run was interrupted"), "{format}: {told}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "{format}: nothing else is left");
    }
}

#[test]
fn a_report_is_never_written_over_what_is_read() {
    let (folder, path) = folder("letters.jsonl", &std::fs::read(LETTERS).unwrap());
    let own = |name: &str| folder.path().join(name).display().to_string();
    std::fs::create_dir(folder.path().join("rules")).unwrap();
    std::fs::write(own("rules/mine.yaml"), "family: mine").unwrap();
    for (arguments, target) in [
        (vec!["evaluate", folder.path().to_str().unwrap()], own("letters.jsonl")),
        (vec!["check", folder.path().to_str().unwrap()], own("new.txt")),
        (vec!["evaluate", &path, "--cache", &own("letters.cache")], own("letters.cache")),
        (vec!["evaluate", &path, "--rules", &own("rules")], own("rules/mine.yaml")),
        (vec!["compare", &path, "--base", "mtus-2009", "--with", &own("rules")], own("rules/mine.yaml")),
    ] {
        let before = std::fs::read(&target).ok();
        let mut command = Command::cargo_bin("imrcheck").unwrap();
        let done = command.args(&arguments).args(["--output", &target]).output().unwrap();
        let said = words(&String::from_utf8(done.stderr).unwrap());
        assert!(done.status.code() == Some(2) && said.contains("would write over"), "{arguments:?}: {said}");
        assert_eq!(std::fs::read(&target).ok(), before, "{arguments:?}");
    }
    // A report beside the letters that no run would take for a letter is allowed.
    let (code, _, err) = evaluate(&path, &["--output", &own("report.json")]);
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn a_cache_that_cannot_be_written_makes_no_letter_unread() {
    let (folder, path) = folder("letters.jsonl", &std::fs::read(LETTERS).unwrap());
    let cache = folder.path().join("none/letters.cache").display().to_string();
    let (code, out, err) = evaluate(&path, &["--cache", &cache]);
    assert!(code == 2 && err.contains("cannot be kept") && err.contains("--cache"), "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["failed"], 0);
}

/// A report that goes document by document is not put in place when the run is interrupted.
#[cfg(unix)]
#[test]
fn interrupted_it_leaves_no_half_written_file() {
    let many = format!("broken\n{}", vec![lines().join("\n"); 1500].join("\n"));
    let (folder, path) = folder("many.jsonl", many.as_bytes());
    let target = folder.path().join("report.json");
    let program = assert_cmd::cargo::cargo_bin("imrcheck");
    let mut command = std::process::Command::new(program);
    command.args(["check", &path, "--format", "json", "--output"]).arg(&target);
    let mut running = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0];
    running.stderr.as_mut().unwrap().read_exact(&mut first).unwrap();
    std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(130));
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, [Path::new(&path).file_name().unwrap()]);
}

#[test]
fn a_cache_gives_the_same_and_is_used() {
    let (folder, path) = folder("letters.jsonl", &std::fs::read(LETTERS).unwrap());
    let cache = folder.path().join("letters.cache");
    let with_cache = ["--cache", cache.to_str().unwrap()];
    let plain = evaluate(&path, &[]);
    assert_eq!(evaluate(&path, &with_cache), plain, "written");
    let kept = std::fs::read_to_string(&cache).unwrap();
    assert!(kept.starts_with("imrcheck-cache 1 ") && kept.lines().count() == 8);
    assert_eq!(evaluate(&path, &with_cache), plain, "read");
    assert_eq!(std::fs::read_to_string(&cache).unwrap(), kept, "nothing was added");
    // What it holds is what counts: with other decisions in it, the agreement is another.
    std::fs::write(&cache, kept.replace("\"outcome\":\"upheld\"", "\"outcome\":\"overturned\"")).unwrap();
    assert_ne!(evaluate(&path, &with_cache).1, plain.1);
    // Made by another version, it is made anew.
    let version = kept.lines().next().unwrap().to_owned();
    std::fs::write(&cache, kept.replace(&version, "imrcheck-cache 1 0.0.0-0123456789abcdef")).unwrap();
    assert_eq!(evaluate(&path, &with_cache), plain);
    assert_eq!(std::fs::read_to_string(&cache).unwrap(), kept);
}

#[test]
fn a_file_that_is_no_cache_is_left_as_it_is() {
    let (folder, path) = folder("letters.jsonl", &std::fs::read(LETTERS).unwrap());
    let other = folder.path().join("notes.txt");
    std::fs::write(&other, "my notes\n").unwrap();
    let (code, out, err) = evaluate(&path, &["--cache", other.to_str().unwrap()]);
    assert!(code == 2 && out.is_empty() && err.contains("no cache of imrcheck"), "{code} {err}");
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "my notes\n");
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::{LETTERS, evaluate, folder};
    use std::path::Path;

    fn file(name: &str) -> String {
        Path::new(LETTERS).with_file_name(name).display().to_string()
    }

    #[test]
    fn the_letters_of_a_table_are_those_of_the_lines() {
        let expected = evaluate(LETTERS, &[]);
        assert_eq!(expected.0, 0);
        for packing in ["snappy", "zstd", "gzip"] {
            assert_eq!(evaluate(&file(&format!("rule-change-{packing}.parquet")), &[]), expected, "{packing}");
        }
    }

    #[test]
    fn a_table_that_cannot_be_used_is_named() {
        let whole = std::fs::read(file("rule-change-snappy.parquet")).unwrap();
        let (_folder, cut) = folder("cut.parquet", &whole[..whole.len() / 2]);
        for (path, said) in [
            (file("without-text.parquet"), "there is no column `text`; there are: name, body"),
            (file("text-as-number.parquet"), "the column `text` holds something other than text"),
            (cut, "not a whole Parquet file"),
        ] {
            let (code, out, err) = evaluate(&path, &[]);
            assert!(code == 2 && out.is_empty() && err.contains(said), "{path}: {code} {err}");
        }
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_a_table_is_refused_with_what_to_do() {
    let (_folder, path) = folder("letters.parquet", b"PAR1");
    let (code, _, err) = evaluate(&path, &[]);
    assert!(code == 2 && err.contains("built without Parquet") && err.contains("--features parquet"), "{err}");
}
