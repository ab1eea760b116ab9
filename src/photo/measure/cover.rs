//! What of the face is hidden.

use super::exposure::{linear, luma};
use super::{ascending, eyes, gaze, mirror, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Border, Picture};

/// How much speaks for a part of the face being hidden: each the largest of
/// several signs, 0 for none to 1 and more for plain ones.
///
/// Three kinds of sign, for no single one tells a mask of skin's colour from a
/// beard. *Colour*: cloth is of another colour than the skin between and below
/// the eyes; a beard is darker but hardly of another colour. *Light*: what lies
/// lower on a face is never much lighter than what lies higher. *Structure*:
/// lips, the line between them and the nostrils stand out from every skin and
/// in every beard, on both halves alike; a hand over them has none, or fingers that
/// are on one half not as on the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cover {
    /// Of nose and mouth.
    pub mouth: f64,
    /// Of the chin.
    pub chin: f64,
    /// Of the cheek on the left of the picture.
    pub left_cheek: f64,
    /// Of the cheek on the right of the picture.
    pub right_cheek: f64,
}

/// What each sign is divided by. Figures of 120 good photos: colour up to 0.27,
/// cheeks and mouth lighter by up to 0.06, mouth darker by up to 1.0 and cheeks
/// by up to 1.5 (side light), structure 0.43 and more, the weaker half's share
/// of it 0.40 and 0.63 and more, nostrils 0.54 and more.
const COLOR: f32 = 0.42;
const LIGHTER: f32 = 0.35;
const DARKER_MOUTH: f32 = 1.6;
const DARKER_CHEEK: f32 = 2.2;
/// A cheek lighter than all that is above it, and so much lighter than the other one, is
/// not lit: lit ones are darker than that by 0.05 and more.
const LIGHTER_CHEEK: f32 = 0.1;
const CHEEKS_APART: f32 = 0.4;
/// The same against the middle of the face, whatever is above: a cheek in the shade
/// still gets a tenth of the light.
const BLACK_CHEEK: f32 = 2.6;
/// A darker mouth counts as far as a scarf up to the lip tells it from a beard: what the
/// skin above the upper lip is lighter than the middle of what is around the mouth. Of 84
/// bare faces in the sun and by windows a figure of 0.5 to 1 calls as many covered but one.
const BELOW_THE_LIP: f32 = 0.8;
/// Skin in the shade is of a deeper colour, lit skin of a paler one, per natural logarithm
/// of light, and at most how much of the first is the shade's. Figures of faces in light
/// from windows, lamps and the sun: 0.3 to 0.9, and to 1.2 in all; with 1.2 and 0.7 no face
/// of them fewer is called covered, and one painted phone of 66 fewer is told.
const DEEPER: f32 = 0.9;
const PALER: f32 = 0.5;
const DEEPEST: f32 = 0.75;
/// Most that cheeks may differ for the reason that the skin beside the nose does: a phone
/// before a cheek may reach there. At 0.3 one of those faces more is called covered, at 0.5
/// no fewer.
const SIDE_LIGHT: f32 = 0.4;
/// From which difference of light between the halves on, as a natural logarithm, the one in
/// the shade is not held against the other: of good photos at most 0.58.
const HALF_LIT: f32 = 0.6;
/// Degrees of turn, those that `photo/head-turn` allows, beyond which the mesh's far cheek
/// may lie beside the head: of a man before a blue wall from 13.7 on.
const FAR_CHEEK: f64 = 10.5;
/// A face without a colour is a black and white picture's: skin's red is 0.2 and more.
const GREY: f32 = 0.02;
const STRUCTURE: f32 = 0.34;
const WEAKER_LIPS: f32 = 0.29;
const WEAKER_HALF: f32 = 0.47;
const NOSTRILS: f32 = 0.3;
/// What faint structure and uneven halves are together, the geometric mean of the first and
/// of what both kinds of the second are on average: of good photos up to 0.41, of one very
/// dark face with a beard 0.66, smiling 0.72; of hands over the mouth 0.775 and more.
const TOGETHER: f32 = 0.77;
/// What the mouth's unlikeness to its mirror image and what it lacks of a mouth are together,
/// their product: of good photos up to 0.03, smiling 0.07, of faces in the sun and by windows
/// 0.24; of hands of skin's colour by another painter 0.28 and more, over half of the mouth.
const UNLIKE: f32 = 0.26;
/// It is asked only where less light than this falls from the side, and of a face that is
/// turned by at most [`FAR_CHEEK`]. A first choice, as are the axis's reach and the part that
/// is looked at: of good photos and of hands over the mouth the light is at most 0.23.
const EVENLY_LIT: f32 = 0.3;

