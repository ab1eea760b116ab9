//! How far the eyes are open.

use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::net::Mesh;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Openness of each eye, 0 for surely shut to 1 for surely open.
///
/// Three things tell: the iris, darker than what lies beside it, which says the
/// most; the gap between the mesh's lids; and how much is paler than skin (the
/// white). None does alone: the mesh, trained on open eyes, puts its lids apart
/// where there is but a line of lashes, and a narrow eye shows little white. Lids that
/// are half shut leave an iris and some white; they show less of the iris's height.
/// A line of lashes that ends or bends is like an iris to all of these; where dark and white
/// lie in a coarse picture of the eye says that it is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Openness {
    /// The eye on the left of the picture.
    pub left: f64,
    /// The eye on the right of the picture.
    pub right: f64,
    /// Of both together, by their lids: 0 where they hide most of both irises, 1 where they
    /// do not or no iris is seen.
    pub lids: f64,
    /// Of each eye, by its coarse picture, where the other signs leave a doubt: the eye on
    /// the left of the picture first.
    pub coarse: [f64; 2],
    /// Whether an eye's white is seen above or below an iris: eyes that look down or up show
    /// as little of it as half-shut ones, but have that.
    pub white: bool,
}

/// Corners of an eye, then pairs of opposite points of the upper and the lower
/// lid.
type Lids = ([usize; 2], [[usize; 2]; 3]);

const LEFT: Lids = ([33, 133], [[160, 144], [159, 145], [158, 153]]);
const RIGHT: Lids = ([362, 263], [[385, 380], [386, 374], [387, 373]]);

/// Measures both eyes.
pub fn openness(picture: &Picture, face: &Face) -> Openness {
    let [left, right] = [&LEFT, &RIGHT].map(|eye| of(picture, &face.mesh, eye));
    let irises = || [left.iris, right.iris].into_iter().flatten();
    let height = irises().map(|iris| iris.height).reduce(f64::max);
    let lids =
        height.map_or(1.0, |height| 1.0 / (1.0 + ((HALF_SHUT - height) / HALF_SHUT_SOFT).exp()));
    let white = irises().any(|iris| iris.warmth < WHITE_BESIDE);
    let [coarse_left, coarse_right] = [&left, &right].map(|eye| odds(eye.coarse));
    Openness {
        left: odds(left.sum),
        right: odds(right.sum),
        lids,
        coarse: [coarse_left, coarse_right],
        white,
    }
}

/// The place of both eyes, the one on the left of the picture first.
pub fn regions(face: &Face) -> [Region; 2] {
    [LEFT, RIGHT].map(|(corners, lids)| {
        let points = corners.into_iter().chain(lids.into_iter().flatten());
        let points: Vec<_> = points.map(|index| face.mesh.point(index)).collect();
        let xs = || points.iter().map(|point| f64::from(point.0));
        let ys = || points.iter().map(|point| f64::from(point.1));
        let (left, right) = (xs().fold(f64::MAX, f64::min), xs().fold(f64::MIN, f64::max));
        let (top, bottom) = (ys().fold(f64::MAX, f64::min), ys().fold(f64::MIN, f64::max));
        // A little of what surrounds the lids makes the place recognisable.
        let room = (right - left) * 0.15;
        Region {
            x: left - room,
            y: top - room,
            width: right - left + 2.0 * room,
            height: bottom - top + 2.0 * room,
        }
    })
}

/// Samples along and across an eye.
const COLUMNS: usize = 40;
const ROWS: usize = 56;

/// Height of the sampled part over the eye's width.
const TALL: f32 = 1.4;

/// The white of an eye is at least this share as red as the skin …
const WHITE_RED: f32 = 0.45;

/// … and at most this share as warm.
const WHITE_WARMTH: f32 = 0.6;

/// Weights of the lids' gap, the white's share and the iris's contrast, and the
/// offset, of a logistic fit between the eyes of good photos (London, also
/// smiling, and Canada) and the same eyes with their lids drawn down, on every
/// other person.
const FIT: [f64; 4] = [27.2, 21.3, 24.5, -18.6];

/// What more white than that adds, and how much of it counts: an eye that looks up or
/// to a side shows little of its iris and much of its white; lids hardly ever more
/// than 0.1.
const MUCH_WHITE: f64 = 40.0;
const MOST_WHITE: f64 = 0.3;

