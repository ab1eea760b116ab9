//! How far the eyes are open.

use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::net::Mesh;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Openness of each eye, 0 for surely shut to 1 for surely open.
///
/// Three things tell: the gap between the mesh's lids, the height of what is
/// dark (iris, pupil, lashes), and how much is paler than skin (the white).
/// None does alone: the mesh, trained on open eyes, puts its lids apart where
/// there is but a line of lashes; mascara is dark; a narrow eye shows little
/// white.
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

/// Red is dark below this share of the red of the skin under the eye. Red is
/// where irises of every colour are darker than skin of every colour.
const DARK: f32 = 0.6;

/// The white of an eye is at least this share as red as the skin …
const WHITE_RED: f32 = 0.45;

/// … and at most this share as warm.
const WHITE_WARMTH: f32 = 0.6;

/// Weights of gap, dark height and white share, and the offset, of a logistic
/// fit between the eyes of good photos (London, Canada) and the same eyes with
/// their lids drawn down.
const FIT: [f64; 4] = [26.8, 6.2, 21.0, -9.86];

fn of(picture: &Picture, mesh: &Mesh, (corners, lids): &Lids) -> f64 {
    let apart = |[a, b]: [usize; 2]| {
        let (a, b) = (mesh.point(a), mesh.point(b));
        f64::from((a.0 - b.0).hypot(a.1 - b.1))
    };
    let gap = lids.iter().map(|&pair| apart(pair)).sum::<f64>()
        / lids.len() as f64
        / apart(*corners).max(1e-6);
    let (dark, white) = inside(picture, mesh, corners);
    // The mesh believes that eyes come in pairs: where one is open it opens the
    // other. An eye with nothing dark and nothing white inside is shut.
    let gap = gap.min(0.15 + 0.6 * dark + 2.0 * white);
    let [by_gap, by_dark, by_white, offset] = FIT;
    // Beyond these a bigger number says nothing more.
    let sum = by_gap * gap + by_dark * dark.min(0.4) + by_white * white.min(0.1) + offset;
    1.0 / (1.0 + (-sum).exp())
}

/// The height of what is dark over the eye's width, and the share of what is
/// white around it.
fn inside(picture: &Picture, mesh: &Mesh, [from, to]: &[usize; 2]) -> (f64, f64) {
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
    let mut heights: Vec<f32> = (0..COLUMNS)
        .map(|column| {
            let is_dark = |row: &&[(f32, f32)]| {
                row.get(column).is_some_and(|(red, _)| *red < skin_red * DARK)
            };
            rows().filter(is_dark).count() as f32
        })
        .collect();
    ascending(&mut heights);
    // The iris spans about a third of the eye's width.
    let iris = COLUMNS / 4;
    let dark: f32 = heights.iter().rev().take(iris).sum();
    let white = rows()
        .flatten()
        .filter(|(red, warmth)| *red > skin_red * WHITE_RED && *warmth < skin_warmth * WHITE_WARMTH)
        .count();
    (
        f64::from(dark) / iris as f64 / ROWS as f64 * f64::from(TALL),
        white as f64 / (COLUMNS * ROWS / 2) as f64,
    )
}

fn median(mut values: Vec<f32>) -> f32 {
    ascending(&mut values);
    quantile(&values, 0.5)
}
