//! In: the marked text of an item. Out: pest's trees of its parts, in the order of the text. Private to this stage.

use super::openings::Openings;
use crate::grammar::work;
use pest::Parser as _;
use pest::iterators::Pair;
use std::sync::LazyLock;

/// The grammar of requests: three files read as one.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/request.pest"]
#[grammar = "../grammar/body.pest"]
#[grammar = "../grammar/treatment.pest"]
pub struct RequestParser;

/// The same three files, to work out which part can start where.
const GRAMMAR: &str = concat!(
    include_str!("../../grammar/request.pest"),
    include_str!("../../grammar/body.pest"),
    include_str!("../../grammar/treatment.pest")
);

/// More than the longest part of any heading: a compound with a dozen ingredients.
const LONGEST_PART: usize = 400;

static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(GRAMMAR));

/// One part of a request.
pub struct Part<'t> {
    /// Offset of its text in the item's text; the pair's own offsets count from there.
    pub offset: usize,
    /// The lists of the grammar that it stands in, such as `course`; a part of its own stands in none.
    pub list: Option<Rule>,
    /// What was read.
    pub pair: Pair<'t, Rule>,
}

/// Reads a text part by part and hands each one over.
pub fn read<'t>(text: &'t str, mut take: impl FnMut(Part<'t>)) {
    let mut offset = 0;
    while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
        let window = window(rest);
        let found = OPENINGS.at(window).and_then(|(list, rule)| {
            work::call();
            let pair = RequestParser::parse(rule, window).ok()?.next()?;
            Some((pair.as_span().end(), Part { offset, list, pair }))
        });
        offset += match found {
            Some((length, part)) => {
                take(part);
                length.max(1)
            }
            None => word_length(rest),
        };
    }
}

/// The side of the body that a text starts with.
pub fn side(text: &str) -> Option<Pair<'_, Rule>> {
    RequestParser::parse(Rule::side_alone, window(text)).ok()?.next()?.into_inner().next()
}

/// The bytes that one part may take. A part that does not fit costs as much as the text that it was tried on.
fn window(text: &str) -> &str {
    let end = (0..=LONGEST_PART.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// Bytes of the word or the sign that a text begins with. Marks of drug names are the only control characters.
fn word_length(text: &str) -> usize {
    let word =
        text.find(|c: char| !c.is_ascii_alphanumeric() && !c.is_ascii_control() && c != '\'').unwrap_or(text.len());
    if word > 0 { word } else { text.chars().next().map_or(1, char::len_utf8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "physical therapy 2x6 for the right shoulder, \u{1}\u{1}\u{1} 10/325mg #120 with 1 refill (dos: 1/2/2015)",
        "left knee arthroscopy with partial meniscectomy; post-op sling and cold therapy unit, 7 day rental",
        "referral to an orthopedic surgeon, urology consultation, unknown quantity of \u{2}\u{2} patches #10",
        "\u{1} 10%/\u{1} 5% in cream base 240g, 1-2 tabs po q4-6h prn, l4-5, l5-s1 esi x 3, 3 phase bone scan",
        "right sacroiliac joint injection, weekly psychotherapy for 8 weeks, eight (8) visits, mri w/o contrast",
        "associated surgical service: 2 leg wraps, hinged knee brace, abcd 5mg .5 mg, no refills, twice a week",
    ];

    /// At every place the openings leave the same part in the lead that trying all parts would.
    #[test]
    fn openings_miss_no_part() {
        let leads = |rules: Vec<(Option<Rule>, Rule)>, text: &str| {
            rules.into_iter().find(|(_, rule)| RequestParser::parse(*rule, text).is_ok())
        };
        for text in TEXTS {
            for offset in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let rest = window(&text[offset..]);
                let all = leads(OPENINGS.all().to_vec(), rest);
                assert_eq!(OPENINGS.at(rest), all, "{rest:?}");
            }
        }
    }
}
