//! Whether what lies above a hem on the forehead is cloth or a fringe, by its texture.
//!
//! A fringe has strands: light that changes across them at once and along them slowly.
//! Cloth may be as rough, but in its own way: ribs, checks, a weave, wool. No single
//! figure tells the two apart, so ten of them are weighed together.
//!
//! The weights are a logistic regression on the figures' squares and products (L2 of 30,
//! fringes counted double), fitted to 1900 painted hats and bands of cloth of many
//! colours, weaves, ribs and checks, and to 950 fringes and narrow bands, of strands that
//! were painted, of the same and of other persons' own hair, cut straight and ragged; all
//! on 83 persons, by five painters, of which only `xtask/evaluate` is in the repository.
//! Fitted without an eighth of the persons and tried on those it passes 99 % of the fringes
//! at [`ASKED`] and tells 87 % of the hats; fitted without one of the painters it tells 81
//! to 98 % of that one's hats. Hats of ribs in a hair's colour are like strands to it.

use super::{COLUMNS, HAIR_BLUE, HAIR_RED, Hem, Patch, WEIGHTS, at, difference};
use crate::photo::face::Face;
use crate::photo::measure::{ascending, lumas, quantile};
use crate::photo::pixels::Picture;

/// How many figures there are.
const FIGURES: usize = 10;

/// Figures' middle values and spreads. Those of texture are natural logarithms.
const MIDDLES: [f32; FIGURES] =
    [-3.26, -2.52, -3.97, -2.19, -2.58, 0.159, 0.0617, -0.477, 0.641, -0.05];
const SPREADS: [f32; FIGURES] = [1.17, 1.14, 0.991, 1.06, 1.15, 0.598, 0.153, 0.585, 0.246, 0.549];
/// Figures count no farther from the middle than so many spreads.
const FARTHEST: f32 = 3.0;

/// Odds, as a natural logarithm, that are asked for.
const ASKED: f32 = 1.2;
/// Weights of none of the figures, …
const NONE: f32 = 0.846;
/// … of each …
const EACH: [f32; FIGURES] =
    [-0.252, -0.797, -0.179, -0.528, -0.783, 0.888, 0.199, 0.804, -0.00507, -1.13];
/// … and of each times itself and those after it.
#[rustfmt::skip]
const PRODUCTS: [f32; FIGURES * (FIGURES + 1) / 2] = [
    0.763, 0.143, 0.0793, 0.0227, -0.0161, 0.119, 0.116, 0.0745, -0.402, -0.125,
    0.408, -0.397, -0.09, -0.0621, 0.0499, 0.27, 0.367, 0.489, -0.256,
    0.4, -0.47, -0.302, -0.0577, 0.0839, -0.075, -0.0888, -0.348,
    0.04, -0.178, -0.0176, 0.0336, -0.225, 0.241, -0.277,
    -0.181, 0.147, 0.302, 0.0176, 0.0221, 0.31,
    0.0756, 0.275, -0.0094, 0.182, 0.0168,
    0.17, -0.49, -0.0533, 0.374,
    -0.0963, 0.0609, 0.141,
    0.104, -0.197,
    -0.316,
];

/// Rows above a hem that are looked at, from the first on.
const FIRST: usize = 3;
const ROWS: usize = 18;

/// How much more likely than a fringe cloth is, as the natural logarithm of the odds over
/// those at which it is called so.
pub(super) fn odds(picture: &Picture, face: &Face, patch: &Patch, hem: &Hem) -> f32 {
    let figures = figures(picture, face, patch, hem);
    let mut scaled = [0.0; FIGURES];
    for (index, scaled) in scaled.iter_mut().enumerate() {
        let off = (at(&figures, index) - at(&MIDDLES, index)) / at(&SPREADS, index);
        *scaled = off.clamp(-FARTHEST, FARTHEST);
    }
    let mut odds = NONE - ASKED;
    let mut products = PRODUCTS.iter();
    for (index, one) in scaled.iter().enumerate() {
        odds += one * at(&EACH, index);
        for (other, weight) in scaled.iter().skip(index).zip(products.by_ref()) {
            odds += one * other * weight;
        }
    }
    odds
}

