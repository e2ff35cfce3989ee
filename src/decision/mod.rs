//! In: the truth of each criterion. Out: a prediction, its basis, and what would change it.
