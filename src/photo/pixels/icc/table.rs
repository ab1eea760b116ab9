//! A profile's tables from its channels to CIE colours: `mft1` and `mft2`
//! (ICC.1:2022, 10.10 and 10.11) and `mAB ` (10.12).

use super::curve::Curve;
use super::{fixed, u16_at, u32_at};

/// Curves, a grid over all channels, curves, a matrix, curves; what a profile
/// leaves out changes nothing.
#[derive(Debug)]
pub(super) struct Table {
    before: Vec<Curve>,
    grid: Option<Nodes>,
    middle: Vec<Curve>,
    matrix: Option<[f32; 12]>,
    after: Vec<Curve>,
    /// Whether L*a*b* of 16 bits ends at 65280, as `mft2` has it.
    legacy: bool,
}

#[derive(Debug)]
struct Nodes {
    sizes: Vec<usize>,
    /// Three values a node; the last channel changes first.
    values: Vec<f32>,
}

/// The most values of a grid: 33 nodes for each of four channels.
const MOST_VALUES: usize = 3 * 33 * 33 * 33 * 33;

impl Table {
    /// Reads a tag for pictures of so many channels.
    pub(super) fn read(tag: &[u8], channels: usize) -> Option<Self> {
        let (inputs, outputs) = (usize::from(*tag.get(8)?), usize::from(*tag.get(9)?));
        if inputs != channels || outputs != 3 {
            return None;
        }
        match tag.get(..4)? {
            b"mft1" => Self::read_plain(tag, inputs, Bits::Eight),
            b"mft2" => Self::read_plain(tag, inputs, Bits::Sixteen),
            b"mAB " => Self::read_parts(tag, inputs),
            _ => None,
        }
    }

    fn read_plain(tag: &[u8], inputs: usize, bits: Bits) -> Option<Self> {
        let size = usize::from(*tag.get(10)?);
        // The matrix between is for XYZ as an input only, which no picture has.
        let (first, before, after) = match bits {
            Bits::Eight => (48, 256, 256),
            Bits::Sixteen => (52, usize::from(u16_at(tag, 48)?), usize::from(u16_at(tag, 50)?)),
        };
        if size < 2 || !(2..=4096).contains(&before) || !(2..=4096).contains(&after) {
            return None;
        }
        let mut at = first;
        let curves = |channels: usize, points: usize, at: &mut usize| {
            let mut read = || {
                let values = bits.values(tag, at, points)?;
                Some(Curve::points(values.into_iter()))
            };
            (0..channels).map(|_| read()).collect::<Option<Vec<_>>>()
        };
        let before = curves(inputs, before, &mut at)?;
        let count = grid_values(&vec![size; inputs])?;
        let values = bits.values(tag, &mut at, count)?;
        let after = curves(3, after, &mut at)?;
        Some(Self {
            before,
            grid: Some(Nodes { sizes: vec![size; inputs], values }),
            middle: Vec::new(),
            matrix: None,
            after,
            legacy: matches!(bits, Bits::Sixteen),
        })
    }

    fn read_parts(tag: &[u8], inputs: usize) -> Option<Self> {
        let place = |at| Some(u32_at(tag, at)? as usize);
        let [b, matrix, m, grid, a] = [place(12)?, place(16)?, place(20)?, place(24)?, place(28)?];
        let grid = if grid == 0 { None } else { Some(Nodes::read(tag.get(grid..)?, inputs)?) };
        // Without a grid there are as many channels behind as before.
        if grid.is_none() && inputs != 3 {
            return None;
        }
        let matrix = if matrix == 0 {
            None
        } else {
            let mut values = [0.0; 12];
            for (at, value) in values.iter_mut().enumerate() {
                *value = fixed(tag, matrix.checked_add(4 * at)?)?;
            }
            Some(values)
        };
        Some(Self {
            before: if grid.is_some() { curves(tag, a, inputs)? } else { Vec::new() },
            grid,
            middle: curves(tag, m, 3)?,
            matrix,
            after: curves(tag, b, 3)?,
            legacy: false,
        })
    }

