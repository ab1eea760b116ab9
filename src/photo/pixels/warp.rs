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

        let across = Line { length: image.width(), border };
        let border = if border == Border::Mirror { Border::Nearest } else { border };
        let down = Line { length: image.height(), border };
        let at = |row: usize, column: usize| {
            let (u, v) = ((column as f32 + 0.5) / width as f32, (row as f32 + 0.5) / height as f32);
            let (x, y) = place.apply(u, v);
            (x * shrink - 0.5, y * shrink - 0.5)
        };
        // Of an upright part all rows have the same columns, so those are found once.
        let is_upright = place.b == 0.0 && place.d == 0.0;
        let columns: Vec<Option<Between>> = (0..if is_upright { width } else { 0 })
            .map(|column| across.at(at(0, column).0))
            .collect();

        let (reds, rest) = out.split_at_mut(plane);
        let (greens, blues) = rest.split_at_mut(plane);
        let rows = reds
            .chunks_exact_mut(width)
            .zip(greens.chunks_exact_mut(width))
            .zip(blues.chunks_exact_mut(width));
        for (row, ((reds, greens), blues)) in rows.enumerate() {
            let samples = reds.iter_mut().zip(greens).zip(blues);
            let write = |((red, green), blue): ((&mut f32, &mut f32), &mut f32), sample| {
                let [r, g, b, _]: [f32; LANES] = sample;
                *red = r * scale + offset;
                *green = g * scale + offset;
                *blue = b * scale + offset;
            };
            if is_upright {
                let Some(lines) =
                    down.at(at(row, 0).1).and_then(|between| Lines::of(image, between))
                else {
                    continue;
                };
                for (place, column) in samples.zip(&columns) {
                    if let Some(sample) = column.and_then(|column| lines.at(column)) {
                        write(place, sample);
                    }
                }
            } else {
                for (column, place) in samples.enumerate() {
                    let (x, y) = at(row, column);
                    let (x, y) = (across.at(x), down.at(y));
                    let lines = y.and_then(|between| Lines::of(image, between));
                    if let Some(sample) = x.zip(lines).and_then(|(x, lines)| lines.at(x)) {
                        write(place, sample);
                    }
                }
            }
        }
        out
    }
}

/// Red, green, blue, and one that is not used: four make a vector.
const LANES: usize = 4;

/// The picture's pixels along one of its sides.
#[derive(Clone, Copy)]
struct Line {
    length: u32,
    border: Border,
}

/// A place between a pixel and the one after it, as a share of the way.
#[derive(Clone, Copy)]
struct Between {
    first: usize,
    share: f32,
}

impl Line {
    /// Where `x` lies, pixel centres on whole numbers; `None` outside the picture where
    /// the border is black.
    fn at(self, x: f32) -> Option<Between> {
        let end = self.length as f32 - 1.0;
        let x = match self.border {
            Border::Black if !(-0.5..=end + 0.5).contains(&x) => return None,
            Border::Mirror if x < -0.5 => -1.0 - x,
            Border::Mirror if x > end + 0.5 => 2.0 * end + 1.0 - x,
            _ => x,
        };
        let x = x.clamp(0.0, end);
        let first = x as usize;
        Some(Between { first, share: x - first as f32 })
    }
}

/// Two neighbouring rows of pixels and a place between them.
#[derive(Clone, Copy)]
struct Lines<'a> {
    upper: &'a [u8],
    lower: &'a [u8],
    share: f32,
}

impl<'a> Lines<'a> {
    fn of(image: &'a RgbImage, Between { first, share }: Between) -> Option<Self> {
        let stride = image.width() as usize * 3;
        let row = |y: usize| image.as_raw().get(y * stride..(y + 1) * stride);
        let upper = row(first)?;
        // The last row has none below it.
        Some(Self { upper, lower: row(first + 1).unwrap_or(upper), share })
    }

    /// The value between four pixels.
    fn at(self, Between { first, share }: Between) -> Option<[f32; LANES]> {
        let (left, right) = neighbours(self.upper.get(first * 3..)?)?;
        let upper = mix(left, right, share);
        let (left, right) = neighbours(self.lower.get(first * 3..)?)?;
        Some(mix(upper, mix(left, right, share), self.share))
    }
}

/// A row's first pixel and the next; the last pixel is its own.
fn neighbours(row: &[u8]) -> Option<([f32; LANES], [f32; LANES])> {
    let lanes = |bytes: [u8; LANES]| bytes.map(f32::from);
    Some(match *row {
        [a, b, c, d, e, f, g, ..] => (lanes([a, b, c, d]), lanes([d, e, f, g])),
        [a, b, c, d, e, f] => (lanes([a, b, c, 0]), lanes([d, e, f, 0])),
        [a, b, c, ..] => (lanes([a, b, c, 0]), lanes([a, b, c, 0])),
        _ => return None,
    })
}

fn mix(one: [f32; LANES], other: [f32; LANES], share: f32) -> [f32; LANES] {
    let mut mixed = [0.0; LANES];
    for ((mixed, one), other) in mixed.iter_mut().zip(one).zip(other) {
        *mixed = one + (other - one) * share;
    }
    mixed
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
