//! Control characters and marks of direction in documents, names of files, rule files and names of fields: none reaches
//! what a person sees, in any command and format; JSON keeps the values as escapes.
#![allow(clippy::unwrap_used)]

use crate::command_line::{LETTER, Said, imrcheck};
use crate::common::program_of;
use imrcheck::visible::is_hidden;
use std::path::Path;
use tempfile::TempDir;

/// A title of the window, a hiding color, a cleared screen, an override of direction, a C1 control, a deletion, a bell.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[8m\u{1b}[2J\u{202e}\u{9b}31m\u{7f}\u{2066}\u{200f}";

/// The same as a rule file writes it.
const ESCAPED: &str = r"\e]0;owned\a\e[8m\e[2J\u202e\x9b31m\x7f\u2066\u200f";

fn letter() -> String {
    LETTER.replace("chronic low", &format!("chronic {HOSTILE} low")).replace("#120", &format!("#120 {HOSTILE}"))
}

/// Documents with hostile words and names.
fn documents() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let name = |ending: &str| folder.path().join(format!("a{}b{ending}", HOSTILE.replace('/', "")));
    std::fs::write(name(".txt"), letter()).unwrap();
    std::fs::write(name(".pdf"), "%PDF-1.4 not one").unwrap();
    std::fs::write(name("-note.txt"), format!("NOTE\nThe knee {HOSTILE} hurts.\n\nRequest:\n1. Norco {HOSTILE} #90\n"))
        .unwrap();
    let record = serde_json::json!({"name": format!("r{HOSTILE}"), "text": letter()});
    std::fs::write(name(".jsonl"), format!("{record}\nnot {HOSTILE} json\n")).unwrap();
    folder
}

/// A rule folder whose words hold what a rule file can write; `raw` stands in it as it is.
fn rules(raw: &str, field: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let edition = folder.path().join("invented");
    std::fs::create_dir(&edition).unwrap();
    let head =
        format!("edition: invented\ntitle: \"An invented {ESCAPED} guideline\"\nin_force: {{from: 2009-01-01}}\n");
    std::fs::write(edition.join("edition.yaml"), head).unwrap();
    let family = format!(
        "family: opioid\ntitle: \"Opioids {ESCAPED}\" {raw}\nsource: {{document: \"An invented {ESCAPED} guideline\", \
         section: \"Opioids {ESCAPED}\", pages: '7'}}\ncriteria:\n  - id: opioid/function\n    title: \"Function is {ESCAPED} better\"\n    \
         page: '7'\n    confidence: found\n    met: {{fact: functional_improvement}}\n    help: \"Say {ESCAPED} what the patient can do.\"\n    \
         examples: {{met: [\"She cooks {ESCAPED} again.\"]}}\n{field}supported_when: opioid/function\n"
    );
    std::fs::write(edition.join("opioid.yaml"), family).unwrap();
    folder
}

/// No hidden character in what was printed, but line breaks and, where color was asked for, its codes.
fn check(what: &str, said: &Said, color: bool) {
    for (stream, text) in [("out", &said.out), ("err", &said.err)] {
        let mut text = text.clone();
        while let Some(at) = text.find("\u{1b}[").filter(|_| color) {
            let length = text[at + 2..].find(|one: char| !one.is_ascii_digit() && one != ';').unwrap() + 3;
            let code = &text[at..at + length];
            assert!(code.ends_with('m') && !code.contains("[8m"), "{what}, {stream}: {code:?}");
            text.replace_range(at..at + length, "");
        }
        let hidden = text.char_indices().find(|(_, one)| is_hidden(*one) && *one != '\n' && *one != '\t');
        let around = hidden.map(|(at, one)| (one, text[..at].chars().rev().take(60).collect::<String>()));
        assert_eq!(
            around.map(|(one, before)| (one, before.chars().rev().collect::<String>())),
            None,
            "{what}, {stream}"
        );
    }
}

