//! In: a title and the body. Out: the whole page. Its style sheet stands in `page.css`.

use crate::report::words;
use crate::rule::Program;
use crate::visible::printable;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// What a page is made of.
pub struct Page {
    /// Its title, as text.
    pub title: String,
    /// What it says, after the heading.
    pub body: Markup,
    /// What made it.
    pub program: Program,
}

/// The page as text.
pub fn page(page: &Page) -> String {
    let whole = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("imrcheck ", env!("CARGO_PKG_VERSION")));
                // Nothing is fetched and no script runs, whatever a document may hold.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (page.title) }
                    (page.body)
                }
                footer { p.soft { (words::DISCLAIMER) } p.soft { (page.program.to_string()) } }
            }
        }
    };
    // Nothing on a page needs a code of color, whatever the user asked for.
    printable(&whole.into_string(), false).into_owned() + "\n"
}
