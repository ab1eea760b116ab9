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
/// where there is but a line of lashes, and a narrow eye shows little white.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Openness {
    /// The eye on the left of the picture.
    pub left: f64,
    /// The eye on the right of the picture.
    pub right: f64,
}

/// Corners of an eye, then pairs of opposite points of the upper and the lower
/// lid.
type Lids = ([usize; 2], [[usize; 2]; 3]);

const LEFT: Lids = ([33, 133], [[160, 144], [159, 145], [158, 153]]);
const RIGHT: Lids = ([362, 263], [[385, 380], [386, 374], [387, 373]]);

/// Measures both eyes.
pub fn openness(picture: &Picture, face: &Face) -> Openness {
    Openness { left: of(picture, &face.mesh, &LEFT), right: of(picture, &face.mesh, &RIGHT) }
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

/// What a lamp's reflection adds: only an open eye has one, so it tells where an
/// iris is pale or the lids are narrow. Without a lamp there is none.
const SPARK: f64 = 5.0;

fn of(picture: &Picture, mesh: &Mesh, (corners, lids): &Lids) -> f64 {
    let apart = |[a, b]: [usize; 2]| {
        let (a, b) = (mesh.point(a), mesh.point(b));
        f64::from((a.0 - b.0).hypot(a.1 - b.1))
    };
    let gap = lids.iter().map(|&pair| apart(pair)).sum::<f64>()
        / lids.len() as f64
        / apart(*corners).max(1e-6);
    let (white, iris, spark) = inside(picture, mesh, corners);
    let [by_gap, by_white, by_iris, offset] = FIT;
    // Beyond these a bigger number says nothing more.
    let sum = by_gap * gap.min(0.35) + by_white * white.min(0.1) + by_iris * iris.min(0.7) + offset;
    let sum = sum + MUCH_WHITE * (white.min(MOST_WHITE) - 0.1).max(0.0);
    let sum = if spark { sum + SPARK } else { sum };
    1.0 / (1.0 + (-sum).exp())
}

/// The share of what is white in an eye, its iris's contrast, and whether a lamp
/// is reflected in it.
fn inside(picture: &Picture, mesh: &Mesh, [from, to]: &[usize; 2]) -> (f64, f64, bool) {
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
    (white, iris_contrast(reds, skin_red), has_spark(reds, skin_red))
}

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
/// both sides.
fn iris_contrast(reds: &[f32], skin: f32) -> f64 {
    // Parts of the eye's width: the iris is 0.39 of it wide (11.7 of 30 mm), and
    // a narrow eye shows 0.15 of its height.
    const HALF: usize = COLUMNS / 8;
    const HIGH: usize = 6;
    let mean = |column: usize, row: usize, most: f32| {
        let rows = reds.chunks_exact(COLUMNS).skip(row).take(HIGH);
        let places = rows.flat_map(|row| row.iter().skip(column).take(HALF * 2));
        places.map(|red| red.min(most)).sum::<f32>() / (HALF * 2 * HIGH) as f32 + 4.0
    };
    let mut most = 0.0_f32;
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
            most = most.max((beside / middle).ln());
        }
    }
    f64::from(most)
}

fn median(mut values: Vec<f32>) -> f32 {
    ascending(&mut values);
    quantile(&values, 0.5)
}
