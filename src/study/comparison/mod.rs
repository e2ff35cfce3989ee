//! In: the judgements of the same letters by two rulebooks. Out: [`Comparison`]: the items that flip, each with the
//! criterion responsible, and agreement before and after on the same items.

pub mod csv;
mod flipped;
pub mod html;
pub mod human;
pub mod json;
mod responsible;
mod trace;

pub use flipped::{FlippedItem, Side};
pub use trace::Traced;

use super::change::{Change, Flip, changes};
use super::statistics::{Bootstrap, mcnemar};
use super::{Case, Confusion, StudyLetter};
use crate::report::{BOTH, Brief, Evidence, Judge, Judgements, Predicted};
use crate::rule::{RuleChange, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// What a change of rules does.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Documents that were read.
    pub letters: usize,
    /// Documents that could not be read.
    pub failed: usize,
    /// Whether the work was interrupted, so that some documents are missing.
    pub partial: bool,
    /// Items of all kinds.
    pub items: usize,
    /// Items whose document tells no decision: they can flip, and count in no measure.
    pub without_outcome: usize,
    /// On the summary alone.
    pub summary: Compared,
    /// With the reviewer's findings.
    pub findings: Compared,
    /// Every item that flips, in the order of the documents.
    pub flips: Vec<FlippedItem>,
    /// How many letters were judged by which edition of the one side and of the other.
    pub editions: BTreeMap<(String, String), usize>,
    /// Documents with the case number of one before them. They count like the others.
    pub repeated: usize,
    case_numbers: BTreeSet<String>,
}

/// The same items judged twice on one kind of evidence.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// How many items went from which prediction to which.
    pub flows: BTreeMap<(Predicted, Predicted), usize>,
    /// Items with the same prediction for another reason.
    pub other_basis: usize,
    /// Items with a decision that only one of the two covers; they count in no measure.
    pub covered_once: usize,
    /// The table of each letter before: items with a decision that both cover.
    pub before: Vec<Confusion>,
    flips: Vec<Flip>,
}

/// Of the items that both sides cover: how many are right on which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Correct {
    /// Right on both.
    pub both: usize,
    /// Right before, wrong after.
    pub only_before: usize,
    /// Wrong before, right after.
    pub only_after: usize,
    /// Wrong on both.
    pub neither: usize,
}

impl Correct {
    /// The p-value of the exact McNemar test: whether the two differ by more than chance.
    pub fn p_value(self) -> f64 {
        mcnemar(self.only_before, self.only_after)
    }
}

/// What differs between the two sides.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// What differs in the rules, each with the editions in which it does.
    pub rules: Vec<(RuleChange, Vec<String>)>,
    /// What an analyst should know of the editions before reading on.
    pub warnings: Vec<String>,
}

/// One letter judged by both.
#[derive(Debug)]
pub struct Pair {
    /// Both editions' ids; none where the rulebooks hold none.
    editions: Option<(String, String)>,
    case_number: Option<String>,
    before: Vec<Case>,
    after: Vec<Case>,
    flips: Vec<FlippedItem>,
}

impl Pair {
    /// Judges a letter by both.
    pub fn of(letter: &StudyLetter, base: &Judge, with: &Judge) -> Self {
        let (Some(base), Some(with)) = (base.brief(&letter.file), with.brief(&letter.file)) else {
            return Self {
                editions: None,
                case_number: None,
                before: Vec::new(),
                after: Vec::new(),
                flips: Vec::new(),
            };
        };
        let judge = |brief: &Brief| brief.judge(brief.rulebook);
        let (one, two) = (judge(&base), judge(&with));
        let cases = |brief: &Brief, judgements: &[Judgements]| Case::of(letter, &brief.edition.id, judgements);
        let flips = flipped::of_letter(letter, (base.rulebook, &one), (with.rulebook, &two));
        Self {
            before: cases(&base, &one),
            after: cases(&with, &two),
            flips,
            editions: Some((base.edition.id, with.edition.id)),
            case_number: letter.case_number.clone(),
        }
    }
}

impl Comparison {
    /// Takes one more letter.
    pub fn add(&mut self, pair: Pair) {
        for evidence in BOTH {
            self.of_mut(evidence).before.push(Confusion::default());
        }
        for (before, after) in pair.before.iter().zip(&pair.after) {
            self.items += 1;
            self.without_outcome += usize::from(before.outcome.is_none());
            for evidence in BOTH {
                let letter = self.letters;
                self.of_mut(evidence).add(letter, before, after, evidence);
            }
        }
        self.flips.extend(pair.flips);
        if let Some(editions) = pair.editions {
            *self.editions.entry(editions).or_default() += 1;
        }
        let again = pair.case_number.is_some_and(|number| !self.case_numbers.insert(number));
        self.repeated += usize::from(again);
        self.letters += 1;
    }

