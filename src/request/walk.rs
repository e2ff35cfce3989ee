//! In: an item's text. Out: its [`Request`], by one walk over the grammar's tree.

use super::drugs::{Drug, Drugs};
use super::mark::Marked;
use super::parser::{self, Part, Rule};
use super::{Frequency, Ingredient, Period, Request, number};
use pest::iterators::Pair;

/// What has been read so far, beside the request itself.
#[derive(Default)]
pub struct Found<'d> {
    pub request: Request,
    /// The first treatment that the text names.
    pub treatment: Option<Named<'d>>,
    /// The first word that hints at a treatment; it counts where none is named.
    pub hint: Option<Named<'d>>,
    /// A count whose meaning depends on the treatment: `x 8` is eight sessions or eight pieces.
    pub times: Option<u32>,
    /// A stretch of time as a number and the days in one unit; a course, a rental or a fill.
    pub lasts: Option<(f64, u32)>,
    /// Lower ends of what are ranges: of the sessions, of the times in a period, of the stretch of time.
    pub least: Least,
    /// Words that belong to the treatment's name and stand apart from it ("without contrast").
    pub name_goes_on: Option<String>,
    /// Body parts of the text, and those inside a treatment's own name.
    pub regions: Vec<String>,
    pub regions_in_name: Vec<String>,
    /// Whether the words "pre-operative" and the like stand just before the treatment, and where.
    before_treatment: Option<(usize, usize)>,
}

/// The lower ends of numbers that the text may give as ranges.
#[derive(Default)]
pub struct Least {
    pub sessions: Option<f64>,
    pub times: Option<f64>,
    pub lasts: Option<f64>,
}

/// A treatment as the grammar and the drug table name it.
pub struct Named<'d> {
    pub family: String,
    pub treatment: String,
    pub drug: Option<&'d Drug>,
    /// Whether it is counted in visits.
    pub is_course: bool,
    pub is_operation: bool,
    pub is_topical: bool,
    unspecified: Vec<String>,
}

/// The text, what is marked in it, and the drug table.
pub struct Walk<'t, 'd> {
    pub(super) text: &'t str,
    /// Where the part that is walked starts in the text.
    pub(super) offset: usize,
    pub(super) marked: &'t Marked<'d>,
    pub(super) drugs: &'d Drugs,
}

/// Reads an item's text.
pub fn read(text: &str, drugs: &Drugs) -> Request {
    let marked = Marked::new(text, drugs);
    let mut found = Found::default();
    parser::read(&marked.text, |part| {
        Walk { text, offset: part.offset, marked: &marked, drugs }.part(&part, &mut found)
    });
    found.finish()
}

