//! How clearly the person stands out from the wall.

use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::measure::background::Wall;
use crate::photo::net::PersonMask;

/// Differences between person and wall along the outline, in sRGB levels (0 to
/// 255) of the channel that differs most: what three tenths of the outline stay
/// below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Around the head above the eyes; `None` where no outline is seen.
    pub hair: Option<f64>,
    /// Along the shoulders; `None` where no outline is seen.
    pub clothes: Option<f64>,
}

const SIDE: usize = PersonMask::SIDE;

/// From here on a cell is the person.
const PERSON: f32 = 0.5;

/// How far on either side of the outline colours are compared, in cells of
/// about a quarter of a millimetre: beyond what hair's ends and the mask blur.
const INSIDE: i32 = 5;
const OUTSIDE: i32 = 7;

/// So many places of an outline are needed to speak of it.
const FEWEST: usize = 8;

impl Contrast {
    /// Measures along the outline of the head and of the shoulders.
    pub fn of(wall: &Wall, face: &Face) -> Self {
        let mask = &face.mask;
        let column = |x: f64| ((x - mask.place.x) / mask.place.width * SIDE as f64) as i32;
        let row = |y: f64| ((y - mask.place.y) / mask.place.height * SIDE as f64) as i32;
        let eyes = (face.left_eye.y + face.right_eye.y) / 2.0;
        let middle = (column((face.left_eye.x + face.right_eye.x) / 2.0), row(eyes));

        let mut hair = Vec::new();
        for step in 0..48 {
            // From the one side over the crown to the other.
            let angle = (f64::from(step) + 0.5) / 48.0 * std::f64::consts::PI;
            let along = |at: i32| {
                let (sin, cos) = angle.sin_cos();
                let reach = f64::from(at);
                (middle.0 - (cos * reach) as i32, middle.1 - (sin * reach) as i32)
            };
            hair.extend(difference(wall, mask, along));
        }
        let (left, right) = (column(face.bounds.x), column(face.bounds.right()));
        let low = SIDE as i32 - 1;
        let mut clothes = Vec::new();
        for x in (0..left).chain(right..SIDE as i32).step_by(2) {
            clothes.extend(difference(wall, mask, |at| (x, low - at)));
        }
        Self { hair: lower(hair), clothes: lower(clothes) }
    }
}

/// The difference where a way leads out of the person.
fn difference(wall: &Wall, mask: &PersonMask, along: impl Fn(i32) -> (i32, i32)) -> Option<f32> {
    let person = |at: i32| {
        let (x, y) = along(at);
        let cell = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (cell.1 < SIDE).then(|| mask.cell(cell.0, cell.1) > PERSON)
    };
    let color = |at: i32| {
        let (x, y) = along(at);
        wall.color(usize::try_from(x).ok()?, usize::try_from(y).ok()?)
    };
    let mut last = None;
    for at in 0..SIDE as i32 {
        match person(at) {
            Some(true) => last = Some(at),
            Some(false) => {}
            None => break,
        }
    }
    let (inside, outside) = (color(last? - INSIDE)?, color(last? + OUTSIDE)?);
    inside.into_iter().zip(outside).map(|(a, b)| (a - b).abs()).reduce(f32::max)
}

fn lower(mut differences: Vec<f32>) -> Option<f64> {
    ascending(&mut differences);
    (differences.len() >= FEWEST).then(|| quantile(&differences, 0.3).into())
}
