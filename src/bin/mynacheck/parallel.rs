//! Work over all cores whose results come out in the order of the jobs, with only
//! so many of them in memory at a time.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What the workers share.
struct State<J, R> {
    jobs: J,
    /// Jobs taken so far, results handed on so far.
    taken: usize,
    given: usize,
    ready: BTreeMap<usize, Option<R>>,
    /// No job is left, or nobody wants a result any more.
    over: bool,
    /// Workers that have not ended.
    working: usize,
}

/// Runs `work` on every job with so many threads and hands each result to `take`
/// in the jobs' order; `None` where `work` panicked. An error of `take` ends it.
///
/// # Errors
///
/// What `take` returns.
pub fn in_order<T, R, E>(
    jobs: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(Option<R>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    let threads = threads.max(1);
    let state = Mutex::new(State {
        jobs,
        taken: 0,
        given: 0,
        ready: BTreeMap::new(),
        over: false,
        working: threads,
    });
    let changed = Condvar::new();
    // A panic is caught before it could leave the state half changed.
    let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let mut guard = lock();
                    // Nobody runs far ahead of the slowest.
                    while !guard.over && guard.taken >= guard.given + 4 * threads {
                        guard = wait(&changed, guard);
                    }
                    let job = if guard.over { None } else { guard.jobs.next() };
                    let Some(job) = job else {
                        guard.over = true;
                        guard.working -= 1;
                        changed.notify_all();
                        return;
                    };
                    let number = guard.taken;
                    guard.taken += 1;
                    drop(guard);
                    let result = catch_unwind(AssertUnwindSafe(|| work(&job))).ok();
                    lock().ready.insert(number, result);
                    changed.notify_all();
                }
            });
        }
        loop {
            let mut guard = lock();
            let next = guard.given;
            let result = loop {
                if let Some(result) = guard.ready.remove(&next) {
                    break result;
                }
                if guard.working == 0 {
                    return Ok(());
                }
                guard = wait(&changed, guard);
            };
            guard.given += 1;
            drop(guard);
            changed.notify_all();
            if let Err(error) = take(result) {
                lock().over = true;
                changed.notify_all();
                return Err(error);
            }
        }
    })
}

fn wait<'a, T>(changed: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_a_panic_stops_nothing() {
        let mut seen = Vec::new();
        let work = |&job: &usize| {
            thread::sleep(Duration::from_millis((job * 7 % 5) as u64));
            assert!(job != 13, "a fault");
            job * 2
        };
        let all = in_order(0..50, 4, work, |result| {
            seen.push(result);
            Ok::<(), ()>(())
        });
        assert_eq!(all, Ok(()));
        let wanted: Vec<_> = (0..50).map(|job| (job != 13).then_some(job * 2)).collect();
        assert_eq!(seen, wanted);
    }

    #[test]
    fn nobody_runs_far_ahead_and_an_error_ends_it() {
        let started = AtomicUsize::new(0);
        let work = |_: &usize| started.fetch_add(1, Ordering::SeqCst);
        let mut taken = 0;
        let ended = in_order(0..1_000_000, 2, work, |_| {
            thread::sleep(Duration::from_millis(1));
            taken += 1;
            if taken == 20 { Err("enough") } else { Ok(()) }
        });
        assert_eq!(ended, Err("enough"));
        assert!(started.load(Ordering::SeqCst) <= 20 + 8 + 2);
    }
}
