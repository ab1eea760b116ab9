//! One measurement a file: numbers from the pixels and the face, without a
//! verdict.

pub mod background;
pub mod brows;
pub mod cast;
pub mod contrast;
pub mod cover;
pub mod distance;
pub mod enlargement;
pub mod evenness;
pub mod exposure;
pub mod expression;
pub mod eyes;
pub mod focus;
pub mod framing;
pub mod frown;
pub mod gaze;
pub mod glasses;
pub mod grid;
pub mod headwear;
mod mirror;
pub mod mouth;
pub mod pupils;
pub mod raster;
pub mod rim;
pub mod shadow;

use super::pixels::{Affine, Border, Picture};
use crate::order::larger;
use exposure::luma;

/// The sRGB levels of a place's samples, 0 to 255, row by row: columns and rows.
#[inline(never)]
fn colors(picture: &Picture, place: &Affine, size: (usize, usize)) -> Vec<[f32; 3]> {
    let samples = picture.sample(place, size, Border::Nearest, (1.0, 0.0));
    let (reds, rest) = samples.split_at(samples.len() / 3);
    let (greens, blues) = rest.split_at(samples.len() / 3);
    reds.iter().zip(greens).zip(blues).map(|((r, g), b)| [*r, *g, *b]).collect()
}

/// The same in luma.
#[inline(never)]
fn lumas(picture: &Picture, place: &Affine, size: (usize, usize)) -> Vec<f32> {
    colors(picture, place, size).into_iter().map(|[r, g, b]| luma(r, g, b)).collect()
}

/// Puts values in ascending order. The one sort of the measurements: each
/// further kind of it would add kilobytes to the module.
fn ascending(values: &mut [f32]) {
    values.sort_unstable_by(f32::total_cmp);
}

/// The value below which a share (0 to 1) of ascending values lies; 0 of none.
fn quantile(ascending: &[f32], share: f64) -> f32 {
    let index = (share * ascending.len().saturating_sub(1) as f64) as usize;
    ascending.get(index).copied().unwrap_or_default()
}

/// How unlike in hue two colours are, each as the logarithms of its red, green and blue:
/// how much redder or bluer against green one is.
fn hue(one: [f32; 3], other: [f32; 3]) -> f32 {
    let [red, green, blue] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
    larger((red - green).abs(), (blue - green).abs())
}
