//! What shows between the lips.

use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// What shows between the lips, as shares of the distance between the eyes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mouth {
    /// Mean height of the opening by the mesh's inner lips.
    pub gap: f64,
    /// Mean height of what looks like teeth, over the middle of the mouth.
    pub teeth: f64,
    /// Mean height of what is as dark as the inside of a mouth, over its middle:
    /// the mesh's lips do not always part with those of the picture.
    pub dark: f64,
}

/// Columns from one corner of the mouth to the other, each from top to bottom:
/// the upper lip's outer and inner edge, the lower lip's inner and outer edge.
const COLUMNS: [[usize; 4]; 7] = [
    [40, 80, 88, 91],
    [39, 81, 178, 181],
    [37, 82, 87, 84],
    [0, 13, 14, 17],
    [267, 312, 317, 314],
    [269, 311, 402, 405],
    [270, 310, 318, 321],
];

/// Samples down a column, and across it.
const DOWN: usize = 48;
const ACROSS: usize = 3;

/// Teeth are at most this share as red as the lips …
const PALE: f32 = 0.62;
/// … and by at least this much less red: lips of dark skin in cool light are hardly red, and
/// grey in places. Of such a closed mouth that leaves 0.003 of 0.010, of teeth between lips
/// as dark 0.016 and more, as without it.
const PALER: f32 = 0.08;
/// … and at least this share as light: a dark gap between lips is no tooth.
const LIGHT: f32 = 0.85;

/// The inside of a mouth is at most this share as red as the cheeks, of sRGB's
/// levels; lips in shadow are redder.
const DARK: f32 = 0.5;

/// Rows at the top of a column in which the inside of a mouth does not begin: the upper lip
/// is there. A moustache that hangs over it is dark from the first row on: painted ones said
/// up to 0.093, and say 0.015 at most. Of open mouths the dark begins after 5 rows and more,
/// of most columns after 8.
const UPPER_LIP: usize = 3;

/// Looks between the lips.
pub fn of(picture: &Picture, face: &Face) -> Mouth {
    let unit = face.inter_eye_distance().max(1e-6) as f32;
    let columns = COLUMNS.map(|column| column.map(|index| face.mesh.point(index)));
    let apart = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
    let gap = columns.iter().map(|[_, upper, lower, _]| apart(*upper, *lower)).sum::<f32>();

    let black = DARK * skin(picture, face, unit);
    let mut dark = 0.0;
    let mut lips = (Vec::new(), Vec::new());
    let mut inside = Vec::new();
    for [top, upper, lower, bottom] in columns {
        let tall = apart(top, bottom).max(1.0);
        let middle = ((top.0 + bottom.0) / 2.0, (top.1 + bottom.1) / 2.0);
        let angle = (top.0 - bottom.0).atan2(bottom.1 - top.1);
        let place = Affine::rectangle(middle, unit * 0.04, tall, angle);
        let samples = picture.sample(&place, (ACROSS, DOWN), Border::Nearest, (1.0, 0.0));
        let (reds, rest) = samples.split_at(ACROSS * DOWN);
        let (greens, blues) = rest.split_at(ACROSS * DOWN);
        dark += tall * longest(reds, black) as f32 / DOWN as f32;
        // Where the lips end, as shares of the column; the mesh is a little
        // off where a mouth opens wide.
        let (from, to) = (apart(top, upper) / tall, apart(top, lower) / tall);
        for (at, ((r, g), b)) in reds.iter().zip(greens).zip(blues).enumerate() {
            let down = ((at / ACROSS) as f32 + 0.5) / DOWN as f32;
            let (light, red) = ((r + g + b) / 3.0, (r - g) / r.max(1.0));
            // The lips' middles tell their colour.
            let is_lip = (from * 0.3..from * 0.7).contains(&down)
                || (to + 0.3 * (1.0 - to)..to + 0.7 * (1.0 - to)).contains(&down);
            if is_lip {
                lips.0.push(light);
                lips.1.push(red);
            }
            if (from * 0.8..to + 0.2 * (1.0 - to)).contains(&down) {
                inside.push((light, red, tall));
            }
        }
    }
    ascending(&mut lips.0);
    ascending(&mut lips.1);
    let (light, red) = (quantile(&lips.0, 0.5), quantile(&lips.1, 0.5));
    let pale = pale(red);
    let sample = 1.0 / (DOWN * ACROSS * COLUMNS.len()) as f32;
    let teeth: f32 = inside
        .iter()
        .filter(|(l, r, _)| *l >= light * LIGHT && *r < pale)
        .map(|(_, _, tall)| tall * sample)
        .sum();
    let mean = |sum: f32| f64::from(sum / COLUMNS.len() as f32 / unit);
    Mouth { gap: mean(gap), teeth: f64::from(teeth / unit), dark: mean(dark) }
}

/// Up to which redness something is pale between lips that are as red as this.
fn pale(lips: f32) -> f32 {
    (lips * PALE).min(lips - PALER)
}

/// How red the cheeks are where they do not shine.
fn skin(picture: &Picture, face: &Face, unit: f32) -> f32 {
    let side = unit * 0.15;
    let cheeks = [50, 280, 205, 425].map(|index| {
        let place = Affine::rectangle(face.mesh.point(index), side, side, 0.0);
        let samples = picture.sample(&place, (8, 8), Border::Nearest, (1.0, 0.0));
        samples.iter().take(64).sum::<f32>() / 64.0
    });
    let mut cheeks = cheeks.to_vec();
    ascending(&mut cheeks);
    quantile(&cheeks, 0.4)
}

/// The most samples down a column one after the other that are darker, and begin below the
/// upper lip's upper edge.
fn longest(reds: &[f32], black: f32) -> usize {
    let (mut most, mut here) = (0, 0);
    for (at, row) in reds.chunks_exact(ACROSS).enumerate() {
        let is_dark = row.iter().all(|red| *red < black);
        here = if is_dark { here + 1 } else { 0 };
        if at + 1 >= here + UPPER_LIP {
            most = most.max(here);
        }
    }
    most
}

/// The lips' place.
pub fn region(face: &Face) -> Region {
    let (left, right) = (face.mesh.point(61), face.mesh.point(291));
    let (top, bottom) = (face.mesh.point(0), face.mesh.point(17));
    let (x, y) = (f64::from(left.0.min(right.0)), f64::from(top.1.min(bottom.1)));
    Region {
        x,
        y,
        width: f64::from(left.0.max(right.0)) - x,
        height: f64::from(top.1.max(bottom.1)) - y,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(rows: [usize; 3]) -> Vec<f32> {
        let [light, dark, rest] = rows;
        let level = |level: f32, count: usize| vec![level; count * ACROSS];
        [level(150.0, light), level(20.0, dark), level(150.0, rest)].concat()
    }

    #[test]
    fn grey_patches_of_lips_that_are_hardly_red_are_no_teeth() {
        assert!(pale(0.15) < 0.08);
        assert_eq!(pale(0.3), 0.3 * PALE);
    }

    #[test]
    fn a_moustache_over_the_upper_lip_is_no_open_mouth() {
        assert_eq!(longest(&column([0, 14, 34]), 80.0), 0);
        assert_eq!(longest(&column([2, 14, 32]), 80.0), 0);
        // Below a strip of lip it is the inside of the mouth, also below a moustache.
        assert_eq!(longest(&column([5, 20, 23]), 80.0), 20);
        let both = [column([0, 6, 4]), column([0, 10, 28])].concat();
        assert_eq!(longest(&both, 80.0), 10);
    }
}
