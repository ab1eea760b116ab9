//! What hides a part of the face: masks, scarves, hands, a phone.

use std::f32::consts::TAU;

use crate::canvas::{Canvas, color, depth_in, distance, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/face-uncovered",
        name: "a surgical mask",
        degrees: "below the nose / over the nose",
        apply: surgical_mask,
    },
    Defect {
        rule: "photo/face-uncovered",
        name: "a scarf",
        degrees: "to the lower lip's top / to the nose",
        apply: scarf,
    },
    Defect {
        rule: "photo/face-uncovered",
        name: "a hand over the mouth",
        degrees: "two fingers / four fingers",
        apply: |subject, degree| Some(hand(subject, degree, Part::Mouth)),
    },
    Defect {
        rule: "photo/face-uncovered",
        name: "a phone before the cheek",
        degrees: "to the mouth's corner / to the mouth's middle",
        apply: phone,
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "a hand over an eye",
        degrees: "two fingers / four fingers",
        apply: |subject, degree| Some(hand(subject, degree, Part::Eye)),
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "hair over an eye",
        degrees: "85 % / all of it",
        apply: hair_over_eye,
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "hair over both eyes",
        degrees: "to the lower lids / to the cheeks",
        apply: |subject, degree| {
            let edge = degree.pick(-8.0, -17.0) + 4.0 * (noise(subject.seed as i32, 3, 9) - 0.5);
            super::headwear::hair_down_to(subject, edge, 3.0, degree.pick(0.9, 1.0))
        },
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "a patch over an eye",
        degrees: "white gauze / black",
        apply: patch,
    },
];

/// The face's outline from the picture's left over the chin to its right.
const JAW: [usize; 17] =
    [132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361];

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Mouth,
    Eye,
}

/// Millimetres of the person, 63 between the eyes.
fn life(subject: &Subject) -> f32 {
    subject.inter_eye / 63.0
}

/// The light's fall over the face: how light each place is, softly, against
/// the middle of the face.
fn shading(subject: &Subject, canvas: &Canvas) -> impl Fn(f32, f32) -> f32 + use<> {
    const STEP: usize = 8;
    let (columns, rows) = (canvas.width / STEP, canvas.height / STEP);
    let pixels = (0..columns * rows).map(|index| {
        canvas.sample((index % columns * STEP) as f32, (index / columns * STEP) as f32)
    });
    let small = Canvas { width: columns, height: rows, pixels: pixels.collect() };
    let soft = small.blurred(subject.inter_eye * 0.35 / STEP as f32);
    let at = move |x: f32, y: f32| soft.sample(x / STEP as f32, y / STEP as f32)[1];
    let (x, y) = subject.at(4);
    let middle = at(x, y).max(0.01);
    move |x, y| (at(x, y) / middle).clamp(0.3, 1.4).powf(0.6)
}

/// Lays cloth over the part inside `outline`, with its shadow beside it.
fn clothed(
    subject: &Subject,
    canvas: Canvas,
    outline: &[(f32, f32)],
    cloth: impl Fn(f32, f32) -> [f32; 3],
) -> Canvas {
    let mm = life(subject);
    let shade = shading(subject, &canvas);
    let seed = subject.seed;
    canvas.map(|x, y, light| {
        let depth = depth_in(outline, x, y);
        if depth < -9.0 * mm {
            return light;
        }
        let beside = gain(light, 1.0 - 0.28 * smooth(-6.0 * mm, 0.0, depth));
        let hem = 1.0 - 0.12 * smooth(1.4 * mm, 0.4 * mm, depth);
        let grain = 1.0 + 0.05 * (noise(x as i32, y as i32, seed) - 0.5);
        let cloth = gain(cloth(x, y), shade(x, y) * hem * grain);
        mix(beside, cloth, smooth(-0.8, 0.8, depth))
    })
}

