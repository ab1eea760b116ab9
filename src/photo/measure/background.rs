//! What stands behind the person.

mod chair;

use std::collections::BTreeSet;
use std::f32::consts::SQRT_2;

use super::exposure::Stops;
use super::shadow::Shadow;
use super::{ascending, hue, quantile};
use crate::order::{larger, smaller};
use crate::photo::face::Face;
use crate::photo::net::PersonMask;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Edges in the background.
#[derive(Clone, Debug, PartialEq)]
pub struct Background {
    /// Share of the background that lies on a clear edge, from 0 to about 1.
    pub edges: f64,
    /// Share of the background that is lighter or darker, or of another colour, than
    /// what lies on both sides of it, 0 to 1: a pattern without edges, such as a
    /// curtain's folds or trees out of focus.
    pub waves: f64,
    /// Share of the background that is of another colour than the most of it, or too
    /// light or dark for a wall's gradient or a shadow on it, 0 to 1: things, and parts of
    /// people whom the picture's edge cuts off.
    pub other: f64,
    /// Lengths of the longest straight edges beside the face with wall on the one side and
    /// something of one colour on the other, in cells of the person mask (128 to a print's
    /// 35 mm where the head is 34 mm high), 0 without one: of the longest level one, and of
    /// the longest upright one that ends in a corner; a chair's back.
    pub chair: [f64; 2],
    /// Share of the looked-at part of the picture that is background.
    pub area: f64,
    /// Whether hair fills the picture, so that what looks like an object may as well
    /// be a curl.
    pub is_little: bool,
    /// Where most of the edges are, if there are any.
    pub place: Option<Region>,
    /// The same of waves, of what is of another colour or light, and of the chair by its
    /// level edge and by its upright one.
    pub places: [Option<Region>; 4],
    edge_cells: Vec<(usize, usize)>,
}

const SIDE: usize = PersonMask::SIDE;

/// How many squares of the wall are read at once.
pub const LANES: usize = 8;

/// How far to either side a cell is held against the wall, in cells: about two and a
/// half millimetres of a print with a head of 34 mm, and half of that, since folds as far
/// apart as the one are in step with it. A lamp's gradient is even over that length.
const REACHES: [usize; 2] = [6, 3];

/// From this difference on to the mean of both sides, in sRGB levels, the wall has a
/// wave. The grain of a noisy photo stays below it, cells being means of many pixels.
const WAVE: f32 = 8.0;

/// How a place's light may differ from the wall's middle one, in stops: in hue, and in
/// light, as a window beside the person or a shadow makes it; black hair before a light
/// wall is four stops darker.
const HUE: f32 = 0.35;
const LIGHT: f32 = 3.0;
/// Light, of white's, below which differences say nothing.
const DARK: f32 = 0.02;

/// A wall's middle values are those of one in so many of its cells.
const SAMPLED: usize = 7;

/// A cell counts as background when it and its surroundings are at most this
/// likely a person.
const MAX_PERSON: f32 = 0.15;

/// How far from the person the background begins, in cells: hair's loose ends
/// and the mask's own blur stay out.
const MARGIN: usize = 6;

/// From this difference of neighbouring cells on, in sRGB levels, there is an
/// edge. Shadows and gradients change more softly.
const EDGE: f32 = 14.0;

/// … and from this many times the wall's middle difference on: what a file saved
/// too small makes of a wall is no pattern.
const GRAIN: f32 = 3.0;

/// Walls of fewer cells than these, a fortieth of the looked-at part, count as
/// so large: between hair that fills the picture a few strands are no pattern.
/// All but three of seventy good photos have more.
const LEAST_WALL: usize = 1500;

/// An edge is level where it changes this many times as much downwards as across.
const LEVEL: f32 = 2.5;

/// A level edge that leads out of the picture and is as long as this, in cells, is
/// a board's or a sill's, however near the person it ends: a bare one's where
/// hardly any other edge hangs together with it. Figure from seventy good photos:
/// loose hair's are of 4 cells or fewer, a tuft's that the picture's edge cuts of 6.
const BOARD: usize = 6;
const LADEN_BOARD: usize = 9;

/// Where fewer than one edge in so many is no shadow's, the wall has no others: of strong
/// lamps' shadows one in 28 was at most.
const OTHERS: usize = 12;

