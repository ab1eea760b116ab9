//! Whether something is worn, by a coarse picture of the whole head: cloth of one kind from
//! the brows to the crown, or all about the face, has no hem that is plainer than hair's.
//!
//! The head in cells of 8 mm, each with eight figures, the mean of both halves; then seven sums
//! of all of them, of which what is above nought is weighed together: a network of one hidden
//! layer, with weights of eight bits (`outline.bin`).
//!
//! Fitted to 524 painted hats, hoods, scarves and wide bands and to 2093 pictures without one:
//! harmless ones (fringes, narrow bands, hair of any colour, glasses, other clothes and
//! walls), ones spoilt in any other way, the portraits that the tests draw, and a hundred from
//! anywhere; of the tuning half of the persons only. The painters are `xtask/evaluate`'s own
//! and three of other hands, of which one painted harmless pictures alone. (Loss: logistic,
//! both kinds of equal weight, drawn portraits double; noise of 0.8 on all figures, L2 of
//! 0.002, 100 rounds.) Of the other half's 1647 pictures without a hat two, spoilt in other
//! ways, say more than is asked for where a hem gives a hint; of 32 hats that hem and cloth do
//! not tell, 18. Fitted without a painter and tried on what that one painted, it told 11 of 26
//! and 5 of 12 of those.

use super::{Tone, hair, tone};
use crate::photo::face::Face;
use crate::photo::measure::colors;
use crate::photo::pixels::Picture;

/// Cells across and down: from the chin to what is above the crown.
const ACROSS: usize = 18;
const DOWN: usize = 22;
/// A cell's side in millimetres of the person (63 between the eyes), and how far the middle
/// is above the eyes'.
const SIDE: f32 = 8.0;
const ABOVE: f32 = 16.0;
/// Samples along a cell's side.
const SAMPLES: usize = 4;

/// Figures of a cell: middle value and spread.
const FIGURES: usize = 8;
const SCALES: [(f32, f32); FIGURES] = [
    (-0.67, 0.88),
    (-0.14, 0.31),
    (0.03, 0.21),
    (0.26, 0.3),
    (-2.41, 0.79),
    (-2.46, 0.88),
    (0.07, 0.07),
    (0.95, 0.19),
];
/// What is added to each sum, and what it counts above nought.
const SUMS: usize = 7;
const SUMMED: [(f32, f32); SUMS] = [
    (-32.54, 1.084e-3),
    (67.5, -7.151e-4),
    (45.96, -2.293e-4),
    (-35.14, 8.493e-4),
    (55.98, -4.71e-4),
    (142.8, -2.831e-4),
    (8.683, -1.403e-4),
];
const OFFSET: f32 = 0.009;
/// Of each cell of the left half, row by row, of each of its figures: the weight in each
/// sum, as a signed byte.
const WEIGHTS: &[u8] = include_bytes!("outline.bin");

/// How likely something is worn, as the natural logarithm of the odds; the least where the
/// picture ends below what is looked at.
pub(super) fn odds(picture: &Picture, face: &Face) -> f32 {
    let (wide, high) = (ACROSS as f32 * SIDE, DOWN as f32 * SIDE);
    let place = super::about_eyes(face, ABOVE, wide, high);
    // A crown that is cut off goes on as if it were cloth.
    if place.apply(0.5, 0.0).1 < 0.0 {
        return f32::MIN;
    }
    let (columns, rows) = (ACROSS * SAMPLES, DOWN * SAMPLES);
    let tones: Vec<Tone> = colors(picture, &place, (columns, rows)).into_iter().map(tone).collect();
    let person: Vec<f32> = (0..columns * rows)
        .map(|index| {
            let u = ((index % columns) as f32 + 0.5) / columns as f32;
            let v = ((index / columns) as f32 + 0.5) / rows as f32;
            let (x, y) = place.apply(u, v);
            face.mask.at(f64::from(x), f64::from(y))
        })
        .collect();
    weighed(&figures(&tones, &person, columns, hair::cheeks(picture, face)))
}

