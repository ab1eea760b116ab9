//! Whether the rim of glasses lies across the eyes.
//!
//! Lengths are shares of the distance between the eyes, from an eye's middle
//! outwards and downwards.

use super::exposure::{linear, luma};
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Point;

/// How differently lit or coloured, as a natural logarithm, from the skin above and below
/// it a bar is that leads across both eyes before the pupils; 0 without one. Of the two
/// eyes' the geometric mean, in which the less clear one counts twice: before one eye skin
/// can be like a bar, and a rim shine.
///
/// Lashes, lids' shadows and brows end with the eye, are of another light before the
/// white than before the iris, or do not reach down to the pupil; a rim goes on beyond
/// the corners on either side, and is of the same light or hue all along.
pub fn across(picture: &Picture, face: &Face) -> f64 {
    let (left, right) = (face.left_eye, face.right_eye);
    let [left, right] =
        [(left, -1.0), (right, 1.0)].map(|(eye, out)| bar(&columns(picture, face, eye, out)));
    f64::from((left * right * left.min(right)).cbrt())
}

/// Columns and rows of samples about an eye, and what they span.
const COLUMNS: usize = 33;
const ROWS: usize = 92;
const WIDE: f32 = 0.66;
const HIGH: f32 = 0.46;
/// A step down.
const STEP: f32 = HIGH / ROWS as f32;

/// Beyond this from the middle there is skin, not eye.
const CORNER: f32 = 0.25;
/// A rim may cover the pupil from so far above the eye's middle to so far below.
const PUPIL: f32 = 0.06;
/// Half a rim's height, in steps.
const HALVES: [usize; 4] = [2, 4, 6, 9];
/// How far above and below it there is skin again, and how much of it is looked at, in
/// steps.
const BESIDE: usize = 4;
const SKIN: usize = 4;
/// How its light may differ along it, and at how many places it may be other: a metal
/// one shines.
const ALIKE: f32 = 0.5;
const OTHER: usize = 7;

/// Logarithms of light, red, blue, and of red over green.
type Tone = [f32; 4];

/// So many parts of a tone are lights.
const LIGHTS: usize = 3;

/// Of a column, the sums of the tones above each row.
type Sums = [Tone; ROWS + 1];

/// The columns about an eye, outwards.
fn columns(picture: &Picture, face: &Face, eye: Point, out: f32) -> Vec<Sums> {
    let unit = (face.inter_eye_distance() as f32).max(1.0);
    let (left, right) = (face.left_eye, face.right_eye);
    let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
    let place = Affine::rectangle((eye.x as f32, eye.y as f32), WIDE * unit, HIGH * unit, angle);
    let samples = picture.sample(&place, (COLUMNS, ROWS), Border::Nearest, (1.0, 0.0));
    let at = |plane: usize, row: usize, column: usize| {
        let index = (plane * ROWS + row) * COLUMNS + column;
        linear(samples.get(index).copied().unwrap_or_default())
    };
    let columns = (0..COLUMNS).map(|column| {
        let column = if out < 0.0 { COLUMNS - 1 - column } else { column };
        let mut sums = [[0.0; 4]; ROWS + 1];
        let mut sum = [0.0; 4];
        for (row, above) in sums.iter_mut().skip(1).enumerate() {
            let [red, green, blue] = [0, 1, 2].map(|plane| at(plane, row, column));
            let [light, red, green, blue] =
                [luma(red, green, blue), red, green, blue].map(|light| (light + DARK).ln());
            for (sum, tone) in sum.iter_mut().zip([light, red, blue, HUE * (red - green)]) {
                *sum += tone;
            }
            *above = sum;
        }
        sums
    });
    columns.collect()
}

/// Light, of white's, below which differences say nothing.
const DARK: f32 = 0.02;

/// How much more a hue, of red against green, counts than a light: a metal rim shines in
/// places and is as light as skin in others, but nowhere as red. The good photos' clearest
/// bars are of a light, whether hues count once or four times.
const HUE: f32 = 4.0;

