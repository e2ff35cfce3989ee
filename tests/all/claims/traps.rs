//! In: the trap table, `tests/claims/*.yaml`. Out: whether each sentence is read exactly, unless it is marked as misread.
//!
//! `IMRCHECK_MARK_TRAPS=1 cargo test --test all traps` marks the table anew; `git diff tests/claims` then shows what
//! was mended and what was broken.
#![allow(clippy::unwrap_used)]

use imrcheck::claim::{Claim, Kind, Reading, Section, Voice, read_section};
use imrcheck::request::Drugs;
use imrcheck::source::Prose;
use imrcheck::span::Span;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

/// A sentence and what must be read of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    text: String,
    section: String,
    voice: String,
    claims: Vec<Expected>,
    /// Where the reading is not plain from the sentence: for people.
    #[serde(default, rename = "why")]
    _why: String,
    /// Whether it is known to be read wrong. Such an entry fails once it is read right, so that the mark goes.
    #[serde(default)]
    misread: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    stance: String,
    about: Option<String>,
    value: Option<Value>,
}

/// Kind and stance, by which readings are compared.
type Assertion = (String, String);

impl Trap {
    fn read(&self) -> Reading {
        let section = match self.section.as_str() {
            "summary" => Section::Summary,
            "rationale" => Section::Rationale(1),
            other => panic!("{other} is no section: {}", self.text),
        };
        let mut reading = Reading::default();
        let prose = Prose::new(&self.text, Span::new(0, self.text.len()));
        read_section(prose, section, &DRUGS, &mut reading);
        reading
    }

    fn expected(&self) -> BTreeSet<Assertion> {
        self.claims.iter().map(|claim| (claim.kind.clone(), claim.stance.clone())).collect()
    }

    /// What is wrong with a reading; nothing where it is exact.
    fn faults(&self, reading: &Reading) -> Vec<String> {
        let mut faults = Vec::new();
        let voice = voice(reading);
        if voice != self.voice {
            faults.push(format!("voice {voice}, not {}", self.voice));
        }
        let (found, expected) = (assertions(reading), self.expected());
        faults.extend(expected.difference(&found).map(|(kind, stance)| format!("missed {kind} {stance}")));
        faults.extend(found.difference(&expected).map(|(kind, stance)| format!("read {kind} {stance}")));
        let missed = |one: &&Expected| {
            found.contains(&(one.kind.clone(), one.stance.clone())) && !reading.claims.iter().any(|claim| one.is(claim))
        };
        faults.extend(
            self.claims
                .iter()
                .filter(missed)
                .map(|one| format!("{} is not about {:?} {:?}", one.kind, one.about, one.value)),
        );
        faults
    }
}

impl Expected {
    /// Whether `claim` is the same, down to what it is about and its value, where these are given.
    fn is(&self, claim: &Claim) -> bool {
        let about = self
            .about
            .as_ref()
            .is_none_or(|about| claim.about.as_ref().is_some_and(|found| bare(found) == bare(about)));
        let value =
            self.value.as_ref().is_none_or(|value| same_value(value, &serde_json::to_value(&claim.value).unwrap()));
        self.kind == claim.kind.name() && self.stance == claim.stance.name() && about && value
    }
}

/// What a claim is about, without the article before it.
fn bare(about: &str) -> String {
    let lower = about.to_lowercase();
    let articles = ["the ", "a ", "an ", "this ", "his ", "her "];
    articles.iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower).to_owned()
}

/// Every field that is given has the same value, and no other is found but `open`, which the table may leave out.
fn same_value(expected: &Value, found: &Value) -> bool {
    let (Some(expected), Some(found)) = (expected.as_object(), found.as_object()) else { return false };
    let same = |a: &Value, b: &Value| a == b || a.as_f64().is_some_and(|a| b.as_f64() == Some(a));
    let given = expected.iter().all(|(field, value)| found.get(field).is_some_and(|other| same(value, other)));
    given && found.iter().all(|(field, value)| expected.contains_key(field) || field == "open" || value.is_null())
}

/// The voice of an entry: the patient's where any sentence is of the patient.
fn voice(reading: &Reading) -> String {
    let voices: Vec<Voice> = reading.sentences.iter().map(|sentence| sentence.voice).collect();
    let patient = voices.contains(&Voice::Patient);
    let voice = if patient { Some(Voice::Patient) } else { voices.first().copied() };
    voice.map_or("none".to_owned(), |voice| format!("{voice:?}").to_lowercase())
}

fn assertions(reading: &Reading) -> BTreeSet<Assertion> {
    reading.claims.iter().map(|claim| (claim.kind.name().to_owned(), claim.stance.name().to_owned())).collect()
}

/// Right and wrong readings of one file or of all.
#[derive(Debug, Default, Clone, Copy)]
struct Total {
    entries: usize,
    exact: usize,
    /// Entries whose voice, kinds and stances are right, whatever their subjects and values.
    kinds: usize,
    voices: usize,
    hits: usize,
    said: usize,
    told: usize,
}

impl Total {
    fn add(&mut self, other: Self) {
        self.entries += other.entries;
        self.exact += other.exact;
        self.kinds += other.kinds;
        self.voices += other.voices;
        self.hits += other.hits;
        self.said += other.said;
        self.told += other.told;
    }

