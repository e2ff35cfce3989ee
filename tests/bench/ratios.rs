//! In: the cases. Out: a table of what each takes for a letter, and how many times that is of the references.

use crate::corpus::{Letter, read};
use crate::{Case, whole};
use imrcheck::report::Judge;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often each case is run.
const ROUNDS: usize = 9;

/// The second half of the letters, by a thread that has met the first half only: what is kept of phrases and rows belongs
/// to a thread. Returns the nanoseconds that the second half took, for as many letters as there are.
pub fn unmet(first: &[Letter], second: &[Letter], judge: &Judge) -> usize {
    std::thread::scope(|scope| {
        let timed = || {
            let read = |letters: &[Letter]| letters.iter().map(|letter| whole(letter, judge)).sum::<usize>();
            black_box(read(first));
            let start = Instant::now();
            black_box(read(second));
            start.elapsed() * (first.len() + second.len()) as u32 / second.len() as u32
        };
        scope.spawn(timed).join().unwrap().as_nanos() as usize
    })
}

/// Times the cases in turns and prints the median of each, by letter, and as a multiple of the references in its round.
pub fn print(cases: &mut [Case<'_>], letters: &[Letter]) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); cases.len()];
    for _ in 0..ROUNDS {
        for (case, times) in cases.iter_mut().zip(&mut times) {
            let start = Instant::now();
            let returned = (case.run)();
            let own = case.name.ends_with("not met before").then(|| Duration::from_nanos(returned as u64));
            times.push(own.unwrap_or_else(|| start.elapsed()));
        }
    }
    println!("\n| case | µs a letter | times 468 phrases | times a plain read |\n|---|---:|---:|---:|");
    for (case, own) in cases.iter().zip(&times) {
        let by = |reference: &[Duration]| {
            median(own.iter().zip(reference).map(|(own, it)| own.as_secs_f64() / it.as_secs_f64()).collect())
        };
        let micros = median(own.iter().map(|time| time.as_secs_f64() * 1e6 / letters.len() as f64).collect());
        println!("| {} | {micros:.1} | {:.1} | {:.0} |", case.name, by(&times[0]), by(&times[1]));
    }
}

/// Prints how long a PDF takes from its bytes to its text, in the median, and how many times that is of the library alone,
/// which neither measures beforehand what a file asks for nor reads forms.
pub fn print_pdfs(paths: &[PathBuf]) {
    if paths.is_empty() {
        return;
    }
    let (mut own, mut ratios) = (Vec::new(), Vec::new());
    for path in paths {
        let bytes = std::fs::read(path).unwrap();
        let millis = |work: &dyn Fn()| median((0..3).map(|_| timed(work).as_secs_f64() * 1e3).collect());
        let taken = millis(&|| drop(black_box(read(path))));
        ratios.push(taken / millis(&|| drop(black_box(pdf_extract::extract_text_from_mem(&bytes)))));
        own.push(taken);
    }
    let (count, own, ratio) = (paths.len(), median(own), median(ratios));
    println!("\nPDF to text, median of {count} files: {own:.1} ms, {ratio:.2} times pdf-extract alone");
}

fn timed(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
