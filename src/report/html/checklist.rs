//! In: one item of a report. Out: its prediction, its checklist with links to the words, and what to document.

use super::{anchor, besides};
use crate::letter::Form;
use crate::report::advice::to_document;
use crate::report::human::{rank, rests_on_silence};
use crate::report::{
    BOTH, CriterionResult, Evidence, ItemView, Lines, Prediction, Report, Severity, Truth, findings_of_item, words,
};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Most words that are linked under one point; the list of what was read has them all.
const MOST_LINKS: usize = 6;

/// What the checklist of a document is made with.
pub struct Checklists<'a> {
    /// The document.
    pub report: &'a Report,
    /// The evidence whose criteria are shown.
    pub evidence: Evidence,
    /// The number of the mark of each claim.
    pub marks: &'a BTreeMap<usize, usize>,
    /// Where the lines start.
    pub lines: &'a Lines<'a>,
    /// The document's number in the page.
    pub document: usize,
}

impl Checklists<'_> {
    /// The section of one item.
    pub fn item(&self, view: ItemView<'_>) -> Markup {
        let draft = self.report.letter.form == Form::Draft;
        let judgement = view.judgements.and_then(|judgements| judgements.by(self.evidence));
        html! {
            section aria-labelledby=(anchor(self.document, "item", view.item.n)) {
                h2 id=(anchor(self.document, "item", view.item.n)) { "Item " (view.item.n) ": " (view.item.text) }
                @if let Some(judgement) = judgement {
                    p { strong { (words::verdict(judgement, draft)) } }
                    @if !draft { (self.both(view)) }
                    (self.checklist(view, judgement))
                    (self.advice(view, judgement))
                    (ways(judgement))
                    (besides::conflicts(self.report, Some(view.item.n), self.lines))
                    (besides::request(self.report, view.item.n))
                }
            }
        }
    }

    /// Both kinds of evidence side by side, with the decision.
    fn both(&self, view: ItemView<'_>) -> Markup {
        let rows = BOTH.into_iter().filter_map(|evidence| Some((evidence, view.judgements?.by(evidence)?)));
        html! {
            div.scroll role="group" tabindex="0" aria-label="Predictions" { table.words {
                thead { tr { th scope="col" { "Judged from" } th scope="col" { "Predicted" } th scope="col" { "IMR decided" }
                    th scope="col" { "Agreement" } } }
                tbody { @for (evidence, judgement) in rows { tr {
                    th scope="row" { (words::evidence(evidence, false)) }
                    td { (words::predicted(judgement.outcome)) }
                    td { (words::outcome(view.outcome)) }
                    td { (words::agreement(view.agreement(evidence))) }
                } } }
            } }
        }
    }

    fn checklist(&self, view: ItemView<'_>, judgement: &Prediction) -> Markup {
        let asked = judgement.criteria.iter().filter(|one| one.truth != Truth::NotApplicable);
        let mut asked: Vec<_> = asked.collect();
        asked.sort_by_key(|criterion| rank(criterion));
        html! {
            @if !judgement.criteria.is_empty() {
                h3 { "What the guideline asks" }
                div.scroll role="group" tabindex="0" aria-label="Checklist" { table.words.checklist {
                    thead { tr { th scope="col" { "Point" } th scope="col" { "In this document" } th scope="col" { "Words" }
                        th scope="col" { "Source" } } }
                    tbody { @for criterion in asked {
                        @let settled = self.report.settles(view, &criterion.id);
                        tr id=(self.point(view, &criterion.id)) class=(class(criterion)) {
                            th scope="row" { (criterion.title) br; small.soft { (criterion.id) } }
                            td {
                                (state(self.report, criterion))
                                @if let Some(settled) = settled { br; "settled " (words::settled(settled)) }
                            }
                            td { (self.words(criterion)) }
                            td { (criterion.cite) }
                        }
                    } }
                } }
            }
        }
    }

    /// The place of a point, by which links find it.
    pub fn point(&self, view: ItemView<'_>, id: &str) -> String {
        anchor(self.document, &format!("point-{}", view.item.n), id)
    }

    /// Links to the words that a point rests on.
    fn words(&self, criterion: &CriterionResult) -> Markup {
        let claims = criterion.claims.iter().filter_map(|index| {
            let claim = self.report.reading.claims.get(*index)?;
            Some((self.marks.get(index)?, claim))
        });
        let claims: Vec<_> = claims.collect();
        html! {
            @for (number, claim) in claims.iter().take(MOST_LINKS) {
                a href=(format!("#{}", anchor(self.document, "words", number))) {
                    "line " (self.lines.at(claim.span.start) + 1) ": " q { (claim.quote) }
                }
                br;
            }
            @if claims.len() > MOST_LINKS { span.soft { "and " (claims.len() - MOST_LINKS) " more" } br; }
            @for note in &criterion.notes { span.soft { (note) } br; }
            @if claims.is_empty() && criterion.notes.is_empty() { span.soft { (no_words(self.report, criterion)) } }
        }
    }

    /// What to write, most useful first, and what no words will mend.
    fn advice(&self, view: ItemView<'_>, judgement: &Prediction) -> Markup {
        let findings = findings_of_item(self.report, view, self.evidence);
        let against: Vec<_> = findings.iter().filter(|finding| finding.truth == Truth::Contradicted).collect();
        let open: Vec<_> = findings.iter().filter(|finding| finding.truth == Truth::Undocumented).collect();
        let useful = to_document(judgement).len();
        html! {
            @if !against.is_empty() {
                h3 { "What the record speaks against" }
                ul { @for finding in against { li {
                    a href=(format!("#{}", self.point(view, &finding.code))) { (finding.title) } ". " (words::on_contradicted(finding)) " The guideline asks: " (finding.help)
                    @if finding.severity == Severity::Advice { span.soft { " (the prediction does not rest on it)" } }
                } } }
            }
            @if !open.is_empty() {
                h3 { "What to document, if it is so" }
                ol { @for (index, finding) in open.iter().enumerate() { li {
                    a href=(format!("#{}", self.point(view, &finding.code))) { (finding.title) } ". " (finding.help)
                    @if index >= useful { span.soft { " (the prediction does not rest on it)" } }
                } } }
            }
        }
    }
}

