//! Eyes that look away: the iris is moved between lids that stay.
//!
//! Lengths are millimetres of a face with 63 mm between the eyes; an iris is
//! 11.7 mm wide and turns 12 mm about the eyeball's middle.

use crate::canvas::{Canvas, depth_in, gain, mix, noise, smooth};
use crate::defect::{Defect, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/gaze",
        name: "eyes to the side",
        degrees: "20° / 32°",
        apply: |subject, degree| {
            let side = if subject.seed / 2 % 2 == 0 { 1.0 } else { -1.0 };
            Some(moved(subject, (side * degree.pick(20.0, 32.0), 0.0)))
        },
    },
    Defect {
        rule: "photo/gaze",
        name: "eyes up",
        degrees: "20° / 28°",
        apply: |subject, degree| Some(moved(subject, (0.0, degree.pick(-20.0, -28.0)))),
    },
    Defect {
        rule: "photo/gaze",
        name: "eyes down",
        degrees: "20° / 28°",
        apply: |subject, degree| Some(moved(subject, (0.0, degree.pick(20.0, 28.0)))),
    },
    Defect {
        rule: "photo/gaze",
        name: "eyes to a corner",
        degrees: "20° / 32° along the diagonal",
        apply: |subject, degree| {
            let side = if subject.seed / 2 % 2 == 0 { 0.8 } else { -0.8 };
            let height = if subject.seed / 4 % 2 == 0 { 0.6 } else { -0.6 };
            let by = degree.pick(20.0, 32.0);
            Some(moved(subject, (side * by, height * by)))
        },
    },
];

/// Eyes that look into the lens nearly enough.
pub static HARMLESS: &[Defect] = &[Defect {
    rule: "photo/gaze",
    name: "harmless: eyes a little off",
    degrees: "2° / 5° to any side",
    apply: |subject, degree| {
        let way = noise(subject.seed as i32, 3, 0x6A2E) * std::f32::consts::TAU;
        let by = degree.pick(2.0, 5.0);
        Some(moved(subject, (way.cos() * by, way.sin() * by)))
    },
}];

