//! How like its mirror image a part of a picture is.

/// How far the axis may lie from the middle column, in half columns.
const AXIS: usize = 3;

/// The share of the variance of values, row by row, that their mirror image does not have:
/// 0 where both halves are alike, 0.5 where they have nothing in common. Light that falls
/// off from one side to the other does not count, and the axis is where it fits best.
pub(super) fn unlikeness(values: &[f32], columns: usize) -> f32 {
    (0..=2 * AXIS).map(|axis| about(values, columns, axis)).fold(1.0, f32::min)
}

/// The same about the axis so many half columns to the right of the leftmost one.
fn about(values: &[f32], columns: usize, axis: usize) -> f32 {
    let off = axis.abs_diff(AXIS);
    let count = columns.saturating_sub(off);
    let from = if axis > AXIS { off } else { 0 };
    let (mut even, mut odd, mut tilt) = (Sum::default(), Sum::default(), 0.0_f32);
    for row in values.chunks_exact(columns.max(1)) {
        let row = row.get(from..from + count).unwrap_or_default();
        for (column, (value, other)) in row.iter().zip(row.iter().rev()).enumerate() {
            let across = (column as f32 + 0.5) / count as f32 - 0.5;
            even.add((value + other) / 2.0, 1.0);
            odd.add((value - other) / 2.0, across);
            tilt += across * across;
        }
    }
    let even = even.squares - even.sum * even.sum / even.count.max(1.0);
    let odd = odd.squares - odd.sum * odd.sum / tilt.max(1e-6);
    odd.max(0.0) / (even + odd).max(1e-6)
}

/// Of values with weights: how many, their weighted sum, and that of their squares.
#[derive(Default)]
struct Sum {
    count: f32,
    sum: f32,
    squares: f32,
}

impl Sum {
    fn add(&mut self, value: f32, weight: f32) {
        self.count += 1.0;
        self.sum += value * weight;
        self.squares += value * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: impl Fn(f32, f32) -> f32) -> f32 {
        let places = (0..24).flat_map(|row| (0..44).map(move |column| (column, row)));
        let values: Vec<f32> =
            places.map(|(column, row)| value(column as f32 - 21.5, row as f32)).collect();
        unlikeness(&values, 44)
    }

    #[test]
    fn lips_are_like_their_mirror_image_and_fingers_are_not() {
        let lips = |x: f32, y: f32| -((y - 12.0 - 0.01 * x * x) / 3.0).powi(2).min(1.0);
        assert!(of(lips) < 0.02, "{}", of(lips));
        // A little beside the middle, and in light from one side.
        let beside = of(|x, y| lips(x - 1.0, y) + 0.03 * x);
        assert!(beside < 0.02, "{beside}");
        let fingers = of(|x, y| ((y + 0.6 * x) * 0.7).sin());
        assert!(fingers > 0.4, "{fingers}");
    }

    #[test]
    fn of_nothing_there_is_nothing_to_hold_against() {
        assert_eq!(of(|_, _| 0.3), 0.0);
        assert_eq!(unlikeness(&[], 44), 0.0);
    }
}
