//! In: options of `sweep`. Out: what other values of a number in the rules do to the predictions of many letters.

use super::args::{StudyFormat, SweepArgs};
use super::output::look;
use super::{NOT_DONE, NOTHING_FOUND, study};
use crate::error::Error;
use crate::study::sweep::{Grid, csv, html, human, json};
use crate::study::{StudyLetter, Sweep};
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(args: &SweepArgs) -> u8 {
    let output = &args.study.output;
    let (mut run, judge) = match study::begin(&args.study, &args.input, &args.rules) {
        Ok(begun) => begun,
        Err(code) => return code,
    };
    let settings: Vec<_> = args.set.iter().map(|setting| (setting.name.clone(), setting.values.clone())).collect();
    let grid = match Grid::new(&judge, &settings) {
        Ok(grid) => grid,
        Err(fault) => {
            run.problems.tell(&Error::document(Path::new("--set"), fault.what, fault.cure));
            return NOT_DONE;
        }
    };
    let mut sweep = Sweep::new(&grid);
    let judged = |letter: StudyLetter| grid.judge(&letter);
    let unread = match study::each(&mut run, &args.input, &args.study, judged, |_, letter| sweep.add(letter)) {
        Ok(unread) => unread,
        Err(code) => return code,
    };
    if let Some(code) = study::counted(&mut run, &mut sweep.counted, unread) {
        return run.finish(code);
    }
    let bootstrap = study::bootstrap(&args.study);
    let program = judge.program();
    run.print(&match args.study.format {
        StudyFormat::Human => study::closed(human::sweep(&sweep, &bootstrap, look(output)), program, &args.study),
        StudyFormat::Json => json::sweep(&sweep, &bootstrap, program) + "\n",
        StudyFormat::Html => html::sweep(&sweep, &bootstrap, program),
        StudyFormat::Csv => csv::sweep(&sweep, program),
    });
    run.finish(NOTHING_FOUND)
}
