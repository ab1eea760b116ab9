//! A soft lamp above the camera, an open room, and what goes wrong with them.

use crate::math::{Rgb, V3, mix, scale, v3};

/// The light that falls on a person.
#[derive(Clone, Copy, Debug)]
pub struct Light {
    key: V3,
    key_strength: f32,
    room: f32,
    side: f32,
    flash: f32,
    exposure: f32,
    cast: Rgb,
}

impl Light {
    /// See the fields of the same names in [`crate::Portrait`].
    pub fn new(exposure: f32, side_light: f32, flash: f32, cast: Rgb) -> Light {
        let side = side_light.clamp(-1.0, 1.0);
        Light {
            key: v3(0.16 + 1.6 * side, -0.50, 0.86 - 0.5 * side.abs()).unit(),
            key_strength: 0.62 + 0.35 * side.abs(),
            room: 0.46 * (1.0 - 0.82 * side.abs()),
            side,
            flash,
            exposure,
            cast,
        }
    }

    /// The light a surface of this colour sends to the camera. `gloss` 0..1.
    pub fn on(&self, normal: V3, colour: Rgb, gloss: f32) -> Rgb {
        let wrap = 0.22 * (1.0 - 0.7 * self.side.abs());
        let facing = ((normal.dot(self.key) + wrap) / (1.0 + wrap)).max(0.0);
        // The room's walls are lighter than its floor; grazing surfaces see less of it.
        let room = self.room * (0.82 - 0.22 * normal.y) * (0.62 + 0.38 * normal.z.max(0.0));
        let half = (self.key + v3(0.0, 0.0, 1.0)).unit();
        let shine = gloss * 0.10 * normal.dot(half).max(0.0).powi(22);
        let spot =
            self.flash * (0.25 * normal.z.max(0.0) + 1.1 * gloss * normal.z.max(0.0).powi(28));
        let lit = room + self.key_strength * facing;
        // A flash's own light scatters in the skin: part of it keeps the colour.
        let bright = mix(scale(colour, lit + spot), [lit; 3], 0.0);
        let white = shine + 0.55 * spot * gloss;
        self.exposed([bright[0] + white, bright[1] + white, bright[2] + white])
    }

    /// What a white surface facing the camera gives.
    pub fn frontal(&self) -> f32 {
        self.on(v3(0.0, 0.0, 1.0), [1.0; 3], 0.0)[1].max(0.05)
    }

    /// The lamp's strength, 1 = normal.
    pub fn strength(&self) -> f32 {
        self.exposure
    }

    /// Light from elsewhere in the scene, as the camera takes it.
    pub fn exposed(&self, colour: Rgb) -> Rgb {
        [0, 1, 2].map(|i| colour[i] * self.exposure * self.cast[i])
    }
}
