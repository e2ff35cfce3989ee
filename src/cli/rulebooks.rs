//! In: `--rules`, `--edition` and `--as-of`. Out: the rulebooks, and what chooses among them.

use super::args::RulesArgs;
use crate::report::Judge;
use crate::rule::{self, Rulebooks, RulesError};

/// The rulebooks that `--rules` names, a folder or an edition, else those in the program.
pub fn load(args: &RulesArgs) -> Result<Rulebooks, RulesError> {
    match &args.rules {
        Some(folder) if folder.exists() || edition_named(args).is_none() => rule::load(folder),
        _ => Rulebooks::builtin(),
    }
}

/// The judge of a run.
pub fn judge(args: &RulesArgs) -> Result<Judge, RulesError> {
    let edition = args.edition.as_deref().or_else(|| edition_named(args));
    Judge::new(load(args)?, edition, args.as_of)
}

/// The edition that `--rules` names, where it is no folder and looks like an id.
fn edition_named(args: &RulesArgs) -> Option<&str> {
    let name = args.rules.as_ref()?;
    if name.exists() {
        return None;
    }
    name.to_str().filter(|name| !name.contains(['/', '\\', '.']))
}