/// Roughness at two millimetres and eight along the hem and at one and eight up; how
/// unevenly it is coloured; how it differs from what lies 20 rows lower; how far its
/// colour is from any hair's, and how much darker than the skin it is; how much it has one
/// direction in each place, and how upright that is.
fn figures(picture: &Picture, face: &Face, patch: &Patch, hem: &Hem) -> [f32; FIGURES] {
    let here = patch.tones(hem, FIRST);
    let lower = Hem { height: hem.height - 20.0, ..*hem };
    let other = difference(&here, &patch.tones(&lower, 0));
    let [_, reds, blues] = &here;
    let spread = |values: &[f32]| quantile(values, 0.9) - quantile(values, 0.1);
    let uneven = spread(reds).hypot(spread(blues));
    let (red, blue) = (hem.step[1] / WEIGHTS[1], hem.step[2] / WEIGHTS[2]);
    let beyond = |value: f32, (least, most): (f32, f32)| (least - value).max(value - most);
    let foreign = beyond(red, HAIR_RED).max(beyond(blue, HAIR_BLUE));
    let [one_way, upright] = directions(picture, face, hem);
    let rough = |along, up| roughness(patch, hem, along, up).max(0.003).ln();
    [
        rough(1, 0),
        rough(4, 0),
        rough(0, 1),
        rough(0, 8),
        uneven.max(0.01).ln(),
        other.max(0.05).ln(),
        foreign.clamp(0.0, 0.5),
        hem.step[0],
        one_way,
        upright,
    ]
}

/// The middle difference of light between places so many columns and rows apart.
fn roughness(patch: &Patch, hem: &Hem, along: usize, up: usize) -> f32 {
    // What is as far up as this is the person's own.
    let inside = |index: usize| at(&patch.person, index + FIRST * COLUMNS);
    let mut values = Vec::new();
    for column in 6..COLUMNS - 6 {
        let first = hem.row(column).round().max(0.0) as usize + FIRST;
        for row in first..first + ROWS {
            let here = row * COLUMNS + column;
            let there = here + up * COLUMNS + along;
            if inside(here) && inside(there) {
                values.push((at(&patch.tones, here)[0] - at(&patch.tones, there)[0]).abs());
            }
        }
    }
    ascending(&mut values);
    quantile(&values, 0.5)
}

/// Samples across and up of the forehead and what is above it, and millimetres between.
const ACROSS: usize = 160;
const UP: usize = 208;
const STEP: f32 = 0.5;
/// Samples along a side of a block in which strands all lie one way, and how many blocks
/// are looked at above each place of a hem.
const BLOCK: usize = 8;
const BLOCKS: usize = 4;

/// How much what lies above a hem has one direction in each block, 0 for none to 1, in the
/// middle of them; and how upright strands are all in all, -1 for level to 1. From the
/// blocks' structure tensors (Bigün and Granlund 1987).
fn directions(picture: &Picture, face: &Face, hem: &Hem) -> [f32; 2] {
    let place = super::above_eyes(face, ACROSS as f32 * STEP, UP as f32 * STEP);
    let levels = lumas(picture, &place, (ACROSS, UP));
    let level = |column: usize, row: usize| at(&levels, row * ACROSS + column);
    let (mut one_way, mut upright, mut all) = (Vec::new(), 0.0, 0.0);
    for left in (1..ACROSS - BLOCK).step_by(BLOCK) {
        let off = ((left + BLOCK / 2) as f32 - (ACROSS / 2) as f32) * STEP;
        let column = off / super::ACROSS + (COLUMNS / 2) as f32;
        let hem = hem.row(column.max(0.0) as usize) * super::UP;
        let low = ((hem + 2.0).max(0.0) / STEP) as usize + 1;
        for bottom in (low..UP - BLOCK).step_by(BLOCK).take(BLOCKS) {
            let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
            for row in bottom..bottom + BLOCK {
                for column in left..left + BLOCK {
                    let x = level(column + 1, row) - level(column - 1, row);
                    let y = level(column, row + 1) - level(column, row - 1);
                    (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
                }
            }
            one_way.push((xx - yy).hypot(2.0 * xy) / f32::max(xx + yy, 1e-3));
            upright += xx - yy;
            all += xx + yy;
        }
    }
    ascending(&mut one_way);
    [quantile(&one_way, 0.5), upright / f32::max(all, 1e-3)]
}
