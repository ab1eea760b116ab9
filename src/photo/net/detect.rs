//! Face detection: BlazeFace's anchors, overlap suppression, and a second look
//! at enlarged parts for small faces.

use super::{ModelError, Networks};
use crate::order::in_order;
use crate::photo::pixels::{Affine, Border, Picture};

/// Side of the network's input in pixels.
const SIDE: usize = 128;

/// A face that was found, in the picture's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// Confidence, 0 to 1.
    pub score: f32,
    /// Left edge of the box (brows to chin).
    pub x: f32,
    /// Top edge of the box.
    pub y: f32,
    /// Width of the box.
    pub width: f32,
    /// Height of the box.
    pub height: f32,
    /// The eye on the left of the picture.
    pub left_eye: (f32, f32),
    /// The eye on the right of the picture.
    pub right_eye: (f32, f32),
}

impl Detection {
    /// The box's centre.
    pub fn center(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether this is a face by itself; else the mesh must see one, too, and what
    /// stands beside it.
    pub fn is_sure(&self) -> bool {
        self.score >= SURE
    }

    /// The same with a box that does not reach beyond the picture's sides.
    pub fn within(self, picture: &Picture) -> Self {
        let x = self.x.max(0.0);
        let right = (self.x + self.width).min(picture.width() as f32);
        Self { x, width: (right - x).max(0.0), ..self }
    }

    /// Whether the picture's left or right side cuts the face off: its box, also one
    /// [within](Self::within) the picture, goes up to there.
    pub fn is_cut_off(&self, picture: &Picture) -> bool {
        // Less than a pixel is rounding.
        self.x < 0.5 || self.x + self.width > picture.width() as f32 - 0.5
    }

    /// The share of the smaller box that lies in both.
    fn overlap(&self, other: &Self) -> f32 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let smaller = (self.width * self.height).min(other.width * other.height);
        if smaller <= 0.0 { 0.0 } else { width.max(0.0) * height.max(0.0) / smaller }
    }
}

impl Networks {
    /// Every face of the picture, those first that are [sure](Detection::is_sure), the
    /// largest first; those of less than a fifth of its height only where `small` are
    /// asked for, which takes four more looks at a portrait.
    ///
    /// # Errors
    ///
    /// When the network does not run.
    pub fn detect(&self, picture: &Picture, small: bool) -> Result<Vec<Detection>, ModelError> {
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let mut found = Vec::new();
        let looks = looks(width, height);
        let count = if small { looks.len() } else { 1 };
        for (center, side) in looks.into_iter().take(count) {
            let place = Affine::rectangle(center, side, side, 0.0);
            found.extend(self.look(part(picture, &place, Border::Black), &place)?);
        }
        Ok(suppressed(found))
    }

    /// Faces that the left or right edge of the picture cuts in half, which
    /// [`Self::detect`] does not find: with its mirror image half a face is a
    /// whole one. Their boxes reach beyond the picture; those that share a face
    /// with `known` ones are left out.
    ///
    /// # Errors
    ///
    /// When the network does not run.
    pub fn detect_halves(
        &self,
        picture: &Picture,
        known: &[Detection],
    ) -> Result<Vec<Detection>, ModelError> {
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let side = height * TALL;
        let mut found = Vec::new();
        for edge in [0.0, width] {
            let place = Affine::rectangle((edge, side / 2.0), side, side, 0.0);
            let part = part(picture, &place, Border::Mirror);
            if is_plain(&part) {
                continue;
            }
            found.extend(self.look(part, &place)?.into_iter().filter(|face| {
                (face.center().0 - edge).abs() < MIDDLE * face.width
                    && known.iter().all(|other| other.overlap(&face.within(picture)) < MAX_OVERLAP)
            }));
        }
        Ok(suppressed(found))
    }

    /// The faces of a square part of the picture.
    fn look(&self, part: Vec<f32>, place: &Affine) -> Result<Vec<Detection>, ModelError> {
        let [regressors, scores] = self.run_detection(part)?;
        let faces = scores.iter().zip(regressors.chunks_exact(16)).zip(anchors());
        Ok(faces
            .filter_map(|((&logit, box_), anchor)| {
                let score = 1.0 / (1.0 + (-logit).exp());
                (score >= LEAST).then(|| decoded(score, box_, anchor, place))?
            })
            .collect())
    }
}

/// A square part of the picture as the network was trained to take it, with
/// values from −1 to 1.
fn part(picture: &Picture, place: &Affine, border: Border) -> Vec<f32> {
    picture.sample(place, (SIDE, SIDE), border, (1.0 / 127.5, -1.0))
}

