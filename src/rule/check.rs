//! In: a family as written and its tree. Out: the checked family; everything that is wrong with it becomes a fault.

use super::fault::{Fault, Place};
use super::raw::{RawCondition, RawConfidence, RawCriterion, RawFamily, RawParameter};
use super::rulebook::{Confidence, Criterion, Family, Parameter};
use super::suggest::did_you_mean;
use super::tree::Node;
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

/// Checks one family file at a time.
pub struct Checker<'a> {
    pub around: &'a Surroundings<'a>,
    pub faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        what: impl Into<String>,
        cure: impl Into<String>,
        place: &Place,
    ) {
        self.faults.push(Fault::new(code, what, cure, place.clone()));
    }

    /// The field's text; a fault where it is missing or empty.
    pub(super) fn needed(&mut self, text: Option<String>, field: &'static str, why: &str, place: &Place) -> String {
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
        let cases = self.cases(raw.cases, node);
        if self.faults.len() > before {
            return None;
        }
        Some(Family { name, title, note: raw.note, follows, parameters, criteria, support: support?, cases, place })
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

    fn confidence(&mut self, raw: Option<RawConfidence>, node: &Node, parent: &Place) -> Confidence {
        let place = node.get("confidence").map_or(parent, |node| &node.place).clone();
        match raw.as_ref().map(|raw| raw.0.as_str()) {
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
        let id = self.id(raw.id, family, &place);
        let title = self.needed(raw.title, "title", "Say in a few words what the guideline asks.", &place);
        let page = self.needed(raw.page, "page", "Give the page of the guideline, or its section.", &place);
        let help = self.needed(raw.help, "help", "Say what to document, if it is true.", &place);
        let confidence = self.confidence(raw.confidence, node, &place);
        let cite = self.cite(raw.cite, &page, node, &place);
        let mut condition = |raw: Option<RawCondition>, field: &str| {
            raw.zip(node.get(field)).and_then(|(raw, node)| self.condition(raw, node, parameters))
        };
        let applies_when = condition(raw.applies_when, "applies_when");
        let unless = condition(raw.unless, "unless");
        let met = condition(raw.met, "met");
        if node.get("met").is_none() {
            self.fault("missing-field", "`met` is missing", "Say over which facts the criterion is met.", &place);
        }
        let examples = self.examples(raw.examples, node);
        let why = raw.why;
        met.map(|met| Criterion {
            id,
            title,
            page,
            cite,
            help,
            why,
            confidence,
            applies_when,
            met,
            unless,
            examples,
            place,
        })
    }

    fn id(&mut self, raw: Option<String>, family: &str, place: &Place) -> String {
        let id = self.needed(raw, "id", "Give it an id, such as family/what-it-asks.", place);
        let own = id.strip_prefix(family).and_then(|rest| rest.strip_prefix('/'));
        if !id.is_empty() && own.is_none_or(str::is_empty) {
            let what = format!("the id `{id}` does not begin with its family");
            self.fault("id-form", what, format!("Write it as `{family}/…`."), place);
        }
        id
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
}

/// The first bytes of a place, to point at a whole that lacks something.
fn start(place: &Place) -> Place {
    let length = place.text().lines().next().map_or(0, str::len);
    Place::new(&place.file, place.span.start, place.span.start + length)
}
