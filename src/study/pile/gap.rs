//! In: the requests of a pile. Out: [`Gap`]: how often each point is missing, by kind of treatment.

use super::{Point, Row};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One point of one kind of treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The treatment family.
    pub family: String,
    /// The point.
    pub point: Point,
    /// Requests of which it is not shown, and whose prediction rests on it.
    pub missing: usize,
    /// Requests against which it speaks.
    pub against: usize,
    /// All requests of this family.
    pub of: usize,
}

/// The gaps, the most frequent first.
pub(super) fn gaps(rows: &[Row]) -> Vec<Gap> {
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, &Point), [usize; 2]> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.settled) {
        *families.entry(&row.family).or_default() += 1;
        for (points, kind) in [(&row.missing, 0), (&row.against, 1)] {
            for point in points {
                counts.entry((&row.family, point)).or_default()[kind] += 1;
            }
        }
    }
    let gap = |((family, point), [missing, against]): ((&str, &Point), [usize; 2])| {
        let of = families.get(family).copied().unwrap_or_default();
        Gap { family: family.to_owned(), point: point.clone(), missing, against, of }
    };
    let mut gaps: Vec<Gap> = counts.into_iter().map(gap).collect();
    gaps.sort_by_key(|gap| Reverse((gap.missing + gap.against, gap.missing)));
    gaps
}
