//! Glasses: how dark their lenses are, how thick their frame, and what light
//! they throw back.
//!
//! Places and lengths are shares of the distance between the eyes (about
//! 63 mm), from an eye's middle outwards and downwards along and across the
//! line through the eyes.

use super::exposure::{linear, luma};
use super::{ascending, hue, quantile};
use crate::photo::face::{Face, LEFT_EYE, RIGHT_EYE};
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::{Point, Region};

/// The share of the skin's light that comes through the lenses, 0 to 1 and
/// above: about 1 without glasses, below 0.45 through sunglasses. The clearer
/// lens counts, since glasses are dark before both eyes, a shadow is not.
///
/// What lies behind a lens, lids and the skin below them, is held against bare
/// skin of the same face, so that its colour has no part in it. Of lenses that are
/// coloured besides, both of them, the share is put lower.
pub fn through(picture: &Picture, face: &Face) -> f64 {
    let lenses = Lens::both(face).map(|lens| {
        // Nose and forehead shine, a cheek may have a beard: it is believed while
        // it is not much darker than the others.
        let bare = BARE.map(|place| lens.skin(picture, place));
        let mut seen: Vec<f32> = bare.into_iter().flatten().collect();
        ascending(&mut seen);
        let middle = quantile(&seen, 0.5);
        let cheek = bare.into_iter().next().flatten().unwrap_or(middle);
        let bare = cheek.clamp(middle * 0.65, middle).max(0.002);
        // Skin that shines under the eyes does so down to the cheekbone.
        let bone = lens.skin(picture, CHEEKBONE).unwrap_or_default();
        let bare = bare.max(bone * SHINES);
        // Lashes and iris are dark; a fifth of what is about the eye is not.
        let about = quantile(&lens.lights(picture, (0.0, 0.08, 0.52, 0.36)), 0.8);
        // Make-up and deep shade end before the cheekbone, a lens does not.
        let below = quantile(&lens.lights(picture, (0.0, 0.24, 0.36, 0.10)), 0.5);
        (about.max(below * 0.8) / bare, lens.colored(picture))
    });
    let [(left, left_hue), (right, right_hue)] = lenses;
    let through = left.max(right);
    let colored = (left_hue.min(right_hue) - OWN_HUE).max(0.0);
    // White light on a lens is of another hue, too, but adds to the skin's.
    let darker = ((1.0 - through) / DARKER).clamp(0.0, 1.0);
    f64::from(through * (-COLORED * colored * darker).exp())
}

/// How thick the frame is in millimetres, with the eyes 63 mm apart; 0 where no
/// frame is seen.
///
/// Under each eye lines lead down from the lower lid to the cheek. Skin changes
/// slowly there; a frame's lower rim is a bar of another light or colour with
/// skin on both of its sides. The lens on which less is seen counts: creases and
/// shadows are rarely alike on both sides, a frame is.
pub fn rim(picture: &Picture, face: &Face) -> f64 {
    let [left, right] = Lens::both(face).map(|lens| {
        let mut widths = [-0.2, -0.1, 0.0, 0.1, 0.2].map(|u| lens.bar(picture, u));
        ascending(&mut widths);
        quantile(&widths, 0.5)
    });
    f64::from(left.min(right)) * EYES_MM
}

/// How much light a lens throws back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glare {
    /// The share of a lens, without the eye's opening, that is clearly lighter
    /// and whiter than the skin, 0 to 1.
    pub share: f64,
    /// The share of a lens, without the eye between its lids, that is next to as light
    /// as the lightest bare skin and much whiter, 0 to 1.
    pub white: f64,
    /// The light of the pupil, of the skin's: light on the lens before it lifts it.
    pub black: f64,
    /// The light of the darkest place between the lids, of the skin's.
    pub darkest: f64,
    /// How much lighter the eye is than the other one, as a natural logarithm, where it is
    /// lighter and whiter than all bare skin: light on its lens hides iris and all. Else 0.
    pub lighter: f64,
}

