//! Where the time of a check goes, in WebAssembly on one thread: figures, no
//! verdict. `cargo xtask bench` runs this, built as what is shipped.

use js_sys::{Function, Reflect, global};
use mynacheck::photo::{self, Options};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Runs that warm the module up, and runs that count.
const WARM: usize = 8;
const COUNTED: usize = 25;

#[wasm_bindgen_test]
#[ignore = "a benchmark"]
fn where_the_time_goes() {
    let networks = super::networks();
    let fixtures = option_env!("MYNACHECK_FIXTURES").unwrap_or_default();
    let real = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/photos/london/neutral");
    let photo = super::read(real, "001.jpg").map(|bytes| ("a photo of 1350×1350", bytes));
    let painted = super::read(fixtures, "good.jpg").map(|bytes| ("a painting", bytes));
    for (name, bytes) in photo.into_iter().chain(painted) {
        let mut stages: Vec<(&'static str, Vec<f64>)> = Vec::new();
        for round in 0..WARM + COUNTED {
            let (mut before, mut at) = (now(), 0);
            photo::check_in_stages(&bytes, &Options::default(), &networks, &mut |stage| {
                if round == 0 {
                    stages.push((stage, Vec::new()));
                }
                if let Some((_, times)) = stages.get_mut(at).filter(|_| round >= WARM) {
                    times.push(now() - before);
                }
                (before, at) = (now(), at + 1);
            });
        }
        let medians: Vec<_> =
            stages.into_iter().map(|(name, times)| (name, median(times))).collect();
        console_log!(
            "{name}, {} bytes, {} ms in all:",
            bytes.len(),
            medians.iter().map(|it| it.1).sum::<f64>().round()
        );
        for (stage, time) in medians.iter().filter(|(_, time)| *time >= 0.1) {
            console_log!("  {stage:32} {time:6.1} ms");
        }
        console_log!(
            "  and {} stages of under 0.1 ms",
            medians.iter().filter(|it| it.1 < 0.1).count()
        );
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds by the clock of the browser or Node.
fn now() -> f64 {
    let clock = Reflect::get(&global(), &"performance".into()).unwrap_or(JsValue::UNDEFINED);
    let method = Reflect::get(&clock, &"now".into()).unwrap_or(JsValue::UNDEFINED);
    let time = method.dyn_ref::<Function>().and_then(|now| now.call0(&clock).ok());
    time.and_then(|time| time.as_f64()).unwrap_or_default()
}
