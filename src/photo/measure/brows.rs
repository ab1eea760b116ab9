//! The brows and the skin around them, by the picture: the mesh, trained on faces at
//! rest, follows brows that are pulled up for a third of their way.
//!
//! Lengths are shares of the distance between the eyes, along the line through them
//! and up from it; lights are log2 of sRGB's levels over white's. The figures were
//! chosen on the good photos of both sets and on brows painted 6 and 10 mm higher.

use super::exposure::luma;
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// What the brows do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brows {
    /// How high their upper edges are above the eyes' centres; `None` where hair, a
    /// hat or the light leaves too few of them to be seen.
    pub height: Option<f64>,
    /// How deep the lines across the forehead above them are: the root mean square
    /// of what is darker than its surroundings.
    pub folds: f64,
}

/// A step of the samples.
const STEP: f64 = 0.01;
/// Samples across, as many on either side of the middle; and up from the eyes.
const COLUMNS: usize = 132;
const ROWS: usize = 95;

/// Where an edge of a brow may be, in rows from the top.
const LOWEST: usize = row(0.16);
const HIGHEST: usize = row(0.72);

/// The inner, middle and outer third of a brow.
const THIRDS: [(f64, f64); 3] = [(0.30, 0.42), (0.42, 0.54), (0.54, 0.66)];
/// So many of both brows' thirds must show an edge, and so near their median.
const FEWEST: usize = 4;
const NEAR: f32 = 0.12;

/// A brow is darker than the skin above it by at least this much, and by at least
/// this share of the clearest edge above the eye, a lid's for instance.
const EDGE: f32 = 0.15;
const CLEAR: f32 = 0.55;
/// A brow is a bar: at most so many rows below its upper edge it is lighter again by
/// this share of the step; hair on a forehead goes on.
const WIDEST: usize = 30;
const AGAIN: f32 = 0.15;
/// What is darker than the skin by this is no skin, but hair.
const HAIR: f32 = 0.7;
/// So much darker than it a line across it may be.
const LINE: f32 = 0.6;

/// The row of a height.
const fn row(height: f64) -> usize {
    ROWS - (height / STEP + 0.5) as usize
}

/// The column of a place to the right of the middle, or to its left.
fn column(right: f64) -> usize {
    (COLUMNS as f64 / 2.0 + right / STEP).round().max(0.0) as usize
}

/// Looks at the skin above the eyes.
pub fn of(picture: &Picture, face: &Face) -> Brows {
    let forehead = Forehead::of(picture, face);
    let height = forehead.height();
    // Lines are told apart from brows that cannot be seen.
    let folds = forehead.folds(height.unwrap_or_default().max(0.3));
    Brows { height, folds }
}

/// Where brows may be, and the forehead between them: the box around a rectangle that is
/// turned with the head.
pub fn region(face: &Face) -> Region {
    let (left, right) = (face.left_eye, face.right_eye);
    // From eye to eye; upwards is (down, -along).
    let (along, down) = (right.x - left.x, right.y - left.y);
    let aside = COLUMNS as f64 * STEP / 2.0;
    let [low, high] = [LOWEST, HIGHEST].map(|row| (ROWS - row) as f64 * STEP);
    let (middle, up) = ((low + high) / 2.0, (high - low) / 2.0);
    let x = (left.x + right.x) / 2.0 + middle * down;
    let y = (left.y + right.y) / 2.0 - middle * along;
    let half_width = aside * along.abs() + up * down.abs();
    let half_height = aside * down.abs() + up * along.abs();
    Region {
        x: x - half_width,
        y: y - half_height,
        width: 2.0 * half_width,
        height: 2.0 * half_height,
    }
}

/// Samples of what is above the eyes.
struct Forehead {
    /// Rows from the top, of lights.
    lights: Vec<f32>,
    /// The light of bare skin.
    skin: f32,
}

impl Forehead {
    fn of(picture: &Picture, face: &Face) -> Self {
        let unit = face.inter_eye_distance().max(1e-6);
        let (left, right) = (face.left_eye, face.right_eye);
        let (cos, sin) = ((right.x - left.x) / unit, (right.y - left.y) / unit);
        let (width, height) = (COLUMNS as f64 * STEP * unit, ROWS as f64 * STEP * unit);
        let middle = (
            ((left.x + right.x) / 2.0 + sin * height / 2.0) as f32,
            ((left.y + right.y) / 2.0 - cos * height / 2.0) as f32,
        );
        let angle = sin.atan2(cos) as f32;
        let place = Affine::rectangle(middle, width as f32, height as f32, angle);
        let scale = (1.0 / 255.0, 0.0);
        let samples = picture.sample(&place, (COLUMNS, ROWS), Border::Nearest, scale);
        let (reds, rest) = samples.split_at(COLUMNS * ROWS);
        let (greens, blues) = rest.split_at(COLUMNS * ROWS);
        let rgb = reds.iter().zip(greens).zip(blues);
        let lights: Vec<f32> = rgb.map(|((r, g), b)| light(*r, *g, *b)).collect();
        let inner = column(-0.5)..column(0.5);
        let rows = lights.chunks_exact(COLUMNS).skip(row(0.7)).take(row(0.1) - row(0.7));
        let mut forehead: Vec<f32> =
            rows.flat_map(|row| row.get(inner.clone()).unwrap_or_default()).copied().collect();
        ascending(&mut forehead);
        // Below a fringe the cheeks alone are bare.
        let skin = quantile(&forehead, 0.7).max(cheeks(picture, face));
        Self { lights, skin }
    }

