//! In: rulebooks, and a letter of a study. Out: [`Off`], the rulebooks with each criterion switched off, made once; and
//! what each of them makes of a letter.

use crate::report::{BOTH, Judge, Judgements, Truth};
use crate::rule::{Rulebook, Rulebooks};
use crate::study::{Case, StudyLetter, Turned};
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// Every rulebook with every criterion of it switched off. Families that do not differ are shared.
pub struct Off<'a> {
    judge: &'a Judge,
    /// By edition and id.
    without: BTreeMap<(String, String), Rulebook>,
    titles: IndexMap<String, String>,
}

/// What one letter shows.
#[derive(Debug)]
pub struct OfLetter {
    /// Its items by the rules as they stand.
    pub cases: Vec<Case>,
    /// The id of each criterion that applies to an item, once for each item.
    pub asked: Vec<String>,
    /// The items that flip without a criterion, each with its id.
    pub turned: Vec<(String, Turned)>,
}

impl<'a> Off<'a> {
    /// Makes the rulebooks.
    pub fn new(judge: &'a Judge) -> Self {
        let books: &Rulebooks = judge.rulebooks();
        let books = || judge.only().map_or_else(|| books.iter().collect::<Vec<_>>(), |only| vec![only]);
        let (mut without, mut titles) = (BTreeMap::new(), IndexMap::new());
        for book in books() {
            for criterion in book.criteria() {
                without.insert((book.id.clone(), criterion.id.clone()), book.without(&criterion.id));
                titles.entry(criterion.id.clone()).or_insert_with(|| criterion.title.clone());
            }
        }
        titles.sort_keys();
        Self { judge, without, titles }
    }

    /// Every criterion: id and title.
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &str)> {
        self.titles.iter().map(|(id, title)| (id.as_str(), title.as_str()))
    }

    /// Judges a letter by the rules as they stand, and without each criterion that applies to one of its items.
    pub fn judge(&self, letter: &StudyLetter) -> OfLetter {
        let Some(brief) = self.judge.brief(&letter.file) else {
            return OfLetter { cases: Vec::new(), asked: Vec::new(), turned: Vec::new() };
        };
        let base = brief.judge(brief.rulebook);
        let asked: Vec<String> = base.iter().flat_map(asked).collect();
        let mut ids = asked.clone();
        ids.sort();
        ids.dedup();
        let mut turned = Vec::new();
        for id in ids {
            if let Some(book) = self.without.get(&(brief.edition.id.clone(), id.clone())) {
                let these = Turned::of(letter, &base, &brief.judge(book));
                turned.extend(these.into_iter().map(|one| (id.clone(), one)));
            }
        }
        OfLetter { cases: Case::of(letter, &brief.edition.id, &base), asked, turned }
    }
}

/// The criteria that apply to an item on any evidence.
fn asked(judgements: &Judgements) -> Vec<String> {
    let mut ids = Vec::new();
    for prediction in BOTH.iter().filter_map(|evidence| judgements.by(*evidence)) {
        let applying = prediction.criteria.iter().filter(|criterion| criterion.truth != Truth::NotApplicable);
        ids.extend(applying.map(|criterion| criterion.id.clone()));
    }
    ids.sort();
    ids.dedup();
    ids
}