impl<'d> Walk<'_, 'd> {
    fn part(&self, part: &Part, found: &mut Found<'d>) {
        match part.list {
            None => self.amount(&part.pair, found),
            Some(Rule::fallback) => self.hint(&part.pair, found),
            Some(list) => self.treatment(&part.pair, list, found),
        }
    }

    fn amount(&self, part: &Pair<Rule>, found: &mut Found<'d>) {
        let request = &mut found.request;
        match part.as_rule() {
            Rule::date_of_service => request.date_of_service = inside(part, Rule::date).map(|date| self.written(&date)),
            Rule::retrospective => request.retrospective = true,
            Rule::refills => set(&mut request.refills, number::count(part).or(Some(0))),
            Rule::quantity => set(&mut request.quantity, number::count(part)),
            Rule::sessions => {
                set(&mut request.sessions, number::count(part));
                set(&mut found.least.sessions, number::least(part));
            }
            Rule::times => set(&mut found.times, number::count(part)),
            Rule::days_supply => set(&mut request.days_supply, number::count(part)),
            Rule::package => set(&mut request.package, Some(self.written(part))),
            Rule::frequency => {
                frequency(part, request);
                set(&mut found.least.times, Some(number::least(part).unwrap_or(1.0)));
            }
            Rule::grid => grid(part, found),
            Rule::duration => {
                set(&mut found.lasts, lasts(part));
                set(&mut found.least.lasts, lasts(part).map(|(count, _)| number::least(part).unwrap_or(count)));
            }
            Rule::directions => directions(part, request),
            Rule::strength => self.strength(part, request),
            Rule::body_part => found.regions.push(self.written(part)),
            Rule::ancillary => self.ancillary(part, found),
            Rule::contrast_after => set(&mut found.name_goes_on, Some(self.written(part))),
            Rule::unspecified => add(&mut request.unspecified, flags(part)),
            _ => {}
        }
    }

    /// A pair's words as the document writes them.
    fn written(&self, pair: &Pair<Rule>) -> String {
        let (start, end) = self.place(pair);
        self.slice(start, end)
    }

    /// Where a pair stands in the text.
    fn place(&self, pair: &Pair<Rule>) -> (usize, usize) {
        (self.offset + pair.as_span().start(), self.offset + pair.as_span().end())
    }

    fn slice(&self, start: usize, end: usize) -> String {
        let trimmed = self.text.get(start..end).unwrap_or("").trim_matches([' ', ',', ';', ':']);
        trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn strength(&self, part: &Pair<Rule>, request: &mut Request) {
        if request.strength.is_none() {
            request.strength = Some(self.written(part));
            request.strength_parts = number::numbers(part);
        }
    }

    fn treatment(&self, family: &Pair<Rule>, list: Rule, found: &mut Found<'d>) {
        if found.treatment.is_some() {
            return;
        }
        self.amounts_in_name(family, found);
        let mut named = self.named(family);
        named.is_course = list == Rule::course;
        named.is_operation = list == Rule::operation;
        let (name, end) = self.place(family);
        if let Some((start, _)) = found.before_treatment.filter(|(_, before)| self.slice(*before, name).is_empty()) {
            named.treatment = self.slice(start, end);
        }
        add(&mut found.request.unspecified, std::mem::take(&mut named.unspecified));
        found.treatment = Some(named);
    }

    /// Notes that the item serves an operation, unless it is the operation.
    fn ancillary(&self, part: &Pair<Rule>, found: &mut Found<'d>) {
        found.request.ancillary |= !found.treatment.as_ref().is_some_and(|treatment| treatment.is_operation);
        if inside(part, Rule::around_surgery).is_some() {
            found.before_treatment = Some(self.place(part));
        }
    }

    fn hint(&self, family: &Pair<Rule>, found: &mut Found<'d>) {
        if family.as_rule() == Rule::weak_topical_analgesic {
            set(&mut found.request.formulation, Some(self.written(family)));
        }
        if found.hint.is_none() {
            found.hint = Some(self.named(family));
        }
    }

    fn named(&self, family: &Pair<Rule>) -> Named<'d> {
        let drug = self.drug(family);
        let from_table = drug.filter(|_| family.as_rule() == Rule::medication).map(|drug| drug.family.clone());
        let from_grammar = || name_of(family.as_rule()).trim_start_matches("weak_").to_owned();
        let family_name = from_table.unwrap_or_else(from_grammar);
        Named {
            is_topical: family_name == name_of(Rule::topical_analgesic),
            family: family_name,
            treatment: self.written(&shown(family)),
            drug,
            is_course: false,
            is_operation: false,
            unspecified: flags(family),
        }
    }

    /// The drug that a treatment names first, in the release that it names.
    pub(super) fn drug(&self, family: &Pair<Rule>) -> Option<&'d Drug> {
        let drug = family.clone().into_inner().flatten().find_map(|part| self.drug_at(&part))?;
        let plain = drug.generic.trim_end_matches(" IR");
        let prolonged = inside(family, Rule::prolonged).and_then(|_| self.drugs.get(&format!("{plain} ER")));
        prolonged.or(Some(drug))
    }

    fn drug_at(&self, pair: &Pair<Rule>) -> Option<&'d Drug> {
        let is_mark = matches!(pair.as_rule(), Rule::oral_mark | Rule::systemic_mark | Rule::injected_mark);
        is_mark.then(|| self.marked.drugs.get(&self.place(pair).0).copied())?
    }

    /// What a treatment's own words hold beside its name: regions, form, strength, ingredients.
    fn amounts_in_name(&self, family: &Pair<Rule>, found: &mut Found<'d>) {
        for part in family.clone().into_inner().flatten() {
            match part.as_rule() {
                Rule::body_part | Rule::injected_site | Rule::operated_region => {
                    found.regions_in_name.push(self.written(&part))
                }
                Rule::topical_form | Rule::prolonged | Rule::other_release => {
                    set(&mut found.request.formulation, Some(self.written(&part)));
                }
                Rule::strength | Rule::percent => self.strength(&part, &mut found.request),
                Rule::ingredient => found.request.ingredients.extend(self.ingredient(&part)),
                _ => {}
            }
        }
    }

    fn ingredient(&self, pair: &Pair<Rule>) -> Option<Ingredient> {
        let (mark, drug) = pair.clone().into_inner().find_map(|part| Some((part.clone(), self.drug_at(&part)?)))?;
        Some(Ingredient {
            name: self.written(&mark),
            generic: drug.generic.clone(),
            family: drug.family.clone(),
            percent: inside(pair, Rule::percent).and_then(|percent| number::value(&percent)),
        })
    }
}

