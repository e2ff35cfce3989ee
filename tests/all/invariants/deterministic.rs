//! In: the project's own letters. Out: proof that the same bytes give the same output, wherever and however often.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts};
use assert_cmd::Command;
use imrcheck::report::{Look, Report, human, json};
use std::path::Path;

/// Everything that is printed of a document.
fn printed(report: &Report) -> [String; 4] {
    let look = Look::default();
    [json::extract(report), json::check(report, None), human::extract(report, look), human::check(report, None, look)]
}

#[test]
fn the_same_bytes_read_twice_give_the_same_output() {
    for document in own_texts() {
        let name = document.name.clone();
        assert_eq!(printed(&judged(document.clone())), printed(&judged(document)), "{name}");
    }
}

/// Runs `arguments` in `folder`, and returns what was printed.
fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    command.current_dir(folder).args(arguments).envs(environment.iter().copied());
    let done = command.output().unwrap();
    // 2 stands for the note among them whose requests are in a table; 101 would be a panic.
    assert!(matches!(done.status.code(), Some(0..=2)), "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

/// A new folder with copies of the letters in its folder `letters`.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("letters/drafts")).unwrap();
    for document in own_texts() {
        std::fs::write(folder.path().join("letters").join(&document.name), document.text).unwrap();
    }
    folder
}

#[test]
fn neither_threads_nor_folder_nor_surroundings_change_a_byte() {
    let (here, there) = (copy(), copy());
    for command in [&["check", "--format", "json"][..], &["check"]] {
        let with = |more: &[&'static str]| command.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
        let one = run(here.path(), &with(&["--jobs", "1", "letters"]), &[]);
        let elsewhere = [("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Tokyo")];
        let two = run(there.path(), &with(&["--jobs", "2", "letters"]), &elsewhere);
        assert!(one.len() > 1000, "{command:?} prints little");
        assert!(one == two, "{command:?} differs between one thread and two, or between folders");
    }
}

#[test]
fn of_the_path_only_the_source_field_knows() {
    let folder = copy();
    let long = folder.path().join("letters").display().to_string();
    let arguments = ["extract", "--format", "json"];
    let by_name = run(folder.path(), &[&arguments[..], &["letters"]].concat(), &[]);
    let by_path = run(Path::new("/"), &[&arguments[..], &[long.as_str()]].concat(), &[]);
    let [by_name, by_path] = [by_name, by_path].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_ne!(by_name, by_path);
    assert_eq!(by_name, by_path.replace(&format!("\"source\":\"{long}/"), "\"source\":\"letters/"));
}
