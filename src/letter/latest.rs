//! In: a document's text. Out: the latest date that it names, which is its clock where the header gives no date.

use super::grammar::{Rule, parse, window};
use super::header::date;
use jiff::civil::Date;

/// The longest date: "September 30th, 2014" with spaces to spare.
const LONGEST: usize = 32;

/// How the names of the months begin; what follows is read by the grammar.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The latest date in `text`, written in figures or words, known to the day; `None` where there is none.
pub fn latest_date(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|&(at, _)| can_start(text, at));
    starts.filter_map(|(at, _)| date(&parse(Rule::date, window(text, at, LONGEST))?)).max()
}

/// Whether a date may start here: at the start of a number, or of a word that begins as a month does.
fn can_start(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let goes_on = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'/' | b'-'));
    let figure = bytes[at].is_ascii_digit();
    !goes_on
        && (figure || text.get(at..at + 3).is_some_and(|word| MONTHS.iter().any(|it| word.eq_ignore_ascii_case(it))))
}