fn run(arguments: &[&str]) {
    check(&arguments.join(" "), &imrcheck(arguments, letter().as_bytes()), false);
    // Commands without reports take no option for color.
    let colored = [arguments, &["--color", "always"]].concat();
    check(&colored.join(" "), &imrcheck(&colored, letter().as_bytes()), true);
}

fn utf8(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn none_of_a_document_or_its_name_reaches_a_report() {
    let folder = documents();
    let all = utf8(folder.path());
    for format in ["human", "narrated", "json", "csv", "sarif", "html"] {
        run(&["check", all, "--format", format]);
        run(&["check", "-", "--format", format]);
    }
    run(&["check", all, "--details"]);
    run(&["check", all, "--format", "sarif", "--with-text"]);
    for format in ["human", "json"] {
        run(&["extract", all, "--format", format]);
        run(&["extract", all, "--format", format, "--why", "low back"]);
    }
    run(&["extract", "--why", HOSTILE]);
    run(&["extract", "--why", &format!("The knee {HOSTILE} hurts.")]);
}

#[test]
fn none_of_a_document_or_its_name_reaches_a_study() {
    let folder = documents();
    let all = utf8(folder.path());
    for format in ["human", "json", "csv", "html"] {
        run(&["evaluate", all, "--format", format]);
        run(&["compare", "--base", "mtus-2009", "--with", "mtus-acoem", all, "--format", format]);
        run(&["ablate", all, "--format", format]);
        run(&["sweep", "--set", "opioid.max_daily_mme=50,80", all, "--format", format]);
    }
    let readings = tempfile::tempdir().unwrap();
    let reading = serde_json::json!({"letter": format!("r{HOSTILE}"), "items": [], "claims": [], HOSTILE: 1});
    std::fs::write(readings.path().join("a.json"), reading.to_string()).unwrap();
    run(&["evaluate", all, "--reference", utf8(readings.path())]);
}

#[test]
fn none_of_a_rule_file_reaches_a_report() {
    let folder = documents();
    let all = utf8(folder.path());
    let rules = rules("", "");
    let own = utf8(rules.path());
    for format in ["human", "narrated", "json", "csv", "sarif", "html"] {
        run(&["check", all, "--rules", own, "--format", format]);
    }
    run(&["check", all, "--rules", own, "--details"]);
    run(&["compare", "--base", "mtus-2009", "--with", own, all]);
    for arguments in [
        vec!["rules", "list", "--rules", own],
        vec!["rules", "explain", "opioid/function", "--rules", own],
        vec!["rules", "explain", "opioid", "--rules", own],
        vec!["rules", "lint", own],
        vec!["rules", "test", own],
        vec!["rules", "test", own, "--slips"],
    ] {
        run(&arguments);
    }
}

#[test]
fn a_hidden_character_in_a_rule_file_is_a_fault_with_its_place() {
    for raw in ["# \u{1b}[31m red", "# \u{202e} turned", "# \u{9b}31m"] {
        let rules = rules(raw, "");
        let said = imrcheck(&["rules", "lint", utf8(rules.path())], b"");
        check(raw, &said, false);
        let told = said.out + &said.err;
        assert_ne!(said.code, 0, "{told}");
        assert!(told.contains("opioid.yaml:2") && told.contains("a hidden character"), "{told}");
        run(&["check", "-", "--rules", utf8(rules.path())]);
    }
}

#[test]
fn a_field_with_a_hostile_name_is_told_without_it() {
    let rules = rules("", &format!("\"{ESCAPED}x\": 1\n"));
    for arguments in [vec!["rules", "lint", utf8(rules.path())], vec!["check", "-", "--rules", utf8(rules.path())]] {
        run(&arguments);
        let said = imrcheck(&arguments, LETTER.as_bytes());
        let told = said.out + &said.err;
        assert!(said.code != 0 && told.contains("[U+202E]"), "{told}");
    }
}

#[test]
fn names_that_lead_nowhere_are_told_without_control_characters() {
    for arguments in [
        vec!["check", HOSTILE],
        vec!["check", "-", "--rules", HOSTILE],
        vec!["check", "-", "--edition", HOSTILE],
        vec!["check", "-", "--output", "/no/such\u{1b}[8m/folder"],
        vec!["rules", "explain", HOSTILE],
        vec!["evaluate", "-", "--reference", HOSTILE],
        vec![HOSTILE],
        vec!["check", "--format", HOSTILE],
    ] {
        let said = imrcheck(&arguments, LETTER.as_bytes());
        check(&arguments.join(" "), &said, false);
        assert_eq!(said.code, 2, "{arguments:?}");
    }
}

#[test]
fn a_settled_reason_is_shown_without_control_characters() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join(format!("a{}.txt", HOSTILE.replace('/', "")));
    std::fs::write(&note, letter()).unwrap();
    let note = utf8(&note);
    let settled =
        ["settle", note, "--finding", "opioid/adherence", "--item", "1", "--date", "2026-05-04", "--reason", HOSTILE];
    let said = imrcheck(&settled, b"");
    check("settle", &said, false);
    assert_eq!(said.code, 0, "{}", said.err);
    for format in ["human", "narrated", "json", "csv", "sarif", "html"] {
        run(&["check", note, "--format", format]);
    }
}

