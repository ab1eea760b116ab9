//! Level edges beside the face: a chair's back, a headrest.
//!
//! The person mask takes such a thing for clothes, so that what it calls wall says nothing
//! of it. Its upper edge does: straight, with the wall above it and one colour below.
//! Hair, ears, shoulders and hoods have no straight edge; sleeves and collars no level one.

use super::{DARK, SIDE, Tone, Wall, hue};
use crate::photo::face::Face;
use crate::photo::measure::exposure::Stops;
use crate::report::Region;

/// A level edge.
pub(super) struct Ledge {
    /// Cells along it; 0 without one.
    pub length: usize,
    /// Where the thing below it is.
    pub place: Option<Region>,
}

/// Edges may be so oblique, in rows a column: up to 3.4°, which is less than the head's tilt
/// that passes, so that a chair is seen in a photo held a little askew.
const SLOPES: [f32; 5] = [-0.06, -0.03, 0.0, 0.03, 0.06];
/// … and so far from straight, in rows: a round one that appears level at its top leaves
/// that soon. With 0.3, 0.5 and 0.8 rows the good photo that comes nearest has 6 to 8 cells,
/// and as many chairs part from it at 0.3 as at 0.5.
const STRAIGHT: f32 = 0.3;

/// Rows of wall above an edge and of the thing below it, and how far from the edge they
/// begin.
const ABOVE: usize = 3;
const BELOW: usize = 4;
const APART: usize = 3;

/// In stops: the least step across an edge, how alike what is below it is along it and
/// downwards, how alike the wall is above it, and how near the wall's middle light and
/// hue that is. Set by hand once, with both halves of the persons in view, and not swept.
const STEP: f32 = 0.35;
const ALIKE: f32 = 0.3;
const EVEN: f32 = 0.2;
const WALL_LIGHT: f32 = 0.5;
const WALL_HUE: f32 = 0.2;

/// As a share of the face's width, so near it ears and cheeks are.
const EARS: f64 = 0.02;
/// As a share of the way from the eyes to the chin, shoulders can begin below this.
const SHOULDERS: f64 = 0.9;

/// Where and how a column crosses from wall to a thing.
#[derive(Clone, Copy)]
struct Crossing {
    /// In rows.
    row: f32,
    /// Of the thing.
    below: Tone,
}

/// The longest level edge beside the face, between eyes and chin.
pub(super) fn longest(wall: &Wall, face: &Face) -> Ledge {
    let stops = Stops::above(DARK);
    let tones: Vec<Tone> = (0..SIDE * SIDE).map(|cell| wall.tone(cell, &stops)).collect();
    let middle = wall.middle(&stops);

    let cell = |share: f64| (share * SIDE as f64).clamp(0.0, SIDE as f64) as usize;
    let place = face.mask.place;
    let row = |y: f64| cell((y - place.y) / place.height);
    let column = |x: f64| cell((x - place.x) / place.width);
    let eyes = (face.left_eye.y + face.right_eye.y) / 2.0;
    let rows = row(eyes)..row(eyes + SHOULDERS * (face.chin.y - eyes));
    let ears = EARS * face.bounds.width;
    let sides =
        [0..column(face.bounds.x - ears), column(face.bounds.right() + ears).min(SIDE)..SIDE];

    let mut longest = Ledge { length: 0, place: None };
    let mut crossings = Vec::new();
    for row in rows {
        for side in sides.clone() {
            crossings.clear();
            crossings
                .extend(side.clone().map(|column| crossing(wall, &tones, middle, column, row)));
            for slope in SLOPES {
                let (length, last) = run(&crossings, slope);
                if length > longest.length {
                    let from = (side.start + last + 1).saturating_sub(length);
                    let (x, y) = (face.mask.x(from as f64), face.mask.y(row as f64));
                    let a_cell = place.width / SIDE as f64;
                    let width = length as f64 * a_cell;
                    let region = Region { x, y, width, height: (face.chin.y - y).max(a_cell) };
                    longest = Ledge { length, place: Some(region) };
                }
            }
        }
    }
    longest
}

/// The longest run of crossings that are alike and lie on a line, and which is its last.
fn run(crossings: &[Option<Crossing>], slope: f32) -> (usize, usize) {
    let mut best = (0, 0);
    // Of the run up to here: its length, the tone it began with, its highest and lowest.
    let mut so_far: Option<(usize, Tone, f32, f32)> = None;
    for (at, crossing) in crossings.iter().enumerate() {
        so_far = crossing.map(|Crossing { row, below }| {
            let row = row - slope * at as f32;
            match so_far {
                Some((length, first, high, low))
                    if difference(first, below) < ALIKE
                        && low.max(row) - high.min(row) < STRAIGHT =>
                {
                    (length + 1, first, high.min(row), low.max(row))
                }
                _ => (1, below, row, row),
            }
        });
        if let Some((length, ..)) = so_far
            && length > best.0
        {
            best = (length, at);
        }
    }
    best
}

