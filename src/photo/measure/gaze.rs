//! Where the eyes look: the iris's place between the lids.

use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};

/// Millimetres of an adult's face: between the eyes, and half an iris's width.
const BETWEEN_EYES: f32 = 63.0;
const IRIS: f32 = 5.85;

/// A step of the samples, in millimetres.
const STEP: f32 = 0.75;
const COLUMNS: usize = 48;
const ROWS: usize = 24;

/// The edges of the lids from the picture's left to its right.
struct Lids {
    upper: [usize; 9],
    lower: [usize; 9],
}

const EYES: [Lids; 2] = [
    Lids {
        upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
        lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
    },
    Lids {
        upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
        lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
    },
];

/// Where both eyes look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaze {
    /// Degrees between where the eyes look and the lens, to whatever side.
    pub away: f64,
    /// The share of what is dark and light between the lids that an iris in
    /// each eye explains, 0 to 1: 0.3 and more of eyes that can be seen.
    pub clear: f64,
}

/// An eye turns about a point this far behind the iris, in millimetres.
const TURNS_ABOUT: f64 = 12.0;

/// What eyes that look into the lens measure: millimetres to the right a degree
/// of the head's turn, since an eye's corners lie before what it turns about; and
/// millimetres above the middle between the corners' line and the lower lid.
/// Figures of 70 good photos, in which the first is within 1.2 and the second
/// within 1.5 of it.
const WITH_YAW: f64 = -0.16;
const ABOVE_LIDS: f64 = 4.2;

/// What is measured of eyes that look up is less: the lower lid rises with them, and
/// the upper one hides the iris's top. So many times more they look up where the irises
/// stand out; where they do not, a squint's shadow between the lids counts as it is.
/// Figures: the least of the good photos' 70 is -1.5 mm and of smiling ones' 50 -1.9 mm,
/// that one of clearness 0.35; of eyes painted 20° up nine in ten are -2 mm and less.
const LIDS_RISE: f64 = 1.3;
const STANDS_OUT: (f64, f64) = (0.36, 0.46);

/// Of two places that explain the eyes nearly as well, the share of the other's,
/// the one within so many millimetres of looking straight is believed: lashes and
/// the lids' shadows can look like a pale iris.
const AS_WELL: f32 = 0.85;
const NEAR: f32 = 2.0;

/// Candidate places of an iris, in steps from the eye's middle.
const ACROSS: i32 = 13;
const ABOVE: i32 = 12;
const BELOW: i32 = 9;

/// Measures both eyes together: they turn as one, so that what is dark in one
/// eye only, a lash or a lid's shadow, does not decide.
pub fn gaze(picture: &Picture, face: &Face) -> Gaze {
    let eyes = EYES.map(|lids| Scores::of(picture, face, &lids));
    // Where the irises of eyes that look into the lens are.
    let lower_lid = eyes.iter().map(|eye| eye.lower_lid / 4.0).sum::<f32>();
    let straight =
        ((WITH_YAW * face.pose.yaw) as f32 / STEP, (lower_lid - ABOVE_LIDS as f32) / STEP);
    let (mut best, mut at) = (0.0, (0, 0));
    let (mut best_straight, mut at_straight) = (0.0, (0, 0));
    for y in -ABOVE..=BELOW {
        for x in -ACROSS..=ACROSS {
            let sum: f32 = eyes.iter().map(|eye| eye.around(x, y).0).sum();
            if sum > best {
                (best, at) = (sum, (x, y));
            }
            let off = (x as f32 - straight.0).hypot(y as f32 - straight.1) * STEP;
            let near = sum * inside(NEAR - off);
            if near > best_straight {
                (best_straight, at_straight) = (near, (x, y));
            }
        }
    }
    if best_straight > best * AS_WELL {
        (best, at) = climbed(at_straight, |x, y| eyes.iter().map(|eye| eye.around(x, y).0).sum());
    }
    let right: f32 = eyes.iter().map(|eye| eye.across(eye.around(at.0, at.1).1)).sum();
    // Both at one height, that the one which knows it better decides.
    let [above, here, below] =
        [-1, 0, 1].map(|step| eyes.iter().map(|eye| eye.around(at.0, at.1 + step).0).sum::<f32>());
    let down = at.1 as f32 + top(above, here, below);
    let right = f64::from(right / 2.0 * STEP) - WITH_YAW * face.pose.yaw;
    // Lids sink a little with the gaze and slant, the lower one least.
    let down = f64::from(down * STEP - lower_lid) + ABOVE_LIDS;
    let clear = f64::from(best / 2.0);
    let (from, to) = STANDS_OUT;
    let rise = 1.0 + (LIDS_RISE - 1.0) * ((clear - from) / (to - from)).clamp(0.0, 1.0);
    let down = if down < 0.0 { down * rise } else { down };
    let sine = (right.hypot(down) / TURNS_ABOUT).min(1.0);
    Gaze { away: sine.asin().to_degrees(), clear }
}

