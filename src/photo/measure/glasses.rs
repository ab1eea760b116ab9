//! Glasses: how dark their lenses are, how thick their frame, and what light
//! they throw back.
//!
//! Places and lengths are shares of the distance between the eyes (about
//! 63 mm), from an eye's middle outwards and downwards along and across the
//! line through the eyes.

use super::exposure::{linear, luma};
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::{Point, Region};

/// The share of the skin's light that comes through the lenses, 0 to 1 and
/// above: about 1 without glasses, below 0.45 through sunglasses. The clearer
/// lens counts, since glasses are dark before both eyes, a shadow is not.
///
/// What lies behind a lens, lids and the skin below them, is held against bare
/// skin of the same face, so that its colour has no part in it.
pub fn through(picture: &Picture, face: &Face) -> f64 {
    let lenses = Lens::both(face).map(|lens| {
        // Cheek, nose and forehead. Nose and forehead shine, a cheek may have a
        // beard: it is believed while it is not much darker than the others.
        let mut bare = [(0.0, 0.82, 0.36, 0.16), (-0.5, 0.5, 0.12, 0.16), (-0.5, -0.6, 0.4, 0.16)]
            .map(|place| quantile(&lens.lights(picture, place), 0.5));
        let [cheek, ..] = bare;
        ascending(&mut bare);
        let middle = quantile(&bare, 0.5);
        let bare = cheek.clamp(middle * 0.65, middle).max(0.002);
        // Lashes and iris are dark; a fifth of what is about the eye is not.
        let about = quantile(&lens.lights(picture, (0.0, 0.08, 0.52, 0.36)), 0.8);
        // Make-up and deep shade end before the cheekbone, a lens does not.
        let below = quantile(&lens.lights(picture, (0.0, 0.24, 0.36, 0.10)), 0.5);
        about.max(below * 0.8) / bare
    });
    f64::from(lenses[0].max(lenses[1]))
}

/// Where lenses are, the one on the left of the picture first.
pub fn regions(face: &Face) -> [Region; 2] {
    let unit = face.inter_eye_distance();
    [face.left_eye, face.right_eye].map(|eye| Region {
        x: eye.x - 0.42 * unit,
        y: eye.y - 0.26 * unit,
        width: 0.84 * unit,
        height: 0.68 * unit,
    })
}

/// Where a lens would be.
struct Lens {
    /// The eye.
    eye: Point,
    /// 1 where outwards is to the picture's right, else −1.
    out: f32,
    /// Pixels between the eyes.
    unit: f32,
    /// Of the line through the eyes.
    angle: f32,
}

/// Middle, width and height of a rectangle.
type Place = (f32, f32, f32, f32);

impl Lens {
    /// Both, the one on the left of the picture first.
    fn both(face: &Face) -> [Self; 2] {
        let (left, right) = (face.left_eye, face.right_eye);
        let unit = (face.inter_eye_distance() as f32).max(1.0);
        let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
        [(left, -1.0), (right, 1.0)].map(|(eye, out)| Self { eye, out, unit, angle })
    }

    /// The rectangle in the picture, turned by `turn` about its middle.
    fn place(&self, (u, v, width, height): Place, turn: f32) -> Affine {
        let (sin, cos) = self.angle.sin_cos();
        let u = u * self.out;
        let middle = (
            self.eye.x as f32 + (u * cos - v * sin) * self.unit,
            self.eye.y as f32 + (u * sin + v * cos) * self.unit,
        );
        Affine::rectangle(middle, width * self.unit, height * self.unit, self.angle + turn)
    }

    /// The linear luminances of a rectangle, ascending.
    fn lights(&self, picture: &Picture, place: Place) -> Vec<f32> {
        const SIZE: (usize, usize) = (20, 12);
        let place = self.place(place, 0.0);
        let samples = picture.sample(&place, SIZE, Border::Nearest, (1.0, 0.0));
        let (reds, rest) = samples.split_at(SIZE.0 * SIZE.1);
        let (greens, blues) = rest.split_at(SIZE.0 * SIZE.1);
        let mut lights: Vec<f32> = reds
            .iter()
            .zip(greens)
            .zip(blues)
            .map(|((r, g), b)| luma(linear(*r), linear(*g), linear(*b)))
            .collect();
        ascending(&mut lights);
        lights
    }
}
