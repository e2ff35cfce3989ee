//! In: YAML rule files. Out: a checked rulebook, and the truth of each criterion over a fact sheet.
