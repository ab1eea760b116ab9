//! What is worn on the head.

mod cloth;
mod hair;
mod outline;
mod ribs;

use std::ops::Range;

use super::exposure::{linear, luma};
use super::{ascending, colors, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Picture};

/// What speaks for something being worn: 0 for nothing to 1 and more for plain
/// signs.
///
/// A hat has a *hem*: a smooth curve from temple to temple above which light
/// and colour are others, everywhere by the same step. The hair's own edge is
/// ragged, and where it is not it is higher than a hat's: it lies 63 mm and
/// more above the eyes of everybody without a fringe (63 mm between the eyes).
/// Above the hem there is *cloth*: of one colour, without strands; or of a
/// colour that no hair has, which may be rougher; or, on the forehead, rough in another
/// way than hair, of another colour than the hair beside the face, or with a stripe along
/// the hem. A sign is the weaker of hem and cloth, so that neither a straight
/// fringe nor a shaved head is a hat.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Headwear {
    /// The plainer sign.
    pub sign: f64,
    /// Whether the head goes on above it in another material, and not only in a stripe: a
    /// band.
    pub band: bool,
}

/// Columns and rows of the patch above the eyes.
const COLUMNS: usize = 49;
const ROWS: usize = 104;
/// Millimetres of the person, 63 between the eyes, between columns and between
/// rows, and from the eyes up to the patch's lower edge.
const ACROSS: f32 = 2.0;
const UP: f32 = 1.0;
const LOW: f32 = 18.0;
/// The row below which hair's own edge lies only in a fringe.
const FOREHEAD: usize = 44;
/// The row below which a hem is looked for.
const TOP: usize = 80;