/// Most cells that such a square has.
pub const MOST_CELLS: usize = 16;

/// Squares of the wall beside each other.
pub struct Squares {
    /// The sRGB levels of their cells, row by row, in three planes; after them zeros.
    pub levels: [[[f32; LANES]; MOST_CELLS]; 3],
    /// How near the person each comes, in cells; negative for one that is not all above the
    /// chin and in the picture.
    pub near: [f32; LANES],
}

/// The wall around the head, in the cells of the person mask.
#[derive(Clone, Debug)]
pub struct Wall {
    /// Three planes of sRGB levels.
    levels: Vec<f32>,
    /// Which cells are wall with some distance to the person.
    free: Vec<bool>,
    /// Which cells lie in the picture.
    inside: Vec<bool>,
    /// Which of them lie above the chin: below it clothes, hands and chairs'
    /// backs are hard to tell from a wall.
    judged: Vec<bool>,
    /// How far each cell is from the person, in cells.
    away: Vec<f32>,
}

impl Wall {
    /// Samples the wall in the picture's part that the mask covers.
    pub fn around(picture: &Picture, face: &Face) -> Self {
        let map = Affine::onto(face.mask.place);
        let person: Vec<bool> = (0..SIDE * SIDE)
            .map(|cell| face.mask.cell(cell % SIDE, cell / SIDE) > MAX_PERSON)
            .collect();
        let at =
            |cell: usize| (face.mask.x((cell % SIDE) as f64), face.mask.y((cell / SIDE) as f64));
        let inside: Vec<bool> = (0..SIDE * SIDE)
            .map(|cell| {
                let (x, y) = at(cell);
                inside(picture, x, y)
            })
            .collect();
        let above = |(cell, inside): (usize, &bool)| *inside && at(cell).1 <= face.chin.y;
        let judged: Vec<bool> = inside.iter().enumerate().map(above).collect();
        // Grown along rows, then along columns.
        let taken = grown(&grown(&person, 1), SIDE);
        Self {
            levels: picture.sample(&map, (SIDE, SIDE), Border::Nearest, (1.0, 0.0)),
            away: distances(&person),
            free: taken.iter().zip(&judged).map(|(taken, judged)| !taken && *judged).collect(),
            judged,
            inside,
        }
    }

    /// A cell's colour in sRGB levels, where it lies in the picture and above
    /// the chin; it may be a person's.
    pub fn level(&self, column: usize, row: usize) -> Option<[f32; 3]> {
        self.color(column, row).filter(|_| self.judged.get(row * SIDE + column) == Some(&true))
    }

    /// A cell's colour in sRGB levels, where it lies in the picture.
    pub fn color(&self, column: usize, row: usize) -> Option<[f32; 3]> {
        let cell = row * SIDE + column;
        if column >= SIDE || !*self.inside.get(cell)? {
            return None;
        }
        let level = |plane: usize| self.levels.get(plane * SIDE * SIDE + cell).copied();
        Some([level(0)?, level(1)?, level(2)?])
    }

    /// The squares of `side` cells from a cell on, each `stride` cells from the one before,
    /// as many as there are [`LANES`]. `None` below the mask.
    pub fn squares(
        &self,
        (column, row): (usize, usize),
        side: usize,
        stride: usize,
    ) -> Option<Squares> {
        let mut levels = [[[0.0; LANES]; MOST_CELLS]; 3];
        let mut near = [f32::MAX; LANES];
        for at in 0..side * side {
            let from = (row + at / side) * SIDE + column + at % side;
            let to = (row + at / side + 1) * SIDE;
            for (plane, levels) in levels.iter_mut().enumerate() {
                let cells = self.levels.get(plane * SIDE * SIDE..)?.get(from..to)?;
                let cells = cells.iter().step_by(stride);
                levels.get_mut(at)?.iter_mut().zip(cells).for_each(|(to, cell)| *to = *cell);
            }
            let (away, judged) = (self.away.get(from..to)?, self.judged.get(from..to)?);
            let mut cells = away.iter().zip(judged).step_by(stride);
            for near in &mut near {
                let away =
                    cells.next().map_or(-1.0, |(away, judged)| if *judged { *away } else { -1.0 });
                *near = smaller(away, *near);
            }
        }
        Some(Squares { levels, near })
    }

