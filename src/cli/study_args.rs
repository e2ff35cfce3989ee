//! In: the words on the command line after `compare`, `ablate` and `sweep`, and what all studies share. Out: what is asked
//! for, and the help that explains it.

use super::args::{InputArgs, OutputArgs, RulesArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The rules as they are: a folder, or the id of an edition in the program.
    #[arg(long, value_name = "RULES")]
    pub base: PathBuf,
    /// The rules as they would be: a folder, or the id of an edition in the program.
    #[arg(long, value_name = "RULES")]
    pub with: PathBuf,
    /// The edition, where the rules are folders with several. [default: for each letter, the one in force on the date of
    /// its utilization review]
    #[arg(long, value_name = "ID", conflicts_with = "as_of")]
    pub edition: Option<String>,
    /// The edition that was in force on this date, such as 2015-03-31.
    #[arg(long, value_name = "DATE", value_parser = super::args::day)]
    pub as_of: Option<jiff::civil::Date>,
    /// Exit with code 1 where any prediction flips.
    #[arg(long)]
    pub fail_on_flip: bool,
    /// How the study is made and written.
    #[command(flatten)]
    pub study: StudyArgs,
}

/// Options of `ablate`.
#[derive(Debug, Args)]
pub struct AblateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// How the study is made and written.
    #[command(flatten)]
    pub study: StudyArgs,
}

/// Options of `sweep`.
#[derive(Debug, Args)]
pub struct SweepArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// A number in the rules and the values to try. Given several times, every combination is tried.
    #[arg(long, value_name = "KIND.NUMBER=V1,V2,…", required = true, value_parser = setting)]
    pub set: Vec<Setting>,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// How the study is made and written.
    #[command(flatten)]
    pub study: StudyArgs,
}

/// One `--set`: a parameter and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// `family.parameter`.
    pub name: String,
    /// The values, ascending, each once.
    pub values: Vec<f64>,
}

/// Reads `KIND.NUMBER=V1,V2`.
fn setting(text: &str) -> Result<Setting, String> {
    let form = "write it as KIND.NUMBER=50,80,120";
    let (name, values) = text.split_once('=').ok_or_else(|| format!("the values are missing; {form}"))?;
    let number = |value: &str| match value.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(format!("`{}` is no number; {form}", value.trim())),
    };
    let mut values = values.split(',').map(number).collect::<Result<Vec<f64>, String>>()?;
    values.sort_by(f64::total_cmp);
    values.dedup();
    Ok(Setting { name: name.trim().to_owned(), values })
}

/// How a study is made and written.
#[derive(Debug, Args)]
pub struct StudyArgs {
    /// How to write: tables for reading, one JSON object, CSV with a line for each item (of compare, ablate and sweep:
    /// for each item that flips), or one HTML page with plots.
    #[arg(long, value_enum, default_value_t = StudyFormat::Human)]
    pub format: StudyFormat,
    /// Keep what is read of the letters in this file, and take from it what was read before. It holds words of the
    /// letters: guard it as you guard them. A file made by another version of the grammar is made anew.
    #[arg(long, value_name = "FILE")]
    pub cache: Option<PathBuf>,
    /// Resamples by letter for the intervals.
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub resamples: u32,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Formats of the studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StudyFormat {
    /// For reading.
    Human,
    /// For programs.
    Json,
    /// For a spreadsheet.
    Csv,
    /// For a browser.
    Html,
}
