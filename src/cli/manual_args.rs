//! In: the words on the command line after `completions`, `man` and `schema`. Out: what is asked for.

use super::args::{ColorArg, OutputArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder to write into; it is made where it does not exist.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Colour of messages.
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of which command.
    #[arg(value_enum)]
    pub of: SchemaOf,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The commands whose JSON has a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Of `check --format json`.
    Check,
    /// Of `extract --format json`.
    Extract,
}
