//! In: `supported_when` as written and its place. Out: the formula over the family's criteria, or faults.

use super::check::Checker;
use super::fault::Place;
use super::raw::{RawGroup, RawSupport};
use super::rulebook::{Criterion, Support};
use super::suggest::did_you_mean;
use super::tree::Node;

/// The most criteria that may stand in `supported_when`, and the most ways of supporting a request: what is missing is
/// searched completely, so it is bounded here.
const MOST_CRITERIA: usize = 24;
const MOST_WAYS: usize = 512;

impl Checker<'_> {
    /// Checks which criteria support a request. `place` is where the family begins.
    pub(super) fn supported_when(
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
            RawSupport::Criterion(id) => return self.named(&id, node, criteria, written),
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

impl Checker<'_> {
    fn named(&mut self, id: &str, node: &Node, criteria: &[Criterion], written: &[&str]) -> Option<Support> {
        let found = criteria.iter().position(|criterion| criterion.id == id);
        if found.is_none() && !written.contains(&id) {
            let cure = did_you_mean(id, written.iter().copied());
            let what = format!("there is no criterion `{id}` in this family");
            self.fault("unknown-criterion", what, cure, &node.place);
        }
        found.map(Support::Criterion)
    }
}

fn only(node: &Node, fields: &[&str]) -> bool {
    node.entries().iter().all(|entry| fields.contains(&entry.key.as_str()))
}
