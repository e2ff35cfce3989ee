//! What people type: exit codes, messages, formats, bad input.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// An invented letter with one item.
pub const LETTER: &str = "CLINICAL CASE SUMMARY
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

/// What a run of the program gives.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn imrcheck(arguments: &[&str], input: &[u8]) -> Said {
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let done = command.args(arguments).write_stdin(input).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: done.status.code().unwrap(), out: text(&done.stdout), err: text(&done.stderr) }
}

pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

pub fn path(folder: &TempDir, name: &str) -> String {
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
    let commands = [
        "check",
        "extract",
        "evaluate",
        "compare",
        "ablate",
        "sweep",
        "settle",
        "completions",
        "man",
        "schema",
        "rules",
    ];
    let of_rules = ["list", "explain", "lint", "test", "schema", "pages"].map(|what| vec!["rules", what]);
    for words in commands.map(|command| vec![command]).into_iter().chain(of_rules) {
        let said = imrcheck(&[&words[..], &["--help"]].concat(), b"");
        assert_eq!(said.code, 0);
        let example = format!("\n  imrcheck {} ", words.join(" "));
        assert!(said.out.contains(&example) && said.out.contains("Examples:"), "{}", said.out);
        assert!(imrcheck(&["--help"], b"").out.contains(&format!("  {} ", words[0])));
    }
}

