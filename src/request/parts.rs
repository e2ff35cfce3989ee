//! In: words that name treatments, and the drug table. Out: [`PartFound`]s, what each stretch of the words tells, in order.
//!
//! A [`super::Request`] says what is asked for; this says where. Both read the same tree of the same grammar.

use super::drugs::Drugs;
use super::mark::Marked;
use super::parser::{self, Rule};
use super::walk::{Walk, inside};
use super::{LONGEST_ITEM, number};
use crate::span::Span;
use pest::iterators::Pair;
use serde::Deserialize;

/// What a stretch of words tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The treatment by its name.
    Treatment,
    /// A drug that the table does not know, told by the strength behind it.
    UnknownDrug,
    /// Strength of a drug, or of the ingredients of a compound.
    Strength,
    /// How many units or pieces.
    Quantity,
    /// Mass or volume of a package.
    Package,
    /// Refills beyond the first fill.
    Refills,
    /// How a drug is taken.
    Directions,
    /// Days that a fill is to last.
    DaysSupply,
    /// A number of visits or sessions.
    Sessions,
    /// A count without a name ("x 8"), which is of visits or of pieces.
    Times,
    /// How often in a week or month.
    Frequency,
    /// For how long.
    Duration,
    /// How often and for how long at once ("2x6").
    Grid,
    /// Something is bought.
    Purchase,
    /// Something is rented.
    Rental,
    /// A part of the body, or a level of the spine.
    Region,
    /// The left side of the body.
    Left,
    /// The right side.
    Right,
    /// Both sides.
    Bilateral,
}

/// One stretch of words with what it tells.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFound {
    /// What it tells.
    pub part: Part,
    /// Its bytes in the words that were read.
    pub span: Span,
    /// Generic name of the drug that a treatment names.
    pub generic: Option<String>,
    /// The numbers of a strength, in their order.
    pub numbers: Vec<f64>,
}

/// Reads words part by part. What is not understood is passed over.
pub fn parts(text: &str, drugs: &Drugs) -> Vec<PartFound> {
    let length = (0..=LONGEST_ITEM.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = &text[..length];
    let marked = Marked::new(text, drugs);
    let mut found = Vec::new();
    parser::read(&marked.text, |part| {
        let walk = Walk { text, offset: part.offset, marked: &marked, drugs };
        if let Some(list) = part.list {
            let generic = walk.drug(&part.pair).map(|drug| drug.generic.clone());
            let by_strength = inside(&part.pair, Rule::name).is_some();
            let told =
                if list == Rule::fallback { by_strength.then_some(Part::UnknownDrug) } else { Some(Part::Treatment) };
            found.extend(told.map(|told| PartFound { generic, ..one(told, &part.pair, part.offset) }));
        }
        let all = std::iter::once(part.pair.clone()).chain(part.pair.clone().into_inner().flatten());
        found.extend(all.filter_map(|pair| Some(one(told_by(pair.as_rule())?, &pair, part.offset))));
    });
    found.extend(side_apart(&marked.text, &found));
    found
}

/// The side that stands apart from the part of the body: "left medial branch block". A letter alone may be a level.
fn side_apart(text: &str, found: &[PartFound]) -> Option<PartFound> {
    let is_side = |part: Part| matches!(part, Part::Left | Part::Right | Part::Bilateral);
    if found.iter().any(|one| is_side(one.part)) {
        return None;
    }
    let starts = text.char_indices().filter(|(at, letter)| letter.is_ascii_lowercase() && !follows_letter(text, *at));
    starts.into_iter().find_map(|(at, _)| {
        let pair = parser::side(&text[at..])?;
        let part = told_by(pair.as_rule()).filter(|_| pair.as_str().len() > 1)?;
        Some(one(part, &pair, at))
    })
}

fn follows_letter(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Words in lower case with each drug name overwritten by control characters, each offset as it was.
pub fn marked(text: &str, drugs: &Drugs) -> String {
    Marked::new(text, drugs).text
}

fn one(part: Part, pair: &Pair<Rule>, offset: usize) -> PartFound {
    let span = pair.as_span();
    let numbers = if part == Part::Strength { number::numbers(pair) } else { Vec::new() };
    let end = span.start() + pair.as_str().trim_end().len();
    PartFound { part, span: Span::new(offset + span.start(), offset + end), generic: None, numbers }
}

/// What a rule of the grammar tells by itself.
const fn told_by(rule: Rule) -> Option<Part> {
    Some(match rule {
        Rule::strength | Rule::percent => Part::Strength,
        Rule::quantity => Part::Quantity,
        Rule::package => Part::Package,
        Rule::refills => Part::Refills,
        Rule::directions => Part::Directions,
        Rule::days_supply => Part::DaysSupply,
        Rule::sessions => Part::Sessions,
        Rule::times => Part::Times,
        Rule::frequency => Part::Frequency,
        Rule::duration => Part::Duration,
        Rule::grid => Part::Grid,
        Rule::purchase => Part::Purchase,
        Rule::rental => Part::Rental,
        Rule::body_part | Rule::injected_site | Rule::operated_region => Part::Region,
        Rule::of_left => Part::Left,
        Rule::of_right => Part::Right,
        Rule::of_both => Part::Bilateral,
        _ => return None,
    })
}
