//! Glasses: frames of many shapes, thicknesses and materials, dark lenses, and
//! light reflected on lenses.
//!
//! Lengths are shares of the distance between the eyes, about 63 mm.

use crate::canvas::{Canvas, color, depth_in, distance, gain, mix, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/no-tinted-glasses",
        name: "sunglasses",
        degrees: "28–42 % / 6–18 % of the light comes through",
        apply: |subject, degree| {
            let lens = Lens::dark(subject, degree, false);
            Some(worn(subject, &Frame::any(subject), &lens, None))
        },
    },
    Defect {
        rule: "photo/no-tinted-glasses",
        name: "sunglasses, paler below",
        degrees: "28–42 % / 6–18 % of the light comes through at the eyes",
        apply: |subject, degree| {
            let lens = Lens::dark(subject, degree, true);
            Some(worn(subject, &Frame::any(subject), &lens, None))
        },
    },
    Defect {
        rule: "photo/no-glasses-glare",
        name: "windows on the lenses",
        degrees: "a third / two thirds of a lens's width, half as white / as white as paper",
        apply: |subject, degree| {
            let glare = Some((Glare::Window, degree));
            Some(worn(subject, &Frame::any(subject), &Lens::clear(), glare))
        },
    },
    Defect {
        rule: "photo/no-glasses-glare",
        name: "soft lights on the lenses",
        degrees: "a third / half of a lens's width, half as white / as white as paper",
        apply: |subject, degree| {
            let glare = Some((Glare::Blotch, degree));
            Some(worn(subject, &Frame::any(subject), &Lens::clear(), glare))
        },
    },
    Defect {
        rule: "photo/no-glasses-glare",
        name: "lenses veiled",
        degrees: "15 % / 40 % of paper's white over the whole lens",
        apply: |subject, degree| {
            let glare = Some((Glare::Veil, degree));
            Some(worn(subject, &Frame::any(subject), &Lens::clear(), glare))
        },
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "a frame across the eyes",
        degrees: "its upper rim's lower edge below the iris's middle / across the pupils' middle",
        apply: |subject, degree| Some(slid(subject, degree)),
    },
    Defect {
        rule: "photo/no-heavy-frame",
        name: "heavy frame",
        degrees: "6 mm / 9 mm thick",
        apply: |subject, degree| {
            let frame = Frame::of(subject, degree.pick(6.0, 9.0), HEAVY);
            Some(worn(subject, &frame, &Lens::clear(), None))
        },
    },
];

/// Glasses that are nothing to complain of: run beside the defects of a rule
/// that was asked for, and every one of them is to pass.
pub static HARMLESS: &[Defect] = &[
    Defect {
        rule: "photo/no-heavy-frame",
        name: "harmless: plain glasses",
        degrees: "0.8–1.6 mm / 1.8–2.4 mm thick",
        apply: plain,
    },
    Defect {
        rule: "photo/no-tinted-glasses",
        name: "harmless: plain glasses",
        degrees: "0.8–1.6 mm / 1.8–2.4 mm thick",
        apply: plain,
    },
    Defect {
        rule: "photo/no-glasses-glare",
        name: "harmless: plain glasses",
        degrees: "0.8–1.6 mm / 1.8–2.4 mm thick",
        apply: plain,
    },
    Defect {
        rule: "photo/eyes-visible",
        name: "harmless: plain glasses",
        degrees: "0.8–1.6 mm / 1.8–2.4 mm thick",
        apply: plain,
    },
];

/// Glasses that have slid down, so that their upper rim is before the pupils.
fn slid(subject: &Subject, degree: Degree) -> Derived {
    let thick = 2.0 + 1.4 * random(subject, 20);
    let mut frame = Frame::of(subject, thick, 6);
    let top = frame.outline.iter().map(|point| point.1).fold(0.0, f32::min);
    // The rim's middle above the eyes'.
    let above = degree.pick(0.5 * thick * MM - 0.02, 0.0);
    frame.middle.1 = 0.5 * frame.thick - top - above;
    worn(subject, &frame, &Lens::clear(), None)
}

