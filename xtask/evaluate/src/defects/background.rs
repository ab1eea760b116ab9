//! The wall: painted behind the person, so that hair and face stay as they are.

use mynacheck::photo::face::Face;

use crate::canvas::{Canvas, color, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/plain-background",
        name: "stripes",
        degrees: "3 mm wide, every second with 70 % / 35 % of the light",
        apply: |subject, degree| {
            let dark = degree.pick(0.70, 0.35);
            Some(wall(subject, |x, _| if (x / 3.0) as i32 % 2 == 0 { 1.0 } else { dark }))
        },
    },
    Defect {
        rule: "photo/plain-background",
        name: "dotted wallpaper",
        degrees: "dots of 1.6 mm every 4 mm with 60 % / 30 % of the light",
        apply: |subject, degree| {
            let dark = degree.pick(0.60, 0.30);
            Some(wall(subject, |x, y| {
                let shift = if (y / 4.0) as i32 % 2 == 0 { 0.0 } else { 2.0 };
                let (x, y) = ((x + shift) % 4.0 - 2.0, y % 4.0 - 2.0);
                mix_one(dark, 1.0, smooth(0.7, 0.9, x.hypot(y)))
            }))
        },
    },
    Defect {
        rule: "photo/plain-background",
        name: "a shelf",
        degrees: "a bare board / a board with books",
        apply: shelf,
    },
    Defect {
        rule: "photo/plain-background",
        name: "a door frame",
        degrees: "a post 2.5 mm wide with 60 % / 25 % of the light",
        apply: |subject, degree| {
            let dark = degree.pick(0.60, 0.25);
            let left = if subject.seed % 4 < 2 { 2.0 } else { 30.5 };
            Some(wall(subject, |x, _| if (left..left + 2.5).contains(&x) { dark } else { 1.0 }))
        },
    },
    Defect {
        rule: "photo/no-background-shadow",
        name: "the head's soft shadow",
        degrees: "blurred by 1.2 mm, 65 % / 40 % of the light left",
        apply: |subject, degree| Some(shadow(subject, 1.2, degree.pick(0.65, 0.40))),
    },
    Defect {
        rule: "photo/no-background-shadow",
        name: "the head's hard shadow",
        degrees: "blurred by 0.4 mm, 65 % / 40 % of the light left",
        apply: |subject, degree| Some(shadow(subject, 0.4, degree.pick(0.65, 0.40))),
    },
    Defect {
        rule: "photo/background-contrast",
        name: "a wall of the hair's colour",
        degrees: "92 % / all of the way in sRGB levels",
        apply: |subject, degree| {
            let hair = middle_color(subject, |face, x, y| {
                let forehead = face.mesh.point(10);
                let half = face.bounds.width as f32 * 0.25;
                (x - forehead.0).abs() < half
                    && y < forehead.1 - 0.12 * face.bounds.height as f32
                    && y > face.crown.hair_top.y as f32
            })?;
            Some(painted_wall(subject, hair, degree))
        },
    },
    Defect {
        rule: "photo/background-contrast",
        name: "a wall of the clothes' colour",
        degrees: "92 % / all of the way in sRGB levels",
        apply: |subject, degree| {
            // The shoulders, beside the neck.
            let clothes = middle_color(subject, |face, x, y| {
                let middle = face.mesh.point(152).0;
                y > face.chin.y as f32 + 0.1 * face.bounds.height as f32
                    && (x - middle).abs() > 0.55 * face.bounds.width as f32
            })?;
            Some(painted_wall(subject, clothes, degree))
        },
    },
];

/// How much of a pixel is the wall.
fn wall_at(subject: &Subject, x: f32, y: f32) -> f32 {
    smooth(0.6, 0.2, subject.person_at(x, y))
}

/// The wall's light times a pattern, whose places are millimetres.
fn wall(subject: &Subject, pattern: impl Fn(f32, f32) -> f32) -> Derived {
    let mm = subject.px_per_mm;
    let painted = subject.canvas().map(|x, y, light| {
        let by = pattern(x / mm, y / mm);
        mix(light, gain(light, by), wall_at(subject, x, y))
    });
    painted.into()
}

