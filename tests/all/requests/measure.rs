//! Requests of real letters against their reference readings: the share of right families and of right fields.

use crate::common::shared;
use imrcheck::request::{Drugs, read, read_part};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Item texts by letter and number: from `$IMRCHECK_ITEMS` (rows of letter, number, text with tabs), else as the
/// letter stage reads them.
fn items(shared: &Path) -> BTreeMap<(String, u64), (String, String)> {
    if let Some(list) = std::env::var_os("IMRCHECK_ITEMS") {
        let list = std::fs::read_to_string(list).unwrap();
        let rows = list.lines().filter_map(|row| {
            let mut cells = row.splitn(3, '\t');
            Some(((cells.next()?.to_owned(), cells.next()?.parse().ok()?), (cells.next()?.to_owned(), String::new())))
        });
        return rows.collect();
    }
    let folders = ["letters/2014-2015", "letters/2016-2017/text"];
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(shared.join(folder)).ok()).flatten().flatten();
    files.flat_map(|file| items_of(&file.path())).collect()
}

fn items_of(path: &Path) -> Vec<((String, u64), (String, String))> {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let document = imrcheck::source::Document { name: name.clone(), text, notes: Vec::new() };
    let (letter, _) = imrcheck::letter::read(&document);
    let item = |item: imrcheck::letter::Item| {
        ((name.clone(), item.n as u64), (item.text, item.original_request.unwrap_or_default()))
    };
    letter.items.into_iter().map(item).collect()
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_str(), expected.as_str()) {
        (Some(found), Some(expected)) => found.eq_ignore_ascii_case(expected),
        _ => found == expected,
    }
}

#[test]
fn requests_of_reference_readings() {
    let Some(shared) = shared() else { return };
    let items = items(&shared);
    if items.is_empty() {
        eprintln!("skipped: the letter stage reads no item yet");
        return;
    }
    let drugs = Drugs::built_in();
    let (mut families, mut items_seen, mut fields, mut fields_seen) = (0, 0, 0, 0);
    let mut misses = Vec::new();
    for file in std::fs::read_dir(shared.join("letters/reference")).unwrap().flatten() {
        let reference: Value = serde_json::from_str(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
        let letter = file.path().file_stem().unwrap().to_string_lossy().into_owned();
        for item in reference["items"].as_array().unwrap() {
            let n = item["n"].as_u64().unwrap();
            let empty = (String::new(), String::new());
            let (text, original) = items.get(&(letter.clone(), n)).unwrap_or(&empty);
            let request = if original.is_empty() { read(text, &drugs) } else { read_part(text, original, &drugs) };
            let found = serde_json::to_value(request).unwrap();
            items_seen += 1;
            families += usize::from(found["family"] == item["family"]);
            for (name, expected) in item["request"].as_object().unwrap() {
                fields_seen += 1;
                let right = same(&found[name], expected);
                fields += usize::from(right);
                if !right {
                    misses.push(format!("{letter} {n} {name}: {} where {expected} is expected", found[name]));
                }
            }
        }
    }
    println!("families {families}/{items_seen}, fields {fields}/{fields_seen}\n{}", misses.join("\n"));
    assert!(families * 100 >= items_seen * 98, "families {families} of {items_seen}");
    assert!(fields * 100 >= fields_seen * 96, "fields {fields} of {fields_seen}: {misses:?}");
}