    /// Twice the hits over all that was said and all that was to be said; 1 where there was nothing.
    fn f1(self) -> f64 {
        match self.said + self.told {
            0 => 1.0,
            all => 2.0 * self.hits as f64 / all as f64,
        }
    }

    fn print(self, name: &str) {
        println!(
            "{name:26} exact {:3}/{:3}  but for subject and value {:3}  voice {:3}  F1 {:.3}",
            self.exact,
            self.entries,
            self.kinds,
            self.voices,
            self.f1()
        );
    }
}

/// The files of the table, in name order.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

fn traps(text: &str, name: &str) -> Vec<Trap> {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Reads the entries of a file; tells the total, which are read exactly, and what contradicts a mark.
fn judge(traps: &[Trap], name: &str) -> (Total, Vec<bool>, Vec<String>) {
    let (mut total, mut exact, mut wrong) = (Total::default(), Vec::new(), Vec::new());
    for trap in traps {
        let reading = trap.read();
        let faults = trap.faults(&reading);
        let (found, expected) = (assertions(&reading), trap.expected());
        total.add(Total {
            entries: 1,
            exact: usize::from(faults.is_empty()),
            kinds: usize::from(voice(&reading) == trap.voice && found == expected),
            voices: usize::from(voice(&reading) == trap.voice),
            hits: found.intersection(&expected).count(),
            said: found.len(),
            told: expected.len(),
        });
        match (trap.misread, faults.is_empty()) {
            (false, false) => wrong.push(format!("{name}: {:?}: {}", trap.text, faults.join("; "))),
            (true, true) => wrong.push(format!("{name}: {:?} is read exactly now: take its mark away", trap.text)),
            _ => {}
        }
        exact.push(faults.is_empty());
    }
    (total, exact, wrong)
}

const MARK: &str = "  misread: true";

/// The text of a file with its marks set anew, and everything else as it stands.
fn marked(text: &str, exact: &[bool]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut entry: Option<(usize, usize)> = None;
    let mut count = 0;
    let close = |entry: Option<(usize, usize)>, lines: &mut Vec<String>| {
        let Some((index, last)) = entry else { return };
        if !exact[index] {
            lines.insert(last + 1, MARK.to_owned());
        }
    };
    for line in text.lines().filter(|line| *line != MARK) {
        if line.starts_with("- ") {
            close(entry, &mut lines);
            entry = Some((count, lines.len()));
            count += 1;
        } else if line.starts_with(' ') {
            entry = entry.map(|(index, _)| (index, lines.len()));
        }
        lines.push(line.to_owned());
    }
    close(entry, &mut lines);
    assert_eq!(count, exact.len(), "each entry opens with \"- \" at the start of a line");
    lines.join("\n") + "\n"
}

#[test]
fn every_sentence_is_read_exactly_unless_marked() {
    let mark = std::env::var_os("IMRCHECK_MARK_TRAPS").is_some();
    let (mut all, mut wrong) = (Total::default(), Vec::new());
    for file in files() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let (total, exact, faults) = judge(&traps(&text, &name), &name);
        total.print(&name);
        all.add(total);
        wrong.extend(faults);
        if mark {
            std::fs::write(&file, marked(&text, &exact)).unwrap();
        }
    }
    all.print("all");
    assert!(all.entries >= 150, "the table has {} entries", all.entries);
    assert!(mark || wrong.is_empty(), "{} entries:\n{}", wrong.len(), wrong.join("\n"));
}

/// A table in which a kind or a stance is misspelt would only ever be misread.
#[test]
fn the_table_speaks_of_known_kinds_and_every_kind_is_in_it() {
    let mut kinds = BTreeSet::new();
    for file in files() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for trap in traps(&std::fs::read_to_string(&file).unwrap(), &name) {
            assert!(
                ["patient", "recital", "verdict", "procedure"].contains(&trap.voice.as_str()),
                "{name}: {}",
                trap.text
            );
            assert!(
                trap.voice == "patient" || trap.claims.is_empty(),
                "{name}: only the patient's voice claims: {}",
                trap.text
            );
            for claim in trap.claims {
                assert!(Kind::from_name(&claim.kind).is_some(), "{name}: {} is no kind", claim.kind);
                let stances = ["documented", "denied", "undocumented", "planned"];
                assert!(stances.contains(&claim.stance.as_str()), "{name}: {} is no stance", claim.stance);
                kinds.insert(claim.kind);
            }
        }
    }
    let missing: Vec<_> = Kind::ALL.iter().filter(|kind| !kinds.contains(kind.name())).collect();
    assert!(missing.is_empty(), "no sentence makes a claim of {missing:?}");
}

#[test]
fn marking_changes_marks_only() {
    let text =
        "# About.\n- text: \"A.\"\n  claims: []\n\n# More.\n- text: \"B.\"\n  misread: true\n  claims:\n    - {}\n";
    let both = "# About.\n- text: \"A.\"\n  claims: []\n  misread: true\n\n# More.\n- text: \"B.\"\n  claims:\n    - {}\n  misread: true\n";
    assert_eq!(marked(text, &[false, false]), both);
    assert_eq!(marked(both, &[true, true]), both.replace("  misread: true\n", ""));
    assert_eq!(marked(both, &[false, false]), both);
}
