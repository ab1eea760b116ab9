//! The head's form: a skull of elliptic rings with a face pressed into its front.
//!
//! Life-size millimetres. The origin is the middle of the eye line, level with the cheekbones'
//! front; the proportions are those of a mean adult face (63 mm between the pupils, 120 mm from
//! the eyes to the chin, 152 mm wide).

use crate::math::{V3, bell, curve, lerp, smoothstep, v3};
use std::f32::consts::{PI, TAU};

/// The top of the bare skull and the bottom of the chin, y.
pub const SKULL_TOP: f32 = -108.0;
pub const CHIN: f32 = 120.0;
/// Half the distance between the pupils, and half an eye's width.
pub const PUPIL: f32 = 31.5;
pub const EYE_HALF: f32 = 14.0;
/// The height at which the lips meet.
pub const MOUTH: f32 = 69.0;
/// Heads turn about this point.
pub const PIVOT: V3 = v3(0.0, 0.0, -25.0);

/// What moves in a face. See the fields of the same names in [`crate::Portrait`].
#[derive(Clone, Copy, Debug)]
pub struct Expression {
    pub left_eye_open: f32,
    pub right_eye_open: f32,
    pub gaze_x: f32,
    pub gaze_y: f32,
    pub mouth_open: f32,
    pub smile: f32,
    /// Millimetres up; below 0 drawn together.
    pub brows: f32,
    pub teeth: bool,
}

impl Expression {
    /// How far the jaw is dropped, mm.
    fn jaw(&self) -> f32 {
        20.0 * self.mouth_open
    }

    /// Between the lips at the middle, mm.
    pub fn gap(&self) -> f32 {
        let shown = if self.teeth { 3.0 + 5.0 * self.smile } else { 0.0 };
        (23.0 * self.mouth_open).max(shown)
    }

    /// Half the mouth's width, mm.
    pub fn mouth_half(&self) -> f32 {
        24.5 + 6.0 * self.smile - 3.0 * self.mouth_open
    }

    /// The height of the mouth's corners, y.
    pub fn corner_y(&self) -> f32 {
        MOUTH + 1.0 - 7.0 * self.smile + 6.0 * self.mouth_open
    }
}

/// A ring's relative size at height `y`: an ellipsoid's profile, fuller at the top.
fn ring(y: f32) -> f32 {
    let middle = 0.5 * (SKULL_TOP + CHIN);
    let w = ((y - middle) / (CHIN - middle)).clamp(-1.0, 1.0);
    let power = if w < 0.0 { 2.6 } else { 2.2 };
    (1.0 - w.abs().powf(power)).max(0.0).sqrt()
}

/// Half the head's width at height `y`.
fn half_width(y: f32) -> f32 {
    const FULL: [(f32, f32); 8] = [
        (-108.0, 80.0),
        (-70.0, 80.0),
        (-30.0, 77.5),
        (0.0, 75.5),
        (20.0, 75.5),
        (55.0, 76.0),
        (88.0, 77.0),
        (120.0, 78.0),
    ];
    ring(y) * curve(&FULL, y)
}

/// The ring's middle, z.
fn centre_z(y: f32) -> f32 {
    const CENTRE: [(f32, f32); 9] = [
        (-108.0, -24.0),
        (20.0, -24.0),
        (55.0, -21.0),
        (80.0, -11.0),
        (88.0, -4.0),
        (98.0, 8.0),
        (106.0, 18.0),
        (114.0, 28.0),
        (120.0, 32.0),
    ];
    curve(&CENTRE, y)
}

fn front_depth(y: f32) -> f32 {
    const DEPTH: [(f32, f32); 10] = [
        (-108.0, 84.0),
        (-80.0, 84.0),
        (-56.0, 79.0),
        (-30.0, 79.0),
        (0.0, 75.0),
        (30.0, 75.0),
        (55.0, 79.0),
        (88.0, 76.0),
        (106.0, 64.0),
        (120.0, 44.0),
    ];
    ring(y) * curve(&DEPTH, y)
}

/// How far the features stand out of the ring at (x, y), mm; `down` is y with the jaw dropped.
fn relief(x: f32, y: f32, down: f32, face: &Expression) -> f32 {
    if !(-60.0..=130.0).contains(&y) || x.abs() > 72.0 {
        return 0.0;
    }
    let side = x.abs();
    let mut z = 0.0;
    // The nose: a bridge that widens and rises towards the tip, cut off below it.
    const RIDGE: [(f32, f32); 8] = [
        (-20.0, 0.0),
        (-6.0, 2.0),
        (4.0, 8.0),
        (20.0, 16.5),
        (32.0, 22.0),
        (39.0, 21.5),
        (46.0, 8.0),
        (54.0, 0.0),
    ];
    const WIDTH: [(f32, f32); 5] =
        [(-10.0, 6.5), (0.0, 6.0), (15.0, 7.0), (32.0, 9.0), (45.0, 10.0)];
    z += curve(&RIDGE, y) * bell(x, 0.0, curve(&WIDTH, y), 1.0);
    z += 3.5 * bell(x, y - 34.0, 6.5, 6.0);
    z += 9.0 * bell(side - 12.5, y - 37.5, 4.2, 5.0);
    // Eyes lie in hollows under the brow; the eyeball fills its hollow.
    z -= 8.0 * bell(side - 27.0, y + 2.0, 13.0, 9.5);
    z += 6.0 * bell(side - PUPIL, y - 0.5, 9.5, 8.0);
    z += 3.0 * bell(side - 28.0, y + 20.0, 17.0, 7.0);
    z += 1.5 * bell(x, y + 20.0, 12.0, 8.0);
    // Cheekbones, and what a smile lifts.
    z += 3.5 * bell(side - 45.0, y - 28.0, 14.0, 13.0);
    z += 5.0 * face.smile * bell(side - 40.0, y - 38.0, 13.0, 11.0);
    z -= 2.0 * bell(side - 52.0, y - 66.0, 13.0, 18.0);
    // The fold from the nose to the mouth's corner.
    let fold = lerp(19.0, face.mouth_half() + 6.0, ((y - 42.0) / 28.0).clamp(0.0, 1.0));
    z -= (1.0 + 2.0 * face.smile)
        * bell(side - fold, 0.0, 3.0, 1.0)
        * smoothstep(36.0, 46.0, y)
        * smoothstep(82.0, 68.0, y);
    // The mouth stands forward; lips are two rolls with a seam.
    z += 5.0 * bell(x, y - 68.0, 24.0, 18.0);
    z -= 1.6 * bell(x, y - 54.0, 3.0, 6.0);
    let across = (1.0 - (x / face.mouth_half()).powi(2)).max(0.0);
    let seam = MOUTH;
    z += 2.4 * across * bell(y - seam + 4.5, 0.0, 3.2, 1.0);
    z += 3.0 * across * bell(down - seam - face.gap() - 5.5, 0.0, 3.8, 1.0);
    z -= 1.6 * across * bell(down - seam - 0.5 * face.gap(), 0.0, 1.6 + 0.4 * face.gap(), 1.0);
    z -= 3.2 * bell(x, y - 89.0, 17.0, 5.0);
    z += 3.5 * bell(x, y - 105.0, 15.0, 9.0);
    z
}

