//! In: examples and cases as written and their places. Out: checked ones, with every fact known, or faults.

use super::check::Checker;
use super::example::{Case, Example, Examples, Given, Variant};
use super::fault::Place;
use super::raw::{RawCase, RawExample, RawExampleParts, RawExamples, RawGiven};
use super::tree::Node;
use crate::fact::{Fact, FactValue, Range, State};
use indexmap::IndexMap;

type RawFacts = IndexMap<String, RawGiven>;

impl Checker<'_> {
    /// Checks the examples of the criterion at `criterion`.
    pub(super) fn examples(&mut self, raw: RawExamples, criterion: &Node) -> Examples {
        let node = criterion.get("examples");
        let mut of = |raws: Vec<RawExample>, field: &str| -> Vec<Example> {
            let nodes = node.and_then(|node| node.get(field)).map(Node::items).unwrap_or_default();
            raws.into_iter().zip(nodes).map(|(raw, node)| self.example(raw, node)).collect()
        };
        Examples {
            met: of(raw.met, "met"),
            contradicted: of(raw.contradicted, "contradicted"),
            undocumented: of(raw.undocumented, "undocumented"),
            not_applicable: of(raw.not_applicable, "not_applicable"),
        }
    }

    fn example(&mut self, raw: RawExample, node: &Node) -> Example {
        let parts = match raw {
            RawExample::Sentence(says) => RawExampleParts { says: Some(says), ..RawExampleParts::default() },
            RawExample::Parts(parts) => parts,
        };
        let given = self.given(parts.facts, node.get("facts"));
        if parts.says.is_none() && parts.request.is_none() && given.is_empty() {
            self.fault("empty-example", "this example shows nothing", "Give says, request or facts.", &node.place);
        }
        Example { says: parts.says, request: parts.request, given, place: node.place.clone() }
    }

    /// Checks the whole cases of a family.
    pub(super) fn cases(&mut self, raws: Vec<RawCase>, family: &Node) -> Vec<Case> {
        let nodes = family.get("cases").map(Node::items).unwrap_or_default();
        let mut cases: Vec<Case> = Vec::new();
        for (raw, node) in raws.into_iter().zip(nodes) {
            let case = self.case(raw, node);
            if cases.iter().any(|known| known.name == case.name) {
                let what = format!("a case `{}` stands here for the second time", case.name);
                self.fault("duplicate-case", what, "Give each case a name of its own.", &case.place);
            }
            cases.push(case);
        }
        cases
    }

    fn case(&mut self, raw: RawCase, node: &Node) -> Case {
        let place = node.get("name").unwrap_or(node).place.clone();
        let name = self.needed(raw.name, "name", "Say in a few words what the case is.", &place);
        let supported = match raw.prediction.as_ref().map(|raw| raw.0.as_str()) {
            Some("overturned") => true,
            Some("upheld") => false,
            _ => {
                let at = node.get("prediction").map_or(&place, |node| &node.place);
                self.fault("prediction", "this says no prediction", "Write `prediction: upheld` or overturned.", at);
                false
            }
        };
        let given = self.given(raw.facts, node.get("facts"));
        let mut variants = |raws: Vec<RawFacts>, field: &str| -> Vec<Variant> {
            let nodes = node.get(field).map(Node::items).unwrap_or_default();
            let pairs = raws.into_iter().zip(nodes);
            pairs.map(|(raw, at)| Variant { given: self.given(raw, Some(at)), place: at.place.clone() }).collect()
        };
        let still_with = variants(raw.still_with, "still_with");
        let not_with = variants(raw.not_with, "not_with");
        Case { name, request: raw.request, given, supported, still_with, not_with, place }
    }

    fn given(&mut self, raw: RawFacts, node: Option<&Node>) -> Given {
        let mut given = Given::new();
        for (name, raw) in raw {
            let Some(entry) = node.and_then(|node| node.entry(&name)) else { continue };
            if self.is_fact(&name, &entry.place)
                && let Some(fact) = self.given_fact(&raw, &entry.value.place)
            {
                given.insert(name, fact);
            }
        }
        given
    }

    fn given_fact(&mut self, raw: &RawGiven, place: &Place) -> Option<Fact> {
        let word = match raw {
            RawGiven::Number(number) => return Some(number_fact(Range::exactly(*number))),
            RawGiven::Bounds(bounds) => match bounds[..] {
                [low] => return Some(number_fact(Range::at_least(low))),
                [low, high] if low <= high => return Some(number_fact(Range { low, high: Some(high) })),
                _ => {
                    self.fault("bounds", "these are no bounds", "Write [low] or [low, high].", place);
                    return None;
                }
            },
            RawGiven::Word(word) => word.trim(),
        };
        if let Some(number) = word.parse::<f64>().ok().filter(|number| number.is_finite()) {
            return Some(number_fact(Range::exactly(number)));
        }
        let state = match word {
            "documented" => State::Documented,
            "denied" => State::Denied,
            "undocumented" => State::Undocumented,
            "conflicting" => State::Conflicting,
            "silent" => State::Silent,
            _ => return Some(Fact::of_request(FactValue::word(word))),
        };
        Some(Fact { state, ..Fact::SILENT })
    }
}

fn number_fact(range: Range) -> Fact {
    Fact::of_request(FactValue::Range(range))
}