/// The part of a treatment that is its name, where the grammar reads more than that.
fn shown<'i>(family: &Pair<'i, Rule>) -> Pair<'i, Rule> {
    const NAMES: [Rule; 5] =
        [Rule::name_of_operation, Rule::steroid_name, Rule::joint_shot, Rule::topical_name, Rule::name];
    let named = family.clone().into_inner().flatten().find(|part| NAMES.contains(&part.as_rule()));
    named.unwrap_or_else(|| family.clone())
}

fn frequency(part: &Pair<Rule>, request: &mut Request) {
    let per = if inside(part, Rule::month).is_some() { Period::Month } else { Period::Week };
    let times = number::count(part).unwrap_or(1);
    set(&mut request.frequency, Some(Frequency { times, per }));
}

fn grid(part: &Pair<Rule>, found: &mut Found) {
    let numbers: Vec<u32> = part.clone().into_inner().filter_map(|part| number::count(&part)).collect();
    if let [times, weeks] = numbers[..] {
        set(&mut found.request.frequency, Some(Frequency { times, per: Period::Week }));
        set(&mut found.lasts, Some((f64::from(weeks), 7)));
        set(&mut found.least.times, Some(f64::from(times)));
        set(&mut found.least.lasts, Some(f64::from(weeks)));
    }
}

fn lasts(part: &Pair<Rule>) -> Option<(f64, u32)> {
    let days_in_one = part.clone().into_inner().find_map(|unit| match unit.as_rule() {
        Rule::days => Some(1),
        Rule::weeks => Some(7),
        Rule::months => Some(30),
        _ => None,
    })?;
    Some((number::value(part).unwrap_or(1.0), days_in_one))
}

fn directions(part: &Pair<Rule>, request: &mut Request) {
    request.as_needed |= inside(part, Rule::as_needed).is_some();
    let Some(doses) = inside(part, Rule::doses).and_then(|doses| doses_a_day(&doses)) else { return };
    let at_once = inside(part, Rule::at_once).and_then(|count| number::value(&count)).unwrap_or(1.0);
    set(&mut request.daily_units, Some(at_once * doses));
}

/// Doses a day at most: "every 4-6 hours" is six.
fn doses_a_day(doses: &Pair<Rule>) -> Option<f64> {
    let kind = first(doses)?;
    match kind.as_rule() {
        Rule::every_hours => {
            let hours = number::numbers(&kind).into_iter().reduce(f64::min).filter(|hours| *hours >= 1.0)?;
            Some((24.0 / hours).floor())
        }
        Rule::per_day => number::value(&kind),
        Rule::d4 => Some(4.0),
        Rule::d3 => Some(3.0),
        Rule::d2 => Some(2.0),
        _ => Some(1.0),
    }
}

/// What a pair says is left open: the grammar's rules `no_quantity`, `no_specialist_given`, …
fn flags(pair: &Pair<Rule>) -> Vec<String> {
    let rules = pair.clone().into_inner().flatten().map(|part| name_of(part.as_rule()));
    rules.filter_map(|rule| Some(rule.strip_prefix("no_")?.split('_').next()?.to_owned())).collect()
}

fn add(list: &mut Vec<String>, more: Vec<String>) {
    for flag in more {
        if !list.contains(&flag) {
            list.push(flag);
        }
    }
}

/// A rule's name; families are the names of the grammar's rules.
pub fn name_of(rule: Rule) -> String {
    format!("{rule:?}")
}

fn first<'i>(pair: &Pair<'i, Rule>) -> Option<Pair<'i, Rule>> {
    pair.clone().into_inner().next()
}

pub(super) fn inside<'i>(pair: &Pair<'i, Rule>, rule: Rule) -> Option<Pair<'i, Rule>> {
    pair.clone().into_inner().flatten().find(|part| part.as_rule() == rule)
}

/// What stands first in the text counts.
fn set<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}
