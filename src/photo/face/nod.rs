//! How far the face looks up or down.

use crate::photo::face::Pose;
use crate::photo::net::Mesh;

/// Degrees, positive when the chin goes down. An estimate from one picture of somebody
/// unknown: of people told to face the camera it says -14 to 11.
///
/// The fit of the canonical face says too little, and what a face is built like for a
/// nod: long chins, flat noses, high foreheads. How far down the mesh's points lie,
/// along the face and over the fit's scale, says what is left.
pub fn nod(mesh: &Mesh, pose: &Pose) -> f64 {
    let parts = parts(mesh, pose);
    parts.iter().zip(WEIGHTS).map(|(part, weight)| part * weight).sum::<f64>() + OFFSET
}

/// What is weighed: how far below the outer corners of the eyes the [`POINTS`] lie, over the
/// distance between those corners of the canonical face, and the fit's own pitch in degrees.
pub fn parts(mesh: &Mesh, pose: &Pose) -> [f64; PARTS] {
    let (a, b) = (mesh.point(33), mesh.point(263));
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let wide = dx.hypot(dy).max(1.0);
    let (cos, sin) = (dx / wide, dy / wide);
    let unit = (pose.scale * BETWEEN_CORNERS).max(1.0);
    let down = |index: usize| {
        let (x, y) = mesh.point(index);
        (f64::from(y - middle.1) * cos - f64::from(x - middle.0) * sin) / unit
    };
    let mut parts = [pose.pitch; PARTS];
    for (part, &(left, right)) in parts.iter_mut().zip(&POINTS) {
        *part = f64::midpoint(down(left), down(right));
    }
    parts
}

/// Between the canonical face's outer corners of the eyes, in centimetres.
const BETWEEN_CORNERS: f64 = 8.9;

/// The mesh's points of both halves of the face. None of the mouth or the brows, which
/// move.
const POINTS: [(usize, usize); PARTS - 1] = [
    (10, 10),
    (54, 284),
    (168, 168),
    (197, 197),
    (133, 362),
    (127, 356),
    (50, 280),
    (4, 4),
    (98, 327),
    (2, 2),
    (132, 361),
    (136, 365),
    (172, 397),
    (152, 152),
];
/// How many figures are weighed.
pub const PARTS: usize = 15;

/// Degrees a unit of each part.
///
/// A ridge regression of the angles by which the evaluation nods the persons of the chosen
/// half, all of whom are said to look straight ahead at first, as they are, smiling and seen
/// from near as well: `cargo xtask evaluate --fit` makes it again, and says what it tells of
/// the other half.
#[rustfmt::skip]
const WEIGHTS: [f64; PARTS] = [
    155.3, -64.4, -14.6, -14.2, 101.5, -15.9, 24.3, 9.8, -13.6, -16.5, 20.6, 32.0, 31.2, -7.5,
    1.0,
];
const OFFSET: f64 = 8.96;
