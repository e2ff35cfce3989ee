//! In: the paths that the user gave. Out: [`Inputs`], what is to be read, in order, and [`Input::read`], which reads one.

use super::jsonl::{Record, Records};
use super::packed::{self, Counted};
use super::{Document, Limits, bytes};
use crate::error::Error;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
        self.load(limits)?.document(limits)
    }

    /// Fetches the document's bytes, before anything is known of them.
    ///
    /// # Errors
    /// As of [`Input::read`].
    pub fn load(self, limits: &Limits) -> Result<Loaded, Error> {
        match self.0 {
            Place::File(path) => {
                let file = File::open(&path).map_err(|error| Error::unreadable(&path, &error))?;
                Ok(Loaded(Content::Bytes(bytes::load(&path, file, limits)?, path)))
            }
            Place::StandardInput => {
                let path = PathBuf::from("-");
                Ok(Loaded(Content::Bytes(bytes::load(&path, std::io::stdin().lock(), limits)?, path)))
            }
            Place::Record(record) => record.read().map(|document| Loaded(Content::Text(document))),
            Place::Failed(error) => Err(error),
        }
    }
}

/// A document whose bytes are at hand.
#[derive(Debug)]
pub struct Loaded(Content);

#[derive(Debug)]
enum Content {
    /// A file's bytes and its path.
    Bytes(Vec<u8>, PathBuf),
    /// Bytes that come from no file, and what they are called.
    Named(Vec<u8>, PathBuf),
    /// A record, whose text needs no extraction.
    Text(Document),
}

/// What stands for the bytes of a document: the same for the same bytes, and for no others.
pub type Fingerprint = [u8; 32];

impl Loaded {
    /// A document whose bytes the caller has, of any kind that a file may be of. `name` is what messages call it; what its
    /// name ends in tells no more than it does of a file.
    ///
    /// # Errors
    /// Where it is larger than the limit.
    pub fn of_bytes(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Self, Error> {
        let name = PathBuf::from(name);
        bytes::within(&name, &bytes, limits)?;
        Ok(Self(Content::Named(bytes, name)))
    }

    /// The document's name, as in [`Document::name`].
    pub fn name(&self) -> String {
        match &self.0 {
            Content::Bytes(_, path) | Content::Named(_, path) => path.display().to_string(),
            Content::Text(document) => document.name.clone(),
        }
    }

    /// The file that it lies in alone; none of a record, of standard input or of bytes.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Content::Bytes(_, path) if path.as_os_str() != "-" => Some(path),
            _ => None,
        }
    }

    /// What stands for its bytes (SHA-256). Its name is not in it.
    pub fn fingerprint(&self) -> Fingerprint {
        match &self.0 {
            Content::Bytes(bytes, _) | Content::Named(bytes, _) => Sha256::digest(bytes).into(),
            Content::Text(document) => Sha256::digest(&document.text).into(),
        }
    }

    /// Extracts the document's text.
    ///
    /// # Errors
    /// As of [`Input::read`].
    pub fn document(self, limits: &Limits) -> Result<Document, Error> {
        match self.0 {
            Content::Bytes(bytes, path) | Content::Named(bytes, path) => bytes::document(&path, bytes, limits),
            Content::Text(document) => Ok(document),
        }
    }
}

/// What is to be read, in the order of the paths, folders in name order. It lists folders and reads JSON Lines files as
/// it is advanced, so that a caller who takes some inputs at a time never holds them all.
pub struct Inputs {
    paths: IntoIter<PathBuf>,
    limits: Limits,
    /// The folder that is being listed.
    folder: Option<Folder>,
    /// The file of records that is being read; it may lie in the folder.
    records: Option<Open>,
    /// Bytes of the files that are done.
    bytes: u64,
}

/// A file that holds many documents.
struct Open {
    records: Box<dyn Iterator<Item = Result<Record, Error>>>,
    /// How much of the file has been read, where that is counted.
    bytes: Arc<AtomicU64>,
}

/// Lists what `paths` stand for: a document, a folder (read recursively, in name order, known kinds of file only), a
/// `.jsonl` file, or `-` for standard input.
pub fn open(paths: &[PathBuf], limits: &Limits) -> Inputs {
    let paths = paths.to_vec();
    Inputs { paths: paths.into_iter(), limits: *limits, folder: None, records: None, bytes: 0 }
}