/// What would change the prediction.
fn ways(judgement: &Prediction) -> Markup {
    let title = |id: &String| {
        let found = judgement.criteria.iter().find(|criterion| criterion.id == *id);
        found.map_or_else(|| id.clone(), |criterion| criterion.title.clone())
    };
    html! {
        @if !judgement.to_overturn.is_empty() {
            h3 { "What would be enough" }
            p { "If all of one line is so and is documented, the request would be supported." }
            ul { @for set in &judgement.to_overturn { li { (set.iter().map(title).collect::<Vec<_>>().join("; and ")) } } }
        }
    }
}

fn class(criterion: &CriterionResult) -> &'static str {
    match (criterion.truth, criterion.required) {
        (Truth::Contradicted, true) => "against",
        (Truth::Undocumented, true) => "open",
        _ => "",
    }
}

/// The state of a point in words, so that no colour is needed to read it.
fn state(report: &Report, criterion: &CriterionResult) -> &'static str {
    match (criterion.truth, criterion.required) {
        (Truth::Met, _) if rests_on_silence(report, criterion) => "not opposed",
        (Truth::Met, _) => "met",
        (Truth::Contradicted, true) => "contradicted",
        (Truth::Contradicted, false) => "contradicted; the prediction does not rest on it",
        (Truth::Undocumented, true) => "not shown",
        (Truth::Undocumented, false) => "not shown; the prediction does not rest on it",
        (Truth::NotApplicable, _) => "not asked",
    }
}

fn no_words(report: &Report, criterion: &CriterionResult) -> &'static str {
    match criterion.truth {
        Truth::Undocumented => "nothing that shows this was found",
        Truth::Met if rests_on_silence(report, criterion) => "nothing was found against it",
        _ => "by the request and the dates",
    }
}
