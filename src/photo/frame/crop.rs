//! Where to cut: the rectangle that gives the head the document's size and
//! place, as near to the guide's middle as the picture has room for.

use super::Nudge;
use crate::photo::face::Face;
use crate::photo::measure::framing;
use crate::photo::pixels::Picture;
use crate::photo::profile::{Guide, Profile};
use crate::report::{Missing, Placed, Point};

/// A rectangle of the picture, in pixels of the picture turned about its left
/// upper corner by `angle`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Crop {
    /// By how much the head is turned clockwise, in radians.
    pub angle: f64,
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its height; its width follows from the document's shape.
    pub height: f64,
}

/// So far from a guide's limits a mended photo stays, in millimetres: what the
/// measurement of the mended file may differ by.
const SAFE: f64 = 0.3;

/// Head sizes to try between the guide's middle and either end of it.
const STEPS: i32 = 12;

/// Room that the hair keeps below the upper edge, in millimetres.
const ABOVE_HAIR: f64 = 1.1;

impl Crop {
    /// The crop for a face, or what is missing for the one that lacks least.
    pub fn around(
        face: &Face,
        angle: f64,
        picture: &Picture,
        profile: &Profile,
    ) -> Result<Self, Missing> {
        let turn = |point: Point| turned(point, angle);
        let (hair, skull) = (turn(face.crown.hair_top), turn(face.crown.skull_top));
        let chin = turn(face.chin);
        let middle = middle(face, turn);

        // Guides do not say whether hair counts: the hair's top decides where
        // there is room for it, else the crown as far under it as it is measured.
        let high = framing::is_high(face);
        let length = (chin.y - hair.y).max(0.0);
        let depth = skull.y - hair.y - framing::TOO_DEEP * length;
        let under = hair.y + depth.clamp(0.0, framing::UNDER_HAIR * length);
        let under = Point { y: under, ..hair };
        let crowns = if high { [skull, skull] } else { [hair, under] };
        let mut least: Option<(f64, Missing)> = None;
        for crown in crowns {
            let head = Head { crown, chin, middle, hair_top: if high { skull.y } else { hair.y } };
            let mut best: Option<(f64, Self)> = None;
            let sizes = Range::of(profile.head, HEAD * profile.height_mm);
            for step in -STEPS..=STEPS {
                let share = f64::from(step) / f64::from(STEPS);
                let size = sizes.middle + sizes.half * share;
                let (crop, cost, missing) = head.placed(size, angle, picture, profile);
                let lack = total(&missing);
                if lack > 0.0 {
                    if least.is_none_or(|(lowest, _)| lack < lowest) {
                        least = Some((lack, missing));
                    }
                } else if best.is_none_or(|(lowest, _)| cost + share * share < lowest) {
                    best = Some((cost + share * share, crop));
                }
            }
            if let Some((_, crop)) = best {
                return Ok(crop);
            }
        }
        Err(least.map(|(_, missing)| missing).unwrap_or_default())
    }

    /// The crop moved by hand, and where the head then is; or what is missing for
    /// it.
    pub fn nudged(
        &self,
        face: &Face,
        by: &Nudge,
        picture: &Picture,
        profile: &Profile,
    ) -> Result<(Self, Placed), Missing> {
        let turn = |point: Point| turned(point, self.angle);
        let (hair, chin, middle) = (turn(face.crown.hair_top), turn(face.chin), middle(face, turn));
        let shape = profile.width_mm / profile.height_mm;
        let length = (chin.y - hair.y).max(1.0);
        let mm = self.height / profile.height_mm;
        let placed = Placed {
            head: (length / mm + by.size).max(1.0),
            above: (hair.y - self.top) / mm + by.above,
            aside: (middle - self.left) / mm - profile.width_mm / 2.0 + by.aside,
        };
        let mm = length / placed.head;
        let crop = Self {
            angle: self.angle,
            left: middle - (placed.aside + profile.width_mm / 2.0) * mm,
            top: hair.y - placed.above * mm,
            height: profile.height_mm * mm,
        };
        let missing = crop.missing(shape, mm, picture);
        if total(&missing) > 0.0 { Err(missing) } else { Ok((crop, placed)) }
    }

