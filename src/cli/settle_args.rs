//! In: the words on the command line after `settle`. Out: which finding of which document, why, when and by whom.

use super::args::{ColorArg, LimitArgs, RulesArgs, day};
use clap::Args;
use std::path::PathBuf;

/// Options of `settle`.
#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The document that the finding is of.
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// The id of the finding, as the report shows it.
    #[arg(long, value_name = "ID")]
    pub finding: String,
    /// The number of the item. [default: every item that has the finding]
    #[arg(long, value_name = "N")]
    pub item: Option<usize>,
    /// Why it is settled.
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    pub reason: String,
    /// The day on which it was settled, such as 2026-05-04.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: jiff::civil::Date,
    /// Who settled it.
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// What was asked for beside the document, as given to `check`.
    #[arg(long, value_name = "TEXT")]
    pub request: Vec<String>,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// How large the document may be.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// Colour of messages.
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

/// A reason that says something.
fn reason(words: &str) -> Result<String, &'static str> {
    if words.trim().is_empty() { Err("say why it is settled") } else { Ok(words.to_owned()) }
}
