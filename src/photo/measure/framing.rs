//! Where the head stands in the print, in millimetres.

use crate::photo::face::Face;
use crate::photo::{Photo, Unseen};
use crate::report::{Point, Region};

/// The head in the print.
///
/// Guides say "crown" (頭頂) without saying whether hair counts, and annotators
/// of real photos put it somewhere between the skull's top and the hair's. So
/// each length has two readings, and only what neither reading allows is
/// outside a guide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Framing {
    /// Chin to the hair's top in millimetres.
    pub hair_head: f64,
    /// Chin to the skull's top in millimetres.
    pub skull_head: f64,
    /// From the picture's upper edge to the hair's top in millimetres.
    pub hair_margin: f64,
    /// From the picture's upper edge to the skull's top in millimetres.
    pub skull_margin: f64,
    /// The same to where the estimate alone puts the skull's top, which has no
    /// bounds: where hair is cut off at the edge nothing else tells the crown.
    pub estimated_margin: f64,
    /// From the picture's middle to the face's centre line in millimetres,
    /// positive to the right.
    pub off_center: f64,
    /// From the picture's left side to the face's in millimetres.
    pub left_margin: f64,
    /// From the face's right side to the picture's in millimetres.
    pub right_margin: f64,
    /// Whether the hair stands so high (a bun, a tall afro) that the skull
    /// decides.
    pub high_hair: bool,
}

/// From this much hair above the estimated skull on, in millimetres of a head
/// of 34 mm, the hair is no longer the head's outline. Of the London set's
/// fifty heads one reaches it, a high bun; a tall quiff measures 8.
const HIGH_HAIR_MM: f64 = 10.0;

/// Deepest that the crown lies under ordinary hair, of the length from the chin to
/// the hair's top: 2.5 mm of 34. Annotators of the London set put it 1.4 mm deep in
/// the median.
pub(in crate::photo) const UNDER_HAIR: f64 = 2.5 / 34.0;

/// So much deeper than annotators see the crown is the skull's estimate, in the same
/// measure. Seventy heads: 0.85 mm of 34 in the median, so that a head is not given
/// room that it has not.
pub(in crate::photo) const TOO_DEEP: f64 = 0.8 / 34.0;

impl Framing {
    /// Measures the largest face.
    ///
    /// # Errors
    ///
    /// When there is no face to measure.
    pub fn of(photo: &Photo) -> Result<Self, Unseen> {
        let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
        let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
        let mm = photo.pixels_a_mm();
        let width = f64::from(picture.width());
        let length = |from: Point, to: Point| (from.x - to.x).hypot(from.y - to.y) / mm;
        let (hair, skull) = (face.crown.hair_top, face.crown.skull_top);
        let hair_head = length(face.chin, hair);
        let high_hair = is_high(face);
        // Where the hair ends below the estimate there is no skull either. The
        // estimate is a guess: unless the hair clearly stands up from the head, the
        // crown is taken to be near the hair's top.
        let deepest = if high_hair { hair_head } else { UNDER_HAIR * hair_head };
        let estimated = hair_head - length(face.chin, skull);
        let under = estimated.clamp(0.0, deepest);
        let too_deep = if high_hair { 0.0 } else { TOO_DEEP * hair_head };
        let room = (estimated - too_deep).clamp(0.0, deepest);
        Ok(Self {
            hair_head,
            skull_head: hair_head - under,
            hair_margin: hair.y / mm,
            skull_margin: hair.y / mm + room,
            estimated_margin: skull.y / mm,
            off_center: (center_line(face) - width / 2.0) / mm,
            left_margin: face.bounds.x / mm,
            right_margin: (width - face.bounds.x - face.bounds.width) / mm,
            high_hair,
        })
    }
}

/// Whether the hair stands so high that the skull decides where the head ends.
pub fn is_high(face: &Face) -> bool {
    let from_chin = |to: Point| (to.x - face.chin.x).hypot(to.y - face.chin.y);
    let (hair, skull) = (from_chin(face.crown.hair_top), from_chin(face.crown.skull_top));
    (hair - skull) / skull.min(hair).max(1e-6) * 34.0 >= HIGH_HAIR_MM
}

/// The x of the face's centre line: half way between the eyes' middle and the
/// chin, so that a slight tilt does not count as being off centre.
fn center_line(face: &Face) -> f64 {
    ((face.left_eye.x + face.right_eye.x) / 2.0 + face.chin.x) / 2.0
}

/// The head from the hair's top to the chin, as wide as the face.
pub fn head_region(face: &Face) -> Region {
    let top = face.crown.hair_top.y.min(face.bounds.y);
    Region { y: top, height: face.chin.y - top, ..face.bounds }
}
