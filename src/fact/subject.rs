//! In: what a claim is said of, as written, and an item's request. Out: which treatment and which regions that names.
//!
//! Which words mean what stands in `rules/subjects.tsv` and in the request grammar.

use crate::claim::Claim;
use crate::request::Request;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a claim is said of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subject {
    /// The treatment that it names.
    pub treatment: Treatment,
    /// The body regions that it can mean; none where it names none.
    pub regions: BTreeSet<&'static str>,
}

/// The treatment that a claim's subject names.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Treatment {
    /// The claim names no subject, or points at the item with words such as "this medication".
    #[default]
    Item,
    /// Words that name no treatment known here.
    Unknown,
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

fn rows(kind: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.iter().filter(move |[row, ..]| *row == kind).map(|[_, phrase, meaning]| (*phrase, *meaning))
}

/// What each claim is said of, in the claims' order. `resolve` reads words as if they were requested.
///
/// Made once for a letter: every item and both kinds of evidence are judged with it.
pub fn subjects<'c>(claims: &'c [Claim], resolve: impl Fn(&str) -> Request) -> Vec<Subject> {
    let mut known: BTreeMap<&str, Subject> = BTreeMap::new();
    let mut of_claim = |claim: &'c Claim| {
        let about = claim.about.as_deref()?;
        Some(known.entry(about).or_insert_with(|| read(about, &resolve)).clone())
    };
    claims.iter().map(|claim| of_claim(claim).unwrap_or_default()).collect()
}

fn read(about: &str, resolve: impl Fn(&str) -> Request) -> Subject {
    Subject { treatment: treatment(about, resolve), regions: regions(about) }
}

fn treatment(about: &str, resolve: impl Fn(&str) -> Request) -> Treatment {
    if is_vague(about) {
        return Treatment::Item;
    }
    let request = resolve(about);
    let vague = request.treatment.as_deref().is_some_and(is_vague);
    if request.family != "other" && !vague {
        return Treatment::Named { family: request.family, generic: request.generic };
    }
    let about = about.to_lowercase();
    match rows("class").find(|(phrase, _)| stands_in_lower(&about, phrase)) {
        Some((_, family)) => Treatment::Named { family: family.to_owned(), generic: None },
        None if vague => Treatment::Item,
        None => Treatment::Unknown,
    }
}

/// Whether the words only point at a treatment, such as "this medication".
fn is_vague(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| !word.is_empty());
    words.all(|word| rows("item").any(|(phrase, _)| stands_in_lower(word, phrase)))
}

/// The body regions that `text` names.
pub fn regions(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    let named = rows("region").filter(|(phrase, _)| stands_in_lower(&text, phrase));
    named.flat_map(|(_, regions)| regions.split(' ')).collect()
}

/// Whether `phrase` stands in `text` as whole words, whatever the case; after a final `*` the last word may go on.
pub fn stands_in(text: &str, phrase: &str) -> bool {
    stands_in_lower(&text.to_lowercase(), &phrase.to_lowercase())
}

fn stands_in_lower(text: &str, phrase: &str) -> bool {
    let (stem, open_end) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
    let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !stem.is_empty()
        && text.match_indices(stem).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !joins(before) && (open_end || !joins(after))
        })
}
