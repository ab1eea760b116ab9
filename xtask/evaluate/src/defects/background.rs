//! The wall: painted behind the person, so that hair and face stay as they are.

use crate::canvas::{Canvas, color, gain, mix, mix_one, noise, smooth};
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
            let eyes = subject.face.left_eye.y as f32;
            painted_wall(subject, hair(subject)?, way(degree), |y| y < eyes)
        },
    },
    Defect {
        rule: "photo/background-contrast",
        name: "a wall of the clothes' colour",
        degrees: "92 % / all of the way in sRGB levels",
        apply: |subject, degree| {
            let face = &subject.face;
            let (middle, chin) = (face.mesh.point(152).0, face.chin.y as f32);
            let (wide, high) = (face.bounds.width as f32, face.bounds.height as f32);
            let skin = cheeks(subject)?;
            // The shoulders, beside the neck, where they are not bare and not
            // just a corner of the picture.
            let least = subject.picture.width() as usize * subject.picture.height() as usize / 80;
            let clothes = subject.middle_light(least, |x, y, light| {
                y > chin + 0.1 * high
                    && (x - middle).abs() > 0.55 * wide
                    && subject.person_at(x, y) > 0.9
                    && !same_hue(light, skin, 0.25)
            })?;
            if !meets_the_wall(subject, clothes) {
                return None;
            }
            painted_wall(subject, clothes, way(degree), |y| y > chin - 0.3 * high)
        },
    },
];

/// See [`super::harmless`]. Any plain colour will do.
pub static HARMLESS: &[Defect] = &[
    Defect {
        rule: "photo/no-background-shadow",
        name: "harmless: another plain wall",
        degrees: "pale / dark or of middle light",
        apply: another_wall,
    },
    Defect {
        rule: "photo/plain-background",
        name: "harmless: another plain wall",
        degrees: "pale / dark or of middle light",
        apply: another_wall,
    },
];

/// A wall of a colour that people have at home.
fn another_wall(subject: &Subject, degree: Degree) -> Option<Derived> {
    let pale = [[214, 222, 228], [232, 224, 204], [205, 205, 203], [206, 218, 206]];
    let dark = [[118, 148, 178], [84, 66, 52], [140, 140, 142], [52, 74, 60]];
    let darker = [[60, 72, 96], [150, 132, 110], [66, 66, 68], [128, 150, 126]];
    let seed = subject.seed as usize;
    let walls = degree.pick(pale, if seed % 8 < 4 { dark } else { darker });
    let target = color(walls[seed % walls.len()]);
    painted_wall(subject, target, 1.0, |_| true)
}

