//! Listens for Ctrl-C and for requests to end. The first Ctrl-C lets a run end in order, with what it has and without a
//! half-written file; a second one, or any other request to end, ends the program at once, whatever it waits for.

use super::partial;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a run that was interrupted.
pub const INTERRUPTED: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static AT_ONCE: AtomicBool = AtomicBool::new(false);

/// From now on an interruption is listened for, on a thread of its own, so that nothing the program waits for holds it up.
pub fn listen() {
    // Where it cannot be listened for, the system ends the program, as it does any other.
    system::listen();
}

/// From now on an interruption ends the program at once: all is read, and nothing is written yet.
pub fn at_once() {
    AT_ONCE.store(true, Ordering::Relaxed);
}

/// Whether the user has asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// What Ctrl-C does.
fn interrupted() {
    let second = ASKED.swap(true, Ordering::Relaxed);
    if second || AT_ONCE.load(Ordering::Relaxed) {
        partial::end(INTERRUPTED);
    }
}

#[cfg(unix)]
mod system {
    use super::{interrupted, partial};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    pub fn listen() {
        let ignored = ignored();
        let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
        let Ok(mut signals) = Signals::new(wanted) else { return };
        let listening = move || {
            for signal in signals.forever() {
                match signal {
                    SIGINT => interrupted(),
                    // As a shell reports a program that a signal ended.
                    other => partial::end(u8::try_from(128 + other).unwrap_or(super::INTERRUPTED)),
                }
            }
        };
        let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(listening);
    }

    /// The signals that whoever started the program had it ignore, as `nohup` and a shell's `&` do: one bit each, where
    /// the system tells.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}

#[cfg(not(unix))]
mod system {
    pub fn listen() {
        let _ = ctrlc::try_set_handler(super::interrupted);
    }
}
