//! Three-valued logic: every table, exhaustively.

use imrcheck::fact::Kleene::{self, False, True, Unknown};

#[test]
fn and_or_not_follow_the_strong_kleene_tables() {
    let and = [[False, False, False], [False, Unknown, Unknown], [False, Unknown, True]];
    let or = [[False, Unknown, True], [Unknown, Unknown, True], [True, True, True]];
    for (i, one) in Kleene::ALL.into_iter().enumerate() {
        assert_eq!(!one, [True, Unknown, False][i]);
        for (j, two) in Kleene::ALL.into_iter().enumerate() {
            assert_eq!(one.and(two), and[i][j], "{one:?} and {two:?}");
            assert_eq!(one.or(two), or[i][j], "{one:?} or {two:?}");
            assert_eq!(!(one.and(two)), (!one).or(!two));
        }
    }
}

/// What is unknown may turn out either way: the count is known only where no way of filling it in changes it.
#[test]
fn at_least_agrees_with_every_way_of_filling_in_the_unknown() {
    for code in 0..81_usize {
        let truths: Vec<Kleene> = (0..4).map(|place| Kleene::ALL[code / 3_usize.pow(place) % 3]).collect();
        for n in 0..=4 {
            let filled = |mask: usize| {
                truths
                    .iter()
                    .enumerate()
                    .filter(|(i, truth)| **truth == True || (**truth == Unknown && mask >> i & 1 == 1))
                    .count()
            };
            let answers: Vec<bool> = (0..16).map(|mask| filled(mask) >= n).collect();
            let expected = match (answers.contains(&true), answers.contains(&false)) {
                (true, false) => True,
                (false, _) => False,
                (true, true) => Unknown,
            };
            assert_eq!(Kleene::at_least(n, truths.clone()), expected, "{n} of {truths:?}");
        }
    }
}