/// Points of the mesh on skin that is seldom covered: the nose's bridge,
/// between the brows and below the eyes.
const REFERENCE: [usize; 13] = [6, 168, 197, 9, 8, 107, 336, 119, 348, 118, 347, 108, 337];
/// How light the skin above the mouth is: this share of [`REFERENCE`] is darker. A fringe
/// together with the frames of glasses darkens more than half of the points, not a quarter:
/// two such bare mouths were lighter than the median by 0.44 and 0.51, than this by nothing.
/// Masks that nothing but light tells are lighter than this by 0.5 and more.
const BARE: f64 = 0.75;
const AROUND_MOUTH: [usize; 8] = [164, 167, 393, 18, 200, 199, 83, 313];
/// Points on a cheek beside the mouth and the nose, and below the eye on the
/// same side; the cheek on the left of the picture first.
const CHEEKS: [([usize; 6], [usize; 3]); 2] = [
    ([205, 187, 207, 123, 147, 192], [117, 118, 119]),
    ([425, 411, 427, 352, 376, 416], [346, 347, 348]),
];

/// Points on the chin, and on its edge: a mask that is drawn down to it covers both.
const CHIN: [[usize; 6]; 2] = [[199, 175, 171, 396, 208, 428], [152, 148, 377, 176, 400, 175]];
/// How far a chin's colour is another than that of the skin above it at most where it is as
/// light, and where it is darker by the second, a natural logarithm, as beards are. Of good
/// photos the most are 0.12 and 0.43, in between 0.34; of drawn-down masks, scarves and
/// cards before the chin by painters of other hands mostly 0.7 to 1.4. The shade, the next
/// figure and the points are first choices and were not swept.
const CHIN_COLOR: (f32, f32) = (0.32, 0.57);
const BEARD: f32 = 0.6;
/// A chin lighter than the skin above it by this is none: good ones are by at most 0.1.
const LIGHTER_CHIN: f32 = 0.3;

/// Points on the skin above the upper lip.
const UPPER_LIP: [usize; 3] = [164, 167, 393];
/// Points beside the nose and above the brow, the half on the left of the picture first.
const BESIDE_NOSE: [[usize; 4]; 2] = [[36, 50, 101, 69], [266, 280, 330, 299]];

/// The corners of the mouth and the middle of the line between its lips.
const CORNERS: (usize, usize) = (61, 291);
const MIDDLE: usize = 13;

/// Points on the upper and the lower lip, and on the skin around, of the
/// mouth's half on the left of the picture, then of the other.
const HALVES: [([[usize; 4]; 2], [usize; 6]); 2] = [
    ([[72, 38, 73, 41], [85, 86, 180, 179]], [164, 167, 165, 18, 83, 182]),
    ([[302, 268, 303, 271], [315, 316, 404, 403]], [164, 393, 391, 18, 313, 406]),
];

/// A face seen from near looks a little as if covered, up to 1.45; masks and scarves mostly
/// say 2 and more.
const HIDES: f64 = 1.5;

impl Cover {
    /// Whether something hides so much that what lies there is not the face: its
    /// light and the mesh's shape say nothing.
    pub fn hides(&self) -> bool {
        self.hides_mouth() || self.chin.max(self.left_cheek).max(self.right_cheek) > HIDES
    }

    /// The same of the mouth alone.
    pub fn hides_mouth(&self) -> bool {
        self.mouth > HIDES
    }
}

/// Logarithm of light, of red over green and of blue over green.
type Tone = [f32; 3];

