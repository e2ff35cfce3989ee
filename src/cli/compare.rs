//! In: options of `compare`. Out: what a change of rules does to the predictions of many letters.

use super::args::{CompareArgs, RulesArgs, StudyFormat};
use super::output::look;
use super::run::Run;
use super::{FAILED, NOT_DONE, NOTHING_FOUND, rulebooks, study};
use crate::study::Comparison;
use crate::study::StudyLetter;
use crate::study::comparison::{Pair, csv, html, human, json};
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &CompareArgs) -> u8 {
    let output = &args.study.output;
    let mut run = match Run::of_study(output, &args.input) {
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
    if let Err(code) = study::each(&mut run, &args.input, &args.study, judged, |_, pair| comparison.add(pair)) {
        return code;
    }
    comparison.failed = run.problems.count();
    comparison.partial = run.interrupted;
    if comparison.letters == 0 {
        return run.close(NOT_DONE);
    }
    let rules = comparison.rule_changes(&base, &with);
    let bootstrap = study::bootstrap(&args.study);
    run.print(&match args.study.format {
        StudyFormat::Human => human::compare(&comparison, &rules, &bootstrap, look(output)),
        StudyFormat::Json => json::compare(&comparison, &rules, &bootstrap) + "\n",
        StudyFormat::Html => html::compare(&comparison, &rules, &bootstrap),
        StudyFormat::Csv => csv::compare(&comparison),
    });
    let failed = args.fail_on_flip && !comparison.flips.is_empty();
    run.close(if failed { FAILED } else { NOTHING_FOUND })
}

fn rules_of(args: &CompareArgs, rules: &Path) -> RulesArgs {
    // An edition that is named is the one to judge by; `--edition` and `--as-of` choose within folders.
    let folder = rules.exists();
    let edition = args.edition.clone().filter(|_| folder);
    RulesArgs { rules: Some(rules.to_owned()), edition, as_of: args.as_of.filter(|_| folder) }
}
