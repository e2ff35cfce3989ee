//! In: a document's text. Out: its marks, the headings and labels that give a letter its structure, in order.

use super::grammar::{Rule, parse, span};
use super::outcome::Outcome;
use crate::span::Span;

/// A heading or label, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    /// Its bytes, those of the number before it included.
    pub(super) span: Span,
    /// The number before it, as in "2) Regarding the request for".
    pub(super) number: Option<u32>,
}

/// What a mark opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// "How the IMR final determination was made": the header is over.
    Made,
    /// The clinical case summary, its lead included.
    Summary,
    /// The part that lists items and decisions.
    Issues,
    /// "… for the disputed items/services set forth below:".
    ListFollows,
    /// "Claims Administrator guideline:".
    ClaimsGuideline,
    /// "The Claims Administrator based …", which opens the same in letters of 2013 and early 2014.
    ClaimsBasis,
    /// "MAXIMUS guideline:".
    ReviewerGuideline,
    /// "The Expert Reviewer based …", which opens the same in letters of 2013 and early 2014.
    ReviewerBasis,
    /// "Decision rationale:".
    Rationale,
    /// A rationale whose label says which way the decision went.
    RationaleFor(Outcome),
    /// The verdict after an item's heading; its bytes begin after the colon.
    Verdict(Outcome),
    /// "MAXIMUS Federal Services, Inc. has determined the request for".
    Determined,
    /// "Regarding the request for", which heads an item's discussion in 2013.
    Regarding,
    /// "Issue at dispute:".
    Dispute,
    /// The list of documents, or the closing words: what stands before is over.
    Elsewhere,
}

/// Finds all marks of `text` in one pass.
pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<(usize, Option<u32>)> = None;
    for node in parse(Rule::letter, text).into_iter().flat_map(pest::iterators::Pair::into_inner) {
        if node.as_rule() == Rule::number {
            let number = node.as_str().trim_end_matches([')', '.']).parse().ok();
            before = Some((node.as_span().start(), number));
            continue;
        }
        let decided = || {
            let upheld = node.clone().into_inner().any(|part| matches!(part.as_rule(), Rule::upheld | Rule::not));
            if upheld { Outcome::Upheld } else { Outcome::Overturned }
        };
        let kind = match node.as_rule() {
            Rule::made => MarkKind::Made,
            Rule::summary => MarkKind::Summary,
            Rule::issues => MarkKind::Issues,
            Rule::list_follows => MarkKind::ListFollows,
            Rule::claims_guideline => MarkKind::ClaimsGuideline,
            Rule::claims_basis => MarkKind::ClaimsBasis,
            Rule::reviewer_guideline => MarkKind::ReviewerGuideline,
            Rule::reviewer_basis => MarkKind::ReviewerBasis,
            Rule::rationale => MarkKind::Rationale,
            Rule::opposed => MarkKind::RationaleFor(decided()),
            Rule::outcome => MarkKind::Verdict(decided()),
            Rule::determined => MarkKind::Determined,
            Rule::regarding => MarkKind::Regarding,
            Rule::dispute => MarkKind::Dispute,
            Rule::documents | Rule::closing => MarkKind::Elsewhere,
            _ => continue,
        };
        let mut span = span(&node, 0);
        let (start, number) = before.take().unwrap_or((span.start, None));
        span.start = start;
        marks.push(Mark { kind, span, number });
    }
    marks
}

impl MarkKind {
    /// Whether a text with this mark is a letter. A draft may have a rationale or a case summary of its own.
    pub(super) const fn is_of_letter(self) -> bool {
        !matches!(self, Self::Summary | Self::Rationale | Self::Elsewhere | Self::Regarding | Self::Verdict(_))
    }

    /// Whether the header is over where this mark stands.
    pub(super) const fn ends_header(self) -> bool {
        !matches!(self, Self::Determined | Self::Elsewhere)
    }

    /// Whether the mark is a label that follows an item's heading.
    pub(super) const fn follows_heading(self) -> bool {
        matches!(
            self,
            Self::ClaimsGuideline | Self::ClaimsBasis | Self::ReviewerGuideline | Self::ReviewerBasis | Self::Rationale
        )
    }
}
