//! Structure: forms, headers, items, outcomes.