    /// The comparison on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Compared {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    fn of_mut(&mut self, evidence: Evidence) -> &mut Compared {
        match evidence {
            Evidence::Summary => &mut self.summary,
            Evidence::Findings => &mut self.findings,
        }
    }

    /// The flips on this kind of evidence by the criteria responsible, the most frequent first.
    pub fn groups(&self, evidence: Evidence) -> Vec<(String, Vec<&FlippedItem>)> {
        let mut groups: BTreeMap<String, Vec<&FlippedItem>> = BTreeMap::new();
        for flip in self.flips.iter().filter(|flip| flip.evidence == evidence) {
            groups.entry(flip.responsible.join(" + ")).or_default().push(flip);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, flips)| std::cmp::Reverse(flips.len()));
        groups
    }

    /// What differs between the rulebooks that judged the letters, and between editions of one name; each with the
    /// editions in which it does.
    pub fn rule_changes(&self, base: &Judge, with: &Judge) -> Vec<(RuleChange, Vec<String>)> {
        let mut found: Vec<(RuleChange, Vec<String>)> = Vec::new();
        for (before, after) in self.pairs(base, with) {
            let name = if before.id == after.id { before.id.clone() } else { format!("{} to {}", before.id, after.id) };
            for change in crate::rule::changes(before, after) {
                match found.iter_mut().find(|(known, _)| *known == change) {
                    Some((_, editions)) => editions.push(name.clone()),
                    None => found.push((change, vec![name.clone()])),
                }
            }
        }
        found
    }

    /// What an analyst should know of the editions before reading on: that the two sides judge by different ones, and
    /// which judge no letter at all.
    pub fn warnings(&self, base: &Judge, with: &Judge) -> Vec<String> {
        let mut found = Vec::new();
        let differing: usize =
            self.editions.iter().filter(|((one, two), _)| one != two).map(|(_, letters)| letters).sum();
        if differing > 0 && base.only().is_some() != with.only().is_some() {
            found.push(format!(
                "{differing} letters are judged by different editions on the two sides: an edition's id judges every \
                 letter by that edition, a folder by the one in force at its date. To see what a change of rules does, \
                 name a folder on both sides, or give --edition."
            ));
        }
        for (judge, side) in [(base, "--base"), (with, "--with")] {
            if judge.only().is_some() {
                continue;
            }
            let used = |id: &str| self.editions.keys().any(|(one, two)| id == if side == "--base" { one } else { two });
            let known = |id: &str| base.rulebooks().edition(id).is_ok() && with.rulebooks().edition(id).is_ok();
            let unused = judge.rulebooks().iter().filter(|book| !used(&book.id) && !known(&book.id));
            found.extend(
                unused.map(|book| format!("The edition `{}` of {side} judges none of these letters.", book.id)),
            );
        }
        found
    }

    fn pairs<'a>(&self, base: &'a Judge, with: &'a Judge) -> Vec<(&'a Rulebook, &'a Rulebook)> {
        let mut names: BTreeSet<_> = self.editions.keys().cloned().collect();
        if base.only().is_none() && with.only().is_none() {
            names.extend(base.rulebooks().iter().map(|book| (book.id.clone(), book.id.clone())));
        }
        let book = |judge: &'a Judge, id: &str| judge.rulebooks().edition(id).ok();
        names.iter().filter_map(|(one, two)| Some((book(base, one)?, book(with, two)?))).collect()
    }
}

impl Compared {
    fn add(&mut self, letter: usize, before: &Case, after: &Case, evidence: Evidence) {
        let (Some(one), Some(two)) = (before.by(evidence), after.by(evidence)) else { return };
        *self.flows.entry((one.predicted, two.predicted)).or_default() += 1;
        self.other_basis += usize::from(one.predicted == two.predicted && one.basis != two.basis);
        let Some(decided) = before.outcome else { return };
        match (one.predicted, two.predicted) {
            (Predicted::NotCovered, Predicted::NotCovered) => {}
            (Predicted::NotCovered, _) | (_, Predicted::NotCovered) => self.covered_once += 1,
            (from, to) => {
                if let Some(table) = self.before.last_mut() {
                    table.count(decided, from);
                }
                if from != to {
                    self.flips.push(Flip { letter, decided, from, to });
                }
            }
        }
    }

    /// How many items flip, covered or not.
    pub fn flipped(&self) -> usize {
        self.flows.iter().filter(|((from, to), _)| from != to).map(|(_, items)| items).sum()
    }

    /// The table of all letters before.
    pub fn table_before(&self) -> Confusion {
        self.before.iter().copied().sum()
    }

    /// The table of all letters after.
    pub fn table_after(&self) -> Confusion {
        self.flips.iter().fold(self.table_before(), |table, flip| {
            table - Confusion::of(flip.decided, flip.from) + Confusion::of(flip.decided, flip.to)
        })
    }

    /// Each measure before and after, on the same items.
    pub fn measures(&self, bootstrap: &Bootstrap) -> Vec<Change> {
        changes(&self.before, &[&self.flips], bootstrap).pop().unwrap_or_default()
    }

    /// How many items are right on which side.
    pub fn correct(&self) -> Correct {
        let before = self.table_before();
        let right = |flip: &&Flip| Confusion::of(flip.decided, flip.from).agreeing() == 1;
        let only_before = self.flips.iter().filter(right).count();
        let only_after = self.flips.len() - only_before;
        let both = before.agreeing() - only_before;
        Correct { both, only_before, only_after, neither: before.covered() - both - only_before - only_after }
    }
}
