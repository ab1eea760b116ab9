//! Whether what lies above a hem on the forehead is cloth or a fringe, by its texture.
//!
//! A fringe has strands: light that changes across them at once and along them slowly.
//! Cloth may be as rough, but in its own way: ribs, checks, a weave, wool. No single
//! figure tells the two apart, so eight of them are weighed together.
//!
//! The weights are a logistic regression on the figures' squares and products (L2 of 20,
//! fringes counted double), fitted to 2000 painted hats and bands of cloth of random
//! colour, weave, ribs and checks, and to 1100 fringes and narrow bands, of strands that
//! were painted, of the same and of other persons' own hair, cut straight and ragged; all
//! on 83 persons. Fitted without a tenth of the persons and tried on those it passes 99 %
//! of the fringes at [`BASE`]'s nought and tells 62 % of cloth of random texture, where
//! the roughness alone told one in five.

use super::{COLUMNS, HAIR_BLUE, HAIR_RED, Hem, Patch, WEIGHTS, at, difference};
use crate::photo::measure::{ascending, quantile};

/// How many figures there are.
const FIGURES: usize = 8;

/// Figures' middle values and spreads. Those of texture are natural logarithms.
const MIDDLES: [f32; FIGURES] = [-3.16, -2.45, -3.94, -2.15, -2.57, 0.163, 0.0615, -0.491];
const SPREADS: [f32; FIGURES] = [1.17, 1.16, 1.01, 1.07, 1.12, 0.584, 0.153, 0.588];
/// Figures count no farther from the middle than so many spreads.
const FARTHEST: f32 = 3.0;

/// Weights of none of the figures, …
const BASE: f32 = 0.592 - 1.6;
/// … of each …
const EACH: [f32; FIGURES] = [-1.25, -1.06, 0.59, -0.296, -0.792, 1.26, 0.244, 1.2];
/// … and of each times itself and those after it.
#[rustfmt::skip]
const PRODUCTS: [f32; FIGURES * (FIGURES + 1) / 2] = [
    0.503, -0.262, -0.124, -0.077, 0.137, 0.189, 0.429, -0.0459,
    0.67, -0.772, 0.0193, 0.0185, 0.14, 0.362, 0.247,
    1.12, -0.726, -0.492, -0.25, -0.0609, -0.165,
    0.0666, -0.07, 0.0499, -0.00518, -0.147,
    -0.205, 0.0368, 0.299, -0.0118,
    0.172, 0.265, -0.111,
    0.156, -0.623,
    -0.152,
];

/// Rows above a hem that are looked at, from the first on.
const FIRST: usize = 3;
const ROWS: usize = 18;

/// How much more likely than a fringe cloth is, as the natural logarithm of the odds over
/// those at which it is called so.
pub(super) fn odds(patch: &Patch, hem: &Hem) -> f32 {
    let figures = figures(patch, hem);
    let mut scaled = [0.0; FIGURES];
    for (index, scaled) in scaled.iter_mut().enumerate() {
        let off = (at(&figures, index) - at(&MIDDLES, index)) / at(&SPREADS, index);
        *scaled = off.clamp(-FARTHEST, FARTHEST);
    }
    let mut odds = BASE;
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
/// colour is from any hair's, and how much darker than the skin it is.
fn figures(patch: &Patch, hem: &Hem) -> [f32; FIGURES] {
    let here = patch.above(hem, FIRST, |tone, _| *tone);
    let lower = Hem { height: hem.height - 20.0, ..*hem };
    let other = difference(&here, &patch.above(&lower, 0, |tone, _| *tone));
    let [_, reds, blues] = &here;
    let spread = |values: &[f32]| quantile(values, 0.9) - quantile(values, 0.1);
    let uneven = spread(reds).hypot(spread(blues));
    let (red, blue) = (hem.step[1] / WEIGHTS[1], hem.step[2] / WEIGHTS[2]);
    let beyond = |value: f32, (least, most): (f32, f32)| (least - value).max(value - most);
    let foreign = beyond(red, HAIR_RED).max(beyond(blue, HAIR_BLUE));
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
