//! Many files over all cores, their answers in the order of the files.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::inputs::Inputs;

/// A worker may be so many files ahead of what has been written: a slow file
/// holds up the others only then, and no more answers than that wait in memory.
const AHEAD_OF_A_WORKER: usize = 8;

/// Runs `work` on every file with `jobs` workers, and `write` on every answer, in
/// the files' order.
///
/// `prepare` runs on each file in order, one at a time, before it is worked on.
///
/// # Errors
///
/// Of `write`; no more files are then begun.
pub fn run<P: Send, T: Send>(
    inputs: &mut Inputs,
    jobs: Option<NonZero<usize>>,
    prepare: impl FnMut(&PathBuf) -> P + Send,
    work: impl Fn(PathBuf, P) -> T + Sync,
    mut write: impl FnMut(T) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let window = jobs.saturating_mul(AHEAD_OF_A_WORKER);
    let source = Mutex::new(Source { inputs, prepare, given: 0 });
    let desk = Desk { done: Mutex::default(), changed: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let _left = Leaving(&desk);
                loop {
                    let mut source = lock(&source);
                    if !desk.may_give(source.given, window) {
                        return;
                    }
                    let Some((at, path, prepared)) = source.next() else { return };
                    drop(source);
                    let answer = work(path, prepared);
                    desk.put(at, answer);
                }
            });
        }
        let mut written = 0;
        while let Some(answer) = desk.take(written, jobs) {
            written += 1;
            if let Err(error) = write(answer) {
                desk.close();
                return Err(error);
            }
        }
        Ok(())
    })
}

struct Source<'a, F> {
    inputs: &'a mut Inputs,
    prepare: F,
    given: usize,
}

impl<P, F: FnMut(&PathBuf) -> P> Source<'_, F> {
    fn next(&mut self) -> Option<(usize, PathBuf, P)> {
        let path = self.inputs.next()?;
        let prepared = (self.prepare)(&path);
        let at = self.given;
        self.given = self.given.saturating_add(1);
        Some((at, path, prepared))
    }
}

/// Where answers lie until their turn comes.
struct Desk<T> {
    done: Mutex<Done<T>>,
    changed: Condvar,
}

struct Done<T> {
    answers: BTreeMap<usize, T>,
    written: usize,
    left: usize,
    closed: bool,
}

impl<T> Default for Done<T> {
    fn default() -> Self {
        Self { answers: BTreeMap::new(), written: 0, left: 0, closed: false }
    }
}

impl<T> Desk<T> {
    /// Waits until file `at` may be worked on; false where nothing more is to
    /// be written.
    fn may_give(&self, at: usize, window: usize) -> bool {
        let mut done = lock(&self.done);
        while !done.closed && at >= done.written.saturating_add(window) {
            done = self.changed.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
        !done.closed
    }

    fn put(&self, at: usize, answer: T) {
        lock(&self.done).answers.insert(at, answer);
        self.changed.notify_all();
    }

    /// Waits for the answer to file `at`; `None` when every worker has left.
    fn take(&self, at: usize, workers: usize) -> Option<T> {
        let mut done = lock(&self.done);
        loop {
            if let Some(answer) = done.answers.remove(&at) {
                done.written = at.saturating_add(1);
                self.changed.notify_all();
                return Some(answer);
            }
            if done.left >= workers {
                return None;
            }
            done = self.changed.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        lock(&self.done).closed = true;
        self.changed.notify_all();
    }
}

/// Counts a worker out, whatever it leaves by.
struct Leaving<'a, T>(&'a Desk<T>);

impl<T> Drop for Leaving<'_, T> {
    fn drop(&mut self) {
        let mut done = lock(&self.0.done);
        done.left = done.left.saturating_add(1);
        drop(done);
        self.0.changed.notify_all();
    }
}

/// What a poisoned lock holds is whole: nothing here stops half-way.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How far it is, on a terminal.
pub struct Progress {
    shown: bool,
    done: usize,
    total: Option<usize>,
}

impl Progress {
    /// Of `total` files, where that is known; shown for more than one, and only
    /// where standard error is a terminal.
    pub fn new(total: Option<usize>) -> Self {
        let shown = io::stderr().is_terminal() && total != Some(1);
        Self { shown, done: 0, total }
    }

    /// Makes room for a line on the same terminal.
    pub fn clear(&self) {
        if self.shown {
            // What cannot be shown is not missed.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// One more file is done.
    pub fn step(&mut self) {
        self.done = self.done.saturating_add(1);
        if !self.shown {
            return;
        }
        let _ = match self.total {
            Some(total) => write!(io::stderr(), "{} {}/{total}", bar(self.done, total), self.done),
            None => write!(io::stderr(), "{} checked", self.done),
        };
        let _ = io::stderr().flush();
    }
}

fn bar(done: usize, total: usize) -> String {
    const WIDTH: usize = 24;
    let full = done.saturating_mul(WIDTH).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}]", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn run_on(count: usize, jobs: usize) -> (Vec<usize>, usize) {
        let paths: Vec<PathBuf> = (0..count).map(|at| format!("no-such-{at}").into()).collect();
        let mut inputs = Inputs::new(&paths, &[]);
        let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut written = Vec::new();
        let mut order = 0;
        run(
            &mut inputs,
            NonZero::new(jobs),
            |_| {
                order += 1;
                order - 1
            },
            |_, at: usize| {
                // The first is the slowest: the others must not run away.
                thread::sleep(Duration::from_millis(if at == 0 { 50 } else { 0 }));
                most.fetch_max(waiting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                at
            },
            |at| {
                waiting.fetch_sub(1, Ordering::SeqCst);
                written.push(at);
                Ok(())
            },
        )
        .unwrap();
        (written, most.into_inner())
    }

    #[test]
    fn answers_keep_the_order_and_few_wait() {
        for jobs in [1, 2, 7] {
            let (written, most) = run_on(300, jobs);
            assert_eq!(written, (0..300).collect::<Vec<_>>());
            assert!(most <= jobs * AHEAD_OF_A_WORKER, "{most} with {jobs}");
        }
        assert!(run_on(0, 3).0.is_empty());
    }

    #[test]
    fn nothing_more_is_done_once_nothing_can_be_written() {
        let paths: Vec<PathBuf> = (0..500).map(|at| format!("no-such-{at}").into()).collect();
        let mut inputs = Inputs::new(&paths, &[]);
        let worked = AtomicUsize::new(0);
        let stopped = run(
            &mut inputs,
            NonZero::new(2),
            |_| (),
            |_, ()| worked.fetch_add(1, Ordering::SeqCst),
            |_| Err("full".into()),
        );
        assert!(stopped.is_err() && worked.into_inner() < 100);
    }

    #[test]
    fn a_bar_is_never_too_long() {
        assert_eq!(bar(0, 2), format!("[{}]", ".".repeat(24)));
        assert_eq!(bar(3, 2), format!("[{}]", "#".repeat(24)));
        assert_eq!(bar(0, 0), format!("[{}]", "#".repeat(24)));
    }
}