/// The height of what is dark of an iris, lashes included, of the eye that shows more and as
/// a share of an eye's width, at which lids are half shut, and over which share the odds of
/// that change by e. Of 140 good and smiling faces the least is 0.25, of a man with narrow
/// eyes, of all others 0.28 and more; of lids drawn over two thirds of the eyes by a painter
/// of another hand 0.15 to 0.28, over half of them 0.2 to 0.34.
const HALF_SHUT: f64 = 0.215;
const HALF_SHUT_SOFT: f64 = 0.01;

/// What is less warm than this share of the skin, next to an iris above or below, is white.
/// Of lids drawn half-way by a painter of another hand it is 0.56 and more, of eyes painted
/// 20° and more down or up mostly 0.4 and less.
const WHITE_BESIDE: f32 = 0.55;

/// What a lamp's reflection adds: only an open eye has one, so it tells where an
/// iris is pale or the lids are narrow. Without a lamp there is none.
const SPARK: f64 = 5.0;

/// What is said of one eye.
struct Eye {
    /// The logarithm of the odds that it is open.
    sum: f64,
    /// The same by its coarse picture.
    coarse: f64,
    /// What is dark of it; `None` where nothing is.
    iris: Option<Iris>,
}

/// The share that so much of a logarithm of odds is.
fn odds(logarithm: f64) -> f64 {
    1.0 / (1.0 + (-logarithm).exp())
}

/// Where the other signs add up to this, the coarse picture begins to count less, and how
/// fast. Of 462 lids drawn down by three painters they add up to 7.1 at most; of nine in ten
/// open eyes to more than this.
const NO_DOUBT: f64 = 8.0;
const LESS_DOUBT: f64 = 3.0;

fn of(picture: &Picture, mesh: &Mesh, (corners, lids): &Lids) -> Eye {
    let apart = |[a, b]: [usize; 2]| {
        let (a, b) = (mesh.point(a), mesh.point(b));
        f64::from((a.0 - b.0).hypot(a.1 - b.1))
    };
    let gap = lids.iter().map(|&pair| apart(pair)).sum::<f64>()
        / lids.len() as f64
        / apart(*corners).max(1e-6);
    let Inside { white, contrast, spark, coarse, iris } = inside(picture, mesh, corners);
    let [by_gap, by_white, by_iris, offset] = FIT;
    // Beyond these a bigger number says nothing more.
    let sum =
        by_gap * gap.min(0.35) + by_white * white.min(0.1) + by_iris * contrast.min(0.7) + offset;
    let sum = sum + MUCH_WHITE * (white.min(MOST_WHITE) - 0.1).max(0.0);
    let sum = if spark { sum + SPARK } else { sum };
    let coarse = coarse + LESS_DOUBT * (sum - NO_DOUBT).max(0.0);
    Eye { sum, coarse, iris }
}

/// What is seen of an eye.
struct Inside {
    /// The share of what is white.
    white: f64,
    /// The iris's contrast.
    contrast: f64,
    /// Whether a lamp is reflected.
    spark: bool,
    /// What its coarse picture says.
    coarse: f64,
    /// What is dark of it; `None` where nothing is.
    iris: Option<Iris>,
}

/// What is dark of an iris.
#[derive(Clone, Copy, Debug)]
struct Iris {
    /// Its height over the eye's width.
    height: f64,
    /// How warm what lies next to it is, above or below, as a share of the skin's warmth:
    /// the less of both.
    warmth: f32,
}