fn plain(subject: &Subject, degree: Degree) -> Option<Derived> {
    let part = random(subject, 1);
    let thick = degree.pick(0.8 + 0.8 * part, 1.8 + 0.6 * part);
    Some(worn(subject, &Frame::of(subject, thick, 6), &Lens::clear(), None))
}

/// Shares of the distance between the eyes a millimetre.
const MM: f32 = 1.0 / 63.0;

/// How many of the materials make heavy frames: none is metal.
const HEAVY: usize = 4;

struct Frame {
    /// The lens's outline about its middle, for the eye on the picture's left.
    outline: Vec<(f32, f32)>,
    /// From the middle between the eyes to a lens's middle.
    middle: (f32, f32),
    thick: f32,
    material: usize,
}

impl Frame {
    /// Of any make; what holds dark or shining lenses.
    fn any(subject: &Subject) -> Self {
        let thick = 0.8 + 1.6 * random(subject, 2);
        Self::of(subject, thick, 6)
    }

    fn of(subject: &Subject, thick_mm: f32, materials: usize) -> Self {
        let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
        // Half a lens's width and height, mm; the outline's roundness; how much
        // wider the outer upper corner is.
        let (wide, high, power, wing): (f32, f32, f32, f32) =
            match (random(subject, 3) * 5.0) as usize {
                0 => (pick(4, 22.0, 24.0), pick(5, 21.0, 23.0), 2.0, 0.0),
                1 => (pick(4, 25.0, 28.0), pick(5, 16.0, 19.0), 4.5, 0.0),
                2 => (pick(4, 24.0, 27.0), pick(5, 19.0, 22.0), 3.0, 0.12),
                3 => (pick(4, 26.0, 29.0), pick(5, 22.0, 25.0), 2.4, -0.22),
                _ => (pick(4, 26.0, 30.0), pick(5, 20.0, 24.0), 3.2, 0.0),
            };
        // A thick frame leaves less room for the lens.
        let (wide, high) = (wide.min(29.5 - thick_mm), high - 0.4 * thick_mm);
        let outline = (0..72)
            .map(|step| {
                let (sin, cos) = (step as f32 * std::f32::consts::TAU / 72.0).sin_cos();
                let radius = (cos.abs().powf(power) + sin.abs().powf(power)).powf(-1.0 / power);
                let (x, y) = (cos * radius, sin * radius);
                // Aviators hang down outwards, cats' eyes rise.
                let lift = if wing < 0.0 && y > 0.0 || wing > 0.0 && y < 0.0 {
                    -wing.abs() * y.signum() * x * 0.8
                } else {
                    0.0
                };
                (x * wide * MM, (y + lift) * high * MM)
            })
            .collect();
        let middle = (wide + thick_mm + pick(6, 4.0, 7.0)).max(31.0);
        Self {
            outline,
            middle: (middle * MM, pick(7, 0.03, 0.12)),
            thick: thick_mm * MM,
            material: (random(subject, 8) * materials as f32) as usize,
        }
    }

    /// Its own light before the picture's, and cover.
    fn paint(&self, (u, v): (f32, f32), across: f32, seed: u32) -> ([f32; 3], f32) {
        let cell = |size: f32, salt| {
            let (x, y) = (u / size, v / size);
            let at = |dx: f32, dy: f32| {
                noise((x + dx).floor() as i32, (y + dy).floor() as i32, seed ^ salt)
            };
            let (fx, fy) = (x - x.floor(), y - y.floor());
            let (sx, sy) = (smooth(0.0, 1.0, fx), smooth(0.0, 1.0, fy));
            let upper = at(0.0, 0.0) + (at(1.0, 0.0) - at(0.0, 0.0)) * sx;
            let lower = at(0.0, 1.0) + (at(1.0, 1.0) - at(0.0, 1.0)) * sx;
            upper + (lower - upper) * sy
        };
        // The rounded front shines along its upper edge.
        let shine = 0.10 * smooth(0.25, 0.0, (across - 0.7).abs()) * cell(0.15, 11);
        let (light, cover) = match self.material {
            0 => (color([24, 22, 22]), 1.0),
            1 => {
                let brown = smooth(0.35, 0.75, cell(0.06, 3));
                (mix(color([38, 24, 18]), color([128, 78, 38]), brown), 1.0)
            }
            2 => (color([36, 44, 78]), 1.0),
            3 => (color([92, 30, 34]), 1.0),
            4 => {
                let lit = 0.35 + 0.9 * cell(0.12, 5) * smooth(0.0, 0.6, across);
                (gain(color([188, 160, 108]), lit), 0.95)
            }
            _ => {
                let lit = 0.25 + 0.9 * cell(0.12, 7) * smooth(0.0, 0.6, across);
                (gain(color([150, 152, 158]), lit), 0.95)
            }
        };
        (light.map(|value| value + shine), cover)
    }
}