/// The top that is reached from a place by steps to the best neighbour, and where: a
/// place near straight on the slope of one that lies further is that one's, a top of
/// its own is not.
fn climbed(from: (i32, i32), score: impl Fn(i32, i32) -> f32) -> (f32, (i32, i32)) {
    let (mut best, mut at) = (score(from.0, from.1), from);
    // No way is longer than from one end of the candidates to the other.
    for _ in 0..2 * ACROSS + ABOVE + BELOW {
        let here = at;
        for y in here.1 - 1..=here.1 + 1 {
            for x in here.0 - 1..=here.0 + 1 {
                let sum = score(x, y);
                if sum > best {
                    (best, at) = (sum, (x, y));
                }
            }
        }
        if at == here {
            break;
        }
    }
    (best, at)
}

/// How well a dark disc at every candidate place explains an eye.
struct Scores {
    shares: Vec<f32>,
    /// Millimetres from the corners' line down to the lower lid's middle.
    lower_lid: f32,
}

impl Scores {
    fn of(picture: &Picture, face: &Face, lids: &Lids) -> Self {
        let (pixels, lower_lid) = between_lids(picture, face, lids);
        let n = pixels.iter().map(|pixel| pixel.weight).sum::<f32>();
        let mean = pixels.iter().map(|pixel| pixel.red * pixel.weight).sum::<f32>() / n.max(1.0);
        let variance =
            pixels.iter().map(|pixel| (pixel.red - mean).powi(2) * pixel.weight).sum::<f32>();
        let score = |x: f32, y: f32| {
            let (mut count, mut sum) = (0.0, 0.0);
            for Sample { u, v, red, weight } in &pixels {
                // Both lie on one grid: rounding puts no sample in or out.
                if (u - x).powi(2) + (v - y).powi(2) < IRIS * IRIS {
                    count += weight;
                    sum += (mean - red) * weight;
                }
            }
            // The variance between the two classes over the whole.
            let other = n - count;
            let tells = ((count.min(other) - LEAST) / LEAST).clamp(0.0, 1.0);
            if tells <= 0.0 || sum < 0.0 {
                return 0.0;
            }
            tells * sum * sum * n / (count * other) / variance.max(1.0)
        };
        let places = (-ABOVE..=BELOW)
            .flat_map(|y| (-ACROSS..=ACROSS).map(move |x| (x as f32 * STEP, y as f32 * STEP)));
        Self { shares: places.map(|(x, y)| score(x, y)).collect(), lower_lid }
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        if x.abs() > ACROSS || !(-ABOVE..=BELOW).contains(&y) {
            return 0.0;
        }
        let index = (y + ABOVE) * (2 * ACROSS + 1) + x + ACROSS;
        self.shares.get(index as usize).copied().unwrap_or_default()
    }

    /// The best along a few steps around a place, and where: one eye's corners
    /// are not set quite as the other's.
    fn around(&self, x: i32, y: i32) -> (f32, (i32, i32)) {
        let (mut best, mut at) = (0.0, (x, y));
        for x in x - 3..=x + 3 {
            let score = self.at(x, y);
            if score > best {
                (best, at) = (score, (x, y));
            }
        }
        (best, at)
    }

    /// The top of the parabola through a place and those beside it.
    fn across(&self, (x, y): (i32, i32)) -> f32 {
        x as f32 + top(self.at(x - 1, y), self.at(x, y), self.at(x + 1, y))
    }
}