    /// How far a cell is from the person, in cells.
    pub fn away(&self, column: usize, row: usize) -> f32 {
        self.away.get(row * SIDE + column).copied().unwrap_or_default()
    }

    /// See [`Background::waves`].
    fn waves(&self) -> Marked {
        let is_free = |cell: usize| self.free.get(cell).is_some_and(|free| *free);
        let level = |plane: usize, cell: usize| {
            self.levels.get(plane * SIDE * SIDE + cell).copied().unwrap_or_default()
        };
        let (mut cells, mut looked_at) = (Vec::new(), 0_usize);
        for cell in (0..SIDE * SIDE).filter(|cell| is_free(*cell)) {
            // Along its row, and along its column.
            let column = cell % SIDE;
            let sides = REACHES.into_iter().flat_map(|reach| {
                let across = (reach..SIDE - reach).contains(&column).then_some(reach);
                across.into_iter().chain([reach * SIDE])
            });
            let sides = sides.filter_map(|away| {
                let (before, after) = (cell.checked_sub(away)?, cell + away);
                (is_free(before) && is_free(after)).then_some((before, after))
            });
            let highest = |(before, after)| {
                let planes = (0..3).map(|plane| {
                    let sides = (level(plane, before) + level(plane, after)) / 2.0;
                    (level(plane, cell) - sides).abs()
                });
                planes.fold(0.0, larger)
            };
            if let Some(most) = sides.map(highest).reduce(larger) {
                looked_at += 1;
                if most > WAVE {
                    cells.push((column, cell / SIDE));
                }
            }
        }
        Marked::of(cells, looked_at)
    }

    /// See [`Background::other`].
    fn other(&self, tones: &Tones) -> Marked {
        let wall = tones.middle;
        let mut cells = Vec::new();
        for cell in self.free_cells() {
            let tone = tones.all.get(cell).copied().unwrap_or_default();
            let green = tone[1] - wall[1];
            if hue(tone, wall) > HUE || green.abs() > LIGHT {
                cells.push((cell % SIDE, cell / SIDE));
            }
        }
        Marked::of(cells, self.free_cells().count())
    }

    fn free_cells(&self) -> impl Iterator<Item = usize> {
        self.free.iter().enumerate().filter(|(_, free)| **free).map(|(cell, _)| cell)
    }

    /// The light of all cells.
    fn tones(&self) -> Tones {
        let stops = Stops::above(DARK);
        let light = |cell: usize| {
            [0, 1, 2].map(|plane| {
                let level = self.levels.get(plane * SIDE * SIDE + cell).copied();
                stops.of_level(level.unwrap_or_default()).1
            })
        };
        let all: Vec<Tone> = (0..SIDE * SIDE).map(light).collect();
        let middle = [0, 1, 2].map(|plane: usize| {
            let some = self.free_cells().step_by(SAMPLED);
            let mut lights: Vec<f32> =
                some.filter_map(|cell| all.get(cell)?.get(plane).copied()).collect();
            ascending(&mut lights);
            quantile(&lights, 0.5)
        });
        Tones { all, middle }
    }

    /// The part of the picture around the head that is wall, 0 to 1.
    pub fn share(&self) -> f64 {
        let count = |cells: &[bool]| cells.iter().filter(|it| **it).count();
        count(&self.free) as f64 / count(&self.inside).max(1) as f64
    }
}

/// Red, green and blue light in stops.
type Tone = [f32; 3];

/// The light of a wall's cells, row by row.
struct Tones {
    all: Vec<Tone>,
    /// The medians of what is wall.
    middle: Tone,
}

/// Cells of the wall, and their share of it.
struct Marked {
    cells: Vec<(usize, usize)>,
    share: f64,
}

impl Marked {
    fn of(cells: Vec<(usize, usize)>, looked_at: usize) -> Self {
        let share = cells.len() as f64 / looked_at.max(LEAST_WALL) as f64;
        Self { cells, share }
    }
}

