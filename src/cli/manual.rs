//! In: the command line as it is declared. Out: completions for shells, manual pages, and the schemas of the JSON.

use super::NOTHING_FOUND;
use super::args::{Cli, CompletionsArgs, ManArgs, SchemaArgs, SchemaOf};
use super::problems::ended;
use super::sink::Sink;
use crate::error::Error;
use crate::report::json;
use clap::CommandFactory;
use std::io::Write;

/// Prints the completions of a shell.
pub fn completions(args: &CompletionsArgs) -> u8 {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "imrcheck", &mut text);
    // A closed pipe leaves nobody to tell.
    let _ = std::io::stdout().write_all(&text);
    NOTHING_FOUND
}

/// Writes the manual pages.
pub fn pages(args: &ManArgs) -> u8 {
    let unwritable = |source| Error::Output { path: args.folder.clone(), source };
    // Built, so that every page names its command in full.
    let mut command = Cli::command();
    command.build();
    let done = std::fs::create_dir_all(&args.folder)
        .and_then(|()| clap_mangen::generate_to(command, &args.folder))
        .map_err(unwritable);
    ended(done, args.color, NOTHING_FOUND)
}

/// Prints a schema.
pub fn schema(args: &SchemaArgs) -> u8 {
    let schema = match args.of {
        SchemaOf::Check => json::check_schema(),
        SchemaOf::Extract => json::extract_schema(),
    };
    ended(Sink::open(&args.output).and_then(|sink| sink.put(&schema)), args.output.color, NOTHING_FOUND)
}