/// Measures the lower face.
pub fn of(picture: &Picture, face: &Face) -> Cover {
    let middle = |points: &[usize]| tone_of(picture, face, points);
    let above = tones(picture, face, &REFERENCE);
    let reference = median(&above);
    let lips = HALVES.map(|(lips, around)| {
        let around = middle(&around);
        lips.iter()
            .map(|lip| {
                let [light, red, blue] = middle(lip);
                let color = (red - around[1]).hypot(blue - around[2]);
                color.hypot(0.5 * (light - around[0]))
            })
            .fold(0.0, f32::max)
    });
    let (from, to) = CORNERS;
    let lines = [(from, MIDDLE), (MIDDLE, to)].map(|(from, to)| line(picture, face, from, to, 0.6));
    let whole = lips[0] + lips[1] + 0.5 * line(picture, face, from, to, 0.5).min(0.6);
    let weaker = |halves: [f32; 2], least: f32| {
        halves[0].min(halves[1]) / halves[0].max(halves[1]).max(least)
    };
    let halves = [lips[0] + 0.5 * lines[0], lips[1] + 0.5 * lines[1]];
    let lost = [
        (NOSTRILS, nostrils(picture, face)),
        (STRUCTURE, whole),
        (WEAKER_LIPS, weaker(lips, 0.35)),
        (WEAKER_HALF, weaker(halves, 0.45)),
    ];
    // Without colour lips hardly stand out.
    let grey = reference[1].abs().max(reference[2].abs()) < GREY;
    let mut lost = lost.map(|(least, is)| least / is.max(0.01));
    // In the shade of one half there is less of a mouth to be seen.
    let side = side_light(picture, face, &WHOLE_HALVES);
    if side.abs() > HALF_LIT {
        let [_, _, uneven @ ..] = &mut lost;
        *uneven = [0.0; 2];
    }
    let lost = lost_mouth(lost, grey);
    let evenly = side.abs() < EVENLY_LIT && face.pose.yaw.abs() < FAR_CHEEK;
    let unlike = if evenly { lost * unlike_halves(picture, face) / UNLIKE } else { 0.0 };
    let around = middle(&AROUND_MOUTH);
    let darker = (reference[0] - around[0]) / DARKER_MOUTH;
    let below = (middle(&UPPER_LIP)[0] - around[0]) / BELOW_THE_LIP;
    // A mask that is drawn down or a collar hides the chin alone.
    let [chin, edge] = CHIN.map(|points| chin_sign(middle(&points), reference));
    let above = above.iter().map(|tone| tone[0]).collect();
    let mouth = foreign(around, reference)
        .max(lighter(around[0], above))
        .max(darker.min(below.max(lost)))
        .max(lost)
        .max(unlike);
    // In light from the side a cheek is as light or dark as what is above it, and differs
    // from the other one for as much as the skin beside the nose does.
    let [left, right] = CHEEKS.map(|(cheek, _)| middle(&cheek));
    let lit = BESIDE_NOSE.map(|points| middle(&points)[0]);
    let lit = (lit[0] - lit[1]).clamp(-SIDE_LIGHT, SIDE_LIGHT);
    let lit = if side.abs() > lit.abs() { side } else { lit };
    let [left_above, right_above] = CHEEKS.map(|(_, above)| middle(&above)[0]);
    let mut cover = Cover {
        mouth: f64::from(mouth),
        chin: f64::from(chin.min(edge)),
        left_cheek: cheek_sign([left, right, reference], left_above, lit),
        right_cheek: cheek_sign([right, left, reference], right_above, -lit),
    };
    let yaw = face.pose.yaw;
    if yaw < -FAR_CHEEK {
        cover.left_cheek = 0.0;
    } else if yaw > FAR_CHEEK {
        cover.right_cheek = 0.0;
    }
    cover
}

