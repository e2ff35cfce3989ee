//! In: checked rule files. Out: [`Rulebook`], one edition's criteria by treatment family, and the judgement of an item.

use super::condition::{Condition, Finding};
use super::example::{Case, Examples};
use super::families::Families;
use super::fault::Place;
use crate::fact::{DailyAmount, FactName, FactSheet, Kleene};
use indexmap::IndexMap;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// One edition of the guideline as rules.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// The edition's id, such as `mtus-2009`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The edition that it changes, where it is written as changes to another.
    pub extends: Option<String>,
    /// First day in force.
    pub from: Date,
    /// Last day in force; none while it is in force.
    pub to: Option<Date>,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Amounts a day that this edition computes from drug requests, by fact name.
    pub daily_amounts: IndexMap<String, DailyAmount>,
    /// Its treatment families by name.
    pub families: Families,
    /// The edition's id in its file.
    pub place: Place,
}

/// What an edition asks of one treatment family.
#[derive(Debug, Clone)]
pub struct Family {
    /// The name of the treatment family.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What a reader should know, such as where reviewers and guideline differ.
    pub note: Option<String>,
    /// Families whose items in the same letter these items serve and follow.
    pub follows: Vec<String>,
    /// Named numbers.
    pub parameters: IndexMap<String, Parameter>,
    /// Its criteria in the file's order, which has no effect.
    pub criteria: Vec<Criterion>,
    /// Which criteria together support a request.
    pub support: Support,
    /// Whole cases that prove the family's rules.
    pub cases: Vec<Case>,
    /// The family's name in its file.
    pub place: Place,
}

/// A named number that conditions compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The number.
    pub value: f64,
    /// Its unit, such as `days`.
    pub unit: String,
    /// Smallest and largest value that make sense.
    pub range: (f64, f64),
    /// What it is.
    pub help: String,
    /// Page of the guideline, where it stands there.
    pub page: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Its value in the file.
    pub place: Place,
}

/// One thing that the guideline asks.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its id, such as `opioid/functional-improvement`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Page of the guideline.
    pub page: String,
    /// Full citation with page.
    pub cite: String,
    /// What to document, if it is true.
    pub help: String,
    /// Why the guideline asks it, where that needs saying.
    pub why: Option<String>,
    /// How sure it is that the guideline asks this on this page.
    pub confidence: Confidence,
    /// To which requests it applies; to all where none.
    pub applies_when: Option<Condition>,
    /// When it is met.
    pub met: Condition,
    /// What makes it met as an exception.
    pub unless: Option<Condition>,
    /// What shows each of its truth values.
    pub examples: Examples,
    /// Its id in the file that last changed it.
    pub place: Place,
}

/// How sure a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read in the guideline or in a source that repeats it.
    Found,
    /// Well known to those who work with the guideline, not checked against its text.
    Known,
    /// To be checked against the guideline's text before it is relied on.
    Unverified,
}

impl Confidence {
    /// What it means, in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Found => "read in the guideline or in a source that repeats it",
            Self::Known => "well known, not compared with the guideline's text",
            Self::Unverified => "to be checked against the guideline's text",
        }
    }
}

/// Which criteria together support a request. A criterion is its place in [`Family::criteria`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Support {
    /// This criterion.
    Criterion(usize),
    /// Every one that applies.
    All(Vec<Support>),
    /// At least one that applies.
    Any(Vec<Support>),
    /// At least this many that apply.
    AtLeast(usize, Vec<Support>),
}

/// The truth of a criterion for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// The record shows it.
    Met,
    /// The record shows that it is not so.
    Contradicted,
    /// The record does not show it, or is silent.
    Undocumented,
    /// The guideline does not ask it of this request.
    NotApplicable,
}

impl From<Kleene> for Truth {
    fn from(truth: Kleene) -> Self {
        match truth {
            Kleene::True => Self::Met,
            Kleene::False => Self::Contradicted,
            Kleene::Unknown => Self::Undocumented,
        }
    }
}

