//! In: options of `ablate`. Out: what each criterion does to the predictions of many letters.

use super::args::{AblateArgs, StudyFormat};
use super::output::look;
use super::run::Run;
use super::{NOT_DONE, NOTHING_FOUND, rulebooks, study};
use crate::study::ablation::{Off, csv, html, human, json};
use crate::study::{Ablation, StudyLetter};

/// Runs the command; returns the exit code.
pub fn run(args: &AblateArgs) -> u8 {
    let output = &args.study.output;
    let mut run = match Run::of_study(output, &args.input) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let judge = match rulebooks::judge(&args.rules) {
        Ok(judge) => judge,
        Err(error) => {
            run.problems.tell_rules(&error);
            return NOT_DONE;
        }
    };
    let off = Off::new(&judge);
    let mut ablation = Ablation::new(&off);
    let judged = |letter: StudyLetter| off.judge(&letter);
    if let Err(code) = study::each(&mut run, &args.input, &args.study, judged, |_, letter| ablation.add(letter)) {
        return code;
    }
    ablation.failed = run.problems.count();
    ablation.partial = run.interrupted;
    if let Some(code) = study::nothing_to_compare(&mut run, ablation.letters, ablation.items, ablation.without_outcome)
    {
        return run.close(code);
    }
    let bootstrap = study::bootstrap(&args.study);
    run.print(&match args.study.format {
        StudyFormat::Human => human::ablate(&ablation, &bootstrap, look(output)),
        StudyFormat::Json => json::ablate(&ablation, &bootstrap) + "\n",
        StudyFormat::Html => html::ablate(&ablation, &bootstrap),
        StudyFormat::Csv => csv::ablate(&ablation),
    });
    run.close(NOTHING_FOUND)
}