fn inside(picture: &Picture, mesh: &Mesh, [from, to]: &[usize; 2]) -> Inside {
    let (a, b) = (mesh.point(*from), mesh.point(*to));
    let width = (a.0 - b.0).hypot(a.1 - b.1);
    let center = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let angle = (b.1 - a.1).atan2(b.0 - a.0);
    let place = Affine::rectangle(center, width, width * TALL, angle);
    let samples = picture.sample(&place, (COLUMNS, ROWS), Border::Nearest, (1.0, 0.0));
    let mut planes = samples.chunks_exact(COLUMNS * ROWS);
    let (reds, blues) = (planes.next().unwrap_or_default(), planes.nth(1).unwrap_or_default());
    // Red and warmth: how much of the red is missing in the blue.
    let pixels: Vec<(f32, f32)> =
        reds.iter().zip(blues).map(|(&red, &blue)| (red, (red - blue) / red.max(1.0))).collect();

    // The lowest seventh lies on the cheek.
    let skin = || pixels.iter().rev().take(COLUMNS * ROWS / 7);
    let skin_red = median(skin().map(|(red, _)| *red).collect());
    let skin_warmth = median(skin().map(|(_, warmth)| *warmth).collect());

    // The middle half in height: brows and the cheek's shadow stay out.
    let rows = || pixels.chunks_exact(COLUMNS).skip(ROWS / 4).take(ROWS / 2);
    let white = rows()
        .flatten()
        .filter(|(red, warmth)| *red > skin_red * WHITE_RED && *warmth < skin_warmth * WHITE_WARMTH)
        .count();
    let white = white as f64 / (COLUMNS * ROWS / 2) as f64;
    let (contrast, place) = iris_contrast(reds, skin_red);
    let spark = has_spark(reds, skin_red);
    let coarse = coarse(&pixels, skin_red, skin_warmth);
    let iris = iris_rows(reds, skin_red, place).map(|rows| Iris {
        height: rows.height,
        warmth: warmth_beside(&pixels, &rows, place.0) / skin_warmth.max(1e-3),
    });
    Inside { white, contrast, spark, coarse, iris }
}

/// Rows and columns of a cell of an eye's coarse picture.
const CELL: (usize, usize) = (7, 8);

/// Weights of the cells, from above the upper lid down to below the lower one and from either
/// corner to the middle: of the redness, as the natural logarithm of its share of the skin's,
/// and of the warmth over the skin's. Most of it is whether what lies just above the line
/// between the corners is dark and not warm, and what lies just below it is light. From a
/// logistic fit between eyes of the tuning half of the persons, open (also such that smile,
/// look aside or are behind glasses) and with lids drawn down, those of portraits drawn for the
/// tests, whose skin is as dark as irises, and open ones of a hundred portraits in any light.
/// Where the other signs leave a doubt, the other half's open eyes say 5.6 and more, and such
/// as look aside 0.6; of 462 lids drawn down by three painters one is above -0.8, at 0.3.
const CELLS: [[[i8; 2]; 3]; 4] = [
    [[19, 23], [-8, -1], [-9, 17]],
    [[-3, -4], [-38, -37], [-43, -37]],
    [[40, -8], [31, 13], [-1, 13]],
    [[-4, 8], [-11, 2], [-5, -5]],
];
/// The weights' unit, and what is added to their sum.
const CELLS_UNIT: f32 = 1.0 / 8.0;
const CELLS_OFFSET: f32 = 0.5;

/// What the coarse picture of an eye says: the logarithm of the odds that it is open.
fn coarse(pixels: &[(f32, f32)], skin_red: f32, skin_warmth: f32) -> f64 {
    let (high, wide) = CELL;
    let mut sum = 0.0;
    for (rows, &[outer, inner, middle]) in pixels.chunks_exact(COLUMNS * high).skip(2).zip(&CELLS) {
        let weights = [outer, inner, middle, inner, outer];
        for (pixels, [by_red, by_warmth]) in rows.chunks_exact(wide).zip(weights.iter().cycle()) {
            for (red, warmth) in pixels {
                // A lamp's reflection counts little more than skin, and black not without end.
                let red = (red / skin_red.max(1.0)).min(1.3) + 0.05;
                let warmth = (warmth / skin_warmth.max(0.02)).clamp(-0.5, 2.0);
                sum += f32::from(*by_red) * red.ln() + f32::from(*by_warmth) * warmth;
            }
        }
    }
    f64::from(sum * CELLS_UNIT / (high * wide) as f32 + CELLS_OFFSET)
}

/// Parts of the eye's width: the iris is 0.39 of it wide (11.7 of 30 mm), and
/// a narrow eye shows 0.15 of its height.
const HALF: usize = COLUMNS / 8;
const HIGH: usize = 6;