/// Whether there is nothing but a wall about the middle of a part, where its
/// mirror stands.
fn is_plain(part: &[f32]) -> bool {
    part.chunks_exact(SIDE * SIDE).all(|plane| {
        let middle = plane.chunks_exact(SIDE).flat_map(|row| row.iter().skip(SIDE / 2).take(STRIP));
        let (low, high) = middle
            .fold((f32::MAX, f32::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
        high - low < PLAIN
    })
}

/// Height of the parts at the picture's sides, from its top, as a share of its
/// own: to the chin of somebody who stands as the guide wants it.
const TALL: f32 = 0.8;

/// How far from the mirror the middle of a halved face may be, in its widths. Those of
/// the development photos are within 0.26, what is seen of the applicant and its mirror
/// image beyond 0.57.
const MIDDLE: f32 = 0.3;

/// Width of what must be plain for nobody to be there, in the part's pixels, a
/// few of which are less than a face; and by how much its values may differ: 25 levels,
/// as a lamp's gradient along a good photo's side does.
const STRIP: usize = 4;
const PLAIN: f32 = 0.2;

/// Least confidence of a face by itself, as the network's authors use it.
const SURE: f32 = 0.5;
/// Least confidence of one beside another, half hidden by it: of ten painted ones six are
/// found at 0.5, nine at 0.4, no more at 0.3; of 3,285 others none is a second face.
const LEAST: f32 = 0.4;

/// The square parts to look at, as centre and side: the whole picture, and
/// overlapping parts in which a face of 8 % of the picture's height spans
/// enough of the network's 128 pixels.
fn looks(width: f32, height: f32) -> Vec<((f32, f32), f32)> {
    let mut looks = vec![((width / 2.0, height / 2.0), width.max(height))];
    let side = height * PART;
    for y in spread(height, side) {
        for x in spread(width, side) {
            looks.push(((x, y), side));
        }
    }
    looks
}

/// Side of an enlarged part as a share of the picture's height. Figure from the
/// London set shrunk to faces of 8 %: at 0.62 all fifty are found, at 0.70 only
/// 45.
const PART: f32 = 0.58;

/// Centres of parts of length `side` that cover `length`, half a part apart at
/// most.
fn spread(length: f32, side: f32) -> Vec<f32> {
    let room = length - side;
    if room <= 0.0 {
        return vec![length / 2.0];
    }
    let steps = (room / (side * 0.75)).ceil().max(1.0);
    (0..=steps as usize).map(|step| side / 2.0 + room * step as f32 / steps).collect()
}

/// Centres of the 896 anchors in the unit square: a 16×16 grid with two to a
/// cell, then an 8×8 grid with six.
fn anchors() -> impl Iterator<Item = (f32, f32)> {
    [(16_usize, 2_usize), (8, 6)].into_iter().flat_map(|(grid, to_a_cell)| {
        (0..grid * grid * to_a_cell).map(move |index| {
            let cell = index / to_a_cell;
            let center = |at: usize| (at as f32 + 0.5) / grid as f32;
            (center(cell % grid), center(cell / grid))
        })
    })
}

/// A box and key points out of 16 offsets from `anchor`, in 128ths of the
/// square that `place` stands for.
fn decoded(score: f32, offsets: &[f32], anchor: (f32, f32), place: &Affine) -> Option<Detection> {
    let side = SIDE as f32;
    let point = |x: f32, y: f32| place.apply(anchor.0 + x / side, anchor.1 + y / side);
    let &[x, y, width, height, eye1_x, eye1_y, eye2_x, eye2_y, ..] = offsets else {
        return None;
    };
    let (center_x, center_y) = point(x, y);
    let (width, height) = (width / side * place.a, height / side * place.e);
    let finite = [center_x, center_y, width, height].into_iter().all(f32::is_finite);
    (finite && width > 0.0 && height > 0.0).then(|| Detection {
        score,
        x: center_x - width / 2.0,
        y: center_y - height / 2.0,
        width,
        height,
        left_eye: point(eye1_x, eye1_y),
        right_eye: point(eye2_x, eye2_y),
    })
}

/// One detection a face: of those that overlap, the most confident.
fn suppressed(found: Vec<Detection>) -> Vec<Detection> {
    let mut kept: Vec<Detection> = Vec::new();
    for detection in in_order(&found, |face| -face.score) {
        if kept.iter().all(|other| other.overlap(&detection) < MAX_OVERLAP) {
            kept.push(detection);
        }
    }
    // The largest first, and those that are sure before all others.
    let kept = in_order(&kept, |face| -face.width * face.height);
    in_order(&kept, |face| f32::from(u8::from(!face.is_sure())))
}

/// Two boxes that share more of the smaller than this are one face.
const MAX_OVERLAP: f32 = 0.4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_896_anchors() {
        let all: Vec<_> = anchors().collect();
        assert_eq!(all.len(), 896);
        assert_eq!(all[0], (0.5 / 16.0, 0.5 / 16.0));
        assert_eq!(all[512], (0.5 / 8.0, 0.5 / 8.0));
        assert_eq!(all[895], (7.5 / 8.0, 7.5 / 8.0));
    }

    #[test]
    fn of_overlapping_boxes_the_most_confident_stays() {
        let face = |score, x| Detection {
            score,
            x,
            y: 0.0,
            width: 10.0,
            height: 10.0,
            left_eye: (0.0, 0.0),
            right_eye: (0.0, 0.0),
        };
        let kept = suppressed(vec![face(0.6, 1.0), face(0.9, 0.0), face(0.7, 30.0)]);
        let scores: Vec<_> = kept.iter().map(|face| face.score).collect();
        assert_eq!(scores.len(), 2);
        assert!(scores.contains(&0.9) && scores.contains(&0.7));
    }

    #[test]
    fn the_parts_cover_the_picture() {
        for length in [300.0_f32, 1000.0, 4000.0] {
            let centers = spread(length, 450.0);
            let mut covered = 0.0;
            for center in &centers {
                assert!(center - 225.0 <= covered + 1e-3 || centers.len() == 1);
                covered = center + 225.0;
            }
            assert!(covered >= length - 1e-3);
        }
    }
}
