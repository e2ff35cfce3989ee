//! In: one request of a draft. Out: what it gives and lacks, each with its place.

use super::requirements::{RequiredPoint, Requirements};
use super::{Point, RequestPoints};
use crate::fact::regions_named;
use crate::letter::Item;
use crate::request::{Drugs, Part, PartFound, Request, parts};
use crate::source::{Document, Prose};
use crate::span::Span;

pub(super) fn points(
    document: &Document,
    item: &Item,
    request: &Request,
    asked: &Requirements,
    drugs: &Drugs,
) -> RequestPoints {
    let found = parts(&item.text, drugs);
    let kind = asked.of(&request.family);
    let place = Place { prose: Prose::new(&document.text, item.span), item };
    let asked = kind.iter().flat_map(|kind| &kind.points).filter(|point| is_asked(point, item));
    let points = asked.map(|point| {
        let given = given(point, &found).or_else(|| told_elsewhere(point, request));
        Point {
            id: point.id.clone(),
            title: point.title.clone(),
            given: given.is_some(),
            span: given.and_then(|span| place.of(span)),
            help: point.help.clone(),
        }
    });
    RequestPoints { item: item.n, points: points.collect(), kind: kind.map(|kind| kind.kind.clone()) }
}

/// Whether a point is asked of a request for this part of the body: words that can mean other parts too ("leg", a level
/// of the spine) do not call for a side.
fn is_asked(point: &RequiredPoint, item: &Item) -> bool {
    let regions = regions_named(&item.text);
    let all_of_them = regions.iter().all(|region| point.only_for.iter().any(|one| one == region));
    point.only_for.is_empty() || !regions.is_empty() && all_of_them
}

/// Where a point is given: the first words of the first way in which it is.
fn given(point: &RequiredPoint, found: &[PartFound]) -> Option<Span> {
    let place = |part: &Part| found.iter().find(|one| one.part == *part).map(|one| one.span);
    point.given_by.iter().find_map(|all| {
        let spans: Option<Vec<Span>> = all.iter().map(place).collect();
        spans?.into_iter().min()
    })
}

/// A part of the body that only the treatment's own name tells ("cervical pillow") has no words of its own.
fn told_elsewhere(point: &RequiredPoint, request: &Request) -> Option<Span> {
    let by_name = point.given_by.iter().any(|all| all == &[Part::Region]) && request.body_part.is_some();
    by_name.then(Span::default)
}

/// Where a request stands in the text.
struct Place<'a> {
    prose: Prose,
    item: &'a Item,
}

impl Place<'_> {
    /// The bytes behind words of the request. What stands in another cell of its table is shown as the request itself.
    fn of(&self, span: Span) -> Option<Span> {
        if self.item.span.is_empty() {
            return None;
        }
        let same = !span.is_empty() && span.of(&self.item.text) == span.of(&self.prose.text);
        Some(if same { self.prose.span(span) } else { self.item.span })
    }
}
