//! Light, colour, focus.

use image::RgbImage;
use mynacheck::photo::measure::cast::Cast;
use mynacheck::photo::pixels::Picture;

use crate::canvas::{Canvas, color, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/not-too-bright",
        name: "over-exposed",
        degrees: "1.5 stops / 2.5 stops",
        apply: over_exposed,
    },
    Defect {
        rule: "photo/not-too-bright",
        name: "a flash's spots",
        degrees: "just burnt out / wide on forehead, nose, cheeks and chin",
        apply: |subject, degree| Some(flashed(subject, degree)),
    },
    Defect {
        rule: "photo/even-light",
        name: "half in shadow",
        degrees: "half / three tenths of the light on one side",
        apply: half_in_shadow,
    },
    Defect {
        rule: "photo/natural-color",
        name: "warm",
        degrees: "red × 1.35, blue × 0.6 / red × 1.6, blue × 0.35",
        apply: |subject, degree| {
            Some(lit(subject, degree.pick([1.35, 1.0, 0.6], [1.6, 1.0, 0.35])))
        },
    },
    Defect {
        rule: "photo/natural-color",
        name: "cool",
        degrees: "red × 0.65, blue × 1.35 / red × 0.4, green × 0.9, blue × 1.6",
        apply: |subject, degree| {
            Some(lit(subject, degree.pick([0.65, 1.0, 1.35], [0.4, 0.9, 1.6])))
        },
    },
    Defect {
        rule: "photo/natural-color",
        name: "green",
        degrees: "green 1.5 times / 2.3 times red and blue",
        apply: |subject, degree| {
            let [red, green, blue] = degree.pick([0.72, 1.1, 0.72], [0.5, 1.15, 0.5]);
            // Canada's photos are magenta as they are: the lamp would neutralise them.
            let picture = Picture::new(subject.picture.clone());
            let own = Cast::of(&picture, &subject.face).of_the_light();
            let magenta = own.map_or(0.0, |(_, green)| (-green).max(0.0)) as f32;
            Some(lit(subject, [red, green * magenta.exp2(), blue]))
        },
    },
    Defect {
        rule: "photo/no-red-eye",
        name: "red pupils",
        degrees: "three fifths / nine tenths red",
        apply: red_pupils,
    },
    Defect {
        rule: "photo/sharp",
        name: "blurred",
        degrees: "σ 1.5 % / 3 % of the distance between the eyes",
        apply: |subject, degree| {
            Some(subject.canvas().blurred(subject.inter_eye * degree.pick(0.015, 0.03)).into())
        },
    },
    Defect {
        rule: "photo/sharp",
        name: "out of focus",
        degrees: "a disc's radius 3 % / 5 % of the distance between the eyes",
        apply: out_of_focus,
    },
    Defect {
        rule: "photo/no-motion-blur",
        name: "shaken sideways",
        degrees: SHAKE,
        apply: |subject, degree| Some(shaken(subject, degree, 0.0)),
    },
    Defect {
        rule: "photo/no-motion-blur",
        name: "shaken aslant",
        degrees: SHAKE,
        apply: |subject, degree| Some(shaken(subject, degree, 37.0)),
    },
    Defect {
        rule: "photo/no-motion-blur",
        name: "shaken up and down",
        degrees: SHAKE,
        apply: |subject, degree| Some(shaken(subject, degree, 90.0)),
    },
];

const SHAKE: &str = "7 % / 12 % of the distance between the eyes";

fn over_exposed(subject: &Subject, degree: Degree) -> Option<Derived> {
    let by = degree.pick(1.5_f32, 2.5).exp2();
    Some(subject.canvas().map(|_, _, light| gain(light, by)).into())
}

