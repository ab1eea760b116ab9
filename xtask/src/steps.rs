//! Progress: one line when a step begins, one when it ends.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs `work`, saying what it is and how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {what}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {what} ({})", seconds(start.elapsed()));
    result
}

/// Says that a step had nothing to do.
pub fn up_to_date(what: &str) {
    eprintln!("✓ {what} (up to date)");
}

/// Every step runs, whatever became of those before; the sum is told at the end.
#[derive(Default)]
pub struct Tally {
    done: Vec<(String, Option<String>, Duration)>,
}

impl Tally {
    /// Runs one step and keeps its outcome.
    pub fn step(&mut self, what: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let start = Instant::now();
        let failure = step(what, work).err().map(|error| format!("{error:#}"));
        if let Some(failure) = &failure {
            eprintln!("  {failure}");
        }
        let held = failure.is_none();
        self.done.push((what.to_owned(), failure, start.elapsed()));
        held
    }

    /// Prints the outcome of every step; true when all held.
    pub fn summary(&self) -> bool {
        let failed = self.done.iter().filter(|(_, failure, _)| failure.is_some()).count();
        eprintln!("\n── summary ──");
        for (what, failure, time) in &self.done {
            match failure {
                None => eprintln!("  ✓ {what} ({})", seconds(*time)),
                Some(failure) => eprintln!("  ✗ {what} ({}): {failure}", seconds(*time)),
            }
        }
        match failed {
            0 => eprintln!("all {} steps passed", self.done.len()),
            _ => eprintln!("{failed} of {} steps FAILED", self.done.len()),
        }
        failed == 0
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
