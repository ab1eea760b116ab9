//! How long the check of a form takes.

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::date;
use mynacheck::form::{self, Options, json};

/// Native figures, one thread; the budget of 0.2 ms is WebAssembly's:
///
/// ```sh
/// cargo test --release --test form -- --ignored --nocapture how_long
/// ```
#[test]
#[ignore = "a measurement, not a test"]
fn how_long_a_form_takes() {
    let options = Options::new(date(2026, 11, 22));
    for route in ["online", "mail-preprinted", "mail-handwritten", "photo-booth", "counter"] {
        let path = super::place(&format!("docs/examples/form-{route}.json"));
        let bytes = std::fs::read(path).unwrap();
        let fields = json::fields(&bytes).unwrap();
        let time = |check: &dyn Fn()| {
            let rounds = 2_000_u32;
            let start = Instant::now();
            for _ in 0..rounds {
                check();
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds)
        };
        let checked = time(&|| drop(black_box(form::check(black_box(&fields), &options))));
        let whole = time(&|| drop(black_box(form::check_json(black_box(&bytes), &options))));
        println!("{route}: {checked:.1} µs, from JSON text {whole:.1} µs");
    }
}
