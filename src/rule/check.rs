//! In: a family as written and its tree. Out: the checked family; everything that is wrong with it becomes a fault.

use super::condition::{Bound, Condition, Test};
use super::fault::{Fault, Place};
use super::raw::{RawBound, RawCondition, RawCriterion, RawFamily, RawGroup, RawParameter, RawSupport};
use super::rulebook::{Confidence, Criterion, Examples, Family, Parameter, Support};
use super::suggest::did_you_mean;
use super::tree::Node;
use crate::fact;
use indexmap::IndexMap;

/// What a family file may refer to outside itself.
pub struct Surroundings<'a> {
    /// Names of all families of the edition.
    pub families: &'a [String],
    /// Names of the daily amounts of the edition.
    pub amounts: &'a [String],
    /// What a criterion's page number belongs to, by the file that gives it: document and section.
    pub sources: &'a dyn Fn(&Place) -> Option<String>,
}

/// The most criteria that may stand in `supported_when`, and the most ways of supporting a request: what is missing is
/// searched completely, so it is bounded here.
const MOST_CRITERIA: usize = 24;
const MOST_WAYS: usize = 512;

pub struct Checker<'a> {
    pub around: &'a Surroundings<'a>,
    pub faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, code: &'static str, what: impl Into<String>, cure: impl Into<String>, place: &Place) {
        self.faults.push(Fault::new(code, what, cure, place.clone()));
    }

    /// The field's text; a fault where it is missing or empty.
    fn needed(&mut self, text: Option<String>, field: &'static str, why: &str, place: &Place) -> String {
        match text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
            Some(text) => text,
            None => {
                let code = match field {
                    "page" => "missing-page",
                    "help" => "missing-help",
                    "source" => "missing-citation",
                    _ => "missing-field",
                };
                self.fault(code, format!("`{field}` is missing"), why, place);
                String::new()
            }
        }
    }

    /// Checks one family. `stem` is the name of its file.
    pub fn family(&mut self, raw: RawFamily, node: &Node, stem: &str) -> Option<Family> {
        let before = self.faults.len();
        let place = node.get("family").map_or_else(|| start(&node.place), |node| node.place.clone());
        let name = self.needed(raw.family, "family", "Name the treatment family; see docs on families.", &place);
        if !name.is_empty() && name != stem {
            self.fault(
                "family-name",
                format!("`{name}` stands in the file of `{stem}`"),
                "Give both one name.",
                &place,
            );
        }
        let title = self.needed(raw.title, "title", "Say in a few words what the family is.", &place);
        let follows = raw.follows.unwrap_or_default();
        for (followed, node) in follows.iter().zip(node.get("follows").into_iter().flat_map(Node::items)) {
            self.family_name(followed, &node.place);
        }
        let parameters = self.parameters(raw.parameters, node);
        let criteria = self.criteria(raw.criteria, node, stem, &parameters);
        let support = self.supported_when(raw.supported_when, node, &criteria, &place);
        if self.faults.len() > before {
            return None;
        }
        Some(Family { name, title, note: raw.note, follows, parameters, criteria, support: support?, place })
    }

    fn family_name(&mut self, name: &str, place: &Place) {
        if !self.around.families.iter().any(|known| known == name) {
            let cure = did_you_mean(name, self.around.families.iter().map(String::as_str));
            self.fault("unknown-family", format!("there is no family `{name}` in this edition"), cure, place);
        }
    }

    fn parameters(&mut self, raw: IndexMap<String, RawParameter>, node: &Node) -> IndexMap<String, Parameter> {
        let node = node.get("parameters");
        let entry = |name: &str| node.and_then(|node| node.entry(name));
        raw.into_iter()
            .filter_map(|(name, raw)| {
                let entry = entry(&name)?;
                let parameter = self.parameter(raw, &entry.value, &entry.place);
                Some((name, parameter))
            })
            .collect()
    }

    fn parameter(&mut self, raw: RawParameter, node: &Node, key: &Place) -> Parameter {
        let unit = self.needed(raw.unit, "unit", "Give the unit, such as days or sessions.", key);
        let help = self.needed(raw.help, "help", "Say in a sentence what the number is.", key);
        let confidence = self.confidence(raw.confidence, node, key);
        // What is written but misfits was reported already; a stand-in keeps it from being reported as unknown too.
        if raw.value.is_none() && node.get("value").is_none() {
            self.fault("missing-field", "`value` is missing", "Give the number.", key);
        }
        let range = match raw.range.as_deref() {
            Some(&[low, high]) if low <= high => (low, high),
            _ => {
                self.fault("missing-field", "`range` is missing or is not [low, high]", "Say what makes sense.", key);
                (f64::MIN, f64::MAX)
            }
        };
        let value = raw.value.unwrap_or(range.0);
        let place = node.get("value").map_or_else(|| key.clone(), |node| node.place.clone());
        if value < range.0 || value > range.1 {
            let what = format!("{value} lies outside the range {} to {}", range.0, range.1);
            self.fault("out-of-range", what, "Change the value or the range.", &place);
        }
        Parameter { value, unit, range, help, page: raw.page, confidence, place }
    }

    fn confidence(&mut self, raw: Option<String>, node: &Node, parent: &Place) -> Confidence {
        let place = node.get("confidence").map_or(parent, |node| &node.place).clone();
        match raw.as_deref() {
            Some("found") => Confidence::Found,
            Some("known") => Confidence::Known,
            Some("unverified") => Confidence::Unverified,
            other => {
                let what =
                    other.map_or("`confidence` is missing".to_owned(), |word| format!("`{word}` is no confidence"));
                self.fault("confidence", what, "Write found, known or unverified.", &place);
                Confidence::Unverified
            }
        }
    }

    fn criteria(
        &mut self,
        raw: Vec<RawCriterion>,
        node: &Node,
        family: &str,
        parameters: &IndexMap<String, Parameter>,
    ) -> Vec<Criterion> {
        let nodes = node.get("criteria").map(Node::items).unwrap_or_default();
        let mut criteria: Vec<Criterion> = Vec::new();
        for (raw, node) in raw.into_iter().zip(nodes) {
            let Some(criterion) = self.criterion(raw, node, family, parameters) else { continue };
            if criteria.iter().any(|known| known.id == criterion.id) {
                let what = format!("the id `{}` stands here for the second time", criterion.id);
                self.fault("duplicate-id", what, "Give each criterion an id of its own.", &criterion.place);
            }
            criteria.push(criterion);
        }
        criteria
    }

    fn criterion(
        &mut self,
        raw: RawCriterion,
        node: &Node,
        family: &str,
        parameters: &IndexMap<String, Parameter>,
    ) -> Option<Criterion> {
        let place = node.get("id").map_or_else(|| start(&node.place), |node| node.place.clone());
        let id = self.needed(raw.id, "id", "Give it an id, such as family/what-it-asks.", &place);
        if !id.is_empty() && id.strip_prefix(family).and_then(|rest| rest.strip_prefix('/')).is_none_or(str::is_empty) {
            let cure = format!("Write it as `{family}/…`.");
            self.fault("id-form", format!("the id `{id}` does not begin with its family"), cure, &place);
        }
        let title = self.needed(raw.title, "title", "Say in a few words what the guideline asks.", &place);
        let page = self.needed(raw.page, "page", "Give the page of the guideline, or its section.", &place);
        let help = self.needed(raw.help, "help", "Say what to document, if it is true.", &place);
        let confidence = self.confidence(raw.confidence, node, &place);
        let cite = self.cite(raw.cite, &page, node, &place);
        let mut condition = |raw: Option<RawCondition>, field: &str| {
            raw.zip(node.get(field)).map(|(raw, node)| self.condition(raw, node, parameters))
        };
        let applies_when = condition(raw.applies_when, "applies_when");
        let unless = condition(raw.unless, "unless");
        let Some(met) = condition(raw.met, "met") else {
            if node.get("met").is_some() {
                return None;
            }
            self.fault("missing-field", "`met` is missing", "Say over which facts the criterion is met.", &place);
            return None;
        };
        let examples = Examples {
            met: raw.examples.met,
            contradicted: raw.examples.contradicted,
            undocumented: raw.examples.undocumented,
        };
        let (applies_when, unless) = (applies_when.flatten(), unless.flatten());
        Some(Criterion {
            id,
            title,
            page,
            cite,
            help,
            why: raw.why,
            confidence,
            applies_when,
            met: met?,
            unless,
            examples,
            place,
        })
    }

    /// The criterion's own citation, or its page in what the file that gives the page cites.
    fn cite(&mut self, own: Option<String>, page: &str, node: &Node, place: &Place) -> String {
        if let Some(own) = own.filter(|own| !own.trim().is_empty()) {
            return own;
        }
        let given_at = node.get("page").map_or(place, |node| &node.place);
        let source = (self.around.sources)(given_at);
        let cure = "Give `source: {document, section, pages}` for the family, or `cite` here.";
        let source = self.needed(source, "source", cure, place);
        match page.starts_with(|first: char| first.is_ascii_digit()) {
            true => format!("{source}, p. {page}"),
            false => format!("{source}, {page}"),
        }
    }

    fn condition(
        &mut self,
        raw: RawCondition,
        node: &Node,
        parameters: &IndexMap<String, Parameter>,
    ) -> Option<Condition> {
        let tests = self.tests(&raw, node, parameters);
        let several = |this: &mut Self, raws: Vec<RawCondition>, field: &str| -> Option<Vec<Condition>> {
            let nodes = node.get(field).map(Node::items).unwrap_or_default();
            if raws.is_empty() {
                this.fault("empty-condition", format!("`{field}` holds nothing"), "Name what it joins.", &node.place);
            }
            raws.into_iter().zip(nodes).map(|(raw, node)| this.condition(raw, node, parameters)).collect()
        };
        match raw {
            RawCondition { all: Some(parts), .. } if only(node, &["all"]) => {
                several(self, parts, "all").map(Condition::All)
            }
            RawCondition { any: Some(parts), .. } if only(node, &["any"]) => {
                several(self, parts, "any").map(Condition::Any)
            }
            RawCondition { of: Some(parts), at_least: Some(RawBound::Number(n)), .. }
                if only(node, &["at_least", "of"]) =>
            {
                let parts = several(self, parts, "of")?;
                let n = self.count(n, parts.len(), &node.place)?;
                Some(Condition::AtLeast(n, parts))
            }
            RawCondition { not: Some(part), .. } if only(node, &["not"]) => {
                self.condition(*part, node.get("not")?, parameters).map(|part| Condition::Not(Box::new(part)))
            }
            RawCondition { fact: Some(name), .. } if only(node, &FACT_FIELDS) => {
                self.known(&name, node, "fact").then_some(Condition::Fact(name, tests?))
            }
            RawCondition { recorded: Some(name), .. } if only(node, &["recorded"]) => {
                self.known(&name, node, "recorded").then_some(Condition::Recorded(name))
            }
            RawCondition { without: Some(name), .. } if only(node, &["without"]) => {
                self.known(&name, node, "without").then_some(Condition::Without(name))
            }
            RawCondition { unchallenged: Some(name), .. } if only(node, &["unchallenged"]) => {
                self.known(&name, node, "unchallenged").then_some(Condition::Unchallenged(name))
            }
            _ => {
                let cure = "Write one of all, any, not, at_least with of, fact, recorded, without, unchallenged.";
                self.fault("condition", "this is not one condition", cure, &node.place);
                None
            }
        }
    }

    fn count(&mut self, n: f64, of: usize, place: &Place) -> Option<usize> {
        let whole = (1..=of).find(|&count| (count as f64 - n).abs() < f64::EPSILON);
        if whole.is_none() {
            self.fault("count", format!("at least {n} of {of} makes no sense"), format!("Write 1 to {of}."), place);
        }
        whole
    }

    fn known(&mut self, name: &str, node: &Node, field: &str) -> bool {
        let families = || self.around.families.iter().map(String::as_str);
        let amounts = || self.around.amounts.iter().map(String::as_str);
        let known = fact::is_known(name, families(), amounts());
        if !known {
            let names: Vec<String> = fact::static_names().chain(families().map(|f| format!("tried_{f}"))).collect();
            let cure = did_you_mean(name, names.iter().map(String::as_str).chain(amounts()));
            let place = node.get(field).map_or(&node.place, |node| &node.place).clone();
            self.fault("unknown-fact", format!("there is no fact `{name}`"), cure, &place);
        }
        known
    }

    fn tests(
        &mut self,
        raw: &RawCondition,
        node: &Node,
        parameters: &IndexMap<String, Parameter>,
    ) -> Option<Vec<Test>> {
        let mut tests = Vec::new();
        let bounds: [(&Option<RawBound>, &str, fn(Bound) -> Test); 4] = [
            (&raw.at_most, "at_most", Test::AtMost),
            (&raw.at_least, "at_least", Test::AtLeast),
            (&raw.below, "below", Test::Below),
            (&raw.above, "above", Test::Above),
        ];
        for (bound, field, test) in bounds {
            if let Some(bound) = bound {
                let place = node.get(field).map_or(&node.place, |node| &node.place);
                tests.push(test(self.bound(bound, place, parameters)?));
            }
        }
        tests.extend(raw.is.clone().map(Test::Is));
        tests.extend(raw.mentions.clone().map(Test::Mentions));
        Some(tests)
    }

    fn bound(&mut self, raw: &RawBound, place: &Place, parameters: &IndexMap<String, Parameter>) -> Option<Bound> {
        match raw {
            RawBound::Number(number) => Some(Bound { number: *number, parameter: None }),
            RawBound::Parameter(name) => {
                let found =
                    parameters.get(name).map(|known| Bound { number: known.value, parameter: Some(name.clone()) });
                if found.is_none() {
                    let cure = did_you_mean(name, parameters.keys().map(String::as_str));
                    self.fault(
                        "unknown-parameter",
                        format!("there is no parameter `{name}` in this file"),
                        cure,
                        place,
                    );
                }
                found
            }
        }
    }

    fn supported_when(
        &mut self,
        raw: Option<RawSupport>,
        whole: &Node,
        criteria: &[Criterion],
        place: &Place,
    ) -> Option<Support> {
        let Some((raw, node)) = raw.zip(whole.get("supported_when")) else {
            let cure = "Say which criteria together support a request.";
            self.fault("missing-field", "`supported_when` is missing", cure, place);
            return None;
        };
        // Also the ids of criteria that are faulty themselves, so that one fault is not reported as two.
        let items = whole.get("criteria").map(Node::items).unwrap_or_default();
        let written: Vec<&str> = items.iter().filter_map(|item| item.get("id")?.text()).collect();
        let support = self.support(raw, node, criteria, &written)?;
        let ways = support.ways();
        if criteria.len() > MOST_CRITERIA || ways > MOST_WAYS {
            let what = format!("{} criteria that support a request in {ways} ways are too many", criteria.len());
            self.fault("too-many-ways", what, "Join criteria into one with `any`.", &node.place);
        }
        Some(support)
    }

    fn support(&mut self, raw: RawSupport, node: &Node, criteria: &[Criterion], written: &[&str]) -> Option<Support> {
        let group = match raw {
            RawSupport::Criterion(id) => {
                let found = criteria.iter().position(|criterion| criterion.id == id);
                if found.is_none() && !written.contains(&id.as_str()) {
                    let cure = did_you_mean(&id, written.iter().copied());
                    self.fault(
                        "unknown-criterion",
                        format!("there is no criterion `{id}` in this family"),
                        cure,
                        &node.place,
                    );
                }
                return found.map(Support::Criterion);
            }
            RawSupport::Group(group) => group,
        };
        let mut several = |raws: Vec<RawSupport>, field: &str| -> Option<Vec<Support>> {
            let nodes = node.get(field).map(Node::items).unwrap_or_default();
            raws.into_iter().zip(nodes).map(|(raw, node)| self.support(raw, node, criteria, written)).collect()
        };
        match group {
            RawGroup { all: Some(parts), .. } if only(node, &["all"]) && !parts.is_empty() => {
                several(parts, "all").map(Support::All)
            }
            RawGroup { any: Some(parts), .. } if only(node, &["any"]) && !parts.is_empty() => {
                several(parts, "any").map(Support::Any)
            }
            RawGroup { of: Some(parts), at_least: Some(n), .. } if only(node, &["at_least", "of"]) => {
                let parts = several(parts, "of")?;
                let n = self.count(n as f64, parts.len(), &node.place)?;
                Some(Support::AtLeast(n, parts))
            }
            _ => {
                let cure = "Write a criterion's id, all, any, or at_least with of.";
                self.fault("support", "this does not say which criteria support a request", cure, &node.place);
                None
            }
        }
    }
}

const FACT_FIELDS: [&str; 7] = ["fact", "at_most", "at_least", "below", "above", "is", "mentions"];

fn only(node: &Node, fields: &[&str]) -> bool {
    node.entries().iter().all(|entry| fields.contains(&entry.key.as_str()))
}

/// The first bytes of a place, to point at a whole that lacks something.
fn start(place: &Place) -> Place {
    let length = place.text().lines().next().map_or(0, str::len);
    Place::new(&place.file, place.span.start, place.span.start + length)
}
