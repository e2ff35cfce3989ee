//! Statistics against values of well-known packages, and intervals against simulated data.

#![allow(clippy::unwrap_used)]

use imrcheck::letter::Outcome;
use imrcheck::report::Predicted;
use imrcheck::study::Confusion;
use imrcheck::study::measure::{Measure, estimates};
use imrcheck::study::statistics::{Bootstrap, mcnemar, percentile, wilson};

fn near(value: Option<f64>, expected: f64) {
    let value = value.unwrap();
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

fn table(overturned: [u32; 2], upheld: [u32; 2]) -> Confusion {
    Confusion {
        overturned_overturned: overturned[0],
        overturned_upheld: overturned[1],
        upheld_overturned: upheld[0],
        upheld_upheld: upheld[1],
        ..Confusion::default()
    }
}

#[test]
fn kappa_of_the_textbook_example() {
    // 20 and 15 agree, 5 and 10 differ: observed 0.7, by chance 0.5.
    near(table([20, 5], [10, 15]).kappa(), 0.4);
}

#[test]
fn matthews_correlation_of_the_textbook_example() {
    // (6*3 - 1*2) / sqrt(7*8*4*5)
    near(table([6, 2], [1, 3]).mcc(), 16.0 / 1120f64.sqrt());
}

#[test]
fn shares() {
    let table = table([6, 2], [1, 3]);
    near(table.agreement(), 0.75);
    near(table.balanced_accuracy(), (0.75 + 0.75) / 2.0);
    near(table.overturned_precision(), 6.0 / 7.0);
    near(table.overturned_recall(), 0.75);
}

#[test]
fn always_upheld_says_nothing() {
    let always = table([3, 18], [4, 226]).always_upheld();
    near(always.agreement(), 230.0 / 251.0);
    near(always.balanced_accuracy(), 0.5);
    near(always.kappa(), 0.0);
    near(always.overturned_recall(), 0.0);
    assert_eq!((always.mcc(), always.overturned_precision()), (None, None));
}

#[test]
fn what_is_not_defined_is_not_a_number() {
    let empty = Confusion::default();
    let measures = [empty.agreement(), empty.kappa(), empty.mcc(), empty.coverage(), empty.balanced_accuracy()];
    assert_eq!(measures, [None; 5]);
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn wilson_intervals() {
    // statsmodels 0.15.0, `proportion_confint(part, whole, method="wilson")`.
    for (part, whole, low, high) in WILSON {
        let interval = wilson(part, whole).unwrap();
        near(Some(interval.0), low);
        near(Some(interval.1), high);
    }
}

/// Part, whole, lowest, highest.
const WILSON: [(usize, usize, f64, f64); 6] = [
    (9, 10, 0.595849973205, 0.982123786905),
    (1, 10, 0.017876213095, 0.404150026795),
    (0, 21, 0.000000000000, 0.154639018925),
    (230, 251, 0.875489601379, 0.944628133652),
    (101, 101, 0.963359353600, 1.000000000000),
    (8462, 9000, 0.935133924017, 0.944934881752),
];

/// Overturned items predicted overturned and upheld, upheld items predicted overturned and upheld; then, by scikit-learn
/// 1.9.1: `cohen_kappa_score`, `matthews_corrcoef`, `balanced_accuracy_score`, `f1_score`, `precision_score`,
/// `recall_score`.
const SCIKIT_LEARN: [([u32; 4], [f64; 6]); 4] = [
    ([17, 4, 4, 226], [0.792132505176, 0.792132505176, 0.896066252588, 0.809523809524, 0.809523809524, 0.809523809524]),
    ([3, 18, 4, 226], [0.179982179982, 0.210986722415, 0.562732919255, 0.214285714286, 0.428571428571, 0.142857142857]),
    ([6, 2, 1, 3], [0.470588235294, 0.478091443734, 0.750000000000, 0.800000000000, 0.857142857143, 0.750000000000]),
    (
        [120, 341, 77, 8462],
        [0.344641090829, 0.378594421572, 0.625643119143, 0.364741641337, 0.609137055838, 0.260303687636],
    ),
];

#[test]
fn measures_are_those_of_scikit_learn() {
    let measures: [fn(&Confusion) -> Option<f64>; 6] = [
        Confusion::kappa,
        Confusion::mcc,
        Confusion::balanced_accuracy,
        Confusion::overturned_f1,
        Confusion::overturned_precision,
        Confusion::overturned_recall,
    ];
    for ([right, missed, wrong, upheld], expected) in SCIKIT_LEARN {
        let table = table([right, missed], [wrong, upheld]);
        for (measure, expected) in measures.iter().zip(expected) {
            near(measure(&table), expected);
        }
    }
}

/// Changes one way and the other, and the p-value by statsmodels 0.15.0, `mcnemar(table, exact=True)`.
const STATSMODELS: [(usize, usize, f64); 7] = [
    (1, 9, 0.021484375),
    (5, 5, 1.0),
    (0, 3, 0.25),
    (12, 31, 0.005401572654591),
    (0, 0, 1.0),
    (250, 310, 0.012590475149380),
    (40_000, 40_400, 0.159378190810133),
];

#[test]
fn mcnemar_is_that_of_statsmodels() {
    for (one, other, expected) in STATSMODELS {
        near(Some(mcnemar(one, other)), expected);
        near(Some(mcnemar(other, one)), expected);
    }
}

#[test]
fn percentiles_are_those_of_numpy() {
    // numpy, `percentile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [2.5, 97.5])`.
    let (low, high) = percentile([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0].map(Some)).unwrap();
    near(Some(low), 1.0);
    near(Some(high), 8.325);
    assert_eq!(percentile([Some(1.0), None]), None, "one in two is not defined");
}

/// Pseudo-random numbers between 0 and 1 (Knuth's MMIX generator), so that the simulation is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A letter of one to four items that are all right or all wrong together, as those of one patient tend to be.
fn letter(numbers: &mut Numbers) -> Confusion {
    let decided = if numbers.next() < 0.3 { Outcome::Overturned } else { Outcome::Upheld };
    let right = numbers.next() < if decided == Outcome::Overturned { 0.7 } else { 0.9 };
    let predicted = match (decided, right) {
        (Outcome::Overturned, true) | (Outcome::Upheld, false) => Predicted::Overturned,
        _ => Predicted::Upheld,
    };
    Confusion::of(decided, predicted).times(1 + (numbers.next() * 4.0) as u32)
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    // By construction: recall 0.7 of the overturned and 0.9 of the upheld.
    let truth = 0.8;
    let bootstrap = Bootstrap { resamples: 300, ..Bootstrap::default() };
    let (mut numbers, mut held, runs) = (Numbers(7), 0, 200);
    for _ in 0..runs {
        let letters: Vec<Confusion> = (0..100).map(|_| letter(&mut numbers)).collect();
        let all = estimates(&letters, &bootstrap);
        let balanced = all.iter().find(|one| one.measure.key == "balanced_accuracy").unwrap();
        let (low, high) = balanced.interval.unwrap();
        held += usize::from(low <= truth && truth <= high);
    }
    let share = held as f64 / f64::from(runs);
    assert!((0.90..=0.985).contains(&share), "{share} of the 95 % intervals hold the truth");
}

#[test]
fn resamples_are_the_same_with_any_number_of_threads() {
    let letters: Vec<Confusion> = (0..50).map(|_| 0).scan(Numbers(3), |numbers, _| Some(letter(numbers))).collect();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let all = pool.install(|| estimates(&letters, &Bootstrap::default()));
        all.iter().map(|one| (one.value, one.interval)).collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(2));
}

#[test]
fn a_measure_without_change_has_an_interval_of_nothing() {
    let all = estimates(&[table([2, 0], [0, 2]); 20], &Bootstrap { resamples: 200, ..Bootstrap::default() });
    let kappa = all.iter().find(|one: &&imrcheck::study::measure::Estimate| one.measure.key == "kappa").unwrap();
    let _: Measure = kappa.measure;
    assert_eq!((kappa.value, kappa.interval), (Some(1.0), Some((1.0, 1.0))));
}
