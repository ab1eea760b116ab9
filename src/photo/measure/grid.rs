//! Traces of JPEG's blocks of 8×8, in the picture's own pixels, also where the damaged
//! picture was scaled afterwards.

use image::RgbImage;

use super::exposure::luma;
use super::{ascending, quantile};
use crate::order::{larger, smaller};
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
/// tell, however large the picture is; 640 told no better.
const SIDE: f64 = 448.0;
/// The sides of blocks that are looked for, in pixels: JPEG's 8, scaled by 0.75 to 2.75.
const SHORTEST: f32 = 6.0;
const LONGEST: f32 = 22.0;
/// So few blocks of a side side by side prove nothing.
const FEWEST: f32 = 6.0;
/// A block in so many parts: its edge is two of them, a pixel of the 8.
const PARTS: usize = 16;

/// How much greater steps between neighbouring pixels of the face are on the
/// lines of a grid of squares than beside them, in levels: of the best grid whose
/// squares are 6 to 22 pixels wide, the lesser of both directions.
pub fn blocks(picture: &Picture, face: &Face) -> f64 {
    let bounds = face.bounds;
    let (width, height) = (bounds.width.min(SIDE), bounds.height.min(SIDE));
    let part = Region {
        x: bounds.x + (bounds.width - width) / 2.0,
        y: bounds.y + (bounds.height - height) / 2.0,
        width,
        height,
    };
    strongest_grid(&Patch::cut(picture.full(), part))
}

fn strongest_grid(patch: &Patch) -> f64 {
    let (across, down) = (steps(patch), steps(&patch.turned()));
    let (mut strongest, mut before) = (0.0, (0.0, 0.0));
    let mut side = SHORTEST;
    while side < LONGEST {
        let now = (edge(&across, side), edge(&down, side));
        // The two directions may be a step of sides apart.
        let both = smaller(larger(now.0, before.0), larger(now.1, before.1));
        strongest = larger(strongest, both);
        before = now;
        // Over the whole length, the lines of two sides part by an eighth of a block.
        side *= 1.0 + side / (8.0 * SIDE as f32);
    }
    f64::from(strongest)
}

/// The mean step from each column to the next, beyond what is usual around it.
fn steps(patch: &Patch) -> Vec<f32> {
    // The face's own edges are no greater than those of blocks.
    const GREATEST: f32 = 20.0;
    const AROUND: usize = 8;
    // No one column says more than several.
    const FURTHEST: f32 = 5.0;
    let rows = patch.rows();
    let mut means = vec![0.0; patch.width.saturating_sub(1)];
    for row in &rows {
        for (mean, step) in means.iter_mut().zip(row.windows(2)) {
            if let &[one, other] = step {
                *mean += smaller((one - other).abs(), GREATEST) / rows.len() as f32;
            }
        }
    }
    let usual = |at: usize| {
        let end = (at + AROUND + 1).min(means.len());
        let mut around = means.get(at.saturating_sub(AROUND)..end).unwrap_or_default().to_vec();
        ascending(&mut around);
        quantile(&around, 0.5)
    };
    let beyond = |(at, mean): (usize, &f32)| (mean - usual(at)).clamp(-FURTHEST, FURTHEST);
    means.iter().enumerate().map(beyond).collect()
}

/// The height of the edge of blocks with this side, as far as there is no second edge
/// within a block: enlarged noise has several.
fn edge(steps: &[f32], side: f32) -> f32 {
    // So many parts away an edge is another.
    const APART: usize = 4;
    if (steps.len() as f32) < FEWEST * side {
        return 0.0;
    }
    let mut parts = [(0.0_f32, 0.0_f32); PARTS];
    let parts_a_pixel = PARTS as f32 / side;
    for (at, step) in steps.iter().enumerate() {
        let part = (at as f32 * parts_a_pixel) as usize % PARTS;
        if let Some((sum, count)) = parts.get_mut(part) {
            *sum += step;
            *count += 1.0;
        }
    }
    let mut edges = [0.0; PARTS];
    let next = parts.iter().cycle().skip(1);
    for ((edge, one), other) in edges.iter_mut().zip(&parts).zip(next) {
        *edge = (one.0 + other.0) / larger(one.1 + other.1, 1.0);
    }
    let greatest = edges.iter().copied().fold(0.0, larger);
    let at = edges.iter().position(|edge| *edge == greatest).unwrap_or_default();
    let others = edges.iter().cycle().skip(at + APART).take(PARTS - 2 * APART + 1);
    let second = others.copied().fold(0.0, larger);
    (greatest - second) * side * 2.0 / PARTS as f32
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

#[cfg(test)]
mod tests {
    use image::imageops::{FilterType, resize};

    use super::*;

    /// A grey that depends on the place alone, up to so many levels above 100.
    fn mixed(x: u32, y: u32, levels: u32) -> image::Rgb<u8> {
        let mixed = (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663)) >> 7;
        image::Rgb([100 + (mixed % levels) as u8; 3])
    }

    /// A little noise, in squares of 8×8 where it is damaged.
    fn skin(damaged: bool) -> RgbImage {
        RgbImage::from_fn(
            512,
            512,
            |x, y| {
                if damaged { mixed(x / 8, y / 8, 17) } else { mixed(x, y, 5) }
            },
        )
    }

    /// The strongest grid of the picture, scaled.
    fn grid(image: &RgbImage, scale: f64) -> f64 {
        let side = (512.0 * scale) as u32;
        let image = resize(image, side, side, FilterType::CatmullRom);
        let side = f64::from(side).min(SIDE);
        let part = Region { x: 0.0, y: 0.0, width: side, height: side };
        strongest_grid(&Patch::cut(&image, part))
    }

    #[test]
    fn squares_are_found_at_any_scale() {
        for scale in [0.8, 1.0, 1.25, 1.7, 2.0, 2.6] {
            let (good, damaged) = (grid(&skin(false), scale), grid(&skin(true), scale));
            assert!(good < 0.3 && damaged > 2.0, "{scale}: {good} {damaged}");
        }
    }

    #[test]
    fn lines_of_one_direction_are_no_squares() {
        let lines =
            RgbImage::from_fn(512, 512, |x, _| image::Rgb([100 + (x / 8 % 2) as u8 * 9; 3]));
        assert!(grid(&lines, 1.0) < 0.1);
    }

    #[test]
    fn squares_with_a_grid_of_their_own_are_enlarged_noise() {
        let noise = RgbImage::from_fn(256, 256, |x, y| mixed(x, y, 41));
        let noise = resize(&noise, 640, 640, FilterType::CatmullRom);
        assert!(grid(&noise, 1.0) < 0.8);
    }

    #[test]
    fn small_faces_have_no_grid() {
        let skin = skin(true);
        let part = Region { x: 0.0, y: 0.0, width: 30.0, height: 30.0 };
        assert_eq!(strongest_grid(&Patch::cut(&skin, part)), 0.0);
        assert_eq!(strongest_grid(&Patch::cut(&skin, Region { width: 0.0, ..part })), 0.0);
    }
}
