//! Shadows on the wall behind the person.

use std::ops::Range;

use super::background::{LANES, Squares, Wall, around_cells};
use super::exposure::{Stops, luma};
use super::{ascending, quantile};
use crate::order::{ascending_lanes, larger};
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
    steps: Vec<Step>,
}

/// Blocks of the wall: cells of the person mask along a side, and from one block to the
/// next. They overlap, so that a strip hardly wider than a block holds whole ones.
#[derive(Clone, Copy)]
struct Grid {
    block: usize,
    stride: usize,
}

/// About a millimetre of a print with a head of 34 mm: what is finer than a strand of
/// hair evens out.
const COARSE: Grid = Grid { block: 4, stride: 2 };
/// For a strip between long hair and the picture's edge, of which the coarse ones hold
/// hardly any.
const FINE: Grid = Grid { block: 3, stride: 1 };

/// Cells between the two blocks that are compared, at most: about three millimetres,
/// within which a shadow's edge changes much and a lamp's gradient little; and one
/// less, since a shadow's strip beside the hair can be narrow.
const STEP: usize = 12;
const NEAR: usize = 8;

/// From here on beside the person a block is wall whatever it looks like, in
/// cells.
const CLOSE: f32 = 3.0;

/// How many comparisons must be as deep: a strand of hair gives a few, the edge
/// of a shadow beside a head dozens.
const LENGTH: usize = 32;

/// Of a depth in stops within these, so many comparisons of fine blocks will do: so much
/// darker and as smooth as a wall is no hair, which before a pale wall is darker still. Of
/// the good photos none has more than 27, before other plain walls 30; a hard shadow
/// beside long hair that reaches the edge has 102.
const DEEP: Range<f32> = 0.8..1.7;
const DEEP_LENGTH: usize = 60;
/// In stops, so far beyond that depth two fine blocks' middle cells may be without the
/// blocks being compared: medians of so few cells differ less from these. It changes none of
/// 643 reports.
const SLACK: f32 = 0.4;

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

/// Where hair is looked at: between its top and the face's, and so far from the face's
/// sides, as shares of the one's height and the other's width; and fewest cells of it. First
/// choices, not swept.
const HAIR: Range<f64> = 0.2..0.75;
const HAIR_BESIDE: f64 = 0.25;
const HAIR_CELLS: usize = 30;
/// Hair that is no darker than a shadow and whose colour differs by less than this from the
/// wall's or from grey, in stops and more by a share of those by which it is darker, is white:
/// what the mask takes for the person is not looked at then, since such hair is as smooth
/// as a wall. Fair hair differs by 0.36 and more where it is as light; of 108 painted heads
/// without colour, of which 63 were said to have a shadow, one still is.
const GREY: f32 = 0.15;
const GREY_A_STOP: f32 = 0.1;

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
    #[inline(never)]
    pub fn of(wall: &Wall, face: &Face) -> Self {
        let stops = Stops::above(DARK);
        let mut coarse = COARSE.blocks(wall, face, &stops, None);
        let middle = middle_of(&coarse);
        let about = FINE.about(wall, &stops, &DEEP);
        let mut fine = FINE.blocks(wall, face, &stops, Some(&about));
        if hair(wall, face, &stops).is_some_and(|hair| hair.is_grey(middle)) {
            for block in coarse.iter_mut().chain(&mut fine) {
                *block = block.filter(|block| block.wall);
            }
        }
        let fine = FINE.steps(wall, fine, middle, &stops, &DEEP);
        let (length, steps) = if fine.len() > DEEP_LENGTH {
            (DEEP_LENGTH, fine)
        } else {
            (LENGTH, COARSE.steps(wall, coarse, middle, &stops, &(0.0..f32::MAX)))
        };
        let mut depths: Vec<f32> = steps.iter().map(|step| step.depth).collect();
        ascending(&mut depths);
        let depth = depths.iter().rev().nth(length).copied().unwrap_or_default();
        let deep = steps.iter().filter(|step| step.depth >= depth).map(|step| step.place);
        Self { depth: depth.into(), place: around_cells(deep, &face.mask), steps }
    }

    /// Whether a cell of the person mask lies where the wall gets darker by as many stops.
    pub fn has_edge(&self, (column, row): (usize, usize), depth: f32) -> bool {
        let holds = |from: usize, to: usize, at: usize| (from..to).contains(&at);
        self.steps.iter().any(|Step { depth: here, place: (left, top), end: (right, bottom) }| {
            *here > depth && holds(*left, *right, column) && holds(*top, *bottom, row)
        })
    }
}

