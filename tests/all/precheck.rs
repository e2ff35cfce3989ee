//! The pre-check: drafts and piles, their reports in every format, what is settled, and that outcomes play no part.

mod as_letters;
mod pages;
mod pile;
mod sarif;
mod schemas;
mod settled;
