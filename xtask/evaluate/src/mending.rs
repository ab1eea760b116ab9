//! Putting photos right: every photo as it is, and in states in which photos
//! arrive, with what ought to come of it.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use image::imageops::{FilterType, replace, resize, rotate90, rotate180, rotate270};
use image::{Rgb, RgbImage};
use mynacheck::photo::frame::{self, Nudge, fix_and_check};
use mynacheck::photo::net::Networks;
use mynacheck::report::{Outcome, PhotoReport};

use crate::defect::Derived;
use crate::photos::{self, Person, Photos, Set};
use crate::runner::over_cores;

/// A state in which a photo arrives.
pub struct State {
    pub name: &'static str,
    /// The reason for which it must be refused; `None` where it must be mended.
    pub refused: Option<&'static str>,
    make: fn(&RgbImage, &Person) -> RgbImage,
}

/// Of London's squares, which have room around every head.
pub const STATES: [State; 10] = [
    State { name: "as it is", refused: None, make: |photo, _| photo.clone() },
    State { name: "lying on its left side", refused: None, make: |photo, _| rotate270(photo) },
    State { name: "lying on its right side", refused: None, make: |photo, _| rotate90(photo) },
    State { name: "standing on its head", refused: None, make: |photo, _| rotate180(photo) },
    State { name: "tilted by 9°", refused: None, make: |photo, _| tilted(photo, 9.0) },
    State { name: "tilted by 21°", refused: Some("tilted"), make: |photo, _| tilted(photo, 21.0) },
    State {
        name: "cut off at the top of the hair",
        refused: Some("no-room"),
        make: |photo, person| {
            let [.., (_, crown)] = person.points;
            let top = person.hair_top.unwrap_or(crown).max(0.0) as u32;
            part(photo, 0, top, photo.width(), photo.height() - top)
        },
    },
    State {
        name: "cut off beside the ear",
        refused: Some("no-room"),
        make: |photo, person| {
            let [(left, _), (right, _), ..] = person.points;
            let edge = ((3.0 * left - right) / 2.0).max(0.0) as u32;
            part(photo, edge, 0, photo.width() - edge, photo.height())
        },
    },
    State {
        name: "two people side by side",
        refused: Some("several-faces"),
        make: |photo, _| {
            let (width, height) = photo.dimensions();
            let mut both = RgbImage::new(width * 2, height);
            replace(&mut both, photo, 0, 0);
            replace(&mut both, photo, i64::from(width), 0);
            both
        },
    },
    State {
        name: "saved at 400 pixels",
        refused: Some("too-few-pixels"),
        make: |photo, _| {
            let width = 400 * photo.width() / photo.height();
            resize(photo, width, 400, FilterType::Triangle)
        },
    },
];

/// What came of the photos.
#[derive(Default)]
pub struct Mending {
    /// For each of [`STATES`], what came of each person's photo.
    pub states: Vec<Vec<Came>>,
    /// Photos as they are, by the name of their set.
    pub sets: Vec<(&'static str, Vec<Came>)>,
    /// How long each took, with the check of what came out, in no order.
    pub times: Vec<Duration>,
}

/// What came of a photo.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// It was put right, and passes the rules of file and framing.
    Mended,
    /// It was saved, and this rule does not pass.
    Failing(&'static str),
    /// It was refused, for this reason.
    Refused(&'static str),
}

/// Puts every so many photos right.
pub fn run(photos: &Photos, networks: &Networks, every: usize) -> Result<Mending> {
    let london: Vec<_> =
        photos.persons.iter().filter(|person| person.set == Set::London).step_by(every).collect();
    let rows = over_cores(london.len(), |at| {
        let person = london.get(at).context("a person")?;
        let photo = person.load()?;
        Ok(STATES.map(|state| came(&(state.make)(&photo, person), networks)))
    })?;
    let mut mending =
        Mending { states: STATES.iter().map(|_| Vec::new()).collect(), ..Mending::default() };
    for row in rows {
        for (state, (came, time)) in mending.states.iter_mut().zip(row) {
            state.push(came);
            mending.times.push(time);
        }
    }
    let of = |set: Set| photos.persons.iter().filter(move |person| person.set == set);
    let files = |name: &str| -> Vec<_> {
        let generated = photos.generated.iter();
        generated.filter(|file| photos::stem(file).starts_with(name)).cloned().collect()
    };
    for (name, files) in [
        ("London, neutral", of(Set::London).map(|person| person.file.clone()).collect()),
        ("London, smiling", photos.smiling.iter().map(|(_, file)| file.clone()).collect()),
        ("Canada", of(Set::Canada).map(|person| person.file.clone()).collect()),
        ("generated people, pass-*", files("pass")),
    ] {
        let files: Vec<_> = files.into_iter().step_by(every).collect();
        let all = over_cores(files.len(), |at| {
            Ok(came(&photos::load(files.get(at).context("a photo")?)?, networks))
        })?;
        mending.times.extend(all.iter().map(|(_, time)| *time));
        mending.sets.push((name, all.into_iter().map(|(came, _)| came).collect()));
    }
    Ok(mending)
}

fn came(picture: &RgbImage, networks: &Networks) -> (Came, Duration) {
    let photo = Derived::from(picture.clone());
    let start = Instant::now();
    let (jpeg, report) = fix_and_check(&photo.bytes, &photo.options(), &Nudge::default(), networks);
    let time = start.elapsed();
    let came = match (jpeg, &report.fix) {
        (Some(_), _) => failing(&report).map_or(Came::Mended, Came::Failing),
        (None, Some(fix)) => Came::Refused(fix.refused.unwrap_or("nothing said")),
        (None, None) => Came::Refused("nothing said"),
    };
    (came, time)
}

/// The first rule of file and framing that what was saved does not pass.
fn failing(report: &PhotoReport) -> Option<&'static str> {
    let failing = report.checks.iter().find(|check| {
        let fine = matches!(check.outcome, Outcome::Pass | Outcome::NotApplicable);
        !fine && frame::PASSED.contains(&check.rule)
    });
    failing.map(|check| check.rule)
}

fn part(photo: &RgbImage, left: u32, top: u32, width: u32, height: u32) -> RgbImage {
    image::imageops::crop_imm(photo, left, top, width, height).to_image()
}

/// Turned about its middle, clockwise; the corners go on as the edge ends.
fn tilted(photo: &RgbImage, degrees: f32) -> RgbImage {
    let (sin, cos) = (-degrees.to_radians()).sin_cos();
    let (width, height) = photo.dimensions();
    let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 + 0.5 - middle_x, y as f32 + 0.5 - middle_y);
        let (x, y) = (x * cos - y * sin + middle_x - 0.5, x * sin + y * cos + middle_y - 0.5);
        let (x, y) = (x.clamp(0.0, width as f32 - 1.0), y.clamp(0.0, height as f32 - 1.0));
        let (left, top) = (x as u32, y as u32);
        let (right, low) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
        let (across, down) = (x - left as f32, y - top as f32);
        let [a, b, c, d] = [(left, top), (right, top), (left, low), (right, low)]
            .map(|(x, y)| photo.get_pixel(x, y).0.map(f32::from));
        let mut mixed = [0; 3];
        for (channel, out) in mixed.iter_mut().enumerate() {
            let upper = a[channel] + (b[channel] - a[channel]) * across;
            let lower = c[channel] + (d[channel] - c[channel]) * across;
            *out = (upper + (lower - upper) * down + 0.5) as u8;
        }
        Rgb(mixed)
    })
}
