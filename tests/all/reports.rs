//! Golden files of each stage and of what the user sees.
