//! In: a document's text. Out: its marks, the headings and labels that give a letter its structure, in order.

use super::grammar::{Node, Rule, Tried, span};
use super::outcome::Outcome;
use crate::span::Span;
use std::sync::LazyLock;

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

static AFTER_BREAK: LazyLock<Tried> = LazyLock::new(|| Tried::new(Rule::after_break));
static AFTER_COLON: LazyLock<Tried> = LazyLock::new(|| Tried::new(Rule::after_colon));
static BLANKS: LazyLock<Tried> = LazyLock::new(|| Tried::new(Rule::blanks));

/// Finds all marks of `text` in one pass: at its start, and behind each line break, colon and end of a sentence.
pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut found = Found::default();
    let mut place = Some((0, Stop::Break));
    while let Some((at, stop)) = place {
        let rest = text.get(at..).unwrap_or_default();
        let tried = if stop == Stop::Break { &AFTER_BREAK } else { &AFTER_COLON };
        let length = match tried.parse(rest) {
            Some(node) => {
                let length = node.as_span().end();
                node.into_inner().for_each(|node| found.take(&node, at));
                length
            }
            // The line breaks among the blanks behind one are no stops of their own: each would lead here again.
            None if stop == Stop::Break => BLANKS.length(rest).unwrap_or(0),
            None => 0,
        };
        place = next_stop(text, at + length);
    }
    found.marks
}

/// Where a mark may stand behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// The start of the text, a line break, or the end of a sentence.
    Break,
    Colon,
}

/// Where the next stop ends.
fn next_stop(text: &str, from: usize) -> Option<(usize, Stop)> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|at| match bytes[at] {
        b'\n' => Some((at + 1, Stop::Break)),
        b'.' if bytes.get(at + 1) == Some(&b' ') => Some((at + 2, Stop::Break)),
        b':' => Some((at + 1, Stop::Colon)),
        _ => None,
    })
}

/// The marks so far, and a number that belongs to the next one.
#[derive(Default)]
struct Found {
    marks: Vec<Mark>,
    before: Option<(usize, Option<u32>)>,
}

impl Found {
    /// Takes a node of a text that begins at byte `base`.
    fn take(&mut self, node: &Node<'_>, base: usize) {
        let mut span = span(node, base);
        if node.as_rule() == Rule::number {
            self.before = Some((span.start, node.as_str().trim_end_matches([')', '.']).parse().ok()));
            return;
        }
        let Some(kind) = kind(node) else { return };
        let (start, number) = self.before.take().unwrap_or((span.start, None));
        span.start = start;
        self.marks.push(Mark { kind, span, number });
    }
}

fn kind(node: &Node<'_>) -> Option<MarkKind> {
    let decided = || {
        let upheld = node.clone().into_inner().any(|part| matches!(part.as_rule(), Rule::upheld | Rule::not));
        if upheld { Outcome::Upheld } else { Outcome::Overturned }
    };
    Some(match node.as_rule() {
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
        _ => return None,
    })
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::letter::grammar::parse;

    fn in_the_whole(text: &str) -> Vec<Mark> {
        let mut found = Found::default();
        for node in parse(Rule::letter, text).unwrap().into_inner() {
            // Spans of a node count from the start of what was parsed, which here is the whole text.
            node.into_inner().for_each(|node| found.take(&node, 0));
        }
        found.marks
    }

    /// Stop by stop is found what pest finds in the whole text.
    #[test]
    fn stop_by_stop_is_found_what_is_found_in_the_whole() {
        let letter = include_str!("../../tests/letters/upper-case-items.txt");
        let numbered = include_str!("../../tests/letters/form-2013-printed-twice.txt");
        let found = find(numbered);
        assert!(found.len() > 5 && found.iter().any(|mark| mark.number.is_some()), "{found:?}");
        let words: Vec<&str> = letter.split_inclusive(' ').collect();
        let shifted: String = (0..words.len()).map(|at| words[at * 7919 % words.len()]).collect();
        let odd = "1. The claims administrator based. 2) : upheld.  decision rationale :\u{a0}UPHELD\n\n\x0cSincerely,:overturnedly é:";
        for text in
            [letter, numbered, &letter.to_uppercase(), &letter.replace('\n', " \n\n"), &shifted, odd, "", ":", "\n"]
        {
            assert_eq!(find(text), in_the_whole(text), "{text}");
        }
    }
}
