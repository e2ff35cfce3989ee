//! In: a note. Out: [`Freshness`], the date of its newest examination, and until when a request can rest on it.

use super::Requirements;
use crate::letter::{Dated, Occasion, dated};
use jiff::ToSpan as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// How recent the documentation of a request is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Freshness {
    /// The newest examination or report; none where no date tells that it is one.
    pub newest: Option<Dated>,
    /// At most so many days may lie between it and the request.
    pub days: u32,
    /// The last day on which a request can rest on it.
    pub good_until: Option<Date>,
    /// The day of the request: the user's, else the text's.
    pub requested: Option<Date>,
    /// Whether the documentation is older than it may be; none where one of the dates is not known.
    pub too_old: Option<bool>,
    /// Whether the note was written before the rule was in force, so that it was not asked of it then.
    pub before_the_rule: bool,
    /// What to do, where it is too old or has no date.
    pub help: Option<String>,
}

pub(super) fn of(text: &str, asked: &Requirements, as_of: Option<Date>) -> Freshness {
    let dates = dated(text);
    let of = |occasion| dates.iter().filter(move |one| one.occasion == occasion);
    let requested = as_of.or_else(|| of(Occasion::Request).map(|one| one.date).max());
    // An examination after the request is a slip, or another's: the request cannot rest on it.
    let examined = of(Occasion::Examination).filter(|one| requested.is_none_or(|day| one.date <= day));
    let newest = examined.max_by_key(|one| one.date).copied();
    let days = asked.documentation.days;
    let good_until = newest.and_then(|one| one.date.checked_add(i64::from(days).days()).ok());
    let too_old = requested.zip(good_until).map(|(day, last)| day > last);
    let written = requested.or(newest.map(|one| one.date));
    let help = match (newest, too_old) {
        (None, _) => Some(&asked.documentation.none),
        (_, Some(true)) => Some(&asked.documentation.help),
        _ => None,
    };
    Freshness {
        newest,
        days,
        good_until,
        requested,
        too_old,
        before_the_rule: written.is_some_and(|day| day < asked.in_force_since),
        help: help.cloned(),
    }
}