/// How plain a hem is at least: on the forehead, and at the hair's edge. Hair's own edge may
/// be plainer, but what is above it is no cloth: with these no sign of 115 good photos is
/// above 0.61, none of painted fringes and narrow bands above 0.95.
const HEM: [f32; 2] = [0.3, 0.35];
/// The same where neither brows nor hair end, on good photos up to 0.13: brows that are
/// pulled up by 10 mm end at rows 11 to 13, up to 0.27, hair at 38 and more.
const HEM_BETWEEN: f32 = 0.22;
const BETWEEN: Range<f32> = 16.0..38.0;
/// The same across the patch's middle alone, so many columns from either side on: a hood
/// or a scarf leaves no more of a face. On good photos up to 0.24; of smooth cloth 0.7 and
/// more. The columns are a first choice and were not swept.
const HEM_NARROW: f32 = 0.4;
const NARROWER: usize = 10;
/// How faint a hem on the forehead may be where what is above it is smooth, of a texture
/// that hair does not have, and of a hue this far from the cheeks', as logarithms: light
/// cloth on fair skin, whose hue is 0.32 and more from it and its hem 0.19.
/// A forehead that is as smooth is up to 0.25 from it where it has a hem of 0.02, and 0.18
/// where of 0.13; hair, with all four, says at most 0.63.
const HEM_FAINT: f32 = 0.15;
const FAINT_HUE: f32 = 0.28;
/// Cloth at the hair's edge may be rather little of it where its texture is so much not
/// hair's: of hair and narrow bands that are as coarse none says more than 0.6.
const RATHER_CLOTH: f32 = 0.8;
const RATHER_COARSE: f32 = 1.25;
/// … and where what is above is so much darker than the skin, as a logarithm: white hair is
/// smooth, too, and none of its strands are seen. A first choice: hoods told by it are darker
/// by 0.27 and more, painted white hair is lighter.
const DARKER: f32 = 0.2;
/// What is no darker, has as little colour, and begins at a forehead's upper end is no hat by
/// hem and cloth alone, since grey and white hair has both: it says no more than this, and the
/// whole head decides. Red and blue over green, as logarithms: first choices, room for the
/// yellow of white hair and of a warm lamp; of 108 painted grey heads 8 more are told from
/// hats by it, of the evaluation's hats one moderate band is lost.
const PALE: f32 = 1.0;
const GREY: [f32; 2] = [0.25, 0.35];
/// Below the first of these rows lie the brows, whose upper edge is a hem, too, and so is
/// that of glasses. What is above that and within this of the cheeks' tone is a forehead:
/// of faces in the sun and behind dark glasses up to 0.46; of painted hats to the
/// brows 0.82 and more.
const FOREHEAD_ALIKE: f32 = 0.55;
/// The same at the hair's edge where what is above it is darker than [`LIT`]: hair is smooth
/// for want of light where a photo is 3 stops too dark, with edges of up to 0.42.
const HEM_IN_THE_DARK: f32 = 0.45;
/// Where the signs say this much, the whole head's coarse picture decides, with odds whose
/// natural logarithm is this: of 660 good and harmless photos of the half that it was not
/// fitted to the worst says -0.3, fringes painted over the forehead up to 3.5, but those leave
/// no hint.
const HINT: f64 = 0.4;
const OUTLINE: f64 = 2.0;
/// How regularly ribs follow each other above a hem: of painted fringes, combed by a
/// machine, at most 0.69, of hair less; of ribbed hats and bands by painters of other hands
/// mostly 0.88 to 1.
const RIBS: f32 = 0.8;
/// Of white's light: hair on photos taken 2 and 3 stops too dark has up to 0.014, cloth of
/// ribs and checks from 0.047 on.
const LIT: f32 = 0.03;
/// A band on the hair may have its plainer edge above, against the hair: so many rows below
/// an edge another is looked for, fewer than a wide band has.
const BAND: usize = 12;
/// Below which row cloth is told from a fringe by its texture, how plain its hem is at
/// least, and by how much of the odds' logarithm a sign of that grows by one. The edge of
/// hair above chins painted 22° up lies at rows 40 to 43; no good photo's hem is plainer
/// than 0.294. The odds' share only scales what is shown.
const COARSE_BELOW: f32 = 38.0;
const COARSE_HEM: f32 = 0.3;
const ODDS_A_SIGN: f32 = 4.0;
/// How many rows above a hem or an edge a stripe's next edge is looked for; how straight back
/// the second step has to lead, as a cosine; and how plain both are at least. Painted
/// fringes of strands and of persons' own hair have up to 0.13, narrow hair bands up to 0.3,
/// striped hats 0.58 and more; with any value between all are told alike.
const STRIPE: Range<f32> = 5.0..28.0;
const BACK: f32 = 0.7;
const STRIPES: f32 = 0.42;
/// Neighbouring light in cloth and in hair, as natural logarithms: hair has
/// 0.03 and more, shaved heads 0.02.
const ROUGH: [f32; 2] = [0.023, 0.016];
/// Above a hem hair is darker than the skin, and the lighter the rougher it looks: from
/// this step of light on cloth may be rougher, and from the second on by this share
/// more. Fringes keep a twentieth under that, knitted hats as light as skin pass it.
const LIGHT: (f32, f32) = (-1.4, -0.6);
const ROUGHER: f32 = 0.9;
/// The same in a colour that no hair has.
const ROUGH_COLORED: [f32; 2] = [0.08, 0.03];
/// Spread of light and of colour in one material.
const LIGHTS: f32 = 0.5;
const COLORS: f32 = 0.22;
/// … which may be this share of the colour's step across the hem.
const COLORS_OF_STEP: f32 = 0.3;
/// Above the forehead what is this even in light and colour may be that rough. Of good
/// photos' hair the evenest has a spread of light of 0.54 there, painted cloth with ribs or
/// checks under 0.26, of colour under 0.11; it is 0.029 to 0.041 rough. Black hair and dark
/// photos are even for want of light: none of it is darker than the skin by more than the
/// last, a logarithm, or than [`LIT`].
const EVEN: [f32; 3] = [0.31, 0.11, 0.045];
const EVEN_FROM: f32 = -2.0;
/// What is on the forehead and as even is not the hair where its hue is this far from that
/// of the hair beside the face, or its light so much more, as logarithms. Hair's own edge is
/// within 0.22 and 1.4 on good photos, painted fringes of another hair's colour within 0.71
/// and 1.8; chosen on all 66 persons. Brown ribs on black hair are just missed.
const FOREIGN_HUE: f32 = 0.76;
const LIGHTER: f32 = 1.9;
/// Where the hue is foreign and one that only dyed hair has, so blue or so little red, as
/// logarithms, light may be as uneven as in deep ribs, and colour by [`COLORS_OF_STEP`] of
/// how far its hue is. Hair of good photos is as cold as 0.08, painted fringes 0.13, the ribs
/// that are told 0.72 to 0.91; their light is uneven by 0.40 to 0.68.
const COLD: f32 = 0.45;
const RIBBED: f32 = 0.7;
/// A hat that is drawn down to the brows or the eyes has no hem here. What lies in each of
/// these rows' and the next 17 is worn where its tone is so far from the cheeks', weighted,
/// and it is as even as cloth, or its hue so far from the cheeks' and from that of the hair
/// beside the face, as logarithms. Of fringes, which are rough and of the hair's colour,
/// brows and foreheads, good or lit in any way, the plainest of 900 says 0.6 of that, of
/// painted portraits a very dark face with blond hair 0.9.
const LOW_ROWS: [f32; 3] = [0.0, 12.0, 24.0];
const NO_SKIN: f32 = 0.6;
const NO_SKINS_HUE: f32 = 0.34;
const NO_HAIRS_HUE: f32 = 0.5;
/// How colour differs from the skin's, as logarithms of red and of blue over
/// green: good photos' hair lies within -0.43 to 0.2 and -0.2 to 0.3. Wider,
/// for beside ruddy skin black hair seems green and blue.
const HAIR_RED: (f32, f32) = (-1.1, 0.35);
const HAIR_BLUE: (f32, f32) = (-0.38, 0.8);

