//! In: the tables of letters. Out: [`Estimate`]s: each measure with its 95 % interval.

use super::Confusion;
use super::statistics::{Bootstrap, Interval, percentile, wilson};

/// Part and whole of a share.
type Share = fn(&Confusion) -> (usize, usize);

/// A figure made from a table.
#[derive(Clone, Copy)]
pub struct Measure {
    /// Its name in JSON and CSV.
    pub key: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Its value.
    pub value: fn(&Confusion) -> Option<f64>,
    /// Part and whole, where it is a share of items.
    share: Option<Share>,
}

/// Every measure, in the order in which they are shown.
pub const MEASURES: [Measure; 8] = [
    Measure {
        key: "coverage",
        name: "coverage",
        value: Confusion::coverage,
        share: Some(|table| (table.covered(), table.items())),
    },
    Measure {
        key: "agreement",
        name: "agreement",
        value: Confusion::agreement,
        share: Some(|table| (table.agreeing(), table.covered())),
    },
    Measure { key: "balanced_accuracy", name: "balanced accuracy", value: Confusion::balanced_accuracy, share: None },
    Measure { key: "kappa", name: "Cohen's kappa", value: Confusion::kappa, share: None },
    Measure { key: "mcc", name: "Matthews correlation", value: Confusion::mcc, share: None },
    Measure {
        key: "overturned_precision",
        name: "precision, overturned",
        value: Confusion::overturned_precision,
        share: Some(|table| (table.overturned_overturned as usize, table.predicted_overturned())),
    },
    Measure {
        key: "overturned_recall",
        name: "recall, overturned",
        value: Confusion::overturned_recall,
        share: Some(|table| (table.overturned_overturned as usize, table.overturned())),
    },
    Measure { key: "overturned_f1", name: "F1, overturned", value: Confusion::overturned_f1, share: None },
];

/// Those of the measures that a change of rules is judged by.
pub fn of_change() -> impl Iterator<Item = Measure> {
    MEASURES.into_iter().filter(|measure| measure.key != "coverage")
}

/// How an interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Wilson's score interval, by item.
    Wilson,
    /// Percentiles of resamples by letter.
    Bootstrap,
}

/// A measure on some letters.
#[derive(Clone, Copy)]
pub struct Estimate {
    /// What is measured.
    pub measure: Measure,
    /// Its value; `None` where it is not defined.
    pub value: Option<f64>,
    /// Its 95 % interval; `None` where there are too few items for one.
    pub interval: Option<Interval>,
    /// How that was made.
    pub method: Method,
}

/// Every measure on the sum of these tables, one for each letter.
pub fn estimates(letters: &[Confusion], bootstrap: &Bootstrap) -> Vec<Estimate> {
    let whole: Confusion = letters.iter().copied().sum();
    let drawn = bootstrap.each(letters.len(), |drawn| drawn_sum(letters, drawn));
    let one = |measure: Measure| {
        let value = (measure.value)(&whole);
        match measure.share {
            Some(share) => {
                let (part, all) = share(&whole);
                Estimate { measure, value, interval: wilson(part, all), method: Method::Wilson }
            }
            None => {
                let interval = value.and_then(|_| percentile(drawn.iter().map(measure.value)));
                Estimate { measure, value, interval, method: Method::Bootstrap }
            }
        }
    };
    MEASURES.map(one).to_vec()
}

/// The sum of the tables of letters that were drawn so often.
pub fn drawn_sum(letters: &[Confusion], drawn: &[u32]) -> Confusion {
    letters.iter().zip(drawn).filter(|(_, times)| **times > 0).map(|(table, times)| table.times(*times)).sum()
}