impl Background {
    /// Measures the part of the picture around the head.
    pub fn of(wall: &Wall, face: &Face) -> Self {
        let value = |plane: usize, column: usize, row: usize| {
            wall.levels.get(plane * SIDE * SIDE + row * SIDE + column).copied().unwrap_or_default()
        };
        let mut free = Vec::new();
        for row in 1..SIDE - 1 {
            for column in 1..SIDE - 1 {
                if !wall.free.get(row * SIDE + column).is_some_and(|free| *free) {
                    continue;
                }
                let (mut step, mut level) = (0.0_f32, false);
                for plane in 0..3 {
                    let across = value(plane, column + 1, row) - value(plane, column - 1, row);
                    let down = value(plane, column, row + 1) - value(plane, column, row - 1);
                    let here = across * across + down * down;
                    if here > step {
                        (step, level) = (here, down.abs() > LEVEL * across.abs());
                    }
                }
                free.push((column, row, step, level));
            }
        }
        let mut steps: Vec<f32> =
            free.iter().step_by(SAMPLED).map(|(_, _, step, _)| *step).collect();
        ascending(&mut steps);
        let least = (GRAIN * GRAIN * quantile(&steps, 0.5)).max(EDGE * EDGE);
        let mut edges = Vec::new();
        let mut level_edges = vec![false; SIDE * SIDE];
        for (column, row, _, level) in free.iter().filter(|(_, _, step, _)| *step >= least) {
            edges.push((*column, *row));
            if let Some(cell) = level_edges.get_mut(row * SIDE + column) {
                *cell = *level;
            }
        }
        let plain = free.iter().filter(|(_, _, step, _)| *step < least);
        let palette = Palette::of(wall, face, plain.map(|(column, row, ..)| (*column, *row)));
        let (edges, boards) = without_loose_hair(&edges, &level_edges, &palette, wall, face);
        let tones = wall.tones();
        let (waves, other) = (wall.waves(), wall.other(&tones));
        let chair = chair::of(wall, &tones, face);
        let place = |cells: &[(usize, usize)]| around_cells(cells.iter().copied(), &face.mask);
        Self {
            edges: (edges.len() + boards) as f64 / free.len().max(LEAST_WALL) as f64,
            waves: waves.share,
            other: other.share,
            chair: [chair.top.length as f64, chair.side.length as f64],
            area: wall.share(),
            is_little: free.len() < LEAST_WALL,
            place: place(&edges),
            places: [place(&waves.cells), place(&other.cells), chair.top.place, chair.side.place],
            edge_cells: edges,
        }
    }

    /// Whether the clear edges are a shadow's that is as deep, in stops: nearly all of them
    /// lie where the wall gets darker as it does there.
    pub fn is_edged_by(&self, shadow: &Shadow, depth: f32) -> bool {
        let others = self.edge_cells.iter().filter(|cell| !shadow.has_edge(**cell, depth));
        others.count() < self.edge_cells.len() / OTHERS
    }
}

fn inside(picture: &Picture, x: f64, y: f64) -> bool {
    (0.0..f64::from(picture.width())).contains(&x)
        && (0.0..f64::from(picture.height())).contains(&y)
}

/// The edges without those that are loose hair: marks that hang together with
/// the person and reach no further than hair does, have no colour but the hair's and
/// the wall's, nor lead out of the picture as a board does; and how many of the others
/// belong to a board. Those count twice: a bare board has little edge for what it is.
fn without_loose_hair(
    edges: &[(usize, usize)],
    level: &[bool],
    palette: &Palette,
    wall: &Wall,
    face: &Face,
) -> (Vec<(usize, usize)>, usize) {
    let away = |(column, row): (usize, usize)| wall.away(column, row);
    // The head is as wide as the face; loose hair reaches a third of that.
    let reach = (face.bounds.width / face.mask.place.width * SIDE as f64 * 0.3) as f32;

    let mut left: BTreeSet<(usize, usize)> = edges.iter().copied().collect();
    let (mut kept, mut boards) = (Vec::new(), 0);
    while let Some(seed) = left.pop_first() {
        let mut cluster = vec![seed];
        let mut next = 0;
        while let Some(&(column, row)) = cluster.get(next) {
            next += 1;
            let near = |at: usize| at.saturating_sub(GAP)..=at + GAP;
            let touching: Vec<_> = near(row)
                .flat_map(|row| near(column).map(move |column| (column, row)))
                .filter(|cell| left.contains(cell))
                .collect();
            for cell in touching {
                left.remove(&cell);
                cluster.push(cell);
            }
        }
        // A tuft of hair has edges in every direction; so has what stands on a board.
        let is_level = |&&(x, y): &&(usize, usize)| level.get(y * SIDE + x) == Some(&true);
        let bare = cluster.iter().filter(is_level).count() * 4 >= cluster.len() * 3;
        let length = if bare { BOARD } else { LADEN_BOARD };
        if cluster.iter().any(|&(x, y)| leads_out(x, y, length, level, wall)) {
            boards += cluster.len();
            kept.extend(cluster);
            continue;
        }
        let hangs_on = !cluster.iter().any(|&cell| away(cell) > reach)
            && cluster.iter().any(|&cell| away(cell) <= (MARGIN + GAP) as f32);
        let foreign = cluster.iter().filter(|&&(x, y)| palette.is_foreign(wall, x, y));
        if !hangs_on || foreign.count() >= COLOURED {
            kept.extend(cluster);
        }
    }
    (kept, boards)
}