/// Logarithm of light, of red over green and of blue over green.
type Tone = [f32; 3];
/// How much a difference in each counts.
const WEIGHTS: Tone = [0.6, 1.5, 1.5];

/// The patch above the eyes; rows count upwards.
struct Patch {
    tones: Vec<Tone>,
    /// Of each column's rows below.
    sums: Vec<Tone>,
    person: Vec<bool>,
}

/// A curve across the forehead, in rows.
#[derive(Clone, Copy, Debug, Default)]
struct Hem {
    height: f32,
    bend: f32,
    tilt: f32,
    /// How much more than its own variation the step across it is.
    score: f32,
    /// The step's mean.
    step: Tone,
    /// Whether it is looked for in the patch's middle alone.
    narrow: bool,
}

impl Hem {
    fn row(&self, column: usize) -> f32 {
        let half = (COLUMNS / 2) as f32;
        let u = (column as f32 - half) / half;
        self.height - self.bend * u * u + self.tilt * u
    }
}

/// A part of a width and a height in millimetres, upright as the face is, whose middle is so
/// far above the eyes'.
fn about_eyes(face: &Face, above: f32, width: f32, height: f32) -> Affine {
    let (left, right) = (face.left_eye, face.right_eye);
    let eyes = (((left.x + right.x) / 2.0) as f32, ((left.y + right.y) / 2.0) as f32);
    let mm = face.inter_eye_distance() as f32 / 63.0;
    let angle = (right.y - left.y).atan2(right.x - left.x) as f32;
    let (sin, cos) = angle.sin_cos();
    let up = above * mm;
    let center = (eyes.0 + sin * up, eyes.1 - cos * up);
    Affine::rectangle(center, width * mm, height * mm, angle)
}

/// The part above the eyes of a width and a height in millimetres, from its lower left
/// corner upwards.
fn above_eyes(face: &Face, width: f32, height: f32) -> Affine {
    let Affine { a, b, c, d, e, f } = about_eyes(face, LOW + height / 2.0, width, height);
    Affine { a, b: -b, c: c + b, d, e: -e, f: f + e }
}

/// Looks for what is worn.
pub fn of(picture: &Picture, face: &Face) -> Headwear {
    let patch = Patch::of(picture, face);
    let skin = hair::cheeks(picture, face);
    let mut found = Headwear::default();
    for (zone, hem) in patch.hems() {
        let cloth = patch.cloth(&hem, zone, &skin);
        let coarse = || 1.0 + cloth::odds(picture, face, &patch, &hem) / ODDS_A_SIGN;
        let wide = zone == 0 && !hem.narrow;
        if wide {
            let faint = cloth.min(patch.faint(&hem, &skin));
            if f64::from(faint) > found.sign {
                found = found.or(faint.min(coarse()), || patch.ends(&hem));
            }
        }
        if hem.height < BETWEEN.start && patch.is_forehead(&hem, &skin) {
            continue;
        }
        let plain = match zone {
            0 if hem.narrow => HEM_NARROW,
            0 if BETWEEN.contains(&hem.height) => HEM_BETWEEN,
            1 if !patch.is_lit(&hem) => HEM_IN_THE_DARK,
            _ => at(&HEM, zone),
        };
        let mut sign = cloth.min(hem.score / plain);
        let mut striped = false;
        // On the forehead nobody has a hem but who wears something or has a fringe.
        // A head that is tilted back has its hair's edge at the forehead's upper end.
        if wide && hem.height < COARSE_BELOW && hem.score > COARSE_HEM {
            let stripe = patch.stripe(&hem) / STRIPES;
            striped = stripe > 1.0;
            sign = sign.max(coarse().max(stripe).min(hem.score / COARSE_HEM));
        }
        let darker = hem.step[0] < -DARKER * WEIGHTS[0];
        if zone == 1 && darker && cloth > RATHER_CLOTH && hem.score > plain {
            sign = sign.max((cloth / RATHER_CLOTH).min(coarse() / RATHER_COARSE));
        }
        if !hem.narrow && sign < 1.0 && hem.score > at(&HEM, zone) {
            let ribbed = ribs::regular(picture, face, &patch, &hem) / RIBS;
            sign = sign.max(ribbed.min(hem.score / at(&HEM, zone)));
        }
        if wide && sign < 1.0 && hem.score > plain {
            let hair = hair::beside(picture, face);
            let foreign = hair.map_or(0.0, |hair| patch.foreign(&hem, &hair));
            sign = sign.max(foreign.min(hem.score / plain));
        }
        if !darker && hem.height > COARSE_BELOW && patch.is_grey(&hem) {
            sign = sign.min(PALE);
        }
        found = found.or(sign, || !striped && patch.ends(&hem));
    }
    let found = found.or(patch.low(&skin, || hair::beside(picture, face)), || false);
    if !(HINT..=1.0).contains(&found.sign) {
        return found;
    }
    let whole = f64::from(outline::odds(picture, face)) / OUTLINE;
    let sign = found.sign.max((found.sign / HINT).min(whole));
    // The outline of a hat is that of the whole head.
    Headwear { sign, band: found.band && sign <= 1.0 }
}

