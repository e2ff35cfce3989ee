//! In: a draft and what its requests ask for. Out: [`Completeness`], what each request gives and lacks as a request for
//! authorization, and how long the documentation is recent enough.
//!
//! What is asked stands in `rules/request-for-authorization.yaml`. Dates are those of the text or of the user; there is no
//! clock here.

mod freshness;
mod request;
mod requirements;

pub use freshness::Freshness;
pub use requirements::{Documentation, KindOfRequest, RequiredPoint, Requirements};

use crate::letter::{Form, Letter};
use crate::request::{Drugs, Request};
use crate::source::Document;
use crate::span::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The name of the file that says what is asked.
pub const FILE: &str = "request-for-authorization.yaml";

/// What the requests of a draft give and lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Completeness {
    /// The name of what is asked, such as `request-for-authorization`.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Where it stands in the law.
    pub cite: String,
    /// Since when it is asked of requests.
    pub in_force_since: Date,
    /// What is asked and cannot be seen in a text.
    pub not_looked_at: String,
    /// Each request of the draft, in order. One of a treatment that is not known has no points.
    pub requests: Vec<RequestPoints>,
    /// The age of the documentation.
    pub documentation: Freshness,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestPoints {
    /// The number of the item, from 1.
    pub item: usize,
    /// The kind of treatment by which it is asked; none where the treatment is not known.
    pub kind: Option<String>,
    /// What is asked of it.
    pub points: Vec<Point>,
}

/// One thing that a request must tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Point {
    /// Its name, such as `strength`.
    pub id: String,
    /// What it is, such as `its strength`.
    pub title: String,
    /// Whether the request tells it.
    pub given: bool,
    /// Where; of a request that does not stand in the text, or in several cells of a table, the place of the request.
    pub span: Option<Span>,
    /// What to write.
    pub help: String,
}

impl RequestPoints {
    /// The points that the request gives, or those that it lacks.
    pub fn points(&self, given: bool) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.given == given)
    }
}

/// What the requests of a draft give and lack; none of a letter, or of a draft without a request. `as_of` is the day of
/// the request, where the user says it.
pub fn of(
    document: &Document,
    letter: &Letter,
    requests: &[Request],
    as_of: Option<Date>,
    drugs: &Drugs,
) -> Option<Completeness> {
    if letter.form == Form::Letter || letter.items.is_empty() {
        return None;
    }
    let asked = Requirements::built_in();
    let items = letter.items.iter().zip(requests);
    Some(Completeness {
        rule: asked.id.clone(),
        title: asked.title.clone(),
        cite: asked.cite.clone(),
        in_force_since: asked.in_force_since,
        not_looked_at: asked.not_looked_at.clone(),
        requests: items.map(|(item, request)| request::points(document, item, request, asked, drugs)).collect(),
        documentation: freshness::of(&document.text, asked, as_of),
    })
}