/// A colour without its lightness: red and blue less green, in sRGB levels.
type Chroma = (f32, f32);

fn chroma([red, green, blue]: [f32; 3]) -> Chroma {
    (red - green, blue - green)
}

/// Beyond this from every mix of the wall, the hair and black a colour is neither's;
/// and so many cells of it are an object, whatever they hang on. Figure from seventy
/// good photos: of none a cell; books have 7 to 89.
const FOREIGN: f32 = 24.0;
const COLOURED: usize = 8;

/// Where hair is lit it has more colour than at the mask's edge.
const LIT: f32 = 1.5;

/// What loose hair before the wall can look like.
struct Palette {
    wall: Chroma,
    /// Of every fourth row the person's outermost cells on the left and on the right.
    person: Vec<[[Chroma; 4]; 2]>,
}

/// Rows of the palette above and below a cell that its hair may come from.
const ROWS_ABOVE: usize = 24;
const ROWS_BELOW: usize = 48;
const ROW: usize = 4;

impl Palette {
    fn of(wall: &Wall, face: &Face, plain: impl Iterator<Item = (usize, usize)>) -> Self {
        let color = |column: usize, row: usize| wall.color(column, row).map(chroma);
        let (mut sum, mut count) = ((0.0, 0.0), 0.0);
        for (red, blue) in plain.filter_map(|(column, row)| color(column, row)) {
            sum = (sum.0 + red, sum.1 + blue);
            count += 1.0;
        }
        let wall = (sum.0 / f32::max(count, 1.0), sum.1 / f32::max(count, 1.0));
        let person = (0..SIDE).step_by(ROW).map(|row| {
            let is_person = |column: &usize| face.mask.cell(*column, row) > 0.8;
            let lit = |column: Option<usize>| {
                let (red, blue) = column.and_then(|column| color(column, row)).unwrap_or(wall);
                (red * LIT, blue * LIT)
            };
            let left = (0..SIDE).find(is_person);
            let right = (0..SIDE).rev().find(is_person);
            [
                [0, 2, 4, 6].map(|step| lit(left.map(|left| left + step))),
                [0, 2, 4, 6].map(|step| lit(right.and_then(|right| right.checked_sub(step)))),
            ]
        });
        Self { wall, person: person.collect() }
    }

    /// Whether a cell has a colour of its own.
    fn is_foreign(&self, wall: &Wall, column: usize, row: usize) -> bool {
        let Some(color) = wall.color(column, row).map(chroma) else { return false };
        let side = usize::from(column > SIDE / 2);
        let above = row.saturating_sub(ROWS_ABOVE) / ROW;
        let rows = self.person.iter().skip(above).take((ROWS_ABOVE + ROWS_BELOW) / ROW);
        let mut hair = rows.filter_map(|sides| sides.get(side)).flatten();
        hair.all(|hair| out_of(color, [self.wall, *hair, (0.0, 0.0)]) > FOREIGN)
    }
}

/// How far a point is from a triangle.
fn out_of(point: Chroma, corners: [Chroma; 3]) -> f32 {
    let [a, b, c] = corners;
    let sides = [(a, b), (b, c), (c, a)].map(|(from, to)| {
        let (along, here) = ((to.0 - from.0, to.1 - from.1), (point.0 - from.0, point.1 - from.1));
        let square = (along.0 * along.0 + along.1 * along.1).max(1e-6);
        let share = ((here.0 * along.0 + here.1 * along.1) / square).clamp(0.0, 1.0);
        let away = (here.0 - share * along.0).hypot(here.1 - share * along.1);
        (along.0 * here.1 - along.1 * here.0, away)
    });
    if sides.iter().all(|side| side.0 >= 0.0) || sides.iter().all(|side| side.0 <= 0.0) {
        return 0.0;
    }
    sides.iter().map(|side| side.1).fold(f32::MAX, f32::min)
}