    /// What of the rectangle lies outside the picture.
    fn missing(&self, shape: f64, mm: f64, picture: &Picture) -> Missing {
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        let mut missing = Missing::default();
        for (across, down) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let corner = turned(
                Point {
                    x: self.left + across * self.height * shape,
                    y: self.top + down * self.height,
                },
                -self.angle,
            );
            // Half a pixel is only rounding.
            let over = |beyond: f64| if beyond > 0.5 { beyond / mm } else { 0.0 };
            missing.left = missing.left.max(over(-corner.x));
            missing.above = missing.above.max(over(-corner.y));
            missing.right = missing.right.max(over(corner.x - width));
            missing.below = missing.below.max(over(corner.y - height));
        }
        missing
    }
}

/// The face's centre line in turned pixels.
fn middle(face: &Face, turn: impl Fn(Point) -> Point) -> f64 {
    let eyes = Point {
        x: (face.left_eye.x + face.right_eye.x) / 2.0,
        y: (face.left_eye.y + face.right_eye.y) / 2.0,
    };
    (turn(eyes).x + turn(face.chin).x) / 2.0
}

/// What a crop is made for, in turned pixels.
struct Head {
    crown: Point,
    chin: Point,
    /// The face's centre line.
    middle: f64,
    /// What must stay inside.
    hair_top: f64,
}

impl Head {
    /// The crop that makes the head `size` millimetres high, moved off the
    /// guide's middle as far as it must and may be to lie in the picture; how
    /// far that was, each share of what is safe squared; and what then lacks.
    fn placed(
        &self,
        size: f64,
        angle: f64,
        picture: &Picture,
        profile: &Profile,
    ) -> (Crop, f64, Missing) {
        let mm = (self.chin.y - self.crown.y).max(1.0) / size;
        let shape = profile.width_mm / profile.height_mm;
        let height = profile.height_mm * mm;
        let margins = Range::of(profile.top_margin, MARGIN * profile.height_mm);
        let offsets = Range::of(profile.center, 0.0);
        let least_margin = ABOVE_HAIR + (self.crown.y - self.hair_top) / mm;
        let (mut margin, mut off) = (margins.middle.max(least_margin), offsets.middle);
        let mut crop = Crop { angle, left: 0.0, top: 0.0, height };
        let mut missing = Missing::default();
        // A move along one edge of a turned picture can lead over another one.
        for _ in 0..4 {
            crop.left = self.middle - off * mm - height * shape / 2.0;
            crop.top = self.crown.y - margin * mm;
            missing = crop.missing(shape, mm, picture);
            off = offsets.within(off - (missing.left - missing.right));
            margin = margins.within(margin - (missing.above - missing.below)).max(least_margin);
        }
        (crop, margins.cost(margin) + offsets.cost(off), missing)
    }
}

/// A guide's middle and how far from it is safe, in millimetres.
struct Range {
    middle: f64,
    half: f64,
}

impl Range {
    /// Of a guide, else about what is usual.
    fn of(guide: Option<Guide>, usual: f64) -> Self {
        let ends = guide.and_then(|guide| Some((guide.limit.min?, guide.limit.max?)));
        let (low, high) = ends.unwrap_or((usual - 1.0, usual + 1.0));
        Self { middle: (low + high) / 2.0, half: ((high - low) / 2.0 - SAFE).max(0.0) }
    }

    fn within(&self, value: f64) -> f64 {
        value.clamp(self.middle - self.half, self.middle + self.half)
    }

    fn cost(&self, value: f64) -> f64 {
        ((value - self.middle) / self.half.max(1e-6)).powi(2)
    }
}

fn total(missing: &Missing) -> f64 {
    missing.above + missing.below + missing.left + missing.right
}

/// Shares of the print's height for documents without a guide: as on the card.
const HEAD: f64 = 34.0 / 45.0;
const MARGIN: f64 = 4.0 / 45.0;

/// A point as it is seen in the picture turned back by an angle.
fn turned(point: Point, angle: f64) -> Point {
    let (sin, cos) = angle.sin_cos();
    Point { x: point.x * cos + point.y * sin, y: point.y * cos - point.x * sin }
}
