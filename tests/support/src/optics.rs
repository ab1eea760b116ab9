//! From linear light to the picture a camera would give: blur, shake, noise, sRGB.

use crate::math::{hash, srgb};
use image::RgbImage;

/// A picture in linear light.
#[derive(Clone, Debug)]
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[f32; 3]>,
}

impl Plane {
    fn at(&self, x: isize, y: isize) -> [f32; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.pixels[y * self.width + x]
    }

    fn between(&self, x: f32, y: f32) -> [f32; 3] {
        let (fx, fy) = (x.floor(), y.floor());
        let (ix, iy) = (fx as isize, fy as isize);
        let (tx, ty) = (x - fx, y - fy);
        let corners =
            [self.at(ix, iy), self.at(ix + 1, iy), self.at(ix, iy + 1), self.at(ix + 1, iy + 1)];
        let shares = [(1.0 - tx) * (1.0 - ty), tx * (1.0 - ty), (1.0 - tx) * ty, tx * ty];
        sum(corners.into_iter().zip(shares))
    }

    /// Gaussian blur, `sigma` in pixels.
    pub fn blurred(self, sigma: f32) -> Plane {
        if sigma <= 0.05 {
            return self;
        }
        let reach = (3.0 * sigma).ceil() as isize;
        let mut kernel: Vec<f32> =
            (-reach..=reach).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let whole: f32 = kernel.iter().sum();
        kernel.iter_mut().for_each(|k| *k /= whole);
        let across = self.mapped(|x, y| {
            sum((-reach..=reach).map(|i| self.at(x + i, y)).zip(kernel.iter().copied()))
        });
        across.mapped(|x, y| {
            sum((-reach..=reach).map(|i| across.at(x, y + i)).zip(kernel.iter().copied()))
        })
    }

    /// The mean along a line `length` pixels long, `degrees` clockwise from the horizontal.
    pub fn shaken(self, length: f32, degrees: f32) -> Plane {
        if length <= 0.5 {
            return self;
        }
        let (sin, cos) = degrees.to_radians().sin_cos();
        let steps = length.ceil() as usize + 1;
        let share = 1.0 / steps as f32;
        self.mapped(|x, y| {
            sum((0..steps).map(|i| {
                let t = (i as f32 / (steps - 1) as f32 - 0.5) * length;
                (self.between(x as f32 + t * cos, y as f32 + t * sin), share)
            }))
        })
    }

    fn mapped(&self, pixel: impl Fn(isize, isize) -> [f32; 3]) -> Plane {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height as isize {
            for x in 0..self.width as isize {
                pixels.push(pixel(x, y));
            }
        }
        Plane { width: self.width, height: self.height, pixels }
    }

    /// sRGB bytes with sensor noise, `noise` in 8-bit levels (standard deviation).
    pub fn developed(&self, noise: f32, seed: u32) -> RgbImage {
        // One table step is a quarter of a level at worst, in the darkest part.
        const STEPS: usize = 8192;
        let table: Vec<f32> =
            (0..=STEPS).map(|i| srgb((i as f32 / STEPS as f32).powi(2))).collect();
        RgbImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            let linear = self.pixels[y as usize * self.width + x as usize];
            let grey = grain(x, y, seed);
            let mut rgb = [0; 3];
            for (i, byte) in rgb.iter_mut().enumerate() {
                let level = table[(linear[i].clamp(0.0, 1.0).sqrt() * STEPS as f32) as usize];
                let own = grain(x, y, seed ^ (0x51 + i as u32));
                *byte = (level + noise * (0.8 * grey + 0.6 * own)).round().clamp(0.0, 255.0) as u8;
            }
            image::Rgb(rgb)
        })
    }
}

/// Repeatable noise with mean 0 and standard deviation 1, nearly normal.
fn grain(x: u32, y: u32, seed: u32) -> f32 {
    let (x, y) = (x as i32, y as i32);
    let sum = hash(x, y, seed) + hash(x, y, seed ^ 0x9E1) + hash(x, y, seed ^ 0x7C3);
    (sum - 1.5) * 2.0
}

fn sum(parts: impl Iterator<Item = ([f32; 3], f32)>) -> [f32; 3] {
    let mut total = [0.0; 3];
    for (colour, share) in parts {
        for (t, c) in total.iter_mut().zip(colour) {
            *t += c * share;
        }
    }
    total
}