/// Whether a level edge of some length starts in this cell at a side of the
/// picture.
fn leads_out(column: usize, row: usize, length: usize, level: &[bool], wall: &Wall) -> bool {
    let beyond = |column: Option<usize>| {
        column.is_none_or(|column| {
            column >= SIDE || !wall.inside.get(row * SIDE + column).is_some_and(|inside| *inside)
        })
    };
    // A board is seldom quite level.
    let is_level = |column: usize| {
        (row.saturating_sub(1)..=row + 1)
            .any(|row| level.get(row * SIDE + column).is_some_and(|level| *level))
    };
    let leftwards = beyond(Some(column + GAP + 1));
    if !leftwards && !beyond(column.checked_sub(GAP + 1)) {
        return false;
    }
    (0..length).all(|step| {
        let at = if leftwards { column.checked_sub(step) } else { Some(column + step) };
        at.is_some_and(is_level)
    })
}

/// Marks this many cells apart still hang together.
const GAP: usize = 2;

/// Of each cell to the nearest mark, in cells: a chamfer of 1 and √2 in two
/// passes.
fn distances(marks: &[bool]) -> Vec<f32> {
    let mut away: Vec<f32> =
        marks.iter().map(|mark| if *mark { 0.0 } else { f32::from(u16::MAX) }).collect();
    let mut relax = |column: usize, row: usize, forwards: bool| {
        let around: [(isize, isize, f32); 4] =
            [(-1, 0, 1.0), (0, -1, 1.0), (-1, -1, SQRT_2), (1, -1, SQRT_2)];
        for (dx, dy, step) in around {
            let (dx, dy) = if forwards { (dx, dy) } else { (-dx, -dy) };
            let (Some(x), Some(y)) = (column.checked_add_signed(dx), row.checked_add_signed(dy))
            else {
                continue;
            };
            if x >= SIDE || y >= SIDE {
                continue;
            }
            let near = away.get(y * SIDE + x).copied().unwrap_or(f32::MAX) + step;
            if let Some(cell) = away.get_mut(row * SIDE + column) {
                *cell = smaller(*cell, near);
            }
        }
    };
    for row in 0..SIDE {
        (0..SIDE).for_each(|column| relax(column, row, true));
    }
    for row in (0..SIDE).rev() {
        (0..SIDE).rev().for_each(|column| relax(column, row, false));
    }
    away
}

/// Marks what lies within [`MARGIN`] of a mark, stepping by `stride`.
fn grown(marks: &[bool], stride: usize) -> Vec<bool> {
    let is_mark = |cell: usize| marks.get(cell) == Some(&true);
    let mut out = vec![false; marks.len()];
    for cell in (0..marks.len()).filter(|cell| is_mark(*cell)) {
        // A mark beside another one reaches only one cell farther.
        let beside = cell.checked_sub(stride).is_some_and(is_mark);
        for step in if beside { 2 * MARGIN } else { 0 }..=2 * MARGIN {
            let near = (cell + step * stride).checked_sub(MARGIN * stride);
            if let Some(near) = near.and_then(|near| out.get_mut(near)) {
                *near = true;
            }
        }
    }
    out
}

/// The eighth-wide square of the map with the most of the cells, in pixels.
pub(super) fn around_cells(
    cells: impl Iterator<Item = (usize, usize)>,
    mask: &PersonMask,
) -> Option<Region> {
    const BLOCKS: usize = 8;
    let block = SIDE / BLOCKS;
    let mut counts = [0_usize; BLOCKS * BLOCKS];
    for (column, row) in cells {
        if let Some(count) = counts.get_mut(row / block * BLOCKS + column / block) {
            *count += 1;
        }
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let (width, height) = (mask.place.width / BLOCKS as f64, mask.place.height / BLOCKS as f64);
    (*count > 0).then_some(Region {
        x: mask.place.x + (best % BLOCKS) as f64 * width,
        y: mask.place.y + (best / BLOCKS) as f64 * height,
        width,
        height,
    })
}
