//! How clearly the person stands out from the wall.

use super::{ascending, hue, quantile};
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
    /// Along the shoulders, and beside bare ones that a garment like the wall cuts off;
    /// `None` where no outline is seen.
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
        let clothes = lower(clothes);
        let cheeks = [50, 280].map(|index| {
            let (x, y) = face.mesh.point(index);
            color(wall, (column(x.into()), row(y.into())))
        });
        let sides = [-1, 1].into_iter().zip(cheeks);
        let is_person = |(column, row): (i32, i32)| {
            let cell = usize::try_from(column).ok().zip(usize::try_from(row).ok());
            cell.is_some_and(|(column, row)| mask.cell(column, row) > PERSON)
        };
        let melted = sides.filter_map(|(side, cheek)| {
            melted(|cell| color(wall, cell), is_person, middle.0, side, cheek?)
        });
        Self { hair: lower(hair), clothes: melted.chain(clothes).reduce(f64::min) }
    }
}

/// Rows above the picture's last between which the outline of bare shoulders is looked
/// at: it widens in the upper ones, and does not go on in the lower ones.
const END: i32 = 2;
const BEND: i32 = 8;
const NECK: i32 = 26;
/// Cells: at least so much it has widened, and at most so much it still does. Set by hand
/// on the two persons of seventy whose white tops the mask takes for wall, before a wall as
/// white: 11 and more, then up to 3. With the skin's limits below, of 2857 photos, painted
/// and real, those two persons' alone are told.
const WIDENS: i32 = 8;
const GOES_ON: i32 = 3;
/// How far inwards of its end skin is looked at, in cells: farther than what the mask blurs.
const SKIN: i32 = 10;
/// Shoulders are at least as light as the cheek above them, by the green level; hair that
/// hangs there is darker. Their hue is nearer to the cheek's than the wall's is, and the
/// cheek's, unless something is before it, is unlike the wall's.
const LIT: f32 = 1.0;
const NEARER: f32 = 0.65;
const UNLIKE: f32 = 0.15;
/// How far up the wall is beside a shoulder, in rows.
const UP: i32 = 30;

/// The difference between the wall and a garment so like it that the mask takes it for wall:
/// where on one side bare skin beside the neck, which widens towards the shoulder, ends
/// upright, there is cloth. `None` where that is not so.
fn melted(
    color: impl Fn((i32, i32)) -> Option<[f32; 3]>,
    is_person: impl Fn((i32, i32)) -> bool,
    middle: i32,
    side: i32,
    cheek: [f32; 3],
) -> Option<f64> {
    let last = (0..SIDE as i32).rev().find(|row| color((middle, *row)).is_some())?;
    // Half of the outline's width, where it does not reach the picture's edge.
    let half = |up: i32| (0..SIDE as i32).find(|out| !is_person((middle + side * out, last - up)));
    let (end, bend, neck) = (half(END)?, half(BEND)?, half(NECK)?);
    if (end - bend).abs() > GOES_ON || bend - neck < WIDENS {
        return None;
    }
    let mean = |out: i32, up: i32| {
        let mut sum = [0.0; 3];
        for row in END..=BEND {
            let here = color((middle + side * out, last - up - row))?;
            sum.iter_mut().zip(here).for_each(|(sum, level)| *sum += level);
        }
        Some(sum.map(|sum| sum / (BEND - END + 1) as f32))
    };
    let (skin, cloth) = (mean(end - SKIN, 0)?, mean(end + OUTSIDE, 0)?);
    let above = mean(end + OUTSIDE, UP)?;
    let logarithms = |color: [f32; 3]| color.map(|level| (level + 1.0).ln());
    let cheek_to_wall = hue(logarithms(cheek), logarithms(above));
    let is_skin = skin[1] > LIT * cheek[1]
        && cheek_to_wall > UNLIKE
        && hue(logarithms(skin), logarithms(cheek)) < NEARER * cheek_to_wall;
    let difference = cloth.into_iter().zip(above).map(|(a, b)| (a - b).abs()).reduce(f32::max)?;
    is_skin.then_some(difference.into())
}

/// The difference where a way leads out of the person.
fn difference(wall: &Wall, mask: &PersonMask, along: impl Fn(i32) -> (i32, i32)) -> Option<f32> {
    let person = |at: i32| {
        let (x, y) = along(at);
        let cell = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (cell.1 < SIDE).then(|| mask.cell(cell.0, cell.1) > PERSON)
    };
    let color = |at: i32| color(wall, along(at));
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

/// A cell's colour, where it lies in the picture.
fn color(wall: &Wall, (column, row): (i32, i32)) -> Option<[f32; 3]> {
    wall.color(usize::try_from(column).ok()?, usize::try_from(row).ok()?)
}

fn lower(mut differences: Vec<f32>) -> Option<f64> {
    ascending(&mut differences);
    (differences.len() >= FEWEST).then(|| quantile(&differences, 0.3).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALL: [f32; 3] = [246.0, 247.0, 246.0];
    const CLOTH: [f32; 3] = [249.0, 250.0, 251.0];
    const SKIN_LIT: [f32; 3] = [212.0, 186.0, 168.0];
    const CHEEK: [f32; 3] = [178.0, 131.0, 108.0];
    const DARK_CLOTH: [f32; 3] = [60.0, 60.0, 70.0];

    /// What is seen of shoulders of a colour that begin to widen 20 rows above the last, up
    /// to so many cells from the middle; beyond them something white, which is a person's
    /// where the mask sees that.
    fn seen(shoulders: [f32; 3], widest: i32, is_seen: bool) -> Option<f64> {
        let half = |row: i32| (30 + 2 * (row - 205).max(0)).min(widest);
        let is_shoulder = |(column, row): (i32, i32)| (column - 128).abs() < half(row);
        let is_cloth = |(column, row): (i32, i32)| (column - 128).abs() >= widest && row > 215;
        let color = |cell: (i32, i32)| match cell.1 {
            ..=225 if is_shoulder(cell) => Some(shoulders),
            ..=225 if is_cloth(cell) => Some(CLOTH),
            ..=225 => Some(WALL),
            _ => None,
        };
        let is_person = |cell| is_shoulder(cell) || is_seen && is_cloth(cell);
        melted(color, is_person, 128, 1, CHEEK)
    }

    #[test]
    fn bare_shoulders_that_end_upright_end_at_cloth() {
        assert_eq!(seen(SKIN_LIT, 54, false), Some(5.0));
        assert_eq!(seen(SKIN_LIT, 54, true), None, "the mask sees the cloth");
        assert_eq!(seen(SKIN_LIT, 80, false), None, "they go on");
        assert_eq!(seen(SKIN_LIT, 30, false), None, "a neck");
        assert_eq!(seen(DARK_CLOTH, 54, false), None, "sleeves");
    }
}