impl Headwear {
    /// The plainer of two signs; whether the other one is a band's is asked if it is that.
    fn or(self, sign: f32, band: impl FnOnce() -> bool) -> Self {
        let sign = f64::from(sign);
        if sign > self.sign { Self { sign, band: band() } } else { self }
    }
}

impl Patch {
    fn of(picture: &Picture, face: &Face) -> Self {
        let place = above_eyes(face, COLUMNS as f32 * ACROSS, ROWS as f32 * UP);
        let size = COLUMNS * ROWS;
        let tones = colors(picture, &place, (COLUMNS, ROWS)).into_iter().map(tone).collect();
        let person = (0..size)
            .map(|index| {
                let u = ((index % COLUMNS) as f32 + 0.5) / COLUMNS as f32;
                let v = ((index / COLUMNS) as f32 + 0.5) / ROWS as f32;
                let (x, y) = place.apply(u, v);
                face.mask.at(f64::from(x), f64::from(y)) > 0.5
            })
            .collect();
        Self::new(tones, person)
    }

    fn new(tones: Vec<Tone>, person: Vec<bool>) -> Self {
        let mut sums = vec![[0.0; 3]; COLUMNS];
        for (index, tone) in tones.iter().enumerate() {
            let below: Tone = at(&sums, index);
            sums.push(each(|i| at(&below, i) + at(tone, i)));
        }
        Self { tones, sums, person }
    }

    /// The mean of four rows from `row` on.
    fn mean(&self, row: usize, column: usize) -> Tone {
        let below: Tone = at(&self.sums, row * COLUMNS + column);
        let above: Tone = at(&self.sums, (row + 4) * COLUMNS + column);
        each(|i| (at(&above, i) - at(&below, i)) / 4.0)
    }

    /// What may be hems, each with its zone: the forehead, or the hair's edge.
    fn hems(&self) -> [(usize, Hem); 4] {
        let [wide, narrow] = [false, true].map(|narrow| self.hem(8..FOREHEAD, narrow));
        let edge = self.hem(FOREHEAD..TOP, false);
        let lower = (edge.height as usize).saturating_sub(BAND);
        [(0, wide), (0, narrow), (1, edge), (1, self.hem(FOREHEAD..lower, false))]
    }

    /// The curve with the plainest step, of those with their middle in these rows.
    fn hem(&self, rows: Range<usize>, narrow: bool) -> Hem {
        let shapes = (0..13 * 3).map(|shape| Hem {
            bend: (shape % 13) as f32 * 4.0 - 16.0,
            tilt: (shape / 13) as f32 * 2.5 - 2.5,
            narrow,
            ..Hem::default()
        });
        self.plainest(rows, shapes)
    }

    /// The plainest of the curves above a hem that are about as it is.
    fn next(&self, hem: &Hem) -> Hem {
        let from = hem.height + STRIPE.start;
        let shapes = (0..5 * 3).map(|shape| Hem {
            height: from,
            bend: hem.bend + (shape % 5) as f32 * 4.0 - 8.0,
            tilt: hem.tilt + (shape / 5) as f32 * 2.5 - 2.5,
            ..Hem::default()
        });
        self.plainest(0..(STRIPE.end - STRIPE.start) as usize, shapes)
    }

