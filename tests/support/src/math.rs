//! Vectors, curves and a repeatable noise: what the rest of the painter stands on.

use std::ops::{Add, Mul, Sub};

/// A point or direction. x to the picture's right, y down, z towards the camera; millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct V3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

pub const fn v3(x: f32, y: f32, z: f32) -> V3 {
    V3 { x, y, z }
}

impl V3 {
    pub fn dot(self, other: V3) -> f32 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub fn cross(self, other: V3) -> V3 {
        v3(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    pub fn unit(self) -> V3 {
        let length = self.dot(self).sqrt();
        if length > 0.0 { self * (1.0 / length) } else { v3(0.0, 0.0, 1.0) }
    }

    /// Component-wise product.
    pub fn times(self, other: V3) -> V3 {
        v3(self.x * other.x, self.y * other.y, self.z * other.z)
    }
}

impl Add for V3 {
    type Output = V3;
    fn add(self, other: V3) -> V3 {
        v3(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for V3 {
    type Output = V3;
    fn sub(self, other: V3) -> V3 {
        v3(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f32> for V3 {
    type Output = V3;
    fn mul(self, by: f32) -> V3 {
        v3(self.x * by, self.y * by, self.z * by)
    }
}

/// A head's turn: pitch about its ear-to-ear axis, then yaw, then roll.
///
/// Positive yaw moves the nose to the picture's right, positive pitch moves it down,
/// positive roll leans the crown to the picture's right. Angles in degrees.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub yaw: f32,
    pub pitch: f32,
    pub roll: f32,
}

impl Turn {
    /// The same turn, only `share` (0..1) of it.
    pub fn scaled(self, share: f32) -> Turn {
        Turn { yaw: self.yaw * share, pitch: self.pitch * share, roll: self.roll * share }
    }

    pub fn apply(self, p: V3) -> V3 {
        let (sin, cos) = self.pitch.to_radians().sin_cos();
        let p = v3(p.x, p.y * cos + p.z * sin, p.z * cos - p.y * sin);
        let (sin, cos) = self.yaw.to_radians().sin_cos();
        let p = v3(p.x * cos + p.z * sin, p.y, p.z * cos - p.x * sin);
        let (sin, cos) = self.roll.to_radians().sin_cos();
        v3(p.x * cos - p.y * sin, p.x * sin + p.y * cos, p.z)
    }
}

pub fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// 0 below `from`, 1 above `to`, smooth between; `from` may be the larger.
pub fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A bell of height 1 with standard deviations `sx` and `sy`.
pub fn bell(x: f32, y: f32, sx: f32, sy: f32) -> f32 {
    let square = (x / sx) * (x / sx) + (y / sy) * (y / sy);
    if square > 18.0 { 0.0 } else { (-0.5 * square).exp() }
}

/// Coverage of a shape whose signed distance is `distance` (negative inside), its edge `width` wide.
pub fn inside(distance: f32, width: f32) -> f32 {
    smoothstep(0.5, -0.5, distance / width)
}

/// A smooth curve through `points` (ascending x), flat outside them.
pub fn curve(points: &[(f32, f32)], x: f32) -> f32 {
    let last = points.len() - 1;
    if x <= points[0].0 {
        return points[0].1;
    }
    if x >= points[last].0 {
        return points[last].1;
    }
    let i = points.iter().rposition(|p| p.0 <= x).unwrap_or(0).min(last - 1);
    let slope = |k: usize| {
        if k == 0 || k == last {
            return 0.0;
        }
        let (a, b, c) = (points[k - 1], points[k], points[k + 1]);
        let (before, after) = ((b.1 - a.1) / (b.0 - a.0), (c.1 - b.1) / (c.0 - b.0));
        // A turning point stays one: no overshoot.
        if before * after <= 0.0 { 0.0 } else { 2.0 * before * after / (before + after) }
    };
    let (a, b) = (points[i], points[i + 1]);
    let h = b.0 - a.0;
    let t = (x - a.0) / h;
    let (t2, t3) = (t * t, t * t * t);
    a.1 * (2.0 * t3 - 3.0 * t2 + 1.0)
        + b.1 * (3.0 * t2 - 2.0 * t3)
        + h * (slope(i) * (t3 - 2.0 * t2 + t) + slope(i + 1) * (t3 - t2))
}

/// A number in 0..1 that depends on nothing but its arguments.
pub fn hash(x: i32, y: i32, seed: u32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x9E37_79B1)
        ^ (y as u32).wrapping_mul(0x85EB_CA77)
        ^ seed.wrapping_mul(0xC2B2_AE3D);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    h ^= h >> 15;
    (h >> 8) as f32 / (1 << 24) as f32
}

/// Smooth noise in −1..1 with features about 1 unit wide.
pub fn noise(x: f32, y: f32, seed: u32) -> f32 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as i32, fy as i32);
    let (tx, ty) = (smoothstep(0.0, 1.0, x - fx), smoothstep(0.0, 1.0, y - fy));
    let top = lerp(hash(ix, iy, seed), hash(ix.wrapping_add(1), iy, seed), tx);
    let iy = iy.wrapping_add(1);
    let bottom = lerp(hash(ix, iy, seed), hash(ix.wrapping_add(1), iy, seed), tx);
    2.0 * lerp(top, bottom, ty) - 1.0
}

/// A colour in linear light; 1 is the picture's white.
pub type Rgb = [f32; 3];

pub fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)]
}

pub fn scale(a: Rgb, by: f32) -> Rgb {
    a.map(|c| c * by)
}

pub fn tint(a: Rgb, by: Rgb) -> Rgb {
    [a[0] * by[0], a[1] * by[1], a[2] * by[2]]
}

/// sRGB bytes to linear light (IEC 61966-2-1).
pub fn linear(rgb: [u8; 3]) -> Rgb {
    rgb.map(|c| {
        let c = f32::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

/// Linear light to an sRGB value in 0..255, not yet rounded.
pub fn srgb(c: f32) -> f32 {
    let c = c.clamp(0.0, 1.0);
    255.0 * if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 }
}