/// Measures both lenses, the one on the left of the picture first.
pub fn glare(picture: &Picture, face: &Face) -> [Glare; 2] {
    let lenses = Lens::both(face);
    // In light from the side the skin about one eye is lighter than all bare skin of its
    // own half but not than that of the other half's.
    let bare = lenses.each_ref().map(|lens| lens.bare(picture));
    let bare = bare.as_flattened();
    let lighter = lighter(picture, &lenses, bare);
    let [left, right] = lenses;
    let [mut left, mut right] = [(left, LEFT_EYE), (right, RIGHT_EYE)]
        .map(|(lens, lids)| lens.glare(picture, &lids.map(|index| face.mesh.point(index)), bare));
    [left.lighter, right.lighter] = lighter;
    [left, right]
}

/// [`Glare::lighter`] of both lenses, the one on the left of the picture first.
fn lighter(picture: &Picture, lenses: &[Lens; 2], bare: &[[f32; 3]]) -> [f64; 2] {
    let light = |[red, green, blue]: [f32; 3]| (luma(red, green, blue) + AIR).ln();
    let white = |[red, _, blue]: [f32; 3]| ((blue + LEAST_LIGHT) / (red + LEAST_LIGHT)).ln();
    let most = |of: fn([f32; 3]) -> f32| bare.iter().copied().map(of).fold(f32::MIN, f32::max);
    let (skin, pale) = (most(light), most(white));
    let [left, right] = lenses.each_ref().map(|lens| {
        let tones = lens.tones(picture, OPENING);
        let mean = tones.iter().fold([0.0; 3], |[red, green, blue], [r, g, b]| {
            let share = 1.0 / SAMPLES as f32;
            [red + r * share, green + g * share, blue + b * share]
        });
        (light(mean), white(mean))
    });
    [(left, right), (right, left)].map(|(own, other)| {
        let lit = own.0 > skin && own.1 > pale + SKIN;
        if lit { f64::from(own.0 - other.0) } else { 0.0 }
    })
}

/// The share of what surrounds the eyes, beyond their lids, 0 to 1, where both lenses show
/// light that the other eye does not have at the mirrored place.
///
/// Eyes are each other's mirror image; light from the side makes one lighter, all of it.
/// What glass throws back lies on the same side of both lenses: at one and the same place
/// of the picture's, either is lighter and whiter than the other one's mirror image.
pub fn on_one_side(picture: &Picture, face: &Face) -> f64 {
    let [left, right] = Lens::both(face);
    // Skin beside the other one's brow or shade is lighter and whiter, too, but skin.
    let [left_skin, right_skin] = [&left, &right].map(|lens| lens.palest(picture) + SKIN);
    let lenses = [(left, LEFT_EYE), (right, RIGHT_EYE)]
        .map(|(lens, lids)| lens.surroundings(picture, &lids.map(|at| face.mesh.point(at))));
    let (columns, rows) = AROUND_SIZE;
    let (mut lit, mut all) = (0.0, 0.0_f64);
    for cell in 0..columns * rows {
        let mirrored = cell / columns * columns + columns - 1 - cell % columns;
        let [here, there] = [cell, mirrored]
            .map(|cell| lenses.each_ref().map(|lens| lens.get(cell).copied().flatten()));
        let ([Some(left), Some(right)], [Some(left_mirror), Some(right_mirror)]) = (here, there)
        else {
            continue;
        };
        all += 1.0;
        let more = |part: fn(Around) -> f32| {
            (part(left) - part(right_mirror)).min(part(right) - part(left_mirror))
        };
        let is_white = left.white > left_skin && right.white > right_skin;
        if is_white && more(|it| it.white) > ONLY_WHITER && more(|it| it.light) > ONLY_LIGHTER {
            lit += 1.0;
        }
    }
    lit / all.max(1.0)
}

/// Where lenses are, the one on the left of the picture first.
pub fn regions(face: &Face) -> [Region; 2] {
    let unit = face.inter_eye_distance();
    [face.left_eye, face.right_eye].map(|eye| Region {
        x: eye.x - 0.42 * unit,
        y: eye.y - 0.26 * unit,
        width: 0.84 * unit,
        height: 0.68 * unit,
    })
}

