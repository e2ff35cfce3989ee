//! In: a [`Pile`]. Out: text for people: a table with one line for each request, those asked for twice, the gaps.

use super::{Gap, Pile, Point, Row};
use crate::report::look::shorten;
use crate::report::{Basis, Look, Predicted};

/// Most lines of the table, of the duplicates and of the gaps; the CSV file has them all.
const MOST_ROWS: usize = 200;
const MOST_DUPLICATES: usize = 20;
const MOST_GAPS: usize = 15;

/// The whole report.
pub fn pile(pile: &Pile, look: Look) -> String {
    let parts = [
        counts(pile, look),
        table(pile, look),
        unasked(pile, look),
        incomplete(pile, look),
        duplicates(pile, look),
        gaps(pile, look),
    ];
    parts.concat()
}

/// The same as sentences, for a screen reader.
pub fn narrated(pile: &Pile) -> String {
    let mut out = format!("{}\n", in_words(pile));
    for row in pile.by_attention() {
        let place = row.line.map_or(String::new(), |line| format!(", line {line}"));
        let missing = row.missing.iter().chain(&row.against).map(|point| point.title.as_str()).collect::<Vec<_>>();
        let missing = if missing.is_empty() { String::new() } else { format!(": {}", missing.join("; ")) };
        let (source, n, text) = (&row.source, row.n, &row.text);
        let words = format!("{source}{place}, item {n}, {text}. {} {}{missing}.", predicted(row), why(row));
        out.push_str(&format!("{}\n", crate::report::look::clean(&words)));
    }
    for source in &pile.unasked {
        out.push_str(&format!("{}\n", crate::report::look::clean(&format!("{UNASKED} {source}."))));
    }
    for source in &pile.incomplete {
        out.push_str(&format!("{}\n", crate::report::look::clean(&format!("{INCOMPLETE} {source}."))));
    }
    out
}

/// What is said of documents without a request.
pub(super) const UNASKED: &str = "No request was found in";

fn unasked(pile: &Pile, look: Look) -> String {
    if pile.unasked.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.title("", &format!("{UNASKED}:")));
    for source in pile.unasked.iter().take(MOST_ROWS) {
        out.push_str(&look.paragraph("  - ", source));
    }
    out.push_str(&look.paragraph("  ", "Check each by itself, and name what it asks for with --request."));
    if let Some(more @ 1..) = pile.unasked.len().checked_sub(MOST_ROWS) {
        out.push_str(&look.paragraph("  ", &format!("and {more} more; --format csv has them all")));
    }
    out
}

/// What is said of documents of which a part is missing.
pub(super) const INCOMPLETE: &str = "A part of this document is missing, and counts as not said:";

fn incomplete(pile: &Pile, look: Look) -> String {
    if pile.incomplete.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.title("", "Incomplete: a part is missing, and counts as not said:"));
    pile.incomplete.iter().for_each(|source| out.push_str(&look.paragraph("  - ", source)));
    out + &look.paragraph("  ", "Check each by itself to see which part, and compare it with the original.")
}

/// How many there are of each kind, in a sentence.
pub(super) fn in_words(pile: &Pile) -> String {
    let of = |basis| pile.count(basis);
    let mut parts = vec![
        format!("{} not shown", of(Basis::Undocumented)),
        format!("{} contradicted", of(Basis::Contradicted)),
        format!("{} supported", of(Basis::Met)),
    ];
    let none = of(Basis::NotCovered);
    parts.extend((none > 0).then(|| format!("{none} that no rule covers")));
    let settled = pile.rows.iter().filter(|row| row.settled).count();
    parts.extend((settled > 0).then(|| format!("{settled} settled beforehand")));
    let many = |count: usize, noun| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let (requests, documents) = (many(pile.rows.len(), "request"), many(pile.documents, "document"));
    let mut words = format!("{requests} in {documents}: {}.", parts.join(", "));
    let incomplete = pile.rows.iter().filter(|row| !row.lacking.is_empty()).count();
    if incomplete > 0 {
        words.push_str(&format!(
            " As a request for authorization {} something.",
            if incomplete == 1 { "1 lacks".to_owned() } else { format!("{incomplete} lack") }
        ));
    }
    if pile.conflicts > 0 {
        words.push_str(&format!(" Documents contradict themselves in {}.", many(pile.conflicts, "place")));
    }
    if pile.settled > 0 {
        words.push_str(&format!(" Settled beforehand: {}.", many(pile.settled, "finding")));
    }
    if pile.stale > 0 {
        let (entries, settle) = if pile.stale == 1 { ("entry", "settles") } else { ("entries", "settle") };
        words.push_str(&format!(
            " {} {entries} of sidecar files {settle} nothing any more: see them in the reports.",
            pile.stale
        ));
    }
    words
}

fn counts(pile: &Pile, look: Look) -> String {
    format!("{}\n{}", look.line(true), look.title("", &in_words(pile)))
}

/// What is predicted of a request, in two words. In a draft nothing has been denied yet.
pub(super) const fn predicted(row: &Row) -> &'static str {
    match (row.predicted, row.draft) {
        (Predicted::Overturned, _) => "supported",
        (Predicted::Upheld, true) => "not supported",
        (Predicted::Upheld, false) => "denial stands",
        (Predicted::NotCovered, _) => "no rule",
    }
}

