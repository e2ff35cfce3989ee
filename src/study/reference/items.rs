//! In: the items that were read and those of the reference. Out: [`ItemScore`], how many families and fields of requests
//! are right, and each that is not.

use super::file::{Reference, ReferenceItem};
use crate::report::Report;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The fields of a request that are compared, where the reference has them.
pub const FIELDS: [&str; 6] = ["treatment", "body_part", "strength", "quantity", "refills", "sessions"];

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are counted.
    pub part: usize,
    /// All.
    pub whole: usize,
}

/// Families and fields of the items of a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemScore {
    /// The families that are right. An item that was not found is a wrong one.
    pub families: Share,
    /// The fields that are right, by name.
    pub fields: BTreeMap<&'static str, Share>,
    /// What is wrong, item by item.
    pub wrong: Vec<WrongField>,
}

/// A family or field that was read wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongField {
    /// The item's number.
    pub n: usize,
    /// `family`, or the field's name.
    pub field: &'static str,
    /// What the reference says; null where the letter leaves it open.
    pub reference: Value,
    /// What was read.
    pub read: Value,
}

impl Share {
    /// Takes one more, counted or not.
    pub fn count(&mut self, counted: bool) {
        self.part += usize::from(counted);
        self.whole += 1;
    }

    /// Adds the counts of another letter.
    pub fn add(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }

    /// The share, 0 to 1; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

impl ItemScore {
    pub(super) fn of(report: &Report, reference: &Reference) -> Self {
        let mut score = Self::default();
        for item in &reference.items {
            let read = report.items().find(|view| view.item.n == item.n).map(|view| view.request);
            // A request holds only strings, numbers and lists, which become JSON without fail.
            let read = read.map_or(Value::Null, |request| serde_json::to_value(request).unwrap_or_default());
            score.family(item, &read);
            score.fields(item, &read);
        }
        score
    }

    fn family(&mut self, item: &ReferenceItem, read: &Value) {
        let right = read["family"] == item.family;
        self.families.count(right);
        if !right {
            let (reference, read) = (Value::from(item.family.as_str()), read["family"].clone());
            self.wrong.push(WrongField { n: item.n, field: "family", reference, read });
        }
    }

    fn fields(&mut self, item: &ReferenceItem, read: &Value) {
        for field in FIELDS {
            let Some(wanted) = item.request.get(field) else { continue };
            let right = !read.is_null() && same(wanted, &read[field]);
            self.fields.entry(field).or_default().count(right);
            if !right {
                let (reference, read) = (wanted.clone(), read[field].clone());
                self.wrong.push(WrongField { n: item.n, field, reference, read });
            }
        }
    }
}

/// Words are the same in upper and in lower case.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}
