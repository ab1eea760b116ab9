//! The raster of a screen or a print that was photographed.

use super::exposure::luma;
use crate::photo::face::Face;
use crate::photo::pixels::Picture;
use image::RgbImage;

/// Points of the mesh on bare skin that is nearly flat: forehead and cheeks.
const PLACES: [usize; 3] = [151, 50, 280];

/// Side of a looked-at square in the stored picture's pixels.
const SIDE: usize = 96;

/// The longest period looked for, in pixels.
const LONGEST: usize = 20;

/// How alike skin is to itself some pixels further on, beyond what lies nearer:
/// the greatest rise of the autocorrelation after its first fall, of rows or of
/// columns, in the place where it is least, 0 to 2. Grain and pores are alike to
/// nothing but themselves; the dots of a screen or of a print return, everywhere.
///
/// `None` where the face lies outside the picture or is smaller than the squares.
pub fn returns(picture: &Picture, face: &Face) -> Option<f64> {
    if face.inter_eye_distance() < SIDE as f64 * 1.25 {
        return None;
    }
    let image = picture.full();
    let (mut rows, mut columns) = (f64::MAX, f64::MAX);
    for index in PLACES {
        let square = Square::cut(image, face.mesh.point(index))?;
        let power = square.power();
        rows = rows.min(rise(|shift| square.alike(shift, 0) / power));
        columns = columns.min(rise(|shift| square.alike(0, shift) / power));
    }
    Some(rows.max(columns))
}

/// The greatest rise after a fall, lines of JPEG's blocks left out.
fn rise(alike: impl Fn(usize) -> f64) -> f64 {
    let (mut least, mut most) = (f64::MAX, 0.0_f64);
    for shift in 1..=LONGEST {
        let value = alike(shift);
        if shift % 8 != 0 {
            most = most.max(value - least);
        }
        least = least.min(value);
    }
    most
}

/// Luma of a square, what is wider than a few pixels taken away.
struct Square {
    values: Vec<f32>,
}

impl Square {
    fn cut(image: &RgbImage, (x, y): (f32, f32)) -> Option<Self> {
        let left = (x as i64) - SIDE as i64 / 2;
        let top = (y as i64) - SIDE as i64 / 2;
        let (left, top) = (u32::try_from(left).ok()?, u32::try_from(top).ok()?);
        let side = SIDE as u32;
        if left.checked_add(side)? > image.width() || top.checked_add(side)? > image.height() {
            return None;
        }
        let mut values = Vec::with_capacity(SIDE * SIDE);
        for row in top..top + side {
            for column in left..left + side {
                let [r, g, b] = image.get_pixel(column, row).0;
                values.push(luma(f32::from(r), f32::from(g), f32::from(b)));
            }
        }
        let smooth = blurred(&values);
        values.iter_mut().zip(smooth).for_each(|(value, mean)| *value -= mean);
        Some(Self { values })
    }

    /// The variance; a twentieth of a level's where skin is perfectly flat.
    fn power(&self) -> f64 {
        self.alike(0, 0).max(0.05)
    }

    /// The mean product of pixels and those so many columns and rows further on.
    fn alike(&self, across: usize, down: usize) -> f64 {
        let (mut sum, mut count) = (0.0_f64, 0_u32);
        let rows = self.values.chunks_exact(SIDE);
        for (row, below) in rows.clone().zip(rows.skip(down)) {
            for (a, b) in row.iter().zip(below.iter().skip(across)) {
                sum += f64::from(a * b);
                count += 1;
            }
        }
        sum / f64::from(count.max(1))
    }
}

/// Each value's mean over a square of so many to each side, as far as there are.
const REACH: usize = 6;

fn blurred(values: &[f32]) -> Vec<f32> {
    let across = |values: &[f32]| -> Vec<f32> {
        let mut means = Vec::with_capacity(values.len());
        // Rows become columns, so that twice is both ways.
        for column in 0..SIDE {
            for row in values.chunks_exact(SIDE) {
                let from = column.saturating_sub(REACH);
                let near = row.get(from..(column + REACH + 1).min(SIDE)).unwrap_or_default();
                means.push(near.iter().sum::<f32>() / near.len().max(1) as f32);
            }
        }
        means
    };
    across(&across(values))
}
