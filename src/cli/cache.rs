//! In: `--cache FILE`. Out: letters that were read before, and those that were not are added. The file names the version of
//! what read them; one of another version is not used, and made anew.
//!
//! After the first line, each letter has one: the fingerprint of its bytes, a space, and what was read. Only the places of
//! the lines are held in memory.

use crate::error::Error;
use crate::grammar::version;
use crate::source::Fingerprint;
use crate::study::{StudyLetter, kept};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::NamedTempFile;

/// What the first line of every such file begins with.
const HEAD: &str = "imrcheck-cache 1 ";

/// Letters that were read before.
pub struct Known {
    /// Where each letter's line stands: offset and length.
    places: BTreeMap<Fingerprint, (u64, usize)>,
    /// None where there is no file yet, or one of another version.
    file: Option<Mutex<File>>,
}

/// Letters that are read now.
pub struct Additions {
    path: PathBuf,
    /// Whether the lines that the file holds are kept.
    keeps: bool,
    /// Made with the first letter.
    new: Option<BufWriter<NamedTempFile>>,
}

/// Opens the file, or begins one that does not exist.
///
/// # Errors
/// Where it cannot be read, or is no cache: it is never written over then.
pub fn open(path: &Path) -> Result<(Known, Additions), Error> {
    let unreadable = |error: std::io::Error| Error::unreadable(path, &error);
    let mut known = Known { places: BTreeMap::new(), file: None };
    let mut additions = Additions { path: path.to_owned(), keeps: false, new: None };
    if !path.exists() {
        return Ok((known, additions));
    }
    let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut head = Vec::new();
    let length = reader.by_ref().take(200).read_until(b'\n', &mut head).map_err(unreadable)?;
    let head = String::from_utf8_lossy(&head);
    let Some(made_by) = head.trim_end().strip_prefix(HEAD) else {
        let cure = "Name another file for --cache; this one is left as it is.";
        return Err(Error::document(path, "this file is no cache of imrcheck", cure));
    };
    if made_by == version() {
        known.places = places(&mut reader, length as u64).map_err(unreadable)?;
        known.file = Some(Mutex::new(reader.into_inner()));
        additions.keeps = true;
    }
    Ok((known, additions))
}

/// Where each line stands; a line that is not whole is passed over.
fn places(reader: &mut impl BufRead, mut offset: u64) -> std::io::Result<BTreeMap<Fingerprint, (u64, usize)>> {
    let (mut places, mut line) = (BTreeMap::new(), Vec::new());
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(places);
        }
        if let Some(key) = key_of(&line).filter(|_| line.ends_with(b"\n")) {
            places.insert(key, (offset, length));
        }
        offset += length as u64;
    }
}

impl Known {
    /// The letter with these bytes, under this name, if it was read before.
    pub fn get(&self, key: &Fingerprint, source: String) -> Option<StudyLetter> {
        let (offset, length) = *self.places.get(key)?;
        let mut line = vec![0; length];
        {
            let mut file = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(offset)).ok()?;
            file.read_exact(&mut line).ok()?;
        }
        kept::from_line(source, line.get(KEY_DIGITS + 1..)?)
    }
}

impl Additions {
    /// Keeps the line of a letter that was read now.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, key: &Fingerprint, line: &str) -> Result<(), Error> {
        let failed = |error: std::io::Error| not_kept(&self.path, &error);
        let mut new = match self.new.take() {
            Some(new) => new,
            None => self.begin().map_err(failed)?,
        };
        writeln!(new, "{} {line}", digits(key)).map_err(failed)?;
        self.new = Some(new);
        Ok(())
    }

    /// A new file with all that the old one holds.
    fn begin(&self) -> std::io::Result<BufWriter<NamedTempFile>> {
        let mut new = BufWriter::new(super::partial::beside(super::sink::folder_of(&self.path))?);
        match self.keeps {
            true => _ = std::io::copy(&mut File::open(&self.path)?, &mut new)?,
            false => writeln!(new, "{HEAD}{}", version())?,
        }
        Ok(new)
    }

    /// Puts the file in place where anything was added; of a run that was interrupted too, since every line is whole.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn close(self) -> Result<(), Error> {
        let Some(new) = self.new else { return Ok(()) };
        let failed = |error: std::io::Error| not_kept(&self.path, &error);
        let file = new.into_inner().map_err(|error| failed(error.into_error()))?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

fn not_kept(path: &Path, error: &std::io::Error) -> Error {
    let what = format!("what was read cannot be kept here ({})", error.kind());
    Error::document(path, what, "Name another file with --cache; the report itself is whole.")
}

const KEY_DIGITS: usize = 64;

fn digits(key: &Fingerprint) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn key_of(line: &[u8]) -> Option<Fingerprint> {
    let digits = std::str::from_utf8(line.get(..KEY_DIGITS)?).ok()?;
    let mut key = Fingerprint::default();
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(key)
}
