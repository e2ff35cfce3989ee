//! The examples beside the grammar, `grammar/words/examples/KIND.yaml`: each sentence is a test of its own.
//!
//! A sentence must make just the claims of the file's kind that it lists; `about` and `value` are compared where they are
//! given. `cargo test --test examples -- intolerance` runs those of one kind.
#![allow(clippy::unwrap_used)]

use imrcheck::claim::{Claim, Reading, Section, read_section};
use imrcheck::request::Drugs;
use imrcheck::source::Prose;
use imrcheck::span::Span;
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    /// `summary` where nothing is said.
    #[serde(default)]
    section: Option<String>,
    says: Vec<Said>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    stance: String,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    value: Option<Value>,
}

impl Said {
    fn is(&self, claim: &Claim) -> bool {
        let value = |fields: &Value| {
            let said = serde_json::to_value(&claim.value).unwrap();
            fields.as_object().unwrap().iter().all(|(name, field)| said.get(name) == Some(field))
        };
        self.stance == claim.stance.name()
            && self.about.as_ref().is_none_or(|about| claim.about.as_ref() == Some(about))
            && self.value.as_ref().is_none_or(value)
    }
}

fn run(kind: &str, example: &Example) -> Result<(), Failed> {
    let section = match example.section.as_deref() {
        None | Some("summary") => Section::Summary,
        Some("rationale") => Section::Rationale(1),
        Some(other) => return Err(format!("{other} is no section").into()),
    };
    let mut reading = Reading::default();
    read_section(Prose::new(&example.text, Span::new(0, example.text.len())), section, &DRUGS, &mut reading);
    let claims: Vec<&Claim> = reading.claims.iter().filter(|claim| claim.kind.name() == kind).collect();
    let missed: Vec<&Said> = example.says.iter().filter(|said| !claims.iter().any(|claim| said.is(claim))).collect();
    let wrong: Vec<&&Claim> = claims.iter().filter(|claim| !example.says.iter().any(|said| said.is(claim))).collect();
    if missed.is_empty() && wrong.is_empty() {
        return Ok(());
    }
    Err(format!("missed {missed:?}\nread wrongly {wrong:?}").into())
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/words/examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut trials = Vec::new();
    for file in files {
        let kind = file.file_stem().unwrap().to_string_lossy().into_owned();
        let examples: Vec<Example> = serde_yaml::from_str(&std::fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let near_misses = examples.iter().filter(|example| example.says.is_empty()).count();
        assert!(near_misses >= 3 && examples.len() >= near_misses + 6, "{kind}: too few examples or near misses");
        for example in examples {
            let kind = kind.clone();
            trials.push(Trial::test(format!("{kind}: {}", example.text), move || run(&kind, &example)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}
