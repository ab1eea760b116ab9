//! What stands behind the person.

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
        let place = face.mask.place;
        let map = Affine {
            a: place.width as f32,
            b: 0.0,
            c: place.x as f32,
            d: 0.0,
            e: place.height as f32,
            f: place.y as f32,
        };
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
