//! In: options of `rules`. Out: what is in the rulebooks, and why a rule is as it is.

use super::args::{OutputArgs, RulesArgs, RulesCommand, RulesWhat};
use super::output::{Sink, look};
use super::problems::Problems;
use super::{NOT_DONE, NOTHING_FOUND, rulebooks};
use crate::error::Error;
use crate::report::{Look, rules};
use crate::rule::Rulebook;

/// Runs the command; returns the exit code.
pub fn run(command: &RulesCommand) -> u8 {
    match &command.what {
        RulesWhat::List(args) => show(&args.rules, &args.output, |books, look| Ok(rules::list(books, look))),
        RulesWhat::Explain(args) => show(&args.rules, &args.output, |books, look| {
            rules::explain(books, &args.id, look).ok_or_else(|| unknown(&args.id))
        }),
    }
}

fn show(args: &RulesArgs, output: &OutputArgs, text: impl Fn(&[&Rulebook], Look) -> Result<String, Error>) -> u8 {
    let mut problems = Problems::new(output.color);
    let rulebooks = match rulebooks::load(args) {
        Ok(rulebooks) => rulebooks,
        Err(error) => {
            problems.tell_rules(&error);
            return NOT_DONE;
        }
    };
    let asked = |book: &&Rulebook| args.edition.as_ref().is_none_or(|id| *id == book.id);
    let in_force =
        |book: &&Rulebook| args.as_of.is_none_or(|date| book.from <= date && book.to.is_none_or(|to| date <= to));
    let books: Vec<_> = rulebooks.iter().filter(asked).filter(in_force).collect();
    let written = text(&books, look(output)).and_then(|text| {
        let mut sink = Sink::open(output)?;
        sink.write(&text)?;
        sink.close()
    });
    match written {
        Ok(()) => NOTHING_FOUND,
        Err(error) => {
            problems.tell(&error);
            NOT_DONE
        }
    }
}

fn unknown(id: &str) -> Error {
    let cure = "`imrcheck rules list` shows the ids.";
    Error::document(std::path::Path::new(id), "no requirement and no kind of treatment has this id", cure)
}
