//! Whether what lies above a hem has ribs.
//!
//! Strands of hair lie beside each other as they please; ribs of knitted cloth follow each
//! other at one distance. Along a hem the light of ribs is therefore as it was one rib
//! before: its autocorrelation, which falls below zero between two ribs, rises again.
//!
//! The figures here are first choices and were not swept; the limit is [`super::RIBS`].

use super::{COLUMNS, Hem, Patch, at};
use crate::photo::face::Face;
use crate::photo::measure::lumas;
use crate::photo::pixels::Picture;

/// Samples along a hem's middle, and millimetres between; and up, from the eyes' patch's
/// lower edge on.
const ALONG: usize = 112;
const STEP: f32 = 0.5;
const ROWS: usize = 52;
const UP: f32 = 2.0;
/// Lines above a hem that are looked at, each the mean of two rows, from the first on.
const FIRST: f32 = 3.0;
const LINES: usize = 4;
const NEXT: f32 = 4.0;
/// What is as dark counts for half, in sRGB's levels.
const DIM: f32 = 8.0;
/// Samples to either side whose mean is taken from each: shade that the head's shape makes
/// is no rib.
const AROUND: usize = 14;
/// Farthest from each other that ribs are looked for, in samples.
const FARTHEST: usize = 40;

/// How much the light along a hem is as it was one rib before, 0 for not at all to 1; 0
/// where what lies above it is not the person's all along: the ends of strands before a wall
/// may be as regular as ribs, for a line.
pub(super) fn regular(picture: &Picture, face: &Face, patch: &Patch, hem: &Hem) -> f32 {
    let place = super::above_eyes(face, ALONG as f32 * STEP, ROWS as f32 * UP);
    let lights = lumas(picture, &place, (ALONG, ROWS));
    let lines = (0..LINES).map(|line| {
        let up = FIRST + NEXT * line as f32;
        let along = (0..ALONG).map(|sample| {
            let off = (sample as f32 + 0.5 - (ALONG / 2) as f32) * STEP;
            let column = (off / super::ACROSS + (COLUMNS / 2) as f32).round() as usize;
            let up = (hem.row(column) + up).max(0.0);
            let own = at(&patch.person, (up as usize + 4) * COLUMNS + column);
            let row = (up / UP) as usize;
            let light = |row: usize| at(&lights, row.min(ROWS - 1) * ALONG + sample) + DIM;
            own.then(|| (light(row) * light(row + 1)).ln() / 2.0)
        });
        along.collect::<Option<Vec<f32>>>()
    });
    lines.collect::<Option<Vec<_>>>().map_or(0.0, recurrence)
}

/// How far the autocorrelation of lines of light, of all at one distance that of the line
/// which has the least, rises again after it fell below zero.
fn recurrence(lines: Vec<Vec<f32>>) -> f32 {
    let mut least = [1.0_f32; FARTHEST];
    for line in lines {
        let about = |index: usize| {
            let to = (index + AROUND + 1).min(line.len());
            let around = line.get(index.saturating_sub(AROUND)..to).unwrap_or_default();
            around.iter().sum::<f32>() / around.len().max(1) as f32
        };
        let line: Vec<f32> =
            line.iter().enumerate().map(|(index, light)| light - about(index)).collect();
        let mean = |lag: usize| {
            let pairs = line.iter().zip(line.iter().skip(lag)).map(|(one, other)| one * other);
            pairs.sum::<f32>() / line.len().saturating_sub(lag).max(1) as f32
        };
        let power = mean(0).max(1e-6);
        for (lag, least) in least.iter_mut().enumerate() {
            *least = least.min(mean(lag) / power);
        }
    }
    let mut below = false;
    let rises = least.iter().filter(|value| {
        below |= **value < 0.0;
        below
    });
    rises.fold(0.0_f32, |most, value| most.max(*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of light that has one of two levels, by the samples that each lasts.
    fn lines(lasts: impl Fn(usize) -> usize) -> Vec<f32> {
        let mut line = Vec::new();
        for stripe in 0.. {
            let light = if stripe % 2 == 0 { 5.0 } else { 4.6 };
            line.resize(line.len() + lasts(stripe), light);
            if line.len() >= ALONG {
                break;
            }
        }
        line
    }

    #[test]
    fn ribs_come_again_and_strands_do_not() {
        let of = |line: &[f32]| recurrence(vec![line.to_vec(); LINES]);
        let ribs = of(&lines(|_| 5));
        let strands = of(&lines(|stripe| 2 + stripe * stripe * 7 % 11));
        assert!(ribs > 0.9 && strands < 0.6, "{ribs} {strands}");
        // A shade that falls from one side to the other.
        let shade: Vec<f32> = (0..ALONG).map(|sample| 4.0 + sample as f32 / 100.0).collect();
        assert!(of(&shade) < 0.3, "{}", of(&shade));
        // One line without is enough.
        let one = recurrence(vec![lines(|_| 5), lines(|stripe| 2 + stripe * stripe * 7 % 11)]);
        assert!(one < 0.6, "{one}");
    }
}
