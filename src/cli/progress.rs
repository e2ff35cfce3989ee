//! In: how much of the input is done. Out: a bar on standard error: rate, time left, failures. None in a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

const BAR: &str = "{bar:30} {percent:>3} %  {msg}, about {eta} left";
const SPINNER: &str = "{spinner} {msg}";

/// A bar over so many bytes; without a bar where nobody would see it.
pub struct Progress {
    bar: Option<ProgressBar>,
    letters: u64,
}

impl Progress {
    /// Begins; `bytes` is how much there is to read, 0 where that is not known.
    pub fn start(shown: bool, bytes: u64) -> Self {
        Self { bar: shown.then(|| bar(bytes)), letters: 0 }
    }

    /// So many bytes are read, one more document is done, and so many failed.
    pub fn done(&mut self, bytes: u64, failed: usize) {
        let Some(bar) = &self.bar else { return };
        self.letters += 1;
        let seconds = bar.elapsed().as_secs_f64().max(0.001);
        let rate = self.letters as f64 / seconds;
        let failures = if failed == 0 { String::new() } else { format!(", {failed} failed") };
        bar.set_message(format!("{} documents, {rate:.0} a second{failures}", self.letters));
        bar.set_position(bytes);
    }

    /// Does `print` without the bar in the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target((bytes > 0).then_some(bytes), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(if bytes > 0 { BAR } else { SPINNER }) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
