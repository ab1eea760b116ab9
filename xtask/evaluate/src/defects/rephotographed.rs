//! Photos of photos: of a screen's, of a print's.

use crate::canvas::{Canvas, noise};
use crate::defect::{Defect, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/no-compression-damage",
        name: "a photo of a screen",
        degrees: "the screen's pixels soft / sharp",
        apply: |subject, degree| Some(screen(subject, degree.pick(0.38, 0.28))),
    },
    Defect {
        rule: "photo/no-compression-damage",
        name: "a photo of a print",
        degrees: "a fifth / half of the tone in dots",
        apply: |subject, degree| Some(print(subject, degree.pick(0.2, 0.5))),
    },
];

/// Points about a pixel's middle that are averaged.
const WITHIN: [f32; 3] = [-1.0 / 3.0, 0.0, 1.0 / 3.0];

/// A liquid crystal display: stripes of red, green and blue, dark lines between
/// the rows. `soft` is the lens's blur as a share of the screen's pixel.
fn screen(subject: &Subject, soft: f32) -> Derived {
    let raster = Raster::of(subject, 2.8, 5.0, 3.0);
    let before = subject.canvas();
    let drawn = sampled(&before, |x, y| {
        let (u, v) = raster.own(x, y);
        // What a screen's pixel shows is one light.
        let (cx, cy) = raster.picture(u.floor() + 0.5, v.floor() + 0.5);
        let light = before.sample(cx, cy);
        let row = if v.rem_euclid(1.0) < 0.12 { 0.0 } else { 1.0 / 0.88 };
        let stripe = (u.rem_euclid(1.0) * 3.0) as usize;
        std::array::from_fn(|i| if i == stripe { light[i] * 3.0 * row } else { 0.0 })
    });
    drawn.blurred(soft * raster.pitch).into()
}

/// Dots at 45 degrees that grow with the dark.
fn print(subject: &Subject, share: f32) -> Derived {
    let raster = Raster::of(subject, 3.2, 6.0, 48.0);
    let before = subject.canvas();
    let drawn = sampled(&before, |x, y| {
        let (u, v) = raster.own(x, y);
        let turn = std::f32::consts::TAU;
        let dot = ((u * turn).cos() + (v * turn).cos()) / 4.0 + 0.5;
        before.sample(x, y).map(|light| {
            // On paper half as light a tone is twice as many dots.
            let tone = light.clamp(0.0, 1.0).powf(1.0 / 2.2);
            let ink = ((dot - 1.0 + tone) * 3.0 + 0.5).clamp(0.0, 1.0);
            light * (1.0 - share) + ink * light.clamp(0.05, 1.0).sqrt() * share
        })
    });
    drawn.blurred(0.25 * raster.pitch).into()
}

/// The mean light over each pixel.
fn sampled(canvas: &Canvas, at: impl Fn(f32, f32) -> [f32; 3]) -> Canvas {
    canvas.clone().map(|x, y, _| {
        let mut sum = [0.0; 3];
        for dy in WITHIN {
            for dx in WITHIN {
                let light = at(x + dx, y + dy);
                sum = std::array::from_fn(|i| sum[i] + light[i] / 9.0);
            }
        }
        sum
    })
}

/// Where a screen's pixels or a print's dots lie in the photo.
struct Raster {
    /// Pixels of the photo from one to the next.
    pitch: f32,
    sin: f32,
    cos: f32,
}

impl Raster {
    /// Somewhat askew, about `angle` degrees.
    fn of(subject: &Subject, least: f32, most: f32, angle: f32) -> Self {
        let random = |salt: i32| noise(subject.seed as i32, salt, 0x5C4E);
        let (sin, cos) = (angle * (0.5 + random(1))).to_radians().sin_cos();
        Self { pitch: least + (most - least) * random(2), sin, cos }
    }

    fn own(&self, x: f32, y: f32) -> (f32, f32) {
        ((x * self.cos + y * self.sin) / self.pitch, (y * self.cos - x * self.sin) / self.pitch)
    }

    fn picture(&self, u: f32, v: f32) -> (f32, f32) {
        let (u, v) = (u * self.pitch, v * self.pitch);
        (u * self.cos - v * self.sin, u * self.sin + v * self.cos)
    }
}
