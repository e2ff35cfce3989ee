//! In: rulebooks. Out: text for people: what there is, and what one rule asks, why, and on which page.

use crate::report::Look;
use crate::rule::{Confidence, Criterion, Family, Rulebook};

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

/// One criterion, or all of one family, in every edition that has it. `None` where no edition has it.
pub fn explain(books: &[&Rulebook], id: &str, look: Look) -> Option<String> {
    let mut out = String::new();
    for book in books {
        for family in book.families.values() {
            let named = family.criteria.iter().filter(|criterion| family.name == id || criterion.id == id);
            let criteria: Vec<_> = named.collect();
            if !criteria.is_empty() {
                out.push_str(&heading(book, family, look));
                out.extend(criteria.into_iter().map(|criterion| self::criterion(criterion, look)));
                out.push_str(&parameters(family, look));
            }
        }
    }
    (!out.is_empty()).then_some(out)
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

fn criterion(criterion: &Criterion, look: Look) -> String {
    let mut out = look.paragraph("", &criterion.id);
    let confidence = match criterion.confidence {
        Confidence::Found => "read in the guideline or in a source that repeats it",
        Confidence::Known => "well known, not compared with the guideline's text",
        Confidence::Unverified => "to be checked against the guideline's text",
    };
    let rows = [
        ("asks", Some(&criterion.title)),
        ("why", criterion.why.as_ref()),
        ("document", Some(&criterion.help)),
        ("source", Some(&criterion.cite)),
    ];
    for (name, text) in rows.into_iter().filter_map(|(name, text)| text.map(|text| (name, text))) {
        out.push_str(&look.paragraph(&format!("  {name:<14}"), text));
    }
    out.push_str(&look.paragraph("  how sure      ", confidence));
    out.push_str(&look.paragraph("  rule          ", &criterion.place.to_string()));
    let examples = &criterion.examples;
    for (name, sentences) in
        [("met", &examples.met), ("contradicted", &examples.contradicted), ("not shown", &examples.undocumented)]
    {
        for sentence in sentences {
            out.push_str(&look.paragraph(&format!("  {name:<14}"), &format!("\"{sentence}\"")));
        }
    }
    out.push('\n');
    out
}

fn parameters(family: &Family, look: Look) -> String {
    let mut out = String::new();
    for (name, parameter) in &family.parameters {
        let page = parameter.page.as_ref().map(|page| format!(" Page {page}.")).unwrap_or_default();
        let text = format!("{} {}. {}{page}", parameter.value, parameter.unit, parameter.help);
        out.push_str(&look.paragraph(&format!("  {name}: "), &text));
    }
    if !out.is_empty() {
        out.insert_str(0, "Numbers that these rules use\n");
        out.push('\n');
    }
    out
}
