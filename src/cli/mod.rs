//! In: the command line. Out: what the user sees, and the exit code. The only code that prints.

mod ablate;
mod args;
mod cache;
mod check;
mod compare;
mod evaluate;
mod extract;
mod interrupt;
mod limit_args;
mod lock;
mod manual;
mod manual_args;
mod output;
mod partial;
mod problems;
mod progress;
mod reference;
mod rulebooks;
mod rules;
mod rules_args;
mod run;
mod settle;
mod settle_args;
mod sidecar;
mod sink;
mod study;
mod study_args;
mod sweep;
mod why;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::ffi::OsString;

/// Nothing was found: no denial is predicted to stand.
pub const NOTHING_FOUND: u8 = 0;
/// A denial is predicted to stand.
pub const DENIAL_STANDS: u8 = 1;
/// Rules are not in order, or fail their tests.
pub const FAILED: u8 = 1;
/// The work, or a part of it, could not be done.
pub const NOT_DONE: u8 = 2;

/// Does what `arguments` ask, the program's name first, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    if arguments.len() < 2 {
        return help();
    }
    interrupt::listen();
    match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Check(args) => check::run(&args),
            Command::Extract(args) => match &args.why {
                Some(words) => why::run(&args, words),
                None => extract::run(&args),
            },
            Command::Evaluate(args) => match &args.reference {
                Some(folder) => reference::run(&args, folder),
                None => evaluate::run(&args),
            },
            Command::Compare(args) => compare::run(&args),
            Command::Ablate(args) => ablate::run(&args),
            Command::Sweep(args) => sweep::run(&args),
            Command::Settle(args) => settle::run(&args),
            Command::Completions(args) => manual::completions(&args),
            Command::Man(args) => manual::pages(&args),
            Command::Schema(args) => manual::schema(&args),
            Command::Rules(args) => rules::run(&args),
        },
        Err(message) => {
            explain(&message);
            if message.use_stderr() { NOT_DONE } else { NOTHING_FOUND }
        }
    }
}

/// Prints help, the version, or what is wrong with the words on the command line. These may hold the name of a file.
fn explain(message: &clap::Error) {
    let errors = message.use_stderr();
    let color = output::color_allowed(args::ColorArg::Auto, errors);
    let styled = message.render();
    let text = if color { styled.ansi().to_string() } else { styled.to_string() };
    match errors {
        true => problems::say(&text, color),
        // A closed pipe leaves nobody to tell.
        false => _ = sink::Sink::screen(color).put(&text),
    }
}

fn help() -> u8 {
    let _ = Cli::command().print_long_help();
    NOTHING_FOUND
}
