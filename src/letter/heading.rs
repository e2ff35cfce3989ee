//! In: the bytes of an item's heading. Out: what is in dispute, and of a modified request what was asked and granted.

use super::grammar::{Rule, parse};
use super::outcome::Outcome;
use crate::source::Prose;
use crate::span::Span;

/// What an item's heading says, without its verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// What is in dispute, as running text.
    pub(super) text: String,
    /// The bytes of `text`.
    pub(super) span: Span,
    /// What was asked at first, of a modified request.
    pub(super) asked: Option<String>,
    /// What utilization review granted of it.
    pub(super) granted: Option<String>,
}

/// Reads the heading at `range`, which ends before the colon of its verdict.
pub(super) fn read(document: &str, range: Span) -> Heading {
    let prose = Prose::new(document, range);
    let mut heading = Heading::default();
    let start = after_number(&prose.text);
    let body = &prose.text[start..];
    let mut disputed = Span::new(start, prose.text.len());
    for part in modified(body).into_iter().flat_map(pest::iterators::Pair::into_inner) {
        let words = || Some(part.as_str().trim().to_owned());
        match part.as_rule() {
            Rule::asked => heading.asked = words(),
            Rule::granted_before_leaving | Rule::granted_before_verb => heading.granted = words(),
            Rule::disputed => disputed.start = start + part.as_span().start(),
            _ => {}
        }
    }
    if let (Some(asked), true) = (&heading.asked, disputed.start == start) {
        disputed.end = start + asked.len();
    }
    let text = without_verb(disputed.of(&prose.text));
    heading.text = text.to_owned();
    heading.span = prose.span(Span::new(disputed.start, disputed.start + text.len()));
    heading
}

/// Only a heading that speaks of an original request can be of a modified one.
fn modified(body: &str) -> Option<super::grammar::Node<'_>> {
    body.to_ascii_lowercase().contains("original request").then_some(())?;
    parse(Rule::modified, body).or_else(|| parse(Rule::reduced, body))
}

/// Where the words start after a list number: "2) MRI", "3. Norco"; "1 PRESCRIPTION" has none.
fn after_number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let numbered = (1..=2).contains(&digits) && (rest.starts_with(") ") || rest.starts_with(". "));
    if numbered { digits + 2 } else { 0 }
}

/// "… #35 is", before ": Upheld"; the end of "tenodesis" stays.
fn without_verb(text: &str) -> &str {
    let text = text.trim_end_matches([' ', ':', ',']);
    let verb = [" is", " are", " IS", " ARE"].iter().find_map(|verb| text.strip_suffix(verb));
    verb.unwrap_or(text).trim_end_matches([' ', ':', ','])
}

/// A heading of the form "X is not medically necessary": `range` cut down to X, and what was ruled.
pub(super) fn ruling(document: &str, range: Span) -> Option<(Span, Outcome)> {
    let node = parse(Rule::ruling, range.of(document))?;
    let mut end = range.start;
    let mut outcome = Outcome::Overturned;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::subject => end = range.start + part.as_span().end(),
            _ if part.into_inner().next().is_some() => outcome = Outcome::Upheld,
            _ => {}
        }
    }
    Some((Span::new(range.start, end), outcome))
}
