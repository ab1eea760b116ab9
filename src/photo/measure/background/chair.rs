//! A chair's back, a headrest: straight edges beside the face.
//!
//! The person mask takes such a thing for clothes, so that what it calls wall says nothing
//! of it. Its edges do: straight, with the wall on the one side and one colour on the other.
//! Hair, ears, shoulders and hoods have no straight level edge, sleeves and collars neither;
//! and what is upright beside a face, a hood's side or that of hanging hair, goes on upwards
//! to the head, where a chair has a corner, or hair of another colour hangs over it.

use std::ops::Range;

use super::{SIDE, Tone, Tones, Wall, ascending, hue, quantile};
use crate::order::larger;
use crate::photo::face::Face;
use crate::report::Region;

/// The plainest edges of a thing beside the face.
pub(super) struct Chair {
    /// Level, between eyes and chin.
    pub top: Edge,
    /// Upright, below a corner that lies between eyes and chin.
    pub side: Edge,
}

/// A straight edge.
#[derive(Default)]
pub(super) struct Edge {
    /// Cells along it; 0 without one.
    pub length: usize,
    /// Where the thing is.
    pub place: Option<Region>,
}

/// Edges may be so oblique, in cells a cell: up to 3.4°, which is less than the head's tilt
/// that passes, so that a chair is seen in a photo held a little askew.
const SLOPES: [f32; 5] = [-0.06, -0.03, 0.0, 0.03, 0.06];
/// … and so far from straight, in cells: a round one that appears level at its top leaves
/// that soon. With 0.3, 0.5 and 0.8 cells the good photo that comes nearest has a level one
/// of 6 to 8 cells, and as many chairs part from it at 0.3 as at 0.5.
const STRAIGHT: f32 = 0.3;

/// Cells of wall on the one side of an edge and of the thing on the other, and how far from
/// the edge they begin.
const OUTSIDE: i32 = 3;
const INSIDE: i32 = 4;
const APART: i32 = 3;

/// In stops: the least step across an edge, how alike the thing is along it and inwards, how
/// alike the wall is outwards, and how near the wall's middle light and hue that is. Set by
/// hand once, with both halves of the persons in view, and not swept.
const STEP: f32 = 0.35;
const ALIKE: f32 = 0.3;
const EVEN: f32 = 0.2;
const WALL_LIGHT: f32 = 0.5;
const WALL_HUE: f32 = 0.2;
/// Of the step, the cells where wall and thing begin show this much at least: a quick look
/// that spares a plain wall the rest. It changes one of 643 reports, by 0.001 of what the
/// rule shows.
const SOME: f32 = 0.1;

/// As a share of the face's width, so near it ears and cheeks are.
const EARS: f64 = 0.02;
/// As a share of the way from the eyes to the chin, shoulders can begin below this.
const SHOULDERS: f64 = 0.9;

/// A corner: so far inwards of an upright edge there is wall no more than so many rows above
/// the edge's end. With 3, 4 and 6 cells inwards the longest edge of a painted hood that has
/// one is 24, 14 and 15 cells long.
const CORNER_IN: i32 = 4;
const CORNER_UP: i32 = 16;
/// … as many rows of it, next to each other.
const CORNER_WALL: i32 = 3;
/// … or as many of what is so much unlike the thing: hair that hangs over the corner. The
/// thing is then unlike the hair over the forehead by this, in stops, and unlike the wall by
/// more than a shadow. Set on painted chairs and on all that has such an edge and is none;
/// without the last one painted shadows have edges of up to 32 cells, with it of 14.
const COVERED: f32 = 1.0;
const NO_HAIR: f32 = 0.5;
const NO_SHADOW: f32 = 1.5;
/// Where that hair is: columns on either side of the middle, and rows kept from the crown
/// and from the hair line.
const HAIR_HALF: i32 = 20;
const HAIR_FROM: i32 = 4;
const HAIR_TO: i32 = 2;

/// What goes on before the neck is clothes: a scarf, a roll neck. Half-width of the place
/// looked at and its distance from the chin, in cells; how like the thing its cells are, in
/// stops, since cloth has folds; and the share of them that has to be. Set by hand: without
/// it painted scarves have edges of up to 54 cells, with it of 19, and no chair is lost.
const NECK_HALF: i32 = 8;
const NECK_FROM: i32 = 4;
const NECK_ALIKE: f32 = 0.5;
const NECK_SHARE: f32 = 0.5;

/// Where and how a line of cells crosses from wall to a thing.
#[derive(Clone, Copy)]
struct Crossing {
    /// In cells along the line, from its middle.
    at: f32,
    wall: Tone,
    thing: Tone,
}

/// The picture's cells.
struct Cells<'wall> {
    wall: &'wall Wall,
    tones: &'wall Tones,
}

