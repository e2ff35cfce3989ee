//! In: the text before the summary. Out: case number and dates of the header table, whatever the order of its cells.

use super::Dates;
use super::grammar::{Node, Rule, parse, window};
use jiff::civil::Date;

/// How much of the header is read, in bytes. A real one has 400, that of 2013 with its notice 5,000.
const LONGEST: usize = 8000;

/// What the header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) case_number: Option<String>,
    pub(super) dates: Dates,
    /// Whether labels and values could not be matched.
    pub(super) unclear: bool,
}

/// Reads the header in `text`, which ends where the header does.
pub(super) fn read(text: &str) -> Header {
    let mut table = Table::default();
    for node in parse(Rule::header, window(text, 0, LONGEST)).into_iter().flat_map(pest::iterators::Pair::into_inner) {
        match node.as_rule() {
            Rule::label => table.label(&node),
            Rule::case_number if table.header.case_number.is_none() => {
                table.header.case_number = Some(node.as_str().to_ascii_uppercase());
            }
            Rule::date => table.values.extend(date(&node)),
            _ => {}
        }
    }
    table.settle();
    table.header
}

/// Labels and values of the table as they come: each value after its label, or several labels first.
#[derive(Default)]
struct Table {
    header: Header,
    labels: Vec<Rule>,
    values: Vec<Date>,
}

impl Table {
    fn label(&mut self, node: &Node<'_>) {
        if !self.values.is_empty() {
            self.settle();
        }
        self.labels.extend(node.clone().into_inner().next().map(|label| label.as_rule()));
    }

    /// Gives the values to the labels before them. With fewer values than labels an empty cell must be among several
    /// labels: where there are two, the value belongs to the one beside it; where there are more, nobody can tell.
    fn settle(&mut self) {
        let labels = std::mem::take(&mut self.labels);
        let values = std::mem::take(&mut self.values);
        let missing = labels.len().saturating_sub(values.len());
        if missing > 0 && labels.len() > 2 && !values.is_empty() {
            self.header.unclear = true;
            return;
        }
        for (cell, value) in labels.into_iter().skip(missing).zip(values) {
            let dates = &mut self.header.dates;
            let place = match cell {
                Rule::label_assigned => &mut dates.assigned,
                Rule::label_injury => &mut dates.injury,
                Rule::label_decision => &mut dates.decision,
                Rule::label_denial => &mut dates.ur_denial,
                _ => continue,
            };
            place.get_or_insert(value);
        }
    }
}

/// The date that a `date` node writes; years of two digits are 1940 to 2039.
pub(super) fn date(node: &Node<'_>) -> Option<Date> {
    let (year, month, day) = parts(node);
    Date::new(year?, month?, day?).ok()
}

/// The last day of a month that is named with its year.
pub(super) fn month(node: &Node<'_>) -> Option<Date> {
    let (year, month, _) = parts(node);
    Date::new(year?, month?, 1).ok().map(Date::last_of_month)
}

/// Year, month and day, as far as they are written.
fn parts(node: &Node<'_>) -> (Option<i16>, Option<i8>, Option<i8>) {
    let (mut year, mut month, mut day) = (None, None, None);
    for part in node.clone().into_inner().flat_map(pest::iterators::Pair::into_inner) {
        match part.as_rule() {
            Rule::month => month = part.as_str().parse().ok(),
            Rule::month_name => month = part.into_inner().next().and_then(|name| month_number(name.as_rule())),
            Rule::day => day = part.as_str().parse().ok(),
            Rule::year | Rule::full_year => year = part.as_str().parse().ok().map(four_digits),
            _ => {}
        }
    }
    (year, month, day)
}

const fn four_digits(year: i16) -> i16 {
    match year {
        0..=39 => 2000 + year,
        40..=99 => 1900 + year,
        _ => year,
    }
}

const MONTHS: [Rule; 12] = [
    Rule::january,
    Rule::february,
    Rule::march,
    Rule::april,
    Rule::may,
    Rule::june,
    Rule::july,
    Rule::august,
    Rule::september,
    Rule::october,
    Rule::november,
    Rule::december,
];

fn month_number(name: Rule) -> Option<i8> {
    (1..).zip(MONTHS).find_map(|(number, rule)| (rule == name).then_some(number))
}