#[test]
fn what_is_misspelt_is_answered_with_what_may_be_meant() {
    for (arguments, meant) in [
        (&["chek", "x"][..], "check"),
        (&["check", "--formt", "json"], "--format"),
        (&["check", "x", "--format", "jsn"], "json"),
        (&["check", "x", "--edition", "mtus-209"], "mtus-2009"),
        (&["rules", "explain", "opioid/respons"], "opioid/response"),
        (&["sweep", "--set", "opioid.max_daily_mm=5", "x"], "opioid.max_daily_mme"),
        (&["extract", "--why", "x", "--expected", "drug_tst"], "drug_test"),
    ] {
        let said = imrcheck(arguments, b"");
        assert_eq!(said.code, 2);
        assert!(said.err.contains(meant), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = imrcheck(&["completions", shell], b"");
        assert!(said.code == 0 && ["check", "settle", "sweep"].iter().all(|word| said.out.contains(word)), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    assert_eq!(imrcheck(&["man", &pages.display().to_string()], b"").code, 0);
    let page = std::fs::read_to_string(pages.join("imrcheck-check.1")).unwrap();
    assert!(page.starts_with(".ie") || page.contains(".TH imrcheck-check 1"), "{page}");
    assert!(page.contains("fail\\-on") && pages.join("imrcheck.1").is_file());
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
        // Tables of studies have 100 columns.
        let widest = if command == "evaluate" { 100 } else { 80 };
        let wide: Vec<_> = said.out.lines().filter(|line| line.chars().count() > widest).collect();
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

/// A rule folder with one edition and one criterion.
fn rules(met: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let edition = folder.path().join("invented");
    std::fs::create_dir(&edition).unwrap();
    let head = "edition: invented\ntitle: An invented guideline\nin_force: {from: 2009-01-01}\n";
    std::fs::write(edition.join("edition.yaml"), head).unwrap();
    let family = format!(
        "family: opioid\ntitle: Opioids\nsource: {{document: An invented guideline, section: Opioids, pages: '7'}}\n\
         criteria:\n  - id: opioid/function\n    title: Function is better\n    page: '7'\n    confidence: found\n    \
         met: {met}\n    help: Say what the patient can do.\n    examples: {{met: [She cooks again.]}}\n\
         supported_when: opioid/function\n"
    );
    std::fs::write(edition.join("opioid.yaml"), family).unwrap();
    folder
}

#[test]
fn the_exit_code_says_whether_a_denial_is_predicted_to_stand() {
    for (met, code) in [("{fact: functional_improvement}", 1), ("{without: red_flag}", 0)] {
        let rules = rules(met);
        let said = imrcheck(&["check", "-", "--rules", rules.path().to_str().unwrap()], LETTER.as_bytes());
        assert_eq!((said.code, said.err.as_str()), (code, ""), "{}", said.out);
        assert!(said.out.contains("Rules: invented"), "{}", said.out);
    }
}

#[test]
fn a_diagnostic_leads_to_the_words_that_decided() {
    let rules = rules("{fact: functional_improvement}");
    let folder = rules.path().to_str().unwrap();
    let said = imrcheck(&["check", "-", "--rules", folder, "--format", "json"], LETTER.as_bytes());
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let diagnostic = &value["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["severity"]), (&"opioid/function".into(), &"warning".into()));
    let span = &diagnostic["labels"][0]["span"];
    let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
    assert!(LETTER[start..end].contains("functional improvement"), "{}", &LETTER[start..end]);
    let blind =
        imrcheck(&["check", "-", "--rules", folder, "--evidence", "summary", "--format", "json"], LETTER.as_bytes());
    let value: serde_json::Value = serde_json::from_str(&blind.out).unwrap();
    let span = &value["diagnostics"][0]["labels"][0]["span"];
    let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
    assert!(LETTER[start..end].starts_with("Norco"), "where the summary is silent the item is marked");
}

#[test]
fn faulty_rules_are_not_done_and_say_where() {
    let rules = rules("{fact: no_such_fact}");
    let said = imrcheck(&["check", "-", "--rules", rules.path().to_str().unwrap()], LETTER.as_bytes());
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("opioid.yaml:9") && said.err.contains("no_such_fact"), "{}", said.err);
}

#[test]
fn rules_that_are_not_there_are_not_done() {
    for arguments in [["--rules", "/no/such/folder"], ["--rules", "mtus-1066"], ["--edition", "mtus-1066"]] {
        let said = imrcheck(&[&["check", "-"], &arguments[..]].concat(), LETTER.as_bytes());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(arguments[1]), "{}", said.err);
    }
}

#[test]
fn an_edition_can_be_chosen_by_name_and_by_date() {
    for arguments in [["--rules", "mtus-2009"], ["--edition", "mtus-2009"], ["--as-of", "2012-05-01"]] {
        let said = imrcheck(&[&["check", "-"], &arguments[..]].concat(), LETTER.as_bytes());
        assert!(
            said.out.contains("Rules: mtus-2009")
                && ["your choice", "you chose"].iter().any(|words| said.out.contains(words)),
            "{}",
            said.out
        );
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let list = imrcheck(&["rules", "list"], b"");
    assert_eq!(list.code, 0);
    assert!(list.out.contains("mtus-2009") && list.out.contains("opioid/"), "{}", list.out);
    let id = list.out.split_whitespace().find(|word| word.starts_with("opioid/")).unwrap();
    let explained = imrcheck(&["rules", "explain", id], b"");
    assert_eq!(explained.code, 0);
    assert!(explained.out.contains(id) && explained.out.contains("source"), "{}", explained.out);
    assert!(list.out.lines().chain(explained.out.lines()).all(|line| line.chars().count() <= 80));
    let unknown = imrcheck(&["rules", "explain", "opioid/no-such-rule"], b"");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("rules list"), "{}", unknown.err);
}

#[test]
fn a_request_can_be_named_beside_a_note() {
    let note = b"She has low back pain. There was no injury to the neck.\n";
    let said = imrcheck(&["check", "-", "--request", "Norco 5/325mg #60", "--format", "json"], note);
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(value["items"][0]["text"], "Norco 5/325mg #60");
    assert!(value["items"][0]["predictions"].get("findings").is_none(), "a draft has no reviewer");
}

#[test]
fn evaluation_counts_every_letter() {
    let folder = folder(&[("a.txt", LETTER.as_bytes()), ("b.txt", LETTER.replace("Upheld", "Overturned").as_bytes())]);
    let said = imrcheck(&["evaluate", folder.path().to_str().unwrap(), "--format", "json"], b"");
    assert_eq!(said.code, 0, "{}", said.err);
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&value["letters"], &value["items"]), (&2.into(), &2.into()));
    assert_eq!(value["baselines"]["always_upheld"]["agreement"], 0.5);
    let row = |name: &str| value["evidence"]["findings"][name]["predicted_upheld"].as_u64().unwrap();
    assert_eq!((row("upheld"), row("overturned")), (1, 1), "the outcome changes no prediction");
}

#[test]
fn limits_are_set_by_options_and_named_by_the_messages() {
    let folder = folder(&[("letter.txt", LETTER.as_bytes())]);
    let letter = path(&folder, "letter.txt");
    for command in ["check", "extract", "evaluate", "ablate", "settle"] {
        let help = imrcheck(&[command, "--help"], b"");
        for option in [
            "bytes <SIZE>",
            "pages <N>",
            "expanded <SIZE>",
            "nesting <N>",
            "seconds <SECONDS>",
            "items <N>",
            "sentences <N>",
        ] {
            assert!(help.out.contains(&format!("--max-{option}")), "{command} {option}");
        }
        if command == "settle" {
            continue;
        }
        let said = imrcheck(&[command, &letter, "--max-sentences", "1"], b"");
        let words: String = said.err.split_whitespace().collect();
        assert!(said.code == 2 && words.contains("morethan1sentences"), "{command}: {words}");
        let said = imrcheck(&[command, &letter, "--max-bytes", "500"], b"");
        assert_eq!(said.code, 2, "{command}");
        // A line may end within the name of the option.
        let words: String = said.err.split_whitespace().collect();
        assert!(words.contains("largerthan500bytes") && words.contains("--max-bytes"), "{}", said.err);
        assert!(imrcheck(&[command, &letter, "--max-bytes", "2kB"], b"").code < 2, "{command}");
    }
    let said = imrcheck(&["check", &letter, "--max-bytes", "two"], b"");
    assert!(said.code == 2 && said.err.contains("write it as 500kB, 16MB or 1GB"), "{}", said.err);
}

#[test]
fn the_options_that_limit_documents_are_a_group_of_their_own_in_the_help() {
    let help = imrcheck(&["check", "--help"], b"").out;
    let (usual, limits) = help.split_once("Limits of a document:").unwrap();
    assert!(usual.contains("--format <") && usual.contains("--request <") && !limits.contains("--format <"), "{help}");
}
