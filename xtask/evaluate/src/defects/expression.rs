//! Brows pulled up or drawn together. Smiles are not painted: the sets have real
//! ones.
//!
//! Lengths are shares of the distance between the eyes, about 63 mm.

use crate::canvas::smooth;
use crate::defect::{Defect, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/neutral-expression",
        name: "brows pulled up",
        degrees: "6 mm / 10 mm",
        apply: |subject, degree| Some(moved(subject, 0.0, -degree.pick(6.0, 10.0) / 63.0)),
    },
    Defect {
        rule: "photo/neutral-expression",
        name: "brows drawn together",
        degrees: "each 3 mm / 5 mm inwards, half as much down",
        apply: |subject, degree| {
            let by = degree.pick(3.0, 5.0) / 63.0;
            Some(moved(subject, by, by / 2.0))
        },
    },
];

/// The brows moved inwards and down: the lid's skin is stretched, the
/// forehead's pressed together.
fn moved(subject: &Subject, inwards: f32, down: f32) -> Derived {
    let axes = subject.axes();
    let own = |x: f32, y: f32| axes.own(x, y);
    let height = [105, 334].map(|index| {
        let (x, y) = subject.at(index);
        own(x, y).1
    });
    let before = subject.canvas();
    subject
        .canvas()
        .map(|x, y, light| {
            let (u, v) = own(x, y);
            let brow = height[usize::from(u > 0.0)];
            // Whole at the brow, nothing at the lid and at the hair.
            let (upper, lower) = (brow + down.min(0.0) - 0.06, brow + down.max(0.0) + 0.05);
            let across = smooth(upper - 0.35, upper, v) * smooth(-0.13, lower.min(-0.16), v);
            let pull = across * smooth(1.1, 0.8, u.abs());
            if pull <= 0.0 {
                return light;
            }
            let side = u.signum() * smooth(0.0, 0.12, u.abs());
            let (u, v) = (u + side * inwards * pull, v - down * pull);
            let (x, y) = axes.pixel((u, v));
            before.sample(x, y)
        })
        .into()
}
