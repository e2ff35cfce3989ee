//! In: a JSON Lines file, read line by line. Out: its records, one document each; a bad line is an error of its own.

use super::bytes::megabytes;
use super::{Document, Limits};
use crate::error::Error;
use serde::Deserialize;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// One line of a JSON Lines file, not yet parsed.
#[derive(Debug)]
pub(super) struct Record {
    /// The file.
    path: PathBuf,
    /// Line number, from 1.
    line: usize,
    bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Fields {
    name: Option<String>,
    text: String,
}

impl Record {
    /// Parses the line.
    pub(super) fn read(self) -> Result<Document, Error> {
        let Self { path, line, bytes } = self;
        let fields: Fields = serde_json::from_slice(&bytes).map_err(|error| {
            let what = format!("line {line}: not a record ({})", without_place(&error));
            Error::document(&path, what, "Each line must be one JSON object: {\"name\": \"…\", \"text\": \"…\"}.")
        })?;
        if fields.text.trim().is_empty() {
            let what = format!("line {line}: the record's text is empty");
            return Err(Error::document(&path, what, "Put the letter's text into its \"text\" field."));
        }
        let name = fields.name.unwrap_or_else(|| format!("{}:{line}", path.display()));
        Ok(Document { name, text: fields.text, notes: Vec::new() })
    }
}

/// serde_json's message with the column, but without its "line 1", which would contradict ours.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line 1 column ") {
        Some((what, _)) => format!("{what}, column {}", error.column()),
        None => message,
    }
}

/// JSON escapes can make a text up to six times as long as its characters.
const ESCAPED: usize = 6;

/// The lines of one file, read as they are asked for, so that no more than one is held.
#[derive(Debug)]
pub(super) struct Records<R> {
    path: PathBuf,
    reader: R,
    line: usize,
    most: usize,
    given: usize,
    done: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(path: &Path, reader: R, limits: &Limits) -> Self {
        let most = limits.document_bytes.saturating_mul(ESCAPED);
        Self { path: path.to_owned(), reader, line: 0, most, given: 0, done: false }
    }

    /// Reads the next line into `bytes`. `Ok(false)` at the end.
    fn next_line(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        self.line += 1;
        let limit = u64::try_from(self.most).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut self.reader).take(limit).read_until(b'\n', bytes);
        let read = read.map_err(|error| Error::unreadable(&self.path, &error))?;
        if read > self.most && !bytes.ends_with(b"\n") {
            self.reader.skip_until(b'\n').map_err(|error| Error::unreadable(&self.path, &error))?;
            let what = format!("line {}: the record is larger than {}", self.line, megabytes(self.most / ESCAPED));
            return Err(Error::document(&self.path, what, "Check that each line holds one document."));
        }
        Ok(read > 0)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut bytes = Vec::new();
            match self.next_line(&mut bytes) {
                Ok(true) => {
                    if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                        bytes.drain(..3);
                    }
                    if bytes.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    self.given += 1;
                    return Some(Ok(Record { path: self.path.clone(), line: self.line, bytes }));
                }
                Ok(false) => self.done = true,
                Err(error) => {
                    self.done = matches!(error, Error::Unreadable { .. });
                    self.given += 1;
                    return Some(Err(error));
                }
            }
        }
        if self.given > 0 {
            return None;
        }
        self.given = 1;
        let what = "the file holds no record";
        Some(Err(Error::document(
            &self.path,
            what,
            "Each line must be one JSON object: {\"name\": \"…\", \"text\": \"…\"}.",
        )))
    }
}
