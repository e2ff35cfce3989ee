//! In: a JSON Lines file, unpacked and read line by line. Out: its records, one document each; a bad line is an error of its own.

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
    content: Content,
}

/// What stands in a record.
#[derive(Debug)]
enum Content {
    /// A line of JSON.
    Json(Vec<u8>),
    /// Its cells, already told apart.
    #[cfg(feature = "parquet")]
    Cells(Fields),
}

#[derive(Debug, Deserialize)]
struct Fields {
    name: Option<String>,
    text: String,
}

impl Record {
    /// A record whose name and text are known; `row` is its place in the file, from 1.
    #[cfg(feature = "parquet")]
    pub(super) fn of_cells(path: &Path, row: usize, name: Option<String>, text: String) -> Self {
        Self { path: path.to_owned(), line: row, content: Content::Cells(Fields { name, text }) }
    }

    /// Parses the line.
    pub(super) fn read(self) -> Result<Document, Error> {
        let Self { path, line, content } = self;
        let fields: Fields = match content {
            #[cfg(feature = "parquet")]
            Content::Cells(fields) => fields,
            Content::Json(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                let what = format!("line {line}: not a record ({})", without_place(&error));
                Error::document(&path, what, FORM)
            })?,
        };
        if fields.text.trim().is_empty() {
            let what = format!("line {line}: the record's text is empty");
            return Err(Error::document(&path, what, "Put the letter's text into its \"text\" field."));
        }
        let name = fields.name.unwrap_or_else(|| format!("{}:{line}", path.display()));
        Ok(Document { name, text: fields.text, notes: Vec::new() })
    }
}

/// What a line of a JSON Lines file looks like.
const FORM: &str = "Each line must be one JSON object: {\"name\": \"…\", \"text\": \"…\"}.";

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

    /// The rest of the file cannot be read, as with an archive that is cut off.
    fn broken_off(&self, error: &std::io::Error) -> Error {
        let reason = format!("line {}: cannot be read from here on ({error})", self.line);
        let cure = "The lines before it were read. Get the file again: it is cut off or damaged.";
        Error::Unreadable { path: self.path.clone(), reason, cure }
    }

    /// Reads the next line into `bytes`. `Ok(false)` at the end.
    fn next_line(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        self.line += 1;
        let limit = u64::try_from(self.most).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut self.reader).take(limit).read_until(b'\n', bytes);
        let read = read.map_err(|error| self.broken_off(&error))?;
        if read > self.most && !bytes.ends_with(b"\n") {
            self.reader.skip_until(b'\n').map_err(|error| self.broken_off(&error))?;
            let what = format!("line {}: the record is larger than {}", self.line, megabytes(self.most / ESCAPED));
            return Err(Error::document(
                &self.path,
                what,
                "Check that each line holds one document, or raise the limit with --max-bytes.",
            ));
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
                    // Messages speak of columns of this line, which ends before its break.
                    bytes.truncate(bytes.trim_ascii_end().len());
                    if bytes.is_empty() {
                        continue;
                    }
                    self.given += 1;
                    return Some(Ok(Record {
                        path: self.path.clone(),
                        line: self.line,
                        content: Content::Json(bytes),
                    }));
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
        Some(Err(Error::document(&self.path, what, FORM)))
    }
}