/// Between the eyes, for a length in millimetres: a grown person's average.
const EYES_MM: f64 = 63.0;

/// Where a lens would be.
struct Lens {
    /// The eye.
    eye: Point,
    /// 1 where outwards is to the picture's right, else −1.
    out: f32,
    /// Pixels between the eyes.
    unit: f32,
    /// Of the line through the eyes.
    angle: f32,
}

/// Samples across and down a rectangle.
const SIZE: (usize, usize) = (20, 12);
const SAMPLES: usize = SIZE.0 * SIZE.1;

/// Bare skin: cheek, nose and forehead.
const BARE: [Place; 3] =
    [(0.0, 0.82, 0.36, 0.16), (-0.5, 0.5, 0.12, 0.16), (-0.5, -0.6, 0.4, 0.16)];

/// Skin just below a lens.
const CHEEKBONE: Place = (-0.05, 0.5, 0.3, 0.1);
/// The share of the cheekbone's light that skin behind a lens is at least held against. Up
/// to 0.7 no good photo's share is lower for it than 0.69, at 0.9 the lowest is 0.61.
const SHINES: f32 = 0.7;

/// Skin under the eyes is of the hue of some bare skin: under both eyes of no good photo it
/// is farther from it than 0.121, behind painted plain glasses than 0.153, and behind half
/// of the lenses of dark glasses farther than 0.155, as natural logarithms.
const OWN_HUE: f32 = 0.12;
/// How much lower lenses are put, as natural logarithms, for their hue's. Of 264 dark glasses
/// eight were missed with it before the cheekbone counted, nine with 2.4.
const COLORED: f32 = 3.0;
/// From how much less light on in full: coloured lenses that were missed without let up to
/// two thirds through, white lights on lenses measure 1.1 and more.
const DARKER: f32 = 0.33;

/// Skin lighter than this, linear, is burnt out or next to it: a flash's spot.
const BURNT: f32 = 0.7;

/// A natural logarithm of light: what departs so far from the skin of its line
/// is a frame. Nothing under the eyes of the 70 good faces does, bags and folds
/// included; at 0.37 frames of 3 mm and of 6 were no longer told apart.
const DEPARTS: f32 = 0.55;

/// Light that any lens throws back, of white: it says nothing before dark skin. A
/// surface of uncoated glass or plastic reflects about 4 % (Fresnel, n = 1.5), of a
/// room that is half as light as paper.
const AIR: f32 = 0.02;

/// So much lighter and whiter than the lightest bare skin is what glass throws
/// back. With both at 1.2 no good face has more than 5 % of such places; skin that
/// shines under the eyes is lighter, but hardly whiter.
const LIT: f32 = 1.2;
const WHITER: f32 = 1.2;

/// The same, where more is asked of white: of what is so light and beyond the lids,
/// seventy good photos have 0.5 % before both eyes; a window's cross has 1 % and more.
const AS_LIGHT: f32 = 0.9;
const MUCH_WHITER: f32 = 1.28;
/// As a share of the distance between the eyes, so near the lids' edge it may be the
/// eye's own white: what is held against the other eye's mirror image need not be so far
/// from it. The mesh's lids are too narrow where the eyes look up: at 0.02 for both two
/// of 132 faces that do were called lit.
const LIDS: f32 = 0.03;
const MIRRORED_LIDS: f32 = 0.02;

/// By so much, as natural logarithms of blue over red and of light, a place is whiter and
/// lighter than its mirror image where glass throws back light. Of seventy good photos no
/// place is, of plain glasses painted on them none; of eyes turned aside 4 in 1000, the
/// white beside whose lids counts.
const ONLY_WHITER: f32 = 0.25;
const ONLY_LIGHTER: f32 = 0.2;
/// By so much, as a natural logarithm of blue over red, it is whiter than the palest bare
/// skin as well. Without it two of seven generated portraits, one turned by 9 degrees, had
/// such places where the skin of one side is held against the brow of the other; with it
/// none has, and of 66 moderate windows and of as many soft lights one or two are lost each.
const SKIN: f32 = 0.1;
/// Light, of white's, below which a hue says little.
const LEAST_LIGHT: f32 = 0.01;

