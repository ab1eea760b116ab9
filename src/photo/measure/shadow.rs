//! Shadows on the wall behind the person.

use super::background::{Wall, around_cells};
use super::exposure::{Stops, luma};
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::net::PersonMask;
use crate::report::Region;

/// The clearest shadow on the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct Shadow {
    /// By how many stops (powers of two of the light) the wall gets darker
    /// towards the person within `STEP` blocks, along an edge of some length.
    pub depth: f64,
    /// Where that is, if anywhere.
    pub place: Option<Region>,
}

/// Cells of the person mask along a block's side: about a millimetre of a print
/// with a head of 34 mm.
const BLOCK: usize = 4;

/// Cells from one block to the next: they overlap, so that a strip hardly wider than
/// a block holds whole ones.
const STRIDE: usize = 2;
const SIDE: usize = (PersonMask::SIDE - BLOCK) / STRIDE + 1;

/// Blocks between the two that are compared, at most: about three millimetres,
/// within which a shadow's edge changes much and a lamp's gradient little; and one
/// less, since a shadow's strip beside the hair can be narrow.
const STEP: usize = 3 * BLOCK / STRIDE;

const NEAR: usize = 2 * BLOCK / STRIDE;

/// From here on beside the person a block is wall whatever it looks like, in
/// cells.
const CLOSE: f32 = 3.0;

/// How many comparisons must be as deep: a strand of hair gives a few, the edge
/// of a shadow beside a head dozens.
const LENGTH: usize = 32;

/// From so many stops on fewer will do: so much darker and as smooth as a wall is no
/// hair. Of the good photos none has more than 4 such comparisons, before other plain
/// walls 10; a hard shadow between long hair and the shoulder 20.
const DEEP: f32 = 0.8;
const DEEP_LENGTH: usize = 16;

/// How differently red or blue may change from green, in stops: a shadow is
/// filled by light of nearly the wall's own colour, an object has another one.
const SAME_COLOR: f32 = 0.2;

/// What the mask takes for the person is a hard shadow where a block is as
/// smooth as a wall, in stops between its darker and its lighter cells, and not
/// as dark as black hair, in stops below the wall beside it.
const SMOOTH: f32 = 0.25;

/// Blocks that differ more within themselves, in stops, hold strands of hair.
const STRANDS: f32 = 0.6;
const DARKEST: f32 = 2.2;

/// What the mask takes for the person and is as dark as this, as a share of white's
/// light, is hair before a dark wall: black hair in good light has 0.01 to 0.03.
const BLACK: f32 = 0.04;

/// Light, of white's, below which there is no depth to measure.
const DARK: f32 = 0.01;

/// What the mask takes for the person is wall where a block is as smooth and has
/// the wall's middle light, in stops.
const LIKE_THE_WALL: f32 = 0.3;

/// A block: log2 of its red, green and blue light and of all of it.
#[derive(Clone, Copy)]
struct Block {
    light: [f32; 4],
    /// Whether it is wall by the mask; else it may be.
    wall: bool,
}

