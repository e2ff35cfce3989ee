//! In: rulebooks. Out: one page in Markdown for each treatment family: what each edition asks, and where they differ.

use crate::rule::{
    Criterion, Difference, Family, Rulebook, Rulebooks, differences, example_in_words, in_words, support_in_words,
};

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A page for every family of any edition, and one that leads to them.
pub fn pages(rulebooks: &Rulebooks) -> Vec<Page> {
    let mut books: Vec<&Rulebook> = rulebooks.iter().collect();
    books.sort_by_key(|book| (book.from, book.id.as_str()));
    let mut pages: Vec<Page> = Vec::new();
    let mut lines = Vec::new();
    for book in &books {
        for family in book.families.values() {
            let name = format!("{}.md", family.name);
            if pages.iter().all(|page| page.name != name) {
                lines.push(format!("- [{}]({name})", family.title));
                pages.push(Page { name, text: page(rulebooks, &books, &family.name) });
            }
        }
    }
    lines.sort();
    let editions: String =
        books.iter().map(|book| format!("- `{}`: {}, {}\n", book.id, book.title, in_force(book))).collect();
    let text = format!(
        "# Rules\n\nWhat imrcheck asks of each kind of treatment. {MADE}\n\nEditions:\n\n{editions}\nTreatment families:\n\n{}\n",
        lines.join("\n")
    );
    pages.push(Page { name: "README.md".to_owned(), text });
    pages
}

const MADE: &str =
    "These pages are made from `rules/` by `imrcheck rules pages docs/rules`; change the rules, not the pages.";

fn in_force(book: &Rulebook) -> String {
    match book.to {
        Some(to) => format!("in force {} to {to}", book.from),
        None => format!("in force since {}", book.from),
    }
}

fn page(rulebooks: &Rulebooks, books: &[&Rulebook], name: &str) -> String {
    let mut out = String::new();
    for book in books {
        let Some(family) = book.families.get(name) else { continue };
        if out.is_empty() {
            out.push_str(&format!("# {} (`{name}`)\n\n{MADE}\n", family.title));
        }
        let known = book
            .extends
            .as_ref()
            .is_some_and(|base| books.iter().any(|book| book.id == *base && book.families.contains_key(name)));
        out.push_str(&format!("\n## {}\n\n{}, {}.\n", book.id, book.title, in_force(book)));
        match known {
            true => out.push_str(&changes(rulebooks, book, family)),
            false => out.push_str(&whole(family)),
        }
    }
    out
}

fn changes(rulebooks: &Rulebooks, book: &Rulebook, family: &Family) -> String {
    let base = book.extends.as_deref().unwrap_or_default();
    let differences = differences(rulebooks, book, family);
    if differences.is_empty() {
        return format!("\nAs in {base}.\n");
    }
    let mut out = format!("\nAs in {base}, but:\n");
    for (id, list) in differences {
        if !id.is_empty() {
            out.push_str(&format!("\n`{id}`\n"));
        }
        out.push('\n');
        list.iter().for_each(|one| out.push_str(&difference(one)));
    }
    out
}

fn difference(one: &Difference) -> String {
    let Difference { field, before, after } = one;
    if field == "note" {
        return format!("- {after}\n");
    }
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("- {field}: {after}\n"),
        (_, true) => format!("- {field}: no longer ({before})\n"),
        _ => format!("- {field}: {after} (before: {before})\n"),
    }
}

fn whole(family: &Family) -> String {
    let mut out = String::new();
    if let Some(note) = &family.note {
        out.push_str(&format!("\n{note}\n"));
    }
    out.push_str(&format!("\nA request is supported when: {}\n", support_in_words(&family.support, &family.criteria)));
    if !family.parameters.is_empty() {
        out.push_str("\n| number | value | what it is | page | how sure |\n|---|---|---|---|---|\n");
    }
    for (name, parameter) in &family.parameters {
        let page = parameter.page.as_deref().unwrap_or("-");
        let (value, unit, help, sure) =
            (parameter.value, &parameter.unit, &parameter.help, parameter.confidence.in_words());
        out.push_str(&format!("| `{name}` | {value} {unit} | {help} | {page} | {sure} |\n"));
    }
    family.criteria.iter().for_each(|one| out.push_str(&criterion(one)));
    out
}

fn criterion(criterion: &Criterion) -> String {
    let mut out = format!("\n### {}\n\n`{}`\n\n", criterion.title, criterion.id);
    let rows = [
        ("Applies when", criterion.applies_when.as_ref().map(in_words)),
        ("Met when", Some(in_words(&criterion.met))),
        ("Or, as an exception", criterion.unless.as_ref().map(in_words)),
        ("Why", criterion.why.clone()),
        ("Document, if it is so", Some(criterion.help.clone())),
        ("Source", Some(format!("{} ({})", criterion.cite, criterion.confidence.in_words()))),
    ];
    for (name, text) in rows.into_iter().filter_map(|(name, text)| Some((name, text?))) {
        out.push_str(&format!("- {name}: {text}\n"));
    }
    let examples = &criterion.examples;
    let lists = [
        ("met", &examples.met),
        ("contradicted", &examples.contradicted),
        ("undocumented", &examples.undocumented),
        ("not asked", &examples.not_applicable),
    ];
    for (name, list) in lists {
        list.iter().for_each(|example| out.push_str(&format!("- Example, {name}: {}\n", example_in_words(example))));
    }
    out
}