/// Whether it is something that can keep who opens it waiting for ever. What stands in the folder of devices is the
/// user's own, as in `check <(…)`.
fn is_named_pipe(path: &Path) -> bool {
    let is_none = |about: std::fs::Metadata| !about.is_file() && !about.is_dir();
    !path.starts_with("/dev") && !path.starts_with("/proc") && std::fs::metadata(path).is_ok_and(is_none)
}

/// How many bytes there are to read, as far as that can be told beforehand: 0 where standard input is among it.
pub fn size(paths: &[PathBuf]) -> u64 {
    let of_file = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return 0;
    }
    let of_path = |path: &PathBuf| match path.is_dir() {
        true => Folder::new(path.clone()).filter_map(Result::ok).map(|file| of_file(&file)).sum(),
        false => of_file(path),
    };
    paths.iter().map(of_path).sum()
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(record) = self.records.as_mut().and_then(|open| open.records.next()) {
                return Some(Input(record.map_or_else(Place::Failed, Place::Record)));
            }
            self.bytes = self.bytes_read();
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
    /// How many bytes of the input have been given out or read so far, of those that [`size`] counts.
    pub fn bytes_read(&self) -> u64 {
        self.bytes + self.records.as_ref().map_or(0, |open| open.bytes.load(Ordering::Relaxed))
    }

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
        if is_named_pipe(&path) {
            return Some(Place::Failed(Error::Unreadable {
                path,
                reason: "this is a pipe or a socket, and no file".to_owned(),
                cure: "Give `-` as the path, and lead what comes out of the pipe to standard input.",
            }));
        }
        if !holds_many(&path) {
            self.bytes += std::fs::metadata(&path).map_or(0, |about| about.len());
            return Some(Place::File(path));
        }
        match self.open_records(&path) {
            Ok(open) => {
                self.records = Some(open);
                None
            }
            Err(error) => Some(Place::Failed(error)),
        }
    }

    fn open_records(&self, path: &Path) -> Result<Open, Error> {
        let unreadable = |error| Error::unreadable(path, &error);
        let file = File::open(path).map_err(unreadable)?;
        if extension(path) == "parquet" {
            return super::columns::open(path, file, &self.limits)
                .map(|records| Open { records, bytes: Arc::default() });
        }
        let (file, bytes) = Counted::new(file);
        let reader: Box<dyn BufRead> = packed::reader(file).map_err(unreadable)?;
        Ok(Open { records: Box::new(Records::new(path, reader, &self.limits)), bytes })
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
                Ok(entry) if entry.file_type().is_file() && is_known(entry.path()) => Ok(entry.into_path()),
                Ok(_) => continue,
                Err(error) => Err(unlistable(&self.path, &error)),
            };
            self.given += 1;
            return Some(found);
        }
        if self.given > 0 || std::mem::replace(&mut self.done, true) {
            return None;
        }
        let cure = "Give a folder with .txt, .pdf, .docx, .jsonl or .parquet files, or name the file itself.";
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

/// Kinds of file that hold many documents.
const KINDS_OF_RECORDS: [&str; 5] = ["jsonl", "ndjson", "jsonl.gz", "jsonl.zst", "parquet"];

/// Kinds of file that are read from a folder; a file named by the user is read whatever its name.
const KNOWN: [&str; 9] = ["txt", "pdf", "docx", "docm", "jsonl", "ndjson", "jsonl.gz", "jsonl.zst", "parquet"];

/// Kinds of file in which letters and notes are kept too, and which are not read. Those in a folder are told of one by
/// one, so that none is lost without a word.
const NAMED: [&str; 6] = ["doc", "rtf", "odt", "wpd", "tif", "tiff"];

/// Whether a file of this name is taken up from a folder.
pub fn is_known(path: &Path) -> bool {
    // "~$note.docx" says who has the note open, "._note.docx" what its icon looks like.
    let aside = path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with("~$") || name.starts_with("._")
    });
    let kind = extension(path);
    !aside && KNOWN.iter().chain(&NAMED).any(|known| *known == kind)
}

/// Whether a file of this name holds many documents.
pub fn holds_many(path: &Path) -> bool {
    KINDS_OF_RECORDS.contains(&&*extension(path))
}

/// What a file's name ends in, in lower case: after the last dot, or after the last but one where the last says how the
/// file is packed.
fn extension(path: &Path) -> String {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let last = ending(path).unwrap_or_default();
    let packed = matches!(last.as_str(), "gz" | "zst").then(|| path.file_stem().map(Path::new).and_then(ending));
    packed.flatten().map_or(last.clone(), |kind| format!("{kind}.{last}"))
}
