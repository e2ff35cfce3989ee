//! In: what went wrong. Out: [`Error`], a sentence that names the file, says what is wrong and what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why one document or one rule folder could not be used. The others go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A document could not be read.
    #[error("{path}: {what}. {cure}", path = path.display())]
    Document {
        /// The file as the user named it.
        path: PathBuf,
        /// What is wrong, as a clause without a full stop.
        what: String,
        /// What the user can do, as a sentence with its full stop.
        cure: String,
    },
    /// The system would not let a file or folder be read.
    #[error("{path}: cannot read: {reason}. {cure}", path = path.display())]
    Unreadable {
        /// The file or folder as the user named it.
        path: PathBuf,
        /// The system's reason, as a clause without a full stop.
        reason: String,
        /// What the user can do, as a sentence with its full stop.
        cure: &'static str,
    },
    /// Output could not be written.
    #[error("{path}: cannot write: {source}. Choose another file with --output.", path = path.display())]
    Output {
        /// The file that was to be written.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

impl Error {
    /// A document that cannot be used: `what` is wrong, as a clause; `cure` is what to do, as a sentence.
    pub fn document(path: &Path, what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self::Document { path: path.to_owned(), what: what.into(), cure: cure.into() }
    }

    /// A file or folder that the system would not let be read.
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let is_link = path.is_symlink();
        let (reason, cure) = match error.kind() {
            ErrorKind::NotFound if is_link => {
                ("this is a link to what is not there".to_owned(), "Give the path of the file itself.")
            }
            ErrorKind::NotFound => ("no such file or folder".to_owned(), "Check the spelling of the path."),
            ErrorKind::PermissionDenied => ("permission denied".to_owned(), "Ask its owner for the right to read it."),
            _ => (error.to_string(), "Check that the file can be opened by other programs."),
        };
        Self::Unreadable { path: path.to_owned(), reason, cure }
    }
}
