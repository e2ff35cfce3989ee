//! In: reports of many letters with their outcomes. Out: agreement, beside its baselines.
