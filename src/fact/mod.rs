//! In: an item's request and the claims that speak of it. Out: a fact sheet: typed facts, each with its evidence.