/// Whether there is a spot in the eye that is much lighter than all around it. Of
/// 136 lids drawn down over eyes none has one, of 100 eyes in studio light 90.
fn has_spark(reds: &[f32], skin: f32) -> bool {
    const REACH: usize = COLUMNS / 10;
    const LIGHTER: f32 = 1.6;
    let at =
        |column: usize, row: usize| reds.get(row * COLUMNS + column).copied().unwrap_or(f32::MAX);
    (ROWS / 2 - 9..ROWS / 2 + 5).any(|row| {
        (COLUMNS / 4..COLUMNS * 3 / 4).any(|column| {
            let around = [
                at(column - REACH, row),
                at(column + REACH, row),
                at(column, row - REACH),
                at(column, row + REACH),
            ];
            let around = around.into_iter().fold(skin * 0.5, f32::max);
            at(column, row) > around * LIGHTER
        })
    })
}

/// How much darker the iris is than what lies left and right of it, as the
/// natural logarithm of the ratio of their means: the most over all places that
/// it may be at. A shut lid has a dark line of lashes, but one that goes on to
/// both sides. And where that is: the first column and row of its place, and the red half
/// way between its own and that of what lies beside.
fn iris_contrast(reds: &[f32], skin: f32) -> (f64, (usize, usize, f32)) {
    let mean = |column: usize, row: usize, most: f32| {
        let rows = reds.chunks_exact(COLUMNS).skip(row).take(HIGH);
        let places = rows.flat_map(|row| row.iter().skip(column).take(HALF * 2));
        places.map(|red| red.min(most)).sum::<f32>() / (HALF * 2 * HIGH) as f32 + 4.0
    };
    let (mut most, mut place) = (0.0_f32, (0, 0, 0.0));
    for row in ROWS / 2 - 12..ROWS / 2 + 8 {
        // In steps, each the mean of a box as wide as the iris's middle.
        for column in COLUMNS / 2 - 12..COLUMNS / 2 + 2 {
            // A lamp's reflection in the iris is not its lightness.
            let middle = mean(column, row, skin * 0.8);
            let left = column.checked_sub(11).map(|left| mean(left, row, 255.0));
            let right = (column + 11 + 2 * HALF <= COLUMNS).then(|| mean(column + 11, row, 255.0));
            let beside = match (left, right) {
                (Some(left), Some(right)) => (left * right).sqrt(),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => continue,
            };
            let contrast = (beside / middle).ln();
            if contrast > most {
                (most, place) = (contrast, (column, row, (beside + middle) / 2.0));
            }
        }
    }
    (f64::from(most), place)
}

/// Where the middle of an iris is dark: the last row above it and the first one below that
/// are not, and the height between, over the eye's width.
struct Rows {
    above: usize,
    below: usize,
    height: f64,
}

/// Where the middle of an iris is darker than this share of the skin, or than half way to
/// what lies beside it. `None` where its own middle is not, or an iris is hardly darker than
/// the skin.
fn iris_rows(
    reds: &[f32],
    skin: f32,
    (column, row, half_way): (usize, usize, f32),
) -> Option<Rows> {
    const DARK: f32 = 0.65;
    const HARDLY: f32 = 0.9;
    /// In skin as light as this an iris is bleached, too.
    const BURNT: f32 = 248.0;
    let dark = (half_way / skin.max(1.0)).max(DARK);
    if skin > BURNT || dark > HARDLY {
        return None;
    }
    let rows = reds.chunks_exact(COLUMNS).map(|row| {
        median(row.iter().skip(column + 1).take(2 * HALF - 2).copied().collect()) / skin.max(1.0)
    });
    let lights: Vec<f32> = rows.collect();
    let middle = row + HIGH / 2;
    if lights.get(middle).is_none_or(|light| *light >= dark) {
        return None;
    }
    // Rows to where the light crosses the limit, between two of them.
    let reach = |lights: &mut dyn Iterator<Item = &f32>| {
        let (mut before, mut reach) = (0.0_f32, 0.0);
        for light in lights {
            if *light >= dark {
                return reach + (dark - before) / (light - before).max(1e-6);
            }
            (before, reach) = (*light, reach + 1.0);
        }
        reach
    };
    let up = reach(&mut lights.iter().take(middle + 1).rev());
    let down = reach(&mut lights.iter().skip(middle));
    Some(Rows {
        above: middle.saturating_sub(up as usize),
        below: middle + down as usize,
        height: f64::from((up + down - 2.0) * TALL) / ROWS as f64,
    })
}