/// What surrounds an eye, and samples across and down it.
const AROUND: Place = (0.0, 0.08, 0.8, 0.64);
const AROUND_SIZE: (usize, usize) = (40, 32);

/// A place beside an eye: natural logarithms of its light and of its blue over its red.
#[derive(Clone, Copy)]
struct Around {
    light: f32,
    white: f32,
}

/// Middle, width and height of a rectangle.
type Place = (f32, f32, f32, f32);

/// The middle of what is between the lids.
const OPENING: Place = (0.0, 0.0, 0.33, 0.14);

/// Whether a place is outside a polygon and at least so far from its edge.
fn is_beyond(polygon: &[(f32, f32); 16], (x, y): (f32, f32), by: f32) -> bool {
    let mut inside = false;
    for (at, from) in polygon.iter().enumerate() {
        let to = polygon.get(at + 1).unwrap_or(&polygon[0]);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (px, py) = (x - from.0, y - from.1);
        let share = ((px * dx + py * dy) / (dx * dx + dy * dy).max(1e-12)).clamp(0.0, 1.0);
        if (px - share * dx).hypot(py - share * dy) < by {
            return false;
        }
        inside ^= (from.1 > y) != (to.1 > y) && px < dx * py / dy;
    }
    !inside
}

impl Lens {
    /// Both, the one on the left of the picture first.
    fn both(face: &Face) -> [Self; 2] {
        let (left, right) = (face.left_eye, face.right_eye);
        let unit = (face.inter_eye_distance() as f32).max(1.0);
        let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
        [(left, -1.0), (right, 1.0)].map(|(eye, out)| Self { eye, out, unit, angle })
    }

    /// The rectangle in the picture, turned by `turn` about its middle.
    fn place(&self, (u, v, width, height): Place, turn: f32) -> Affine {
        let (sin, cos) = self.angle.sin_cos();
        let u = u * self.out;
        let middle = (
            self.eye.x as f32 + (u * cos - v * sin) * self.unit,
            self.eye.y as f32 + (u * sin + v * cos) * self.unit,
        );
        Affine::rectangle(middle, width * self.unit, height * self.unit, self.angle + turn)
    }

    /// The width of the widest bar that a line down from the eye crosses, as a
    /// share of the distance between the eyes; 0 without one.
    fn bar(&self, picture: &Picture, u: f32) -> f32 {
        const STEPS: usize = 64;
        const FROM: f32 = 0.14;
        const TO: f32 = 0.72;
        let place = self.place((u, (FROM + TO) / 2.0, 0.05, TO - FROM), 0.0);
        let samples = picture.sample(&place, (1, STEPS), Border::Nearest, (1.0, 0.0));
        let tones: Vec<[f32; 3]> = (0..STEPS)
            .map(|step| {
                [0, 1, 2].map(|plane| {
                    let value = samples.get(plane * STEPS + step).copied().unwrap_or_default();
                    (linear(value) + AIR).ln()
                })
            })
            .collect();
        let skin: [f32; 3] = std::array::from_fn(|plane| {
            let mut values: Vec<f32> =
                tones.iter().filter_map(|tone| tone.get(plane).copied()).collect();
            ascending(&mut values);
            quantile(&values, 0.6)
        });
        let (mut run, mut widest, mut bare) = (0, 0, false);
        for tone in &tones {
            let ([r, g, b], [skin_r, skin_g, skin_b]) = (*tone, skin);
            let (red, green, blue) = (r - skin_r, g - skin_g, b - skin_b);
            // Before dark skin a black frame differs by its hue.
            let departs = [red, green, blue, 1.35 * (blue - red)].iter().any(|d| d.abs() > DEPARTS);
            if departs {
                run += usize::from(bare);
            } else {
                // Ended on skin, as it began.
                widest = widest.max(run);
                (run, bare) = (0, true);
            }
        }
        widest as f32 * (TO - FROM) / STEPS as f32
    }

