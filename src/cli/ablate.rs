//! In: options of `ablate`. Out: what each criterion does to the predictions of many letters.

use super::args::{AblateArgs, StudyFormat};
use super::output::look;
use super::{NOTHING_FOUND, study};
use crate::study::ablation::{Off, csv, html, human, json};
use crate::study::{Ablation, StudyLetter};

/// Runs the command; returns the exit code.
pub fn run(args: &AblateArgs) -> u8 {
    let output = &args.study.output;
    let (mut run, judge) = match study::begin(&args.study, &args.input, &args.rules) {
        Ok(begun) => begun,
        Err(code) => return code,
    };
    let off = Off::new(&judge);
    let mut ablation = Ablation::new(&off);
    let judged = |letter: StudyLetter| off.judge(&letter);
    let unread = match study::each(&mut run, &args.input, &args.study, judged, |_, letter| ablation.add(letter)) {
        Ok(unread) => unread,
        Err(code) => return code,
    };
    if let Some(code) = study::counted(&mut run, &mut ablation.counted, unread) {
        return run.finish(code);
    }
    let bootstrap = study::bootstrap(&args.study);
    let program = judge.program();
    run.print(&match args.study.format {
        StudyFormat::Human => study::closed(human::ablate(&ablation, &bootstrap, look(output)), program, &args.study),
        StudyFormat::Json => json::ablate(&ablation, &bootstrap, program) + "\n",
        StudyFormat::Html => html::ablate(&ablation, &bootstrap, program),
        StudyFormat::Csv => csv::ablate(&ablation, program),
    });
    run.finish(NOTHING_FOUND)
}
