//! Traces of JPEG's blocks of 8×8 and of an enlargement, in the picture's own
//! pixels.

use image::RgbImage;

use super::exposure::luma;
use crate::photo::face::Face;
use crate::photo::pixels::Picture;

/// The face in the picture's own pixels, its middle where it is large.
#[derive(Clone, Debug)]
pub struct Patch {
    width: usize,
    lumas: Vec<f32>,
}

/// The patch's greatest side in pixels.
const SIDE: f64 = 512.0;

impl Patch {
    /// Cuts the face out, brows to chin.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        let image = picture.full();
        let bounds = face.bounds;
        let (width, height) = (bounds.width.min(SIDE), bounds.height.min(SIDE));
        let (x, y) =
            (bounds.x + (bounds.width - width) / 2.0, bounds.y + (bounds.height - height) / 2.0);
        let (right, bottom) = (f64::from(image.width()), f64::from(image.height()));
        let columns = x.clamp(0.0, right) as usize..(x + width).clamp(0.0, right) as usize;
        let rows = y.clamp(0.0, bottom) as usize..(y + height).clamp(0.0, bottom) as usize;
        Self { width: columns.len(), lumas: cut(image, &columns, &rows) }
    }

    fn rows(&self) -> Vec<&[f32]> {
        if self.width == 0 { Vec::new() } else { self.lumas.chunks_exact(self.width).collect() }
    }

    /// The patch with rows and columns exchanged.
    fn turned(&self) -> Self {
        let rows = self.rows();
        let lumas = (0..self.width)
            .flat_map(|column| {
                rows.iter().map(move |row| row.get(column).copied().unwrap_or_default())
            })
            .collect();
        Self { width: rows.len(), lumas }
    }

    /// How much greater steps between neighbouring pixels are on the lines of
    /// a grid of 8×8 than beside them, in levels: the mean over both
    /// directions.
    pub fn blocks(&self) -> f64 {
        (self.steps_on_grid() + self.turned().steps_on_grid()) / 2.0
    }

    /// How much detail there is between neighbouring pixels, over that between
    /// pixels three apart.
    pub fn detail(&self) -> f64 {
        let (mut near, mut far) = (0.0_f64, 0.0_f64);
        for row in self.rows() {
            for window in row.windows(7) {
                if let &[a, _, c, d, e, _, g] = window {
                    near += f64::from((2.0 * d - c - e).abs().min(40.0));
                    far += f64::from((2.0 * d - a - g).abs().min(40.0));
                }
            }
        }
        near / far.max(1e-9)
    }

    fn steps_on_grid(&self) -> f64 {
        let (mut sums, mut counts) = ([0.0_f64; 8], [0_u32; 8]);
        for row in self.rows() {
            for (x, window) in row.windows(4).enumerate() {
                let &[a, b, c, d] = window else { continue };
                let beside = ((a - b).abs() + (c - d).abs()) / 2.0;
                // Edges of the face say nothing about blocks.
                if beside > 6.0 || (b - c).abs() > 24.0 {
                    continue;
                }
                if let (Some(sum), Some(count)) = (sums.get_mut(x % 8), counts.get_mut(x % 8)) {
                    *sum += f64::from((b - c).abs() - beside);
                    *count += 1;
                }
            }
        }
        let mut means = [0.0; 8];
        for ((mean, sum), count) in means.iter_mut().zip(sums).zip(counts) {
            *mean = sum / f64::from(count.max(1));
        }
        means.sort_by(f64::total_cmp);
        let [_, _, _, low, high, _, _, greatest] = means;
        greatest - (low + high) / 2.0
    }

    /// The strongest period of the second difference that is no JPEG grid's,
    /// over its surroundings: interpolation leaves one (Gallagher 2005).
    pub fn period(&self) -> (f64, f64) {
        let (a, b) = (self.strongest(), self.turned().strongest());
        if a.0.min(b.0) > 0.0 && a.0 > b.0 { (a.0, a.1) } else { (b.0, b.1) }
    }

    fn strongest(&self) -> (f64, f64) {
        let rows = self.rows();
        let length = self.width.saturating_sub(2);
        if length < 64 || rows.is_empty() {
            return (0.0, 0.0);
        }
        let mut means = vec![0.0_f64; length];
        for row in &rows {
            for (mean, window) in means.iter_mut().zip(row.windows(3)) {
                let &[a, b, c] = window else { continue };
                *mean += f64::from((2.0 * b - a - c).abs().min(12.0));
            }
        }
        let logs: Vec<f64> =
            means.iter().map(|sum| (sum / rows.len() as f64 + 0.02).ln()).collect();
        // Without its own slow course.
        let flat: Vec<f64> = (0..length)
            .map(|at| {
                let (from, to) = (at.saturating_sub(8), (at + 9).min(length));
                let around = logs.get(from..to).unwrap_or_default();
                let mean = around.iter().sum::<f64>() / around.len().max(1) as f64;
                logs.get(at).copied().unwrap_or_default() - mean
            })
            .collect();
        let bins = length / 2;
        let spectrum: Vec<f64> = (0..=bins)
            .map(|bin| {
                let turn = std::f64::consts::TAU * bin as f64 / length as f64;
                let (mut re, mut im) = (0.0, 0.0);
                let (sin, cos) = turn.sin_cos();
                let (mut c, mut s) = (1.0, 0.0);
                for value in &flat {
                    re += value * c;
                    im += value * s;
                    (c, s) = (c * cos - s * sin, s * cos + c * sin);
                }
                re.hypot(im)
            })
            .collect();
        let mut best = (0.0, 0.0);
        for (bin, power) in spectrum.iter().enumerate() {
            let frequency = bin as f64 / length as f64;
            let to_grid = (frequency * 8.0 - (frequency * 8.0).round()).abs() / 8.0;
            if frequency < 0.1 || to_grid * (length as f64) < 2.5 {
                continue;
            }
            let (from, to) = (bin.saturating_sub(16), (bin + 17).min(spectrum.len()));
            let mut around = spectrum.get(from..to).unwrap_or_default().to_vec();
            around.sort_by(f64::total_cmp);
            let median = around.get(around.len() / 2).copied().unwrap_or_default();
            let ratio = power / median.max(1e-9);
            if ratio > best.0 {
                best = (ratio, frequency);
            }
        }
        best
    }
}

fn cut(
    image: &RgbImage,
    columns: &std::ops::Range<usize>,
    rows: &std::ops::Range<usize>,
) -> Vec<f32> {
    let stride = image.width() as usize * 3;
    let mut lumas = Vec::with_capacity(columns.len() * rows.len());
    for row in image.as_raw().chunks_exact(stride.max(1)).skip(rows.start).take(rows.len()) {
        let row = row.get(columns.start * 3..columns.end * 3).unwrap_or_default();
        lumas.extend(row.chunks_exact(3).map(|pixel| match pixel {
            &[r, g, b] => luma(f32::from(r), f32::from(g), f32::from(b)),
            _ => 0.0,
        }));
    }
    lumas
}