fn surgical_mask(subject: &Subject, degree: Degree) -> Option<Derived> {
    const COLORS: [[u8; 3]; 7] = [
        [236, 238, 240],
        [168, 204, 226],
        [240, 196, 204],
        [42, 42, 46],
        [222, 200, 178],
        [150, 150, 152],
        [196, 160, 132],
    ];
    let mm = life(subject);
    let paint = color(COLORS[subject.seed as usize % COLORS.len()]);
    let top: &[usize] = degree.pick(&[361, 425, 2, 205, 132], &[323, 330, 197, 101, 93]);
    let mut outline = subject.points(&JAW);
    let (middle, _) = subject.at(1);
    for (x, y) in &mut outline {
        *x = middle + (*x - middle) * 1.03;
        *y += 3.0 * mm;
    }
    outline.extend(subject.points(top));
    let (_, nose) = subject.at(4);
    let pleat = (9.0 + (subject.seed % 3) as f32) * mm;
    let plain = subject.seed % 5 == 3;
    let painted = clothed(subject, subject.canvas(), &outline, |x, y| {
        // Pleats hang down at the sides; a plain mask has a seam in the middle.
        let at = (y - nose + (x - middle).powi(2) / (190.0 * mm)) / pleat;
        let dark = if plain {
            0.12 * smooth(1.2 * mm, 0.3 * mm, (x - middle).abs())
        } else {
            0.22 * smooth(0.25, 0.0, at.rem_euclid(1.0))
        };
        gain(paint, 1.0 - dark)
    });
    // Loops to the ears.
    let loops = [(93, 127, 132), (323, 356, 361)].map(|(from, ear, to)| {
        let outward = |index: usize, by: f32| {
            let (x, y) = subject.at(index);
            (x + (x - middle).signum() * by * mm, y)
        };
        [outward(from, 0.0), outward(ear, 3.0), outward(to, 1.0)]
    });
    let painted = painted.over(|x, y| {
        let near = loops
            .iter()
            .flat_map(|points| points.windows(2))
            .map(|ends| distance(ends[0], ends[1], x, y))
            .fold(f32::MAX, f32::min);
        (paint, smooth(1.6 * mm, 0.9 * mm, near))
    });
    Some(painted.into())
}

fn scarf(subject: &Subject, degree: Degree) -> Option<Derived> {
    const COLORS: [[u8; 3]; 6] =
        [[120, 30, 34], [58, 66, 84], [196, 186, 170], [88, 70, 54], [34, 34, 36], [150, 120, 60]];
    let mm = life(subject);
    let paint = color(COLORS[subject.seed as usize % COLORS.len()]);
    let (middle, _) = subject.at(1);
    let (_, bottom) = (subject.picture.width(), subject.picture.height() as f32 + 50.0);
    let side = |index: usize, out: f32| {
        let (x, y) = subject.at(index);
        (x + (x - middle).signum() * out * mm, y)
    };
    let outline = vec![
        side(132, 12.0),
        side(58, 4.0),
        subject.at(degree.pick(57, 205)),
        subject.at(degree.pick(13, 1)),
        subject.at(degree.pick(287, 425)),
        side(288, 4.0),
        side(361, 12.0),
        side(288, 45.0),
        (middle + 95.0 * mm, bottom),
        (middle - 95.0 * mm, bottom),
        side(58, 45.0),
    ];
    let seed = subject.seed;
    let painted = clothed(subject, subject.canvas(), &outline, |x, y| {
        let (u, v) = ((x - middle) / mm, y / mm);
        let rib = 0.10 * (v * 1.7 + 0.02 * u * u / 3.0 + 0.6 * (u / 3.0).sin()).sin();
        let fold = 0.16 * (v / 17.0 + u.abs() / 60.0 + (seed % 7) as f32).sin();
        gain(paint, 1.0 + rib + fold)
    });
    Some(painted.into())
}

