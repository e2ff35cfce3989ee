//! In: the path of a document. Out: what the file beside it says is settled.

use crate::error::Error;
use crate::report::Sidecar;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a sidecar file's name ends in.
pub const ENDING: &str = ".imrcheck.yaml";

/// The sidecar file of a document: its whole name and the ending.
fn path(document: &Path) -> PathBuf {
    let mut name = document.as_os_str().to_owned();
    name.push(ENDING);
    PathBuf::from(name)
}

/// The sidecar file that a document has, or else would get.
pub fn in_use(document: &Path) -> PathBuf {
    let [file, short] = places(document);
    if !file.exists() && short.exists() { short } else { file }
}

fn places(document: &Path) -> [PathBuf; 2] {
    [path(document), document.with_extension(&ENDING[1..])]
}

/// Reads the sidecar file of a document; nothing is settled where there is none. Looked for are `note.txt.imrcheck.yaml`
/// and, where that is not there, `note.imrcheck.yaml`.
pub fn read(document: &Path) -> Result<Sidecar, Error> {
    for file in places(document) {
        match std::fs::read_to_string(&file) {
            Ok(text) => return Sidecar::read(&text).map_err(|what| wrong(&file, &what)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Error::unreadable(&file, &error)),
        }
    }
    Ok(Sidecar::default())
}

/// A sidecar file that cannot be used.
pub fn wrong(file: &Path, what: &str) -> Error {
    let cure = "Nothing of it was used. Each entry below `settled:` has finding, reason and date, and may have item, request and by.";
    Error::document(file, what, cure)
}
