//! In: rulebooks. Out: text for people: what there is, and what one rule asks, why, and on which page.

use crate::report::Look;
use crate::rule::{
    Criterion, Difference, Family, Rulebook, Rulebooks, differences, example_in_words, in_words, support_in_words,
};

/// Every edition with its families and their criteria.
pub fn list(books: &[&Rulebook], look: Look) -> String {
    let mut out = String::new();
    for book in books {
        out.push_str(&look.bold(&book.id));
        out.push('\n');
        out.push_str(&look.paragraph("  ", &format!("{}, {}", book.title, in_force(book))));
        for family in book.families.values() {
            out.push('\n');
            out.push_str(&look.title("  ", &format!("{} ({})", family.title, family.name)));
            for criterion in &family.criteria {
                out.push_str(&look.paragraph("    ", &criterion.id));
                out.push_str(&look.paragraph("      ", &criterion.title));
            }
        }
        out.push('\n');
    }
    out
}

fn in_force(book: &Rulebook) -> String {
    match book.to {
        Some(to) => format!("in force {} to {to}", book.from),
        None => format!("in force since {}", book.from),
    }
}

/// One criterion, or all of one family, in every edition that has it. An edition that changes another shows only what
/// it changes. `None` where no edition has it.
pub fn explain(rulebooks: &Rulebooks, books: &[&Rulebook], id: &str, look: Look) -> Option<String> {
    let mut out = String::new();
    let mut shown: Vec<&str> = Vec::new();
    for book in in_order(books) {
        for family in book.families.values() {
            let named = family.criteria.iter().filter(|criterion| family.name == id || criterion.id == id);
            let criteria: Vec<_> = named.collect();
            if criteria.is_empty() {
                continue;
            }
            out.push_str(&heading(book, family, look));
            match book.extends.as_deref().filter(|base| shown.contains(base)) {
                Some(base) => out.push_str(&changes(rulebooks, book, family, base, id, look)),
                None => out.push_str(&whole(family, &criteria, look)),
            }
            shown.push(&book.id);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The oldest first, so that changes come after what they change.
fn in_order<'a>(books: &[&'a Rulebook]) -> Vec<&'a Rulebook> {
    let mut books = books.to_vec();
    books.sort_by_key(|book| (book.from, book.id.as_str()));
    books
}

fn heading(book: &Rulebook, family: &Family, look: Look) -> String {
    let mut out = look.title("", &format!("{} in {}", family.title, book.id));
    out.push_str(&look.paragraph("  ", &format!("{}, {}", book.title, in_force(book))));
    if let Some(note) = &family.note {
        out.push_str(&look.paragraph("  ", note));
    }
    out.push('\n');
    out
}

fn whole(family: &Family, criteria: &[&Criterion], look: Look) -> String {
    let mut out: String = criteria.iter().map(|one| criterion(one, look)).collect();
    out.push_str(
        &look.paragraph("A request is supported when: ", &support_in_words(&family.support, &family.criteria)),
    );
    out.push('\n');
    out + &parameters(family, criteria, look)
}

fn changes(rulebooks: &Rulebooks, book: &Rulebook, family: &Family, base: &str, id: &str, look: Look) -> String {
    let mut out = String::new();
    for (changed, differences) in differences(rulebooks, book, family) {
        if family.name == id || changed == id || changed.is_empty() {
            out.push_str(&look.paragraph("", if changed.is_empty() { "In all" } else { &changed }));
            let told = differences.iter().filter(|one| one.field != "note");
            out.extend(told.map(|one| difference(one, look)));
        }
    }
    let opening = if out.is_empty() { format!("As in {base}.") } else { format!("As in {base}, but:") };
    look.paragraph("", &opening) + &out + "\n"
}

fn difference(one: &Difference, look: Look) -> String {
    let label = format!("  {:<20} ", one.field);
    match (one.before.is_empty(), one.after.is_empty()) {
        (true, _) => look.paragraph(&label, &one.after),
        (_, true) => look.paragraph(&label, &format!("no longer: {}", one.before)),
        _ => look.paragraph(&label, &format!("{} (before: {})", one.after, one.before)),
    }
}

fn criterion(criterion: &Criterion, look: Look) -> String {
    let mut out = look.paragraph("", &criterion.id);
    let rows = [
        ("asks", Some(criterion.title.clone())),
        ("applies when", criterion.applies_when.as_ref().map(in_words)),
        ("met when", Some(in_words(&criterion.met))),
        ("unless", criterion.unless.as_ref().map(in_words)),
        ("why", criterion.why.clone()),
        ("document", Some(criterion.help.clone())),
        ("source", Some(criterion.cite.clone())),
        ("how sure", Some(criterion.confidence.in_words().to_owned())),
        ("rule", Some(criterion.place.to_string())),
    ];
    for (name, text) in rows.into_iter().filter_map(|(name, text)| Some((name, text?))) {
        out.push_str(&look.paragraph(&format!("  {name:<14}"), &text));
    }
    let examples = &criterion.examples;
    let lists = [
        ("met", &examples.met),
        ("contradicted", &examples.contradicted),
        ("not shown", &examples.undocumented),
        ("not asked", &examples.not_applicable),
    ];
    for (name, list) in lists {
        out.extend(list.iter().map(|one| look.paragraph(&format!("  {name:<14}"), &example_in_words(one))));
    }
    out.push('\n');
    out
}

/// The numbers that these criteria compare with.
fn parameters(family: &Family, criteria: &[&Criterion], look: Look) -> String {
    let mut out = String::new();
    let used = |name: &str| criteria.iter().any(|criterion| criterion.compares_with(name));
    for (name, parameter) in family.parameters.iter().filter(|(name, _)| used(name)) {
        let page = parameter.page.as_ref().map(|page| format!(" Page {page}")).unwrap_or_default();
        let (value, unit, help, sure) =
            (parameter.value, &parameter.unit, &parameter.help, parameter.confidence.in_words());
        let (low, high) = parameter.range;
        let text = format!("{value} {unit} (sensible: {low} to {high}). {help}{page} ({sure}).");
        out.push_str(&look.paragraph(&format!("  {name}: "), &text));
    }
    if !out.is_empty() {
        out.insert_str(0, "Numbers that these rules use\n");
        out.push('\n');
    }
    out
}
