//! What the networks' outputs mean: eyes, chin, crown, pose and the face's
//! place, in the picture's pixels.

mod crown;
mod nod;
mod pose;

use crate::photo::net::{Detection, Mesh, ModelError, Networks, PersonMask};
use crate::photo::pixels::{Border, Picture};
use crate::report::{FaceFacts, Point, Region, tenth};

pub use self::crown::Crown;
pub use self::nod::PARTS as NOD_PARTS;
pub use self::pose::Pose;

/// A face and what surrounds it.
#[derive(Clone, Debug)]
pub struct Face {
    /// The mesh's points.
    pub mesh: Mesh,
    /// The mask around the head.
    pub mask: PersonMask,
    /// The eye on the left of the picture, its centre.
    pub left_eye: Point,
    /// The eye on the right of the picture, its centre.
    pub right_eye: Point,
    /// The lowest point of the chin.
    pub chin: Point,
    /// The top of the head.
    pub crown: Crown,
    /// Angles of the head.
    pub pose: Pose,
    /// The mesh's bounding box, brows to chin and cheek to cheek.
    pub bounds: Region,
}

/// Least confidence of the mesh network in a face. Every face of the
/// development photos has 1.000; a cat's has 0.95, an ear's 0.7.
pub const MIN_PRESENCE: f32 = 0.98;

/// A face behind a mask may have less where the detector is sure of it: of seventy
/// surgical masks two have 0.89 and 0.97, with scores of 0.86. A drawing has 0.07 with
/// that score, a cat's with 0.95 is 0.5.
const MASKED_PRESENCE: f32 = 0.8;
const SURE: f32 = 0.8;

/// The mesh's points around the eye on the left of the picture, in turn.
pub(in crate::photo) const LEFT_EYE: [usize; 16] =
    [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];
/// The mesh's points around the eye on the right of the picture, in turn.
pub(in crate::photo) const RIGHT_EYE: [usize; 16] =
    [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466];
/// The mesh's lowest point of the chin.
const CHIN: usize = 152;

impl Face {
    /// Meshes a detected face and finds its crown.
    ///
    /// `None` when the mesh network sees no face there.
    ///
    /// # Errors
    ///
    /// When a network does not run.
    pub fn read(
        networks: &Networks,
        picture: &Picture,
        detection: &Detection,
    ) -> Result<Option<Self>, ModelError> {
        let mesh = networks.mesh(picture, detection, Border::Nearest)?;
        let least = if detection.score >= SURE { MASKED_PRESENCE } else { MIN_PRESENCE };
        if mesh.presence < least {
            return Ok(None);
        }
        let pose = Pose::fit(&mesh);
        let mask = networks.person_mask(picture, around_head(&mesh))?;
        let crown = Crown::find(&mesh, &pose, &mask);
        let (left_eye, right_eye) = eyes(&mesh);
        Ok(Some(Self {
            left_eye,
            right_eye,
            chin: point(mesh.point(CHIN)),
            crown,
            bounds: bounds(&mesh),
            pose,
            mask,
            mesh,
        }))
    }

    /// Whether what was detected lies within this face's own head: curls and
    /// buns can look like small faces, and the face itself can be seen twice, once as
    /// a little higher. Beside the head it is somebody else, if the mesh sees a face
    /// there, and above it, where the outline that is taken for the hair may be theirs.
    pub fn head_holds(&self, detection: &Detection) -> bool {
        let (x, y) = detection.center();
        let (x, y) = (f64::from(x), f64::from(y));
        let edge = self.bounds.width * 0.05;
        (self.bounds.x + edge..=self.bounds.right() - edge).contains(&x)
            && (self.crown.hair_top.y..=self.bounds.bottom()).contains(&y)
            && (y >= self.bounds.y - self.bounds.height * HIGHER
                || f64::from(detection.width) < self.bounds.width * MUCH_SMALLER)
    }

    /// Pixels between the centres of the eyes.
    pub fn inter_eye_distance(&self) -> f64 {
        (self.right_eye.x - self.left_eye.x).hypot(self.right_eye.y - self.left_eye.y)
    }

    /// How far it looks up or down in degrees, positive when the chin goes down.
    pub fn nod(&self) -> f64 {
        nod::nod(&self.mesh, &self.pose)
    }

    /// What [`Self::nod`] weighs, for those who fit the weights.
    pub fn nod_parts(&self) -> [f64; NOD_PARTS] {
        nod::parts(&self.mesh, &self.pose)
    }

    /// As in the report, to the tenth of a pixel and of a degree, in a picture
    /// `scale` times as large.
    pub fn facts(&self, scale: f64) -> FaceFacts {
        let place = |point: Point| Point { x: point.x * scale, y: point.y * scale }.rounded();
        FaceFacts {
            bounds: self.bounds.enlarged(scale).rounded(),
            left_eye: place(self.left_eye),
            right_eye: place(self.right_eye),
            crown: place(self.crown.hair_top),
            chin: place(self.chin),
            yaw: tenth(self.pose.yaw),
            pitch: tenth(self.nod()),
            roll: tenth(self.pose.roll),
        }
    }
}

/// How much higher a face without its chin is seen again, in its heights: by 0.05 at
/// most on 210 photos that were cut so.
const HIGHER: f64 = 0.15;
/// Less of the face's width than this only curls and buns have that look like one.
const MUCH_SMALLER: f64 = 0.7;

/// The centres of the eyes, the one on the left of the picture first.
pub(super) fn eyes(mesh: &Mesh) -> (Point, Point) {
    (point(mesh.mean(&LEFT_EYE)), point(mesh.mean(&RIGHT_EYE)))
}

fn point((x, y): (f32, f32)) -> Point {
    Point { x: f64::from(x), y: f64::from(y) }
}

fn bounds(mesh: &Mesh) -> Region {
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for &[x, y, _] in mesh.points() {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    Region {
        x: f64::from(low.0),
        y: f64::from(low.1),
        width: f64::from(high.0 - low.0),
        height: f64::from(high.1 - low.1),
    }
}

/// The part of the picture to ask for the person mask: the head with the room
/// and the shoulders that the network is used to.
fn around_head(mesh: &Mesh) -> Region {
    let face = bounds(mesh);
    // The mesh spans about three quarters of the head's height; above it there
    // is room for hair that stands as high as the face once more.
    let top = face.y - 1.1 * face.height;
    let bottom = face.bottom() + 0.6 * face.height;
    let side = bottom - top;
    Region { x: face.x + face.width / 2.0 - side / 2.0, y: top, width: side, height: side }
}