/// Whether a column changes at a row from wall to something of one colour.
fn crossing(
    wall: &Wall,
    tones: &[Tone],
    middle: Tone,
    column: usize,
    row: usize,
) -> Option<Crossing> {
    let rows = |from: usize, count: usize| {
        let cells = (from..from + count).map(move |row| row * SIDE + column);
        let inside = cells.clone().all(|cell| wall.inside.get(cell) == Some(&true));
        inside.then(|| cells.filter_map(|cell| tones.get(cell).copied()))
    };
    let alike = |from: usize, count: usize, most: f32| {
        let mut mean = [0.0; 3];
        for tone in rows(from, count)? {
            mean.iter_mut().zip(tone).for_each(|(mean, light)| *mean += light / count as f32);
        }
        rows(from, count)?.all(|tone| difference(tone, mean) < most).then_some(mean)
    };
    let above = alike(row.checked_sub(APART + ABOVE - 1)?, ABOVE, EVEN)?;
    if hue(above, middle) >= WALL_HUE || difference(above, middle) >= WALL_LIGHT {
        return None;
    }
    let below = alike(row + APART, BELOW, ALIKE)?;
    if difference(above, below) <= STEP {
        return None;
    }
    // Where it is half way, in the plane that shows the thing best.
    let step = |plane: &usize| (of(above, *plane) - of(below, *plane)).abs();
    let plane = (0..3).max_by(|a, b| step(a).total_cmp(&step(b)))?;
    let half = (of(above, plane) + of(below, plane)) / 2.0;
    let like_above = (of(above, plane) - half).signum();
    let mut before: Option<(usize, f32)> = None;
    for (down, tone) in rows(row - 1, 3)?.enumerate() {
        let here = (of(tone, plane) - half) * like_above;
        if let Some((up, there)) = before
            && there > 0.0
            && here <= 0.0
        {
            let row = (row - 1 + up) as f32 + there / (there - here);
            return Some(Crossing { row, below });
        }
        before = Some((down, here));
    }
    None
}

/// In the plane in which two tones differ most.
fn difference(one: Tone, other: Tone) -> f32 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

fn of(tone: Tone, plane: usize) -> f32 {
    tone.get(plane).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns that cross to something at these rows.
    fn longest_run(rows: impl Iterator<Item = f32>) -> usize {
        let below = [-3.0; 3];
        let crossings: Vec<_> = rows.map(|row| Some(Crossing { row, below })).collect();
        SLOPES.map(|slope| run(&crossings, slope).0).into_iter().max().unwrap_or_default()
    }

    #[test]
    fn straight_edges_are_long_and_round_ones_short() {
        let line = |slope: f32| (0..20).map(move |at| 80.0 + slope * at as f32);
        assert_eq!([0.0, 0.05, -0.06].map(|slope| longest_run(line(slope))), [20; 3]);
        assert!(longest_run(line(0.2)) < 4, "a collar's slope");
        let round =
            |radius: f32| (0..40).map(move |at| 80.0 + (at as f32 - 20.0).powi(2) / (2.0 * radius));
        assert!(longest_run(round(40.0)) <= 10, "a hood");
        assert!(longest_run(round(400.0)) > 20, "a chair's back that is a little round");
    }

    #[test]
    fn a_run_ends_where_something_else_begins() {
        let at =
            |place: usize| Crossing { row: 80.0, below: [if place < 7 { -3.0 } else { -2.0 }; 3] };
        let mut crossings: Vec<_> = (0..12).map(|place| Some(at(place))).collect();
        assert_eq!(run(&crossings, 0.0), (7, 6));
        if let Some(gap) = crossings.get_mut(3) {
            *gap = None;
        }
        assert_eq!(run(&crossings, 0.0), (5, 11));
    }

    /// A wall of one light above row 100 and something below.
    fn wall(thing: [f32; 3]) -> (Wall, Vec<Tone>, Tone) {
        let all = SIDE * SIDE;
        let wall = Wall {
            levels: vec![200.0; 3 * all],
            free: vec![true; all],
            inside: vec![true; all],
            judged: vec![true; all],
            away: vec![9.0; all],
        };
        let lit = [-0.5; 3];
        let tones = (0..all).map(|cell| if cell / SIDE < 100 { lit } else { thing }).collect();
        (wall, tones, lit)
    }

    #[test]
    fn a_thing_is_of_another_light_than_the_wall_above_it() {
        let seen = |thing: [f32; 3], row: usize| {
            let (wall, tones, middle) = wall(thing);
            crossing(&wall, &tones, middle, 30, row).map(|crossing| crossing.row)
        };
        assert_eq!(seen([-3.0; 3], 100), Some(99.5));
        assert_eq!(seen([-0.5, -0.5, -1.5], 100), Some(99.5), "another colour");
        assert_eq!(seen([-0.6; 3], 100), None, "the wall's own gradient");
        assert_eq!(seen([-3.0; 3], 60), None, "nothing here");
        let (mut dark, tones, middle) = wall([-3.0; 3]);
        dark.inside.fill(false);
        assert!(crossing(&dark, &tones, middle, 30, 100).is_none(), "not in the picture");
    }
}
