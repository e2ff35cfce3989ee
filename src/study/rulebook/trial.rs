//! In: a family's examples and cases. Out: [`Trial`]s: a fact sheet each, with what it is to come to.

use super::read::{Record, record};
use crate::decision::support_of;
use crate::fact::{FactSheet, Kleene};
use crate::rule::{Case, Change, Criterion, Example, Family, Fault, Given, Place, Rulebook, Support, Truth, clauses};

/// One example or case, ready to be judged.
pub struct Trial {
    /// The facts.
    pub sheet: FactSheet,
    /// What it is to come to.
    pub expected: Expected,
    /// Where it stands.
    pub place: Place,
    /// What its words were read as, as `kind stance`.
    claims: Vec<String>,
    /// The family that its request was read as, where that is another.
    other_family: Option<String>,
    /// The edition that it is judged in, where that is not the one that it is written for.
    inherited_by: Option<String>,
    /// Whether it has sentences, none of which speaks of what the criterion asks.
    unread: bool,
}

/// What a trial is to come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The criterion with this index has this truth.
    Truth(usize, Truth),
    /// The request is supported, or is not.
    Supported(bool),
}

/// Every example and case of a family; each change of a case is a case of its own.
pub fn trials(book: &Rulebook, family: &Family) -> Vec<Trial> {
    let criteria = family.criteria.iter().enumerate();
    let examples = criteria.flat_map(|(index, criterion)| {
        let named = of_criterion(criterion);
        named.map(move |(truth, example)| {
            of_example(book, &family.name, criterion, example, Expected::Truth(index, truth))
        })
    });
    examples.chain(family.cases.iter().flat_map(|case| of_case(book, &family.name, case))).collect()
}

fn of_criterion(criterion: &Criterion) -> impl Iterator<Item = (Truth, &Example)> {
    let examples = &criterion.examples;
    let lists = [
        (Truth::Met, &examples.met),
        (Truth::Contradicted, &examples.contradicted),
        (Truth::Undocumented, &examples.undocumented),
        (Truth::NotApplicable, &examples.not_applicable),
    ];
    lists.into_iter().flat_map(|(truth, list)| list.iter().map(move |example| (truth, example)))
}

fn of_example(book: &Rulebook, family: &str, criterion: &Criterion, example: &Example, expected: Expected) -> Trial {
    let record = record(book, family, example.says.as_deref(), example.request.as_deref(), &example.given);
    let unread = example.says.is_some() && !speaks_to(criterion, &record.sheet);
    trial(book, record, expected, &example.place, unread)
}

/// Whether a fact that the criterion uses rests on a sentence.
fn speaks_to(criterion: &Criterion, sheet: &FactSheet) -> bool {
    let mut spoken = false;
    for clause in clauses(criterion) {
        clause.condition.each_fact(&mut |name| spoken |= !sheet.of(name).claims.is_empty());
    }
    spoken
}

fn of_case(book: &Rulebook, family: &str, case: &Case) -> Vec<Trial> {
    let of = |given: &Given, supported: bool, place: &Place| {
        let record = record(book, family, None, case.request.as_deref(), given);
        trial(book, record, Expected::Supported(supported), place, false)
    };
    let changed = |variant: &Given| -> Given {
        case.given.iter().chain(variant).map(|(name, fact)| (name.clone(), fact.clone())).collect()
    };
    let mut trials = vec![of(&case.given, case.supported, &case.place)];
    trials.extend(case.still_with.iter().map(|one| of(&changed(&one.given), case.supported, &one.place)));
    trials.extend(case.not_with.iter().map(|one| of(&changed(&one.given), !case.supported, &one.place)));
    trials
}

fn trial(book: &Rulebook, record: Record, expected: Expected, place: &Place, unread: bool) -> Trial {
    let Record { sheet, other_family, claims } = record;
    let inherited_by = (place.file.folder() != book.place.file.folder()).then(|| book.id.clone());
    Trial { sheet, expected, place: place.clone(), claims, other_family, inherited_by, unread }
}

