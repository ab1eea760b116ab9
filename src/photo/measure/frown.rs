//! The upright folds that stand between brows drawn together.
//!
//! Where the brows themselves are says little: people's brows are as far apart and as
//! high as it pleases them, and the mesh does not follow brows that are drawn together
//! at all. The folds say more: two thin dark lines, one on either side of the middle
//! and at the same height, of smooth skin, and smooth skin between them. Brows that grow
//! together are hairs, many beside each other; strands of hair and the rims of glasses
//! are darker; a fold that a face has at rest is mostly a single one.
//!
//! Lengths are shares of the distance between the eyes, along the line through them
//! and down from it; lights are log2 of sRGB's levels over white's and `DIM`. The
//! figures were chosen on the good photos of both sets, smiling ones, glasses painted
//! onto them, and brows drawn together by 3 and 5 mm.

use std::ops::Range;

use super::{ascending, lumas, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Picture};

/// What is as dark counts for half: on dark skin a pore's shine is as many times its
/// surroundings' light as a hair on light skin.
const DIM: f32 = 0.07;

/// A step of the samples, and from how many in a row each is the mean: a fold is as
/// deep wherever it lies between two.
const STEP: f64 = 0.01;
const FINER: usize = 2;
/// Samples across, as many on either side of the middle one; and down.
const COLUMNS: usize = 2 * MIDDLE + 1;
const MIDDLE: usize = 30;
const ROWS: usize = 38;
/// How far down the samples' middle is.
const DOWN: f64 = -0.29;

/// Rows above and below those in which a fold may be.
const AROUND: usize = 4;
/// How far from the middle it may be, in steps, and where it may still be a rim.
const NEAREST: usize = 5;
const FARTHEST: usize = 14;
const RIM: usize = 20;
/// How far outwards it may lean a step up: folds are upright or a V.
const LEANS: [f32; 3] = [0.0, 0.15, 0.3];
/// How many samples wide the dark line is, and how far from its middle the skin beside
/// it is looked at.
const WIDTHS: [(usize, usize); 2] = [(1, 3), (3, 4)];

/// How many rows it is tall at least; from which of its rows' depths its own is told: a
/// mole or a pore is no fold.
const TALL: usize = 10;
const SHARE: f64 = 0.25;
/// Every other row may be its first; the two sides' may differ by so many.
const EVERY: usize = 2;
const APART: usize = 2;

/// Darker than the skin between the brows by this is no skin, but hair or deep shade. So
/// bright is most of that skin, or, where the forehead shines, the nose's root: rows and
/// samples beside the middle one.
const BARE: f32 = 0.55;
const BRIGHT: f64 = 0.8;
const ROOT: Range<usize> = 28..ROWS;
const BRIDGE: usize = 5;
/// A line as much darker than the skin beside it is a strand or a rim.
const STRAND: f32 = 0.5;
/// The deeper of two counts for at most so many times the other: a strand of hair is
/// deep, and may have its like in a mere shade on the other side, on a generated portrait
/// at 0.2 and 0.009. Of painted folds of 3 mm one in 66 is lost by it.
const ALIKE: f32 = 4.0;
/// Towards a brow the skin gets darker. A fold is as deep as it is below the mean of both
/// sides, unless they differ by twice this: there is an edge. With 0.03 to 0.07 nearly as
/// many brows drawn together are told, against the darker side alone fewer.
const SHADED: f32 = 0.05;

/// How rough the skin between the folds may be, as the deviation from its surroundings of
/// what is darker than they; what is lighter may be shine. Up to here it takes nothing
/// from them, from there on they are hairs. Painted folds of 95 in 100 have less than
/// 0.055 between them, brows that grow together 0.077 to 0.115.
const SMOOTH: f32 = 0.055;
const HAIRY: f32 = 0.07;
/// A third fold may stand between them, up to so many samples to either side of its middle,
/// where as much as this share is left of what lies between and that is this smooth: of
/// painted three up to 0.039; what strands of a fringe leave is 0.057, what brows that grow
/// together leave 0.063. The width and the share are first choices and were not swept.
const THIRD: f32 = 2.0;
const LEFT: f32 = 0.4;
const VERY_SMOOTH: f32 = 0.045;

/// How deep the folds on both sides are, about their geometric mean; 0 without any on one
/// side, and where hair or glasses lie over them.
pub fn of(picture: &Picture, face: &Face) -> f64 {
    folds(&sampled(picture, face)).into()
}

