//! How light the face is.

use super::{ascending, colors, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Picture};

/// Lightness of the face's skin in sRGB levels, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    /// Half of the face is darker.
    pub median: f64,
    /// Nine tenths of the face are darker: the lit skin.
    pub lit: f64,
    /// Nine tenths of the eyes' whites are darker. Unlike the skin's, their
    /// lightness is nearly the same for everybody.
    pub whites: f64,
    /// The share of the skin that shines white: a flash's spots.
    pub burnt: f64,
}

/// Points of the mesh on bare skin: forehead, cheeks, the nose's bridge and
/// sides. Brows, eyes, lips, and beards are elsewhere.
pub(super) const SKIN: [usize; 34] = [
    9, 8, 151, 108, 337, 69, 299, 107, 336, 66, 296, 6, 197, 195, 5, 4, 45, 275, 50, 280, 101, 330,
    36, 266, 205, 425, 118, 347, 117, 346, 123, 352, 187, 411,
];

impl Exposure {
    /// Measures the skin around the points of the mesh that lie on it, and the
    /// eyes beside their irises.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        let between_eyes = face.inter_eye_distance();
        let skin = SKIN.map(|index| face.mesh.point(index));
        let whites = WHITES.map(|(from, to, share)| {
            let (from, to) = (face.mesh.point(from), face.mesh.point(to));
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        });
        let burnt = burnt(picture, &skin, between_eyes * 0.1);
        let skin = lumas(picture, &skin, between_eyes * 0.1);
        let whites = lumas(picture, &whites, between_eyes * 0.04);
        Self {
            median: f64::from(quantile(&skin, 0.5)),
            lit: f64::from(quantile(&skin, 0.9)),
            whites: f64::from(quantile(&whites, 0.9)),
            burnt,
        }
    }
}

/// All of a colour's levels from here on are burnt out: of skin, blue is last.
const BURNT: f32 = 235.0;

/// The share of the squares' samples that is white.
fn burnt(picture: &Picture, points: &[(f32, f32)], side: f64) -> f64 {
    let side = side.max(1.0) as f32;
    let mut count = 0;
    for point in points {
        let place = Affine::rectangle(*point, side, side, 0.0);
        let levels = colors(picture, &place, (4, 4));
        count += levels.iter().filter(|[r, g, b]| r.min(*g).min(*b) >= BURNT).count();
    }
    count as f64 / (points.len() * 16) as f64
}

/// Lumas of 4×4 samples of a square of `side` pixels about each point, in
/// ascending order.
fn lumas(picture: &Picture, points: &[(f32, f32)], side: f64) -> Vec<f32> {
    let side = side.max(1.0) as f32;
    let mut lumas = Vec::with_capacity(points.len() * 16);
    for point in points {
        let place = Affine::rectangle(*point, side, side, 0.0);
        lumas.extend(super::lumas(picture, &place, (4, 4)));
    }
    ascending(&mut lumas);
    lumas
}

/// Places of the eyes' whites: from a corner of an eye to the other, and how
/// far.
pub(super) const WHITES: [(usize, usize, f32); 8] = [
    (33, 133, 0.15),
    (33, 133, 0.25),
    (133, 33, 0.15),
    (133, 33, 0.25),
    (263, 362, 0.15),
    (263, 362, 0.25),
    (362, 263, 0.15),
    (362, 263, 0.25),
];

/// Linear light, 0 to 1, of an sRGB level, 0 to 255 (IEC 61966-2-1).
pub fn linear(level: f32) -> f32 {
    let value = level / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { power_of_2_4((value + 0.055) / 1.055) }
}

/// x^2.4 for x from 0.09 to 1, within 3e-7 of it: `powf` took a thirtieth
/// of a whole check in WebAssembly, and has another last place on each platform.
fn power_of_2_4(x: f32) -> f32 {
    // Newton's method for the fifth root, which doubles the right digits each time; the
    // parabola through those of 0.11, 0.4 and 0.95 is right to 2.2 %.
    let mut root = 0.552 + (0.876_3 - 0.437_4 * x) * x;
    for _ in 0..3 {
        let square = root * root;
        root += (x / (square * square) - root) * 0.2;
    }
    (x * root) * (x * root)
}

/// Light and its binary logarithm, in stops, of sRGB levels, read off a table: walls have
/// many cells.
pub(super) struct Stops {
    table: Vec<(f32, f32)>,
    floor: f32,
}

impl Stops {
    /// Of light that has `floor`, a share of white's, added: below it differences say
    /// nothing.
    pub(super) fn above(floor: f32) -> Self {
        let at = |level: u16| linear(f32::from(level));
        Self {
            table: (0..=256).map(|level| (at(level), (at(level) + floor).log2())).collect(),
            floor,
        }
    }

    /// The light, 0 to 1, and its stops of an sRGB level, 0 to 255; straight between whole
    /// levels.
    pub(super) fn of_level(&self, level: f32) -> (f32, f32) {
        let whole = level as usize;
        let part = level - whole as f32;
        match self.table.get(whole..) {
            Some([here, next, ..]) => {
                (here.0 + (next.0 - here.0) * part, here.1 + (next.1 - here.1) * part)
            }
            _ => (1.0, self.of_light(1.0)),
        }
    }

    /// The stops of a light, 0 to 1.
    pub(super) fn of_light(&self, light: f32) -> f32 {
        (light + self.floor).log2()
    }
}

/// Luma of sRGB levels (ITU-R BT.709), 0 to 255.
pub fn luma(r: f32, g: f32, b: f32) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
