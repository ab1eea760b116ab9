//! How far edges of the face are smeared, and whether in one direction.

use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Picture};
use crate::report::Region;

/// Smear of the eyes' and brows' edges beyond a sharp photo's, as the standard
/// deviation of the blur in shares of the distance between the eyes.
///
/// Seen through two Gaussian filters of known widths, an edge loses the less
/// slope the wider it is already: (σ² + s₂²) / (σ² + s₁²) is the ratio of its
/// squared slopes (Zhuo and Sim 2011, "Defocus map estimation from a single
/// image"). The edge's contrast cancels out, so neither the light nor the
/// colour of skin and eyes matters, and smooth skin has no part in it.
///
/// Taken over all strong edges, the squared slopes are a tensor for each
/// filter, and their ratio a matrix of variances. Less the variances of sharp
/// photos it is what the camera added.
///
/// Whether it added that in one direction is asked of all the strip: lids and
/// brows lie across and are as soft as they like, but skin, lashes and irises
/// together have as much fine detail in every direction, and defocus takes as
/// much of it in every direction. A shake takes it along its way alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Focus {
    /// The mean over the directions.
    pub mean: f64,
    /// In the most smeared direction, as if the face's edges were as wide as
    /// others' in the least smeared one.
    pub most: f64,
    /// How much more fine detail is left in the direction with most of it than
    /// in the one with least: the logarithm of the ratio of the squared slopes
    /// through the narrow filter, each over those through the wide one. Near 0
    /// for defocus, 0.3 and more for a shake. Says nothing of a sharp photo.
    pub direction: f64,
}

/// Samples between the eyes.
const SCALE: f32 = 150.0;
/// The sampled strip over brows and eyes, in samples.
const COLUMNS: usize = 300;
const ROWS: usize = 120;
/// Widths of the filters, in samples.
const NARROW: f64 = 1.0;
const WIDE: f64 = 3.0;
/// Share of the strip's samples whose slope through the wide filter is the
/// strongest: lids, irises, brows, a frame of glasses.
const STRONG: f64 = 0.15;
/// Lighter surroundings, in levels, are a flash's spot on the skin: what is burnt out
/// has no detail, and the spot's own edge is as soft as it likes. So is what lies within
/// a block or two of such a place, in samples: without that, of 32 faces with strong spots
/// eight were called shaken and six not sharp, of which nothing is true.
const BURNT: f32 = 210.0;
const BLOCK: usize = 6;
/// More smear than this cannot be told from more yet, in samples.
const MOST: f64 = 15.0;
/// The edges' own widths, along the eyes' line and across it, in samples: the
/// medians of fifty London and twenty Canadian photos (0.0111 and 0.0143 of the
/// distance between the eyes). Lids and brows are softer than irises.
const OWN: [f64; 2] = [1.67, 2.145];

/// A symmetric matrix: its first, mixed and last element.
type Symmetric = [f64; 3];

impl Focus {
    /// Measures the strip over brows and eyes, upright with the face.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        let lumas = strip(picture, face);
        let narrow = slopes(&blurred(&lumas, NARROW));
        let coarse_lumas = blurred(&lumas, WIDE);
        let wide = slopes(&coarse_lumas);
        // The slopes lack the strip's outermost rows and columns.
        let burnt = burnt(&coarse_lumas);
        let inner = (1..ROWS - 1).flat_map(|row| (1..COLUMNS - 1).map(move |column| (column, row)));
        // Every seventh sample tells as well as all do.
        let mut energies: Vec<f32> = wide.iter().step_by(7).map(|[x, y]| x * x + y * y).collect();
        ascending(&mut energies);
        let least = quantile(&energies, 1.0 - STRONG);
        let (mut fine, mut coarse) = ([0.0; 3], [0.0; 3]);
        let (mut all_fine, mut all_coarse) = ([0.0; 3], [0.0; 3]);
        for ((n, w), (column, row)) in narrow.iter().zip(&wide).zip(inner) {
            if burnt.get(row / BLOCK * (COLUMNS / BLOCK) + column / BLOCK) == Some(&true) {
                continue;
            }
            add(&mut all_fine, n);
            add(&mut all_coarse, w);
            if w[0] * w[0] + w[1] * w[1] >= least {
                add(&mut fine, n);
                add(&mut coarse, w);
            }
        }
        let ([most_left, least_left], _) = eigen(&ratio(&all_fine, &all_coarse));
        let [across, mixed, down] = variances(&fine, &coarse);
        let ([high, low], _) = eigen(&[across - OWN[0] * OWN[0], mixed, down - OWN[1] * OWN[1]]);
        let width = |variance: f64| variance.max(0.0).sqrt() / f64::from(SCALE);
        Self {
            mean: width((high + low) / 2.0),
            // Who is sharper than others across it is so along it, too.
            most: width(high + (-low).clamp(0.0, high.max(0.0))),
            direction: (most_left.max(1e-9) / least_left.max(1e-9)).ln(),
        }
    }
}

