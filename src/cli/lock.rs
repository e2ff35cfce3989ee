//! Holds a file to one process at a time, so that several that change it one after the other lose nothing.

use super::partial;
use same_file::Handle;
use std::fs::File;
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// The right to change a file, until it is dropped. It is a file of its own beside it, `NAME.lock`.
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Waits for the right to change `target`.
    ///
    /// # Errors
    /// Where no file can be made beside it.
    pub fn on(target: &Path) -> Result<Self> {
        let mut path = target.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            match file.lock() {
                Ok(()) => {}
                // Where the file system knows no locks there is none to be had; the file itself is replaced at once all the
                // same.
                Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(Self { path, file }),
                Err(error) => return Err(error),
            }
            // Whoever held it before has removed it: then this is no longer the file that others wait for.
            let held = Handle::from_file(file.try_clone()?)?;
            if Handle::from_path(&path).is_ok_and(|there| there == held) {
                partial::note(&path);
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        partial::forget(&self.path);
        // Removed while it is still held, so that nobody else's is removed.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