    /// Of a place in the picture, out and down from the eye.
    fn own(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (sin, cos) = self.angle.sin_cos();
        let (x, y) = ((x - self.eye.x as f32) / self.unit, (y - self.eye.y as f32) / self.unit);
        ((x * cos + y * sin) * self.out, y * cos - x * sin)
    }

    /// `lids` are the points around the eye, in turn; `bare` the tones of bare skin.
    fn glare(&self, picture: &Picture, lids: &[(f32, f32); 16], bare: &[[f32; 3]]) -> Glare {
        const GRID: (usize, usize) = (36, 30);
        let place = self.place((0.0, 0.1, 0.72, 0.6), 0.0);
        let samples = picture.sample(&place, GRID, Border::Nearest, (1.0, 0.0));
        let cells = GRID.0 * GRID.1;
        let at = |plane: usize, cell: usize| {
            linear(samples.get(plane * cells + cell).copied().unwrap_or_default())
        };
        let white = |[red, _, blue]: [f32; 3]| (blue + 0.003) / (red + 0.003);
        let light = |[red, green, blue]: [f32; 3]| luma(red, green, blue);
        let most = |of: fn([f32; 3]) -> f32| bare.iter().copied().map(of).fold(0.01, f32::max);
        let (skin, pale) = (most(light), most(white));
        let lids = lids.map(|point| self.own(point));
        let (mut lit, mut all, mut whiter) = (0.0, 0.0_f32, 0.0);
        for cell in 0..cells {
            let (u, v) = (
                (((cell % GRID.0) as f32 + 0.5) / GRID.0 as f32 * 0.72 - 0.36) * self.out,
                ((cell / GRID.0) as f32 + 0.5) / GRID.1 as f32 * 0.6 - 0.2,
            );
            let tone = [at(0, cell), at(1, cell), at(2, cell)];
            if light(tone) > AS_LIGHT * skin + AIR
                && white(tone) > MUCH_WHITER * pale
                && is_beyond(&lids, (u, v), LIDS)
            {
                whiter += 1.0;
            }
            // Not the eye's own white.
            if u.abs() > 0.28 || v.abs() > 0.11 {
                all += 1.0;
                if light(tone) > LIT * skin + AIR && white(tone) > WHITER * pale {
                    lit += 1.0;
                }
            }
        }
        // Of darker skin than this, a lens's own reflection would be a veil.
        let of_skin = |light: f32| f64::from((light - AIR).max(0.0) / skin.max(0.18));
        let eye = self.tones(picture, (0.0, 0.0, 0.17, 0.14));
        let mut lights = eye.map(light);
        ascending(&mut lights);
        let dark = quantile(&lights, 0.08);
        // Light on the lens is white; the skin of a lid is not.
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for tone in eye.into_iter().filter(|tone| light(*tone) <= dark) {
            sum += white(tone);
            count += 1.0;
        }
        let veiled = sum / count.max(1.0) > 1.3 * pale;
        let opening = self.lights(picture, (0.0, 0.0, 0.44, 0.14));
        Glare {
            share: f64::from(lit / all.max(1.0)),
            white: f64::from(whiter / cells as f32),
            black: if veiled { of_skin(dark) } else { 0.0 },
            darkest: of_skin(quantile(&opening, 0.04)),
            lighter: 0.0,
        }
    }

    /// The tones of bare skin. Skin under the eyes can shine as far as the cheekbone.
    fn bare(&self, picture: &Picture) -> [[f32; 3]; 4] {
        let [cheek, nose, forehead] = BARE;
        [cheek, nose, forehead, CHEEKBONE].map(|place| self.tone(picture, place))
    }