/// Skin that throws a flash back as a mirror does, where it bulges to the lens.
fn flashed(subject: &Subject, degree: Degree) -> Derived {
    // Point of the mesh, half width and half height of the shine in millimetres.
    const BULGES: [(usize, f32, f32); 6] = [
        (151, 13.0, 8.0),
        (4, 5.0, 6.0),
        (197, 3.0, 9.0),
        (50, 8.0, 7.0),
        (280, 8.0, 7.0),
        (199, 7.0, 5.0),
    ];
    let mm = subject.inter_eye / 63.0;
    let light = degree.pick(0.75, 1.5);
    let spots = BULGES.map(|(index, wide, tall)| {
        let (x, y) = subject.at(index);
        let random = |salt: i32| 0.7 + 0.5 * noise(subject.seed as i32, salt, index as u32);
        let size = degree.pick(0.8, 1.0) * mm;
        (x, y, wide * size * random(1), tall * size * random(2), light * random(3))
    });
    // Skin is rough: what it shines with is uneven as its light is.
    let soft = subject.canvas().blurred(2.0 * mm);
    let shine = |x: f32, y: f32, here: [f32; 3]| -> f32 {
        let at = |(sx, sy, wide, tall, light): &(f32, f32, f32, f32, f32)| {
            let (dx, dy) = ((x - sx) / wide, (y - sy) / tall);
            light * (-dx * dx - dy * dy).exp()
        };
        let rough = here[1] / soft.sample(x, y)[1].max(0.01);
        spots.iter().map(at).fold(0.0, f32::max) * rough.clamp(0.3, 2.0)
    };
    subject
        .canvas()
        .map(|x, y, light| {
            let shine = shine(x, y, light);
            light.map(|value| value + shine)
        })
        .into()
}

fn half_in_shadow(subject: &Subject, degree: Degree) -> Option<Derived> {
    let left = degree.pick(0.5, 0.3);
    let (middle, soft) = (subject.at(6).0, 0.25 * subject.inter_eye);
    let side = if subject.seed.is_multiple_of(2) { 1.0 } else { -1.0 };
    let shadow = move |x: f32| smooth(-soft, soft, (x - middle) * side);
    Some(subject.canvas().map(|x, _, light| gain(light, 1.0 - (1.0 - left) * shadow(x))).into())
}

/// Under a lamp of this colour.
fn lit(subject: &Subject, lamp: [f32; 3]) -> Derived {
    let under = |_: f32, _: f32, light: [f32; 3]| {
        let [r, g, b] = light;
        [r * lamp[0], g * lamp[1], b * lamp[2]]
    };
    subject.canvas().map(under).into()
}

fn red_pupils(subject: &Subject, degree: Degree) -> Option<Derived> {
    let share = degree.pick(0.6, 0.9);
    let red = color([205, 38, 42]);
    // Half of an iris, which is a fifth of the distance between the eyes.
    let radius = 0.055 * subject.inter_eye;
    let eyes = [subject.face.left_eye, subject.face.right_eye];
    let eyes = eyes.map(|eye| (eye.x as f32, eye.y as f32));
    let within = move |x: f32, y: f32| {
        eyes.iter()
            .map(|(ex, ey)| (radius + 0.7 - (x - ex).hypot(y - ey)).clamp(0.0, 1.0))
            .fold(0.0, f32::max)
    };
    Some(subject.canvas().map(|x, y, light| mix(light, red, share * within(x, y))).into())
}

fn out_of_focus(subject: &Subject, degree: Degree) -> Option<Derived> {
    let radius = subject.inter_eye * degree.pick(0.03, 0.05);
    let reach = radius.ceil() as i32 + 1;
    let mut spots = Vec::new();
    for y in -reach..=reach {
        for x in -reach..=reach {
            let cover = (radius + 0.5 - (x as f32).hypot(y as f32)).clamp(0.0, 1.0);
            if cover > 0.0 {
                spots.push((x as f32, y as f32, cover));
            }
        }
    }
    Some(spread(subject, &spots))
}

fn shaken(subject: &Subject, degree: Degree, angle: f32) -> Derived {
    let length = subject.inter_eye * degree.pick(0.07, 0.12);
    let (sin, cos) = angle.to_radians().sin_cos();
    let steps = (2.0 * length).ceil() as i32;
    let spots: Vec<_> = (0..=steps)
        .map(|step| {
            let off = (step as f32 / steps.max(1) as f32 - 0.5) * length;
            (off * cos, off * sin, 1.0)
        })
        .collect();
    spread(subject, &spots)
}

/// Each pixel the weighted mean of the light at the spots about it.
fn spread(subject: &Subject, spots: &[(f32, f32, f32)]) -> Derived {
    let canvas: Canvas = subject.canvas();
    let total: f32 = spots.iter().map(|(_, _, weight)| weight).sum();
    let blurred = |x: f32, y: f32, _: [f32; 3]| {
        let mut sum = [0.0; 3];
        for (dx, dy, weight) in spots {
            let light = canvas.sample(x + dx, y + dy);
            sum.iter_mut().zip(light).for_each(|(sum, value)| *sum += value * weight / total);
        }
        sum
    };
    let picture: RgbImage = subject.canvas().map(blurred).into_picture();
    picture.into()
}