/// How much speaks for a cheek being hidden: its tone, the other one's and the reference's,
/// the light of what is above it, and how much more light from the side falls on it.
#[inline(never)]
fn cheek_sign([cheek, other, reference]: [Tone; 3], above: f32, lit: f32) -> f64 {
    let lighter = cheek[0] - reference[0].max(above) - lit.max(0.0);
    let shade = lit.min(0.0);
    let darker = (reference[0].min(above) - cheek[0] + shade) / DARKER_CHEEK;
    let black = (reference[0] - cheek[0] + shade) / BLACK_CHEEK;
    let apart = (lighter / LIGHTER_CHEEK).min((cheek[0] - other[0]) / CHEEKS_APART);
    let light = (lighter / LIGHTER).max(darker).max(black).max(apart);
    f64::from(foreign(cheek, reference).max(light))
}

/// How much speaks for the chin being hidden: its colour, held against what a beard as dark
/// may have, and whether it is lighter than the reference.
fn chin_sign(chin: Tone, reference: Tone) -> f32 {
    let lighter = chin[0] - reference[0];
    let (bare, bearded) = CHIN_COLOR;
    let beard = (-lighter / BEARD).clamp(0.0, 1.0);
    let color = foreign(chin, reference) * COLOR / (bare + beard * (bearded - bare));
    color.max(lighter / LIGHTER_CHIN)
}

/// How much a tone's colour is another than that of skin of the reference's would be in
/// its light, as a share of what is too much.
#[inline(never)]
fn foreign([light, red, blue]: Tone, reference: Tone) -> f32 {
    let lighter = light - reference[0];
    let (red, blue) = (red - reference[1], blue - reference[2]);
    let depth = reference[1].hypot(reference[2]).max(1e-3);
    let (u, v) = (reference[1] / depth, reference[2] / depth);
    // Along the line from grey to the skin's colour, and across it.
    let (along, across) = (red * u + blue * v, blue * u - red * v);
    let along = if along > 0.0 {
        (along - (-DEEPER * lighter).clamp(0.0, DEEPEST)).max(0.0)
    } else {
        (along + PALER * lighter.max(0.0)).min(0.0)
    };
    along.hypot(across) / COLOR
}

/// How much speaks for the nostrils and the mouth being hidden: what is asked for as a share
/// of what is there, of the nostrils, the lips and their line, the fainter half of the lips,
/// and of both.
fn lost_mouth([nostrils, structure, lips, halves]: [f32; 4], grey: bool) -> f32 {
    if grey {
        return nostrils;
    }
    let together = (structure * (lips + halves) / 2.0).sqrt() / TOGETHER;
    nostrils.max(structure).max(lips).max(halves).max(together)
}

/// How much speaks for a mouth being lighter than the skin above it.
fn lighter(mouth: f32, mut above: Vec<f32>) -> f32 {
    ascending(&mut above);
    (mouth - quantile(&above, BARE)) / LIGHTER
}

/// How unlike its mirror image the mouth is, from the nose to the chin: see [`mirror`].
fn unlike_halves(picture: &Picture, face: &Face) -> f32 {
    const COLUMNS: usize = 44;
    const ROWS: usize = 24;
    let [left, right, top, bottom] =
        [CORNERS.0, CORNERS.1, 164, 18].map(|index| face.mesh.point(index));
    let middle = face.mesh.mean(&[CORNERS.0, CORNERS.1, 164, 18]);
    let width = 1.25 * (right.0 - left.0).hypot(right.1 - left.1);
    let height = 1.15 * (top.0 - bottom.0).hypot(top.1 - bottom.1);
    let angle = (right.1 - left.1).atan2(right.0 - left.0);
    let place = Affine::rectangle(middle, width, height, angle);
    mirror::unlikeness(&lumas(picture, &place, (COLUMNS, ROWS)), COLUMNS)
}

