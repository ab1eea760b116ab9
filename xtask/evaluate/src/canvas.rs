//! A picture in linear light, and what defects are painted with.
//!
//! Light adds up in linear light, so shadows, gains and blurs are computed
//! there; [`Canvas::over`] mixes paint in sRGB levels' own light the same way.

use std::sync::LazyLock;

use image::{Rgb, RgbImage};

/// A picture, three values a pixel in linear light, 0 to 1.
#[derive(Clone)]
pub struct Canvas {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Row by row.
    pub pixels: Vec<[f32; 3]>,
}

/// A person cut out of another photo.
pub struct Cutout {
    /// The photo's part.
    pub picture: Canvas,
    /// How much of each pixel is the person, 0 to 1.
    pub cover: Vec<f32>,
    /// Pixels from crown to chin.
    pub head: f32,
    /// The head's middle in the part's pixels.
    pub middle: (f32, f32),
}

impl Canvas {
    /// From sRGB levels.
    pub fn from_picture(picture: &RgbImage) -> Self {
        Self {
            width: picture.width() as usize,
            height: picture.height() as usize,
            pixels: picture.pixels().map(|pixel| pixel.0.map(linear)).collect(),
        }
    }

    /// To sRGB levels; what is too bright burns out.
    pub fn into_picture(self) -> RgbImage {
        RgbImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            Rgb(self.pixels[y as usize * self.width + x as usize].map(level))
        })
    }

    /// Changes every pixel by its place (the middle of the first at 0.5, 0.5)
    /// and its light.
    pub fn map(mut self, change: impl Fn(f32, f32, [f32; 3]) -> [f32; 3]) -> Self {
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            let (x, y) = (index % self.width, index / self.width);
            *pixel = change(x as f32 + 0.5, y as f32 + 0.5, *pixel);
        }
        self
    }

    /// Lays `paint`, light and cover (0 to 1) by place, over the picture.
    pub fn over(self, paint: impl Fn(f32, f32) -> ([f32; 3], f32)) -> Self {
        self.map(|x, y, below| {
            let (above, cover) = paint(x, y);
            mix(below, above, cover)
        })
    }

    /// The light at a place, between pixels interpolated, beyond the edges the
    /// nearest.
    pub fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let x = (x - 0.5).clamp(0.0, self.width as f32 - 1.0);
        let y = (y - 0.5).clamp(0.0, self.height as f32 - 1.0);
        let (left, top) = (x as usize, y as usize);
        let right = (left + 1).min(self.width - 1);
        let bottom = (top + 1).min(self.height - 1);
        let at = |x: usize, y: usize| self.pixels[y * self.width + x];
        let upper = mix(at(left, top), at(right, top), x.fract());
        let lower = mix(at(left, bottom), at(right, bottom), x.fract());
        mix(upper, lower, y.fract())
    }

    /// A Gaussian blur, its standard deviation in pixels.
    pub fn blurred(&self, sigma: f32) -> Self {
        if sigma <= 0.0 {
            return self.clone();
        }
        let reach = (sigma * 3.0).ceil() as isize;
        let weights: Vec<f32> =
            (-reach..=reach).map(|at| (-0.5 * (at as f32 / sigma).powi(2)).exp()).collect();
        let sum: f32 = weights.iter().sum();
        let pass = |source: &Self, (right, down): (isize, isize)| {
            let last = (source.width as isize - 1, source.height as isize - 1);
            let mut blurred = source.clone();
            for (index, pixel) in blurred.pixels.iter_mut().enumerate() {
                let (x, y) = ((index % source.width) as isize, (index / source.width) as isize);
                let mut light = [0.0; 3];
                for (weight, at) in weights.iter().zip(-reach..=reach) {
                    let x = (x + at * right).clamp(0, last.0) as usize;
                    let y = (y + at * down).clamp(0, last.1) as usize;
                    let from = source.pixels[y * source.width + x];
                    light = std::array::from_fn(|i| light[i] + from[i] * weight);
                }
                *pixel = light.map(|value| value / sum);
            }
            blurred
        };
        pass(&pass(self, (1, 0)), (0, 1))
    }
}

/// `share` of the way from one light to another.
pub fn mix(from: [f32; 3], to: [f32; 3], share: f32) -> [f32; 3] {
    std::array::from_fn(|i| from[i] + (to[i] - from[i]) * share)
}

/// The same of one value.
pub fn mix_one(from: f32, to: f32, share: f32) -> f32 {
    from + (to - from) * share
}

/// sRGB levels as linear light.
pub fn color(levels: [u8; 3]) -> [f32; 3] {
    levels.map(linear)
}

/// Linear light times a gain.
pub fn gain(light: [f32; 3], by: f32) -> [f32; 3] {
    light.map(|value| value * by)
}

/// 0 before `from`, 1 after `to`, smooth between.
pub fn smooth(from: f32, to: f32, at: f32) -> f32 {
    let t = ((at - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// How far a point is inside a closed polygon (negative: outside), in pixels.
pub fn depth_in(polygon: &[(f32, f32)], x: f32, y: f32) -> f32 {
    let (mut inside, mut nearest) = (false, f32::MAX);
    for (index, &(ax, ay)) in polygon.iter().enumerate() {
        let (bx, by) = polygon[(index + 1) % polygon.len()];
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
        nearest = nearest.min(distance((ax, ay), (bx, by), x, y));
    }
    if inside { nearest } else { -nearest }
}

/// How far a point is from the line between two others, in pixels.
pub fn distance((ax, ay): (f32, f32), (bx, by): (f32, f32), x: f32, y: f32) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { ((x - ax) * dx + (y - ay) * dy) / length } else { 0.0 };
    let t = t.clamp(0.0, 1.0);
    (x - ax - t * dx).hypot(y - ay - t * dy)
}

/// 0 to 1, as if random, for a place and a seed.
pub fn noise(x: i32, y: i32, seed: u32) -> f32 {
    let mut hash = seed ^ 0x9E37_79B9;
    for value in [x as u32, y as u32] {
        hash = (hash ^ value).wrapping_mul(0x85EB_CA6B);
        hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
        hash ^= hash >> 16;
    }
    (hash >> 8) as f32 / (1 << 24) as f32
}

fn linear(level: u8) -> f32 {
    static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| {
        std::array::from_fn(|level| {
            let value = level as f32 / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    });
    LIGHT[usize::from(level)]
}

/// The nearest sRGB level: the exact function is slow for every pixel of
/// thousands of pictures, the light half-way between two levels is the same.
fn level(light: f32) -> u8 {
    static BOUNDS: LazyLock<[f32; 255]> = LazyLock::new(|| {
        std::array::from_fn(|level| {
            let value = (level as f32 + 0.5) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    });
    BOUNDS.partition_point(|&bound| bound <= light) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_comes_back() {
        for value in 0..=255 {
            assert_eq!(level(linear(value)), value);
        }
        assert_eq!([level(-1.0), level(2.0), level(f32::NAN)], [0, 255, 0]);
    }
}
