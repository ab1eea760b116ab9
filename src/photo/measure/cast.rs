//! The colour of the light, by what is white or grey in most pictures.

use super::exposure::{WHITES, linear, luma};
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::net::PersonMask;
use crate::photo::pixels::{Affine, Picture};

/// A colour's distance from grey: red over green and blue over green of linear
/// light, in stops (powers of two).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tint {
    /// Red over green.
    pub red: f64,
    /// Blue over green.
    pub blue: f64,
}

impl Tint {
    /// How much warmer than grey.
    pub fn warmth(self) -> f64 {
        self.red - self.blue
    }

    /// How much greener than grey.
    pub fn green(self) -> f64 {
        -(self.red + self.blue) / 2.0
    }
}

/// Tints of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cast {
    /// Of the eyes' whites.
    pub whites: Tint,
    /// Of the wall; `None` where too little of it is seen.
    pub wall: Option<Tint>,
    /// Mean difference between the greatest and the least of red, green and
    /// blue over the head and what surrounds it, in sRGB levels.
    pub chroma: f64,
}

/// The eyes' whites under neutral light are a little warm and reddish: the
/// medians of the London set's fifty neutral photos, by [`Tint::warmth`] and
/// [`Tint::green`]. With people of different skin they differ by 0.1.
const WHITES_WARMTH: f64 = 0.25;
const WHITES_GREEN: f64 = -0.14;

/// Samples along each side of the part of the picture around the head.
const SIDE: usize = 64;

impl Cast {
    /// Measures the eyes and the background.
    pub fn of(picture: &Picture, face: &Face) -> Self {
        let (wall, chroma) = wall(picture, face);
        Self { whites: whites(picture, face), wall, chroma }
    }
}

impl Cast {
    /// The light's warmth and greenness, in stops: what the eyes' whites and
    /// the wall agree on. A coloured wall leaves the whites alone and yellowed
    /// whites leave the wall alone, while the light colours both. `None` where
    /// no wall is seen.
    pub fn of_the_light(&self) -> Option<(f64, f64)> {
        let wall = self.wall?;
        Some((
            agreed(self.whites.warmth() - WHITES_WARMTH, wall.warmth()),
            agreed(self.whites.green() - WHITES_GREEN, wall.green()),
        ))
    }
}

/// The lesser of two numbers of the same sign, 0 of different ones.
fn agreed(a: f64, b: f64) -> f64 {
    if a * b <= 0.0 { 0.0 } else { a.signum() * a.abs().min(b.abs()) }
}

/// The mean of the lightest third of the samples where the whites are.
fn whites(picture: &Picture, face: &Face) -> Tint {
    const N: usize = 4;
    let side = (face.inter_eye_distance() * 0.04).max(1.0) as f32;
    let mut colors = Vec::new();
    for (from, to, share) in WHITES {
        let (from, to) = (face.mesh.point(from), face.mesh.point(to));
        let center = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        let place = Affine::rectangle(center, side, side, 0.0);
        colors.extend(super::colors(picture, &place, (N, N)));
    }
    let mut lumas: Vec<f32> = colors.iter().map(|[r, g, b]| luma(*r, *g, *b)).collect();
    ascending(&mut lumas);
    let light = quantile(&lumas, 2.0 / 3.0);
    colors.retain(|[r, g, b]| luma(*r, *g, *b) >= light);
    tint(&colors)
}

fn wall(picture: &Picture, face: &Face) -> (Option<Tint>, f64) {
    let place = face.mask.place;
    let map = Affine {
        a: place.width as f32,
        b: 0.0,
        c: place.x as f32,
        d: 0.0,
        e: place.height as f32,
        f: place.y as f32,
    };
    let step = PersonMask::SIDE / SIDE;
    let (mut wall, mut chroma, mut seen) = (Vec::new(), 0.0, 0_usize);
    for (cell, color) in super::colors(picture, &map, (SIDE, SIDE)).into_iter().enumerate() {
        let (column, row) = (cell % SIDE * step + step / 2, cell / SIDE * step + step / 2);
        let (x, y) = (face.mask.x(column as f64), face.mask.y(row as f64));
        let inside = (0.0..f64::from(picture.width())).contains(&x)
            && (0.0..f64::from(picture.height())).contains(&y);
        if !inside {
            continue;
        }
        let [r, g, b] = color;
        seen += 1;
        chroma += f64::from(r.max(g).max(b) - r.min(g).min(b));
        if y <= face.chin.y && face.mask.cell(column, row) < 0.1 {
            wall.push(color);
        }
    }
    // A twentieth of what is looked at.
    let enough = wall.len() * 20 >= seen.max(1);
    (enough.then(|| tint(&wall)), chroma / seen.max(1) as f64)
}

fn tint(colors: &[[f32; 3]]) -> Tint {
    let mut sums = [0.0_f64; 3];
    for color in colors {
        for (sum, value) in sums.iter_mut().zip(color) {
            *sum += f64::from(linear(*value));
        }
    }
    // Noise of a black picture has no tint.
    let [r, g, b] = sums.map(|sum| sum / colors.len().max(1) as f64 + 0.002);
    Tint { red: (r / g).log2(), blue: (b / g).log2() }
}