/// How much darker, as a natural logarithm, the line between the lips is than
/// what surrounds it, over a share of the way from a point of it to another.
fn line(picture: &Picture, face: &Face, from: usize, to: usize, share: f32) -> f32 {
    const COLUMNS: usize = 8;
    const ROWS: usize = 32;
    let point = |index| face.mesh.point(index);
    let (left, right, top, bottom) = (point(from), point(to), point(164), point(18));
    let (x, y) = ((left.0 + right.0) / 2.0, (left.1 + right.1) / 2.0);
    let angle = (right.1 - left.1).atan2(right.0 - left.0);
    let width = (right.0 - left.0).hypot(right.1 - left.1) * share;
    let height = (top.0 - bottom.0).hypot(top.1 - bottom.1);
    let place = Affine::rectangle((x, y), width, height, angle);
    let values = lumas(picture, &place, (COLUMNS, ROWS));
    let mut rows: Vec<f32> =
        values.chunks_exact(COLUMNS).map(|row| row.iter().sum::<f32>() / COLUMNS as f32).collect();
    let darkest = rows.iter().skip(ROWS / 4).take(ROWS / 2).copied().fold(f32::MAX, f32::min);
    ascending(&mut rows);
    quantile(&rows, 0.5) - darkest
}

/// How much darker, as a natural logarithm, the nostrils are than the skin
/// about them.
fn nostrils(picture: &Picture, face: &Face) -> f32 {
    let point = |index| face.mesh.point(index);
    let (left, right) = (point(98), point(327));
    let angle = (right.1 - left.1).atan2(right.0 - left.0);
    let width = (right.0 - left.0).hypot(right.1 - left.1);
    let place = Affine::rectangle(point(2), width * 1.1, width * 0.7, angle);
    let mut values = lumas(picture, &place, (20, 12));
    ascending(&mut values);
    quantile(&values, 0.6) - quantile(&values, 0.03)
}

/// Corners of an eye and points on the skin below it, the eye on the left of
/// the picture first.
const EYES: [([usize; 2], [usize; 5]); 2] =
    [([33, 133], [119, 118, 230, 229, 231]), ([362, 263], [348, 347, 450, 449, 451])];

/// What the weaker eye's share of contrast and what the difference in light
/// in and below the eyes, a natural logarithm, are held against. Figures of 120 good
/// photos: 0.83 and more, and up to 0.44; a lamp at one side adds 1.2.
const WEAKER_EYE: f32 = 0.5;
const DARKER: f32 = 1.7;

/// Points at the mouth's corners, above it and on the chin, the half on the left of the
/// picture first: of eyes behind hair no more than 0.4 darker than the other half on all
/// three, of faces lit hard from the side 0.6 to 2.9.
const HALVES_BELOW: [[usize; 2]; 3] = [[40, 270], [92, 322], [32, 262]];
/// The same and above the brows: a phone before a cheek reaches to the chin, not there.
const WHOLE_HALVES: [[usize; 2]; 5] = [[40, 270], [92, 322], [32, 262], [69, 299], [107, 336]];

/// How much speaks for each eye being hidden, the one on the left of the
/// picture first: 0 for nothing to 1 and more for plain signs.
///
/// Eye is held against eye, so that narrow and pale eyes, glasses and shadow
/// do not count: a hand or a patch leaves no dark iris beside a white, and hair
/// darkens the skin below. A shut eye has neither iris nor white, but shows the line
/// of its lashes.
pub fn of_eyes(picture: &Picture, face: &Face) -> [f64; 2] {
    let lashes = lash_lines(picture, face);
    let mut lashes = lashes.iter();
    let eyes = EYES.map(|(corners, below)| {
        let [a, b] = corners.map(|corner| face.mesh.point(corner));
        let width = (a.0 - b.0).hypot(a.1 - b.1);
        let angle = (b.1 - a.1).atan2(b.0 - a.0);
        let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let place = Affine::rectangle(middle, width, width * 0.5, angle);
        let mut values = lumas(picture, &place, (30, 15));
        ascending(&mut values);
        let contrast = quantile(&values, 0.95) - quantile(&values, 0.05);
        let [light, ..] = tone_of(picture, face, &below);
        let lashes = lashes.next().copied().unwrap_or_default();
        [contrast.max(0.01), light, quantile(&values, 0.5), lashes]
    });
    let [left, right] = eyes;
    let lit = side_light(picture, face, &HALVES_BELOW);
    let hidden = |own: [f32; 4], other: [f32; 4], side: f32| {
        let darker = (other[1] - own[1]).max(other[2] - own[2]) - side;
        let weaker = WEAKER_EYE * other[0] / own[0] * (1.0 - own[3].min(MOST_LASHES));
        f64::from(weaker.max(darker / DARKER))
    };
    [hidden(left, right, (-lit).max(0.0)), hidden(right, left, lit.max(0.0))]
}

