//! The top of the head: where the person mask ends above the face, and where
//! the skull must end under the hair.

use super::pose::Pose;
use crate::photo::net::{Mesh, PersonMask};
use crate::report::Point;

/// The top of the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crown {
    /// The visible top of the head, hair included: on the head's own axis, at
    /// the height where the mask ends.
    pub hair_top: Point,
    /// Where the skull ends, estimated from the face below it.
    pub skull_top: Point,
    /// Whether the head goes on at the picture's upper edge.
    pub cut_off: bool,
}

/// From the eyes' middle to the skull's top in centimetres of the canonical
/// face: upwards, and back into the head, so that a nod shows more of it.
/// Figures from the London set's annotated crowns.
const SKULL_TOP: (f64, f64) = (11.0, 7.0);

/// Half of the width above the face in which hair is looked for, in
/// centimetres of the canonical face.
const HALF_WIDTH: f64 = 6.0;

/// A cell of the mask that says so or more is a person.
const EDGE: f32 = 0.5;

/// Points over that width.
const COLUMNS: usize = 41;

/// So many of them must be a person for the head to go on: a hair that stands
/// up alone is no head.
const MIN_COLUMNS: usize = 3;

impl Crown {
    /// Finds the top of the head that `mesh` is the face of.
    pub fn find(mesh: &Mesh, pose: &Pose, mask: &PersonMask) -> Self {
        // The head's own axes in the picture, upwards and to the right.
        let (sin, cos) = pose.roll.to_radians().sin_cos();
        let (up, across) = ((sin, -cos), (cos, sin));
        let (left, right) = (mesh.mean(&super::LEFT_EYE), mesh.mean(&super::RIGHT_EYE));
        let eyes = (f64::from(left.0 + right.0) / 2.0, f64::from(left.1 + right.1) / 2.0);
        let at = |height: f64, aside: f64| Point {
            x: eyes.0 + up.0 * height + across.0 * aside,
            y: eyes.1 + up.1 * height + across.1 * aside,
        };

        let step = mask.place.height / PersonMask::SIDE as f64 / 4.0;
        let half_width = HALF_WIDTH * pose.scale;
        // How surely the head is there at a height: what `MIN_COLUMNS` points have.
        let surely = |height: f64| {
            let mut most = [0.0_f32; MIN_COLUMNS];
            for column in 0..COLUMNS {
                let aside = half_width * (column as f64 / (COLUMNS / 2) as f64 - 1.0);
                let Point { x, y } = at(height, aside);
                let mut value = mask.at(x, y);
                for place in &mut most {
                    if value > *place {
                        std::mem::swap(place, &mut value);
                    }
                }
            }
            let [.., least] = most;
            least
        };
        // From the forehead upwards until the head ends.
        let forehead = mesh.point(10);
        let mut height =
            (f64::from(forehead.0) - eyes.0) * up.0 + (f64::from(forehead.1) - eyes.1) * up.1;
        let mut cut_off = false;
        let mut here = surely(height);
        loop {
            let above = surely(height + step);
            if above < EDGE {
                // Between the two, so that no step of the search is seen.
                let part = if here > EDGE { (here - EDGE) / (here - above) } else { 0.0 };
                height += step * f64::from(part);
                break;
            }
            (height, here) = (height + step, above);
            // A head that lies on its side or top ends at another edge.
            if at(height, 0.0).y <= 0.0 || height > mask.place.height {
                cut_off = true;
                break;
            }
        }
        let (nod_sin, nod_cos) = pose.pitch.to_radians().sin_cos();
        let skull = (SKULL_TOP.0 * nod_cos + SKULL_TOP.1 * nod_sin) * pose.scale;
        Self { hair_top: at(height, 0.0), skull_top: at(skull, 0.0), cut_off }
    }
}