/// A criterion judged for one item: its truth, and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionResult {
    /// The criterion's id.
    pub id: String,
    /// Its truth.
    pub truth: Truth,
    /// Indices of the claims that decided it.
    pub claims: Vec<usize>,
    /// Names of the facts that decided it.
    pub facts: Vec<&'static str>,
    /// What was assumed on the way, such as the days that a fill lasts.
    pub notes: Vec<String>,
    /// Citation with page.
    pub cite: String,
    /// What to document, if it is true.
    pub help: String,
    /// The criterion's title.
    pub title: String,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Whether the support of a request can depend on it; in a prediction, whether the prediction rests on it.
    pub required: bool,
    /// Its id in the rule file.
    #[serde(skip)]
    pub place: Place,
}

impl Rulebook {
    /// The criterion of that id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.id == id)
    }

    /// Every criterion, by family.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.families.values().flat_map(|family| family.criteria.iter())
    }
}

impl Family {
    /// The truth of each criterion over `sheet`, in the file's order.
    pub fn judge(&self, sheet: &FactSheet) -> Vec<CriterionResult> {
        let judged = self.criteria.iter().enumerate();
        judged.map(|(index, criterion)| criterion.judge(sheet, self.support.names(index))).collect()
    }
}

impl Support {
    /// Whether the criterion with this index stands in it.
    pub fn names(&self, index: usize) -> bool {
        match self {
            Self::Criterion(own) => *own == index,
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => parts.iter().any(|part| part.names(index)),
        }
    }
}

impl Support {
    /// In how many ways a request can be supported, where nothing is known of it yet. Counts what may repeat.
    pub fn ways(&self) -> usize {
        let (needed, parts) = match self {
            Self::Criterion(_) => return 1,
            Self::All(parts) => (parts.len(), parts),
            Self::Any(parts) => (1, parts),
            Self::AtLeast(n, parts) => (*n, parts),
        };
        let mut reached = vec![0_usize; needed + 1];
        reached[0] = 1;
        for part in parts.iter().map(Self::ways) {
            for count in (1..=needed).rev() {
                reached[count] = reached[count].saturating_add(reached[count - 1].saturating_mul(part));
            }
        }
        reached[needed]
    }
}

impl Criterion {
    /// Whether one of its conditions compares with the parameter of this name.
    pub fn compares_with(&self, parameter: &str) -> bool {
        let conditions = [self.applies_when.as_ref(), Some(&self.met), self.unless.as_ref()];
        conditions.into_iter().flatten().any(|condition| condition.compares_with(parameter))
    }

    /// Its truth over `sheet`. Where it is open whether the criterion applies, it is met if it holds in both cases.
    pub fn judge(&self, sheet: &FactSheet, required: bool) -> CriterionResult {
        let (truth, finding) = self.finding(sheet);
        // What fails is told even where an exception leaves the whole open, as of a dose over the limit.
        let failing = Finding::of(Kleene::False, [&self.met], sheet).facts;
        let failing = failing.iter().filter(|name| truth == Truth::Undocumented && !finding.facts.contains(name));
        let notes = finding.facts.iter().chain(failing).filter_map(|name| sheet.of(*name).note.clone()).collect();
        CriterionResult {
            id: self.id.clone(),
            truth,
            claims: finding.claims,
            facts: finding.facts.into_iter().map(FactName::as_str).collect(),
            notes,
            cite: self.cite.clone(),
            help: self.help.clone(),
            title: self.title.clone(),
            confidence: self.confidence,
            required,
            place: self.place.clone(),
        }
    }

    /// Its truth over `sheet` with what that rests on.
    fn finding(&self, sheet: &FactSheet) -> (Truth, Finding) {
        let applying = self.applies_when.as_ref().map_or(Kleene::True, |condition| condition.truth(sheet));
        if let (Kleene::False, Some(applies)) = (applying, &self.applies_when) {
            return (Truth::NotApplicable, applies.holds(sheet));
        }
        let met = [Some(&self.met), self.unless.as_ref()];
        let found = met.into_iter().flatten().map(|condition| condition.truth(sheet));
        let truth = found.fold(Kleene::False, Kleene::or).or(!applying);
        // That it applies is open, and so is what it comes to: it rests on both.
        let open = self.applies_when.as_ref().filter(|_| applying == Kleene::Unknown && truth == Kleene::Unknown);
        let deciding = met.into_iter().chain([open]).flatten();
        (truth.into(), Finding::of(truth, deciding, sheet))
    }
}