/// Looks for the longest edges.
pub(super) fn of(wall: &Wall, tones: &Tones, face: &Face) -> Chair {
    let cells = Cells { wall, tones };
    let place = face.mask.place;
    let cell = |share: f64| (share * SIDE as f64).clamp(0.0, SIDE as f64) as i32;
    let ears = EARS * face.bounds.width;
    let eyes = (face.left_eye.y + face.right_eye.y) / 2.0;
    let row = |y: f64| cell((y - place.y) / place.height);
    let middle = cell((face.chin.x - place.x) / place.width);
    let hair_rows =
        row(face.crown.hair_top.y) + HAIR_FROM..row(face.mesh.point(10).1.into()) - HAIR_TO;
    let within = Within {
        left: cell((face.bounds.x - ears - place.x) / place.width),
        right: cell((face.bounds.right() + ears - place.x) / place.width),
        middle,
        hair: cells.middle(middle - HAIR_HALF..middle + HAIR_HALF + 1, hair_rows),
        eyes: row(eyes),
        shoulders: row(eyes + SHOULDERS * (face.chin.y - eyes)),
        chin: row(face.chin.y),
        low: (0..SIDE as i32)
            .rev()
            .find(|row| cells.get(SIDE as i32 / 2, *row).is_some())
            .unwrap_or_default(),
    };
    // Of a thing: its columns, and the row that it begins at.
    let region = |columns: Range<i32>, row: i32| {
        let (x, y) = (face.mask.x(columns.start.into()), face.mask.y(row.into()));
        let a_cell = place.width / SIDE as f64;
        let width = f64::from(columns.end - columns.start) * a_cell;
        Region { x, y, width, height: (face.chin.y - y).max(a_cell) }
    };
    Chair { top: top(&cells, &within, region), side: side(&cells, &within, region) }
}

/// Where the face is, in columns and rows of the mask, and the hair above it; shoulders can
/// begin below `shoulders`, `low` is the picture's last row.
struct Within {
    left: i32,
    right: i32,
    middle: i32,
    hair: Tone,
    eyes: i32,
    shoulders: i32,
    chin: i32,
    low: i32,
}

/// The longest level edge beside the face, between eyes and chin.
fn top(cells: &Cells, within: &Within, region: impl Fn(Range<i32>, i32) -> Region) -> Edge {
    let mut longest = Edge::default();
    let mut crossings = Vec::new();
    for row in within.eyes..within.shoulders {
        for side in [0..within.left, within.right..SIDE as i32] {
            crossings.clear();
            crossings.extend(side.clone().map(|column| cells.crossing(|in_| (column, row + in_))));
            for slope in SLOPES {
                let (length, last) = run(&crossings, slope);
                if length > longest.length {
                    let end = side.start + last as i32 + 1;
                    let place = Some(region(end - length as i32..end, row));
                    longest = Edge { length, place };
                }
            }
        }
    }
    longest
}

/// The longest upright edge beside the face that has a corner at its upper end, seen or
/// below hair, between eyes and chin, and belongs to nothing that goes on before the neck.
fn side(cells: &Cells, within: &Within, region: impl Fn(Range<i32>, i32) -> Region) -> Edge {
    let mut longest = Edge::default();
    let mut crossings = Vec::new();
    for (columns, inwards) in [(0..within.left, 1), (within.right..SIDE as i32, -1)] {
        for column in columns.clone() {
            crossings.clear();
            let rows = within.eyes..within.low + 1;
            crossings.extend(rows.map(|row| cells.crossing(|in_| (column + inwards * in_, row))));
            for slope in SLOPES {
                let (length, last) = run(&crossings, slope);
                let Some(Some(edge)) = crossings.get(last) else { continue };
                let end = within.eyes + last as i32 + 1 - length as i32;
                if length > longest.length
                    && end < within.chin
                    && cells.is_corner((column + inwards * CORNER_IN, end), *edge, within.hair)
                    && !cells.is_before_the_neck(within, edge.thing)
                {
                    let across =
                        if inwards > 0 { column..columns.end } else { columns.start..column + 1 };
                    longest = Edge { length, place: Some(region(across, end)) };
                }
            }
        }
    }
    longest
}

/// The longest run of crossings that are alike and lie on a line, and which is its last.
fn run(crossings: &[Option<Crossing>], slope: f32) -> (usize, usize) {
    let mut best = (0, 0);
    // Of the run up to here: its length, the tone it began with, the ends of where it lies.
    let mut so_far: Option<(usize, Tone, f32, f32)> = None;
    for (along, crossing) in crossings.iter().enumerate() {
        so_far = crossing.map(|Crossing { at, thing, .. }| {
            let at = at - slope * along as f32;
            match so_far {
                Some((length, first, least, most))
                    if difference(first, thing) < ALIKE
                        && most.max(at) - least.min(at) < STRAIGHT =>
                {
                    (length + 1, first, least.min(at), most.max(at))
                }
                _ => (1, thing, at, at),
            }
        });
        if let Some((length, ..)) = so_far
            && length > best.0
        {
            best = (length, along);
        }
    }
    best
}

