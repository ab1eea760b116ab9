//! The hair beside the face: what is above a hem and of another colour is not it.

use super::{Tone, WEIGHTS, at, dot, each};
use crate::photo::face::Face;
use crate::photo::measure::{ascending, colors, quantile};
use crate::photo::pixels::{Affine, Picture};

/// What is looked at about the eyes' middle, in millimetres of the person (63 between the
/// eyes), and its columns and rows: from the ears' lower ends to the temples.
const WIDE: f32 = 200.0;
const HIGH: f32 = 90.0;
const DOWN: f32 = 5.0;
const COLUMNS: usize = 100;
const ROWS: usize = 45;

/// The face's extreme points, left, right, above and below; what lies farther out than
/// this share of the ellipse through them is beside it.
const EXTREMES: [usize; 4] = [234, 454, 10, 152];
const OUTSIDE: f32 = 1.05;
/// How likely a person's it is, …
const PERSON: f32 = 0.8;
/// … and how far from the cheeks' tone: ears and the neck are not.
const OTHER: f32 = 0.5;
/// Fewer places, of 4 mm² each, are no hair to hold anything against. This and the three
/// before are first choices and were not swept; 66 persons have 150 such places and more.
const LEAST: usize = 60;

/// The hair's middle tone; `None` where hardly any is seen.
pub(super) fn beside(picture: &Picture, face: &Face) -> Option<Tone> {
    let mm = (face.inter_eye_distance() as f32 / 63.0).max(1e-3);
    let (left, right) = (face.left_eye, face.right_eye);
    let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
    let (sin, cos) = angle.sin_cos();
    let eyes = (((left.x + right.x) / 2.0) as f32, ((left.y + right.y) / 2.0) as f32);
    let center = (eyes.0 - sin * DOWN * mm, eyes.1 + cos * DOWN * mm);

    let skin = cheeks(picture, face);

    // In millimetres across and down the face.
    let own = |(x, y): (f32, f32)| {
        let (x, y) = ((x - eyes.0) / mm, (y - eyes.1) / mm);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let [west, east, north, south] = EXTREMES.map(|index| own(face.mesh.point(index)));
    let middle = ((west.0 + east.0) / 2.0, (north.1 + south.1) / 2.0);
    let half = ((east.0 - west.0) / 2.0, (south.1 - north.1) / 2.0);

    let place = Affine::rectangle(center, WIDE * mm, HIGH * mm, angle);
    let all = tones(picture, &place, (COLUMNS, ROWS));
    let hair: Vec<Tone> = all
        .into_iter()
        .enumerate()
        .filter(|(index, tone)| {
            let u = ((index % COLUMNS) as f32 + 0.5) / COLUMNS as f32;
            let v = ((index / COLUMNS) as f32 + 0.5) / ROWS as f32;
            let (x, y) = place.apply(u, v);
            let (across, down) = own((x, y));
            let far = ((across - middle.0) / half.0).hypot((down - middle.1) / half.1);
            let apart: Tone = each(|i| (at(tone, i) - at(&skin, i)) * at(&WEIGHTS, i));
            far > OUTSIDE
                && dot(&apart, &apart).sqrt() > OTHER
                && face.mask.at(f64::from(x), f64::from(y)) > PERSON
        })
        .map(|(_, tone)| tone)
        .collect();
    (hair.len() >= LEAST).then(|| median(&hair))
}

/// The middle tone of the cheeks and what lies between.
pub(super) fn cheeks(picture: &Picture, face: &Face) -> Tone {
    let mm = (face.inter_eye_distance() as f32 / 63.0).max(1e-3);
    let (left, right) = (face.left_eye, face.right_eye);
    let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
    let middle = face.mesh.mean(&[50, 280]);
    median(&tones(picture, &Affine::rectangle(middle, 90.0 * mm, 10.0 * mm, angle), (45, 5)))
}

/// The tones of a part of the picture.
fn tones(picture: &Picture, place: &Affine, size: (usize, usize)) -> Vec<Tone> {
    colors(picture, place, size).into_iter().map(super::tone).collect()
}

fn median(tones: &[Tone]) -> Tone {
    each(|part| {
        let mut values: Vec<f32> = tones.iter().map(|tone| at(tone, part)).collect();
        ascending(&mut values);
        quantile(&values, 0.5)
    })
}
