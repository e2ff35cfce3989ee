//! In: rule files, as name and text. Out: the checked rulebooks, or every fault of every file at once.

use super::check::{Checker, Surroundings};
use super::edition;
use super::fault::{Fault, Faults, Place, SourceFile};
use super::merge::overlay;
use super::raw::{RawEdition, RawFamily};
use super::rulebook::Rulebook;
use super::shape::{EDITION, FAMILY, Shape, fit};
use super::suggest::did_you_mean;
use super::tree::{self, Data, Node};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file in an edition's folder that holds what is common to its families.
const EDITION_FILE: &str = "edition";

/// The trees of one edition's own files, by file stem.
type Folder = BTreeMap<String, Node>;

/// How much of the files is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    Whole,
    /// What a letter is judged by: without the examples and cases, which are most of the text and take most of the time.
    ForJudging,
}

/// Checks the files of a rule folder. A name is `EDITION/FAMILY.yaml`; each edition has an `edition.yaml`.
pub fn rulebooks(files: Vec<SourceFile>, extent: Extent) -> Result<BTreeMap<String, Rulebook>, Faults> {
    let mut faults = Vec::new();
    let files: Vec<Arc<SourceFile>> = files.into_iter().map(Arc::new).collect();
    let folders = folders(&files, extent, &mut faults);
    let mut loader = Loader { folders: &folders, faults: &mut faults };
    let books: Vec<Option<Rulebook>> = folders.keys().map(|folder| loader.rulebook(folder)).collect();
    match faults.is_empty() {
        true => Ok(books.into_iter().flatten().map(|book| (book.id.clone(), book)).collect()),
        false => Err(Faults::new(faults)),
    }
}

fn folders(files: &[Arc<SourceFile>], extent: Extent, faults: &mut Vec<Fault>) -> BTreeMap<String, Folder> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for file in files {
        let mut parts = file.name.rsplit('/');
        let stem = parts.next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
        let (Some(stem), Some(folder)) = (stem, parts.next()) else {
            let cure = "Put each edition's files in a folder of its own.";
            faults.push(Fault::new("folder", "a rule file outside an edition's folder", cure, Place::new(file, 0, 0)));
            continue;
        };
        let folder = folders.entry(folder.to_owned()).or_default();
        if let Some(mut node) = tree::read(file, faults) {
            if extent == Extent::ForJudging {
                without_proofs(&mut node);
            }
            folder.insert(stem.to_owned(), node);
        }
    }
    folders
}

/// Takes away what proves the rules and judges nothing.
fn without_proofs(node: &mut Node) {
    match &mut node.data {
        Data::Map(entries) => {
            entries.retain(|entry| !["examples", "cases"].contains(&entry.key.as_str()));
            entries
                .iter_mut()
                .filter(|entry| entry.key == "criteria")
                .for_each(|entry| without_proofs(&mut entry.value));
        }
        Data::List(items) => items.iter_mut().for_each(without_proofs),
        Data::Scalar { .. } => {}
    }
}

struct Loader<'a> {
    folders: &'a BTreeMap<String, Folder>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Loader<'a> {
    fn rulebook(&mut self, folder: &str) -> Option<Rulebook> {
        let line = self.line(folder)?;
        let whole = merged(&line);
        let node = whole.get(EDITION_FILE)?;
        let mut book = edition::check(self.raw::<RawEdition>(node, &EDITION)?, node, folder, self.faults);
        let families: Vec<String> = whole.keys().filter(|stem| *stem != EDITION_FILE).cloned().collect();
        let amounts: Vec<String> = book.iter().flat_map(|book| book.daily_amounts.keys().cloned()).collect();
        let sources = |place: &Place| source_of(&line, place);
        let around = Surroundings { families: &families, amounts: &amounts, sources: &sources };
        for stem in &families {
            let Some(node) = whole.get(stem) else { continue };
            let Some(raw) = self.raw::<RawFamily>(node, &FAMILY) else { continue };
            let checked = Checker { around: &around, faults: self.faults }.family(raw, node, stem);
            if let Some((book, family)) = book.as_mut().zip(checked) {
                book.families.insert(family.name.clone(), Arc::new(family));
            }
        }
        book
    }

    /// The folders of the editions that this one builds on, oldest first, itself last.
    fn line(&mut self, folder: &str) -> Option<Vec<&'a Folder>> {
        let mut line = Vec::new();
        let mut names = vec![folder.to_owned()];
        while let Some(name) = names.last().cloned() {
            let files = self.folders.get(&name)?;
            line.push(files);
            let Some(node) = files.get(EDITION_FILE) else {
                self.no_edition_file(files, &name);
                return None;
            };
            let Some(base) = node.get("extends") else { break };
            let base_name = base.text().unwrap_or_default().to_owned();
            let known = self.folders.contains_key(&base_name);
            if !known || names.contains(&base_name) {
                let cure =
                    did_you_mean(&base_name, self.folders.keys().map(String::as_str).filter(|name| *name != folder));
                let what = format!("`{base_name}` cannot be extended from here");
                self.faults.push(Fault::new("extends", what, cure, base.place.clone()));
                return None;
            }
            names.push(base_name);
        }
        line.reverse();
        Some(line)
    }

    fn no_edition_file(&mut self, files: &Folder, folder: &str) {
        if let Some(node) = files.values().next() {
            let place = Place::new(&node.place.file, 0, 0);
            let what = format!("the folder `{folder}` has no {EDITION_FILE}.yaml");
            let cure = "Write one with edition, title and in_force.";
            self.faults.push(Fault::new("no-edition", what, cure, place));
        }
    }

    fn raw<T: DeserializeOwned>(&mut self, node: &Node, shape: &Shape) -> Option<T> {
        let value = fit(node, shape, self.faults)?;
        match serde_yaml::from_value(value) {
            Ok(raw) => Some(raw),
            Err(error) => {
                let cure = "See docs/writing-rules.md for what stands where.";
                self.faults.push(Fault::new("wrong-type", error.to_string(), cure, node.place.clone()));
                None
            }
        }
    }
}

fn merged(line: &[&Folder]) -> Folder {
    let mut whole = Folder::new();
    for folder in line {
        for (stem, node) in *folder {
            let laid = whole.get(stem).map_or_else(|| node.clone(), |base| overlay(base, node));
            whole.insert(stem.clone(), laid);
        }
    }
    whole
}

/// Document and section that page numbers given at `place` belong to: those of its own file, or of what that changes.
fn source_of(line: &[&Folder], place: &Place) -> Option<String> {
    let stem = place.file.name.rsplit('/').next()?.rsplit_once('.')?.0;
    let reached = line.iter().position(|folder| folder.get(stem).is_some_and(|node| node.place.file == place.file))?;
    let field = |name: &str| {
        let files = line[..=reached].iter().rev().filter_map(|folder| folder.get(stem));
        files.filter_map(|node| node.get("source")?.get(name)?.text()).map(str::to_owned).next()
    };
    let document = field("document")?;
    Some(field("section").map_or_else(|| document.clone(), |section| format!("{document}, {section}")))
}
