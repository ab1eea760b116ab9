//! How far it is, on a terminal and nowhere else.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A line on standard error that is written over again.
pub struct Progress {
    shown: bool,
    /// Of how many, where that is known.
    of: Option<usize>,
    done: usize,
    not_passed: usize,
    start: Instant,
    last: Option<Instant>,
}

impl Progress {
    /// For so many files, where that is known.
    pub fn new(of: Option<usize>) -> Self {
        Self {
            shown: of != Some(1) && io::stderr().is_terminal(),
            of,
            done: 0,
            not_passed: 0,
            start: Instant::now(),
            last: None,
        }
    }

    /// One more file.
    pub fn step(&mut self, passed: bool) {
        self.done += 1;
        self.not_passed += usize::from(!passed);
        if self.shown && self.last.is_none_or(|last| last.elapsed() > Duration::from_millis(100)) {
            self.last = Some(Instant::now());
            let seconds = self.start.elapsed().as_secs_f64().max(1e-3);
            eprint!("\r\u{1b}[K{}", self.line(seconds));
            let _ = io::stderr().flush();
        }
    }

    /// Takes the line away, before something else is written.
    pub fn clear(&mut self) {
        if self.last.take().is_some() {
            eprint!("\r\u{1b}[K");
        }
    }

    fn line(&self, seconds: f64) -> String {
        const WIDTH: usize = 24;
        let rate = self.done as f64 / seconds;
        let Some(of) = self.of else {
            return format!("{} files, {} not passed, {rate:.1}/s", self.done, self.not_passed);
        };
        let filled = (self.done * WIDTH).checked_div(of).unwrap_or(0).min(WIDTH);
        format!(
            "[{}{}] {} of {of}, {} not passed, {rate:.1}/s",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            self.done,
            self.not_passed,
        )
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_and_how_many_did_not_pass() {
        let mut progress = Progress { shown: false, ..Progress::new(Some(4)) };
        progress.step(true);
        progress.step(false);
        assert_eq!(progress.line(1.0), "[############............] 2 of 4, 1 not passed, 2.0/s");
        progress.of = None;
        assert_eq!(progress.line(4.0), "2 files, 1 not passed, 0.5/s");
    }
}
