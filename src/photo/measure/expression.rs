//! How far a face is from its relaxed look.

use crate::photo::face::Face;

/// Lengths as shares of the distance between the eyes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expression {
    /// From corner to corner of the mouth.
    pub width: f64,
    /// How much higher the corners of the mouth are than the lips' middle.
    pub lift: f64,
    /// How high the mesh's brows are above the eyes' centres.
    pub brows: f64,
    /// From one side of the face to the other.
    pub face: f64,
}

/// The brows' middle points, on the left and on the right of the picture.
const BROWS: [[usize; 6]; 2] = [[52, 65, 105, 66, 63, 53], [282, 295, 334, 296, 293, 283]];

/// Measures the mesh.
pub fn of(face: &Face) -> Expression {
    let unit = face.inter_eye_distance().max(1e-6);
    let (left, right) = (face.left_eye, face.right_eye);
    let (cos, sin) = ((right.x - left.x) / unit, (right.y - left.y) / unit);
    // Along the line through the eyes and down from it.
    let place = |indices: &[usize]| {
        let (x, y) = face.mesh.mean(indices);
        let (x, y) = (f64::from(x) - left.x, f64::from(y) - left.y);
        ((x * cos + y * sin) / unit, (y * cos - x * sin) / unit)
    };
    let (left_corner, right_corner) = (place(&[61]), place(&[291]));
    let (left_side, right_side) = (place(&[234]), place(&[454]));
    let middle = place(&[13, 14]);
    let [left_brow, right_brow] = BROWS.map(|points| place(&points));
    Expression {
        width: right_corner.0 - left_corner.0,
        lift: middle.1 - (left_corner.1 + right_corner.1) / 2.0,
        brows: -(left_brow.1 + right_brow.1) / 2.0,
        face: right_side.0 - left_side.0,
    }
}
