//! Samples of a picture through an affine map.

use image::RgbImage;

use super::Picture;
use crate::report::Region;

/// A map of the plane: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the letters of the formula")]
pub struct Affine {
    pub a: f32,
    pub b: f32,
    pub c: f32,
    pub d: f32,
    pub e: f32,
    pub f: f32,
}

impl Affine {
    /// From the unit square to a rectangle of `width`×`height` about `center`,
    /// turned clockwise by `angle` radians (as seen with y downwards).
    pub fn rectangle(center: (f32, f32), width: f32, height: f32, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        let (a, b) = (cos * width, -sin * height);
        let (d, e) = (sin * width, cos * height);
        Self { a, b, c: center.0 - (a + b) / 2.0, d, e, f: center.1 - (d + e) / 2.0 }
    }

    /// From the unit square to an upright part of the picture.
    pub fn onto(part: Region) -> Self {
        Self {
            a: part.width as f32,
            b: 0.0,
            c: part.x as f32,
            d: 0.0,
            e: part.height as f32,
            f: part.y as f32,
        }
    }

    /// The image of a point.
    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f)
    }
}

/// What a sample outside the picture reads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Border {
    /// Black.
    Black,
    /// The nearest pixel of the picture.
    Nearest,
    /// To the left and right the picture again as in a mirror, once; above and
    /// below, and beyond that, the nearest pixel.
    Mirror,
}

impl Picture {
    /// Samples the part of the picture that `place` maps the unit square to:
    /// `height` rows of `width` samples, all reds, then greens, then blues
    /// (3×H×W), each `value · scale + offset` with values 0 to 255.
    pub fn sample(
        &self,
        place: &Affine,
        (width, height): (usize, usize),
        border: Border,
        (scale, offset): (f32, f32),
    ) -> Vec<f32> {
        let plane = width * height;
        let mut out = vec![offset; plane * 3];
        if plane == 0 {
            return out;
        }
        // Picture pixels a sample step, along the longer axis of the map.
        let step = (place.a.hypot(place.d) / width as f32)
            .max(place.b.hypot(place.e) / height as f32)
            .max(1e-6);
        // At most 1.5 pixels of a level lie between two samples, so that the
        // four pixels of a bilinear sample miss none of any weight.
        let level = (step / 1.5).log2().ceil().max(0.0) as usize;
        let level = level.min(self.levels.len().saturating_sub(1));
        let shrink = 1.0 / (1_u32 << level.min(31)) as f32;
        let image = self.level(level);

        let (reds, rest) = out.split_at_mut(plane);
        let (greens, blues) = rest.split_at_mut(plane);
        let mut planes = reds.iter_mut().zip(greens).zip(blues);
        for row in 0..height {
            let v = (row as f32 + 0.5) / height as f32;
            for column in 0..width {
                let u = (column as f32 + 0.5) / width as f32;
                let (x, y) = place.apply(u, v);
                let sample = bilinear(image, x * shrink - 0.5, y * shrink - 0.5, border);
                if let (Some(((r, g), b)), Some(sample)) = (planes.next(), sample) {
                    *r = sample[0] * scale + offset;
                    *g = sample[1] * scale + offset;
                    *b = sample[2] * scale + offset;
                }
            }
        }
        out
    }
}

/// The value at (x, y), pixel centres on whole numbers; `None` outside the
/// picture where the border is black.
fn bilinear(image: &RgbImage, x: f32, y: f32, border: Border) -> Option<[f32; 3]> {
    let (right, bottom) = (image.width() as f32 - 1.0, image.height() as f32 - 1.0);
    if border == Border::Black
        && !((-0.5..=right + 0.5).contains(&x) && (-0.5..=bottom + 0.5).contains(&y))
    {
        return None;
    }
    let x = match border {
        Border::Mirror if x < -0.5 => -1.0 - x,
        Border::Mirror if x > right + 0.5 => 2.0 * right + 1.0 - x,
        _ => x,
    };
    let (x, y) = (x.clamp(0.0, right), y.clamp(0.0, bottom));
    let (x0, y0) = (x as usize, y as usize);
    let (fx, fy) = (x - x0 as f32, y - y0 as f32);
    let stride = image.width() as usize * 3;
    let raw = image.as_raw();
    let row = |y: usize| raw.get(y.min(bottom as usize) * stride..)?.get(..stride);
    // A pixel and its right neighbour; at the edge it is its own.
    let pair = |row: &[u8]| -> Option<[[f32; 3]; 2]> {
        let row = row.get(x0 * 3..)?;
        let pixel = |pixel: &[u8; 3]| pixel.map(f32::from);
        match row.as_chunks::<3>().0 {
            [left, right, ..] => Some([pixel(left), pixel(right)]),
            [only] => Some([pixel(only); 2]),
            [] => None,
        }
    };
    let ([p00, p10], [p01, p11]) = (pair(row(y0)?)?, pair(row(y0 + 1)?)?);
    let mut sample = [0.0; 3];
    let upper = p00.iter().zip(&p10);
    let lower = p01.iter().zip(&p11);
    for ((value, (p00, p10)), (p01, p11)) in sample.iter_mut().zip(upper).zip(lower) {
        let upper = p00 + (p10 - p00) * fx;
        let lower = p01 + (p11 - p01) * fx;
        *value = upper + (lower - upper) * fy;
    }
    Some(sample)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn slope() -> Picture {
        Picture::new(RgbImage::from_fn(200, 200, |x, y| Rgb([x as u8, y as u8, 7])))
    }

    #[test]
    fn a_sample_is_where_the_map_says_at_every_scale() {
        let picture = slope();
        for side in [200.0_f32, 100.0, 50.0] {
            for size in [4_usize, 16, 50] {
                let place = Affine::rectangle((100.0, 100.0), side, side, 0.0);
                let out = picture.sample(&place, (size, size), Border::Nearest, (1.0, 0.0));
                for column in 1..size - 1 {
                    let x = 100.0 - side / 2.0 + (column as f32 + 0.5) * side / size as f32 - 0.5;
                    let red = out[size / 2 * size + column];
                    assert!((red - x).abs() < 1.0, "{side} {size}: {red} for {x}");
                }
            }
        }
    }

    #[test]
    fn a_quarter_turn_swaps_the_axes() {
        let place = Affine::rectangle((100.0, 100.0), 100.0, 100.0, std::f32::consts::FRAC_PI_2);
        let out = slope().sample(&place, (10, 10), Border::Nearest, (1.0, 0.0));
        // Along a row of samples the picture is crossed downwards.
        assert!((out[9] - out[0]).abs() < 0.01);
        assert!(out[109] - out[100] > 80.0);
    }

    #[test]
    fn a_mirror_stands_at_each_side() {
        let red = |x: f32| {
            let place = Affine::rectangle((x, 100.5), 1.0, 1.0, 0.0);
            slope().sample(&place, (1, 1), Border::Mirror, (1.0, 0.0))[0]
        };
        for x in [0.5_f32, 3.25, 40.0] {
            assert_eq!(red(-x), red(x));
            assert_eq!(red(200.0 + x), red(200.0 - x));
        }
        assert_eq!(red(-900.0), 199.0);
    }

    #[test]
    fn outside_is_black_or_the_nearest_pixel() {
        let place = Affine::rectangle((-100.0, 100.0), 100.0, 100.0, 0.0);
        let at = |border| slope().sample(&place, (2, 2), border, (1.0, 0.0))[8];
        assert_eq!(at(Border::Black), 0.0);
        assert_eq!(at(Border::Nearest), 7.0);
    }
}