/// By how much more, as a natural logarithm, light from the side falls on the half of the
/// face on the left of the picture, at least at all of these pairs of points; negative where
/// it falls on the other one.
#[inline(never)]
fn side_light(picture: &Picture, face: &Face, pairs: &[[usize; 2]]) -> f32 {
    let (mut left, mut right) = (f32::MAX, f32::MAX);
    for [one, other] in pairs {
        let more = tone(picture, face, *one)[0] - tone(picture, face, *other)[0];
        (left, right) = (left.min(more), right.min(-more));
    }
    left.max(0.0) - right.max(0.0)
}

/// Points where both eyes are covered along with what lies between and above them: the
/// nose's root, between the brows, the lids from the one corner to the other.
const OVER_EYES: [&[usize]; 6] = [
    &[168, 6, 122, 351],
    &[9, 8, 107, 336],
    &[27, 159, 28],
    &[30, 247, 161],
    &[257, 386, 258],
    &[260, 467, 388],
];

/// Points of the face below the eyes.
const BELOW_EYES: [usize; 9] = [4, 5, 195, 36, 266, 205, 425, 50, 280];

/// How much darker or, white hair, lighter, and of how much another colour, as natural
/// logarithms, than the face below all of that is at least where hair hides it. Figure
/// from good photos: signs up to 0.64, heavy frames 1.01 with open eyes; hair painted over
/// both eyes 0.85 and more.
const OTHER_LIGHT: f32 = 0.75;
const HAIR_COLOR: f32 = 0.3;
/// What a sign is worth that all of them but one show. Figure from eyes with the lids
/// drawn down below joined brows: 1.2, with the nose's root bare.
const BUT_ONE: f32 = 0.75;
/// Less is no sign, and the eyes need not be looked at: far enough below the limit of 1.
const ANY_SIGN: f64 = 0.5;
/// From this openness on an eye is seen, and with irises that stand out as clearly and look
/// as nearly into the lens; through a gap in the hair one may be. Strands with gaps look
/// like open eyes on 6 of 66, but like ones turned away by 18 degrees and more, or unclear.
const OPEN: f64 = 0.9;
const CLEAR: f64 = 0.3;
const LOOKS: f64 = 15.0;

/// How much speaks for something that hides both eyes at once, as hair does that falls
/// to the cheeks: 0 for nothing to 1 and more for plain signs.
///
/// Eye cannot be held against eye there. But nobody has dark eyes, a dark nose's root
/// and a dark place between the brows but who hides them: a fringe ends above, dark
/// lenses end below the brows. Where both eyes are seen to be open, it is the face below
/// that is another, as below a mask.
pub fn of_both_eyes(picture: &Picture, face: &Face) -> f64 {
    let face_below = tone_of(picture, face, &BELOW_EYES);
    let mut signs = OVER_EYES.map(|points| {
        let [light, red, blue] = tone_of(picture, face, points);
        let color = (red - face_below[1]).hypot(blue - face_below[2]);
        ((face_below[0] - light).abs() / OTHER_LIGHT).max(color / HAIR_COLOR)
    });
    ascending(&mut signs);
    // Through a gap in the hair one of them may be seen.
    let [least, next, ..] = signs;
    let sign = f64::from(least.max(BUT_ONE * next));
    if sign < ANY_SIGN {
        return sign;
    }
    let open = eyes::openness(picture, face);
    if open.left.min(open.right) < OPEN {
        return sign;
    }
    // Strands with skin between them are dark beside light as open eyes are, but where eyes
    // would not be. What leaves the nose's root bare is light on lenses.
    let gaze = gaze::gaze(picture, face);
    if gaze.clear > CLEAR && gaze.away < LOOKS { 0.0 } else { least.into() }
}

