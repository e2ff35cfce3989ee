//! In: a [`Pile`] and the parts of its documents. Out: one self-contained page: the table first, each document after it.

use super::human::{UNASKED, common_folder, in_words, predicted, why};
use super::{Pile, Row};
use crate::report::html::{Page, item_anchor, page};
use crate::rule::Program;
use crate::visible::clean;
use maud::{Markup, PreEscaped, html};

/// Most documents that a page shows in full.
pub const MOST_DOCUMENTS: usize = 500;

/// The page. `articles` are the parts of the documents with their names, in the order of the pile.
pub fn pile(pile: &Pile, articles: &[(String, String)], program: Program) -> String {
    let with_articles = articles.len() <= MOST_DOCUMENTS;
    let body = html! {
        p { (in_words(pile)) }
        h2 { "What needs attention" }
        (table(pile, with_articles))
        (unasked(pile))
        (incomplete(pile))
        (duplicates(pile))
        (gaps(pile))
        @if with_articles {
            @for (name, article) in articles {
                article aria-label=(name) { h2.document-name { (name) } (PreEscaped(article)) }
            }
        } @else {
            p.note { "There are more than " (MOST_DOCUMENTS) " documents; each is left out here. Check them one by one, or a part of them." }
        }
    };
    page(&Page { title: "imrcheck: requests that need attention".to_owned(), body, program })
}

fn table(pile: &Pile, linked: bool) -> Markup {
    let rows = pile.by_attention();
    let folder = common_folder(&rows);
    html! {
        @if !folder.is_empty() { p { "All in " (folder) } }
        div.scroll role="group" tabindex="0" aria-label="Requests" { table.words {
            thead { tr { th scope="col" { "Request" } th scope="col" { "Document" } th scope="col" { "Predicted" } th scope="col" { "Because" }
                th scope="col" { "Points" } } }
            tbody { @for row in &rows { tr {
                th scope="row" {
                    @if linked { a href=(format!("#{}", item_anchor(row.document, row.n))) { (row.text) } }
                    @else { (row.text) }
                }
                td { (row.source.strip_prefix(folder).unwrap_or(&row.source)) @if let Some(line) = row.line { ", line " (line) } }
                td { (predicted(row)) } td { (why(row)) }
                td { (points(row)) }
            } } }
        } }
    }
}

fn points(row: &Row) -> String {
    let points = row.missing.iter().chain(&row.against).map(|point| point.title.as_str());
    points.collect::<Vec<_>>().join("; ")
}

fn incomplete(pile: &Pile) -> Markup {
    html! {
        @if !pile.incomplete.is_empty() {
            h2 { "Incomplete documents" }
            p { "A part is missing, and counts as not said. Compare each with the original." }
            ul { @for source in &pile.incomplete { li { (clean(source)) } } }
        }
    }
}

fn unasked(pile: &Pile) -> Markup {
    html! {
        @if !pile.unasked.is_empty() {
            h2 { (UNASKED) }
            ul { @for source in &pile.unasked { li { (source) } } }
        }
    }
}

fn duplicates(pile: &Pile) -> Markup {
    let pairs =
        pile.duplicates.iter().filter_map(|one| Some((pile.rows.get(one.row)?, pile.rows.get(one.of)?, one.why)));
    html! {
        @if !pile.duplicates.is_empty() {
            h2 { "Asked for more than once" }
            ul { @for (row, of, why) in pairs { li {
                (row.source) " item " (row.n) ": " (row.text) ", as " (of.source) " item " (of.n) " (" (why.in_words()) ")"
            } } }
        }
    }
}

fn gaps(pile: &Pile) -> Markup {
    html! {
        h2 { "Points that are missing most often" }
        div.scroll role="group" tabindex="0" aria-label="Gaps" { table.words {
            thead { tr { th scope="col" { "Point" } th scope="col" { "Not shown" } th scope="col" { "Contradicted" }
                th scope="col" { "Of" } } }
            tbody { @for gap in pile.gaps() { tr {
                th scope="row" { (gap.point.title) br; small.soft { (gap.point.id) } }
                td { (gap.missing) } td { (gap.against) } td { (gap.of) }
            } } }
        } }
    }
}
