//! In: the reading of a document that may be hostile, and by libraries that may panic, recurse or loop on one. Out: what
//! it gives, or why it was given up.

use super::Limits;
use super::text::Fault;
use crate::error::Error;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};

/// Stack of the reading thread, in bytes, and what each level of drawings within drawings adds to it, as deep as the guard
/// lets through.
const STACK: usize = 16 << 20;
const STACK_OF_LEVEL: usize = 64 << 10;

/// Runs `work` on a thread of its own, with a stack and a time of its own; a panic there is an error like others.
/// `kind` is what the document is, for messages.
///
/// # Errors
/// Those of `work`, and where it panics or takes too long.
pub(super) fn run<T: Send + 'static>(
    kind: &'static str,
    limits: &Limits,
    work: impl FnOnce(&Limits) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (sender, receiver) = channel();
    let limits = *limits;
    let work = move || {
        quietly(|| {
            let read = catch_unwind(AssertUnwindSafe(|| work(&limits)))
                .unwrap_or_else(|_| Err(damaged(kind, "its structure cannot be read")));
            // Nobody listens once the time is up.
            let _ = sender.send(read);
        });
    };
    let stack = STACK.saturating_add(limits.nesting.saturating_mul(STACK_OF_LEVEL));
    if let Err(error) = std::thread::Builder::new().stack_size(stack).spawn(work) {
        return Err((format!("the {kind} could not be read: {error}"), "Try again with fewer --jobs.".to_owned()));
    }
    match receiver.recv_timeout(limits.document_time) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => {
            Err((too_long(kind, &limits), "Print it to a new PDF, or give it more time with --max-seconds.".to_owned()))
        }
        Err(RecvTimeoutError::Disconnected) => Err(damaged(kind, "its structure cannot be read")),
    }
}

/// Runs `work`, the reading of the document called `name`, on a thread of its own. A panic there goes on here.
///
/// # Errors
/// Where it takes longer than it may.
pub fn in_time<T: Send + 'static>(
    name: &str,
    limits: &Limits,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let (sender, receiver) = channel();
    // Nobody listens once the time is up.
    let work = move || drop(sender.send(work()));
    let refused = |what: String, cure: &str| Err(Error::document(Path::new(name), what, cure));
    let thread = match std::thread::Builder::new().stack_size(STACK).spawn(work) {
        Ok(thread) => thread,
        Err(error) => {
            return refused(format!("the document could not be read: {error}"), "Try again with fewer --jobs.");
        }
    };
    match receiver.recv_timeout(limits.document_time) {
        Ok(read) => Ok(read),
        Err(RecvTimeoutError::Timeout) => refused(
            too_long("document", limits),
            "Check that it is one letter or note, split it, or give it more time with --max-seconds.",
        ),
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => refused("the document could not be read".to_owned(), "Try again with fewer --jobs."),
        },
    }
}

fn too_long(kind: &str, limits: &Limits) -> String {
    let seconds = match limits.document_time.as_secs() {
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    };
    format!("the {kind} took longer than {seconds} to read")
}

/// A document that is not whole: `what` is wrong with it.
pub(super) fn damaged(kind: &str, what: &str) -> Fault {
    let cure = match kind {
        "PDF" => "Get it again from where it came, or print it to a new PDF.",
        _ => "Get it again from where it came, or open it and save it anew.",
    };
    (format!("the {kind} is damaged or cut off: {what}"), cure.to_owned())
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; if it panics on this thread nothing is printed. Panics of other threads print as before.
fn quietly(work: impl FnOnce()) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
    QUIET.set(true);
    work();
    QUIET.set(false);
}
