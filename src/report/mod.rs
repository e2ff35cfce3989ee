//! In: what all stages found. Out: one report, and renderers that turn it into text or JSON.
