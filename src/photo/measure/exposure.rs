//! How light the face is.

use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};

/// Lightness of the face's skin in sRGB levels, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    /// Half of the face is darker.
    pub median: f64,
    /// Nine tenths of the face are darker: the lit skin.
    pub lit: f64,
}

/// Points of the mesh on bare skin: forehead, cheeks, the nose's bridge and
/// sides. Brows, eyes, lips, and beards are elsewhere.
const SKIN: [usize; 34] = [
    9, 8, 151, 108, 337, 69, 299, 107, 336, 66, 296, 6, 197, 195, 5, 4, 45, 275, 50, 280, 101, 330,
    36, 266, 205, 425, 118, 347, 117, 346, 123, 352, 187, 411,
];

impl Exposure {
    /// Measures the skin around the points of the mesh that lie on it.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        // Patches of a twentieth of the distance between the eyes.
        let side = (face.inter_eye_distance() * 0.1).max(1.0) as f32;
        let mut levels: Vec<f32> = Vec::with_capacity(SKIN.len() * 16);
        for index in SKIN {
            let place = Affine::rectangle(face.mesh.point(index), side, side, 0.0);
            let values = picture.sample(&place, (4, 4), Border::Nearest, (1.0, 0.0));
            let (reds, rest) = values.split_at(16);
            let (greens, blues) = rest.split_at(16);
            levels.extend(reds.iter().zip(greens).zip(blues).map(|((r, g), b)| luma(*r, *g, *b)));
        }
        levels.sort_by(f32::total_cmp);
        let at = |share: f64| {
            let index = (share * levels.len().saturating_sub(1) as f64) as usize;
            f64::from(levels.get(index).copied().unwrap_or_default())
        };
        Self { median: at(0.5), lit: at(0.9) }
    }
}

/// Luma of sRGB levels (ITU-R BT.709), 0 to 255.
pub fn luma(r: f32, g: f32, b: f32) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