/// The same of the lights between the brows.
fn folds(lights: &Grid) -> f32 {
    // Even lights say more of a fold's skin than of a pore's.
    let tall = Grid::of(|row, column| mean((0..3).map(|at| lights.at(row + at, column, 1, 0))));
    let wide = Grid::of(|row, column| mean((0..3).map(|at| tall.at(row, column + at, 0, 1))));
    let between = lights.quantile(AROUND..ROWS, 10, BRIGHT);
    let bare = between.min(lights.quantile(ROOT, BRIDGE, 0.5)) - BARE;

    let mut sides = [const { Vec::new() }; 2];
    for (side, outwards) in sides.iter_mut().zip([-1.0, 1.0]) {
        // How much darker a place is than the skin on both of its sides.
        let depths = WIDTHS.map(|(width, away)| {
            Grid::of(|row, column| {
                let to = |left: usize, right: usize| wide.at(row, column + right, 0, left);
                let (left, right) = (to(away, 0), to(0, away));
                let inner = if outwards < 0.0 { right } else { left };
                let here = if width > 1 { &wide } else { &tall }.at(row, column, 0, 0);
                let shaded = ((left - right).abs() / 2.0).min(SHADED);
                if inner > bare { left.min(right) + shaded - here } else { 0.0 }
            })
        });
        let starts = (AROUND..=ROWS - TALL).step_by(EVERY);
        for start in starts {
            let mut best = Line { depth: 0.0, start, outwards, away: 0, lean: 0.0 };
            for away in NEAREST..RIM {
                for lean in LEANS {
                    let line = Line { depth: 0.0, start, outwards, away, lean };
                    for depths in &depths {
                        let depth = line.deep(depths);
                        if depth > STRAND {
                            return 0.0;
                        }
                        let fold = away < FARTHEST + 1 && start + TALL + AROUND <= ROWS;
                        if fold && depth > best.depth {
                            best = Line { depth, ..line };
                        }
                    }
                }
            }
            side.push(best);
        }
    }
    let [left, right] = &sides;
    let pairs = left.iter().enumerate().flat_map(|(at, left)| {
        let near = right.iter().skip(at.saturating_sub(APART)).take(at.min(APART) + APART + 1);
        near.map(move |right| (left, right))
    });
    let both = |pair: &(&Line, &Line)| {
        let (left, right) = (pair.0.depth, pair.1.depth);
        (left.min(ALIKE * right) * right.min(ALIKE * left)).max(0.0).sqrt()
    };
    let deepest = pairs.max_by(|a, b| both(a).total_cmp(&both(b)));
    deepest.map_or(0.0, |pair| {
        let rough = roughness(lights, pair.0, pair.1);
        both(&pair) * ((HAIRY - rough) / (HAIRY - SMOOTH)).clamp(0.0, 1.0)
    })
}

/// A line on one side of the middle.
#[derive(Clone, Copy)]
struct Line {
    depth: f32,
    /// Its first row.
    start: usize,
    /// Which way is away from the middle.
    outwards: f32,
    /// How far from the middle it is halfway up, in steps.
    away: usize,
    lean: f32,
}

impl Line {
    /// Its column in a row.
    fn column(&self, row: usize) -> usize {
        let away = self.away as f32 + self.lean * (ROWS as f32 / 2.0 - row as f32);
        (MIDDLE as f32 + self.outwards * away + 0.5).max(0.0) as usize
    }

    /// How deep most of it is.
    fn deep(&self, depths: &Grid) -> f32 {
        let mut along: [f32; TALL] = [0.0; TALL];
        for (depth, row) in along.iter_mut().zip(self.start..) {
            *depth = depths.at(row, self.column(row), 0, 0);
        }
        ascending(&mut along);
        quantile(&along, SHARE)
    }
}

/// How rough the skin between two lines is, one more fold between them left out.
fn roughness(lights: &Grid, left: &Line, right: &Line) -> f32 {
    let places = between(lights, left, right);
    let rough = deviation(places.iter().map(|(_, difference)| *difference).collect());
    if rough < SMOOTH {
        return rough;
    }
    let width = (right.away + left.away) as i32;
    let thirds = (-width / 2..=width / 2).map(|third| {
        let beyond = places.iter().filter(|(place, _)| (place - third as f32).abs() > THIRD);
        let kept: Vec<f32> = beyond.map(|(_, difference)| *difference).collect();
        if (kept.len() as f32) < LEFT * places.len() as f32 { HAIRY } else { deviation(kept) }
    });
    let least = thirds.fold(HAIRY, f32::min);
    if least < VERY_SMOOTH { least } else { rough }
}

/// The places between two lines: how many samples from the middle between them, and how
/// much lighter than what is around.
fn between(lights: &Grid, left: &Line, right: &Line) -> Vec<(f32, f32)> {
    const BESIDE: usize = 3;
    const BLUR: usize = 3;
    let rows = left.start.min(right.start)..left.start.max(right.start) + TALL;
    let mut places = Vec::new();
    for row in rows {
        let (from, to) =
            (left.column(row) + BESIDE, (right.column(row) + 1).saturating_sub(BESIDE));
        let middle = (from + to).saturating_sub(1) as f32 / 2.0;
        for column in from..to {
            let square = (0..=2 * BLUR).flat_map(|y| (0..=2 * BLUR).map(move |x| (y, x)));
            let around = mean(square.map(|(y, x)| lights.at(row + y, column + x, BLUR, BLUR)));
            places.push((column as f32 - middle, lights.at(row, column, 0, 0) - around));
        }
    }
    places
}

