//! In: rulebooks and values of parameters. Out: [`Grid`], the rulebooks with each combination of them, made once; and what
//! each of them makes of a letter.

use crate::report::Judge;
use crate::rule::{Rulebooks, SettingFault};
use crate::study::{Case, StudyLetter, Turned};
use serde::Serialize;

/// Most combinations of values: more cannot be looked at.
const MOST: usize = 1000;

/// The rulebooks with each combination of values.
pub struct Grid<'a> {
    judge: &'a Judge,
    /// What is varied.
    pub parameters: Vec<Parameter>,
    points: Vec<(Vec<f64>, Rulebooks)>,
}

/// A parameter and the values that are tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// `family.parameter`.
    pub name: String,
    /// Its unit, such as `days`.
    pub unit: String,
    /// What it is.
    pub help: String,
    /// Its value in each edition as the rules stand: edition and value.
    pub stands: Vec<(String, f64)>,
    /// The values that are tried.
    pub values: Vec<f64>,
}

/// What one letter shows.
#[derive(Debug)]
pub struct OfLetter {
    /// Its items by the rules as they stand.
    pub cases: Vec<Case>,
    /// The items that flip, each with the place of its point.
    pub turned: Vec<(usize, Turned)>,
}

impl<'a> Grid<'a> {
    /// Makes the rulebooks of every combination; `settings` are names as `family.parameter`, each with its values.
    ///
    /// # Errors
    /// Where a parameter does not exist or is named twice, a value lies outside of its range, or there are too many
    /// combinations.
    pub fn new(judge: &'a Judge, settings: &[(String, Vec<f64>)]) -> Result<Self, SettingFault> {
        let mut points = vec![(Vec::new(), judge.rulebooks().clone())];
        for (index, (name, values)) in settings.iter().enumerate() {
            if settings[..index].iter().any(|(other, _)| other == name) {
                let cure = "Give all its values in one --set, with commas between them.".to_owned();
                return Err(SettingFault { what: format!("{name} is set twice"), cure });
            }
            if points.len().saturating_mul(values.len()) > MOST {
                let cure = "Try fewer values, or one parameter at a time.".to_owned();
                return Err(SettingFault { what: format!("more than {MOST} combinations of values"), cure });
            }
            let mut wider = Vec::new();
            for (before, books) in &points {
                for value in values {
                    let mut books = books.clone();
                    books.set(name, *value)?;
                    wider.push((before.iter().copied().chain([*value]).collect(), books));
                }
            }
            points = wider;
        }
        let parameters = settings.iter().map(|(name, values)| parameter(judge, name, values));
        Ok(Self { judge, parameters: parameters.collect(), points })
    }

    /// The values of each combination.
    pub fn points(&self) -> impl Iterator<Item = &[f64]> {
        self.points.iter().map(|(values, _)| values.as_slice())
    }

    /// Judges a letter by the rules as they stand, and with each combination of values.
    pub fn judge(&self, letter: &StudyLetter) -> OfLetter {
        let Some(brief) = self.judge.brief(&letter.file) else {
            return OfLetter { cases: Vec::new(), turned: Vec::new() };
        };
        let base = brief.judge(brief.rulebook);
        let touched =
            |name: &str| letter.file.items.iter().any(|item| name.split('.').next() == Some(&item.request.family));
        let mut turned = Vec::new();
        // What serves an operation follows it, so that a letter is judged as a whole where any of its items is touched.
        if self.parameters.iter().any(|parameter| touched(&parameter.name)) {
            for (point, (_, books)) in self.points.iter().enumerate() {
                let Ok(book) = books.edition(&brief.edition.id) else { continue };
                let these = Turned::of(letter, &base, &brief.judge(book));
                turned.extend(these.into_iter().map(|one| (point, one)));
            }
        }
        OfLetter { cases: Case::of(letter, &brief.edition.id, &base), turned }
    }
}

fn parameter(judge: &Judge, name: &str, values: &[f64]) -> Parameter {
    let (family, key) = name.split_once('.').unwrap_or((name, ""));
    let known =
        judge.rulebooks().iter().filter_map(|book| Some((book, book.families.get(family)?.parameters.get(key)?)));
    let known: Vec<_> = known.collect();
    let text = |field: fn(&crate::rule::Parameter) -> &String| known.first().map(|(_, one)| field(one).clone());
    Parameter {
        name: name.to_owned(),
        unit: text(|one| &one.unit).unwrap_or_default(),
        help: text(|one| &one.help).unwrap_or_default(),
        stands: known.iter().map(|(book, one)| (book.id.clone(), one.value)).collect(),
        values: values.to_vec(),
    }
}
