//! In: options of `compare`. Out: what a change of rules does to the predictions of many letters.

use super::args::{CompareArgs, RulesArgs, StudyFormat};
use super::output::look;
use super::run::Run;
use super::{FAILED, NOT_DONE, NOTHING_FOUND, rulebooks, study};
use crate::study::Comparison;
use crate::study::StudyLetter;
use crate::study::comparison::{Differences, Pair, csv, html, human, json};
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &CompareArgs) -> u8 {
    let output = &args.study.output;
    let mut run = match Run::of_study(
        output,
        &args.input,
        &study::read_besides(&args.study, [args.base.as_path(), &args.with]),
    ) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let judges = [&args.base, &args.with].map(|rules| rulebooks::judge(&rules_of(args, rules)));
    let [Ok(base), Ok(with)] = judges else {
        judges.iter().filter_map(|judge| judge.as_ref().err()).for_each(|error| run.problems.tell_rules(error));
        return NOT_DONE;
    };
    let mut comparison = Comparison::default();
    let judged = |letter: StudyLetter| Pair::of(&letter, &base, &with);
    let unread = match study::each(&mut run, &args.input, &args.study, judged, |_, pair| comparison.add(pair)) {
        Ok(unread) => unread,
        Err(code) => return code,
    };
    comparison.failed = unread;
    comparison.partial = run.interrupted;
    if comparison.letters == 0 {
        return run.finish(NOT_DONE);
    }
    let differences =
        Differences { rules: comparison.rule_changes(&base, &with), warnings: comparison.warnings(&base, &with) };
    let bootstrap = study::bootstrap(&args.study);
    run.print(&match args.study.format {
        StudyFormat::Human => study::closed(
            human::compare(&comparison, &differences, &bootstrap, look(output)),
            with.program(),
            &args.study,
        ),
        StudyFormat::Json => json::compare(&comparison, &differences, &bootstrap, with.program()) + "\n",
        StudyFormat::Html => html::compare(&comparison, &differences, &bootstrap, with.program()),
        StudyFormat::Csv => csv::compare(&comparison, with.program()),
    });
    let failed = args.fail_on_flip && !comparison.flips.is_empty();
    run.finish(if failed { FAILED } else { NOTHING_FOUND })
}

/// The rules of one side. `--edition` and `--as-of` choose within folders; where both sides are editions already, they
/// have nothing to choose, and that is told.
fn rules_of(args: &CompareArgs, rules: &Path) -> RulesArgs {
    let applies = rules.exists() || !(args.base.exists() || args.with.exists());
    let edition = args.edition.clone().filter(|_| applies);
    RulesArgs { rules: Some(rules.to_owned()), edition, as_of: args.as_of.filter(|_| applies) }
}