/// Outlines of the eyes, the upper lid from corner to corner and back along
/// the lower one.
const EYES: [[usize; 16]; 2] = [
    [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
    [362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382],
];

/// Both eyes turned by degrees to the right and down.
fn moved(subject: &Subject, turn: (f32, f32)) -> Derived {
    let mut canvas = subject.canvas();
    for (outline, pupil) in EYES.iter().zip(subject.pupils) {
        canvas = Eye::new(subject, &canvas, outline, pupil).turned(&canvas, turn);
    }
    canvas.into()
}

struct Eye {
    outline: Vec<(f32, f32)>,
    pupil: (f32, f32),
    /// Pixels a millimetre.
    mm: f32,
    /// Half the iris's width in millimetres.
    radius: f32,
    /// The white left and right of the iris.
    whites: [[f32; 3]; 2],
    seed: u32,
}

impl Eye {
    fn new(subject: &Subject, canvas: &Canvas, outline: &[usize; 16], pupil: (f32, f32)) -> Self {
        let mm = subject.inter_eye / 63.0;
        let outline = subject.points(outline);
        let red = |right: f32, down: f32| {
            let at = (pupil.0 + right * mm, pupil.1 + down * mm);
            canvas.sample(at.0, at.1)[0]
        };
        // Where the iris ends: the steepest step from dark to light on both sides.
        let step = |radius: f32| -> f32 {
            [-1.0, 1.0]
                .into_iter()
                .flat_map(|side| [0.0, 1.0, 2.0].map(|down| (side, down)))
                .map(|(side, down)| {
                    let across = |radius: f32| (radius * radius - down * down).sqrt() * side;
                    red(across(radius + 0.5), down) - red(across(radius - 0.5), down)
                })
                .sum()
        };
        let radius = (0..=14)
            .map(|at| 5.0 + at as f32 * 0.12)
            .max_by(|a, b| step(*a).total_cmp(&step(*b)))
            .unwrap_or(5.85);
        // The lightest that is not skin beside the iris.
        let whites = [-1.0, 1.0].map(|side| {
            let mut lights: Vec<[f32; 3]> = (0..40)
                .map(|at| {
                    let right = side * (radius + 0.9 + 0.3 * (at % 8) as f32);
                    let down = (at / 8) as f32 * 0.8 - 0.8;
                    (pupil.0 + right * mm, pupil.1 + down * mm)
                })
                .filter(|at| depth_in(&outline, at.0, at.1) > 0.4 * mm)
                .map(|at| canvas.sample(at.0, at.1))
                .collect();
            lights.sort_by(|a, b| a[2].total_cmp(&b[2]));
            lights.get(lights.len() * 5 / 6).copied().unwrap_or([0.3, 0.27, 0.25])
        });
        Self { outline, pupil, mm, radius, whites, seed: subject.seed }
    }

    fn turned(&self, before: &Canvas, turn: (f32, f32)) -> Canvas {
        let angle = turn.0.hypot(turn.1).max(1e-3);
        let way = (turn.0 / angle, turn.1 / angle);
        let reach = 12.0 * angle.to_radians().sin();
        let narrow = angle.to_radians().cos();
        // Round irises look narrower along the way they turned.
        let upright = |x: f32, y: f32| {
            let along = x * way.0 + y * way.1;
            let by = along / narrow - along;
            (x + by * way.0, y + by * way.1)
        };
        let top = self.outline.iter().map(|point| point.1).fold(f32::MAX, f32::min);
        before.clone().map(|px, py, light| {
            let (x, y) = ((px - self.pupil.0) / self.mm, (py - self.pupil.1) / self.mm);
            if x.abs() > 22.0 || y.abs() > 12.0 {
                return light;
            }
            let within = smooth(-0.35, 0.45, depth_in(&self.outline, px, py) / self.mm);
            if within <= 0.0 {
                return light;
            }
            let mut new = light;
            // The white that comes out where the iris was, darker below the lid.
            let old = smooth(self.radius + 1.5, self.radius + 0.5, x.hypot(y));
            if old > 0.0 {
                let white = mix(self.whites[0], self.whites[1], smooth(-6.0, 6.0, x));
                let below = smooth(0.0, 3.5, (py - top) / self.mm);
                let vein = noise((px * 0.4) as i32, (py * 0.4) as i32, self.seed);
                let grain = noise(px as i32, py as i32, self.seed ^ 5);
                let shade = (0.6 + 0.4 * below) * (0.95 + 0.06 * vein + 0.04 * grain);
                new = mix(new, gain(white, shade), old);
            }
            let (qx, qy) = upright(x - way.0 * reach, y - way.1 * reach);
            let far = qx.hypot(qy);
            let iris = smooth(self.radius + 0.45, self.radius - 0.25, far);
            if iris > 0.0 {
                new = mix(new, self.iris(before, (qx, qy)), iris);
                // The lid's shadow on it.
                let shade = smooth(0.0, 2.0, (py - top) / self.mm);
                new = gain(new, 1.0 - 0.25 * (1.0 - shade) * iris);
            }
            mix(light, new, within)
        })
    }

    /// The iris's light; what the lids hid of it looks as what is as far from
    /// its middle.
    fn iris(&self, before: &Canvas, (x, y): (f32, f32)) -> [f32; 3] {
        let at = |x: f32, y: f32| (self.pupil.0 + x * self.mm, self.pupil.1 + y * self.mm);
        let seen = |x: f32, y: f32| {
            let (px, py) = at(x, y);
            smooth(0.3, 1.2, depth_in(&self.outline, px, py) / self.mm)
        };
        let light = |x: f32, y: f32| {
            let (px, py) = at(x, y);
            before.sample(px, py)
        };
        let far = x.hypot(y);
        let aside = if x < 0.0 { -far } else { far };
        let shown = seen(x, y);
        mix(light(aside * 0.98, far * 0.2), light(x, y), shown)
    }
}