    /// The plainest step along curves of these shapes, so many rows higher.
    fn plainest(&self, rows: Range<usize>, shapes: impl Iterator<Item = Hem> + Clone) -> Hem {
        let mut best = Hem::default();
        for up in rows {
            for shape in shapes.clone() {
                let hem = self.step(Hem { height: shape.height + up as f32, ..shape });
                if let Some(hem) = hem
                    && hem.score > best.score
                {
                    best = hem;
                }
            }
        }
        best
    }

    /// A curve with the step along it; `None` where the person does not fill it.
    fn step(&self, mut hem: Hem) -> Option<Hem> {
        let (mut count, mut sum, mut squares) = (0.0, [0.0; 3], 0.0);
        let edge = if hem.narrow { NARROWER } else { 0 };
        for column in (edge..COLUMNS - edge).step_by(2) {
            let row = hem.row(column).round();
            let inside = row >= 5.0 && row + 9.0 <= ROWS as f32;
            let row = row.max(0.0) as usize;
            if !inside || !at(&self.person, (row + 7) * COLUMNS + column) {
                continue;
            }
            let (above, below) =
                (self.mean(row + 1, column), self.mean(row.saturating_sub(4), column));
            count += 1.0;
            let step: Tone = each(|i| (at(&above, i) - at(&below, i)) * at(&WEIGHTS, i));
            sum = each(|i| at(&sum, i) + at(&step, i));
            squares += step.iter().map(|value| value * value).sum::<f32>();
        }
        if count < 0.4 * (COLUMNS - 2 * edge) as f32 {
            return None;
        }
        hem.step = each(|i| at(&sum, i) / count);
        let square = dot(&hem.step, &hem.step);
        hem.score = square.sqrt() - (squares / count - square).max(0.0).sqrt();
        Some(hem)
    }

    /// How plainly a stripe lies above a hem: of its two edges the weaker, where the second
    /// takes back the first. A forehead between a narrow band and the hair is none: it is as
    /// the skin below the hem.
    fn stripe(&self, hem: &Hem) -> f32 {
        let lower = self.next(hem);
        let upper = self.next(&lower);
        let lengths = dot(&lower.step, &lower.step) * dot(&upper.step, &upper.step);
        if dot(&lower.step, &upper.step) < -BACK * lengths.sqrt() {
            let between: Tone = each(|i| at(&hem.step, i) + at(&lower.step, i));
            lower.score.min(upper.score).min(dot(&between, &between).sqrt())
        } else {
            0.0
        }
    }

    /// How much what lies above a hem is cloth.
    fn cloth(&self, hem: &Hem, zone: usize, skin: &Tone) -> f32 {
        let here = self.tones(hem, 3);
        // A narrow band has the same skin or hair above it as below.
        let lower = Hem { height: hem.height - 20.0, ..*hem };
        let step = hem.step.iter().map(|value| value * value).sum::<f32>().sqrt();
        // Under a hood that leaves little more than the brows that is no longer in the patch.
        let below = if hem.narrow && lower.height < 0.0 {
            skin.map(|part| vec![part])
        } else {
            self.tones(&lower, 0)
        };
        let other = difference(&here, &below) / (0.4 * step);
        let [lights, reds, blues] = here;
        let color = spread(&reds).hypot(spread(&blues)).max(0.01);
        let (red, blue) = (hem.step[1] / WEIGHTS[1], hem.step[2] / WEIGHTS[2]);
        // What is strongly coloured is so unevenly in its folds.
        let colors = COLORS.max(COLORS_OF_STEP * red.hypot(blue));
        let hair = HAIR_RED.0 < red && red < HAIR_RED.1 && HAIR_BLUE.0 < blue && blue < HAIR_BLUE.1;
        let lighter = hem.step[0] / WEIGHTS[0];
        let most = if hair {
            let light = (lighter - LIGHT.0) / (LIGHT.1 - LIGHT.0);
            at(&ROUGH, zone) * (1.0 + ROUGHER * light.clamp(0.0, 1.0))
        } else {
            at(&ROUGH_COLORED, zone)
        };
        let (rough, light) = (self.roughness(hem, 3).max(0.001), spread(&lights).max(0.01));
        let mut smooth = most / rough;
        if zone == 1 && lighter > EVEN_FROM && self.is_lit(hem) {
            let [lights, colors, most] = EVEN;
            smooth = smooth.max((lights / light).min(colors / color).min(most / rough));
        }
        smooth.min(LIGHTS / light).min(colors / color).min(other)
    }