impl Shadow {
    /// Looks at the wall around the head.
    pub fn of(wall: &Wall, face: &Face) -> Self {
        let stops = Stops::above(DARK);
        let black = stops.of_light(BLACK);
        let mut blocks: Vec<Option<Block>> = (0..SIDE * SIDE)
            .map(|at| Block::of(wall, face, (at % SIDE, at / SIDE), &stops))
            .collect();
        let middle: [f32; 4] = std::array::from_fn(|part| {
            let sure = blocks.iter().flatten().filter(|block| block.wall);
            let mut lights: Vec<f32> =
                sure.filter_map(|block| block.light.get(part).copied()).collect();
            ascending(&mut lights);
            quantile(&lights, 0.5)
        });
        for block in blocks.iter_mut().flatten() {
            let likeness = block.light.iter().zip(middle).map(|(a, b)| (a - b).abs());
            block.wall |= likeness.fold(0.0, f32::max) < LIKE_THE_WALL;
        }
        let block = |column: usize, row: usize| blocks.get(row * SIDE + column).copied().flatten();
        let away = |column: usize, row: usize| wall.away(column * STRIDE + 2, row * STRIDE + 2);
        let mut found = Vec::new();
        for row in 0..SIDE {
            for column in 0..SIDE {
                for (right, down) in [(NEAR, 0), (STEP, 0), (0, NEAR), (0, STEP)] {
                    let (far, low) = (column + right, row + down);
                    if far >= SIDE {
                        continue;
                    }
                    let (Some(one), Some(other)) = (block(column, row), block(far, low)) else {
                        continue;
                    };
                    let away = away(far, low) - away(column, row);
                    // The lighter one is wall, and the farther one.
                    let (dark, lit, away) = if one.light[3] < other.light[3] {
                        (one, other, away)
                    } else {
                        (other, one, -away)
                    };
                    if let Some(depth) = lit.above(&dark, black)
                        && lit.wall
                        && (away > 0.0 || !dark.wall && away >= 0.0)
                    {
                        found.push((depth, column, row));
                    }
                }
            }
        }
        let mut depths: Vec<f32> = found.iter().map(|(depth, ..)| *depth).collect();
        ascending(&mut depths);
        let of_length = |length: usize| depths.iter().rev().nth(length).copied();
        let short = of_length(DEEP_LENGTH).filter(|depth| *depth >= DEEP);
        let depth = short.or(of_length(LENGTH)).unwrap_or_default();
        let deep = found.iter().filter(|(it, ..)| *it >= depth);
        Self {
            depth: depth.into(),
            place: around_cells(deep.map(|(_, x, y)| (x * STRIDE, y * STRIDE)), &face.mask),
        }
    }
}

impl Block {
    fn of(wall: &Wall, face: &Face, (column, row): (usize, usize), stops: &Stops) -> Option<Self> {
        let mut levels = [[0.0; BLOCK * BLOCK]; 3];
        let mut near = f32::MAX;
        let mut at = 0;
        for y in row * STRIDE..row * STRIDE + BLOCK {
            for x in column * STRIDE..column * STRIDE + BLOCK {
                let rgb = wall.level(x, y)?;
                near = near.min(wall.away(x, y));
                for (levels, level) in levels.iter_mut().zip(rgb) {
                    *levels.get_mut(at)? = level;
                }
                at += 1;
            }
        }
        let is_wall = near >= CLOSE;
        if !is_wall {
            let (x, y) =
                (face.mask.x((column * STRIDE) as f64), face.mask.y((row * STRIDE) as f64));
            let bounds = face.bounds;
            // Nor where collars and hoods can be: grey cloth is like a shadow.
            let beside = (bounds.x..bounds.right()).contains(&x);
            if y > bounds.y + if beside { 0.0 } else { 0.7 * bounds.height } {
                return None;
            }
        }
        levels.iter_mut().for_each(|levels| ascending(levels));
        let [_, green, _] = &levels;
        let [dark, lit] = [0.1, 0.9].map(|share| stops.of_level(quantile(green, share)).1);
        if lit - dark > if is_wall { STRANDS } else { SMOOTH } {
            return None;
        }
        let [red, green, blue] = levels.map(|levels| stops.of_level(quantile(&levels, 0.5)));
        let all = stops.of_light(luma(red.0, green.0, blue.0));
        Some(Self { light: [red.1, green.1, blue.1, all], wall: is_wall })
    }

    /// By how many stops this is lighter; `None` where that is no shadow's doing, as
    /// where the darker one is black hair.
    fn above(&self, dark: &Self, black: f32) -> Option<f32> {
        let mut steps = self.light;
        steps.iter_mut().zip(dark.light).for_each(|(lit, dark)| *lit -= dark);
        let [red, green, blue, all] = steps;
        let colored = (red - green).abs().max((blue - green).abs());
        let is_hair = !dark.wall && (all >= DARKEST || dark.light[3] < black);
        (colored < SAME_COLOR + 0.15 * all && !is_hair).then_some(all)
    }
}
