//! In: errors. Out: messages on standard error that name the file, say what is wrong and what to do.

use super::args::ColorArg;
use super::output::error_look;
use crate::error::Error;
use crate::report::{Shown, drawn};
use crate::rule::RulesError;
use crate::visible::printable;
use std::io::{ErrorKind, Write};

/// What could not be done, in order.
pub struct Problems {
    color: ColorArg,
    count: usize,
}

impl Problems {
    /// None yet.
    pub fn new(color: ColorArg) -> Self {
        Self { color, count: 0 }
    }

    /// Tells the user of one.
    pub fn tell(&mut self, error: &Error) {
        self.count += 1;
        let look = error_look(self.color);
        say(&(shown(error).drawn(look) + "\n"), look.color);
    }

    /// Tells the user that the rules cannot be used: every fault at once, each with its place in the rule file.
    pub fn tell_rules(&mut self, error: &RulesError) {
        self.count += 1;
        let look = error_look(self.color);
        say(&(drawn(error, look) + "\n"), look.color);
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// Writes a message to standard error, without any control character but those of color.
pub fn say(text: &str, color: bool) {
    // Where standard error is closed, the exit code still tells.
    let _ = std::io::stderr().write_all(printable(text, color).as_bytes());
}

/// The exit code of a command that is done as a whole or not at all: `code` where it was done, else the user is told.
pub fn ended(done: Result<(), Error>, color: ColorArg, code: u8) -> u8 {
    match done {
        Ok(()) => code,
        Err(error) => {
            Problems::new(color).tell(&error);
            super::NOT_DONE
        }
    }
}

fn shown(error: &Error) -> Shown {
    match error {
        Error::Document { path, what, cure } => Shown::plain(&format!("{}: {what}", path.display()), cure),
        Error::Unreadable { path, reason, cure } => {
            Shown::plain(&format!("{}: cannot be read: {reason}", path.display()), cure)
        }
        Error::Output { path, source } => {
            let (reason, cure) = not_written(source);
            Shown::plain(&format!("{}: cannot be written: {reason}", path.display()), cure)
        }
    }
}

/// Why output cannot be written, and what to do. Where the reason is known it is told without the name of the file that
/// stands for it until it is complete.
fn not_written(error: &std::io::Error) -> (String, &'static str) {
    let (reason, cure) = match error.kind() {
        ErrorKind::NotFound => ("its folder does not exist", "Make the folder, or choose another file with --output."),
        ErrorKind::PermissionDenied => {
            ("permission denied", "Ask its owner for the right to write there, or choose another file with --output.")
        }
        ErrorKind::StorageFull => ("no space is left", "Make room for it, or choose another file with --output."),
        _ => return (error.to_string(), "Choose another file with --output."),
    };
    (reason.to_owned(), cure)
}
