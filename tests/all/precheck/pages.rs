//! In: the HTML page of every document. Out: proof that it is whole: nothing from elsewhere, every link leads somewhere,
//! all of the document's words are in it, and none of them is markup.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts, real_texts};
use imrcheck::report::html;
use std::collections::BTreeSet;

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let lead = format!(" {name}=\"");
    page.match_indices(&lead).map(|(at, _)| page[at + lead.len()..].split('"').next().unwrap()).collect()
}

#[test]
fn every_page_is_whole() {
    for document in own_texts().into_iter().chain(real_texts()) {
        let report = judged(document);
        let page = html::check(&report, None);
        let name = &report.document.name;
        let ids = attributes(&page, "id");
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id stands twice");
        let twice = |tag: &str| tag.split('>').next().is_some_and(|tag| tag.matches(" class=\"").count() > 1);
        assert!(!page.split('<').any(twice), "{name}: a class stands twice");
        let links = attributes(&page, "href");
        assert!(links.iter().all(|link| link.strip_prefix('#').is_some_and(|id| unique.contains(id))), "{name}");
        for foreign in ["<script", "src=", "url(", "@import", "<link", "<iframe", "onload"] {
            assert!(!page.contains(foreign), "{name}: {foreign}");
        }
        for view in report.items() {
            assert!(unique.contains(html::item_anchor(1, view.item.n).as_str()), "{name}");
        }
        let marked = page.matches("class=\"read ").count();
        assert_eq!(marked > 0, report.reading.claims.iter().any(|claim| !claim.span.is_empty()), "{name}");
    }
}

#[test]
fn the_words_of_a_document_are_words_and_not_markup() {
    let text = "NOTE <script>alert(1)</script> & \"quoted\"\n\nThe patient has <b>no</b> documentation of a urine drug screen.\n\n\
        REQUEST\n1. Norco 10/325mg #180 <img src=x onerror=alert(1)>\n";
    let page = html::check(&judged(crate::common::document(text)), None);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>no"), "{page}");
}

#[test]
fn every_mark_leads_to_its_reading_and_to_the_points_that_it_bears_on() {
    let text = "NOTE\n\nThere is no documentation of a urine drug screen.\n\nREQUEST\n1. Norco 10/325mg #180\n";
    let page = html::check(&judged(crate::common::document(text)), None);
    assert!(page.contains("href=\"#d1-read-1\"") && page.contains("href=\"#d1-point-1-opioid-adherence\""), "{page}");
    assert!(page.contains("id=\"d1-read-1\"") && page.contains("id=\"d1-point-1-opioid-adherence\""));
}
