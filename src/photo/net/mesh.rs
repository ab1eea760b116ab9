//! The face mesh: 468 points on a rotated crop, refined once from itself.

use super::{Detection, ModelError, Networks};
use crate::photo::pixels::{Affine, Border, Picture};

/// Number of points of the mesh.
pub const POINTS: usize = 468;

/// Side of the network's input in pixels.
const SIDE: usize = 192;

/// The crop's side in multiples of the face's, as the network was trained.
const CROP: f32 = 1.5;

/// A face's mesh in the picture's pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Mesh {
    /// Confidence that there is a face, 0 to 1.
    pub presence: f32,
    /// x, y and depth of each point in pixels; depth grows away from the
    /// camera and is relative. Always [`POINTS`] long.
    points: Vec<[f32; 3]>,
}

impl Mesh {
    /// A mesh of points that are known already.
    #[cfg(test)]
    pub(crate) fn new(presence: f32, points: Vec<[f32; 3]>) -> Self {
        Self { presence, points }
    }

    /// All points.
    pub fn points(&self) -> &[[f32; 3]] {
        &self.points
    }

    /// The point of a number below [`POINTS`]; the origin beyond.
    pub fn point(&self, index: usize) -> (f32, f32) {
        self.points.get(index).map_or((0.0, 0.0), |&[x, y, _]| (x, y))
    }

    /// The mean of several points.
    pub fn mean(&self, indices: &[usize]) -> (f32, f32) {
        let n = indices.len().max(1) as f32;
        let (x, y) = indices.iter().fold((0.0, 0.0), |(x, y), &index| {
            let point = self.point(index);
            (x + point.0, y + point.1)
        });
        (x / n, y / n)
    }
}

impl Networks {
    /// The mesh of a face that was detected, in a picture with a `border`.
    ///
    /// # Errors
    ///
    /// When the network does not run.
    pub fn mesh(
        &self,
        picture: &Picture,
        face: &Detection,
        border: Border,
    ) -> Result<Mesh, ModelError> {
        let (left, right) = (face.left_eye, face.right_eye);
        let angle = (right.1 - left.1).atan2(right.0 - left.0);
        let side = face.width.max(face.height);
        let first = self.mesh_in(picture, border, (face.center(), side, angle))?;
        self.mesh_in(picture, border, first.frame())
    }

    fn mesh_in(
        &self,
        picture: &Picture,
        border: Border,
        (center, side, angle): ((f32, f32), f32, f32),
    ) -> Result<Mesh, ModelError> {
        let side = side * CROP;
        let place = Affine::rectangle(center, side, side, angle);
        let input = picture.sample(&place, (SIDE, SIDE), border, (1.0 / 255.0, 0.0));
        let [points, presence] = self.run_mesh(input)?;
        let unit = SIDE as f32;
        let points = points
            .chunks_exact(3)
            .filter_map(|point| {
                let &[x, y, z] = point else { return None };
                let (x, y) = place.apply(x / unit, y / unit);
                Some([x, y, z / unit * side])
            })
            .collect();
        let logit = presence.first().copied().unwrap_or(f32::NEG_INFINITY);
        Ok(Mesh { presence: 1.0 / (1.0 + (-logit).exp()), points })
    }
}

impl Mesh {
    /// The square that the mesh fills, upright with the face: centre, side and
    /// angle in radians.
    fn frame(&self) -> ((f32, f32), f32, f32) {
        // Outer corners of the eyes.
        let (left, right) = (self.point(33), self.point(263));
        let angle = (right.1 - left.1).atan2(right.0 - left.0);
        let (sin, cos) = angle.sin_cos();
        let turned = self.points.iter().map(|&[x, y, _]| (x * cos + y * sin, y * cos - x * sin));
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for (x, y) in turned {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let (x, y) = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        let center = (x * cos - y * sin, x * sin + y * cos);
        (center, (high.0 - low.0).max(high.1 - low.1), angle)
    }
}