/// How clear the clearest bar across an eye is.
fn bar(columns: &[Sums]) -> f32 {
    let steps = (PUPIL / STEP) as i32;
    let mut best = 0.0_f32;
    for middle in (-steps..=steps).step_by(2) {
        for tilt in [-0.24, -0.12, 0.0, 0.12, 0.24] {
            for bend in [-0.5, 0.0, 0.6, 1.2, 1.8, 2.6] {
                for half in HALVES {
                    let row = |u: f32| {
                        let down = middle as f32 * STEP + tilt * u + bend * u * u;
                        ((down + HIGH / 2.0) / STEP) as usize
                    };
                    best = best.max(clearness(columns, row, half, best));
                }
            }
        }
    }
    best
}

/// How clearly a bar stands out on that side of an eye where it does less; 0 where it is
/// not the same all along, or less clear than `least`.
fn clearness(columns: &[Sums], row: impl Fn(f32) -> usize, half: usize, least: f32) -> f32 {
    let mean = |sums: &Sums, from: usize, rows: usize| {
        let (from, to) = (sums.get(from)?, sums.get(from + rows)?);
        let mut means: Tone = *to;
        means.iter_mut().zip(from).for_each(|(mean, from)| *mean = (*mean - from) / rows as f32);
        Some(means)
    };
    let place = |column: usize| {
        let u = ((column as f32 + 0.5) / COLUMNS as f32 - 0.5) * WIDE;
        (u, row(u))
    };
    let mut sides = [const { [const { Vec::new() }; 3] }; 2];
    for (column, sums) in columns.iter().enumerate() {
        let (u, row) = place(column);
        if u.abs() <= CORNER {
            continue;
        }
        let Some(top) = row.checked_sub(half + BESIDE + SKIN) else { return 0.0 };
        let tones = mean(sums, row - half, 2 * half + 1).zip(mean(sums, top, SKIN)).zip(mean(
            sums,
            row + half + BESIDE,
            SKIN,
        ));
        let Some(((within, above), below)) = tones else { return 0.0 };
        let steps = within.iter().zip(above.iter().zip(below)).map(|(within, (above, below))| {
            let (above, below) = (above - within, below - within);
            if above * below > 0.0 { above.abs().min(below.abs()) } else { 0.0 }
        });
        let [light, hue] = steps.enumerate().fold([0.0_f32; 2], |[light, hue], (part, step)| {
            if part < LIGHTS { [light.max(step), hue] } else { [light, hue.max(step)] }
        });
        if let Some([lights, hues, both]) = sides.get_mut(usize::from(u > 0.0)) {
            lights.push(light);
            hues.push(hue);
            both.push(light.hypot(hue));
        }
    }
    let clear = [0, 1, 2].map(|kind| {
        let sides = sides.iter_mut().filter_map(|side| side.get_mut(kind));
        sides.fold(f32::MAX, |least, side| {
            ascending(side);
            least.min(quantile(side, 0.4))
        })
    });
    if clear.iter().all(|clear| *clear <= least) {
        return 0.0;
    }
    let within = columns.iter().enumerate().filter_map(|(column, sums)| {
        let (_, row) = place(column);
        mean(sums, row.checked_sub(half)?, 2 * half + 1)
    });
    let along: Vec<Tone> = within.collect();
    let alike = |part: usize| {
        let of = along.iter().filter_map(|tone| tone.get(part).copied());
        let mut sorted: Vec<f32> = of.clone().collect();
        ascending(&mut sorted);
        let middle = quantile(&sorted, 0.5);
        of.filter(|tone| (tone - middle).abs() > ALIKE).count() <= OTHER
    };
    let [light, hue, both] = clear;
    match ((0..LIGHTS).all(alike), alike(LIGHTS)) {
        (true, true) => both,
        (true, false) => light,
        (false, true) => hue,
        (false, false) => 0.0,
    }
}
