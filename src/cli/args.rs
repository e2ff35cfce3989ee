//! In: the words on the command line. Out: what is asked for, and the help that explains it.

pub use super::limit_args::LimitArgs;
pub use super::manual_args::{CompletionsArgs, ManArgs, SchemaArgs, SchemaOf};
pub use super::rules_args::{RulesCommand, RulesPages, RulesWhat};
pub use super::settle_args::SettleArgs;
pub use super::study_args::{AblateArgs, CompareArgs, StudyArgs, StudyFormat, SweepArgs};
use crate::claim::Kind;
use crate::report::Evidence;
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Exit code: 0 no denial is predicted to stand, 1 a denial is predicted to stand,
2 something could not be done (the message says what and how to mend it).

This is decision support, not medical or legal advice.";

/// Checks medical-necessity documentation in California workers' compensation.
///
/// imrcheck reads Independent Medical Review (IMR) letters, or a physician's note with its requests, finds what they
/// document about each treatment, and compares it with what the Medical Treatment Utilization Schedule (MTUS) asks.
#[derive(Debug, Parser)]
#[command(name = "imrcheck", version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Says for each treatment what is documented, what is missing, and what to document.
    #[command(after_help = "\
Examples:
  imrcheck check letter.pdf
      one IMR letter: each disputed item, and whether the IMR decision agrees
  imrcheck check note.txt --request \"DRUG 10mg #60\"
      a visit note, before anything is sent: would this request stand?
  imrcheck check requests/
      a pile: one line for each request, what needs attention first, and what is missing most often
  imrcheck check requests/ --format csv --output pile.csv
      the same for a spreadsheet
  imrcheck check note.txt --format html --output note.html
      a page with the note's words marked, to read or print")]
    Check(CheckArgs),
    /// Shows what was read in a document: the items, the requests, who says what. No rule is applied.
    #[command(after_help = "\
Examples:
  imrcheck extract letter.pdf
      see how the letter was understood, sentence by sentence
  imrcheck extract letters/ --format json --output readings.json
  imrcheck extract letter.pdf --why \"urine drug screen\" --expected drug_test
      why a sentence was read as it was, and why a claim is not there")]
    Extract(ExtractArgs),
    /// Compares the predictions with the decisions of many letters.
    #[command(after_help = "\
Examples:
  imrcheck evaluate letters/
      how often do the predictions agree with the decisions, and where not
  imrcheck evaluate letters/ --format json --output agreement.json
  imrcheck evaluate letters/ --reference readings/
      how well are the letters read, against readings of them by people")]
    Evaluate(EvaluateArgs),
    /// What a change of rules does: the requests whose prediction flips, each with its reason, and whether it agrees better.
    #[command(after_help = "\
Examples:
  imrcheck compare --base mtus-2009 --with my-rules letters/
      the rules of an edition against a folder of rules of your own
  imrcheck compare --base old-rules --with new-rules letters/ --format html --output change.html
  imrcheck compare --base old-rules --with new-rules letters/ --fail-on-flip
      exit code 1 where any prediction flips")]
    Compare(CompareArgs),
    /// What each requirement does: all of them switched off, one at a time.
    #[command(after_help = "\
Examples:
  imrcheck ablate letters/
      for each requirement: predictions that flip without it, and whether they then agree better
  imrcheck ablate letters.jsonl --rules my-rules --format csv --output flips.csv")]
    Ablate(AblateArgs),
    /// What a number in the rules does: the same letters judged with several values of it.
    #[command(after_help = "\
Examples:
  imrcheck sweep --set KIND.NUMBER=50,80,90,120 letters/
      the rules as if this number were 50, then 80, …
  imrcheck sweep --set KIND.NUMBER=14,21,28 --set KIND2.NUMBER2=80,120 letters/
      every pair of the two
`imrcheck rules explain KIND` names the numbers of a kind of treatment.")]
    Sweep(SweepArgs),
    /// Marks a finding as settled, in a file beside the document. The document itself is never edited.
    #[command(after_help = "\
Examples:
  imrcheck settle note.txt --item 1 --finding ID --date 2026-05-04 --reason \"the test of May 2 is in the file\"
      ID as the report shows it; from then on `imrcheck check note.txt` lists it as settled
The file is NAME.imrcheck.yaml, NAME being the document's, such as note.txt.imrcheck.yaml. It can be edited by hand.")]
    Settle(SettleArgs),
    /// Prints what makes a shell complete the commands and options of imrcheck.
    #[command(after_help = "\
Examples:
  imrcheck completions bash > ~/.local/share/bash-completion/completions/imrcheck
  imrcheck completions powershell >> $PROFILE")]
    Completions(CompletionsArgs),
    /// Writes the manual pages into a folder, one for each command.
    #[command(after_help = "\
Examples:
  imrcheck man ~/.local/share/man/man1
      then `man imrcheck` and `man imrcheck-check` show them")]
    Man(ManArgs),
    /// Prints the JSON Schema of what `check` or `extract` print with --format json.
    #[command(after_help = "\
Examples:
  imrcheck schema check --output check-v1.json")]
    Schema(SchemaArgs),
    /// Shows the rules: what the guideline asks, on which page, and what to document.
    #[command(after_help = "\
