//! Eyelids: the skin of the upper lid is drawn down over the eye, with a line
//! of lashes where it ends.

use crate::canvas::{Canvas, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/eyes-open",
        name: "both eyes closed",
        degrees: "lids 85 % / wholly down",
        apply: |subject, degree| Some(closed(subject, &EYES, degree)),
    },
    Defect {
        rule: "photo/eyes-open",
        name: "one eye closed",
        degrees: "lid 85 % / wholly down",
        apply: |subject, degree| {
            let one = &EYES[subject.seed as usize / 2 % 2..][..1];
            Some(closed(subject, one, degree))
        },
    },
];

/// The mesh's points of an eye.
struct Eye {
    /// The brow's lower edge from corner to corner.
    brow: [usize; 5],
    /// The upper lid's edge from corner to corner.
    upper: [usize; 9],
    /// The lower lid's edge from corner to corner.
    lower: [usize; 9],
}

const EYES: [Eye; 2] = [
    Eye {
        brow: [46, 53, 52, 65, 55],
        upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
        lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
    },
    Eye {
        brow: [285, 295, 282, 283, 276],
        upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
        lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
    },
];

fn closed(subject: &Subject, eyes: &[Eye], degree: Degree) -> Derived {
    let down = degree.pick(0.85, 1.0);
    eyes.iter().fold(subject.canvas(), |canvas, eye| drawn_down(subject, canvas, eye, down)).into()
}

/// Draws a lid down by a share of the eye's opening.
fn drawn_down(subject: &Subject, canvas: Canvas, eye: &Eye, down: f32) -> Canvas {
    let (from, to) = (subject.at(eye.upper[0]), subject.at(eye.upper[8]));
    let width = (to.0 - from.0).hypot(to.1 - from.1);
    let (cos, sin) = ((to.0 - from.0) / width, (to.1 - from.1) / width);
    // Along and across the line between the corners, in widths of the eye.
    let own = |(x, y): (f32, f32)| {
        let (x, y) = ((x - from.0) / width, (y - from.1) / width);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let back = |(u, v): (f32, f32)| {
        (from.0 + (u * cos - v * sin) * width, from.1 + (u * sin + v * cos) * width)
    };
    let edge = |points: &[usize]| points.iter().map(|&index| own(subject.at(index))).collect();
    let (upper, lower, brow): (Vec<_>, Vec<_>, Vec<_>) =
        (edge(&eye.upper), edge(&eye.lower), edge(&eye.brow));
    // The skin above the lid is drawn down, not the brow.
    let crease = |u: f32, lid: f32| lid - (0.75 * (lid - height(&brow, u))).clamp(0.1, 0.26);

    let before = canvas.clone();
    // The lid's own light at a place along it: lashes point down from a shut lid,
    // none lie on it.
    let skin = |u: f32, lid: f32| {
        let mut lights: [[f32; 3]; 40] = std::array::from_fn(|at| {
            let share = 0.15 + 0.1 * (at / 5) as f32;
            let along = u + 0.06 * (at % 5) as f32 - 0.12;
            let (x, y) = back((along, lid + (crease(u, lid) - lid) * share));
            before.sample(x, y)
        });
        lights.sort_by(|a, b| a[1].total_cmp(&b[1]));
        lights[29]
    };
    canvas.map(|x, y, light| {
        let (u, v) = own((x, y));
        if !(-0.12..=1.12).contains(&u) {
            return light;
        }
        // The line of the mesh runs inside the lashes: the skin ends a little
        // above it, and the wet edge of the lower lid lies a little below.
        let near = smooth(-0.12, 0.05, u) * smooth(1.12, 0.95, u);
        let lid = height(&upper, u) - 0.07 * near;
        let rest = height(&lower, u) + 0.04 * near;
        let end = lid + (rest - lid) * down;
        let crease = crease(u, lid);
        let mut light = light;
        if v > crease && v < end {
            let stretch = (v - crease) / (end - crease);
            let (sx, sy) = back((u, crease + stretch * (lid - crease)));
            light = before.sample(sx, sy);
            let skin = skin(u, lid);
            let inner = smooth(-0.05, 0.15, u) * smooth(1.05, 0.85, u);
            let dark = smooth(0.95, 0.7, light[1] / skin[1].max(1e-3)) * smooth(0.0, 0.2, stretch);
            let grain = 0.96 + 0.06 * noise(x as i32, y as i32, subject.seed);
            light = mix(light, gain(skin, 0.95 * grain), dark * inner);
        }
        // The lashes of a closed eye: a soft dark line, thinner at the corners.
        let thick = 0.028 * near.max(0.3);
        let lash = 0.75 * smooth(2.0 * thick, 0.5 * thick, (v - end).abs());
        mix(light, light.map(|value| value * 0.12), lash * near)
    })
}

/// The height of a lid's edge above a place along the eye.
fn height(edge: &[(f32, f32)], u: f32) -> f32 {
    let last = edge.len() - 1;
    let after = edge.iter().position(|point| point.0 >= u).unwrap_or(last).clamp(1, last);
    let (a, b) = (edge[after - 1], edge[after]);
    let share = ((u - a.0) / (b.0 - a.0).max(1e-3)).clamp(0.0, 1.0);
    a.1 + (b.1 - a.1) * share
}