    /// How much what lies above a hem is of one colour and not as the hair is.
    fn foreign(&self, hem: &Hem, hair: &Tone) -> f32 {
        let here = self.tones(hem, 3);
        let [light, red, blue] = here.each_ref().map(|values| quantile(values, 0.5));
        let hue = (red - hair[1]).hypot(blue - hair[2]);
        let lighter = (light - hair[0]) / LIGHTER;
        let [lights, reds, blues] = here.each_ref().map(|values| spread(values).max(0.01));
        let colors = reds.hypot(blues);
        let even = (EVEN[0] / lights).min(EVEN[1] / colors);
        let cold = blue.max(-red) / COLD;
        let ribbed = (RIBBED / lights).min(COLORS_OF_STEP * hue / colors).min(cold);
        let hue = hue / FOREIGN_HUE;
        lighter.min(even).max(hue.min(even.max(ribbed)))
    }

    /// How much the brows and the forehead are hidden by something that goes on above and
    /// below the patch, with no hem in it; `beside` is the hair beside the face.
    fn low(&self, skin: &Tone, beside: impl Fn() -> Option<Tone>) -> f32 {
        let mut hair = None;
        let mut least = f32::MAX;
        for row in LOW_ROWS {
            let hem = Hem { height: row, ..Hem::default() };
            let here = self.tones(&hem, 0);
            let [light, red, blue] = here.each_ref().map(|values| quantile(values, 0.5));
            let other: Tone = [light - skin[0], red - skin[1], blue - skin[2]];
            let other: Tone = each(|i| at(&other, i) * at(&WEIGHTS, i));
            let apart = dot(&other, &other).sqrt() / NO_SKIN;
            least = least.min(apart);
            if least < 0.5 {
                break;
            }
            let [lights, reds, blues] = here.each_ref().map(|values| spread(values).max(0.01));
            let even = (LIGHTS / lights).min(COLORS / reds.hypot(blues));
            let smooth = even.min(ROUGH[0] / self.roughness(&hem, 0).max(0.001));
            let hue = |other: &Tone| (red - other[1]).hypot(blue - other[2]);
            let hair = hair.get_or_insert_with(&beside);
            let foreign =
                hair.map_or(0.0, |hair| (hue(&hair) / NO_HAIRS_HUE).min(hue(skin) / NO_SKINS_HUE));
            least = least.min(smooth.max(foreign));
        }
        least
    }

    /// How much a hem, even a faint one, has something above it that is not of the skin's hue.
    fn faint(&self, hem: &Hem, skin: &Tone) -> f32 {
        let [_, red, blue] = self.tones(hem, 3).map(|values| quantile(&values, 0.5));
        let hue = (red - skin[1]).hypot(blue - skin[2]);
        (hem.score / HEM_FAINT).min(hue / FAINT_HUE)
    }

    /// Whether what lies above a hem is as the skin of the cheeks.
    fn is_forehead(&self, hem: &Hem, skin: &Tone) -> bool {
        let here = self.tones(hem, 3);
        let apart: Tone = each(|i| {
            let middle = here.get(i).map_or(0.0, |values| quantile(values, 0.5));
            (middle - at(skin, i)) * at(&WEIGHTS, i)
        });
        dot(&apart, &apart).sqrt() < FOREHEAD_ALIKE
    }

    /// Whether what lies above a hem is light enough for its texture to be seen.
    fn is_lit(&self, hem: &Hem) -> bool {
        let [lights, ..] = self.tones(hem, 3);
        quantile(&lights, 0.5) > LIT.ln()
    }

    /// Whether what lies above a hem has hardly any colour.
    fn is_grey(&self, hem: &Hem) -> bool {
        let [_, hues @ ..] = self.tones(hem, 3);
        hues.iter().zip(GREY).all(|(hue, most)| quantile(hue, 0.5).abs() < most)
    }

    /// Whether hair goes on above what a hem is the lower edge of.
    fn ends(&self, hem: &Hem) -> bool {
        let here = self.tones(hem, 3);
        [24, 32, 40, 48, 56].into_iter().any(|up| {
            let there = self.tones(hem, up);
            let other = difference(&here, &there);
            let enough = there.iter().all(|values| values.len() > 2 * COLUMNS);
            enough && other > 0.3 && self.roughness(hem, up) > at(&ROUGH, 0)
        })
    }

    /// How much neighbouring light differs, from `up` rows above a hem on.
    fn roughness(&self, hem: &Hem, up: usize) -> f32 {
        let [rough, ..] = self.above(hem, up, |tone, beside| [(tone[0] - beside[0]).abs(); 3]);
        quantile(&rough, 0.5)
    }