    /// The three values for a place of 0 to 1 in each channel, in the encoding of
    /// the profile's CIE space.
    pub(super) fn at(&self, place: &[f32]) -> [f32; 3] {
        let mut place: Vec<f32> = place.to_vec();
        bend(&self.before, &mut place);
        let mut found = match &self.grid {
            Some(grid) => grid.at(&place),
            None => <[f32; 3]>::try_from(place).unwrap_or_default(),
        };
        bend(&self.middle, &mut found);
        if let Some(matrix) = &self.matrix {
            let (rows, offsets) = matrix.split_at(9);
            let before = found;
            for ((value, row), offset) in found.iter_mut().zip(rows.chunks_exact(3)).zip(offsets) {
                *value = row.iter().zip(before).map(|(a, b)| a * b).sum::<f32>() + offset;
            }
        }
        bend(&self.after, &mut found);
        found
    }

    /// L*a*b* of what [`Self::at`] gives.
    pub(super) fn lab(&self, found: [f32; 3]) -> [f32; 3] {
        let [l, a, b] = found;
        if self.legacy {
            let byte = |value: f32| value * 65535.0 / 256.0;
            return [byte(l) * 100.0 / 255.0, byte(a) - 128.0, byte(b) - 128.0];
        }
        [l * 100.0, a * 255.0 - 128.0, b * 255.0 - 128.0]
    }
}

fn bend(curves: &[Curve], values: &mut [f32]) {
    for (value, curve) in values.iter_mut().zip(curves) {
        *value = curve.at(*value);
    }
}

/// Curves one behind the other, each filled up to four bytes.
fn curves(tag: &[u8], at: usize, count: usize) -> Option<Vec<Curve>> {
    if at == 0 {
        return Some(Vec::new());
    }
    let mut at = at;
    (0..count)
        .map(|_| {
            let (curve, length) = Curve::read(tag.get(at..)?)?;
            at = at.checked_add(length.checked_next_multiple_of(4)?)?;
            Some(curve)
        })
        .collect()
}

/// How many values a grid has, within reason.
fn grid_values(sizes: &[usize]) -> Option<usize> {
    let count = sizes.iter().try_fold(3_usize, |count, size| count.checked_mul(*size))?;
    (count <= MOST_VALUES).then_some(count)
}

#[derive(Clone, Copy)]
enum Bits {
    Eight,
    Sixteen,
}

impl Bits {
    /// So many values of 0 to 1 from `at` on, which moves behind them.
    fn values(self, tag: &[u8], at: &mut usize, count: usize) -> Option<Vec<f32>> {
        let wide = match self {
            Self::Eight => 1,
            Self::Sixteen => 2,
        };
        let end = at.checked_add(count.checked_mul(wide)?)?;
        let bytes = tag.get(*at..end)?;
        *at = end;
        Some(match self {
            Self::Eight => bytes.iter().map(|byte| f32::from(*byte) / 255.0).collect(),
            Self::Sixteen => {
                let (pairs, _) = bytes.as_chunks::<2>();
                pairs.iter().map(|pair| f32::from(u16::from_be_bytes(*pair)) / 65535.0).collect()
            }
        })
    }
}

impl Nodes {
    fn read(bytes: &[u8], inputs: usize) -> Option<Self> {
        let sizes: Vec<usize> =
            bytes.get(..inputs)?.iter().map(|size| usize::from(*size)).collect();
        if sizes.iter().any(|size| *size < 2) {
            return None;
        }
        let bits = match bytes.get(16)? {
            1 => Bits::Eight,
            2 => Bits::Sixteen,
            _ => return None,
        };
        let values = bits.values(bytes, &mut 20, grid_values(&sizes)?)?;
        Some(Self { sizes, values })
    }

    /// The values between the nodes around a place of up to four channels.
    fn at(&self, place: &[f32]) -> [f32; 3] {
        let mut mixed = vec![(0_usize, 1.0_f32)];
        for (value, size) in place.iter().zip(&self.sizes) {
            let along = value.clamp(0.0, 1.0) * (size.saturating_sub(1)) as f32;
            let below = (along as usize).min(size.saturating_sub(2));
            let part = along - below as f32;
            mixed = mixed
                .into_iter()
                .flat_map(|(node, share)| {
                    let node = node * size + below;
                    [(node, share * (1.0 - part)), (node + 1, share * part)]
                })
                .collect();
        }
        let mut sum = [0.0; 3];
        for (node, share) in mixed {
            let values = self.values.get(node * 3..).unwrap_or_default();
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += share * value;
            }
        }
        sum
    }
}