/// The dropped jaw's share at height `y`.
fn drop(x: f32, y: f32, face: &Expression) -> f32 {
    face.jaw() * smoothstep(66.0, 92.0, y) * smoothstep(85.0, 40.0, x.abs())
}

/// The skull without a face, at azimuth `theta` (0 to the front, positive to the right).
pub fn skull(theta: f32, y: f32) -> V3 {
    let (sin, cos) = theta.sin_cos();
    let depth = if cos > 0.0 { front_depth(y) } else { ring(y) * 95.0 };
    v3(half_width(y) * sin, y, centre_z(y) + depth * cos)
}

/// The head's surface at azimuth `theta`.
fn surface(theta: f32, y: f32, face: &Expression) -> V3 {
    let mut p = skull(theta, y);
    let down = drop(p.x, y, face);
    let frontal = smoothstep(0.05, 0.35, theta.cos());
    if frontal > 0.0 {
        p.z += frontal * relief(p.x, y, y + down, face);
    }
    p.y += down;
    p
}

/// The head at (u, v), both 0..1: u once about it from the back, dense at the front.
pub fn head(u: f32, v: f32, face: &Expression) -> V3 {
    surface(azimuth(u), height(v), face)
}

/// The skull at (u, v), blown up about its middle by `swell` along each axis.
pub fn shell(u: f32, v: f32, swell: V3) -> V3 {
    (skull(azimuth(u), height(v)) - PIVOT).times(swell) + PIVOT
}

fn azimuth(u: f32) -> f32 {
    let w = 2.0 * u - 1.0;
    PI * (0.5 * w + 0.5 * w * w * w)
}

fn height(v: f32) -> f32 {
    0.5 * (SKULL_TOP + CHIN) - 0.5 * (CHIN - SKULL_TOP) * (v * PI).cos()
}

/// The point of the face in front of (x, y).
pub fn face_point(x: f32, y: f32, face: &Expression) -> V3 {
    let theta = (x / half_width(y).max(1.0)).clamp(-1.0, 1.0).asin();
    surface(theta, y, face)
}

/// An ear; `side` is −1 for the picture's left, 1 for its right.
pub fn ear(u: f32, v: f32, side: f32) -> V3 {
    let (sin, cos) = (v * PI).sin_cos();
    let (wide, deep) = (u * TAU).sin_cos();
    let lobe = 1.0 - 0.28 * smoothstep(0.3, 1.0, v);
    let p = v3(9.0 * wide * sin, -31.0 * cos, 17.0 * deep * sin * lobe);
    // Turned outward, leaning back.
    v3(side * (76.5 + p.x - 0.38 * p.z - 0.08 * p.y), 24.0 + p.y, -32.0 + p.z + 0.15 * p.y)
}

/// Neck and shoulders at (u, v).
pub fn torso(u: f32, v: f32) -> V3 {
    const HALF: [(f32, f32); 12] = [
        (60.0, 54.0),
        (100.0, 54.0),
        (118.0, 56.0),
        (130.0, 63.0),
        (142.0, 84.0),
        (155.0, 122.0),
        (168.0, 158.0),
        (182.0, 184.0),
        (200.0, 202.0),
        (240.0, 214.0),
        (320.0, 216.0),
        (640.0, 216.0),
    ];
    const FRONT: [(f32, f32); 7] = [
        (60.0, 22.0),
        (110.0, 18.0),
        (140.0, 24.0),
        (165.0, 42.0),
        (200.0, 62.0),
        (300.0, 80.0),
        (640.0, 70.0),
    ];
    const CENTRE: [(f32, f32); 3] = [(60.0, -45.0), (140.0, -40.0), (220.0, -30.0)];
    let y = if v < 0.6 { lerp(60.0, 220.0, v / 0.6) } else { lerp(220.0, 640.0, (v - 0.6) / 0.4) };
    let (sin, cos) = ((2.0 * u - 1.0) * PI).sin_cos();
    let middle = curve(&CENTRE, y);
    let depth = if cos > 0.0 { curve(&FRONT, y) - middle } else { 75.0 };
    v3(curve(&HALF, y) * sin, y, middle + depth * cos)
}
