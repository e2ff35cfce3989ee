//! In: YAML rule files. Out: a checked rulebook, and the truth of each criterion over a fact sheet.

mod builtin;
mod changes;
mod check;
mod check_condition;
mod check_examples;
mod check_support;
mod compare;
mod condition;
mod coverage;
mod edition;
mod example;
mod families;
mod fault;
pub mod lint;
mod load;
pub mod logic;
mod merge;
mod mutate;
mod program;
mod raw;
mod rulebook;
mod schema;
mod shape;
pub(crate) mod suggest;
mod tree;
mod variant;
mod words;

pub use builtin::FILES as BUILTIN_FILES;
pub use changes::{How, RuleChange, Subject, changes};
pub use compare::{Difference, between, changed, differences};
pub use condition::{Bound, Condition, Finding, Test};
pub use coverage::{Clause, clauses, reached};
pub use edition::{Clock, Edition, choose, clock};
pub use example::{Case, Example, Examples, Given, Variant};
pub use families::Families;
pub use fault::{Fault, Faults, Place, SourceFile};
pub use mutate::{Change, Mutant, mutants};
pub use program::{Program, RulesHash};
pub use rulebook::{Confidence, Criterion, CriterionResult, Family, Parameter, Rulebook, Support, Truth};
pub use schema::schema;
pub use suggest::{did_you_mean, nearest};
pub use variant::SettingFault;
pub use words::{example_in_words, fact_in_words, in_words, support_in_words};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why rules could not be loaded.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum RulesError {
    /// The files were read but are faulty.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Faults(#[from] Faults),
    /// A file or folder could not be read.
    #[error("{path}: cannot read: {source}. Give a folder that holds one folder per edition.", path = path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The folder holds no rule file.
    #[error("{path}: no rules here. Give a folder that holds one folder of .yaml files per edition.", path = path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// Two editions were named for the same letters.
    #[error(
        "`{rules}` names an edition, and --edition or --as-of another. Give one of them, or name a folder of rules."
    )]
    TwoEditions {
        /// What was named as rules.
        rules: String,
    },
    /// The binary holds no edition of that name.
    #[error("there is no edition `{id}`. {known}")]
    NoEdition {
        /// What was asked for.
        id: String,
        /// Which one may be meant, or what there is, as a sentence.
        known: String,
    },
}

/// The editions of a rule folder, by id.
#[derive(Debug, Clone)]
pub struct Rulebooks {
    editions: BTreeMap<String, Rulebook>,
    program: Program,
}

impl Rulebooks {
    /// The editions in the binary.
    ///
    /// # Errors
    /// Faults of the rule files, which a test excludes.
    pub fn builtin() -> Result<Self, RulesError> {
        Ok(Self { editions: load::rulebooks(files_of_binary())?, program: Program::builtin() })
    }

    /// The same as judging needs them: each family is read when it is first asked for, and without its examples and
    /// cases, which are most of its text. A test proves that they judge alike.
    ///
    /// # Errors
    /// As of [`Rulebooks::builtin`].
    pub fn builtin_for_judging() -> Result<Self, RulesError> {
        Ok(Self { editions: load::rulebooks_as_asked(files_of_binary())?, program: Program::builtin() })
    }

    /// Checks rule files that are given as name (`EDITION/FAMILY.yaml`) and text.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn from_files(files: Vec<SourceFile>) -> Result<Self, Faults> {
        let program = Program::of_files(&files);
        Ok(Self { editions: load::rulebooks(files)?, program })
    }

    /// The edition of that id.
    ///
    /// # Errors
    /// [`RulesError::NoEdition`] names those that there are.
    pub fn edition(&self, id: &str) -> Result<&Rulebook, RulesError> {
        self.editions.get(id).ok_or_else(|| RulesError::NoEdition {
            id: id.to_owned(),
            known: suggest::did_you_mean(id, self.editions.keys().map(String::as_str)),
        })
    }

    /// The program with these rules, as outputs name it.
    pub const fn program(&self) -> Program {
        self.program
    }

    /// All editions in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &Rulebook> {
        self.editions.values()
    }

    /// The edition in force at `clock`, and why; none only where there is no edition at all.
    pub fn in_force(&self, clock: Option<Clock>) -> Option<(&Rulebook, Edition)> {
        choose(self.iter(), clock)
    }
}

/// Loads the editions of a folder: one folder per edition (or the folder of one edition), `.yaml` files in it.
///
/// # Errors
/// What cannot be read, or every fault of every file at once.
pub fn load(folder: &Path) -> Result<Rulebooks, RulesError> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).max_depth(2).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, error))?;
        let is_rule = entry.path().extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        // What a request must tell is asked beside the guidelines and is no rule of theirs.
        let is_rule = is_rule && entry.file_name() != crate::completeness::FILE;
        if entry.file_type().is_file() && is_rule {
            let text = std::fs::read_to_string(entry.path())
                .map_err(|source| RulesError::Unreadable { path: entry.path().to_owned(), source })?;
            files.push(SourceFile { name: name_of(entry.path()), text });
        }
    }
    if files.is_empty() {
        return Err(RulesError::Empty { path: folder.to_owned() });
    }
    Ok(Rulebooks::from_files(files)?)
}

fn files_of_binary() -> Vec<SourceFile> {
    let file = |(name, text): &(&str, &str)| SourceFile { name: (*name).to_owned(), text: (*text).to_owned() };
    BUILTIN_FILES.iter().map(file).collect()
}

fn name_of(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    // The root is a part too.
    parts.join("/").replacen("//", "/", 1)
}

fn unreadable(folder: &Path, error: walkdir::Error) -> RulesError {
    let path = error.path().unwrap_or(folder).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder turns in a circle"));
    RulesError::Unreadable { path, source }
}