    /// The tones in 18 rows above a hem, from `up` on, in ascending order.
    fn tones(&self, hem: &Hem, up: usize) -> [Vec<f32>; 3] {
        self.above(hem, up, |tone, _| *tone)
    }

    /// What `of` says of places and their neighbours in 18 rows above a hem,
    /// from `up` on, in ascending order.
    fn above(&self, hem: &Hem, up: usize, of: impl Fn(&Tone, &Tone) -> Tone) -> [Vec<f32>; 3] {
        let mut values = [const { Vec::new() }; 3];
        for column in 6..COLUMNS - 6 {
            let row = hem.row(column).round().max(0.0) as usize + up;
            for row in (row..row + 18).step_by(2) {
                let index = row * COLUMNS + column;
                if !at(&self.person, index + 3 * COLUMNS) {
                    continue;
                }
                let tone = of(&at(&self.tones, index), &at(&self.tones, index + 1));
                for (values, value) in values.iter_mut().zip(tone) {
                    values.push(value);
                }
            }
        }
        values.iter_mut().for_each(|values| ascending(values));
        values
    }
}

/// The tone of sRGB levels, 0 to 255.
fn tone(levels: [f32; 3]) -> Tone {
    let [r, g, b] = levels.map(|level| linear(level) + 0.01);
    [luma(r, g, b).ln(), (r / g).ln(), (b / g).ln()]
}

/// Of ascending values, from the tenth of a hundred to the ninetieth.
fn spread(values: &[f32]) -> f32 {
    quantile(values, 0.9) - quantile(values, 0.1)
}

/// Between the medians of two places' tones.
fn difference(here: &[Vec<f32>; 3], there: &[Vec<f32>; 3]) -> f32 {
    let parts = here.iter().zip(there).zip(WEIGHTS);
    parts
        .map(|((a, b), weight)| ((quantile(a, 0.5) - quantile(b, 0.5)) * weight).powi(2))
        .sum::<f32>()
        .sqrt()
}

fn dot(one: &Tone, other: &Tone) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn at<T: Copy + Default>(values: &[T], index: usize) -> T {
    values.get(index).copied().unwrap_or_default()
}

