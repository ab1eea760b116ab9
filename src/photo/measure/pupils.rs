//! Whether pupils shine red.

use super::exposure::SKIN;
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};

/// Samples along and across an eye's opening.
const COLUMNS: usize = 24;
const ROWS: usize = 16;

/// Corners of an eye and the middles of its lids.
const EYES: [[usize; 4]; 2] = [[33, 133, 159, 145], [362, 263, 386, 374]];

/// A pupil's red exceeds its green and blue by at least this share of itself …
const RED: f32 = 0.45;
/// … and by this much more than the skin's: red skin in red light is no pupil.
const REDDER_THAN_SKIN: f32 = 0.2;
/// A shining pupil is at least this share as red as the lit skin; brown irises,
/// red as well, are darker.
const BRIGHT: f32 = 0.6;

/// The share of each eye's opening that shines red, 0 to 1, the eye on the left
/// of the picture first.
pub fn redness(picture: &Picture, face: &Face) -> [f64; 2] {
    let (skin_red, skin_excess) = skin(picture, face);
    let least = RED.max(skin_excess + REDDER_THAN_SKIN);
    EYES.map(|[from, to, upper, lower]| {
        let [from, to, upper, lower] = [from, to, upper, lower].map(|index| face.mesh.point(index));
        let width = (to.0 - from.0).hypot(to.1 - from.1);
        let height = (lower.0 - upper.0).hypot(lower.1 - upper.1).max(width * 0.15);
        let angle = (to.1 - from.1).atan2(to.0 - from.0);
        let center =
            ((from.0 + to.0 + upper.0 + lower.0) / 4.0, (from.1 + to.1 + upper.1 + lower.1) / 4.0);
        // The corners with their pink flesh stay out.
        let place = Affine::rectangle(center, width * 0.6, height, angle);
        let samples = picture.sample(&place, (COLUMNS, ROWS), Border::Nearest, (1.0, 0.0));
        let red = colors(&samples, COLUMNS * ROWS)
            .filter(|&(red, excess)| red >= skin_red * BRIGHT && excess >= least)
            .count();
        red as f64 / (COLUMNS * ROWS) as f64
    })
}

/// The lit skin's red, and its excess over green and blue as a share of it.
fn skin(picture: &Picture, face: &Face) -> (f32, f32) {
    let side = (face.inter_eye_distance() * 0.1).max(1.0) as f32;
    let mut reds = Vec::with_capacity(SKIN.len());
    let mut excesses = Vec::with_capacity(SKIN.len());
    for index in SKIN {
        let place = Affine::rectangle(face.mesh.point(index), side, side, 0.0);
        let sample = picture.sample(&place, (1, 1), Border::Nearest, (1.0, 0.0));
        for (red, excess) in colors(&sample, 1) {
            reds.push(red);
            excesses.push(excess);
        }
    }
    ascending(&mut reds);
    ascending(&mut excesses);
    (quantile(&reds, 0.9), quantile(&excesses, 0.5))
}

/// Red and its excess over green and blue, as a share of it, of each sample.
fn colors(samples: &[f32], plane: usize) -> impl Iterator<Item = (f32, f32)> + '_ {
    let (reds, rest) = samples.split_at(plane.min(samples.len()));
    let (greens, blues) = rest.split_at(plane.min(rest.len()));
    reds.iter().zip(greens).zip(blues).map(|((r, g), b)| (*r, (r - g.max(*b)) / r.max(1.0)))
}