    /// From top to bottom, the mean between two places across.
    fn down(&self, from: f64, to: f64) -> Vec<f32> {
        let columns = column(from.min(to))..column(from.max(to));
        let rows = self.lights.chunks_exact(COLUMNS);
        rows.map(|row| mean(row.get(columns.clone()).unwrap_or_default())).collect()
    }

    /// The upper edge of both brows.
    fn height(&self) -> Option<f64> {
        let sides = THIRDS.into_iter().flat_map(|(from, to)| [(-from, -to), (from, to)]);
        let mut heights: Vec<f32> =
            sides.filter_map(|(from, to)| self.edge(&self.down(from, to))).collect();
        ascending(&mut heights);
        let (low, high) =
            (heights.get((heights.len().max(1) - 1) / 2)?, heights.get(heights.len() / 2)?);
        let middle = (low + high) / 2.0;
        let near = heights.iter().filter(|height| (*height - middle).abs() < NEAR).count();
        (near >= FEWEST).then_some(middle.into())
    }

    /// The height of the uppermost clear edge below skin.
    fn edge(&self, profile: &[f32]) -> Option<f32> {
        const ABOVE: usize = 8;
        let windows = profile.windows(ABOVE + 8).skip(HIGHEST - ABOVE - 1);
        let steps: Vec<f32> = windows
            .take(LOWEST - HIGHEST)
            .map(|window| {
                let (above, rest) = window.split_at(ABOVE);
                let above = mean(above);
                let step = above - mean(rest.get(2..).unwrap_or_default());
                if above > self.skin - HAIR { step } else { 0.0 }
            })
            .collect();
        let clearest = steps.iter().copied().fold(0.0, f32::max);
        let least = EDGE.max(CLEAR * clearest);
        let ends = |row: usize, step: f32| {
            let below = profile.get(row..profile.len().min(row + WIDEST)).unwrap_or_default();
            let mut darkest = f32::MAX;
            below.iter().any(|&light| {
                darkest = darkest.min(light);
                light - darkest > AGAIN * step
            })
        };
        let at = (0..steps.len()).find(|&at| {
            let step = |at: Option<usize>| at.and_then(|at| steps.get(at)).copied();
            step(Some(at)).is_some_and(|here| {
                here >= least
                    && step(at.checked_sub(1)).is_none_or(|before| here >= before)
                    && step(Some(at + 1)).is_none_or(|after| here >= after)
                    && ends(at + HIGHEST, here)
            })
        })?;
        Some(((ROWS - HIGHEST - at) as f64 * STEP) as f32)
    }

    /// The lines across the skin above the brows. A fold goes on from side to side, in
    /// an arc of whatever bend; along it, pores and hairs even out.
    fn folds(&self, brows: f64) -> f64 {
        /// Down from the middle to the sides, over the square of the way there. Without
        /// the outermost two one of 66 brows pulled up by 6 mm fewer is told, with the
        /// straight one alone seven fewer.
        const BENDS: [f64; 6] = [-0.2, -0.1, 0.0, 0.1, 0.2, 0.3];
        const SIDE: f64 = 0.45;
        const AROUND: usize = 9;
        /// Nearest to the hair a line may be its shade.
        const HAIRLINE: usize = 4;
        /// Of a forehead that is mostly covered nothing is said.
        const FEWEST_ROWS: usize = 12;
        const FEWEST_COLUMNS: usize = 25;
        let bottom = row(brows + 0.03);
        // From the brows up to the first hair.
        let columns: Vec<(f64, Vec<f32>)> = (column(-SIDE)..column(SIDE))
            .map(|at| {
                let column = self.lights.iter().skip(at).step_by(COLUMNS).take(bottom);
                let skin: Vec<f32> =
                    column.rev().copied().take_while(|light| *light > self.skin - LINE).collect();
                let here = skin.iter().skip(AROUND / 2);
                let depths =
                    skin.windows(AROUND).zip(here).map(|(window, here)| here - mean(window));
                ((at as f64 - COLUMNS as f64 / 2.0) * STEP, depths.collect())
            })
            .collect();
        let deep = BENDS.map(|bend| {
            let mut rows = vec![(0.0_f32, 0_usize); bottom];
            for (right, depths) in &columns {
                let up = (bend * right * right / STEP).round() as isize;
                for (at, depth) in (-up..).zip(depths) {
                    if let Some((sum, count)) =
                        usize::try_from(at).ok().and_then(|at| rows.get_mut(at))
                    {
                        *sum += depth;
                        *count += 1;
                    }
                }
            }
            rows.retain(|(_, count)| *count >= FEWEST_COLUMNS);
            if rows.len() < FEWEST_ROWS {
                return 0.0;
            }
            let skin = rows.len() - HAIRLINE;
            let darker = rows.iter().take(skin).map(|(sum, count)| (sum / *count as f32).min(0.0));
            (darker.map(|depth| depth * depth).sum::<f32>() / skin as f32).sqrt()
        });
        deep.into_iter().fold(0.0, f32::max).into()
    }
}

/// The light of the cheeks where they do not shine.
fn cheeks(picture: &Picture, face: &Face) -> f32 {
    let side = face.inter_eye_distance() as f32 * 0.15;
    let mut cheeks = [50, 280, 205, 425].map(|index| {
        let place = Affine::rectangle(face.mesh.point(index), side, side, 0.0);
        let samples = picture.sample(&place, (1, 1), Border::Nearest, (1.0 / 255.0, 0.0));
        match *samples {
            [r, g, b] => light(r, g, b),
            _ => 0.0,
        }
    });
    ascending(&mut cheeks);
    quantile(&cheeks, 0.4)
}

fn light(r: f32, g: f32, b: f32) -> f32 {
    (luma(r, g, b) + 0.02).log2()
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}
