//! Traces of an enlargement.

use std::f64::consts::TAU;

use super::grid::Patch;
use super::{ascending, quantile};
use crate::order::smaller;
use crate::photo::face::Face;
use crate::photo::pixels::Picture;
use crate::report::Region;

/// Traces of an enlargement, looked for in the picture at half its size, where
/// what JPEG does to single pixels is averaged away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Enlargement {
    /// How far the strongest period of the second difference stands out of its
    /// surroundings. Interpolated pixels are smoother between the original
    /// ones than at them, again and again along each row and column (Gallagher
    /// 2005, "Detection of linear and cubic interpolation in JPEG compressed
    /// images").
    pub period: f64,
    /// Differences between neighbouring pixels over those between pixels three
    /// apart: an enlarged picture has little that is new in every pixel.
    pub detail: f64,
}

/// The side of the looked-at square, around the face, in distances between the
/// eyes …
const ROOM: f64 = 2.6;
/// … and at most so many pixels of the halved picture.
const MOST: f64 = 384.0;
/// Shorter rows have no clear spectrum.
const LEAST: usize = 96;

/// JPEG's blocks of 8×8 are 4×4 in the halved picture: multiples of this
/// frequency are theirs.
const GRID: f64 = 0.25;
/// Below this frequency the face's own forms are.
const LOWEST: f64 = 0.1;

impl Enlargement {
    /// Measures the face and its surroundings; `None` where they have too few
    /// pixels.
    pub fn of(picture: &Picture, face: &Face) -> Option<Self> {
        let image = picture.half();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let side =
            (face.inter_eye_distance() / 2.0 * ROOM).min(MOST).min(width).min(height).floor();
        let middle = (
            (face.left_eye.x + face.right_eye.x + 2.0 * face.chin.x) / 8.0,
            (face.left_eye.y + face.right_eye.y + 2.0 * face.chin.y) / 8.0,
        );
        let corner =
            |middle: f64, length: f64| (middle - side / 2.0).min(length - side).max(0.0).floor();
        let patch = Patch::cut(
            image,
            Region {
                x: corner(middle.0, width),
                y: corner(middle.1, height),
                width: side,
                height: side,
            },
        );
        if patch.rows().len() < LEAST {
            return None;
        }
        let turned = patch.turned();
        let mut spectrum = spectrum(&patch);
        spectrum.iter_mut().zip(self::spectrum(&turned)).for_each(|(sum, other)| *sum += other);
        let detail = (detail(&patch) + detail(&turned)) / 2.0;
        Some(Self { period: strongest(&spectrum, side as usize - 2), detail })
    }
}

/// The spectrum of the columns' mean second differences, each frequency's
/// magnitude from 0 to a half.
fn spectrum(patch: &Patch) -> Vec<f64> {
    // Edges of the face stand out no more than texture does.
    const CLIPPED: f32 = 12.0;
    // Keeps the logarithm of a flat column finite.
    const FLOOR: f64 = 0.02;
    const AROUND: usize = 8;
    let rows = patch.rows();
    let length = rows.first().map_or(0, |row| row.len().saturating_sub(2));
    let mut sums = vec![0.0_f64; length];
    for row in &rows {
        for (sum, window) in sums.iter_mut().zip(row.windows(3)) {
            if let &[a, b, c] = window {
                *sum += f64::from(smaller((2.0 * b - a - c).abs(), CLIPPED));
            }
        }
    }
    let logs: Vec<f64> = sums.iter().map(|sum| (sum / rows.len() as f64 + FLOOR).ln()).collect();
    // Less its own slow course.
    let course = |at: usize| {
        let around = logs.get(at.saturating_sub(AROUND)..(at + AROUND + 1).min(length));
        let around = around.unwrap_or_default();
        around.iter().sum::<f64>() / around.len().max(1) as f64
    };
    let flat: Vec<f64> = logs.iter().enumerate().map(|(at, log)| log - course(at)).collect();
    (0..=length / 2)
        .map(|bin| {
            let (sin, cos) = (TAU * bin as f64 / length as f64).sin_cos();
            let (mut re, mut im) = (0.0, 0.0);
            let (mut c, mut s) = (1.0, 0.0);
            for value in &flat {
                re += value * c;
                im += value * s;
                (c, s) = (c * cos - s * sin, s * cos + c * sin);
            }
            re.hypot(im)
        })
        .collect()
}

/// How far the strongest frequency that is no JPEG grid's stands out: over the
/// median of 33 about it.
fn strongest(spectrum: &[f64], length: usize) -> f64 {
    const AROUND: usize = 16;
    let mut strongest = 0.0_f64;
    for (bin, power) in spectrum.iter().enumerate() {
        let frequency = bin as f64 / length as f64;
        let off_grid = (frequency - (frequency / GRID).round() * GRID).abs();
        if frequency < LOWEST || off_grid * (length as f64) < 2.5 {
            continue;
        }
        let around =
            spectrum.get(bin.saturating_sub(AROUND)..(bin + AROUND + 1).min(spectrum.len()));
        let mut around: Vec<f32> =
            around.unwrap_or_default().iter().map(|power| *power as f32).collect();
        ascending(&mut around);
        strongest = strongest.max(power / f64::from(quantile(&around, 0.5)).max(1e-9));
    }
    strongest
}

fn detail(patch: &Patch) -> f64 {
    const CLIPPED: f32 = 40.0;
    let (mut near, mut far) = (0.0_f64, 0.0_f64);
    for row in patch.rows() {
        for window in row.windows(7) {
            if let &[a, _, c, d, e, _, g] = window {
                near += f64::from(smaller((2.0 * d - c - e).abs(), CLIPPED));
                far += f64::from(smaller((2.0 * d - a - g).abs(), CLIPPED));
            }
        }
    }
    near / far.max(1e-9)
}