/// Hair above the forehead, as a block of the person; `None` where hardly any is seen.
fn hair(wall: &Wall, face: &Face, stops: &Stops) -> Option<Block> {
    let (mask, bounds, top) = (&face.mask, face.bounds, face.crown.hair_top.y);
    let cell = |part: f64| (part * PersonMask::SIDE as f64).max(0.0) as usize;
    let column = |x: f64| cell((x - mask.place.x) / mask.place.width);
    let row = |y: f64| cell((y - mask.place.y) / mask.place.height);
    let down = |share: f64| row(top + share * (bounds.y - top));
    let across = |share: f64| column(bounds.x + share * bounds.width);
    let mut lights = [const { Vec::new() }; 4];
    for row in down(HAIR.start)..down(HAIR.end) {
        for column in across(HAIR_BESIDE)..across(1.0 - HAIR_BESIDE) {
            let Some(levels) = wall.color(column, row) else { continue };
            let [red, green, blue] = levels.map(|level| stops.of_level(level));
            let all = stops.of_light(luma(red.0, green.0, blue.0));
            for (lights, light) in lights.iter_mut().zip([red.1, green.1, blue.1, all]) {
                lights.push(light);
            }
        }
    }
    (lights[3].len() >= HAIR_CELLS).then(|| {
        let light = lights.map(|mut lights| {
            ascending(&mut lights);
            quantile(&lights, 0.5)
        });
        Block { light, wall: false }
    })
}

/// The medians of the wall's blocks.
fn middle_of(blocks: &[Option<Block>]) -> [f32; 4] {
    std::array::from_fn(|part| {
        let sure = blocks.iter().flatten().filter(|block| block.wall);
        let mut lights: Vec<f32> =
            sure.filter_map(|block| block.light.get(part).copied()).collect();
        ascending(&mut lights);
        quantile(&lights, 0.5)
    })
}

/// The wall gets darker towards the person.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// By so many stops.
    depth: f32,
    /// The upper left cell of the one block or the other.
    place: (usize, usize),
    /// The cell beyond the other's lower right one.
    end: (usize, usize),
}

impl Grid {
    /// Blocks along a side of the mask.
    const fn side(self) -> usize {
        (PersonMask::SIDE - self.block) / self.stride + 1
    }

    /// All blocks, row by row, or those that are wanted.
    fn blocks(
        self,
        wall: &Wall,
        face: &Face,
        stops: &Stops,
        wanted: Option<&[bool]>,
    ) -> Vec<Option<Block>> {
        let is_wanted =
            |at: usize| wanted.is_none_or(|wanted| wanted.get(at).is_some_and(|it| *it));
        let cells = self.block * self.block;
        let side = self.side();
        let mut blocks = vec![None; side * side];
        for (row, blocks) in blocks.chunks_exact_mut(side).enumerate() {
            for (first, some) in blocks.chunks_mut(LANES).enumerate() {
                let columns = first * LANES..first * LANES + some.len();
                let is_wanted = |column: usize| is_wanted(row * side + column);
                if !columns.clone().any(is_wanted) {
                    continue;
                }
                let corner = (columns.start * self.stride, row * self.stride);
                let squares = wall.squares(corner, self.block, self.stride);
                let Some(Squares { mut levels, near }) = squares else { continue };
                let kind = |(column, near): (usize, f32)| {
                    let place = (column * self.stride, row * self.stride);
                    is_wanted(column).then(|| is_wall(face, place, near)).flatten()
                };
                let kinds: [Option<bool>; LANES] = {
                    let mut places = columns.zip(near);
                    std::array::from_fn(|_| places.next().and_then(kind))
                };
                if kinds == [None; LANES] {
                    continue;
                }
                for plane in &mut levels {
                    plane.get_mut(..cells).into_iter().for_each(ascending_lanes);
                }
                for (lane, (block, kind)) in some.iter_mut().zip(kinds).enumerate() {
                    let quantile = |plane: usize, share: f64| {
                        let at = (share * (cells - 1) as f64) as usize;
                        levels.get(plane)?.get(at)?.get(lane).copied()
                    };
                    *block = kind.and_then(|wall| Block::of(wall, stops, quantile));
                }
            }
        }
        blocks
    }

    /// Which blocks may be apart from another one by a depth within these: a quick look at
    /// their middle cells, since most of a wall is as light as the rest of it.
    fn about(self, wall: &Wall, stops: &Stops, depths: &Range<f32>) -> Vec<bool> {
        let side = self.side();
        let light = |at: usize| {
            let middle = |block: usize| block * self.stride + self.block / 2;
            let [_, green, _] = wall.level(middle(at % side), middle(at / side))?;
            Some(stops.of_level(green).1)
        };
        let lights: Vec<Option<f32>> = (0..side * side).map(light).collect();
        let depths = depths.start - SLACK..depths.end + SLACK;
        let mut about = vec![false; side * side];
        for (at, one) in lights.iter().enumerate() {
            for (right, down) in self.apart() {
                let other = at + down * side + right;
                if at % side + right < side
                    && let (Some(one), Some(Some(two))) = (one, lights.get(other))
                    && depths.contains(&(one - two).abs())
                {
                    for block in [at, other] {
                        about.get_mut(block).into_iter().for_each(|about| *about = true);
                    }
                }
            }
        }
        about
    }

