//! In: the paths that the user gave. Out: [`Inputs`], what is to be read, in order, and [`Input::read`], which reads one.

use super::jsonl::{Record, Records};
use super::{Document, Limits, bytes};
use crate::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;
use walkdir::WalkDir;

/// One document that is to be read. Listing is cheap; [`Input::read`] does the work and may run on any thread.
#[derive(Debug)]
pub struct Input(Place);

#[derive(Debug)]
enum Place {
    File(PathBuf),
    StandardInput,
    Record(Record),
    /// What was asked for and cannot be read, kept in its place so that errors come in order too.
    Failed(Error),
}

impl Input {
    /// Reads the document.
    ///
    /// # Errors
    /// Names the file, and the line in a JSON Lines file, what is wrong, and what to do.
    pub fn read(self, limits: &Limits) -> Result<Document, Error> {
        match self.0 {
            Place::File(path) => {
                let file = File::open(&path).map_err(|error| Error::unreadable(&path, &error))?;
                bytes::document(&path, file, limits)
            }
            Place::StandardInput => bytes::document(Path::new("-"), std::io::stdin().lock(), limits),
            Place::Record(record) => record.read(),
            Place::Failed(error) => Err(error),
        }
    }
}

/// What is to be read, in the order of the paths, folders in name order. It lists folders and reads JSON Lines files as
/// it is advanced, so that a caller who takes some inputs at a time never holds them all.
#[derive(Debug)]
pub struct Inputs {
    paths: IntoIter<PathBuf>,
    limits: Limits,
    /// The folder that is being listed.
    folder: Option<Folder>,
    /// The JSON Lines file that is being read; it may lie in the folder.
    records: Option<Records<BufReader<File>>>,
}

/// Lists what `paths` stand for: a document, a folder (read recursively, in name order, known kinds of file only), a
/// `.jsonl` file, or `-` for standard input.
pub fn open(paths: &[PathBuf], limits: &Limits) -> Inputs {
    let paths = paths.to_vec();
    Inputs { paths: paths.into_iter(), limits: *limits, folder: None, records: None }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(record) = self.records.as_mut().and_then(Iterator::next) {
                return Some(Input(record.map_or_else(Place::Failed, Place::Record)));
            }
            self.records = None;
            let place = match self.folder.as_mut().and_then(Iterator::next) {
                Some(Ok(path)) => self.file(path),
                Some(Err(error)) => Some(Place::Failed(error)),
                None => {
                    self.folder = None;
                    let path = self.paths.next()?;
                    self.start(path)
                }
            };
            if let Some(place) = place {
                return Some(Input(place));
            }
        }
    }
}

impl Inputs {
    /// Takes up a path: gives its document, or opens what holds several.
    fn start(&mut self, path: PathBuf) -> Option<Place> {
        if path.as_os_str() == "-" {
            return Some(Place::StandardInput);
        }
        if path.is_dir() {
            self.folder = Some(Folder::new(path));
            return None;
        }
        self.file(path)
    }

    fn file(&mut self, path: PathBuf) -> Option<Place> {
        if extension(&path) != "jsonl" {
            return Some(Place::File(path));
        }
        match File::open(&path) {
            Ok(file) => {
                self.records = Some(Records::new(&path, BufReader::new(file), &self.limits));
                None
            }
            Err(error) => Some(Place::Failed(Error::unreadable(&path, &error))),
        }
    }
}

/// Lists the files of a folder that can be read, in name order, as it is advanced.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    walk: walkdir::IntoIter,
    given: usize,
    done: bool,
}

impl Folder {
    fn new(path: PathBuf) -> Self {
        let walk = WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter();
        Self { path, walk, given: 0, done: false }
    }
}

impl Iterator for Folder {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        for entry in self.walk.by_ref() {
            let found = match entry {
                Ok(entry) if entry.file_type().is_file() && KNOWN.contains(&&*extension(entry.path())) => {
                    Ok(entry.into_path())
                }
                Ok(_) => continue,
                Err(error) => Err(unlistable(&self.path, &error)),
            };
            self.given += 1;
            return Some(found);
        }
        if self.given > 0 || std::mem::replace(&mut self.done, true) {
            return None;
        }
        let cure = "Give a folder with .txt, .pdf or .jsonl files, or name the file itself.";
        Some(Err(Error::document(&self.path, "the folder holds nothing that can be read", cure)))
    }
}

fn unlistable(folder: &Path, error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(folder);
    match error.io_error() {
        Some(io) => Error::unreadable(path, io),
        None => Error::document(path, "a link in this folder leads back to a folder above it", "Remove the link."),
    }
}

/// Kinds of file that are read from a folder; a file named by the user is read whatever its name.
const KNOWN: [&str; 3] = ["txt", "pdf", "jsonl"];

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}
