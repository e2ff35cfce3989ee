//! In: how many pairs changed one way and how many the other. Out: the p-value of the exact McNemar test.

/// Two-sided p-value of the exact McNemar test: were each of `one + other` changes as likely to go either way, how
/// likely is a split at least as uneven? (McNemar, Psychometrika 1947; exact by the binomial distribution.) 1 where
/// nothing changed.
pub fn mcnemar(one: usize, other: usize) -> f64 {
    let (all, fewer) = (one + other, one.min(other));
    // Weights relative to the middle of the distribution, which alone is neither too large nor too small for a number.
    let middle = all / 2;
    let mut tail = 0.0;
    let mut sum = 0.0;
    for (step, from_middle) in [(Step::Down, true), (Step::Up, false)] {
        let mut weight = 1.0;
        let mut at = middle;
        if from_middle {
            sum += weight;
            tail += if at <= fewer { weight } else { 0.0 };
        }
        while let Some((next, ratio)) = step.next(at, all) {
            weight *= ratio;
            if weight == 0.0 {
                break;
            }
            at = next;
            sum += weight;
            tail += if at <= fewer { weight } else { 0.0 };
        }
    }
    (2.0 * tail / sum).min(1.0)
}

/// From one term of a row of binomial coefficients to its neighbour.
#[derive(Clone, Copy)]
enum Step {
    Down,
    Up,
}

impl Step {
    /// The neighbour of term `at` of `all`, and its coefficient as a multiple of this one's.
    fn next(self, at: usize, all: usize) -> Option<(usize, f64)> {
        match self {
            Self::Down => Some((at.checked_sub(1)?, at as f64 / (all - at + 1) as f64)),
            Self::Up => (at < all).then(|| (at + 1, (all - at) as f64 / (at + 1) as f64)),
        }
    }
}
