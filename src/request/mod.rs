//! In: the text of a disputed item. Out: [`Request`], what is asked for: drug, strength, quantity, sessions, region, family.

use serde::Serialize;

/// What an item asks for, as far as its own text says.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Request {
    /// Treatment family of the contract (`opioid`, `imaging`, …); `other` where none fits.
    pub family: String,
    /// The treatment as written, such as `Norco`.
    pub treatment: Option<String>,
    /// Generic name from the drug table, such as `hydrocodone/acetaminophen`.
    pub generic: Option<String>,
    /// Drug class from the drug table, such as `opioid_short_acting`.
    pub class: Option<String>,
    /// Strength as written, such as `7.5/325mg`.
    pub strength: Option<String>,
    /// Units in one fill.
    pub quantity: Option<u32>,
    /// Refills beyond the first fill.
    pub refills: Option<u32>,
    /// Visits or sessions asked for; `2x6` is 12.
    pub sessions: Option<u32>,
    /// Body part as written.
    pub body_part: Option<String>,
    /// Milligrams of morphine equivalent a day, if the fill lasts 30 days.
    pub daily_mme: Option<f64>,
}

/// Reads a request from an item's text.
pub fn read(item_text: &str) -> Request {
    let _ = item_text;
    Request { family: "other".to_owned(), ..Request::default() }
}

/// dev stub
pub struct Drugs(std::collections::HashSet<String>);
impl Drugs {
    /// dev
    pub fn built_in() -> Self {
        Self(std::fs::read_to_string("/work/shared/data/drugs.tsv").unwrap_or_default().lines().skip(1).flat_map(|l| l.split('\t').take(2).map(str::to_lowercase).collect::<Vec<_>>()).collect())
    }
    /// dev
    pub fn longest_name(&self, text: &str) -> Option<usize> {
        let mut ends: Vec<usize> = text.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric()).map(|(i, _)| i).take(6).collect();
        ends.push(text.len());
        ends.into_iter().rev().find(|&e| self.0.contains(&text[..e]))
    }
}
