//! In: Ctrl-C, or a polite request to end. Out: a flag that runs look at, so that they end in order: with what they have,
//! and without a half-written file.

use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a run that was interrupted.
pub const INTERRUPTED: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static AT_ONCE: AtomicBool = AtomicBool::new(false);

/// From now on an interruption sets the flag and does not end the program by itself.
pub fn listen() {
    // Where it cannot be listened to, the system ends the program, as it does any other.
    let _ = ctrlc::try_set_handler(|| {
        if AT_ONCE.load(Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
        ASKED.store(true, Ordering::Relaxed);
    });
}

/// From now on an interruption ends the program at once: all is read, and nothing is written yet.
pub fn at_once() {
    AT_ONCE.store(true, Ordering::Relaxed);
}

/// Whether the user has asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
