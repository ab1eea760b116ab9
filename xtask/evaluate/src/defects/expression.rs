//! Brows pulled up or drawn together, with the folds that they lay into the skin.
//! Smiles are not painted: the sets have real ones.
//!
//! Lengths are shares of the distance between the eyes, about 63 mm.

use crate::canvas::{Canvas, gain, noise, smooth};
use crate::defect::{Axes, Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/neutral-expression",
        name: "brows pulled up",
        degrees: "6 mm / 10 mm, the forehead in folds",
        apply: |subject, degree| Some(pulled_up(subject, degree)),
    },
    Defect {
        rule: "photo/neutral-expression",
        name: "brows drawn together",
        degrees: "inner ends 3 mm / 5 mm inwards and down, creases between them",
        apply: |subject, degree| Some(drawn_together(subject, degree)),
    },
];

/// Where things are in the face's own axes.
struct Forehead {
    axes: Axes,
    /// Heights of the brows' middle lines, left and right in the picture.
    brows: [f32; 2],
    /// Height of the brows' inner ends.
    inner: f32,
    /// Height of the upper lids.
    lids: [f32; 2],
    /// Height of the hair, nearly.
    top: f32,
}

impl Forehead {
    fn of(subject: &Subject) -> Self {
        let axes = subject.axes();
        let height = |index: usize| {
            let (x, y) = subject.at(index);
            axes.own(x, y).1
        };
        Self {
            axes,
            brows: [105, 334].map(height),
            inner: [55, 107, 285, 336].map(height).iter().sum::<f32>() / 4.0,
            lids: [159, 386].map(|index| height(index) - 0.05),
            top: height(10),
        }
    }
}

/// The brows moved up: the skin below them is stretched, the forehead pressed into
/// folds across it.
fn pulled_up(subject: &Subject, degree: Degree) -> Derived {
    let up = degree.pick(6.0, 10.0) / 63.0;
    let depth = degree.pick(0.12, 0.24) * (0.8 + 0.4 * noise(1, 7, subject.seed));
    let Forehead { axes, brows, lids, top, .. } = Forehead::of(subject);
    let seed = subject.seed;
    let phase = noise(2, 7, seed);
    let space = 0.11 + 0.05 * noise(3, 7, seed);
    let before = subject.canvas();
    let skin = cheeks(subject, &before);
    subject
        .canvas()
        .map(|x, y, light| {
            let (u, v) = axes.own(x, y);
            let side = usize::from(u > 0.0);
            let aside = smooth(1.0, 0.75, u.abs());
            // Between the brows they are lower.
            let (brow, lid) = (brows[side], lids[side].min(-0.1));
            let (lower, upper) = ((brow + 0.04).min(lid - 0.04), brow - 0.06);
            // Every line below another stays so: the skin gives way evenly.
            let pull = if v > lower - up {
                ((lid - v) / (lid - lower + up)).clamp(0.0, 1.0)
            } else {
                smooth(upper - up - 0.5, upper - up, v)
            };
            if pull * aside <= 0.0 {
                return light;
            }
            let (x, y) = axes.pixel((u, v + up * pull * aside));
            let light = before.sample(x, y);
            // Folds follow the brows: higher above them than beside them.
            let arc = 0.05 * smooth(0.0, 0.4, u.abs()) - 0.06 * smooth(0.4, 0.8, u.abs());
            let wave = 0.012 * (u * 9.0 + phase * 6.0).sin();
            let at = (v + arc + wave - (brow - up) + 0.16) / space;
            let within = smooth(0.3, 0.0, at)
                * smooth((top - brow + up) / space, (top - brow + up) / space + 0.8, at)
                * smooth(0.85, 0.55, u.abs())
                * smooth(0.45, 0.7, light[1] / skin.max(1e-3));
            // Dark where it folds in, lighter above.
            let part = (at - at.floor()) * space;
            let fold = smooth(0.02, 0.0, (part - space / 2.0).abs());
            let ridge = smooth(0.035, 0.0, (part - space / 2.0 + 0.045).abs());
            let own = 0.6 + 0.8 * noise(at.floor() as i32, 9, seed);
            gain(light, 1.0 + within * depth * own * (0.35 * ridge - fold))
        })
        .into()
}

/// The brows' inner ends moved inwards and down, and the skin between them laid into
/// upright creases, as the corrugator muscles do.
fn drawn_together(subject: &Subject, degree: Degree) -> Derived {
    let by = degree.pick(3.0, 5.0) / 63.0;
    let depth = degree.pick(0.2, 0.4) * (0.8 + 0.4 * noise(1, 8, subject.seed));
    let Forehead { axes, brows, inner, lids, .. } = Forehead::of(subject);
    let seed = subject.seed;
    // How far from the middle the creases are, seldom alike on both sides.
    let off = [4, 5].map(|at| 0.075 + 0.03 * noise(at, 8, seed));
    let tall = [6, 7].map(|at| 0.15 + 0.05 * noise(at, 8, seed));
    let before = subject.canvas();
    // Over the nose's root is no hair, and no shine as there is on a forehead.
    let root = [-0.1, -0.15, -0.2, -0.25].map(|height| axes.pixel((0.0, height)));
    let skin = middle(root.map(|at| green(&before, at))).min(cheeks(subject, &before));
    subject
        .canvas()
        .map(|x, y, _| {
            let (u, v) = axes.own(x, y);
            let side = usize::from(u > 0.0);
            let (brow, lid) = (brows[side], lids[side].min(-0.1));
            let across = if v > brow + by {
                ((lid - v) / (lid - brow - by).max(0.02)).clamp(0.0, 1.0)
            } else {
                smooth(brow - 0.45, brow - 0.05, v)
            };
            // The outer ends stay.
            let near = smooth(0.8, 0.2, u.abs());
            let inwards = by * across * near * smooth(0.0, 0.2, u.abs());
            let down = by * across * smooth(0.6, 0.15, u.abs());
            let (x, y) = axes.pixel((u + u.signum() * inwards, v - down));
            let mut light = before.sample(x, y);
            let bare = smooth(0.4, 0.65, light[1] / skin.max(1e-3));
            // The creases lean outwards above.
            let height = (v - inner - by) / tall[side];
            let lean = off[side] - 0.02 * height;
            let tapered = smooth(-1.1, -0.3, height) * smooth(0.7, 0.0, height);
            let away = (u.abs() - lean).abs();
            let crease = 0.7 * smooth(0.02, 0.0, away) + 0.3 * smooth(0.06, 0.0, away);
            let bulge = smooth(0.05, 0.0, (u.abs() - lean - 0.055).abs());
            light = gain(light, 1.0 + bare * depth * tapered * (0.2 * bulge - crease));
            // And one across the nose's root.
            let root = smooth(0.025, 0.0, (v - inner - by - 0.16 - 1.5 * u * u).abs());
            gain(light, 1.0 - 0.4 * depth * root * smooth(0.14, 0.06, u.abs()))
        })
        .into()
}

/// The green light of the cheeks.
fn cheeks(subject: &Subject, canvas: &Canvas) -> f32 {
    middle([50, 280, 205, 425].map(|index| green(canvas, subject.at(index))))
}

/// The green light of a place.
fn green(canvas: &Canvas, (x, y): (f32, f32)) -> f32 {
    let [_, green, _] = canvas.sample(x, y);
    green
}

/// The mean of the middle two.
fn middle(mut values: [f32; 4]) -> f32 {
    values.sort_by(f32::total_cmp);
    (values[1] + values[2]) / 2.0
}
