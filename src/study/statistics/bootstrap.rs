//! In: a number of letters. Out: [`Bootstrap`], resamples of them, and 95 % intervals of what is computed on each.
//!
//! Letters are drawn, not items: the items of a letter are of one patient and one reviewer, and go together.

use super::Interval;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

/// Share of the resamples on which a figure must be defined for an interval to be given.
const DEFINED: f64 = 0.9;

/// How letters are resampled. The same numbers give the same resamples on every machine and with any number of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// How many resamples.
    pub resamples: usize,
    /// Where the sequence of pseudo-random numbers starts.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { resamples: 2000, seed: 20_090_718 }
    }
}

impl Bootstrap {
    /// Draws as many letters as there are, with replacement, and gives `compute` how often each was drawn; once for
    /// each resample. The results are in the order of the resamples.
    pub fn each<T: Send>(&self, letters: usize, compute: impl Fn(&[u32]) -> T + Sync) -> Vec<T> {
        let one = |drawn: &mut Vec<u32>, resample: usize| {
            drawn.clear();
            drawn.resize(letters, 0);
            let mut source = ChaCha8Rng::seed_from_u64(self.seed);
            source.set_stream(resample as u64);
            (0..letters).for_each(|_| drawn[below(letters, &mut source)] += 1);
            compute(drawn)
        };
        (0..self.resamples).into_par_iter().map_init(Vec::new, one).collect()
    }
}

/// A whole number below `end`, each as likely as any other to within one in four thousand million.
fn below(end: usize, source: &mut ChaCha8Rng) -> usize {
    let wide = u128::from(source.next_u64()) * end as u128;
    (wide >> 64) as usize
}

/// The 2.5th and 97.5th percentile of the values that are defined, between neighbours in proportion; `None` where one in
/// ten is not defined.
pub fn percentile(values: impl IntoIterator<Item = Option<f64>>) -> Option<Interval> {
    let all: Vec<Option<f64>> = values.into_iter().collect();
    let mut defined: Vec<f64> = all.iter().copied().flatten().collect();
    if defined.is_empty() || (defined.len() as f64) < DEFINED * all.len() as f64 {
        return None;
    }
    defined.sort_by(f64::total_cmp);
    Some((quantile(&defined, 0.025), quantile(&defined, 0.975)))
}

/// The quantile of sorted values, of which there is at least one.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (low, rest) = (place.floor(), place.fract());
    let (low, high) = (sorted[low as usize], sorted[(low as usize + 1).min(sorted.len() - 1)]);
    low + rest * (high - low)
}