/// Fingers, of the person's own skin, across a part of the face.
fn hand(subject: &Subject, degree: Degree, part: Part) -> Derived {
    let mm = life(subject);
    let canvas = subject.canvas();
    let mean = |indices: &[usize]| {
        let points = subject.points(indices);
        let sum = points.iter().fold([0.0; 3], |sum, &(x, y)| {
            let light = canvas.sample(x, y);
            std::array::from_fn(|i| sum[i] + light[i])
        });
        gain(sum, 1.0 / points.len() as f32)
    };
    let skin = mean(&[50, 280, 101, 330, 205, 425, 118, 347]);
    // Hands are a little darker or redder than faces.
    let warm = 0.96 + 0.08 * noise(1, 2, subject.seed);
    let skin = [skin[0] * 0.97 * warm, skin[1] * 0.93, skin[2] * 0.92 / warm];
    let right = match part {
        Part::Mouth => subject.seed.is_multiple_of(2),
        Part::Eye => (subject.seed / 2).is_multiple_of(2),
    };
    let sign = if right { 1.0 } else { -1.0 };
    let (middle, count) = match part {
        Part::Mouth => (subject.at(13), degree.pick(2, 4)),
        Part::Eye => {
            let eye = if right { &subject.face.right_eye } else { &subject.face.left_eye };
            ((eye.x as f32, eye.y as f32), degree.pick(2, 4))
        }
    };
    let angle = sign * (0.15 + 0.35 * noise(3, 4, subject.seed));
    let (sin, cos) = angle.sin_cos();
    let tip = match part {
        Part::Mouth => 32.0,
        Part::Eye => 20.0,
    };
    let seed = subject.seed;
    let painted = canvas.map(|x, y, light| {
        // Along the fingers outwards and across them downwards, in millimetres.
        let (dx, dy) = ((x - middle.0) / mm * sign, (y - middle.1) / mm);
        let (along, across) = (dx * cos + dy * sin * sign, dy * cos - dx * sin * sign);
        let mut light = light;
        for finger in 0..count {
            let width = 9.0;
            let center = (finger as f32 - (count - 1) as f32 / 2.0) * 16.5;
            let length = tip - [3.0, 0.0, 2.0, 9.0][finger % 4];
            let off = if along < -length {
                (along + length).hypot(across - center)
            } else {
                (across - center).abs()
            };
            if along > 95.0 || off > width + 6.0 {
                continue;
            }
            let shadow = 1.0 - 0.35 * smooth(width + 5.0, width, off);
            let round = 1.0 - 0.45 * (off / width).clamp(0.0, 1.0).powi(4);
            let crease = 0.12 * smooth(1.2, 0.2, ((along + length) - 24.0).abs())
                + 0.10 * smooth(1.2, 0.2, ((along + length) - 46.0).abs());
            let nail = smooth(5.4, 4.6, ((along + length - 8.0) / 1.2).hypot(across - center));
            let grain = 1.0 + 0.06 * (noise(x as i32 / 2, y as i32 / 2, seed) - 0.5);
            let flesh = gain(skin, round * (1.0 - crease) * grain);
            let pink = [flesh[0] * 1.08, flesh[1] * 0.98, flesh[2] * 1.02];
            let flesh = mix(flesh, pink, nail);
            light = mix(gain(light, shadow), flesh, smooth(width + 0.3, width - 0.5, off));
        }
        light
    });
    painted.into()
}

fn phone(subject: &Subject, degree: Degree) -> Option<Derived> {
    const COLORS: [[u8; 3]; 4] = [[28, 28, 30], [225, 226, 228], [70, 92, 124], [200, 170, 160]];
    let mm = life(subject);
    let paint = color(COLORS[subject.seed as usize % COLORS.len()]);
    let right = subject.seed.is_multiple_of(2);
    let sign = if right { 1.0 } else { -1.0 };
    let edge = match degree {
        Degree::Moderate => subject.at(if right { 291 } else { 61 }),
        Degree::Strong => subject.at(13),
    };
    let (sin, cos) = (sign * 0.12_f32).sin_cos();
    let corner = |u: f32, v: f32| {
        let (u, v) = (u * sign * mm, v * mm);
        (edge.0 + u * cos - v * sin, edge.1 + u * sin + v * cos)
    };
    let outline =
        [corner(0.0, -48.0), corner(74.0, -48.0), corner(74.0, 100.0), corner(0.0, 100.0)];
    let lens = [corner(15.0, -36.0), corner(15.0, -18.0)];
    let painted = clothed(subject, subject.canvas(), &outline, |x, y| {
        let near = lens.iter().map(|(a, b)| (x - a).hypot(y - b)).fold(f32::MAX, f32::min);
        mix(gain(paint, 0.2), paint, smooth(6.0 * mm, 6.6 * mm, near))
    });
    Some(painted.into())
}

