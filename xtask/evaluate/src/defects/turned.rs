//! Heads that are turned aside or nod.
//!
//! The photo is laid as a sheet over the head's depth and the head is turned in
//! it about the neck; the shoulders and the wall stay. The light stays as it was
//! on the skin, and what was hidden is drawn out from what is beside it, so the
//! sheet bears no more than these angles. It cannot tell what a head's own shape
//! adds: people who face the camera measure a nod of −13° to 10°.

use crate::canvas::{depth_in, noise, smooth};
use crate::defect::{Defect, Derived, Subject};
use crate::defects::distance::{OVAL, Sheet};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/head-turn",
        name: "turned aside",
        degrees: "20–22° / 26–28°",
        apply: |subject, degree| {
            let side = if noise(subject.seed as i32, 1, 0x7A3) < 0.5 { -1.0 } else { 1.0 };
            let angle = degree.pick(20.0, 26.0) + 2.0 * noise(subject.seed as i32, 2, 0x7A3);
            Some(turned(subject, side * angle, 0.0))
        },
    },
    Defect {
        rule: "photo/head-nod",
        name: "chin down",
        degrees: "22–24° / 28–30°",
        apply: |subject, degree| {
            let angle = degree.pick(22.0, 28.0) + 2.0 * noise(subject.seed as i32, 3, 0x7A3);
            Some(turned(subject, 0.0, angle))
        },
    },
    Defect {
        rule: "photo/head-nod",
        name: "chin up",
        degrees: "26–28° / 32–34°",
        apply: |subject, degree| {
            let angle = degree.pick(26.0, 32.0) + 2.0 * noise(subject.seed as i32, 4, 0x7A3);
            Some(turned(subject, 0.0, -angle))
        },
    },
];

/// The neck's joint behind and below the eyes, in millimetres of a face with
/// 63 mm between the eyes.
const BEHIND: f32 = 70.0;
const BELOW: f32 = 60.0;

/// The head turned by degrees: to the picture's right, and down.
pub fn turned(subject: &Subject, aside: f32, down: f32) -> Derived {
    let sheet = Sheet::new(subject);
    let mm = subject.inter_eye / 63.0;
    let oval = subject.points(&OVAL);
    let (left, right) = (subject.face.left_eye, subject.face.right_eye);
    let middle = ((left.x + right.x) as f32 / 2.0, (left.y + right.y) as f32 / 2.0);
    let chin = (subject.face.chin.x as f32, subject.chin);
    let turned = |(x, y, depth): (f32, f32, f32)| {
        // The head with its hair turns as one; the neck follows less and less.
        let outside = (-depth_in(&oval, x, y)).max(0.0) / mm;
        let below = (y - chin.1) / mm;
        let share = (1.0 - smooth(55.0, 130.0, outside)) * (1.0 - smooth(-5.0, 60.0, below));
        let (u, v, w) = ((x - middle.0) / mm, (y - middle.1) / mm - BELOW, depth - BEHIND);
        let (sin, cos) = (aside * share).to_radians().sin_cos();
        let (u, w) = (u * cos - w * sin, w * cos + u * sin);
        let (sin, cos) = (down * share).to_radians().sin_cos();
        let (v, w) = (v * cos - w * sin, w * cos + v * sin);
        (middle.0 + u * mm, middle.1 + (v + BELOW) * mm, w + BEHIND)
    };
    // Framed anew: chin and top where they were, the face in the middle.
    let at = |x: f32, y: f32| turned((x, y, sheet.depth_at(x, y)));
    let bottom = at(chin.0, chin.1).1;
    let mut top = bottom;
    let mut sides = (f32::MAX, f32::MIN);
    for step in 0..200 {
        let y = subject.head_top + (chin.1 - subject.head_top) * step as f32 / 200.0;
        top = top.min(at(middle.0, y).1);
    }
    for (x, y) in &oval {
        let x = at(*x, *y).0;
        sides = (sides.0.min(x), sides.1.max(x));
    }
    // A face from below is short; nobody would cut it so that only it is seen.
    let grow = ((chin.1 - subject.head_top) / (bottom - top)).min(1.3);
    let center = (sides.0 + sides.1) / 2.0;
    let half = subject.picture.width() as f32 / 2.0;
    let place = |at: (f32, f32, f32)| {
        let (x, y, depth) = turned(at);
        (half + (x - center) * grow, chin.1 + (y - bottom) * grow, depth)
    };
    sheet.drawn(subject, place).into()
}
