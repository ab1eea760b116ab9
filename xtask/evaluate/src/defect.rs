//! What a defect is: one thing wrong with an otherwise good photo, so that the
//! rule that must find it is known.

use std::sync::Arc;

use image::RgbImage;
use jiff::civil::Date;
use mynacheck::photo::Options;
use mynacheck::photo::face::Face;

use crate::canvas::{Canvas, Cutout};

/// A way to spoil a good photo.
pub struct Defect {
    /// The rule that must find it, such as `photo/sharp`.
    pub rule: &'static str,
    /// What is wrong, unique within the rule, such as `out of focus`.
    pub name: &'static str,
    /// What the two degrees are, for the report: `σ 1.5 % / 3 % of the distance
    /// between the eyes`.
    pub degrees: &'static str,
    /// Spoils the photo; `None` where this photo does not allow it (no room for
    /// a shadow, no hair to pull over an eye). The same subject and degree give
    /// the same bytes.
    pub apply: fn(&Subject, Degree) -> Option<Derived>,
}

/// How strong a defect is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Degree {
    /// An attentive official sees it.
    Moderate,
    /// Anybody sees it.
    Strong,
}

impl Degree {
    /// Both, the weaker first.
    pub const ALL: [Self; 2] = [Self::Moderate, Self::Strong];

    /// The value for this degree.
    pub fn pick<T>(self, moderate: T, strong: T) -> T {
        match self {
            Self::Moderate => moderate,
            Self::Strong => strong,
        }
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        self.pick("moderate", "strong")
    }
}

/// A good photo and where things are in it.
pub struct Subject {
    /// A passing photo: 35:45 (Canada: 3:4), the head 34 mm high.
    pub picture: RgbImage,
    /// What the checker's own networks see in it: mesh (468 points), person
    /// mask, eyes, chin, crown, pose, all in `picture`'s pixels.
    pub face: Face,
    /// Pixels of `picture` a millimetre of the print.
    pub px_per_mm: f32,
    /// Pixels between the centres of the eyes.
    pub inter_eye: f32,
    /// Where the pupils were placed by hand, left and right in the picture.
    pub pupils: [(f32, f32); 2],
    /// Where the head's top was placed by hand, pixels from `picture`'s top: the
    /// hair's or the crown's, by how the photo was trimmed.
    pub head_top: f32,
    /// Where the chin was placed by hand, pixels from `picture`'s top.
    pub chin: f32,
    /// Where annotators put the crown, at or under the hair's top, likewise.
    pub crown: f32,
    /// The head's roll by the hand-placed eyes, degrees clockwise.
    pub roll_deg: f32,
    /// The photo that `picture` was cut from, for framing.
    pub source: Arc<RgbImage>,
    /// Where `picture`'s left upper corner lies in `source`, of one scale.
    pub origin: (f64, f64),
    /// Another person's head to put into the picture.
    pub guest: Option<Arc<Cutout>>,
    /// Differs between persons; for what looks random.
    pub seed: u32,
}

impl Subject {
    /// A point of the mesh (0 to 467), in pixels.
    pub fn at(&self, index: usize) -> (f32, f32) {
        self.face.mesh.point(index)
    }

    /// The points of the mesh of these numbers, in pixels.
    pub fn points(&self, indices: &[usize]) -> Vec<(f32, f32)> {
        indices.iter().map(|&index| self.at(index)).collect()
    }

    /// The face's own axes.
    pub fn axes(&self) -> Axes {
        let (a, b) = (self.face.left_eye, self.face.right_eye);
        let (dx, dy) = ((b.x - a.x) as f32, (b.y - a.y) as f32);
        let unit = dx.hypot(dy);
        Axes {
            middle: (((a.x + b.x) / 2.0) as f32, ((a.y + b.y) / 2.0) as f32),
            unit,
            cos: dx / unit,
            sin: dy / unit,
        }
    }

    /// How likely the pixel is the person: 0 to 1.
    pub fn person_at(&self, x: f32, y: f32) -> f32 {
        self.face.mask.at(f64::from(x), f64::from(y))
    }

    /// The picture in linear light, to paint on.
    pub fn canvas(&self) -> Canvas {
        Canvas::from_picture(&self.picture)
    }

    /// The median light where `wanted`; `None` where that is fewer than so many
    /// pixels.
    pub fn middle_light(
        &self,
        fewest: usize,
        wanted: impl Fn(f32, f32, [f32; 3]) -> bool,
    ) -> Option<[f32; 3]> {
        const STEP: usize = 7;
        let canvas = self.canvas();
        let mut values: [Vec<f32>; 3] = Default::default();
        for (index, light) in canvas.pixels.iter().enumerate().step_by(STEP) {
            let (x, y) = ((index % canvas.width) as f32 + 0.5, (index / canvas.width) as f32 + 0.5);
            if wanted(x, y, *light) {
                for (values, light) in values.iter_mut().zip(light) {
                    values.push(*light);
                }
            }
        }
        if values[0].is_empty() || values[0].len() * STEP < fewest {
            return None;
        }
        Some(values.map(|mut values| {
            values.sort_by(f32::total_cmp);
            values[values.len() / 2]
        }))
    }
}

/// Along the line through the eyes to the picture's right, and down across it.
#[derive(Clone, Copy)]
pub struct Axes {
    /// The pixel in the middle between the eyes: where both are 0.
    pub middle: (f32, f32),
    /// Pixels between the eyes.
    pub unit: f32,
    /// Of the angle of the line through the eyes.
    pub cos: f32,
    /// Of the angle of the line through the eyes.
    pub sin: f32,
}

impl Axes {
    /// Where a pixel is, in shares of the distance between the eyes.
    pub fn own(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = ((x - self.middle.0) / self.unit, (y - self.middle.1) / self.unit);
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }

    /// The pixel of a place.
    pub fn pixel(&self, (u, v): (f32, f32)) -> (f32, f32) {
        (
            self.middle.0 + (u * self.cos - v * self.sin) * self.unit,
            self.middle.1 + (u * self.sin + v * self.cos) * self.unit,
        )
    }
}

/// What became of a photo.
pub struct Derived {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The applicant's date of birth, where it matters.
    pub born: Option<Date>,
}

/// The quality at which good photos are saved.
pub const QUALITY: u8 = 92;

/// The day on which every photo is handed in.
pub const APPLIED_ON: Date = Date::constant(2026, 11, 1);

impl Derived {
    /// What the checker is told with the file.
    pub fn options(&self) -> Options {
        Options { applied_on: Some(APPLIED_ON), born: self.born, ..Options::default() }
    }
}

impl From<Vec<u8>> for Derived {
    /// A file as it is, for defects of the file itself.
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, born: None }
    }
}

impl From<RgbImage> for Derived {
    /// A picture saved as the good photos are.
    fn from(picture: RgbImage) -> Self {
        portrait_painter::files::jpeg(&picture, QUALITY).into()
    }
}

impl From<Canvas> for Derived {
    fn from(canvas: Canvas) -> Self {
        canvas.into_picture().into()
    }
}
