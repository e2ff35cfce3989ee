//! In: what a claim is said of, as written, and an item's request. Out: which treatment, regions and sides that names.
//!
//! Which words mean what stands in `rules/subjects.tsv` and in the request grammar.

use super::region::{self, Where};
use crate::claim::{Claim, Kind, Reading};
use crate::kept::{Kept, kept};
use crate::request::Request;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a claim is said of.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The treatment that it names.
    pub treatment: Treatment,
    /// The body regions that it can mean; none where it names none.
    #[serde(deserialize_with = "known_words")]
    pub regions: BTreeSet<&'static str>,
    /// `left`, `right` or both; none where none is told.
    #[serde(deserialize_with = "known_words")]
    pub sides: BTreeSet<&'static str>,
}

/// The treatment that a claim's subject names.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Treatment {
    /// The claim names no subject, or points at the item with words such as "this treatment".
    #[default]
    Item,
    /// Words that name no treatment known here.
    Unknown,
    /// Words that point at the item if it is of one of these families, such as "this medication".
    #[serde(deserialize_with = "known_words")]
    OneOf(BTreeSet<&'static str>),
    /// A treatment family, and a generic drug where one is named.
    Named {
        /// The treatment family.
        family: String,
        /// The generic drug.
        generic: Option<String>,
    },
}

static TABLE: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/subjects.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = |line: &'static str| {
        let mut cells = line.split('\t').map(str::trim);
        Some([cells.next()?, cells.next()?, cells.next().unwrap_or_default()])
    };
    lines.filter_map(cells).collect()
});

/// Words of the table that were kept, as those of the table again.
fn known_words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<&'static str>, D::Error> {
    let words = BTreeSet::<String>::deserialize(deserializer)?;
    let known = |word: &String| TABLE.iter().flat_map(|[_, _, meaning]| meaning.split(' ')).find(|known| known == word);
    let found = words.iter().map(|word| known(word).ok_or_else(|| serde::de::Error::custom("a word not in the table")));
    found.collect()
}

/// The rows of a kind: phrase and meaning.
pub(super) fn rows(kind: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.iter().filter(move |[row, ..]| *row == kind).map(|[_, phrase, meaning]| (*phrase, *meaning))
}

thread_local! {
    /// Which treatment words name, as it was found: letters speak of the same few hundred.
    static KNOWN: RefCell<Kept<Treatment>> = Kept::up_to(10_000, 300);
}

/// What each claim is said of, in the claims' order. `text` is the document's; `resolve` reads words as if they were
/// requested, which must give the same for the same words, whoever asks.
///
/// Made once for a letter: every item and both kinds of evidence are judged with it.
pub fn subjects(reading: &Reading, text: &str, resolve: impl Fn(&str) -> Request) -> Vec<Subject> {
    let mut places = region::Places::new(reading, text);
    let mut of_claim = |claim| {
        let words = words_of(claim);
        let treatment = words.map(|words| kept(&KNOWN, words, || treatment(words, &resolve)));
        let treatment = treatment.filter(|treatment| claim.about.is_some() || *treatment != Treatment::Unknown);
        let Where { regions, sides } = places.of(claim);
        Subject { treatment: treatment.unwrap_or_default(), regions, sides }
    };
    reading.claims.iter().map(&mut of_claim).collect()
}

/// The words that say which treatment a claim speaks of: its subject, else, where it counts sessions, its own words.
fn words_of(claim: &Claim) -> Option<&str> {
    let own = || (claim.kind == Kind::PriorSessions).then_some(claim.quote.as_str());
    claim.about.as_deref().or_else(own)
}

fn treatment(about: &str, resolve: impl Fn(&str) -> Request) -> Treatment {
    if let Some(pointing) = pointing(about) {
        return pointing;
    }
    let request = resolve(about);
    let pointing = request.treatment.as_deref().and_then(pointing);
    if request.family != "other" && pointing.is_none() {
        return Treatment::Named { family: request.family, generic: request.generic };
    }
    let about = about.to_lowercase();
    match rows("class").find(|(phrase, _)| stands_in_lower(&about, phrase)) {
        Some((_, family)) => Treatment::Named { family: family.to_owned(), generic: None },
        None => pointing.unwrap_or(Treatment::Unknown),
    }
}

/// What words say that only point at a treatment, such as "this medication"; none where there are other words too.
fn pointing(text: &str) -> Option<Treatment> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| !word.is_empty());
    let rows: Option<Vec<_>> =
        words.map(|word| rows("item").find(|(phrase, _)| stands_in_lower(word, phrase))).collect();
    let groups = rows?.into_iter().filter(|(_, group)| !group.is_empty()).map(|(_, group)| families(group));
    let narrowed = groups.reduce(|one, two| {
        let both: BTreeSet<_> = one.intersection(&two).copied().collect();
        if both.is_empty() { one.union(&two).copied().collect() } else { both }
    });
    Some(narrowed.map_or(Treatment::Item, Treatment::OneOf))
}

/// The families of a group of the table.
fn families(group: &str) -> BTreeSet<&'static str> {
    rows("group").filter(|(name, _)| *name == group).flat_map(|(_, families)| families.split(' ')).collect()
}

/// Whether one of `phrases` stands in `text` as whole words, whatever the case; after a final `*` the last word may go on.
pub fn mentions(text: &str, phrases: &[String]) -> bool {
    let text = text.to_lowercase();
    phrases.iter().any(|phrase| stands_in_lower(&text, &phrase.to_lowercase()))
}

/// The same of one phrase, where both are in lower case already.
pub(super) fn stands_in_lower(text: &str, phrase: &str) -> bool {
    let (stem, open_end) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
    let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !stem.is_empty()
        && text.match_indices(stem).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !joins(before) && (open_end || !joins(after))
        })
}