/// Each cell's figures: how its tone differs from the skin's, in light, red, blue and hue;
/// how rough it is across and down, as natural logarithms; how unevenly it is coloured; and
/// how much of it is the person.
fn figures(tones: &[Tone], person: &[f32], columns: usize, skin: Tone) -> Vec<[f32; FIGURES]> {
    let rows = tones.len() / columns.max(1);
    let tone = |column: usize, row: usize| -> Tone {
        let index = row.min(rows.max(1) - 1) * columns + column.min(columns - 1);
        tones.get(index).copied().unwrap_or_default()
    };
    let mut cells = Vec::with_capacity(tones.len() / SAMPLES / SAMPLES);
    for top in (0..rows).step_by(SAMPLES) {
        for left in (0..columns).step_by(SAMPLES) {
            let (mut sums, mut squares, mut steps, mut own) = ([0.0; 3], [0.0; 3], [0.0; 2], 0.0);
            for row in top..top + SAMPLES {
                for column in left..left + SAMPLES {
                    let here = tone(column, row);
                    for ((sum, square), part) in sums.iter_mut().zip(&mut squares).zip(here) {
                        *sum += part;
                        *square += part * part;
                    }
                    let [across, down] = [tone(column + 1, row), tone(column, row + 1)];
                    steps[0] += (across[0] - here[0]).abs();
                    steps[1] += (down[0] - here[0]).abs();
                    own += person.get(row * columns + column).copied().unwrap_or_default();
                }
            }
            let area = (SAMPLES * SAMPLES) as f32;
            let [light, red, blue] = sums.map(|sum: f32| sum / area);
            let uneven = [(squares[1], red), (squares[2], blue)]
                .map(|(squares, mean)| (squares / area - mean * mean).max(0.0));
            let [across, down] = steps.map(|step| (step / area + 0.01).ln());
            let [light, red, blue] = [light - skin[0], red - skin[1], blue - skin[2]];
            let (hue, colors) = (red.hypot(blue), (uneven[0] + uneven[1]).sqrt());
            cells.push([light, red, blue, hue, across, down, colors, own / area]);
        }
    }
    cells
}

/// What the cells say together.
fn weighed(cells: &[[f32; FIGURES]]) -> f32 {
    let mut sums = SUMMED.map(|(added, _)| added);
    let mut weights = WEIGHTS.chunks_exact(SUMS);
    for row in cells.chunks_exact(ACROSS) {
        for (cell, other) in row.iter().zip(row.iter().rev()).take(ACROSS / 2) {
            let both = cell.iter().zip(other).map(|(one, other)| (one + other) / 2.0);
            for ((figure, (middle, spread)), weights) in both.zip(SCALES).zip(weights.by_ref()) {
                let figure = (figure - middle) / spread;
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += figure * f32::from(weight.cast_signed());
                }
            }
        }
    }
    let counted = sums.iter().zip(SUMMED).map(|(sum, (_, counts))| sum.max(0.0) * counts);
    counted.sum::<f32>() + OFFSET
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_of_each_cell_of_one_half_has_its_weights() {
        assert_eq!(WEIGHTS.len(), ACROSS / 2 * DOWN * FIGURES * SUMS);
    }

    /// A head as the middle of those without a hat, in which what is above some row, or above
    /// the hair line and beside the face, is of one kind.
    fn head(top: [f32; FIGURES], rows: usize) -> Vec<[f32; FIGURES]> {
        let hair = [-1.6, -0.2, 0.3, 0.4, -2.1, -2.1, 0.12, 0.95];
        (0..ACROSS * DOWN)
            .map(|index| match (index % ACROSS, index / ACROSS) {
                (_, row) if row < rows => top,
                (0..3 | 15.., row) if row < 12 => hair,
                (_, 0..4) => hair,
                _ => [-0.3, 0.0, 0.0, 0.1, -2.6, -2.6, 0.04, 1.0],
            })
            .collect()
    }

    #[test]
    fn hair_is_rough_and_cloth_smooth_to_the_brows() {
        let hair = weighed(&head([0.0; FIGURES], 0));
        let hat = weighed(&head([-0.9, -0.8, 0.5, 1.0, -3.5, -3.5, 0.03, 1.0], 8));
        assert!(hair < -2.0, "{hair}");
        assert!(hat > 2.0, "{hat}");
    }

    #[test]
    fn halves_count_alike() {
        let mut cells = head([-0.9, -0.8, 0.5, 1.0, -3.5, -3.5, 0.03, 1.0], 8);
        for row in cells.chunks_exact_mut(ACROSS) {
            row[4][0] = -1.0;
        }
        let one = weighed(&cells);
        for row in cells.chunks_exact_mut(ACROSS) {
            row.reverse();
        }
        assert!((one - weighed(&cells)).abs() < 1e-4);
    }
    #[test]
    fn a_cell_is_seen_against_the_skin() {
        // Stripes across: each second row is lighter by 1 and redder by 0.5.
        let tones: Vec<Tone> = (0..8 * 4)
            .map(|index| if index / 8 % 2 == 0 { [1.0, 0.0, 0.0] } else { [2.0, 0.5, 0.0] })
            .collect();
        let cells = figures(&tones, &[1.0; 32], 8, [0.5, 0.25, 0.25]);
        assert_eq!(cells.len(), 2);
        let [light, red, blue, hue, across, down, colors, own] = cells[1];
        assert_eq!((light, red, blue, own), (1.0, 0.0, -0.25, 1.0));
        assert!((hue - 0.25).abs() < 1e-6 && (colors - 0.25).abs() < 1e-6, "{hue} {colors}");
        // There is no row below the last.
        assert!((across.exp() - 0.01).abs() < 1e-5, "{across}");
        assert!((down.exp() - 0.76).abs() < 1e-5, "{down}");
    }

    #[test]
    fn without_a_picture_there_is_nothing() {
        assert!(figures(&[], &[], 8, [0.0; 3]).is_empty());
    }
}