/// Why, in two words.
pub(super) const fn why(row: &Row) -> &'static str {
    match (row.basis, row.settled) {
        (Basis::Met, _) => "met",
        (Basis::NotCovered, _) => "",
        (_, true) => "settled",
        (Basis::Undocumented, _) => "not shown",
        (Basis::Contradicted, _) => "contradicted",
    }
}

/// Columns of the two words on the prediction.
const PREDICTED: usize = 13;
const WHY: usize = 12;

/// One line for each request: file and line, what is asked, what is predicted and why, and the points.
fn table(pile: &Pile, look: Look) -> String {
    let rows = pile.by_attention();
    let folder = common_folder(&rows);
    let place = |row: &Row| place(row).get(folder.len()..).unwrap_or_default().to_owned();
    let room = look.columns.max(60);
    let widest = |lengths: &mut dyn Iterator<Item = usize>, most: usize| lengths.max().unwrap_or(0).min(most);
    let file = widest(&mut rows.iter().map(|row| place(row).chars().count()), room / 4).max("file:line".len());
    let request = widest(&mut rows.iter().map(|row| row.text.chars().count()), room / 4).max("request".len());
    let points = room.saturating_sub(file + request + PREDICTED + WHY + 4);
    let head = format!(
        "\n{:<file$} {:<request$} {:<PREDICTED$} {:<WHY$} points",
        "file:line", "request", "predicted", "because"
    );
    let mut out = look.bold(&head) + "\n";
    if !folder.is_empty() {
        out.insert_str(0, &format!("\n{}", look.paragraph("All in ", folder)));
    }
    for row in rows.iter().take(MOST_ROWS) {
        let (name, text) = (cut_front(&place(row), file), shorten(&row.text, request));
        let predicted = format!("{:<PREDICTED$}", predicted(row));
        let predicted = if row.basis == Basis::Met { look.good(&predicted) } else { look.bad(&predicted) };
        let listed = listed(row, points);
        let line = format!("{name:<file$} {text:<request$} {predicted} {:<WHY$} {listed}", why(row));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if let Some(more @ 1..) = rows.len().checked_sub(MOST_ROWS) {
        out.push_str(&look.paragraph("", &format!("and {more} more; --format csv has them all")));
    }
    out
}

/// As many points as there is room for, without their kind of treatment, and how many more there are.
fn listed(row: &Row, room: usize) -> String {
    let short = |point: &Point| point.id.rsplit('/').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = row.missing.iter().chain(&row.against).map(short).collect();
    let mut left = 0;
    loop {
        let more = if left > 0 { format!(" +{left}") } else { String::new() };
        let line = names.join(", ") + &more;
        if line.chars().count() <= room || names.len() <= 1 {
            return shorten(&line, room.max(4));
        }
        names.pop();
        left += 1;
    }
}

/// The folder that all documents lie in, with its last stroke.
pub(super) fn common_folder<'a>(rows: &[&'a Row]) -> &'a str {
    let Some(first) = rows.first().map(|row| row.source.as_str()) else { return "" };
    let shared = |other: &str| first.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let length = rows.iter().map(|row| shared(&row.source)).min().unwrap_or(0);
    let folder = first.as_bytes()[..length].iter().rposition(|byte| matches!(byte, b'/' | b'\\'));
    folder.and_then(|stroke| first.get(..=stroke)).unwrap_or("")
}

fn place(row: &Row) -> String {
    row.line.map_or_else(|| row.source.clone(), |line| format!("{}:{line}", row.source))
}

/// The end of a path tells more than its beginning.
fn cut_front(words: &str, room: usize) -> String {
    let words = crate::report::look::clean(words);
    let length = words.chars().count();
    if length <= room {
        return words;
    }
    let kept: String = words.chars().skip(length - room.saturating_sub(3)).collect();
    format!("...{kept}")
}

fn duplicates(pile: &Pile, look: Look) -> String {
    if pile.duplicates.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.title("", "Asked for more than once"));
    for one in pile.duplicates.iter().take(MOST_DUPLICATES) {
        let (Some(row), Some(of)) = (pile.rows.get(one.row), pile.rows.get(one.of)) else { continue };
        let words = format!(
            "{} item {}: {}, as {} item {} ({}).",
            row.source,
            row.n,
            row.text,
            of.source,
            of.n,
            one.why.in_words()
        );
        out.push_str(&look.paragraph("  - ", &words));
    }
    if let Some(more @ 1..) = pile.duplicates.len().checked_sub(MOST_DUPLICATES) {
        out.push_str(&look.paragraph("  ", &format!("and {more} more; --format csv has them all")));
    }
    out
}

const WHAT_IS_COUNTED: &str = "How many requests do not show the point, how many the record speaks against on it, of all \
                               of that kind. Of several ways to support a request the principal one is counted.";

fn gaps(pile: &Pile, look: Look) -> String {
    let gaps = pile.gaps();
    if gaps.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.title("", "Points that are missing most often"));
    out.push_str(&look.paragraph("  ", WHAT_IS_COUNTED));
    for gap in gaps.iter().take(MOST_GAPS) {
        let Gap { missing, against, of, point, .. } = gap;
        let lead = format!("  {missing:>4} {against:>4}  of {of:<5} ");
        out.push_str(&look.paragraph(&lead, &format!("{} ({})", point.title, point.id)));
    }
    if let Some(more @ 1..) = gaps.len().checked_sub(MOST_GAPS) {
        out.push_str(&look.paragraph("  ", &format!("and {more} more; --format html has them all")));
    }
    out
}
