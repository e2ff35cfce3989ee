//! In: parts of a page. Out: one self-contained HTML file, without script and without anything from elsewhere.

mod page;

pub use page::{Page, page};