/// A board across the wall; on it, when strong, the backs of books.
fn shelf(subject: &Subject, degree: Degree) -> Option<Derived> {
    let mm = subject.px_per_mm;
    let board = color([118, 88, 60]);
    let painted = subject.canvas().over(|x, y| {
        let (across, down) = (x / mm, y / mm);
        let cover = wall_at(subject, x, y);
        if (12.0..13.2).contains(&down) {
            return (board, cover);
        }
        let book = (across / 1.7) as i32;
        let tall = 5.0 + 4.0 * noise(book, 1, subject.seed);
        let on_it = degree == Degree::Strong && (12.0 - tall..12.0).contains(&down);
        let back = [2, 3, 4].map(|part| 30.0 + 160.0 * noise(book, part, subject.seed));
        (color(back.map(|level| level as u8)), if on_it { cover } else { 0.0 })
    });
    Some(painted.into())
}

/// The person's shadow on the wall, beside the head.
fn shadow(subject: &Subject, blur_mm: f32, left_over: f32) -> Derived {
    // A blur needs no more than every fourth pixel.
    const STEP: f32 = 4.0;
    let mm = subject.px_per_mm;
    let aside = if subject.seed % 4 < 2 { 2.6 } else { -2.6 } * mm;
    let (width, height) = (subject.picture.width(), subject.picture.height());
    let (columns, rows) =
        ((width as f32 / STEP).ceil() as usize, (height as f32 / STEP).ceil() as usize);
    let person = (0..columns * rows).map(|index| {
        let (x, y) = ((index % columns) as f32 + 0.5, (index / columns) as f32 + 0.5);
        [smooth(0.3, 0.7, subject.person_at(x * STEP - aside, y * STEP - 0.8 * mm)); 3]
    });
    let shade = Canvas { width: columns, height: rows, pixels: person.collect() };
    let shade = shade.blurred(blur_mm * mm / STEP);
    let painted = subject.canvas().map(|x, y, light| {
        let [dark, ..] = shade.sample(x / STEP, y / STEP);
        let dark = gain(light, mix_one(1.0, left_over, dark));
        mix(light, dark, wall_at(subject, x, y))
    });
    painted.into()
}

/// The wall in another colour, its grain and gradient kept.
fn painted_wall(subject: &Subject, target: [f32; 3], degree: Degree) -> Derived {
    let before = middle_of(subject, |x, y| subject.person_at(x, y) < 0.05);
    let Some(before) = before else { return subject.picture.clone().into() };
    // Mixed by the square root, close to how levels mix.
    let share = degree.pick(0.92, 1.0);
    let wanted: [f32; 3] = std::array::from_fn(|i| {
        mix_one(before[i].sqrt(), target[i].sqrt(), share).powi(2) / before[i].max(1e-4)
    });
    let painted = subject.canvas().map(|x, y, light| {
        let other = std::array::from_fn(|i| light[i] * wanted[i]);
        // The mask ends short of the hair's own edge; what still has the wall's
        // light there is wall, or the old one would shine around the head.
        let off = light.iter().zip(before).map(|(a, b)| (a.sqrt() - b.sqrt()).abs());
        let like = smooth(0.12, 0.04, off.fold(0.0, f32::max));
        let edge = like * smooth(0.97, 0.9, subject.person_at(x, y));
        mix(light, other, wall_at(subject, x, y).max(edge))
    });
    painted.into()
}

/// The median light of the person where `wanted`.
fn middle_color(subject: &Subject, wanted: impl Fn(&Face, f32, f32) -> bool) -> Option<[f32; 3]> {
    middle_of(subject, |x, y| wanted(&subject.face, x, y) && subject.person_at(x, y) > 0.9)
}

/// The median light where `wanted`; `None` where that is hardly anywhere.
fn middle_of(subject: &Subject, wanted: impl Fn(f32, f32) -> bool) -> Option<[f32; 3]> {
    let canvas = subject.canvas();
    let mut values: [Vec<f32>; 3] = Default::default();
    for (index, light) in canvas.pixels.iter().enumerate().step_by(7) {
        let (x, y) = ((index % canvas.width) as f32 + 0.5, (index / canvas.width) as f32 + 0.5);
        if wanted(x, y) {
            for (values, light) in values.iter_mut().zip(light) {
                values.push(*light);
            }
        }
    }
    if values[0].len() < 100 {
        return None;
    }
    Some(values.map(|mut values| {
        values.sort_by(f32::total_cmp);
        values[values.len() / 2]
    }))
}

fn mix_one(from: f32, to: f32, share: f32) -> f32 {
    from + (to - from) * share
}
