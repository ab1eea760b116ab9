//! What stands behind the person.

use std::collections::BTreeSet;
use std::f32::consts::SQRT_2;

use crate::photo::face::Face;
use crate::photo::net::PersonMask;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Edges in the background.
#[derive(Clone, Debug, PartialEq)]
pub struct Background {
    /// Share of the background that lies on a clear edge, 0 to 1. Of little
    /// background, the share of [`LEAST`] of the picture's part.
    pub edges: f64,
    /// Share of the looked-at part of the picture that is background.
    pub area: f64,
    /// Where most of the edges are, if there are any.
    pub place: Option<Region>,
}

const SIDE: usize = PersonMask::SIDE;

/// A cell counts as background when it and its surroundings are at most this
/// likely a person.
const MAX_PERSON: f32 = 0.15;

/// How far from the person the background begins, in cells: hair's loose ends
/// and the mask's own blur stay out.
const MARGIN: usize = 6;

/// From this difference of neighbouring cells on, in sRGB levels, there is an
/// edge. Shadows and gradients change more softly.
const EDGE: f32 = 14.0;

/// Where hair leaves less background than this share, a few of its curls would be
/// a large part of it.
const LEAST: f64 = 0.08;

/// Fewer marks than this that hang together are grain or blocks of a JPEG file.
const FEWEST: usize = 6;

/// Marks over so many columns and at most so many rows are a level bar, such as a
/// board's edges; hair hangs or curls.
const LEVEL: (usize, usize) = (14, 9);

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

    /// How far a cell is from the person, in cells.
    pub fn away(&self, column: usize, row: usize) -> f32 {
        self.away.get(row * SIDE + column).copied().unwrap_or_default()
    }

    /// The part of the picture around the head that is wall, 0 to 1.
    pub fn share(&self) -> f64 {
        count(&self.free) as f64 / self.inside().max(1) as f64
    }

    /// How many cells lie in the picture.
    fn inside(&self) -> usize {
        count(&self.inside)
    }
}

impl Background {
    /// Measures the part of the picture around the head.
    pub fn of(wall: &Wall, face: &Face) -> Self {
        let value = |plane: usize, column: usize, row: usize| {
            wall.levels.get(plane * SIDE * SIDE + row * SIDE + column).copied().unwrap_or_default()
        };
        let (mut cells, mut edges) = (0_usize, Vec::new());
        for row in 1..SIDE - 1 {
            for column in 1..SIDE - 1 {
                if !wall.free.get(row * SIDE + column).is_some_and(|free| *free) {
                    continue;
                }
                cells += 1;
                let step = (0..3)
                    .map(|plane| {
                        let across = value(plane, column + 1, row) - value(plane, column - 1, row);
                        let down = value(plane, column, row + 1) - value(plane, column, row - 1);
                        across * across + down * down
                    })
                    .fold(0.0, f32::max);
                if step >= EDGE * EDGE {
                    edges.push((column, row));
                }
            }
        }
        let edges = without_loose_hair(&edges, wall, face);
        Self {
            edges: edges.len() as f64 / (cells as f64).max(LEAST * wall.inside() as f64).max(1.0),
            area: wall.share(),
            place: around_cells(edges.iter().copied(), &face.mask),
        }
    }
}

fn count(cells: &[bool]) -> usize {
    cells.iter().filter(|it| **it).count()
}

fn inside(picture: &Picture, x: f64, y: f64) -> bool {
    (0.0..f64::from(picture.width())).contains(&x)
        && (0.0..f64::from(picture.height())).contains(&y)
}

/// The edges without those that are loose hair, marks that hang together with the
/// person and reach no further than hair does, and without single ones.
fn without_loose_hair(edges: &[(usize, usize)], wall: &Wall, face: &Face) -> Vec<(usize, usize)> {
    let away = |(column, row): (usize, usize)| wall.away(column, row);
    // The head is as wide as the face; loose hair reaches a third of that.
    let reach = (face.bounds.width / face.mask.place.width * SIDE as f64 * 0.3) as f32;

    let mut left: BTreeSet<(usize, usize)> = edges.iter().copied().collect();
    let mut kept = Vec::new();
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
        let hangs_on = !cluster.iter().any(|&cell| away(cell) > reach)
            && cluster.iter().any(|&cell| away(cell) <= (MARGIN + GAP) as f32);
        if cluster.len() >= FEWEST && (!hangs_on || is_level(&cluster)) {
            kept.extend(cluster);
        }
    }
    kept
}

fn is_level(cluster: &[(usize, usize)]) -> bool {
    let over = |of: fn(&(usize, usize)) -> usize| {
        let (low, high) = cluster
            .iter()
            .map(of)
            .fold((usize::MAX, 0), |(low, high), at| (low.min(at), high.max(at)));
        high.saturating_sub(low) + 1
    };
    over(|cell| cell.0) >= LEVEL.0 && over(|cell| cell.1) <= LEVEL.1
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
                *cell = cell.min(near);
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
    (0..marks.len())
        .map(|cell| {
            (0..=2 * MARGIN).any(|step| {
                (cell + step * stride)
                    .checked_sub(MARGIN * stride)
                    .and_then(|near| marks.get(near))
                    .is_some_and(|mark| *mark)
            })
        })
        .collect()
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
