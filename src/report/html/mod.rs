//! In: reports, or parts of a page. Out: self-contained HTML, without script and without anything from elsewhere.
//!
//! [`check`] is the page of one document. [`article`] is the same as a part of a page of many.

mod article;
mod besides;
mod checklist;
mod page;
mod text;

pub use article::article;
pub use page::{Page, page};

use crate::report::{Evidence, Report};

/// The page of one document. `asked` is the evidence whose criteria are explained, where the user chose one.
pub fn check(report: &Report, asked: Option<Evidence>) -> String {
    let title = format!("imrcheck: {}", report.name());
    page(&Page { title, body: article(report, asked, 1), program: report.program })
}

/// Where an item stands in a page, by the numbers of its document and of itself.
pub fn item_anchor(document: usize, n: usize) -> String {
    anchor(document, "item", n)
}

/// The name of a place in the page, by which links find it: the document's number, what it is, and its number or id.
fn anchor(document: usize, what: &str, which: impl std::fmt::Display) -> String {
    format!("d{document}-{what}-{which}").replace('/', "-")
}
