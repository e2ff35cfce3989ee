//! In: the reading of a document by libraries that may panic, recurse or loop on a hostile one. Out: what it gives, or
//! why it was given up.

use super::Limits;
use super::text::Fault;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};

/// Stack of the reading thread, in bytes: room for drawings within drawings as deep as the guard lets through.
const STACK: usize = 32 << 20;

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
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(work) {
        return Err((format!("the {kind} could not be read: {error}"), "Try again with fewer --jobs.".to_owned()));
    }
    match receiver.recv_timeout(limits.document_time) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => {
            let what = format!("the {kind} took longer than {} seconds to read", limits.document_time.as_secs());
            Err((what, "Print it to a new PDF, or give it more time with --max-seconds.".to_owned()))
        }
        Err(RecvTimeoutError::Disconnected) => Err(damaged(kind, "its structure cannot be read")),
    }
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