/// The warmth next to an iris in such rows and about such a column, above or below: the less
/// of both.
fn warmth_beside(pixels: &[(f32, f32)], rows: &Rows, column: usize) -> f32 {
    // The rows at its edge are partly dark themselves.
    let beside = [rows.above.checked_sub(1), Some(rows.below + 2)].into_iter().flatten();
    let warmth = beside.filter_map(|row| pixels.chunks_exact(COLUMNS).nth(row)).map(|row| {
        let middle = row.iter().skip(column + 1).take(2 * HALF - 2);
        median(middle.map(|(_, warmth)| *warmth).collect())
    });
    warmth.fold(f32::MAX, f32::min)
}

fn median(mut values: Vec<f32>) -> f32 {
    ascending(&mut values);
    quantile(&values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An eye whose iris, 12 columns wide, is dark in so many rows from the 24th on.
    fn eye(rows: usize) -> Vec<f32> {
        let dark = |index: usize| {
            let (column, row) = (index % COLUMNS, index / COLUMNS);
            (14..26).contains(&column) && (24..24 + rows).contains(&row)
        };
        (0..COLUMNS * ROWS).map(|index| if dark(index) { 40.0 } else { 200.0 }).collect()
    }

    #[test]
    fn an_iris_is_as_high_as_it_is_dark() {
        for rows in [7, 12, 16] {
            let reds = eye(rows);
            let (contrast, place) = iris_contrast(&reds, 200.0);
            let height = iris_rows(&reds, 200.0, place).map(|rows| rows.height * ROWS as f64);
            let expected = rows as f64 * f64::from(TALL);
            assert!(contrast > 1.0, "{rows}: {contrast}");
            assert!(height.is_some_and(|height| (height - expected).abs() < 1.0), "{height:?}");
        }
    }

    #[test]
    fn dark_lashes_are_no_open_eye() {
        // The middle of the eye is dark in these rows; beside it is white or skin.
        let seen = |dark: std::ops::Range<usize>, columns: std::ops::Range<usize>, white: bool| {
            let pixels: Vec<_> = (0..COLUMNS * ROWS)
                .map(|index| (index % COLUMNS, index / COLUMNS))
                .map(|(column, row)| match (dark.contains(&row), columns.contains(&column)) {
                    (true, true) => (50.0, 0.2),
                    (true, false) if white => (150.0, 0.1),
                    _ => (180.0, 0.35),
                })
                .collect();
            coarse(&pixels, 180.0, 0.35)
        };
        assert!(seen(20..33, 13..27, true) > 4.0);
        // A narrow eye; lashes along the lower lid; a short line of them there.
        assert!(seen(23..31, 13..27, true) > 2.0);
        assert!(seen(29..33, 0..40, false) < -4.0);
        assert!(seen(29..33, 13..27, false) < -4.0);
    }

    #[test]
    fn white_beside_an_iris_is_seen_above_and_below() {
        // The rows just above and below are 23 and 36.
        let reds = eye(12);
        let (_, place) = iris_contrast(&reds, 200.0);
        let Some(rows) = iris_rows(&reds, 200.0, place) else { panic!("an iris") };
        assert_eq!((rows.above, rows.below), (23, 36));
        let warmth = |white: std::ops::Range<usize>| {
            let warm = |index: usize| if white.contains(&(index / COLUMNS)) { 0.1 } else { 0.5 };
            let pixels: Vec<_> =
                reds.iter().enumerate().map(|(at, &red)| (red, warm(at))).collect();
            warmth_beside(&pixels, &rows, place.0)
        };
        // Skin on both sides; the eye looks down; it looks up.
        assert_eq!([0..0, 16..24, 36..42].map(warmth), [0.5, 0.1, 0.1]);
    }

    #[test]
    fn without_anything_dark_there_is_no_height() {
        let bare = vec![200.0; COLUMNS * ROWS];
        assert!(iris_rows(&bare, 200.0, (15, 20, 120.0)).is_none());
        // On skin that is as dark as an iris, and burnt out.
        assert!(iris_rows(&eye(12), 60.0, (15, 25, 120.0)).is_none());
        assert!(iris_rows(&eye(12), 255.0, (15, 25, 120.0)).is_none());
    }
}