    /// How far the hue of the skin under the eye is from the nearest bare skin's.
    fn colored(&self, picture: &Picture) -> f32 {
        let logarithms = |tone: [f32; 3]| tone.map(|light| (light + LEAST_LIGHT).ln());
        let under = logarithms(self.tone(picture, (0.0, 0.19, 0.36, 0.08)));
        let bare = self.bare(picture).map(logarithms);
        bare.into_iter().map(|skin| hue(under, skin)).fold(f32::MAX, f32::min)
    }

    /// What surrounds the eye, each place the mean of it and those beside it; `None` within
    /// the lids, the points around the eye.
    fn surroundings(&self, picture: &Picture, lids: &[(f32, f32); 16]) -> Vec<Option<Around>> {
        let (columns, rows) = AROUND_SIZE;
        let (u, v, width, height) = AROUND;
        let samples =
            picture.sample(&self.place(AROUND, 0.0), AROUND_SIZE, Border::Nearest, (1.0, 0.0));
        let lights: Vec<f32> = samples.into_iter().map(linear).collect();
        let lids = lids.map(|point| self.own(point));
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let around = places.map(|(column, row)| {
            let share = |at: usize, of: usize| (at as f32 + 0.5) / of as f32 - 0.5;
            let across = u + share(column, columns) * width * self.out;
            let down = v + share(row, rows) * height;
            let [red, green, blue] = [0, 1, 2].map(|plane| {
                let beside = (row.saturating_sub(1)..rows.min(row + 2)).flat_map(|row| {
                    let row = (plane * rows + row) * columns;
                    let to = columns.min(column + 2);
                    lights.get(row + column.saturating_sub(1)..row + to).unwrap_or_default()
                });
                let (sum, count) =
                    beside.fold((0.0, 0.0), |(sum, count), light| (sum + light, count + 1.0));
                sum / f32::max(count, 1.0)
            });
            is_beyond(&lids, (across, down), MIRRORED_LIDS).then(|| Around {
                light: (luma(red, green, blue) + AIR).ln(),
                white: ((blue + LEAST_LIGHT) / (red + LEAST_LIGHT)).ln(),
            })
        });
        around.collect()
    }

    /// The natural logarithm of blue over red of the whitest bare skin.
    fn palest(&self, picture: &Picture) -> f32 {
        let whites = BARE.map(|place| {
            let [red, _, blue] = self.tone(picture, place);
            ((blue + LEAST_LIGHT) / (red + LEAST_LIGHT)).ln()
        });
        whites.into_iter().fold(f32::MIN, f32::max)
    }

    /// The median luminance of a rectangle's skin, linear; `None` where a flash burnt
    /// out a third of it, since that tells nothing of the skin beside the lens.
    fn skin(&self, picture: &Picture, place: Place) -> Option<f32> {
        let lights = self.lights(picture, place);
        let burnt = lights.iter().filter(|light| **light > BURNT).count();
        (burnt * 3 < SAMPLES).then(|| quantile(&lights, 0.5))
    }

    /// The medians of a rectangle's linear red, green and blue.
    fn tone(&self, picture: &Picture, place: Place) -> [f32; 3] {
        let tones = self.tones(picture, place);
        [0, 1, 2].map(|plane| {
            let mut values = tones.map(|tone| tone.get(plane).copied().unwrap_or_default());
            ascending(&mut values);
            quantile(&values, 0.5)
        })
    }

    /// A rectangle's samples, linear.
    fn tones(&self, picture: &Picture, place: Place) -> [[f32; 3]; SAMPLES] {
        let place = self.place(place, 0.0);
        let samples = picture.sample(&place, SIZE, Border::Nearest, (1.0, 0.0));
        std::array::from_fn(|at| {
            [0, 1, 2]
                .map(|plane| linear(samples.get(plane * SAMPLES + at).copied().unwrap_or_default()))
        })
    }

    /// The linear luminances of a rectangle, ascending.
    fn lights(&self, picture: &Picture, place: Place) -> [f32; SAMPLES] {
        let mut lights = self.tones(picture, place).map(|[r, g, b]| luma(r, g, b));
        ascending(&mut lights);
        lights
    }
}
