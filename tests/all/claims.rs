//! Claims: tables of sentences with the claims that they make.

mod blind;
mod traps;
