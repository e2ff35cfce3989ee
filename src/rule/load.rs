//! In: rule files, as name and text. Out: the checked rulebooks, or every fault of every file at once.

use super::check::{Checker, Surroundings};
use super::edition;
use super::families::Families;
use super::fault::{Fault, Faults, Place, SourceFile};
use super::merge::overlay;
use super::raw::{RawEdition, RawFamily};
use super::rulebook::{Family, Rulebook};
use super::shape::{EDITION, FAMILY, Shape, fit};
use super::suggest::did_you_mean;
use super::tree::{self, Data, Node};
use crate::visible::{self, is_hidden};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The file in an edition's folder that holds what is common to its families.
const EDITION_FILE: &str = "edition";

/// The trees of one edition's own files, by file stem.
type Folder = BTreeMap<String, Node>;

/// The files of one edition, by file stem.
type Files = BTreeMap<String, Arc<SourceFile>>;

/// Checks the files of a rule folder. A name is `EDITION/FAMILY.yaml`; each edition has an `edition.yaml`.
pub fn rulebooks(files: Vec<SourceFile>) -> Result<BTreeMap<String, Rulebook>, Faults> {
    let mut faults = Vec::new();
    let folders = folders(by_folder(files, &mut faults), &mut faults);
    let mut loader = Loader { folders: &folders, faults: &mut faults };
    let books: Vec<Option<Rulebook>> = folders.keys().map(|folder| loader.rulebook(folder)).collect();
    finished(books.into_iter().flatten(), faults)
}

/// The same for files that are known to be in order, as those in the program are: of each edition only its own file is
/// read, and a family when it is first asked for, without what proves its rules.
pub fn rulebooks_as_asked(files: Vec<SourceFile>) -> Result<BTreeMap<String, Rulebook>, Faults> {
    let mut faults = Vec::new();
    let files = by_folder(files, &mut faults);
    let heads = files.iter().map(|(folder, files)| (folder.clone(), only(files, EDITION_FILE))).collect();
    let heads = folders(heads, &mut faults);
    let mut loader = Loader { folders: &heads, faults: &mut faults };
    let books: Vec<Option<Rulebook>> = heads.keys().map(|folder| loader.head(folder, &files)).collect();
    finished(books.into_iter().flatten(), faults)
}

fn finished(books: impl Iterator<Item = Rulebook>, faults: Vec<Fault>) -> Result<BTreeMap<String, Rulebook>, Faults> {
    match faults.is_empty() {
        true => Ok(books.map(|book| (book.id.clone(), book)).collect()),
        false => Err(Faults::new(faults)),
    }
}

/// The file of this stem, if there is one.
fn only(files: &Files, stem: &str) -> Files {
    files.get_key_value(stem).map(|(stem, file)| (stem.clone(), Arc::clone(file))).into_iter().collect()
}

fn by_folder(files: Vec<SourceFile>, faults: &mut Vec<Fault>) -> BTreeMap<String, Files> {
    let mut folders: BTreeMap<String, Files> = BTreeMap::new();
    for file in files {
        let file = cleaned(file, faults);
        let mut parts = file.name.rsplit('/');
        let stem = parts.next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
        let (Some(stem), Some(folder)) = (stem, parts.next()) else {
            let cure = "Put each edition's files in a folder of its own.";
            faults.push(Fault::new("folder", "a rule file outside an edition's folder", cure, Place::new(&file, 0, 0)));
            continue;
        };
        folders.entry(folder.to_owned()).or_default().insert(stem.to_owned(), Arc::clone(&file));
    }
    folders
}

/// A rule file without hidden characters; where there was one it is a fault. They can make a rule look like another one,
/// and no one who writes rules means them.
fn cleaned(file: SourceFile, faults: &mut Vec<Fault>) -> Arc<SourceFile> {
    let hidden = |one: char| is_hidden(one) && !matches!(one, '\n' | '\r' | '\t');
    let found = file.text.char_indices().find(|(_, one)| hidden(*one));
    if found.is_none() && !file.name.chars().any(is_hidden) {
        return Arc::new(file);
    }
    let clean = Arc::new(SourceFile { name: visible::clean(&file.name), text: visible::clean_in_place(&file.text) });
    if let Some((at, one)) = found {
        let what = format!("a hidden character stands here (U+{:04X})", u32::from(one));
        let cure = "Delete it: what it hides or turns around is not what the rule says.";
        faults.push(Fault::new("hidden-character", what, cure, Place::new(&clean, at, at + one.len_utf8())));
    }
    clean
}

