//! Where the time of a check goes. Printed, not written: times differ from run
//! to run.

use std::time::Instant;

use anyhow::Result;
use mynacheck::photo::face::Face;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::net::Networks;
use mynacheck::photo::pixels::{Border, Picture, decode};
use mynacheck::photo::{self, Options};

use crate::defect::Derived;
use crate::photos::Photos;
use crate::statistics::quantile;

const STAGES: [&str; 7] = [
    "header, decoding",
    "scaling, sums",
    "detection",
    "face mesh",
    "person mask, pose, crown",
    "measurements and rules",
    "**whole check**",
];

/// Prints the median time of each stage, natively, on one thread, as a table.
pub fn print(photos: &Photos, networks: &Networks, every: usize) -> Result<()> {
    let mut times: [Vec<f64>; 7] = Default::default();
    for person in photos.persons.iter().step_by(every) {
        let bytes = Derived::from(person.load()?).bytes;
        // The first round warms the caches up.
        for round in 0..4 {
            let stages = of(&bytes, networks)?;
            if round > 0
                && let Some(stages) = stages
            {
                times.iter_mut().zip(stages).for_each(|(times, stage)| times.push(stage));
            }
        }
    }
    println!("| stage | median, ms |\n| --- | --- |");
    for (name, times) in STAGES.iter().zip(&times) {
        println!("| {name} | {:.1} |", quantile(times, 0.5));
    }
    Ok(())
}

/// Milliseconds of each stage; `None` without a face.
fn of(bytes: &[u8], networks: &Networks) -> Result<Option<[f64; 7]>> {
    let mut last = Instant::now();
    let mut lap = || {
        let now = Instant::now();
        let time = now.duration_since(last).as_secs_f64() * 1000.0;
        last = now;
        time
    };
    let pixels = decode(bytes, &FileFacts::read(bytes)).map_err(|_| anyhow::anyhow!("a photo"))?;
    let decoding = lap();
    let picture = Picture::new(pixels);
    let scaling = lap();
    let found = networks.detect(&picture, true)?;
    networks.detect_halves(&picture, &found)?;
    let detection = lap();
    let Some(found) = found.first() else { return Ok(None) };
    networks.mesh(&picture, found, Border::Nearest)?;
    let mesh = lap();
    Face::read(networks, &picture, found)?;
    let mask = (lap() - mesh).max(0.0);
    drop(picture);
    lap();
    photo::check(bytes, &Options::default(), networks);
    let whole = lap();
    let rules = (whole - decoding - scaling - detection - mesh - mask).max(0.0);
    Ok(Some([decoding, scaling, detection, mesh, mask, rules, whole]))
}