impl Cells<'_> {
    /// `None` outside of the picture.
    fn get(&self, column: i32, row: i32) -> Option<Tone> {
        let side = 0..SIDE as i32;
        if !side.contains(&column) || !side.contains(&row) {
            return None;
        }
        let cell = row as usize * SIDE + column as usize;
        self.wall.inside.get(cell).filter(|inside| **inside)?;
        self.tones.all.get(cell).copied()
    }

    /// Whether a line of cells changes in its middle from wall to something of one colour.
    /// `cell` says which column and row lie so many cells inwards of the middle.
    fn crossing(&self, cell: impl Fn(i32) -> (i32, i32)) -> Option<Crossing> {
        let tone = |inwards: i32| {
            let (column, row) = cell(inwards);
            self.get(column, row)
        };
        let alike = |from: i32, count: i32, most: f32| {
            let mut mean = [0.0; 3];
            for inwards in from..from + count {
                let tone = tone(inwards)?;
                mean.iter_mut().zip(tone).for_each(|(mean, light)| *mean += light / count as f32);
            }
            let near = |inwards| tone(inwards).is_some_and(|tone| difference(tone, mean) < most);
            (from..from + count).all(near).then_some(mean)
        };
        if difference(tone(-APART)?, tone(APART)?) < SOME {
            return None;
        }
        let wall = alike(-(APART + OUTSIDE - 1), OUTSIDE, EVEN)?;
        if hue(wall, self.tones.middle) >= WALL_HUE
            || difference(wall, self.tones.middle) >= WALL_LIGHT
        {
            return None;
        }
        let thing = alike(APART, INSIDE, ALIKE)?;
        if difference(wall, thing) <= STEP {
            return None;
        }
        // Where it is half way, in the plane that shows the thing best.
        let step = |plane: &usize| (of_plane(wall, *plane) - of_plane(thing, *plane)).abs();
        let plane = (0..3).max_by(|a, b| step(a).total_cmp(&step(b)))?;
        let half = (of_plane(wall, plane) + of_plane(thing, plane)) / 2.0;
        let like_wall = (of_plane(wall, plane) - half).signum();
        let mut before: Option<f32> = None;
        for inwards in -1..=1 {
            let here = (of_plane(tone(inwards)?, plane) - half) * like_wall;
            if let Some(there) = before
                && there > 0.0
                && here <= 0.0
            {
                let at = (inwards - 1) as f32 + there / (there - here);
                return Some(Crossing { at, wall, thing });
            }
            before = Some(here);
        }
        None
    }

    /// Whether the edge that this place is beside ends below wall, or below hair.
    fn is_corner(&self, (column, row): (i32, i32), edge: Crossing, hair: Tone) -> bool {
        let above = |is: &dyn Fn(Tone) -> bool| {
            let is = |row: i32| self.get(column, row).is_some_and(is);
            (row - CORNER_UP..row).any(|row| (0..CORNER_WALL).all(|up| is(row - up)))
        };
        let Crossing { wall, thing, .. } = edge;
        above(&|tone| difference(tone, wall) < EVEN)
            || difference(thing, hair) > NO_HAIR
                && difference(thing, wall) > NO_SHADOW
                && above(&|tone| difference(tone, thing) > COVERED)
    }

    /// The medians of a part of the picture.
    fn middle(&self, columns: Range<i32>, rows: Range<i32>) -> Tone {
        let tones: Vec<Tone> = rows
            .flat_map(|row| columns.clone().filter_map(move |column| self.get(column, row)))
            .collect();
        [0, 1, 2].map(|plane| {
            let mut lights: Vec<f32> = tones.iter().map(|tone| of_plane(*tone, plane)).collect();
            ascending(&mut lights);
            quantile(&lights, 0.5)
        })
    }

    /// Whether most of the neck is like a thing.
    fn is_before_the_neck(&self, within: &Within, thing: Tone) -> bool {
        let (mut like, mut all) = (0, 0);
        for row in within.chin + NECK_FROM..within.low {
            for column in within.middle - NECK_HALF..within.middle + NECK_HALF {
                let Some(tone) = self.get(column, row) else { continue };
                all += 1;
                like += i32::from(difference(tone, thing) < NECK_ALIKE);
            }
        }
        like as f32 >= NECK_SHARE * all.max(1) as f32
    }
}

/// In the plane in which two tones differ most.
fn difference(one: Tone, other: Tone) -> f32 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, larger)
}