/// Points between and above the brows, and on the cheekbone below each eye.
const ABOVE_EYES: [usize; 5] = [9, 107, 336, 108, 337];
const CHEEKBONES: [[usize; 2]; 2] = [[119, 118], [348, 347]];

/// How much darker, as a natural logarithm, the skin below both eyes is than that above:
/// behind the lenses of large dark glasses it is 1.9 and more, without at most 0.7, masks,
/// hands and phones included. What is held against skin there is then held against glass.
pub fn below_dark_lenses(picture: &Picture, face: &Face) -> f64 {
    let light = |points: &[usize]| tone_of(picture, face, points)[0];
    let [left, right] = CHEEKBONES.map(|points| light(&points));
    f64::from(light(&ABOVE_EYES) - left.max(right))
}

/// Samples along and across an eye.
const LASHES: (usize, usize) = (30, 36);

/// More of a line says nothing more.
const MOST_LASHES: f32 = 0.6;

/// How much darker, as a natural logarithm, a line from corner to corner of each eye
/// is than what lies above and below it, in that third of it where it is least: the
/// line in which the lids of a shut eye meet, straight or sagging. The eye on the
/// left of the picture first.
///
/// Figures of lids drawn down: 0.2 and more of 19 in 20; of fingers, locks and
/// patches over an eye up to 0.34, mostly 0; of eyes behind a veiled lens up to 0.21.
pub fn lash_lines(picture: &Picture, face: &Face) -> [f32; 2] {
    EYES.map(|(corners, _)| {
        let [a, b] = corners.map(|corner| face.mesh.point(corner));
        let width = (a.0 - b.0).hypot(a.1 - b.1) * 0.9;
        let angle = (b.1 - a.1).atan2(b.0 - a.0);
        let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let place = Affine::rectangle(middle, width, width / 0.9 * 0.7, angle);
        lash_line(&lumas(picture, &place, LASHES))
    })
}

fn lash_line(lights: &[f32]) -> f32 {
    const THIRD: usize = LASHES.0 / 3;
    let mut most = 0.0_f32;
    for sag in [0.0, 0.08, 0.16, 0.24] {
        for slope in [-0.06, 0.0, 0.06] {
            // Rows of the thirds' means along the line.
            let rows = [0, 1, 2].map(|third| {
                let mut rows = [0.0_f32; LASHES.1];
                for column in third * THIRD..(third + 1) * THIRD {
                    let u = (column as f32 + 0.5) / LASHES.0 as f32 * 2.0 - 1.0;
                    let off = (sag * (0.5 - u * u) + slope * u) * LASHES.1 as f32;
                    for (row, sum) in rows.iter_mut().enumerate() {
                        let from = (row as f32 + off).clamp(0.0, (LASHES.1 - 1) as f32);
                        let at = (from + 0.5) as usize * LASHES.0 + column;
                        *sum += lights.get(at).copied().unwrap_or_default() / THIRD as f32;
                    }
                }
                rows
            });
            for middle in 8..LASHES.1 - 8 {
                let least = rows.iter().map(|rows| {
                    let mean = |from: usize, count: usize| {
                        let rows = rows.iter().skip(from).take(count);
                        rows.sum::<f32>() / count as f32
                    };
                    mean(middle - 6, 4).min(mean(middle + 3, 4)) - mean(middle - 1, 3)
                });
                most = most.max(least.fold(f32::MAX, f32::min));
            }
        }
    }
    most
}

/// The median tone about points of the mesh.
#[inline(never)]
fn tone_of(picture: &Picture, face: &Face, points: &[usize]) -> Tone {
    median(&tones(picture, face, points))
}

/// The tones about points of the mesh.
fn tones(picture: &Picture, face: &Face, points: &[usize]) -> Vec<Tone> {
    points.iter().map(|&point| tone(picture, face, point)).collect()
}

/// The median of each part of tones.
fn median(tones: &[Tone]) -> Tone {
    [0, 1, 2].map(|channel| {
        let mut values: Vec<f32> =
            tones.iter().map(|tone| tone.get(channel).copied().unwrap_or_default()).collect();
        ascending(&mut values);
        quantile(&values, 0.5)
    })
}

