//! In: tables and intervals. Out: the parts of JSON that the studies share.

use super::Confusion;
use super::change::Change;
use super::measure::estimates;
use super::statistics::{Bootstrap, Interval, wilson};
use indexmap::IndexMap;
use serde::Serialize;

/// The same on both kinds of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct Both<T> {
    /// On the summary alone.
    pub summary: T,
    /// With the reviewer's findings.
    pub findings: T,
}

/// A measure before and after.
#[derive(Debug, Clone, Serialize)]
pub struct Movement {
    before: Option<f64>,
    after: Option<f64>,
    difference: Option<f64>,
    interval: Option<Interval>,
}

/// Measures before and after, by the key of the measure.
pub fn movements(changes: &[Change]) -> IndexMap<&'static str, Movement> {
    let one = |change: &Change| Movement {
        before: change.before,
        after: change.after,
        difference: change.difference(),
        interval: change.interval,
    };
    changes.iter().map(|change| (change.measure.key, one(change))).collect()
}

/// How intervals were resampled.
#[derive(Debug, Clone, Serialize)]
pub struct Resampling {
    unit: &'static str,
    resamples: usize,
    seed: u64,
}

impl Resampling {
    /// As this bootstrap does it.
    pub fn of(bootstrap: &Bootstrap) -> Self {
        Self { unit: "letter", resamples: bootstrap.resamples, seed: bootstrap.seed }
    }
}

/// A table and every measure of it.
#[derive(Debug, Clone, Serialize)]
pub struct Measures {
    items: usize,
    covered: usize,
    coverage: Option<f64>,
    upheld: Row,
    overturned: Row,
    agreement: Option<f64>,
    always_upheld_agreement: Option<f64>,
    balanced_accuracy: Option<f64>,
    kappa: Option<f64>,
    mcc: Option<f64>,
    overturned_precision: Option<f64>,
    overturned_recall: Option<f64>,
    overturned_f1: Option<f64>,
    intervals: Intervals,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    predicted_upheld: u32,
    predicted_overturned: u32,
    not_covered: u32,
}

/// 95 % intervals, lowest and highest, by the key of the measure.
#[derive(Debug, Clone, Serialize)]
struct Intervals {
    method: &'static str,
    #[serde(flatten)]
    by_measure: IndexMap<&'static str, Option<Interval>>,
}

impl Measures {
    /// Of a group too small for resampling by letter to mean much: intervals of shares alone.
    pub fn of(table: &Confusion) -> Self {
        let right = table.overturned_overturned as usize;
        let by_measure = IndexMap::from([
            ("coverage", wilson(table.covered(), table.items())),
            ("agreement", wilson(table.agreeing(), table.covered())),
            ("overturned_precision", wilson(right, table.predicted_overturned())),
            ("overturned_recall", wilson(right, table.overturned())),
        ]);
        Self::new(table, Intervals { method: "wilson-95", by_measure })
    }

    /// Of all letters: Wilson's intervals of shares, percentile bootstrap by letter for the rest.
    pub fn with_intervals(letters: &[Confusion], bootstrap: &Bootstrap) -> Self {
        let estimates = estimates(letters, bootstrap);
        let by_measure = estimates.iter().map(|estimate| (estimate.measure.key, estimate.interval)).collect();
        let method = "wilson-95 for shares, percentile-bootstrap-95 by letter for the others";
        Self::new(&letters.iter().copied().sum(), Intervals { method, by_measure })
    }

    fn new(table: &Confusion, intervals: Intervals) -> Self {
        Self {
            items: table.items(),
            covered: table.covered(),
            coverage: table.coverage(),
            upheld: Row {
                predicted_upheld: table.upheld_upheld,
                predicted_overturned: table.upheld_overturned,
                not_covered: table.upheld_not_covered,
            },
            overturned: Row {
                predicted_upheld: table.overturned_upheld,
                predicted_overturned: table.overturned_overturned,
                not_covered: table.overturned_not_covered,
            },
            agreement: table.agreement(),
            always_upheld_agreement: table.always_upheld().agreement(),
            balanced_accuracy: table.balanced_accuracy(),
            kappa: table.kappa(),
            mcc: table.mcc(),
            overturned_precision: table.overturned_precision(),
            overturned_recall: table.overturned_recall(),
            overturned_f1: table.overturned_f1(),
            intervals,
        }
    }
}