/// Where between three neighbours, of which the middle one is the most, the
/// parabola through them has its top, in steps from the middle one.
fn top(before: f32, here: f32, after: f32) -> f32 {
    let bend = 2.0 * here - before - after;
    if bend > 1e-6 { ((after - before) / 2.0 / bend).clamp(-0.5, 0.5) } else { 0.0 }
}

/// How far a place that many millimetres inside an edge lies within it, 0 to 1 over
/// one step. A hard edge would let a sample in or out by the last bit of a number,
/// in which builds for different machines differ.
fn inside(depth: f32) -> f32 {
    (depth / STEP + 0.5).clamp(0.0, 1.0)
}

/// The fewest samples that tell anything of an iris.
const LEAST: f32 = 8.0;

/// As much redder than green as the corners of an eye may be.
const REDDISH: f32 = 1.3;

/// A sample.
struct Sample {
    /// Its place in millimetres.
    u: f32,
    v: f32,
    /// Its light.
    red: f32,
    /// How much of it lies between the lids.
    weight: f32,
}

/// What lies between the lids: places in millimetres from the middle between
/// the eye's corners, along and across the line between them, and red, in which
/// irises of every colour are darker than the white; and the lower lid's height.
fn between_lids(picture: &Picture, face: &Face, lids: &Lids) -> (Vec<Sample>, f32) {
    let mm = (face.inter_eye_distance() as f32 / BETWEEN_EYES).max(1e-3);
    let [from, .., to] = lids.upper.map(|index| face.mesh.point(index));
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    let angle = (to.1 - from.1).atan2(to.0 - from.0);
    let (sin, cos) = angle.sin_cos();
    let own = |index: usize| {
        let (x, y) = face.mesh.point(index);
        let (x, y) = ((x - middle.0) / mm, (y - middle.1) / mm);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let (upper, lower) = (lids.upper.map(own), lids.lower.map(own));
    let (wide, high) = (COLUMNS as f32 * STEP, ROWS as f32 * STEP);
    let place = Affine::rectangle(middle, wide * mm, high * mm, angle);
    let samples = picture.sample(&place, (COLUMNS, ROWS), Border::Nearest, (1.0, 0.0));
    let mut pixels = Vec::with_capacity(COLUMNS * ROWS);
    let (reds, rest) = samples.split_at(COLUMNS * ROWS);
    for (index, (red, green)) in reds.iter().zip(rest).enumerate() {
        let (row, column) = (index / COLUMNS, index % COLUMNS);
        let v = (row as f32 + 0.5) * STEP - high / 2.0;
        let u = (column as f32 + 0.5) * STEP - wide / 2.0;
        let weight = inside(v - height(&upper, u) - LASHES) * inside(height(&lower, u) - v);
        if weight > 0.0 {
            // A flash's red pupil is dark in green.
            pixels.push(Sample { u, v, red: red.min(green * REDDISH), weight });
        }
    }
    // A lamp in the iris is not its lightness.
    let (dark, light) = (darker(&pixels, 0.2), darker(&pixels, 0.85));
    for pixel in &mut pixels {
        pixel.red = pixel.red.max(dark).min(light);
    }
    (pixels, height(&lower, 0.0))
}

/// The light below which a share of what lies between the lids is.
fn darker(pixels: &[Sample], share: f32) -> f32 {
    /// Levels over which a sample counts more and more.
    const SOFT: f32 = 4.0;
    let n = pixels.iter().map(|pixel| pixel.weight).sum::<f32>();
    let (mut low, mut high) = (0.0, 255.0);
    for _ in 0..14 {
        let middle = (low + high) / 2.0;
        let below =
            |pixel: &Sample| pixel.weight * ((middle - pixel.red) / SOFT + 0.5).clamp(0.0, 1.0);
        if pixels.iter().map(below).sum::<f32>() < n * share {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Below the upper lid's edge there are lashes and their shadow.
const LASHES: f32 = 0.8;

/// The height of a lid's edge above a place along the eye.
fn height(edge: &[(f32, f32); 9], u: f32) -> f32 {
    let mut height = 0.0;
    for pair in edge.windows(2) {
        if let &[a, b] = pair
            && a.0 <= u
            && u < b.0
        {
            height = a.1 + (b.1 - a.1) * (u - a.0) / (b.0 - a.0);
        }
    }
    height
}
