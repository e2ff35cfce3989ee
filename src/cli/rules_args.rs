//! In: the words on the command line after `rules`. Out: what is asked for, and the help that explains it.

use super::args::{ColorArg, OutputArgs, RulesArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesCommand {
    /// What to show.
    #[command(subcommand)]
    pub what: RulesWhat,
}

/// What `rules` shows.
#[derive(Debug, Subcommand)]
pub enum RulesWhat {
    /// The editions, the kinds of treatment, and what each asks.
    #[command(after_help = "\
Examples:
  imrcheck rules list --edition mtus-2009")]
    List(RulesList),
    /// One requirement, or all of one kind of treatment.
    #[command(after_help = "\
Examples:
  imrcheck rules explain ID
      one requirement, by the id that a report shows
  imrcheck rules explain KIND
      all requirements of a kind of treatment, and the numbers that they use")]
    Explain(RulesExplain),
    /// What is wrong with rules: their logic, and what is missing in them.
    #[command(after_help = "\
Examples:
  imrcheck rules lint my-rules
      each finding with its line, and with facts that show it
Exit code: 0 nothing is wrong, 1 something is, 2 the folder could not be read.")]
    Lint(RulesFolder),
    /// Whether rules hold what their own examples and cases say.
    #[command(after_help = "\
Examples:
  imrcheck rules test my-rules
      each example and case that does not hold: noisy, missing or wrong
Exit code: 0 all hold, reach every clause and notice 9 of 10 slips, 1 they do not or the rules have faults, 2 the folder could not be read.")]
    Test(RulesTest),
    /// The JSON Schema of rule files, by which editors complete and check them.
    #[command(after_help = "\
Examples:
  imrcheck rules schema --output schema.json")]
    Schema(RulesSchema),
    /// Writes a page in Markdown for each kind of treatment into a folder.
    #[command(after_help = "\
Examples:
  imrcheck rules pages docs/rules
      the pages of the rules in the program
  imrcheck rules pages my-pages --rules my-rules")]
    Pages(RulesPages),
}

/// Options of `rules lint`.
#[derive(Debug, Args)]
pub struct RulesFolder {
    /// A folder of rules. [default: those in the program]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of `rules test`.
#[derive(Debug, Args)]
pub struct RulesTest {
    /// A folder of rules. [default: those in the program]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Also show each slip that no example or case notices.
    #[arg(long)]
    pub slips: bool,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of `rules schema`.
#[derive(Debug, Args)]
pub struct RulesSchema {
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of `rules pages`.
#[derive(Debug, Args)]
pub struct RulesPages {
    /// The folder to write into.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// A folder of rules of your own, instead of those in the program.
    #[arg(long, value_name = "RULES")]
    pub rules: Option<PathBuf>,
    /// Colour of messages.
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

/// Options of `rules list`.
#[derive(Debug, Args)]
pub struct RulesList {
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of `rules explain`.
#[derive(Debug, Args)]
pub struct RulesExplain {
    /// The id, as the reports show it: KIND/REQUIREMENT, or KIND for all of that kind of treatment.
    pub id: String,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}
