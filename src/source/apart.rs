//! In: the reading of a document that may be hostile, and by libraries that may panic, recurse or loop on one. Out: what
//! it gives, or why it was given up.

use super::Limits;
use super::text::Fault;
use crate::error::Error;
use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Once;
#[cfg(not(target_arch = "wasm32"))]
use std::sync::mpsc::{RecvTimeoutError, channel};

/// Stack of the reading thread, in bytes, and what each level of drawings within drawings adds to it, as deep as the guard
/// lets through.
#[cfg(not(target_arch = "wasm32"))]
const STACK: usize = 16 << 20;
#[cfg(not(target_arch = "wasm32"))]
const STACK_OF_LEVEL: usize = 64 << 10;

/// Why a thread gave nothing.
#[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "there are no threads to lose"))]
enum Lost {
    /// There was none to be had.
    NoThread(std::io::Error),
    /// It took longer than it may. It goes on until it ends or the program does.
    TooLong,
    /// It panicked, with this.
    Panicked(Box<dyn Any + Send>),
}

/// What `work` gives. In a browser there are no threads: whoever started the worker ends it when its time is up.
#[cfg(target_arch = "wasm32")]
fn apart<T: Send + 'static>(_limits: &Limits, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Lost> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Lost::Panicked)
}

/// What `work` gives on a thread of its own, with a stack and a time of its own.
#[cfg(not(target_arch = "wasm32"))]
fn apart<T: Send + 'static>(limits: &Limits, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Lost> {
    let (sender, receiver) = channel();
    let stack = STACK.saturating_add(limits.nesting.saturating_mul(STACK_OF_LEVEL));
    // Nobody listens once the time is up.
    let work = move || drop(sender.send(catch_unwind(AssertUnwindSafe(work))));
    std::thread::Builder::new().stack_size(stack).spawn(work).map_err(Lost::NoThread)?;
    match receiver.recv_timeout(limits.document_time) {
        Ok(read) => read.map_err(Lost::Panicked),
        Err(RecvTimeoutError::Timeout) => Err(Lost::TooLong),
        Err(RecvTimeoutError::Disconnected) => Err(Lost::Panicked(Box::new("the thread ended"))),
    }
}

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
    let own = *limits;
    match apart(limits, move || quietly(|| work(&own))) {
        Ok(read) => read,
        Err(Lost::NoThread(error)) => Err((no_thread(kind, &error), FEWER_JOBS.to_owned())),
        Err(Lost::TooLong) => {
            Err((too_long(kind, limits), "Print it to a new PDF, or give it more time with --max-seconds.".to_owned()))
        }
        Err(Lost::Panicked(_)) => Err(damaged(kind, "its structure cannot be read")),
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
    const SHORTER: &str = "Check that it is one letter or note, split it, or give it more time with --max-seconds.";
    let refused = |what: String, cure: &str| Err(Error::document(Path::new(name), what, cure));
    match apart(limits, work) {
        Ok(read) => Ok(read),
        Err(Lost::NoThread(error)) => refused(no_thread("document", &error), FEWER_JOBS),
        Err(Lost::TooLong) => refused(too_long("document", limits), SHORTER),
        Err(Lost::Panicked(panic)) => resume_unwind(panic),
    }
}

const FEWER_JOBS: &str = "Try again with fewer --jobs.";

fn no_thread(kind: &str, error: &std::io::Error) -> String {
    format!("the {kind} could not be read: {error}")
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

/// What `work` gives; if it panics on this thread nothing is printed. Panics of other threads print as before.
fn quietly<T>(work: impl FnOnce() -> T) -> T {
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
    let given = work();
    QUIET.set(false);
    given
}
