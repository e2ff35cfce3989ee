//! In: a document's text. Out: the latest date that it names, which is its clock where the header gives no date.

use super::grammar::{Rule, parse, window};
use super::header::{date, month};
use jiff::civil::Date;

/// The longest date: "September 30th, 2014" with spaces to spare.
const LONGEST: usize = 32;

/// How the names of the months begin; what follows is read by the grammar.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What stands before a date that lies ahead: "off work until 11/14/2014".
const AHEAD: [&str; 34] = [
    "until",
    "through",
    "thru",
    "till",
    "by",
    "next visit",
    "next visit:",
    "appointment",
    "appointment:",
    "follow-up:",
    "follow-up on",
    "scheduled for",
    "return on",
    "expires",
    "rtw",
    "rtw:",
    "rtw on",
    "return to work",
    "return to work on",
    "follow up",
    "follow up:",
    "follow up on",
    "follow-up",
    "f/u",
    "f/u:",
    "f/u on",
    "next appt",
    "next appt:",
    "appt",
    "appt:",
    "recheck",
    "recheck on",
    "due",
    "due on",
];

/// The latest date in `text`, written in figures or words, that does not lie ahead; of a month, its last day. `None`
/// where there is none.
pub fn latest_date(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|&(at, _)| can_start(text, at) && !lies_ahead(text, at));
    let read = |at| {
        let window = window(text, at, LONGEST);
        parse(Rule::date, window).and_then(|day| date(&day)).or_else(|| month(&parse(Rule::month_only, window)?))
    };
    starts.filter_map(|(at, _)| read(at)).max()
}

pub(super) fn lies_ahead(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let word_ends = |word: &&str| {
        let start = before.len().checked_sub(word.len());
        start.and_then(|start| before.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    AHEAD.iter().any(word_ends)
}

/// Whether a date may start here: at the start of a number, or of a word that begins as a month does.
pub(super) fn can_start(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let goes_on = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'/' | b'-'));
    let figure = bytes[at].is_ascii_digit();
    !goes_on
        && (figure || text.get(at..at + 3).is_some_and(|word| MONTHS.iter().any(|it| word.eq_ignore_ascii_case(it))))
}