/// The middle of one eye, by the seed.
fn one_eye(subject: &Subject) -> ((f32, f32), f32) {
    let right = (subject.seed / 2).is_multiple_of(2);
    let eye = if right { &subject.face.right_eye } else { &subject.face.left_eye };
    ((eye.x as f32, eye.y as f32), if right { 1.0 } else { -1.0 })
}

/// A lock that falls from the parting over an eye.
fn hair_over_eye(subject: &Subject, degree: Degree) -> Option<Derived> {
    const COLORS: [[u8; 3]; 5] =
        [[26, 22, 20], [58, 40, 28], [120, 88, 56], [176, 146, 100], [110, 60, 36]];
    let mm = life(subject);
    let ((ex, ey), sign) = one_eye(subject);
    let paint = color(COLORS[subject.seed as usize % COLORS.len()]);
    let (_, top) = subject.at(10);
    let thin = degree.pick(0.85, 1.0);
    let seed = subject.seed;
    let painted = subject.canvas().map(|x, y, light| {
        let (dx, dy) = ((x - ex) * sign / mm, (y - ey) / mm);
        let above = (top - ey) / mm - 14.0;
        if dy < above || dy > 52.0 {
            return light;
        }
        // Falls outwards in a curve.
        let down = (dy - above) / (52.0 - above);
        let middle = -14.0 + 34.0 * down - 10.0 * down * down;
        let half = 21.0 - 6.0 * down;
        let off = dx - middle + 1.5 * (dy / 9.0).sin();
        let strand = (off * 2.2) as i32;
        let fine = (off * 6.5) as i32;
        let tone = 0.65 + 0.5 * noise(strand, 1, seed) + 0.3 * noise(fine, 2, seed);
        let sheen = 1.0 + 0.6 * (-((dy + 22.0) / 9.0).powi(2)).exp();
        let edge = half - 4.0 * noise(fine, 3, seed);
        let inside = smooth(edge + 0.4, edge - 0.4, off.abs());
        let gap = if noise(strand, 4, seed) > thin { 0.75 } else { 0.0 };
        let end = smooth(52.0, 44.0 - 12.0 * noise(fine, 5, seed), dy);
        mix(light, gain(paint, tone * sheen), inside * (1.0 - gap) * end)
    });
    Some(painted.into())
}

fn patch(subject: &Subject, degree: Degree) -> Option<Derived> {
    let mm = life(subject);
    let ((ex, ey), sign) = one_eye(subject);
    let paint = color(degree.pick([238, 238, 234], [24, 24, 26]));
    let outline: Vec<_> = (0..28)
        .map(|step| {
            let (sin, cos) = (step as f32 / 28.0 * TAU).sin_cos();
            (ex + 25.0 * mm * cos, ey + 21.0 * mm * sin)
        })
        .collect();
    let painted = clothed(subject, subject.canvas(), &outline, |x, y| {
        gain(paint, 1.0 + 0.06 * ((x + y) / mm * 2.5).sin() * ((x - y) / mm * 2.5).sin())
    });
    // Its strings.
    let ends = [(ex - 60.0 * mm * sign, ey - 40.0 * mm), (ex + 45.0 * mm * sign, ey + 10.0 * mm)];
    let painted = painted.over(|x, y| {
        let near = ends.iter().map(|&end| distance((ex, ey), end, x, y)).fold(f32::MAX, f32::min);
        let person = subject.person_at(x, y);
        let beyond = smooth(15.0 * mm, 18.0 * mm, (x - ex).hypot(y - ey));
        (paint, smooth(1.4 * mm, 0.8 * mm, near) * person * beyond)
    });
    Some(painted.into())
}
