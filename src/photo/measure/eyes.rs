//! How far the eyes are open.

use crate::photo::face::Face;
use crate::photo::net::Mesh;
use crate::report::Region;

/// Openness of each eye: the mean gap between the lids over the eye's width,
/// 0 for shut, about 0.3 for open.
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
pub fn openness(face: &Face) -> Openness {
    Openness { left: of(&face.mesh, &LEFT), right: of(&face.mesh, &RIGHT) }
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

fn of(mesh: &Mesh, (corners, lids): &Lids) -> f64 {
    let apart = |[a, b]: [usize; 2]| {
        let (a, b) = (mesh.point(a), mesh.point(b));
        f64::from((a.0 - b.0).hypot(a.1 - b.1))
    };
    let gap = lids.iter().map(|&pair| apart(pair)).sum::<f64>() / lids.len() as f64;
    gap / apart(*corners).max(1e-6)
}
