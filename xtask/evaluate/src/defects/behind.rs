//! What stands behind the person and has no hard edges all over: folds, trees, a
//! chair, somebody whom the picture's edge cuts off.

use super::background::wall_at;
use super::framing::with_guest;
use crate::canvas::{Canvas, color, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/plain-background",
        name: "a curtain's folds",
        degrees: "every 2 to 3 mm, 12 % / 30 % lighter and darker",
        apply: curtain,
    },
    Defect {
        rule: "photo/plain-background",
        name: "trees out of focus",
        degrees: "half as clear / leaves of 1.5 mm",
        apply: trees,
    },
    Defect {
        rule: "photo/plain-background",
        name: "a chair's back",
        degrees: "to between chin and mouth / to the nose, 20 mm² to be seen",
        apply: chair,
    },
    Defect {
        rule: "photo/one-face",
        name: "somebody at the edge",
        degrees: "half a head of 14 mm / of 22 mm",
        apply: somebody,
    },
];

fn curtain(subject: &Subject, degree: Degree) -> Option<Derived> {
    let mm = subject.px_per_mm;
    let depth = degree.pick(0.12, 0.30);
    let (wide, phase) = (2.0 + noise(1, 3, subject.seed), noise(2, 3, subject.seed) * 6.0);
    let painted = subject.canvas().map(|x, y, light| {
        // Folds are seldom alike, nor quite upright.
        let at = (x + 0.03 * y) / mm / wide * std::f32::consts::TAU + phase;
        let fold = 0.75 * at.sin() + 0.25 * (at * 0.43 + 1.0).sin();
        mix(light, gain(light, 1.0 + depth * fold), wall_at(subject, x, y))
    });
    Some(painted.into())
}

fn trees(subject: &Subject, degree: Degree) -> Option<Derived> {
    // A blur needs no more than every fourth pixel.
    const STEP: f32 = 4.0;
    let (width, height) = (subject.picture.width(), subject.picture.height());
    let (columns, rows) =
        ((width as f32 / STEP).ceil() as usize, (height as f32 / STEP).ceil() as usize);
    let leaf = 1.5 * subject.px_per_mm / STEP;
    let pixels = (0..columns * rows).map(|index| {
        let at = [(index % columns) as f32 / leaf, (index / columns) as f32 / leaf];
        let part = |salt: u32| noise(at[0] as i32, at[1] as i32, subject.seed ^ salt);
        // Leaves in light and in shade, and the sky between them.
        let green = [color([58, 92, 44]), color([24, 44, 24]), color([120, 150, 70])];
        let sky = color([206, 220, 232]);
        if part(1) < 0.12 { sky } else { green[(part(2) * 2.999) as usize] }
    });
    let trees = Canvas { width: columns, height: rows, pixels: pixels.collect() };
    let trees = trees.blurred(0.45 * leaf);
    let share = degree.pick(0.5, 1.0);
    let painted = subject.canvas().map(|x, y, light| {
        let there = trees.sample(x / STEP, y / STEP);
        mix(light, there, share * wall_at(subject, x, y))
    });
    Some(painted.into())
}

/// A chair's back with round corners, as high as it may be without being a headrest.
/// `None` where hair hides it.
fn chair(subject: &Subject, degree: Degree) -> Option<Derived> {
    let mm = subject.px_per_mm;
    let leathers = [[52, 44, 42], [96, 66, 44], [70, 84, 110]];
    let leather = color(leathers[subject.seed as usize % leathers.len()]);
    let (mouth, nose, chin) = (subject.at(13).1, subject.at(4).1, subject.chin);
    let top = degree.pick((mouth + chin) / 2.0, nose) / mm;
    let (middle, half, round) = (17.5 + 2.0 * (noise(4, 4, subject.seed) - 0.5), 15.0, 3.0);
    let covered = |x: f32, y: f32| {
        let (across, down) = ((x / mm - middle).abs() - half + round, top + round - y / mm);
        let beyond = across.max(0.0).hypot(down.max(0.0)) - round;
        smooth(0.15, -0.15, beyond) * wall_at(subject, x, y)
    };
    let points = (0..90).flat_map(|down| (0..70).map(move |across| (across, down)));
    let seen: f32 = points
        .map(|(across, down)| covered(across as f32 * mm / 2.0, down as f32 * mm / 2.0) / 4.0)
        .sum();
    (seen >= 20.0).then(|| subject.canvas().over(|x, y| (leather, covered(x, y))).into())
}

fn somebody(subject: &Subject, degree: Degree) -> Option<Derived> {
    let guest = subject.guest.as_ref()?;
    let right = subject.seed % 4 < 2;
    let (head, middle) = degree.pick((14.0, 0.0), (22.0, -1.0));
    let place = (if right { 35.0 - middle } else { middle }, 21.0);
    // Behind hair that fills the picture nobody is to be seen.
    let mm = subject.px_per_mm;
    let edge = if right { 34.0 } else { 1.0 } * mm;
    let free = (16..26).filter(|down| subject.person_at(edge, *down as f32 * mm) < 0.3).count();
    (free >= 8).then(|| with_guest(subject, guest, head, place, true))
}