struct Lens {
    /// What comes through at the lens's upper and lower edge.
    through: [[f32; 3]; 2],
}

impl Lens {
    fn clear() -> Self {
        Self { through: [[0.95; 3]; 2] }
    }

    fn dark(subject: &Subject, degree: Degree, paler_below: bool) -> Self {
        let part = random(subject, 9);
        let share = degree.pick(0.28 + 0.14 * part, 0.06 + 0.12 * part);
        let hue = [[1.0, 1.0, 1.0], [1.3, 0.95, 0.7], [0.85, 1.08, 0.9], [0.85, 1.0, 1.3]]
            [(random(subject, 10) * 4.0) as usize % 4];
        let at = |by: f32| hue.map(|value| (value * share * by).min(0.9));
        let [above, below] = if paler_below { [0.7, 1.7] } else { [1.0, 1.0] };
        Self { through: [at(above), at(below)] }
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Glare {
    Window,
    Blotch,
    Veil,
}

impl Glare {
    /// White added at a place from the lens's middle.
    fn at(self, subject: &Subject, degree: Degree, (x, y): (f32, f32)) -> [f32; 3] {
        let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
        let hue = [[1.0, 1.0, 1.0], [0.75, 1.0, 0.85], [0.85, 0.85, 1.0], [1.0, 0.97, 0.9]]
            [(random(subject, 12) * 4.0) as usize % 4];
        let (cx, cy) = (pick(13, -0.14, 0.14), pick(14, -0.14, 0.06));
        let light = match self {
            Self::Window => {
                let (wide, high) = degree.pick((0.13, 0.10), (0.27, 0.19));
                let (x, y) = (x - cx + 0.25 * y, y - cy + 0.08 * x);
                let soft = 0.008;
                let inside = smooth(soft, -soft, (x.abs() - wide).max(y.abs() - high));
                let bars = smooth(0.005, 0.015, x.abs()) * smooth(0.005, 0.015, (y + 0.02).abs());
                degree.pick(0.45, 0.9) * inside * (0.25 + 0.75 * bars)
            }
            Self::Blotch => {
                let size = degree.pick(0.11, 0.18);
                let far = ((x - cx) / size).hypot((y - cy) / (size * pick(15, 0.5, 1.0)));
                degree.pick(0.5, 1.0) * (-0.5 * far.powi(4)).exp()
            }
            Self::Veil => {
                let slope = 1.0 + pick(16, -0.8, 0.8) * x + pick(17, -0.8, 0.8) * y;
                degree.pick(0.15, 0.40) * slope
            }
        };
        hue.map(|value| value * light)
    }
}

/// The person wearing glasses.
fn worn(subject: &Subject, frame: &Frame, lens: &Lens, glare: Option<(Glare, Degree)>) -> Derived {
    let axes = subject.axes();
    let own = |x: f32, y: f32| axes.own(x, y);
    // Where the arms of the glasses go out of sight.
    let side = |index: usize| {
        let (x, y) = subject.at(index);
        own(x, y).0.abs()
    };
    let ends = [side(127), side(356)];
    // What is lit less has less to reflect.
    let cheek = subject.canvas();
    let (sx, sy) = subject.at(50);
    let skin = cheek.sample(sx, sy);
    let ambient = (skin[0] * 1.6).clamp(0.25, 1.0);
    let pixel = 0.7 / axes.unit;
    let top = frame.outline.iter().map(|point| point.1).fold(0.0, f32::min);
    let edge = frame.outline.iter().map(|point| point.0).fold(0.0, f32::max);
    let arm = (frame.thick * 1.1).max(1.4 * MM);
    // Distance of a place from the frame's edge: negative within it; and from
    // the lens's edge: positive within.
    let shape = |u: f32, v: f32| {
        let (x, y) = (u.abs() - frame.middle.0, v - frame.middle.1);
        // The outline is the one of the picture's left: outwards is left.
        let lens = depth_in(&frame.outline, x, y);
        let rim = (-lens - frame.thick).max(lens);
        let height = top * 0.45;
        let bridge = distance((-edge, height), (-frame.middle.0, height - 0.03), x, y)
            - arm.min(4.5 * MM) * 0.5;
        let end = ends[usize::from(u > 0.0)] - frame.middle.0;
        let temple = if end > edge {
            distance((edge, height), (end, height), x, y) - arm * 0.5
        } else {
            1.0
        };
        (rim.min(bridge).min(temple), lens)
    };
    let reach = frame.middle.0 + edge + frame.thick + 0.3;
    let shadow = 1.2 * MM;
    let painted = subject.canvas().map(|px, py, below| {
        let (u, v) = own(px, py);
        if u.abs() > reach || !(-0.8..=0.9).contains(&v) {
            return below;
        }
        let (from_frame, lens_depth) = shape(u, v);
        let mut light = below;
        // The frame's soft shadow on the skin below it.
        let (shadowed, _) = shape(u, v - shadow);
        let dark = 0.28 * smooth(shadow, -shadow, shadowed);
        if u.abs() < frame.middle.0 + edge {
            light = gain(light, 1.0 - dark);
        }
        let on_lens = smooth(-pixel, pixel, lens_depth);
        if on_lens > 0.0 {
            let (x, y) = (u - frame.middle.0 * u.signum(), v - frame.middle.1);
            let down = ((y / -top) * 0.5 + 0.5).clamp(0.0, 1.0);
            let through = mix(lens.through[0], lens.through[1], down);
            let mut seen: [f32; 3] = std::array::from_fn(|i| light[i] * through[i]);
            // A lens's surface throws back a little of the room.
            seen = seen.map(|value| value + 0.008 * ambient);
            if let Some((glare, degree)) = glare {
                let white = glare.at(subject, degree, (x, y));
                seen = std::array::from_fn(|i| {
                    let part = white[i].clamp(0.0, 1.0);
                    seen[i] * (1.0 - 0.5 * part) + white[i] * ambient
                });
            }
            light = mix(light, seen, on_lens);
        }
        let across = ((-from_frame) / frame.thick).clamp(0.0, 1.0);
        let (paint, cover) = frame.paint((u, v), across, subject.seed);
        let grain = 1.0 + 0.06 * (noise(px as i32, py as i32, 77) - 0.5);
        let cover = cover * smooth(pixel, -pixel, from_frame);
        mix(light, gain(paint, (0.35 + 0.65 * ambient) * grain), cover)
    });
    // What is painted is no sharper than what was photographed.
    let soft = painted.blurred(0.005 * axes.unit);
    blend(painted, &soft, own)
}

/// The blurred picture where the glasses are.
fn blend(painted: Canvas, soft: &Canvas, own: impl Fn(f32, f32) -> (f32, f32)) -> Derived {
    painted
        .map(|x, y, light| {
            let (u, v) = own(x, y);
            if u.abs() < 1.3 && v.abs() < 0.7 { mix(light, soft.sample(x, y), 0.5) } else { light }
        })
        .into()
}

fn random(subject: &Subject, salt: u32) -> f32 {
    noise(subject.seed as i32, salt as i32, 0x61A5)
}