/// How much of a pixel is the wall.
pub(super) fn wall_at(subject: &Subject, x: f32, y: f32) -> f32 {
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
    let woods = [[118, 88, 60], [78, 58, 44], [150, 152, 150]];
    let board = color(woods[subject.seed as usize % woods.len()]);
    let vary = |part: i32, from: f32, to: f32| mix_one(from, to, noise(part, 9, subject.seed));
    let (top, thick) = (vary(1, 9.0, 15.0), vary(2, 1.0, 1.6));
    let painted = subject.canvas().over(|x, y| {
        let (across, down) = (x / mm, y / mm);
        let cover = wall_at(subject, x, y);
        if (top..top + thick).contains(&down) {
            return (board, cover);
        }
        let book = (across / 1.7) as i32;
        let tall = 5.0 + 4.0 * noise(book, 1, subject.seed);
        let on_it = degree == Degree::Strong && (top - tall..top).contains(&down);
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

/// How far the wall's colour goes towards that of hair or clothes.
fn way(degree: Degree) -> f32 {
    degree.pick(0.92, 1.0)
}

/// The wall in another colour, its grain and gradient kept, by a share of the way
/// there: `beside` says in which rows it must have that colour. `None` where no wall
/// is seen there.
fn painted_wall(
    subject: &Subject,
    target: [f32; 3],
    share: f32,
    beside: impl Fn(f32) -> bool,
) -> Option<Derived> {
    let before =
        subject.middle_light(700, |x, y, _| beside(y) && subject.person_at(x, y) < 0.05)?;
    let hair = hair(subject);
    // Mixed by the square root, close to how levels mix.
    let wanted: [f32; 3] = std::array::from_fn(|i| {
        mix_one(before[i].sqrt(), target[i].sqrt(), share).powi(2) / before[i].max(1e-4)
    });
    // Beside or above the face, within two millimetres of the wall.
    let loose = |x: f32, y: f32| {
        let (face, near) = (&subject.face, 2.0 * subject.px_per_mm);
        let beside = !(face.bounds.x..face.bounds.right()).contains(&f64::from(x));
        let head = f64::from(y) < if beside { face.chin.y } else { face.bounds.y };
        let around = [(near, 0.0), (-near, 0.0), (0.0, -near), (0.0, near)];
        head && around.iter().any(|(dx, dy)| subject.person_at(x + dx, y + dy) < 0.5)
    };
    let painted = subject.canvas().map(|x, y, light| {
        let other = std::array::from_fn(|i| light[i] * wanted[i]);
        // The mask ends short of the hair's own edge and takes what shines through
        // loose hair for the person: as much of the old wall as such a place's
        // colour holds is exchanged for the new one.
        let old = match hair {
            Some(hair) if loose(x, y) => part_of_wall(light, before, hair),
            _ => 0.0,
        };
        let through =
            std::array::from_fn(|i| (light[i] + old * before[i] * (wanted[i] - 1.0)).max(0.0));
        mix(through, other, wall_at(subject, x, y))
    });
    Some(painted.into())
}

/// Whether at least half of the outline beside the neck is clothes of that colour, within 18
/// sRGB levels: with bare shoulders, or a collar of another colour, they hardly touch the
/// wall, and cloth with light and dark folds is of no wall's colour.
fn meets_the_wall(subject: &Subject, clothes: [f32; 3]) -> bool {
    let canvas = subject.canvas();
    let mm = subject.px_per_mm;
    let (mut met, mut all) = (0, 0);
    for x in (0..canvas.width).step_by(4) {
        if (subject.face.bounds.x..subject.face.bounds.right()).contains(&(x as f64)) {
            continue;
        }
        let is_person = |y: &usize| subject.person_at(x as f32, *y as f32) > 0.5;
        let Some(top) = (0..canvas.height).find(is_person) else { continue };
        all += 1;
        let light = canvas.sample(x as f32 + 0.5, top as f32 + 1.25 * mm);
        let near = |(a, b): (f32, f32)| (a.sqrt() - b.sqrt()).abs() < 0.07;
        met += usize::from(light.into_iter().zip(clothes).all(near));
    }
    met * 2 >= all.max(1)
}

/// The hair's median light above the forehead; `None` on a bald head.
fn hair(subject: &Subject) -> Option<[f32; 3]> {
    let face = &subject.face;
    let (forehead, half) = (face.mesh.point(10), face.bounds.width as f32 * 0.25);
    let lowest = forehead.1 - 0.12 * face.bounds.height as f32;
    let hair = subject.middle_light(700, |x, y, _| {
        (x - forehead.0).abs() < half
            && (face.crown.hair_top.y as f32..lowest).contains(&y)
            && subject.person_at(x, y) > 0.9
    })?;
    let skin = cheeks(subject)?;
    // A bald head shines, and is lighter than the cheeks.
    let is_hair = !same_hue(hair, skin, 0.45) && hair[0] < skin[0] || hair[1] < 0.65 * skin[1];
    is_hair.then_some(hair)
}

/// The skin's median light.
fn cheeks(subject: &Subject) -> Option<[f32; 3]> {
    let cheeks = [subject.at(50), subject.at(280)];
    let near = 0.06 * subject.face.bounds.width as f32;
    subject.middle_light(100, |x, y, _| {
        cheeks.iter().any(|cheek| (x - cheek.0).hypot(y - cheek.1) < near)
    })
}

/// How much of a place is the wall behind hair, by where its colour lies between
/// theirs; 0 for colours that do not.
fn part_of_wall(light: [f32; 3], wall: [f32; 3], hair: [f32; 3]) -> f32 {
    let [light, wall, hair] = [light, wall, hair].map(|light| light.map(f32::sqrt));
    let way: [f32; 3] = std::array::from_fn(|i| wall[i] - hair[i]);
    let gone: [f32; 3] = std::array::from_fn(|i| light[i] - hair[i]);
    let length: f32 = way.iter().map(|value| value * value).sum();
    let along: f32 = way.iter().zip(gone).map(|(a, b)| a * b).sum::<f32>() / length.max(1e-4);
    let off = way.iter().zip(gone).map(|(a, b)| (b - along * a).abs()).fold(0.0, f32::max);
    // Squared: half-way in square roots is less than half of the light.
    along.clamp(0.0, 1.0).powi(2) * smooth(0.12, 0.05, off)
}

/// Whether a light's hue is so near to another's, in natural logarithms.
fn same_hue(one: [f32; 3], other: [f32; 3], near: f32) -> bool {
    let hues = [one, other].map(|[r, g, b]| {
        let green = (g + 0.01).ln();
        [(r + 0.01).ln() - green, (b + 0.01).ln() - green]
    });
    hues[0].iter().zip(hues[1]).all(|(a, b)| (a - b).abs() < near)
}
