//! In: what all stages found of one document. Out: one [`Report`], and renderers that turn it into text or JSON.
//!
//! Each renderer is one file or folder and works from the same [`Report`]: [`human`], [`narrated`], [`json`], [`mod@html`],
//! [`sarif`].

pub mod advice;
mod build;
mod case_file;
pub mod completeness;
pub mod conflicts;
mod diagnostic;
mod excerpt;
pub mod finding;
mod findings;
pub mod html;
pub mod human;
pub mod json;
mod judge;
mod judgement;
pub(crate) mod look;
pub mod narrated;
mod pair;
pub mod rules;
pub mod sarif;
mod settled;
mod settled_text;
mod tally;
pub(crate) mod words;

pub use build::explain_words;
pub use case_file::{CaseFile, DisputedItem};
pub use conflicts::{ConflictFinding, conflict_findings, conflicts_of};
pub use diagnostic::{Shown, drawn};
pub use excerpt::Lines;
pub use finding::{Finding, Label, RulePlace, Severity};
pub use findings::{findings, findings_of_item};
pub use judge::{Brief, Judge};
pub use judgement::{BOTH, Basis, CriterionResult, Evidence, Judgements, Predicted, Prediction, Truth, outcome_of};
pub use look::Look;
pub use settled::{Settled, Sidecar, Stale};
pub use settled_text::with_entry;
pub use tally::{Count, Tally};
pub use words::DISCLAIMER;

use crate::claim::{Claim, Reading, Stance};
use crate::completeness::Completeness;
use crate::conflict::Conflict;
use crate::letter::{Item, Letter, Outcome, Outcomes};
use crate::request::Request;
use crate::rule::{Edition, Program};
use crate::source::Document;

/// Everything that is known of one document. Every renderer works from it alone.
#[derive(Debug, Clone)]
pub struct Report {
    /// What made it.
    pub program: Program,
    /// The text, to which all spans lead.
    pub document: Document,
    /// Its structure, without the outcomes.
    pub letter: Letter,
    /// The actual outcome of each item; empty for a draft.
    pub outcomes: Outcomes,
    /// What each item asks for, in the order of the items.
    pub requests: Vec<Request>,
    /// Sentences and claims.
    pub reading: Reading,
    /// The rulebook that was used; absent where no rule was applied.
    pub edition: Option<Edition>,
    /// The judgements of each item, in the order of the items; empty where no rule was applied.
    pub judgements: Vec<Judgements>,
    /// Statements of the document that contradict each other; empty where no rule was applied.
    pub conflicts: Vec<Conflict>,
    /// What the requests of a draft lack as requests; absent for a letter, and where no rule was applied.
    pub completeness: Option<Completeness>,
    /// What somebody settled beforehand, in a file beside the document.
    pub sidecar: Sidecar,
}

/// One item with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct ItemView<'a> {
    /// The item as headed.
    pub item: &'a Item,
    /// What it asks for.
    pub request: &'a Request,
    /// What the reviewer decided, where the document tells it.
    pub outcome: Option<Outcome>,
    /// The judgements; absent where no rule was applied.
    pub judgements: Option<&'a Judgements>,
}

impl Report {
    /// What the document is called where people read it.
    pub fn name(&self) -> &str {
        if self.document.name == "-" { "standard input" } else { &self.document.name }
    }

    /// The items in the document's order, each with its request, outcome and judgements.
    pub fn items(&self) -> impl Iterator<Item = ItemView<'_>> {
        self.letter.items.iter().zip(&self.requests).enumerate().map(|(index, (item, request))| ItemView {
            item,
            request,
            outcome: self.outcomes.0.get(index).copied().flatten(),
            judgements: self.judgements.get(index),
        })
    }

    /// The evidence whose criteria are shown one by one: the one asked for, else the fullest that there is.
    /// A draft has no reviewer, so it is always explained from the note itself.
    pub fn explained(&self, asked: Option<Evidence>) -> Evidence {
        let has_findings = self.judgements.iter().any(|judgements| judgements.findings.is_some());
        match asked {
            Some(Evidence::Summary) => Evidence::Summary,
            _ if has_findings => Evidence::Findings,
            _ => Evidence::Summary,
        }
    }

    /// The claims that show a point to be met; that something is missing from the record shows nothing. Beside what was
    /// found, what was looked for and not found shows nothing either.
    pub fn showing<'a>(&'a self, criterion: &'a CriterionResult) -> impl Iterator<Item = &'a Claim> {
        let claims = criterion.claims.iter().filter_map(|&index| self.reading.claims.get(index));
        let found = claims.clone().any(|claim| claim.stance == Stance::Documented);
        let shows = move |stance| stance != Stance::Undocumented && !(found && stance == Stance::Denied);
        claims.filter(move |claim| shows(claim.stance))
    }

    /// The bases of the predictions by the evidence that is explained, of the items that are not settled.
    pub fn open_bases(&self, asked: Option<Evidence>) -> impl Iterator<Item = Basis> + '_ {
        let evidence = self.explained(asked);
        let open = self.items().filter(move |view| !self.is_settled(*view, evidence));
        open.filter_map(move |view| Some(view.judgements?.by(evidence)?.basis))
    }
}

impl ItemView<'_> {
    /// Whether the prediction agrees with the decision; `None` where either is absent.
    pub fn agreement(&self, evidence: Evidence) -> Option<bool> {
        let predicted = outcome_of(self.judgements?.by(evidence)?.outcome)?;
        Some(predicted == self.outcome?)
    }
}
