//! Open mouths.
//!
//! The jaw with the lower lip is moved down, and what it leaves is filled with
//! the mouth's dark, the upper teeth and the tongue. Lengths are millimetres of a
//! face with 63 mm between the eyes.

use crate::canvas::{color, gain, mix, noise, smooth};
use crate::defect::{Defect, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/mouth-closed",
        name: "mouth open",
        degrees: "9–11 mm / 14–17 mm between the lips",
        apply: |subject, degree| {
            let part = random(subject, 1);
            let gap = degree.pick(9.0, 14.0) + degree.pick(2.0, 3.0) * part;
            Some(open(subject, gap, 0.25 * random(subject, 2)))
        },
    },
    Defect {
        rule: "photo/mouth-closed",
        name: "teeth between the lips",
        degrees: "4–5 mm / 7–9 mm between the lips",
        apply: |subject, degree| {
            let part = random(subject, 3);
            let gap = degree.pick(4.0, 7.0) + degree.pick(1.0, 2.0) * part;
            Some(open(subject, gap, 1.0))
        },
    },
];

/// The inner edges of the lips from corner to corner, upper and lower.
const UPPER: [usize; 11] = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
const LOWER: [usize; 11] = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

/// A mouth open by `gap`; the upper teeth fill `teeth` of it, at most 9 mm.
fn open(subject: &Subject, gap: f32, teeth: f32) -> Derived {
    let axes = subject.axes();
    let mm = 1.0 / 63.0;
    let own = |index: usize| {
        let (x, y) = subject.at(index);
        axes.own(x, y)
    };
    let line: Vec<(f32, f32)> = UPPER
        .iter()
        .zip(&LOWER)
        .map(|(&upper, &lower)| {
            let (a, b) = (own(upper), own(lower));
            ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
        })
        .collect();
    let (left, right) = (line[0], line[10]);
    let middle = (left.0 + right.0) / 2.0;
    let half = (right.0 - left.0) / 2.0;
    let chin = own(152).1;
    let lips_at = |u: f32| {
        let u = u.clamp(left.0, right.0);
        let at = line.windows(2).find(|pair| u <= pair[1].0).unwrap_or(&line[9..]);
        let share = ((u - at[0].0) / (at[1].0 - at[0].0).max(1e-4)).clamp(0.0, 1.0);
        at[0].1 + share * (at[1].1 - at[0].1)
    };
    let gap = gap * mm;
    // How far the jaw goes down: at the lip as the mouth's opening is wide, at
    // the chin nearly as one, at the neck no more.
    let moved = |u: f32, v: f32| {
        let aside = ((u - middle) / half).abs();
        let lip = (1.0 - aside * aside).max(0.0).sqrt();
        let jaw = 1.0 - smooth(0.9, 2.4, aside);
        let down = (v - lips_at(u)).max(0.0);
        let share = smooth(0.0, 22.0 * mm, down);
        let far = smooth(chin, chin + 60.0 * mm, v);
        gap * (lip + (0.85 * jaw - lip) * share) * (1.0 - far)
    };
    let before = subject.canvas();
    let skin = {
        let (x, y) = subject.at(50);
        before.sample(x, y)
    };
    let ambient = (skin[0] * 1.5).clamp(0.2, 1.0);
    let source = before.clone();
    let painted = before.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        let lips = lips_at(u);
        if v < lips - 2.0 * mm || (u - middle).abs() > 2.6 * half {
            return light;
        }
        // Where this pixel was before the jaw moved.
        let mut from = v;
        for _ in 0..12 {
            from = v - moved(u, from.max(lips));
        }
        let there = {
            let (x, y) = axes.pixel((u, from.max(lips)));
            source.sample(x, y)
        };
        let wide = moved(u, lips);
        let inside = smooth(lips - 0.3 * mm, lips + 0.3 * mm, v)
            * (1.0 - smooth(lips + wide - 0.3 * mm, lips + wide + 0.3 * mm, v))
            * smooth(0.3 * mm, 1.0 * mm, wide);
        let below = if v < lips { light } else { there };
        let deep = (v - lips) / wide.max(1e-4);
        let dark = color([46, 16, 16]);
        let tongue = mix(dark, color([150, 72, 70]), 0.6 * smooth(0.6, 0.95, deep));
        // Upper teeth, each a little rounded, darker to the sides.
        let long = (teeth * wide).min(9.0 * mm);
        let tooth = ((u - middle) / (8.0 * mm)).rem_euclid(1.0) - 0.5;
        let edge = lips + long * (1.0 - 0.5 * tooth * tooth);
        let aside = ((u - middle) / half).abs();
        let white = gain(color([228, 218, 200]), ambient * (1.0 - 0.55 * aside * aside));
        let white = mix(white, gain(white, 0.6), smooth(0.44, 0.5, tooth.abs()));
        let cover = if long > mm { 1.0 - smooth(edge - 0.3 * mm, edge + 0.3 * mm, v) } else { 0.0 };
        let mouth = mix(gain(tongue, ambient), white, cover);
        mix(below, mouth, inside)
    });
    painted.into()
}

fn random(subject: &Subject, salt: i32) -> f32 {
    noise(subject.seed as i32, salt, 0x300F)
}