impl Trial {
    /// Whether the family, changed so, no longer judges it as expected. `truths` are those of the family's criteria.
    pub fn notices(&self, change: &Change, family: &Family, truths: &[Truth]) -> bool {
        match (self.expected, change) {
            (Expected::Truth(of, truth), Change::Criterion(index, criterion)) => {
                of == *index && criterion.judge(&self.sheet, true).truth != truth
            }
            (Expected::Truth(..), Change::Support(_)) => false,
            (Expected::Supported(expected), Change::Criterion(index, criterion)) => {
                let mut truths = truths.to_vec();
                truths[*index] = criterion.judge(&self.sheet, true).truth;
                is_supported(&family.support, &truths) != expected
            }
            (Expected::Supported(expected), Change::Support(support)) => is_supported(support, truths) != expected,
        }
    }

    fn truth(&self, family: &Family, index: usize) -> Truth {
        family.criteria.get(index).map_or(Truth::NotApplicable, |criterion| criterion.judge(&self.sheet, true).truth)
    }

    /// The truth of each criterion.
    pub fn truths(&self, family: &Family) -> Vec<Truth> {
        (0..family.criteria.len()).map(|index| self.truth(family, index)).collect()
    }

    fn supported(&self, family: &Family) -> bool {
        is_supported(&family.support, &self.truths(family))
    }

    /// What is wrong with it, in the words *noisy* (it speaks where it should leave open), *missing* (it leaves open, or
    /// does not read, what it should show) and *wrong* (it says the opposite).
    pub fn failure(&self, family: &Family) -> Option<Fault> {
        if let Some(other) = &self.other_family {
            let what = format!("wrong: the request is read as one of `{other}`");
            return Some(self.fault("wrong", what, "Word it as such a request is worded."));
        }
        match self.expected {
            Expected::Truth(index, truth) => self.of_example(family, index, truth),
            Expected::Supported(expected) => self.of_case(family, expected),
        }
    }

    fn of_example(&self, family: &Family, index: usize, expected: Truth) -> Option<Fault> {
        let came_to = self.truth(family, index);
        if came_to == expected && !self.unread {
            return None;
        }
        let code = match (expected, came_to) {
            _ if came_to == expected => "missing",
            (Truth::Met | Truth::Contradicted, Truth::Undocumented | Truth::NotApplicable) => "missing",
            (Truth::Met | Truth::Contradicted, _) => "wrong",
            (Truth::Undocumented | Truth::NotApplicable, _) => "noisy",
        };
        let id = &family.criteria.get(index)?.id;
        let what = match came_to == expected {
            true => format!("{code}: nothing in this is read as what `{id}` asks"),
            false => format!("{code}: `{id}` is {} by this, not {}", word(came_to), word(expected)),
        };
        Some(self.fault(code, what, &self.read_as()))
    }

    fn of_case(&self, family: &Family, expected: bool) -> Option<Fault> {
        if self.supported(family) == expected {
            return None;
        }
        let code = if expected { "missing" } else { "noisy" };
        let words = if expected { "is not supported, but should be" } else { "is supported, but should not be" };
        let unmet = family.criteria.iter().zip(self.truths(family)).filter(|(_, truth)| *truth != Truth::Met);
        let list: Vec<String> =
            unmet.map(|(criterion, truth)| format!("{} is {}", criterion.id, word(truth))).collect();
        let list = if list.is_empty() { "Every criterion is met".to_owned() } else { list.join(", ") };
        Some(self.fault(code, format!("{code}: this request {words}"), &format!("{list}.")))
    }

    fn read_as(&self) -> String {
        match self.claims.is_empty() {
            true => "No claim is read in it. Word it as people write it, or change the condition.".to_owned(),
            false => format!("It is read as: {}.", self.claims.join(", ")),
        }
    }

    fn fault(&self, code: &'static str, mut what: String, cure: &str) -> Fault {
        if let Some(edition) = &self.inherited_by {
            what += &format!(", in `{edition}`, which extends this edition");
        }
        Fault::new(code, what, cure, self.place.clone())
    }
}

fn is_supported(support: &Support, truths: &[Truth]) -> bool {
    support_of(support, truths) == Kleene::True
}

const fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "met",
        Truth::Contradicted => "contradicted",
        Truth::Undocumented => "undocumented",
        Truth::NotApplicable => "not applicable",
    }
}