fn each(value: impl Fn(usize) -> f32) -> Tone {
    [value(0), value(1), value(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKIN: Tone = [-0.9, 0.4, -0.3];
    const BLOND: Tone = [-1.5, 0.3, -0.4];

    /// Skin up to row 48, then what is said of each place.
    fn patch(above: impl Fn(usize, usize) -> Tone) -> Patch {
        let places = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
        let tones = places.map(|(column, row)| if row < 48 { SKIN } else { above(column, row) });
        Patch::new(tones.collect(), vec![true; COLUMNS * ROWS])
    }

    /// The tone, every second column lighter and darker by half of it.
    fn rough([light, red, blue]: Tone, by: f32, column: usize) -> Tone {
        [light + if column.is_multiple_of(2) { by / 2.0 } else { -by / 2.0 }, red, blue]
    }

    /// The plainer sign at the hair's edge.
    fn sign(patch: &Patch) -> f32 {
        let [_, _, edges @ ..] = patch.hems();
        let signs = edges.map(|(zone, hem)| patch.cloth(&hem, zone, &SKIN).min(hem.score / HEM[1]));
        signs[0].max(signs[1])
    }

    /// One material from below the brows to the crown.
    fn filled(tone: Tone, by: f32) -> Patch {
        let places = (0..ROWS).flat_map(|_| (0..COLUMNS).map(|column| rough(tone, by, column)));
        Patch::new(places.collect(), vec![true; COLUMNS * ROWS])
    }

    #[test]
    fn a_hat_down_to_the_eyes_needs_no_hem() {
        let black = [-3.6, 0.1, 0.0];
        let low = |tone: Tone, by: f32, hair: Tone| filled(tone, by).low(&SKIN, || Some(hair));
        let felt = [-1.9, 0.5, -0.5];
        assert!(low(felt, 0.015, black) > 1.0, "smooth cloth");
        // Ribs are as rough as strands; red ones are nobody's hair but a redhead's.
        let red = [-2.2, 1.4, 0.1];
        assert!(low(red, 0.18, black) > 1.0 && low(red, 0.18, red) < 0.6);
        // A fringe to the brows, a bare forehead, one in the shade.
        assert!(low(black, 0.06, black) < 0.6);
        assert!(low(SKIN, 0.01, black) < 0.1 && low([-1.5, 0.45, -0.3], 0.01, black) < 0.8);
    }

    #[test]
    fn above_the_brows_is_a_forehead() {
        let hem = Hem { height: 10.0, ..Hem::default() };
        assert!(filled([-0.6, 0.4, -0.3], 0.01).is_forehead(&hem, &SKIN));
        assert!(!filled([-2.6, 0.4, -0.3], 0.01).is_forehead(&hem, &SKIN));
    }

    #[test]
    fn a_hood_leaves_a_hem_in_the_middle_alone() {
        let navy = [-3.9, -0.15, 0.6];
        let hood = |column: usize, row: usize| {
            if (12..37).contains(&column) && row < 16 { SKIN } else { navy }
        };
        let places = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
        let tones = places.map(|(column, row)| hood(column, row)).collect();
        let patch = Patch::new(tones, vec![true; COLUMNS * ROWS]);
        let [(_, wide), (_, narrow), ..] = patch.hems();
        assert!(wide.score < HEM[0], "{}", wide.score);
        assert!(narrow.score > HEM_NARROW && (narrow.height - 16.0).abs() < 2.0, "{narrow:?}");
        assert!(patch.cloth(&narrow, 0, &SKIN) > 1.0, "{}", patch.cloth(&narrow, 0, &SKIN));
    }

    #[test]
    fn light_cloth_has_a_faint_hem_and_another_hue_than_skin() {
        let faint = |above: Tone| {
            let places = (0..ROWS).flat_map(|row| [row; COLUMNS]);
            let tones = places.map(|row| if row < 34 { SKIN } else { above }).collect();
            let patch = Patch::new(tones, vec![true; COLUMNS * ROWS]);
            let [(_, hem), ..] = patch.hems();
            assert!((33.0..36.0).contains(&hem.height), "{}", hem.height);
            patch.faint(&hem, &SKIN)
        };
        let [light, red, blue] = SKIN;
        assert!(faint([light + 0.1, red - 0.3, blue - 0.1]) > 1.0, "cream");
        assert!(faint([light + 0.3, red - 0.15, blue + 0.05]) < 0.8, "a forehead in the light");
    }

    #[test]
    fn a_band_is_seen_below_its_plainer_edge() {
        let band = patch(|column, row| match row {
            ..72 => [-2.2, 0.9, -0.2],
            _ => rough([-1.0, -0.3, -0.9], 0.4, column),
        });
        let [_, _, (_, edge), (_, lower)] = band.hems();
        assert!(edge.height > 68.0, "{}", edge.height);
        assert!((46.0..50.0).contains(&lower.height), "{}", lower.height);
        assert!(band.cloth(&edge, 1, &SKIN) < 1.0 && sign(&band) > 1.0, "{}", sign(&band));
    }

    #[test]
    fn another_hairs_colour_is_foreign_where_it_is_even() {
        let black = [-3.6, 0.1, 0.0];
        let hem = Hem { height: 48.0, ..Hem::default() };
        let foreign = |above: Tone, by: f32, hair: Tone| {
            patch(|column, _| rough(above, by, column)).foreign(&hem, &hair)
        };
        let red = [-2.5, 0.9, -0.3];
        assert!(foreign(red, 0.2, black) > 1.0 && foreign(black, 0.2, red) > 1.0);
        // So are deep ribs in green and in blue.
        assert!(foreign([-2.5, -0.9, -0.6], 0.6, black) > 1.0);
        assert!(foreign([-3.5, -0.2, 0.8], 0.6, black) > 1.0);
        // So are wool and white before black hair, which only light tells.
        assert!(foreign([-1.2, 0.1, 0.0], 0.2, black) > 1.0);
        // Not the hair's own colour, lit from above, nor strands of any.
        assert!(foreign([-2.2, 0.2, 0.1], 0.2, black) < 0.8);
        assert!(foreign(red, 0.2, red) < 0.1);
        assert!(foreign(red, 0.6, black) < 0.6);
    }

    #[test]
    fn even_cloth_may_be_rougher_than_hair() {
        let of = |tone: Tone, spots: f32| {
            sign(&patch(|column, row| {
                let [light, red, blue] = rough(tone, 0.036, column);
                // Locks.
                [light + if (row / 6).is_multiple_of(2) { spots } else { -spots }, red, blue]
            }))
        };
        let grey = [-1.6, 0.0, 0.0];
        assert!(of(grey, 0.0) > 1.0, "{}", of(grey, 0.0));
        assert!(of(grey, 0.25) < 1.0, "as uneven as hair");
        assert!(of([-3.8, 0.0, 0.0], 0.0) < 1.0, "as dark as black hair");
        assert!(of(BLOND, 0.25) < 1.0, "hair");
    }
}