fn of_plane(tone: Tone, plane: usize) -> f32 {
    tone.get(plane).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that cross to something at these places.
    fn longest_run(places: impl Iterator<Item = f32>) -> usize {
        let (wall, thing) = ([-0.5; 3], [-3.0; 3]);
        let crossings: Vec<_> = places.map(|at| Some(Crossing { at, wall, thing })).collect();
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
        let at = |place: usize| Crossing {
            at: 0.0,
            wall: [-0.5; 3],
            thing: [if place < 7 { -3.0 } else { -2.0 }; 3],
        };
        let mut crossings: Vec<_> = (0..12).map(|place| Some(at(place))).collect();
        assert_eq!(run(&crossings, 0.0), (7, 6));
        if let Some(gap) = crossings.get_mut(3) {
            *gap = None;
        }
        assert_eq!(run(&crossings, 0.0), (5, 11));
    }

    fn wall() -> Wall {
        let all = SIDE * SIDE;
        Wall {
            levels: vec![200.0; 3 * all],
            free: vec![true; all],
            inside: vec![true; all],
            judged: vec![true; all],
            away: vec![9.0; all],
        }
    }

    const LIT: Tone = [-0.5; 3];

    /// A wall of one light with something on it.
    fn with(thing: impl Fn(i32, i32) -> Option<Tone>) -> Tones {
        let cells = 0..(SIDE * SIDE) as i32;
        let side = SIDE as i32;
        let all = cells.map(|cell| thing(cell % side, cell / side).unwrap_or(LIT)).collect();
        Tones { all, middle: LIT }
    }

    #[test]
    fn a_thing_is_of_another_light_than_the_wall() {
        let seen = |thing: Tone, row: i32| {
            let tones = with(|_, row| (row >= 100).then_some(thing));
            let cells = Cells { wall: &wall(), tones: &tones };
            cells.crossing(|inwards| (30, row + inwards)).map(|crossing| crossing.at)
        };
        assert_eq!(seen([-3.0; 3], 100), Some(-0.5));
        assert_eq!(seen([-0.5, -0.5, -1.5], 100), Some(-0.5), "another colour");
        assert_eq!(seen([-0.6; 3], 100), None, "the wall's own gradient");
        assert_eq!(seen([-3.0; 3], 60), None, "nothing here");
        let mut outside = wall();
        outside.inside.fill(false);
        let tones = with(|_, row| (row >= 100).then_some([-3.0; 3]));
        let cells = Cells { wall: &outside, tones: &tones };
        assert!(cells.crossing(|inwards| (30, 100 + inwards)).is_none(), "not in the picture");
    }

    const FACE: Within = Within {
        left: 90,
        right: 166,
        middle: 128,
        hair: [-5.0; 3],
        eyes: 135,
        shoulders: 193,
        chin: 199,
        low: 226,
    };

    /// How long the upright edge of something is.
    fn side_of(thing: impl Fn(i32, i32) -> Option<Tone>) -> usize {
        let place = |columns: Range<i32>, row: i32| Region {
            x: columns.start.into(),
            y: row.into(),
            width: f64::from(columns.end - columns.start),
            height: 1.0,
        };
        side(&Cells { wall: &wall(), tones: &with(thing) }, &FACE, place).length
    }

    #[test]
    fn a_chair_has_a_corner_and_stays_behind_the_neck() {
        let dark = Some([-3.0; 3]);
        let skin = Some([-1.0, -1.5, -2.0]);
        let is_neck = |column: i32| (110..146).contains(&column);
        let chair = |column: i32, row: i32| match () {
            () if is_neck(column) => skin,
            () if (60..196).contains(&column) && row >= 180 => dark,
            () => None,
        };
        assert_eq!(side_of(chair), 47);
        let hair = |column: i32, row: i32| match () {
            () if is_neck(column) && row >= 135 => skin,
            () if (60..196).contains(&column) => dark,
            () => None,
        };
        assert_eq!(side_of(hair), 0, "it goes on upwards");
        let scarf = |column: i32, row: i32| {
            ((60..196).contains(&column) && row >= 180).then_some([-3.0; 3])
        };
        assert_eq!(side_of(scarf), 0, "it goes on before the neck");
        let below = |hair: Tone| {
            move |column: i32, row: i32| match (60..196).contains(&column) {
                true if row < 180 => Some(hair),
                _ => chair(column, row),
            }
        };
        assert_eq!(side_of(below([-5.0; 3])), 47, "hair hangs over its corner");
        assert_eq!(side_of(below([-3.5; 3])), 0, "as light hair");
        let low = |column: i32, row: i32| if row >= 200 { chair(column, row) } else { None };
        assert_eq!(side_of(low), 0, "it ends below the chin");
    }
}
