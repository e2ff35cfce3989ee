//! In: `--rules`, `--edition` and `--as-of`. Out: the rulebooks, and what chooses among them.

use super::args::RulesArgs;
use crate::report::Judge;
use crate::rule::{self, Rulebooks, RulesError};
use std::path::Path;

/// The rulebooks that `--rules` names, a folder or an edition, else those in the program.
pub fn load(args: &RulesArgs) -> Result<Rulebooks, RulesError> {
    folder(args).map_or_else(Rulebooks::builtin, rule::load)
}

/// The judge of a run.
pub fn judge(args: &RulesArgs) -> Result<Judge, RulesError> {
    let named = edition_named(args);
    if let Some(rules) = named.filter(|_| args.edition.is_some() || args.as_of.is_some()) {
        return Err(RulesError::TwoEditions { rules: rules.to_owned() });
    }
    let edition = args.edition.as_deref().or(named);
    let rulebooks = match folder(args) {
        Some(folder) => rule::load(folder),
        None => Rulebooks::builtin_for_judging(),
    };
    Judge::new(rulebooks?, edition, args.as_of)
}

/// The folder of rules that `--rules` names.
fn folder(args: &RulesArgs) -> Option<&Path> {
    args.rules.as_deref().filter(|folder| folder.exists() || edition_named(args).is_none())
}

/// The edition that `--rules` names, where it is no folder and looks like an id.
fn edition_named(args: &RulesArgs) -> Option<&str> {
    let name = args.rules.as_ref()?;
    if name.exists() {
        return None;
    }
    name.to_str().filter(|name| !name.contains(['/', '\\', '.']))
}
