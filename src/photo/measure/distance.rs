//! From how near the photo was taken, by what that does to a head.

use crate::photo::face::Face;

/// How much larger the nearest of a face, the tip of the nose, looks than the
/// farthest of it, before the ears: about 1.06 from 1.5 m, 1.2 from 50 cm, 1.5
/// from 20 cm. An estimate from one picture of somebody unknown: faces differ as
/// much as from 1 m to 40 cm.
///
/// What is far back (cheeks before the ears, the jaw's angles, the top of the head)
/// moves in and towards the eyes, what is in front (nose, mouth) outwards, against
/// the distance between the eyes' outer corners.
pub fn magnification(face: &Face) -> f64 {
    let mesh = &face.mesh;
    let (a, b) = (mesh.point(33), mesh.point(263));
    let middle = (f64::from(a.0 + b.0) / 2.0, f64::from(a.1 + b.1) / 2.0);
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let wide = dx.hypot(dy).max(1.0);
    let (cos, sin) = (dx / wide, dy / wide);
    // A head that is turned shows its eyes nearer together.
    let unit = wide / face.pose.yaw.to_radians().cos().max(0.5);
    let own = |x: f64, y: f64| {
        let (x, y) = ((x - middle.0) / unit, (y - middle.1) / unit);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let point = |index: usize| {
        let (x, y) = mesh.point(index);
        own(f64::from(x), f64::from(y))
    };
    let parts = WEIGHTS.iter().map(|&(left, right, across, down)| {
        let (left, right) = (point(left), point(right));
        across * (right.0 - left.0) / 2.0 + down * (left.1 + right.1) / 2.0
    });
    let top = face.crown.hair_top;
    // Where the edge cuts the head off, its height is not known: it may be any, and
    // only a low one speaks for a lens that is near.
    let height = if face.crown.cut_off { TALL } else { -own(top.x, top.y).1 };
    parts.sum::<f64>() + CROWN * height.clamp(LOW, TALL) + OFFSET
}

/// The mesh's points of both halves of the face, how much half of what they are
/// apart counts, and how much what they lie below the eyes, both over the distance
/// between the eyes' outer corners.
///
/// With [`CROWN`] a linear discriminant between photos from 15 to 30 cm and from 60 cm
/// and farther, of the persons of the London and Canada sets, all of them and not every
/// other one, as they are and seen anew (the evaluation's defect), turned and nodded by
/// up to 10 degrees, smiling as well, with the outline of the head 90 and 72 mm behind
/// the eyes. Directions in which groups of people differ on average (broad noses and
/// mouths, slender jaws, men and women) are penalised, so that they count for little.
/// Of persons whom a fit has not seen, more points, the mesh's depths and the width of
/// head, neck and shoulders tell little more or less.
#[rustfmt::skip]
const WEIGHTS: [(usize, usize, f64, f64); 7] = [
    (132, 361, -1.229, 0.521),
    (136, 365, -1.402, 0.587),
    (129, 358, 2.642, 0.000),
    (98, 327, 1.998, 0.000),
    (2, 2, 0.0, 1.342),
    (0, 0, 0.0, 1.294),
    (17, 17, 0.0, -1.048),
];
const OFFSET: f64 = 1.3101;

/// How much it counts that the top of the head, hair included, is higher above the
/// eyes, over the same distance, and between which heights: hair that stands higher
/// says nothing of the lens, and what is lower is no head but a mask that misses hair.
/// From afar it is 1.26 to 1.43 for the middle half of people. From 27 cm it is 15 to
/// 20 % less, by how far behind the eyes the head's outline lies; a ball's is 15 % less,
/// and a painted portrait's, which is another model of a head, 11 % from 30 cm.
const CROWN: f64 = -0.826;
const LOW: f64 = 0.9;
const TALL: f64 = 1.35;
