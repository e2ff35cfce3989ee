//! Makes files that are not yet the ones that the user named, and removes them where the program ends before they are.

use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::NamedTempFile;

/// Every partial file of this run. One that was put in place or removed is no longer there under its name.
static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file in `folder` that is put in place of another, or gone, when the run is over.
pub(super) fn beside(folder: &Path) -> Result<NamedTempFile> {
    // Held until the name is known, so that no file is made that `end` does not remove.
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = named(folder)?;
    made.push(file.path().to_owned());
    Ok(file)
}

/// Notes a file that is removed where the program ends at once.
pub(super) fn note(path: &Path) {
    MADE.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
}

/// Takes back [`note`]: the file is gone, and what gets its name now is somebody else's.
pub(super) fn forget(path: &Path) {
    MADE.lock().unwrap_or_else(PoisonError::into_inner).retain(|made| made != path);
}

/// Removes what is not complete and ends the program.
pub(super) fn end(code: u8) -> ! {
    let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    for path in made.iter() {
        // What is no longer there was put in place.
        let _ = std::fs::remove_file(path);
    }
    std::process::exit(i32::from(code))
}

#[cfg(unix)]
fn named(folder: &Path) -> Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // The usual rights of a new file, less what the user's mask takes away.
    let rights = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".imrcheck-").permissions(rights).tempfile_in(folder)
}

#[cfg(not(unix))]
fn named(folder: &Path) -> Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".imrcheck-").tempfile_in(folder)
}