/// The place that is looked at.
pub fn region(face: &Face) -> Region {
    let unit = face.inter_eye_distance();
    let (x, y) =
        ((face.left_eye.x + face.right_eye.x) / 2.0, (face.left_eye.y + face.right_eye.y) / 2.0);
    Region { x: x - unit, y: y - 0.5 * unit, width: 2.0 * unit, height: 0.8 * unit }
}

/// Which blocks of the strip touch one that is burnt out somewhere, or are one.
fn burnt(lumas: &[f32]) -> Vec<bool> {
    let (columns, rows) = (COLUMNS / BLOCK, ROWS / BLOCK);
    let mut burnt = vec![false; columns * rows];
    for (row, lumas) in lumas.chunks_exact(COLUMNS).enumerate() {
        for (column, _) in lumas.iter().enumerate().filter(|(_, luma)| **luma > BURNT) {
            let (x, y) = (column / BLOCK, row / BLOCK);
            for y in y.saturating_sub(1)..=(y + 1).min(rows - 1) {
                for x in x.saturating_sub(1)..=(x + 1).min(columns - 1) {
                    if let Some(block) = burnt.get_mut(y * columns + x) {
                        *block = true;
                    }
                }
            }
        }
    }
    burnt
}

/// Lumas over brows and eyes.
fn strip(picture: &Picture, face: &Face) -> Vec<f32> {
    let side = face.inter_eye_distance() as f32 / SCALE;
    let (left, right) = (face.left_eye, face.right_eye);
    let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
    let center = ((left.x + right.x) as f32 / 2.0, (left.y + right.y) as f32 / 2.0);
    // Brows above the eyes are more than what is below them.
    let up = 0.1 * SCALE * side;
    let center = (center.0 + angle.sin() * up, center.1 - angle.cos() * up);
    let place = Affine::rectangle(center, COLUMNS as f32 * side, ROWS as f32 * side, angle);
    super::lumas(picture, &place, (COLUMNS, ROWS))
}

fn add([xx, xy, yy]: &mut Symmetric, [x, y]: &[f32; 2]) {
    let (x, y) = (f64::from(*x), f64::from(*y));
    *xx += x * x;
    *xy += x * y;
    *yy += y * y;
}

/// The ratio of the tensors: coarse^-½ · fine · coarse^-½.
fn ratio(fine: &Symmetric, coarse: &Symmetric) -> Symmetric {
    around(&mapped(coarse, |value| 1.0 / value.max(1e-9).sqrt()), fine)
}

/// The matrix of the edges' variances, in squared samples: the ratio of the
/// tensors, each eigenvalue turned into the variance that makes it.
fn variances(fine: &Symmetric, coarse: &Symmetric) -> Symmetric {
    mapped(&ratio(fine, coarse), |ratio| {
        if ratio <= 1.0 {
            return MOST * MOST;
        }
        let variance = (WIDE * WIDE - ratio * NARROW * NARROW) / (ratio - 1.0);
        variance.clamp(0.0, MOST * MOST)
    })
}

/// a · b · a.
fn around([a, b, c]: &Symmetric, [d, e, f]: &Symmetric) -> Symmetric {
    let [p, q, r, s] = [a * d + b * e, a * e + b * f, b * d + c * e, b * e + c * f];
    [p * a + q * b, p * b + q * c, r * b + s * c]
}

/// The matrix with each eigenvalue replaced.
fn mapped(matrix: &Symmetric, map: impl Fn(f64) -> f64) -> Symmetric {
    let ([high, low], (cos, sin)) = eigen(matrix);
    let (high, low) = (map(high), map(low));
    [
        high * cos * cos + low * sin * sin,
        (high - low) * sin * cos,
        high * sin * sin + low * cos * cos,
    ]
}