/// How much darker places are than what is around each: the deviation from the median if
/// the lighter ones were as far from it. Lines without a place between them are none.
fn deviation(mut differences: Vec<f32>) -> f32 {
    if differences.is_empty() {
        return HAIRY;
    }
    ascending(&mut differences);
    let middle = quantile(&differences, 0.5);
    let darker = differences.iter().map(|value| (value - middle).min(0.0));
    (2.0 * mean(darker.map(|value| value * value))).sqrt()
}

/// A value a sample.
struct Grid(Vec<f32>);

impl Grid {
    fn of(value: impl Fn(usize, usize) -> f32) -> Self {
        let places = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (row, column)));
        Self(places.map(|(row, column)| value(row, column)).collect())
    }

    /// The value so many rows up and columns to the left of a place; beyond the edge
    /// the nearest.
    fn at(&self, row: usize, column: usize, up: usize, left: usize) -> f32 {
        let row = row.saturating_sub(up).min(ROWS - 1);
        let column = column.saturating_sub(left).min(COLUMNS - 1);
        self.0.get(row * COLUMNS + column).copied().unwrap_or_default()
    }

    /// Of the values in these rows and so many columns beside the middle one.
    fn quantile(&self, rows: Range<usize>, beside: usize, share: f64) -> f32 {
        let columns = MIDDLE - beside..=MIDDLE + beside;
        let mut values: Vec<f32> = rows
            .flat_map(|row| columns.clone().map(move |column| self.at(row, column, 0, 0)))
            .collect();
        ascending(&mut values);
        quantile(&values, share)
    }
}

/// The lights between the brows.
fn sampled(picture: &Picture, face: &Face) -> Grid {
    let unit = face.inter_eye_distance().max(1e-6);
    let (left, right) = (face.left_eye, face.right_eye);
    let (cos, sin) = ((right.x - left.x) / unit, (right.y - left.y) / unit);
    let middle = (
        ((left.x + right.x) / 2.0 - sin * DOWN * unit) as f32,
        ((left.y + right.y) / 2.0 + cos * DOWN * unit) as f32,
    );
    let (width, height) = (COLUMNS as f64 * STEP * unit, ROWS as f64 * STEP * unit);
    let place = Affine::rectangle(middle, width as f32, height as f32, sin.atan2(cos) as f32);
    let size = (FINER * COLUMNS, FINER * ROWS);
    let lights = lumas(picture, &place, size);
    Grid::of(|row, column| {
        let rows = lights.chunks_exact(size.0).skip(row * FINER).take(FINER);
        let square = rows.flat_map(|row| row.iter().skip(column * FINER).take(FINER));
        (mean(square.copied()) / 255.0 + DIM).log2()
    })
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Skin with upright lines two samples wide: so far to the left and the right of the
    /// middle, and so deep.
    fn skin(lines: &[(isize, f32)]) -> Grid {
        Grid::of(|_, column| {
            let deep = lines.iter().filter(|(away, _)| {
                let line = MIDDLE.saturating_add_signed(*away);
                (line..line + 2).contains(&column)
            });
            -1.0 - deep.map(|(_, depth)| depth).sum::<f32>()
        })
    }

    #[test]
    fn two_folds_are_as_deep_as_they_are() {
        let found = folds(&skin(&[(-8, 0.09), (8, 0.09)]));
        assert!((found - 0.09).abs() < 1e-3, "{found}");
        assert!(folds(&skin(&[(-8, 0.03), (8, 0.03)])) < 0.03);
        assert_eq!(folds(&skin(&[])), 0.0);
    }

    #[test]
    fn a_single_fold_or_a_strand_on_one_side_is_none() {
        assert!(folds(&skin(&[(-8, 0.2)])) < 0.01);
        // A strand, and a mere shade on the other side.
        let strand = folds(&skin(&[(-8, 0.25), (8, 0.012)]));
        assert!(strand < 0.03, "{strand}");
        // What is as dark as a rim is no fold, whatever is on the other side.
        assert_eq!(folds(&skin(&[(-8, 0.9), (8, 0.09)])), 0.0);
    }

    #[test]
    fn a_third_fold_between_two_is_no_hair() {
        let three = skin(&[(-10, 0.2), (0, 0.15), (10, 0.2)]);
        let found = folds(&three);
        assert!(found > 0.15, "{found}");
        let four = folds(&skin(&[(-12, 0.2), (-4, 0.15), (4, 0.15), (12, 0.2)]));
        assert_eq!(four, 0.0);
    }

    #[test]
    fn hairs_between_the_brows_are_no_folds() {
        let Grid(smooth) = skin(&[(-8, 0.09), (8, 0.09)]);
        let hairy = |by: f32| {
            folds(&Grid::of(|row, column| {
                let is_hair = (MIDDLE - 4..MIDDLE + 5).contains(&column) && column % 3 == 0;
                smooth[row * COLUMNS + column] - if is_hair { by } else { 0.0 }
            }))
        };
        assert!(hairy(0.02) > 0.05 && hairy(0.2) == 0.0, "{} {}", hairy(0.02), hairy(0.2));
    }
}