    /// How many blocks to the right and down those lie that one is compared with.
    const fn apart(self) -> [(usize, usize); 4] {
        let (near, step) = (NEAR / self.stride, STEP / self.stride);
        [(near, 0), (step, 0), (0, near), (0, step)]
    }

    /// Where the wall gets darker by a depth within these. What is like the wall's
    /// middle is wall.
    fn steps(
        self,
        wall: &Wall,
        mut blocks: Vec<Option<Block>>,
        middle: [f32; 4],
        stops: &Stops,
        depths: &Range<f32>,
    ) -> Vec<Step> {
        let black = stops.of_light(BLACK);
        let (side, stride) = (self.side(), self.stride);
        for block in blocks.iter_mut().flatten() {
            let likeness = block.light.iter().zip(middle).map(|(a, b)| (a - b).abs());
            block.wall |= likeness.fold(0.0, larger) < LIKE_THE_WALL;
        }
        let block = |column: usize, row: usize| blocks.get(row * side + column).copied().flatten();
        let away = |column: usize, row: usize| {
            wall.away(column * stride + self.block / 2, row * stride + self.block / 2)
        };
        let mut found = Vec::new();
        for row in 0..side {
            for column in 0..side {
                let Some(one) = block(column, row) else { continue };
                for (right, down) in self.apart() {
                    let (far, low) = (column + right, row + down);
                    if far >= side {
                        continue;
                    }
                    let Some(other) = block(far, low) else { continue };
                    let away = away(far, low) - away(column, row);
                    // The lighter one is wall, and the farther one.
                    let (dark, lit, away) = if one.light[3] < other.light[3] {
                        (one, other, away)
                    } else {
                        (other, one, -away)
                    };
                    if let Some(depth) = lit.above(&dark, black)
                        && depths.contains(&depth)
                        && lit.wall
                        && (away > 0.0 || !dark.wall && away >= 0.0)
                    {
                        let place = (column * stride, row * stride);
                        let end = (far * stride + self.block, low * stride + self.block);
                        found.push(Step { depth, place, end });
                    }
                }
            }
        }
        found
    }
}

/// Whether the block from a cell on, `near` cells from the person, is wall; else it may be.
/// `None` where it cannot be.
fn is_wall(face: &Face, (column, row): (usize, usize), near: f32) -> Option<bool> {
    if !(0.0..CLOSE).contains(&near) {
        return (near >= CLOSE).then_some(true);
    }
    let (x, y) = (face.mask.x(column as f64), face.mask.y(row as f64));
    let bounds = face.bounds;
    // Nor where collars and hoods can be: grey cloth is like a shadow.
    let beside = (bounds.x..bounds.right()).contains(&x);
    (y <= bounds.y + if beside { 0.0 } else { 0.7 * bounds.height }).then_some(false)
}

impl Block {
    /// A block by the values of each plane below which a share of its cells is; unless it
    /// holds something else.
    fn of(wall: bool, stops: &Stops, quantile: impl Fn(usize, f64) -> Option<f32>) -> Option<Self> {
        let [dark, lit] = [0.1, 0.9].map(|share| quantile(1, share));
        if stops.of_level(lit?).1 - stops.of_level(dark?).1 > if wall { STRANDS } else { SMOOTH } {
            return None;
        }
        let [red, green, blue] = [0, 1, 2].map(|plane| quantile(plane, 0.5));
        let [red, green, blue] = [red?, green?, blue?].map(|level| stops.of_level(level));
        let all = stops.of_light(luma(red.0, green.0, blue.0));
        Some(Self { light: [red.1, green.1, blue.1, all], wall })
    }

    /// Whether this hair is nearly as a shadow makes a wall of that light.
    fn is_grey(&self, middle: [f32; 4]) -> bool {
        let (depth, from_wall) = difference(middle, self.light);
        let (_, from_grey) = difference([0.0; 4], self.light);
        depth < DARKEST && from_wall.min(from_grey) < GREY + GREY_A_STOP * depth.abs()
    }

    /// By how many stops this is lighter; `None` where that is no shadow's doing, as
    /// where the darker one is black hair.
    fn above(&self, dark: &Self, black: f32) -> Option<f32> {
        let (all, colored) = difference(self.light, dark.light);
        let is_hair = !dark.wall && (all >= DARKEST || dark.light[3] < black);
        (colored < SAME_COLOR + 0.15 * all && !is_hair).then_some(all)
    }
}

/// By how many stops a light is above another one, and how differently its colours are.
fn difference(lit: [f32; 4], dark: [f32; 4]) -> (f32, f32) {
    let [red, green, blue, all]: [f32; 4] = std::array::from_fn(|part| lit[part] - dark[part]);
    (all, larger((red - green).abs(), (blue - green).abs()))
}
