//! What the other modules share: where the letters are.

use std::path::PathBuf;

/// The folder of real letters, where it is present: `$IMRCHECK_SHARED`, else `../shared`.
/// A test that needs it says that it skips where it is absent.
#[allow(dead_code)]
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("IMRCHECK_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let present = folder.join("letters").is_dir();
    if !present {
        eprintln!("skipped: no real letters at {}", folder.display());
    }
    present.then_some(folder)
}

/// The letters written for this project.
#[allow(dead_code)]
pub fn letters() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/letters")
}
