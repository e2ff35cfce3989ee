//! In: the text of a sidecar file, in which somebody marked findings as settled. Out: [`Sidecar`], and which findings of a
//! report it settles.

use crate::report::{Evidence, ItemView, Prediction, Report, Truth};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a sidecar file says. The document itself is never edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    /// The findings that are settled.
    pub settled: Vec<Settled>,
}

/// One finding that somebody looked at and settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The id of the criterion.
    pub finding: String,
    /// The item, from 1; all items that have the finding where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// What the item asks for. Where it no longer asks for this, the entry is stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Why it is settled.
    pub reason: String,
    /// When it was settled.
    pub date: Date,
    /// Who settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// An entry that settles nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stale {
    /// The entry.
    #[serde(flatten)]
    pub entry: Settled,
    /// Why, as a clause.
    pub why: String,
}

impl Sidecar {
    /// Reads a sidecar file.
    ///
    /// # Errors
    /// What is wrong, with the line, as a clause.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let sidecar: Self = serde_yaml::from_str(text).map_err(|error| fault(&error))?;
        match sidecar.settled.iter().position(|one| one.reason.trim().is_empty()) {
            Some(index) => Err(format!("entry {}: the reason is empty", index + 1)),
            None => Ok(sidecar),
        }
    }

    /// The file's text.
    ///
    /// # Errors
    /// Never in practice: all that it holds is text, numbers and dates.
    pub fn to_yaml(&self) -> Result<String, String> {
        serde_yaml::to_string(self).map_err(|error| error.to_string())
    }
}

impl Settled {
    /// Whether it speaks of this item.
    fn is_of(&self, view: ItemView<'_>) -> bool {
        self.item.is_none_or(|n| n == view.item.n)
            && self.request.as_deref().is_none_or(|request| plain(request) == plain(&view.item.text))
    }
}

/// Words without regard to case and spaces.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Report {
    /// The entry that settles a finding of an item.
    pub fn settles(&self, view: ItemView<'_>, finding: &str) -> Option<&Settled> {
        self.sidecar.settled.iter().find(|entry| entry.finding == finding && entry.is_of(view))
    }

    /// How many findings are settled, on this evidence.
    pub fn settled(&self, evidence: Evidence) -> usize {
        let judged = self.items().filter_map(|view| Some((view, view.judgements?.by(evidence)?)));
        let of_item = |(view, judgement): (ItemView<'_>, &Prediction)| {
            judgement.criteria.iter().filter(|one| is_open(one.truth) && self.settles(view, &one.id).is_some()).count()
        };
        judged.map(of_item).sum()
    }

    /// The entries that settle nothing, on either kind of evidence.
    pub fn stale(&self) -> Vec<Stale> {
        let stale = self.sidecar.settled.iter().filter_map(|entry| {
            let why = self.why_stale(entry)?;
            Some(Stale { entry: entry.clone(), why })
        });
        stale.collect()
    }

    fn why_stale(&self, entry: &Settled) -> Option<String> {
        let mut meant = self.items().filter(|view| entry.is_of(*view)).peekable();
        if meant.peek().is_none() {
            return Some(match (&entry.request, entry.item) {
                (Some(_), _) => "no item asks for this any more".to_owned(),
                (None, Some(n)) => format!("there is no item {n}"),
                (None, None) => "the document has no item".to_owned(),
            });
        }
        let judged = meant.filter_map(|view| view.judgements);
        let judged = judged.flat_map(|both| super::BOTH.into_iter().filter_map(|evidence| both.by(evidence)));
        let criteria = judged.flat_map(|judgement| &judgement.criteria);
        let judged: Vec<_> = criteria.filter(|criterion| criterion.id == entry.finding).collect();
        if judged.is_empty() {
            return Some("the rules have no such point for this item".to_owned());
        }
        (!judged.iter().any(|one| is_open(one.truth))).then(|| "the document no longer leaves it open".to_owned())
    }

    /// Whether all that the prediction of an item rests on is settled: one way that would be enough, or every point that
    /// the record speaks against.
    pub fn is_settled(&self, view: ItemView<'_>, evidence: Evidence) -> bool {
        let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { return false };
        let settled = |id: &str| self.settles(view, id).is_some();
        let against: Vec<_> = super::advice::against(judgement).collect();
        let way = judgement.to_overturn.iter().any(|set| set.iter().all(|id| settled(id)));
        way || (!against.is_empty() && against.iter().all(|criterion| settled(&criterion.id)))
    }
}

/// What is wrong, without the words of the file: they may be a document's that was written over it.
fn fault(error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    let line = error.location().map_or(1, |place| place.line());
    match message.starts_with("invalid type") {
        true => format!("line {line}: this is not a list of settled findings"),
        false => message,
    }
}

/// Whether a criterion of this truth is a finding.
fn is_open(truth: Truth) -> bool {
    matches!(truth, Truth::Contradicted | Truth::Undocumented)
}
