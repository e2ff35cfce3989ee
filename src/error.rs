//! In: what went wrong. Out: [`Error`], a sentence that names the file, says what is wrong and what to do.

use std::path::PathBuf;

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
    /// Output could not be written.
    #[error("{path}: cannot write: {source}. Choose another file with --output.", path = path.display())]
    Output {
        /// The file that was to be written.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}
