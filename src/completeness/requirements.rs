//! In: `rules/request-for-authorization.yaml`. Out: [`Requirements`], what is asked of a request.

use crate::request::Part;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// The file that is in the binary.
const BUILT_IN: &str = include_str!("../../rules/request-for-authorization.yaml");

static ASKED: LazyLock<Requirements> = LazyLock::new(|| {
    // A test reads the file, so that no program is built with one that cannot be read.
    serde_yaml::from_str(BUILT_IN).unwrap_or_default()
});

/// What is asked of a request for authorization.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirements {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when it is asked.
    pub in_force_since: Date,
    /// Where it stands in the law.
    pub cite: String,
    /// How old the documentation may be.
    pub documentation: Documentation,
    /// What is asked too and cannot be seen in a text.
    pub not_looked_at: String,
    /// What is asked of each kind of treatment.
    pub kinds: Vec<KindOfRequest>,
}

/// How old the documentation may be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documentation {
    /// The point as a sentence.
    pub title: String,
    /// At most this many days before the request.
    pub days: u32,
    /// What to do where it is too old.
    pub help: String,
    /// What to do where it has no date.
    pub none: String,
}

/// One kind of treatment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindOfRequest {
    /// Its name, such as `drug`.
    pub kind: String,
    /// The treatment families that it has.
    pub families: Vec<String>,
    /// What is asked of it.
    pub points: Vec<RequiredPoint>,
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredPoint {
    /// Its name.
    pub id: String,
    /// What it is, to end the sentence "The request gives …".
    pub title: String,
    /// The parts of the body for which it is asked; of all where none is named.
    #[serde(default)]
    pub only_for: Vec<String>,
    /// It is given where all parts of one of these stand in the request.
    pub given_by: Vec<Vec<Part>>,
    /// What to write.
    pub help: String,
}

impl Requirements {
    /// Those that are in the binary.
    pub fn built_in() -> &'static Self {
        &ASKED
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// Where it is no YAML of this shape.
    pub fn read(text: &str) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(text)
    }

    /// What is asked of a treatment family; none where it names no kind of treatment.
    pub fn of(&self, family: &str) -> Option<&KindOfRequest> {
        self.kinds.iter().find(|kind| kind.families.iter().any(|one| one == family))
    }
}