/// The eigenvalues, the greater first, and its unit vector.
fn eigen([a, b, c]: &Symmetric) -> ([f64; 2], (f64, f64)) {
    let (middle, half) = ((a + c) / 2.0, (a - c) / 2.0);
    let radius = half.hypot(*b);
    let (sin, cos) = (b.atan2(half) / 2.0).sin_cos();
    ([middle + radius, middle - radius], (cos, sin))
}

/// Through a Gaussian filter; the strip's outermost samples go on beyond it.
fn blurred(values: &[f32], width: f64) -> Vec<f32> {
    let reach = (3.0 * width).ceil() as usize;
    let mut kernel: Vec<f32> = (0..=2 * reach)
        .map(|at| {
            let off = at as f64 - reach as f64;
            (-off * off / (2.0 * width * width)).exp() as f32
        })
        .collect();
    let sum: f32 = kernel.iter().sum();
    kernel.iter_mut().for_each(|weight| *weight /= sum);

    let mut across = Vec::with_capacity(values.len());
    let mut padded = Vec::with_capacity(COLUMNS + 2 * reach);
    for row in values.chunks_exact(COLUMNS) {
        let (first, last) =
            (row.first().copied().unwrap_or_default(), row.last().copied().unwrap_or_default());
        padded.clear();
        padded.extend(std::iter::repeat_n(first, reach));
        padded.extend_from_slice(row);
        padded.extend(std::iter::repeat_n(last, reach));
        across.extend(
            padded
                .windows(kernel.len())
                .map(|window| window.iter().zip(&kernel).map(|(v, w)| v * w).sum::<f32>()),
        );
    }
    let rows: Vec<&[f32]> = across.chunks_exact(COLUMNS).collect();
    let mut out = vec![0.0; across.len()];
    for (y, row) in out.chunks_exact_mut(COLUMNS).enumerate() {
        for (at, weight) in kernel.iter().enumerate() {
            let from = (y + at).saturating_sub(reach).min(rows.len().saturating_sub(1));
            let Some(source) = rows.get(from) else { continue };
            row.iter_mut().zip(*source).for_each(|(sum, value)| *sum += value * weight);
        }
    }
    out
}

/// Slopes along and down at each inner sample.
fn slopes(values: &[f32]) -> Vec<[f32; 2]> {
    let rows: Vec<&[f32]> = values.chunks_exact(COLUMNS).collect();
    let mut out = Vec::with_capacity(values.len());
    for rows in rows.windows(3) {
        let [above, row, below] = rows else { continue };
        for ((a, r), b) in above.windows(3).zip(row.windows(3)).zip(below.windows(3)) {
            if let ([_, a, _], [left, _, right], [_, b, _]) = (a, r, b) {
                out.push([(right - left) / 2.0, (b - a) / 2.0]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_taken_apart_and_put_together() {
        let matrix = [3.0, 1.2, 1.0];
        let same = mapped(&matrix, |value| value);
        let inverse = mapped(&matrix, |value| 1.0 / value);
        let one = around(&mapped(&inverse, f64::sqrt), &matrix);
        for (found, expected) in same.iter().zip(matrix).chain(one.iter().zip([1.0, 0.0, 1.0])) {
            assert!((found - expected).abs() < 1e-9, "{same:?} {one:?}");
        }
    }

    /// Bars along and across whose edges are blurred by known widths.
    #[test]
    fn variances_are_the_blurs() {
        let step = |distance: f64, width: f64| 1.0 / (1.0 + (-1.702 * distance / width).exp());
        let bars = |x: f64, y: f64| 200.0 * step(x - 90.0, 2.0) + 40.0 * step(y - 60.0, 4.0);
        let values: Vec<f32> = (0..COLUMNS * ROWS)
            .map(|at| bars((at % COLUMNS) as f64, (at / COLUMNS) as f64) as f32)
            .collect();
        let (mut fine, mut coarse) = ([0.0; 3], [0.0; 3]);
        for (tensor, width) in [(&mut fine, NARROW), (&mut coarse, WIDE)] {
            for slope in slopes(&blurred(&values, width)) {
                if slope[0].abs() < 1e-3 || slope[1].abs() < 1e-3 {
                    add(tensor, &slope);
                }
            }
        }
        let [across, _, down] = variances(&fine, &coarse);
        assert!(down > 2.0 * across && across > 3.0, "{across} {down}");
    }
}
