//! A profile's curves (ICC.1:2022, 10.6 and 10.18).

use super::{fixed, u16_at, u32_at};

/// A curve from 0..1 to 0..1.
#[derive(Clone, Debug)]
pub(super) enum Curve {
    /// Values at even steps; none is the identity.
    Points(Vec<f32>),
    /// `(a·x + b)^g + c` from `d` on, below it `e·x + f`.
    Formula { g: f32, a: f32, b: f32, c: f32, d: f32, e: f32, f: f32 },
}

/// The most points of a curve; profiles have up to 4096.
const MOST_POINTS: usize = 65_536;

impl Curve {
    /// Reads a tag of a curve, and how many bytes of it the curve takes.
    pub(super) fn read(tag: &[u8]) -> Option<(Self, usize)> {
        match tag.get(..4)? {
            b"curv" => {
                let count = u32_at(tag, 8)? as usize;
                if count > MOST_POINTS {
                    return None;
                }
                let end = 12 + 2 * count;
                let (pairs, _) = tag.get(12..end)?.as_chunks::<2>();
                let curve = match pairs {
                    [one] => Self::power(f32::from(u16::from_be_bytes(*one)) / 256.0),
                    _ => Self::Points(
                        pairs
                            .iter()
                            .map(|pair| f32::from(u16::from_be_bytes(*pair)) / 65535.0)
                            .collect(),
                    ),
                };
                Some((curve, end))
            }
            b"para" => {
                let kind = u16_at(tag, 8)?;
                let count = *[1, 3, 4, 5, 7].get(usize::from(kind))?;
                let mut p = [0.0; 7];
                for (at, value) in p.iter_mut().enumerate().take(count) {
                    *value = fixed(tag, 12 + 4 * at)?;
                }
                let [g, a, b, c, d, e, f] = p;
                let edge = if a == 0.0 { 0.0 } else { -b / a };
                let curve = match kind {
                    0 => Self::power(g),
                    1 => Self::Formula { g, a, b, c: 0.0, d: edge, e: 0.0, f: 0.0 },
                    2 => Self::Formula { g, a, b, c, d: edge, e: 0.0, f: c },
                    3 => Self::Formula { g, a, b, c: 0.0, d, e: c, f: 0.0 },
                    _ => Self::Formula { g, a, b, c: e, d, e: c, f },
                };
                Some((curve, 12 + 4 * count))
            }
            _ => None,
        }
    }

    /// Points of 8 or 16 bits without a head, as older tables have them.
    pub(super) fn points(values: impl Iterator<Item = f32>) -> Self {
        Self::Points(values.collect())
    }

    fn power(g: f32) -> Self {
        Self::Formula { g, a: 1.0, b: 0.0, c: 0.0, d: 0.0, e: 0.0, f: 0.0 }
    }

    /// The curve's value; finite, whatever the profile says.
    pub(super) fn at(&self, x: f32) -> f32 {
        let x = if x.is_finite() { x.clamp(0.0, 1.0) } else { 0.0 };
        let value = match self {
            Self::Points(points) => {
                let Some(last) = points.len().checked_sub(1) else { return x };
                let place = x * last as f32;
                let below = place as usize;
                let at = |at: usize| points.get(at.min(last)).copied().unwrap_or(0.0);
                let (low, high) = (at(below), at(below.saturating_add(1)));
                low + (high - low) * (place - below as f32)
            }
            Self::Formula { g, a, b, c, d, e, f } => {
                if x >= *d {
                    (a * x + b).max(0.0).powf(*g) + c
                } else {
                    e * x + f
                }
            }
        };
        if value.is_finite() { value } else { 0.0 }
    }
}
