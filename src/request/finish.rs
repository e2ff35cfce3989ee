//! In: what the walk found. Out: the [`Request`]: counts given their meaning, the family decided, the dose worked out.

use super::parser::Rule;
use super::walk::{Found, Named, name_of};
use super::{Period, Request, dose, number};

impl Found<'_> {
    /// Puts the parts together.
    pub fn finish(mut self) -> Request {
        self.request.body_part = region(&self.regions).or_else(|| region(&self.regions_in_name));
        let named = self.treatment.take().or_else(|| self.hint.take());
        let (is_course, is_drug) =
            named.as_ref().map_or((false, false), |named| (named.is_course, named.drug.is_some()));
        self.count(is_course);
        self.time(is_drug);
        let Some(named) = named else {
            self.request.family = family(&self.request, name_of(Rule::other));
            return self.request;
        };
        self.describe(named);
        self.request
    }

    /// Gives "x 8" and "#8" their meaning, and multiplies out "twice a week for six weeks".
    fn count(&mut self, is_course: bool) {
        let request = &mut self.request;
        if !is_course {
            request.quantity = request.quantity.or(self.times);
            return;
        }
        let product = request.frequency.zip(self.lasts).and_then(|(frequency, (count, days_in_one))| {
            let days_in_period = match frequency.per {
                Period::Week => 7,
                Period::Month => 30,
            };
            let fits = days_in_one == days_in_period;
            fits.then(|| number::to_count(f64::from(frequency.times) * count))?
        });
        let least = match (request.sessions, product) {
            (Some(_), _) => self.least.sessions,
            (None, Some(_)) => self.least.times.zip(self.least.lasts).map(|(times, lasts)| times * lasts),
            (None, None) => None,
        };
        let counted = request.sessions.or(product).or(self.times);
        request.sessions_at_least =
            least.and_then(number::to_count).filter(|least| counted.is_some_and(|most| *least < most));
        request.sessions = counted.or(request.quantity);
        if counted.is_none() {
            request.quantity = None;
        }
    }

    fn time(&mut self, is_drug: bool) {
        let Some((count, days_in_one)) = self.lasts else { return };
        if is_drug {
            let days = dose::days(count, days_in_one);
            self.request.days_supply = self.request.days_supply.or(days);
        } else if days_in_one == 7 {
            self.request.weeks = number::to_count(count);
        }
    }

    fn describe(&mut self, named: Named) {
        let request = &mut self.request;
        request.family = family(request, named.family);
        request.topical = named.is_topical;
        let name = [Some(named.treatment), self.name_goes_on.take()];
        let name: Vec<String> = name.into_iter().flatten().filter(|words| !words.is_empty()).collect();
        request.treatment = Some(name.join(" ")).filter(|words| !words.is_empty());
        // A compound has a strength for each ingredient, none of its own.
        if request.ingredients.len() > 1 {
            request.strength = None;
            request.strength_parts.clear();
            return;
        }
        request.ingredients.clear();
        if let Some(drug) = named.drug {
            request.generic = Some(drug.generic.clone());
            request.class = Some(drug.class.clone());
            request.formulary.clone_from(&drug.formulary);
            if !named.is_topical {
                dose::fill(request, drug);
            }
        }
    }
}

/// What serves an operation is a surgical service, whatever it is made of.
fn family(request: &Request, named: String) -> String {
    if request.ancillary { name_of(Rule::surgical_service) } else { named }
}

/// Body parts as one phrase: levels follow their region, others are listed.
fn region(parts: &[String]) -> Option<String> {
    let mut phrase = String::new();
    for (index, part) in parts.iter().enumerate() {
        if parts[..index].iter().any(|before| before.eq_ignore_ascii_case(part)) {
            continue;
        }
        if !phrase.is_empty() {
            phrase.push_str(if part.ends_with(|c: char| c.is_ascii_digit()) { " " } else { ", " });
        }
        phrase.push_str(part);
    }
    (!phrase.is_empty()).then_some(phrase)
}
