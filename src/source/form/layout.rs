//! In: the fields of a page. Out: their lines, from top to bottom and left to right. Fields that are called alike row by
//! row are a table: its rows stand under a row of their names.

use super::field::{Field, Filled};
use super::name;

/// Words that a table of requests has in the names of its columns; where they stand, one row is a table too.
const ASKING: [&str; 2] = ["request", "service"];
const BESIDE: [&str; 5] = ["diagnosis", "icd", "cpt", "hcpcs", "quantity"];
/// The columns of the form for requests, where fields have no telling names but the page has its headings.
const COLUMNS: [&str; 5] = ["Diagnosis", "ICD Code", "Service/Good Requested", "CPT/HCPCS Code", "Other Information"];
/// A value of fewer letters and digits than this may stand in a text by chance.
const SHORT: usize = 8;
/// A value longer than this, or of several lines, stands under its name.
const LONG: usize = 200;

/// The lines that tell what was filled in. `page` is the text that stands on the page itself.
pub(super) fn lines(fields: Vec<Field>, page: &str) -> Vec<String> {
    let printed = Printed::new(page, &fields);
    let rows = rows(fields);
    let (mut lines, mut at) = (Vec::new(), 0);
    while let Some(row) = rows.get(at) {
        let count = rows[at..].iter().take_while(|next| is_alike(row, next)).count();
        if is_table(row, count, &printed) {
            table(&rows[at..at + count], &printed, &mut lines);
            at += count;
        } else {
            labelled(row, &printed, &mut lines);
            at += 1;
        }
    }
    lines
}

/// Fields on one height, from left to right; the rows from top to bottom.
fn rows(mut fields: Vec<Field>) -> Vec<Vec<Field>> {
    fields.sort_by(|one, other| other.top.total_cmp(&one.top).then(one.left.total_cmp(&other.left)));
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for field in fields {
        let middle = f32::midpoint(field.bottom, field.top);
        // A row is as high as its first field, so that one high field does not draw in all beside it.
        match rows.last_mut().filter(|row| row.first().is_some_and(|first| first.bottom < middle)) {
            Some(row) => row.push(field),
            None => rows.push(vec![field]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|one, other| one.left.total_cmp(&other.left)));
    rows
}

/// Whether two rows have the same columns.
fn is_alike(row: &[Field], other: &[Field]) -> bool {
    let is_text = |field: &Field| matches!(field.filled, Filled::Words(_));
    row.len() == other.len()
        && row.iter().zip(other).all(|(one, other)| {
            is_text(one) == is_text(other) && one.name == other.name && (one.left - other.left).abs() < 20.0
        })
}

fn is_table(row: &[Field], rows: usize, printed: &Printed) -> bool {
    let has = |words: &[&str]| {
        row.iter().any(|field| words.iter().any(|word| field.name.to_ascii_lowercase().contains(word)))
    };
    let named = row.iter().all(|field| name::tells(&field.name));
    let texts = row.iter().all(|field| matches!(field.filled, Filled::Words(_)));
    let of_form = row.len() == COLUMNS.len() && printed.has_words("service/good requested");
    texts && row.len() > 2 && (named && rows > 1 || has(&ASKING) && has(&BESIDE) || rows > 1 && of_form)
}

/// The rows of a table with something in them, under the names of its columns.
fn table(rows: &[Vec<Field>], printed: &Printed, lines: &mut Vec<String>) {
    let filled = |row: &&Vec<Field>| row.iter().any(|field| !field.words().is_empty());
    let rows: Vec<_> = rows.iter().filter(filled).filter(|row| !printed.has_row(row)).collect();
    let Some(first) = rows.first() else { return };
    let named = first.iter().all(|field| name::tells(&field.name));
    let heads: Vec<&str> = first.iter().map(|field| &*field.name).collect();
    lines.extend((!lines.is_empty()).then(String::new));
    lines.push(if named { heads.join("\t") } else { COLUMNS.join("\t") });
    for row in rows {
        let cells: Vec<String> = row.iter().map(|field| one_line(field.words()).replace('|', "/")).collect();
        lines.push(cells.join("\t").trim_end().to_owned());
    }
    lines.push(String::new());
}

/// The fields of a row with their names before them.
fn labelled(row: &[Field], printed: &Printed, lines: &mut Vec<String>) {
    let mut line: Vec<String> = Vec::new();
    for field in row {
        let words = field.words();
        match field.filled {
            Filled::Box(true) => line.push(format!("[x] {}", field.name).trim_end().to_owned()),
            Filled::Box(false) => {}
            Filled::Words(_) if words.is_empty() || printed.has(words) => {}
            Filled::Words(_) if words.contains('\n') || words.len() > LONG => {
                lines.extend((!line.is_empty()).then(|| line.join("\t")));
                line.clear();
                lines.extend(name::tells(&field.name).then(|| format!("{}:", field.name)));
                lines.extend(words.lines().map(str::to_owned));
                lines.push(String::new());
            }
            Filled::Words(_) if name::tells(&field.name) => line.push(format!("{}: {words}", field.name)),
            Filled::Words(_) => line.push(words.to_owned()),
        }
    }
    lines.extend((!line.is_empty()).then(|| line.join("\t")));
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text that stands on the page itself, in which filled fields stand too once a form was flattened.
struct Printed {
    /// Letters and digits alone: extraction may part words anywhere.
    squeezed: String,
    /// Whether all longer values stand in it, so that the shorter ones do not by chance.
    flattened: bool,
}

impl Printed {
    fn new(page: &str, fields: &[Field]) -> Self {
        let printed = Self { squeezed: squeezed(page), flattened: false };
        let mut long = fields.iter().map(Field::words).filter(|words| is_long(words)).peekable();
        let flattened = long.peek().is_some() && long.all(|words| printed.has_words(words));
        Self { flattened, ..printed }
    }

    fn has_words(&self, words: &str) -> bool {
        self.squeezed.contains(&squeezed(words))
    }

    /// Whether a value stands on the page.
    fn has(&self, words: &str) -> bool {
        (self.flattened || is_long(words)) && self.has_words(words)
    }

    /// Whether a row of a table stands on the page: all of its longer values, or it is short and all others do.
    fn has_row(&self, row: &[Field]) -> bool {
        let long = row.iter().any(|field| is_long(field.words()));
        (long || self.flattened) && row.iter().map(Field::words).all(|words| self.has_words(words))
    }
}

fn is_long(words: &str) -> bool {
    words.chars().filter(|one| one.is_alphanumeric()).take(SHORT).count() == SHORT
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