#[test]
fn json_keeps_what_the_document_says() {
    let said = imrcheck(&["extract", "-", "--format", "json"], letter().as_bytes());
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert!(value["items"][0]["text"].as_str().unwrap().contains('\u{202e}'), "{}", value["items"][0]["text"]);
}

/// `program: {version, rules}` in what programs read, one line in what people read.
#[test]
fn every_output_names_the_program_and_the_rules() {
    let own = rules("", "");
    let builtin = program_of(&imrcheck(&["check", "-", "--format", "json"], LETTER.as_bytes()).out);
    let other =
        program_of(&imrcheck(&["check", "-", "--rules", utf8(own.path()), "--format", "json"], LETTER.as_bytes()).out);
    assert_ne!(builtin, other, "other rules have another hash");
    let in_words = format!("imrcheck {}, rules {builtin}", env!("CARGO_PKG_VERSION"));
    let sweep = ["sweep", "--set", "opioid.max_daily_mme=50,80", "-"];
    let compare = ["compare", "--base", "mtus-2009", "--with", "mtus-acoem", "-"];
    let studies = [&["evaluate", "-"][..], &["ablate", "-"], &sweep, &compare];
    for study in studies {
        for format in ["human", "csv", "html"] {
            let said = imrcheck(&[study, &["--format", format]].concat(), LETTER.as_bytes());
            // Where nothing flips there is no row.
            let shown = said.out.contains(&in_words) || format == "csv" && said.out.lines().count() == 1;
            assert!(
                shown && said.out.contains(if format == "csv" { "program" } else { &builtin }),
                "{study:?}: {}",
                said.out
            );
        }
        assert_eq!(program_of(&imrcheck(&[study, &["--format", "json"]].concat(), LETTER.as_bytes()).out), builtin);
    }
    for format in ["human", "narrated", "csv", "html"] {
        let said = imrcheck(&["check", "-", "--format", format], LETTER.as_bytes());
        assert!(said.out.contains(&in_words), "{format}: {}", said.out);
    }
    let sarif: serde_json::Value =
        serde_json::from_str(&imrcheck(&["check", "-", "--format", "sarif"], LETTER.as_bytes()).out).unwrap();
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["properties"]["rules"], builtin.as_str());
    for arguments in
        [vec!["extract", "-", "--format", "json"], vec!["extract", "--why", "The knee hurts.", "--format", "json"]]
    {
        assert_eq!(program_of(&imrcheck(&arguments, LETTER.as_bytes()).out), builtin);
    }
    assert!(imrcheck(&["extract", "-"], LETTER.as_bytes()).out.contains(&in_words));
    assert!(imrcheck(&["rules", "list"], b"").out.contains(&in_words));
}