fn folders(files: BTreeMap<String, Files>, faults: &mut Vec<Fault>) -> BTreeMap<String, Folder> {
    let mut trees = |files: Files| -> Folder {
        files.into_iter().filter_map(|(stem, file)| Some((stem, tree::read(&file, faults)?))).collect()
    };
    files.into_iter().map(|(folder, files)| (folder, trees(files))).collect()
}

/// The files of the families of an edition, oldest edition first, and what they may refer to.
#[derive(Debug)]
pub struct Unread {
    line: Vec<Files>,
    families: Vec<String>,
    amounts: Vec<String>,
}

impl Unread {
    /// Reads the family of that name, without what proves its rules; nothing where its files are faulty.
    pub fn family(&self, name: &str) -> Option<Family> {
        let mut faults = Vec::new();
        let mut tree = |files: &Files| {
            let mut folder = Folder::new();
            if let Some(mut node) = files.get(name).and_then(|file| tree::read(file, &mut faults)) {
                without_proofs(&mut node);
                folder.insert(name.to_owned(), node);
            }
            folder
        };
        let line: Vec<Folder> = self.line.iter().map(&mut tree).collect();
        let line: Vec<&Folder> = line.iter().collect();
        let around = Around { line: &line, families: &self.families, amounts: &self.amounts };
        let whole = merged(&line);
        let nothing = BTreeMap::new();
        Loader { folders: &nothing, faults: &mut faults }.family(whole.get(name)?, name, &around)
    }
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

/// What the families of an edition stand among.
struct Around<'a> {
    /// The folders of the editions, oldest first.
    line: &'a [&'a Folder],
    families: &'a [String],
    amounts: &'a [String],
}

struct Loader<'a> {
    folders: &'a BTreeMap<String, Folder>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Loader<'a> {
    fn rulebook(&mut self, folder: &str) -> Option<Rulebook> {
        let line = self.line(folder)?;
        let whole = merged(&line);
        let mut book = self.edition(&whole, folder)?;
        let families: Vec<String> = whole.keys().filter(|stem| *stem != EDITION_FILE).cloned().collect();
        let amounts: Vec<String> = book.iter().flat_map(|book| book.daily_amounts.keys().cloned()).collect();
        let around = Around { line: &line, families: &families, amounts: &amounts };
        for stem in &families {
            let Some(family) = whole.get(stem).and_then(|node| self.family(node, stem, &around)) else { continue };
            if let Some(book) = book.as_mut() {
                book.families.insert(family);
            }
        }
        book
    }

    /// The edition with its families still to be read from `files`.
    fn head(&mut self, folder: &str, files: &BTreeMap<String, Files>) -> Option<Rulebook> {
        let (names, line) = self.names_and_line(folder)?;
        let mut book = self.edition(&merged(&line), folder)??;
        let line: Vec<Files> = names.iter().filter_map(|name| files.get(name)).cloned().collect();
        let families: BTreeSet<&String> = line.iter().flat_map(|files| files.keys()).collect();
        let families: Vec<String> = families.into_iter().filter(|stem| *stem != EDITION_FILE).cloned().collect();
        let amounts = book.daily_amounts.keys().cloned().collect();
        book.families = Families::later(families.clone(), Unread { line, families, amounts });
        Some(book)
    }

    /// What an edition's own file says; nothing inside where it is faulty.
    fn edition(&mut self, whole: &Folder, folder: &str) -> Option<Option<Rulebook>> {
        let node = whole.get(EDITION_FILE)?;
        Some(edition::check(self.raw::<RawEdition>(node, &EDITION)?, node, folder, self.faults))
    }

    fn family(&mut self, node: &Node, stem: &str, around: &Around<'_>) -> Option<Family> {
        let raw = self.raw::<RawFamily>(node, &FAMILY)?;
        let sources = |place: &Place| source_of(around.line, place);
        let around = Surroundings { families: around.families, amounts: around.amounts, sources: &sources };
        Checker { around: &around, faults: self.faults }.family(raw, node, stem)
    }

    fn line(&mut self, folder: &str) -> Option<Vec<&'a Folder>> {
        self.names_and_line(folder).map(|(_, line)| line)
    }

    /// Names and folders of the editions that this one builds on, oldest first, itself last.
    fn names_and_line(&mut self, folder: &str) -> Option<(Vec<String>, Vec<&'a Folder>)> {
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
        names.reverse();
        Some((names, line))
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