Examples:
  imrcheck rules list
      the editions, the kinds of treatment and what each asks
  imrcheck rules explain ID
      one requirement: what it asks, why, its page, and sentences that show it
  imrcheck rules lint my-rules
  imrcheck rules test my-rules
      what is wrong with rules of your own, and whether their examples hold")]
    Rules(RulesCommand),
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is asked for, where the note itself has no list of requests. Can be given several times.
    #[arg(long, value_name = "TEXT")]
    pub request: Vec<String>,
    /// What the criteria are explained by: the case summary alone, or the reviewer's findings as well. Both
    /// predictions are shown in any case. [default: findings where there are any]
    #[arg(long, value_enum)]
    pub evidence: Option<EvidenceArg>,
    /// Of a folder or several documents: each document in full before the table.
    #[arg(long)]
    pub details: bool,
    /// When the exit code is 1; several with commas between them. What is settled counts for none.
    #[arg(long, value_enum, value_name = "WHEN", value_delimiter = ',', default_values_t = [FailOn::Denial])]
    pub fail_on: Vec<FailOn>,
    /// With --format sarif: also the words of the document. They may be about a patient: keep the file accordingly.
    #[arg(long)]
    pub with_text: bool,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// How to write.
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is asked for, where the note itself has no list of requests. Can be given several times.
    #[arg(long, value_name = "TEXT")]
    pub request: Vec<String>,
    /// Says of each sentence with these words which rules of the grammar made its voice, stance and claims. Without a
    /// PATH, the words themselves are read as a sentence.
    #[arg(long, value_name = "WORDS", conflicts_with = "request", value_parser = NonEmptyStringValueParser::new())]
    pub why: Option<String>,
    /// With --why: a kind of claim, such as drug_test, that you expected. Says why it is not there.
    #[arg(long, value_name = "KIND", requires = "why", value_parser = kind(), hide_possible_values = true)]
    pub expected: Option<Kind>,
    /// How to write.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Where to write.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The name of a kind of claim; a wrong one is answered with those that are meant or possible.
fn kind() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name))
        .try_map(|name| Kind::from_name(&name).ok_or_else(|| format!("`{name}` is no kind of claim")))
}

/// Options of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// A folder of readings by people: instead of the predictions, compares what was read in the letters with them.
    ///
    /// One .json file for each letter, named under "letter" by its file name without the ending:
    /// {"letter": "NAME", "items": [{"n": 1, "family": "opioid", "request": {"treatment": "...", "quantity": 60}}],
    /// "claims": [{"section": "rationale:1", "s": 0, "kind": "drug_test", "stance": "undocumented", "quote": "..."}],
    /// "sentences": {"summary": [], "rationale:1": [{"voice": "patient", "text": "..."}]}}.
    /// In a claim, "s" is the place of its sentence in the section, from 0.
    ///
    /// Counted are claims as distinct (section, kind, stance) over all kinds, in all and for each kind, and F1 once
    /// more over those kinds alone that occur in any reference of the folder; the family of each item; the fields
    /// treatment, body_part, strength, quantity, refills and sessions of each request, where the reference has them
    /// (null: the letter leaves it open); the voice of each sentence of the reference, compared with the sentence read
    /// in its place; and the share of the claims read from sentences that the reference calls recital or procedure. Every claim missed or not in the reference is listed with its sentence.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["rules", "edition", "as_of"])]
    pub reference: Option<PathBuf>,
    /// The rules.
    #[command(flatten)]
    pub rules: RulesArgs,
    /// How the study is made and written.
    #[command(flatten)]
    pub study: StudyArgs,
}

/// What to read.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// A .txt, .pdf or .docx document, a folder (with all in it), a .jsonl file, or - for standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How many documents to work on at the same time. [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// How large a document may be.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// The rules to judge by.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// A folder of rules of your own, or the id of an edition, instead of those in the program.
    #[arg(long, value_name = "RULES")]
    pub rules: Option<PathBuf>,
    /// The edition of the guideline. [default: the one in force on the date of the utilization review]
    #[arg(long, value_name = "ID", conflicts_with = "as_of")]
    pub edition: Option<String>,
    /// The edition that was in force on this date, such as 2015-03-31.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<jiff::civil::Date>,
}

/// A day, year first: "7/10" is one day in California and another one elsewhere.
pub(super) fn day(written: &str) -> Result<jiff::civil::Date, &'static str> {
    written.parse().map_err(|_| "write the year, month and day, such as 2015-03-31")
}

/// Where and how to write.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Write into this file instead of the screen. It is put in place only when it is complete.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Colour. NO_COLOR and CLICOLOR_FORCE are honoured.
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
    /// Leave out the totals and explanations at the end.
    #[arg(long)]
    pub quiet: bool,
}

/// Names of the kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvidenceArg {
    /// The clinical case summary and the request itself: what is known before the review.
    Summary,
    /// These, and what the reviewer states about this patient.
    Findings,
}

impl From<EvidenceArg> for Evidence {
    fn from(name: EvidenceArg) -> Self {
        match name {
            EvidenceArg::Summary => Self::Summary,
            EvidenceArg::Findings => Self::Findings,
        }
    }
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For reading.
    Human,
    /// For reading aloud by a screen reader.
    Narrated,
    /// For programs: one line for each document.
    Json,
    /// For a spreadsheet: one line for each request, what needs attention first.
    Csv,
    /// A page for a browser or for paper, with the words of the document marked.
    Html,
    /// For programs that show findings, such as editors. Without words of the document, unless --with-text is given.
    Sarif,
}

/// When `check` ends with exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A denial is predicted to stand, or a request is not supported as written.
    Denial,
    /// The same, because the record does not show what it should.
    NotShown,
    /// The same, because the record speaks against it.
    Contradicted,
    /// No rule covers a request.
    NoRule,
    /// Never.
    Never,
}

/// Formats of the other commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Human,
    /// For programs.
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}
