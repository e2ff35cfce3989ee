//! In: what was read of a document, and what each claim is said of. Out: [`Conflict`]s, statements of it that contradict
//! each other, each with both places.
//!
//! A wrong one can send somebody into an appeal, or make a physician change a note that was right: what may be no
//! contradiction is not told. The grammar's file is `grammar/conflict.pest`. No outcome and no rule is known here.

mod both_ways;
mod known;
mod missing;
mod note;
mod severity;
mod side;
mod strength;
mod words;

use crate::claim::{Kind, Reading, Section};
use crate::fact::Subject;
use crate::letter::{Form, Letter};
use crate::request::{Drugs, Request};
use crate::source::Document;
use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// What kind of contradiction it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A reviewer says that something is not documented, and the case summary documents it.
    MissingButDocumented,
    /// A drug is requested in another strength than the note says is taken.
    Strength,
    /// A drug is requested in another release than the note says is taken.
    Release,
    /// A note calls the same pain severe and mild.
    Severity,
    /// A note says of one thing that it is so and that it is not.
    BothWays,
    /// A request is for the one side of the body, and the note speaks of the other.
    Side,
}

impl Code {
    /// The name of the contract, such as `missing-but-documented`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingButDocumented => "missing-but-documented",
            Self::Strength => "strength",
            Self::Release => "release",
            Self::Severity => "severity",
            Self::BothWays => "both-ways",
            Self::Side => "side",
        }
    }
}

/// A place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Place {
    /// Its bytes.
    pub span: Span,
    /// The section that it stands in; of a note, the summary is the whole of it.
    pub section: Section,
}

impl Place {
    const fn in_note(span: Span) -> Self {
        Self { span, section: Section::Summary }
    }
}

/// Two statements of one document that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Conflict {
    /// The number of the item that it is about; none where it is about the whole note.
    pub item: Option<usize>,
    /// What kind of contradiction it is.
    pub code: Code,
    /// The kind of claim, where both are claims.
    pub kind: Option<Kind>,
    /// What is held against the others: what the reviewer says, what is requested, what stands first.
    pub first: Place,
    /// What contradicts it, in the document's order; never empty.
    pub second: Vec<Place>,
}

/// What was read of a document.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its structure, without outcomes.
    pub letter: &'a Letter,
    /// What each item asks for.
    pub requests: &'a [Request],
    /// Sentences and claims.
    pub reading: &'a Reading,
    /// What each claim is said of.
    pub subjects: &'a [Subject],
    /// The drug table.
    pub drugs: &'a Drugs,
}

/// All contradictions of a document: those of its items in their order, then those of the whole document.
pub fn find(material: &Material) -> Vec<Conflict> {
    let mut found = match material.letter.form {
        Form::Letter => missing::find(material),
        Form::Draft => {
            let note = note::Note::of(material);
            let mut found = strength::find(material, &note);
            found.extend(side::find(material, &note));
            found.extend(severity::find(material, &note));
            found.extend(both_ways::find(material, &note));
            found
        }
    };
    found.sort_by_key(|conflict| (conflict.item.unwrap_or(usize::MAX), conflict.first, conflict.code));
    found
}
