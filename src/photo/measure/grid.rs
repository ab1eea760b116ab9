//! Traces of JPEG's blocks of 8×8, in the picture's own pixels.

use image::RgbImage;

use super::ascending;
use super::exposure::luma;
use crate::photo::face::Face;
use crate::photo::pixels::Picture;
use crate::report::Region;

/// A part of a picture as it is stored, not sampled.
#[derive(Clone, Debug)]
pub struct Patch {
    width: usize,
    lumas: Vec<f32>,
}

/// The greatest side of the looked-at part of the face, in pixels: enough to
/// tell, however large the picture is.
const SIDE: f64 = 384.0;

/// How much greater steps between neighbouring pixels of the face are on the
/// lines of a grid of 8×8 than beside them, in levels: the mean over both
/// directions.
pub fn blocks(picture: &Picture, face: &Face) -> f64 {
    let bounds = face.bounds;
    let (width, height) = (bounds.width.min(SIDE), bounds.height.min(SIDE));
    let part = Region {
        x: bounds.x + (bounds.width - width) / 2.0,
        y: bounds.y + (bounds.height - height) / 2.0,
        width,
        height,
    };
    let patch = Patch::cut(picture.full(), part);
    (patch.steps_on_grid() + patch.turned().steps_on_grid()) / 2.0
}

impl Patch {
    /// Cuts out what lies in the picture of a part of it.
    pub fn cut(image: &RgbImage, part: Region) -> Self {
        let part = part.within(f64::from(image.width()), f64::from(image.height()));
        let columns = part.x as usize..part.right() as usize;
        let rows = part.y as usize..part.bottom() as usize;
        Self { width: columns.len(), lumas: cut(image, &columns, &rows) }
    }

    /// Its rows.
    pub fn rows(&self) -> Vec<&[f32]> {
        if self.width == 0 { Vec::new() } else { self.lumas.chunks_exact(self.width).collect() }
    }

    /// The patch with rows and columns exchanged.
    pub fn turned(&self) -> Self {
        let rows = self.rows();
        let lumas = (0..self.width)
            .flat_map(|column| {
                rows.iter().map(move |row| row.get(column).copied().unwrap_or_default())
            })
            .collect();
        Self { width: rows.len(), lumas }
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
        let mut means = [0.0_f32; 8];
        for ((mean, sum), count) in means.iter_mut().zip(sums).zip(counts) {
            *mean = (sum / f64::from(count.max(1))) as f32;
        }
        ascending(&mut means);
        let [_, _, _, low, high, _, _, greatest] = means;
        f64::from(greatest - (low + high) / 2.0)
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
