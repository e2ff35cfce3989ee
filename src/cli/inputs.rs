//! In: the paths that the user named. Out: documents, in the order named; of a folder, in the order of names.

use crate::error::Error;
use crate::source::Document;
use std::path::{Path, PathBuf};

/// One file to read.
pub type Input = PathBuf;

/// The files behind the paths; an error for each path that leads to none.
pub fn find(paths: &[PathBuf]) -> Vec<Result<Input, Error>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = inputs.len();
            let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
            let files = walk.map(walkdir::DirEntry::into_path).filter(|file| file.is_file() && readable(file));
            inputs.extend(files.map(Ok));
            if inputs.len() == before {
                inputs.push(Err(error(path, "no document in this folder", "Name a folder with .txt or .pdf files.")));
            }
        } else {
            inputs.push(Ok(path.clone()));
        }
    }
    inputs
}

fn readable(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "txt" || extension == "pdf")
}

/// Reads one file.
pub fn read(input: &Input) -> Vec<Result<Document, Error>> {
    let name = input.display().to_string();
    let bytes = if name == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(input) };
    let document = match bytes {
        Ok(text) if text.trim().is_empty() => Err(error(input, "the file is empty", "Name a file with text.")),
        Ok(text) => Ok(Document { name, text, notes: Vec::new() }),
        Err(cause) => Err(error(input, &format!("cannot be read: {cause}"), "Check the name.")),
    };
    vec![document]
}

fn error(path: &Path, what: &str, cure: &str) -> Error {
    Error::Document { path: path.to_owned(), what: what.to_owned(), cure: cure.to_owned() }
}