/// Natural logarithms of the light at places.
fn lumas(picture: &Picture, place: &Affine, size: (usize, usize)) -> Vec<f32> {
    let light = |color: [f32; 3]| {
        let [r, g, b] = color.map(linear);
        (luma(r, g, b) + 0.002).ln()
    };
    super::colors(picture, place, size).into_iter().map(light).collect()
}

/// The tone about a point of the mesh.
#[inline(never)]
fn tone(picture: &Picture, face: &Face, index: usize) -> Tone {
    const N: usize = 4;
    let side = (face.inter_eye_distance() * 0.1).max(1.0) as f32;
    let place = Affine::rectangle(face.mesh.point(index), side, side, 0.0);
    let samples = picture.sample(&place, (N, N), Border::Nearest, (1.0, 0.0));
    let mut planes = samples.chunks_exact(N * N).map(|plane| {
        plane.iter().map(|level| linear(*level)).sum::<f32>() / (N * N) as f32 + 0.004
    });
    let mut next = || planes.next().unwrap_or(1.0);
    let (r, g, b) = (next(), next(), next());
    [luma(r, g, b).ln(), (r / g).ln(), (b / g).ln()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faint_lips_and_uneven_halves_count_together() {
        assert!(lost_mouth([0.4, 0.6, 0.6, 0.6], false) < 1.0);
        assert!(lost_mouth([0.4, 0.9, 0.8, 0.8], false) > 1.0);
        // One alone does not: a beard makes lips faint, side light one half of them.
        assert!(lost_mouth([0.4, 0.95, 0.5, 0.5], false) < 1.0);
        assert!(lost_mouth([0.4, 0.5, 0.95, 0.95], false) < 1.0);
    }

    #[test]
    fn a_fringe_and_frames_together_make_no_mouth_light() {
        let bare = [-0.9; 5];
        let [frames, hair] = [[-1.6; 4], [-3.2; 4]];
        let above = [bare.as_slice(), &frames, &hair].concat();
        assert!(lighter(-1.0, above.clone()) < 0.0);
        // A white mask is lighter than all of it.
        assert!(lighter(-0.3, above) > 1.0);
    }

    #[test]
    fn skin_in_shade_and_light_is_no_foreign_colour() {
        let skin: Tone = [-1.0, 0.6, -0.4];
        assert_eq!(foreign(skin, skin), 0.0);
        // Deeper in the shade, paler where it is lit.
        assert!(foreign([-2.0, 1.2, -0.8], skin) < 0.1, "shade");
        assert!(foreign([-0.4, 0.3, -0.2], skin) < 0.3, "lit");
        // The same colours in the skin's own light are not skin.
        assert!(foreign([-1.0, 1.2, -0.8], skin) > 1.0);
        // Blue, in any light, and black cloth.
        assert!(foreign([-2.0, -0.2, 0.4], skin) > 1.0);
        assert!(foreign([-3.0, 0.0, 0.0], skin) > 1.0);
    }

    #[test]
    fn a_beard_hides_no_chin_but_cloth_does() {
        let skin: Tone = [-1.0, 0.6, -0.4];
        let sign = |chin: Tone| chin_sign(chin, skin);
        assert!(sign([-1.1, 0.55, -0.35]) < 0.5, "a bare chin");
        assert!(sign([-2.6, 0.35, -0.2]) < 0.9, "a beard");
        assert!(sign([-1.1, 0.2, -0.1]) > 1.0, "pale cloth, as light as skin");
        assert!(sign([-0.6, 0.5, -0.3]) > 1.0, "what is lighter");
        assert!(sign([-2.2, -0.1, 0.3]) > 1.0, "dark blue cloth");
    }

    #[test]
    fn of_a_grey_photo_the_nostrils_alone_say_something() {
        assert_eq!(lost_mouth([0.4, 2.0, 2.0, 2.0], true), 0.4);
        assert_eq!(lost_mouth([1.2, 0.1, 0.1, 0.1], true), 1.2);
    }
}
