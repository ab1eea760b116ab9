//! What stands behind the person.

use std::collections::BTreeSet;
use std::f64::consts::SQRT_2;

use crate::photo::face::Face;
use crate::photo::net::PersonMask;
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Edges in the background.
#[derive(Clone, Debug, PartialEq)]
pub struct Background {
    /// Share of the background that lies on a clear edge, 0 to 1.
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

impl Background {
    /// Measures the part of the picture around the head.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        let map = Affine::onto(face.mask.place);
        let samples = picture.sample(&map, (SIDE, SIDE), Border::Nearest, (1.0, 0.0));
        let free = free_cells(picture, face);
        let value = |plane: usize, column: usize, row: usize| {
            samples.get(plane * SIDE * SIDE + row * SIDE + column).copied().unwrap_or_default()
        };
        let is_free =
            |column: usize, row: usize| free.get(row * SIDE + column).copied().unwrap_or_default();

        let (mut cells, mut seen, mut edges) = (0_usize, 0_usize, Vec::new());
        for row in 1..SIDE - 1 {
            for column in 1..SIDE - 1 {
                let x = face.mask.x(column as f64);
                let y = face.mask.y(row as f64);
                if !inside(picture, x, y) {
                    continue;
                }
                seen += 1;
                if !is_free(column, row) {
                    continue;
                }
                cells += 1;
                let step = (0..3)
                    .map(|plane| {
                        let across = value(plane, column + 1, row) - value(plane, column - 1, row);
                        let down = value(plane, column, row + 1) - value(plane, column, row - 1);
                        across.hypot(down)
                    })
                    .fold(0.0, f32::max);
                if step >= EDGE {
                    edges.push((column, row));
                }
            }
        }
        let edges = without_loose_hair(&edges, face);
        Self {
            edges: edges.len() as f64 / cells.max(1) as f64,
            area: cells as f64 / seen.max(1) as f64,
            place: densest(&edges, &face.mask),
        }
    }
}

fn inside(picture: &Picture, x: f64, y: f64) -> bool {
    (0.0..f64::from(picture.width())).contains(&x)
        && (0.0..f64::from(picture.height())).contains(&y)
}

/// The cells that are background with some distance to the person, above the
/// chin: below it clothes, hands and chairs' backs are hard to tell apart.
fn free_cells(picture: &Picture, face: &Face) -> Vec<bool> {
    let mask = &face.mask;
    let taken: Vec<bool> =
        (0..SIDE * SIDE).map(|cell| mask.cell(cell % SIDE, cell / SIDE) > MAX_PERSON).collect();
    // Grown along rows, then along columns.
    let across = grown(&taken, 1);
    let grown = grown(&across, SIDE);
    grown
        .iter()
        .enumerate()
        .map(|(cell, taken)| {
            let (x, y) = (mask.x((cell % SIDE) as f64), mask.y((cell / SIDE) as f64));
            !taken && y <= face.chin.y && inside(picture, x, y)
        })
        .collect()
}

/// The edges without those that are loose hair: marks that hang together with
/// the person and reach no further than hair does.
fn without_loose_hair(edges: &[(usize, usize)], face: &Face) -> Vec<(usize, usize)> {
    let person: Vec<bool> = (0..SIDE * SIDE)
        .map(|cell| face.mask.cell(cell % SIDE, cell / SIDE) > MAX_PERSON)
        .collect();
    let away = distances(&person);
    let away = |(column, row): (usize, usize)| away.get(row * SIDE + column).copied();
    // The head is as wide as the face; loose hair reaches a third of that.
    let reach = face.bounds.width / face.mask.place.width * SIDE as f64 * 0.3;

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
        let reaches = |far: f64| cluster.iter().any(|&cell| away(cell).is_some_and(|d| d > far));
        let hangs_on = !reaches(reach)
            && cluster.iter().any(|&cell| away(cell).is_some_and(|d| d <= (MARGIN + GAP) as f64));
        if !hangs_on {
            kept.extend(cluster);
        }
    }
    kept
}

/// Marks this many cells apart still hang together.
const GAP: usize = 2;

/// Of each cell to the nearest mark, in cells: a chamfer of 1 and √2 in two
/// passes.
fn distances(marks: &[bool]) -> Vec<f64> {
    let mut away: Vec<f64> =
        marks.iter().map(|mark| if *mark { 0.0 } else { f64::from(u16::MAX) }).collect();
    let mut relax = |column: usize, row: usize, forwards: bool| {
        let around: [(isize, isize, f64); 4] =
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
            let near = away.get(y * SIDE + x).copied().unwrap_or(f64::MAX) + step;
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

/// The sixteenth-wide square of the map with the most edges, in pixels.
fn densest(edges: &[(usize, usize)], mask: &PersonMask) -> Option<Region> {
    const BLOCKS: usize = 8;
    let block = SIDE / BLOCKS;
    let mut counts = [0_usize; BLOCKS * BLOCKS];
    for (column, row) in edges {
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
