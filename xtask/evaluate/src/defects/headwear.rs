//! What is worn on the head: caps, knitted hats, hoods, scarves, bands. And
//! what is no hat: a straight fringe, a narrow band, white hair.
//!
//! Places are in millimetres of the person, 63 between the eyes, from the
//! middle between them: to the right and up along the head's own axes.

use crate::canvas::{Canvas, color, gain, mix, mix_one, noise, smooth};
use crate::defect::{Axes, Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/no-head-covering",
        name: "a cap",
        degrees: "to the middle of the forehead / to the brows",
        apply: |subject, degree| Some(hat(subject, degree, Make::Cap)),
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "a knitted hat",
        degrees: "to the middle of the forehead / to the brows",
        apply: |subject, degree| Some(hat(subject, degree, Make::Knitted)),
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "a hat of coarse cloth",
        degrees: "to the middle of the forehead / to the brows",
        apply: |subject, degree| Some(hat(subject, degree, Make::Coarse)),
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "a hood",
        degrees: "to the hair line / over the forehead",
        apply: |subject, degree| Some(around(subject, degree, true)),
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "a scarf around the head",
        degrees: "to the hair line / over the forehead",
        apply: |subject, degree| Some(around(subject, degree, false)),
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "a wide hair band",
        degrees: "24–28 mm / 36–44 mm, life size",
        apply: |subject, degree| {
            let part = random(subject, 1);
            Some(band(subject, degree.pick(24.0 + 4.0 * part, 36.0 + 8.0 * part)))
        },
    },
];

/// What is no head covering; every one of them is to pass.
pub static HARMLESS: &[Defect] = &[
    Defect {
        rule: "photo/no-head-covering",
        name: "harmless: a narrow hair band",
        degrees: "4–6 mm / 8–11 mm, life size",
        apply: |subject, degree| {
            let part = random(subject, 1);
            Some(band(subject, degree.pick(4.0 + 2.0 * part, 8.0 + 3.0 * part)))
        },
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "harmless: a straight fringe",
        degrees: "thin / cut with a ruler",
        apply: fringe,
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "harmless: the person's own hair as a fringe",
        degrees: "ragged / cut with a ruler",
        apply: own_fringe,
    },
    Defect {
        rule: "photo/no-head-covering",
        name: "harmless: hair without colour",
        degrees: "grey / white",
        apply: white_hair,
    },
    Defect {
        rule: "photo/no-background-shadow",
        name: "harmless: hair without colour",
        degrees: "grey / white",
        apply: white_hair,
    },
];

/// What cloth is made into: dark, plain and bright.
const COLORS: [[u8; 3]; 14] = [
    [30, 30, 34],
    [34, 48, 88],
    [150, 32, 38],
    [196, 190, 178],
    [92, 64, 44],
    [46, 88, 62],
    [120, 122, 126],
    [216, 170, 60],
    [232, 232, 234],
    [70, 74, 80],
    [128, 96, 130],
    [60, 56, 50],
    [196, 120, 132],
    [88, 130, 170],
];

/// The face's own axes in millimetres, up from the eyes.
struct Millimetres {
    middle: (f32, f32),
    sin: f32,
    cos: f32,
    mm: f32,
}

impl Millimetres {
    fn of(subject: &Subject) -> Self {
        let Axes { middle, unit, cos, sin } = subject.axes();
        Self { middle, sin, cos, mm: unit / 63.0 }
    }

    /// Right and up, of a pixel.
    fn own(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = ((x - self.middle.0) / self.mm, (y - self.middle.1) / self.mm);
        (dx * self.cos + dy * self.sin, dx * self.sin - dy * self.cos)
    }

    /// The pixel of a place.
    fn pixel(&self, u: f32, v: f32) -> (f32, f32) {
        let (dx, dy) = (u * self.cos + v * self.sin, u * self.sin - v * self.cos);
        (self.middle.0 + dx * self.mm, self.middle.1 + dy * self.mm)
    }
}

/// Smooth noise of a scale, -0.5 to 0.5.
fn cloud(u: f32, v: f32, seed: u32) -> f32 {
    let at = |dx: f32, dy: f32| noise((u + dx).floor() as i32, (v + dy).floor() as i32, seed);
    let (sx, sy) = (smooth(0.0, 1.0, u - u.floor()), smooth(0.0, 1.0, v - v.floor()));
    let upper = at(0.0, 0.0) + (at(1.0, 0.0) - at(0.0, 0.0)) * sx;
    let lower = at(0.0, 1.0) + (at(1.0, 1.0) - at(0.0, 1.0)) * sx;
    upper + (lower - upper) * sy - 0.5
}

/// What a thing is made like.
#[derive(Clone, Copy, PartialEq)]
enum Make {
    /// A cap of smooth cloth, with a peak.
    Cap,
    Knitted,
    /// As rough as hair: ribs, checks, wool or straw.
    Coarse,
}

/// The cloth's own light at a place that lies `turned` mm along its surface.
fn cloth(subject: &Subject, turned: f32, v: f32, make: Make) -> [f32; 3] {
    let seed = subject.seed;
    let pick = |salt: u32| random(subject, salt);
    let knitted = make != Make::Cap;
    let own = color(COLORS[(pick(2) * 14.0) as usize % 14]);
    let second = color(COLORS[(pick(3) * 14.0) as usize % 14]);
    let base = if knitted && pick(4) < 0.2 {
        mix(own, second, smooth(-0.1, 0.1, (v / 7.0).sin()))
    } else if !knitted && pick(4) < 0.2 {
        // A badge on the front.
        let badge = (turned / 17.0).abs().max((v - 78.0).abs() / 9.0);
        mix(own, second, smooth(1.05, 0.95, badge))
    } else {
        own
    };
    let texture = if make == Make::Coarse {
        coarse(subject, turned, v)
    } else if knitted {
        let wide = 1.8 + 2.6 * pick(5);
        let rib = (turned / wide + 0.3 * cloud(turned / 9.0, v / 6.0, seed)).sin();
        0.07 + 0.10 * pick(6) * rib + 0.06 * (v * 2.4 / wide).sin() + 0.10 * cloud(turned, v, seed)
    } else {
        0.05 * cloud(turned * 2.0, v * 2.0, seed) + 0.04 * ((turned + v) * 2.6).sin()
    };
    let folds = 0.22 * cloud(turned / 17.0, v / 13.0, seed ^ 5);
    gain(base, 1.0 + texture + folds)
}

/// How much lighter coarse cloth is at a place than the most of it: of every person's hat
/// one kind of pattern, with wool's own unevenness.
fn coarse(subject: &Subject, turned: f32, v: f32) -> f32 {
    let seed = subject.seed;
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let (deep, wide) = (pick(50, 0.08, 0.22), pick(51, 0.25, 1.0));
    let wool = 2.0 * cloud(turned / wide, v / wide, seed ^ 7);
    let pattern = match pick(52, 0.0, 5.0) as u32 {
        0 => (turned / pick(53, 0.25, 0.9)).sin(),
        1 => {
            let square = |at: f32| (at / pick(53, 1.0, 2.0)).sin().signum();
            (square(turned) + square(v)) / 2.0
        }
        2 => (turned / wide).sin() * (v / (wide * pick(54, 0.7, 1.4))).sin(),
        3 => ((turned + v * pick(54, -1.0, 1.0)) / pick(53, 0.25, 0.8)).sin(),
        _ => wool,
    };
    deep * (pattern + 0.4 * wool)
}

/// How light the face's upper part is, left and right: cloth beside it is lit
/// the same.
fn lit(subject: &Subject, axes: &Millimetres) -> impl Fn(f32) -> f32 + use<> {
    let soft = subject.canvas().blurred(3.0 * axes.mm);
    let at = |index: usize| {
        let (x, y) = subject.at(index);
        soft.sample(x, y)[1].max(0.01)
    };
    let (left, right, middle) = (at(118), at(347), at(9));
    let slope = ((right / left).ln() / 70.0).clamp(-0.012, 0.012);
    // A face that is lit little shows dark cloth, but skin alone is no measure.
    let level = (0.75 + 0.5 * middle).clamp(0.75, 1.1);
    move |u| level * (slope * u * 0.8).exp().clamp(0.4, 1.4)
}

/// How dark a shadow of some reach is, so far below what throws it.
fn under(reach: f32, below: f32) -> f32 {
    smooth(reach, 0.0, below) * smooth(-1.0, 0.0, below)
}

/// The wall behind the head: what is in the picture's upper corners.
fn wall(canvas: &Canvas) -> impl Fn(f32) -> [f32; 3] + use<> {
    let soft = canvas.blurred(5.0);
    move |x| {
        let right = soft.width as f32;
        let (a, b) = (soft.sample(12.0, 12.0), soft.sample(right - 12.0, 12.0));
        mix(a, b, (x / right).clamp(0.0, 1.0))
    }
}

/// Caps and knitted hats.
fn hat(subject: &Subject, degree: Degree, make: Make) -> Derived {
    let cap = make == Make::Cap;
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let side = |index: usize| {
        let (x, y) = subject.at(index);
        axes.own(x, y).0.abs()
    };
    let edge = degree.pick(53.0, 39.0) + pick(7, -3.0, 3.0);
    let drop = pick(8, -6.0, 14.0);
    let tilt = pick(9, -0.04, 0.04);
    let half = side(127).max(side(356)) + pick(10, 6.0, 13.0);
    let (x, y) = (subject.face.crown.skull_top.x as f32, subject.face.crown.skull_top.y as f32);
    let top = axes.own(x, y).1 + if cap { pick(11, 6.0, 14.0) } else { pick(11, 8.0, 26.0) };
    let (boxy, dome) = (pick(12, 2.0, 2.8), pick(13, 1.9, 2.6));
    let brim = if cap || pick(14, 0.0, 1.0) < 0.4 { 0.0 } else { pick(15, 22.0, 38.0) };
    let peak_low = pick(16, -2.0, 12.0);
    let peak_high = pick(17, 10.0, 20.0);
    let seed = subject.seed;
    let canvas = subject.canvas();
    let (light_at, wall_at) = (lit(subject, &axes), wall(&canvas));
    let pixel = 0.8 / axes.mm;
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        let round = (1.0 - (u / (half + 3.0)).powi(2)).max(0.0);
        let hem = edge - drop * (1.0 - round.sqrt()) + tilt * u + 0.5 * cloud(u / 6.0, 1.0, seed);
        if v < hem - 45.0 || u.abs() > 3.0 * half {
            return light;
        }
        let up = ((v - hem) / (top - hem)).max(0.0);
        let inside = 1.0 - (u / half).abs().powf(boxy) - up.powf(dome);
        // To millimetres, roughly.
        let inside = inside * half / 2.4;
        let person = smooth(0.2, 0.6, subject.person_at(x, y));
        // Hair that stood where no hat is lies under the hat now.
        let gone = smooth(4.0, 14.0, v - hem) * smooth(0.02, 0.3, subject.person_at(x, y));
        let grain = 1.0 + 0.04 * (noise(x as i32, y as i32, seed) - 0.5);
        let shadow = 1.0 - 0.35 * under(8.0, hem - v) * person;
        let below = mix(gain(light, shadow), wall_at(x), gone);
        let turned = half * (u / half).clamp(-1.0, 1.0).asin();
        let mut own = cloth(subject, turned, v, make);
        if cap {
            let seam = smooth(0.9, 0.3, (turned.rem_euclid(56.0) - 28.0).abs());
            own = gain(own, 1.0 - 0.25 * seam);
        }
        if brim > 0.0 {
            let fold = smooth(3.5, 0.0, v - hem - brim) * smooth(-0.4, 0.4, v - hem - brim);
            own = gain(own, 1.0 - 0.35 * fold);
        }
        let shade = (0.45 + 0.55 * round.sqrt()) * (0.85 + 0.2 * up.min(1.0)) * light_at(u) * grain;
        let mut paint = gain(own, shade);
        let mut cover = smooth(-pixel, pixel, inside) * smooth(-pixel, pixel, v - hem);
        if cap && u.abs() < 0.92 * half {
            // The peak comes towards the camera and is lit from above.
            let arch = 1.0 - (u / (0.92 * half)).powi(2);
            let (low, high) = (hem - 3.0 - peak_low * arch, hem + peak_high * arch);
            let below_peak = gain(below, 1.0 - 0.3 * under(20.0, low - v));
            let on = smooth(-pixel, pixel, v - low) * smooth(pixel, -pixel, v - high);
            let under = smooth(low + 0.35 * (high - low), low, v);
            let peak = gain(own, light_at(u) * grain * (1.05 - 0.5 * under));
            paint = mix(paint, peak, on);
            cover = cover.max(on);
            return mix(below_peak, paint, cover);
        }
        mix(below, paint, cover)
    });
    softened(subject, painted, &axes)
}

/// Hoods, and scarves wound around the head.
fn around(subject: &Subject, degree: Degree, hood: bool) -> Derived {
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let at = |index: usize| {
        let (x, y) = subject.at(index);
        axes.own(x, y)
    };
    let chin = at(152).1;
    let cheek = at(127).0.abs().max(at(356).0.abs());
    let edge = degree.pick(68.0, 50.0) + pick(20, -4.0, 4.0);
    let wide = if hood { cheek + pick(21, 2.0, 10.0) } else { cheek - pick(21, -1.0, 5.0) };
    let bottom = if hood { chin - pick(22, 20.0, 45.0) } else { chin - pick(22, -3.0, 4.0) };
    let (x, y) = (subject.face.crown.skull_top.x as f32, subject.face.crown.skull_top.y as f32);
    let top = axes.own(x, y).1 + pick(23, 10.0, 22.0);
    let out = cheek + if hood { pick(24, 22.0, 34.0) } else { pick(24, 12.0, 20.0) };
    let middle = (edge + bottom) / 2.0;
    let tall = (edge - bottom) / 2.0;
    let power = pick(25, 2.0, 2.6);
    let seed = subject.seed;
    let canvas = subject.canvas();
    let (light_at, wall_at) = (lit(subject, &axes), wall(&canvas));
    let pixel = 0.8 / axes.mm;
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        let wave = 0.012 * cloud(u / 14.0, v / 14.0, seed ^ 9);
        let reach = ((u / wide).abs().powf(power) + ((v - middle) / tall).abs().powf(power))
            .powf(1.0 / power)
            + wave;
        let opening = (reach - 1.0) * wide.min(tall);
        let body = if v > 0.0 {
            (1.0 - (u / out).hypot(v / top)) * out
        } else {
            // Falls to the shoulders.
            out + (-v / 90.0).powi(2) * 26.0 - u.abs()
        };
        let fall = if hood { 0.0 } else { smooth(chin - 75.0, chin - 95.0, v) };
        let person = smooth(0.02, 0.3, subject.person_at(x, y));
        let gone = smooth(2.0, -4.0, body) * smooth(-20.0, 0.0, v) * person;
        let dark = if hood { 0.45 } else { 0.22 };
        let below = gain(light, 1.0 - dark * smooth(-9.0, 0.0, opening));
        let below = mix(below, wall_at(x), gone);
        let round = (1.0 - (u / (out + 3.0)).powi(2)).max(0.0).sqrt();
        let grain = 1.0 + 0.04 * (noise(x as i32, y as i32, seed) - 0.5);
        // Folds go around the face.
        let angle = u.atan2(v - middle) * 40.0;
        let own = cloth(subject, angle, reach * 60.0, Make::Cap);
        let fold = 0.16 * cloud(angle / 40.0, opening / 7.0, seed ^ 3);
        let inner = if hood { 1.0 - 0.5 * smooth(5.0, 1.0, opening) } else { 1.0 };
        let hem = 1.0 - 0.2 * smooth(1.5, 0.3, (opening - 11.0).abs()) * f32::from(u8::from(hood));
        let shade = (0.5 + 0.5 * round) * light_at(u) * grain * (1.0 + fold) * inner * hem;
        let cover = smooth(-pixel, pixel, opening) * smooth(-pixel, pixel, body) * (1.0 - fall);
        mix(below, gain(own, shade), cover)
    });
    softened(subject, painted, &axes)
}

/// A band from ear to ear over forehead or hair.
fn band(subject: &Subject, wide: f32) -> Derived {
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let edge = pick(30, 48.0, 68.0);
    let drop = pick(31, 10.0, 40.0);
    let seed = subject.seed;
    let half = 82.0;
    let canvas = subject.canvas();
    let light_at = lit(subject, &axes);
    let pixel = 0.8 / axes.mm;
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        let round = (1.0 - (u / half).powi(2)).max(0.0).sqrt();
        let hem = edge - drop * (1.0 - round) + 0.5 * cloud(u / 6.0, 1.0, seed);
        let wide = wide * (0.7 + 0.3 * round);
        let person = smooth(0.3, 0.6, subject.person_at(x, y));
        let inside = (v - hem).min(hem + wide - v);
        if inside < -8.0 || v < 0.0 {
            return light;
        }
        let below = gain(light, 1.0 - 0.25 * smooth(-6.0, 0.0, inside) * person);
        let turned = half * (u / half).clamp(-1.0, 1.0).asin();
        let make = if random(subject, 32) < 0.4 { Make::Knitted } else { Make::Cap };
        let own = cloth(subject, turned, v + 60.0, make);
        let across = ((v - hem) / wide).clamp(0.0, 1.0);
        let swell = 0.7 + 0.3 * (across * std::f32::consts::PI).sin();
        let grain = 1.0 + 0.04 * (noise(x as i32, y as i32, seed) - 0.5);
        let shade = (0.5 + 0.5 * round) * swell * light_at(u) * grain;
        mix(below, gain(own, shade), smooth(-pixel, pixel, inside) * person)
    });
    softened(subject, painted, &axes)
}

/// How much a pixel of the head is hair: of other light or colour than skin.
fn hair_at(subject: &Subject, axes: &Millimetres) -> impl Fn(f32, f32) -> f32 {
    let soft = subject.canvas().blurred(1.2 * axes.mm);
    let tone = |light: [f32; 3]| {
        let [r, g, b] = light.map(|value| value + 0.01);
        [(0.2126 * r + 0.7152 * g + 0.0722 * b).ln(), (r / g).ln(), (b / g).ln()]
    };
    let (x, y) = subject.at(9);
    let skin = tone(soft.sample(x, y));
    let axes = Millimetres { ..*axes };
    move |x, y| {
        let (u, v) = axes.own(x, y);
        let is = tone(soft.sample(x, y));
        let darker = skin[0] - is[0];
        let other = (is[1] - skin[1]).hypot(is[2] - skin[2]) + 0.7 * darker.max(-0.5 * darker);
        let above = smooth(26.0, 34.0, v - 0.0).max(smooth(0.94, 1.04, u.abs() / 74.0));
        smooth(0.35, 0.8, other) * above * smooth(0.3, 0.7, subject.person_at(x, y))
    }
}

/// Hair over the forehead.
fn fringe(subject: &Subject, degree: Degree) -> Option<Derived> {
    let edge = 24.0 + 18.0 * random(subject, 41);
    hair_down_to(subject, edge, degree.pick(6.0, 1.0), degree.pick(0.8, 1.0))
}

/// Hair of the person's own colour, or black, that falls so many millimetres above the
/// eyes, its end as ragged as that and so much of it there; `None` for those with little
/// hair.
pub(super) fn hair_down_to(
    subject: &Subject,
    edge: f32,
    rough: f32,
    thick: f32,
) -> Option<Derived> {
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let canvas = subject.canvas();
    let is_hair = hair_at(subject, &axes);
    let (mut sum, mut share) = ([0.0; 3], 0.0);
    for step in 0..900 {
        let (x, y) = axes.pixel(-45.0 + (step % 30) as f32 * 3.0, 62.0 + (step / 30) as f32 * 1.4);
        let part = is_hair(x, y);
        let light = canvas.sample(x, y);
        sum = std::array::from_fn(|i| sum[i] + light[i] * part);
        share += part;
    }
    if share < 250.0 {
        return None;
    }
    // Many of the applicants have black hair.
    let own = gain(sum, 1.0 / share);
    let own = if pick(40, 0.0, 1.0) < 0.5 { color([30, 26, 25]) } else { own };
    let drop = pick(42, -2.0, 8.0);
    let seed = subject.seed;
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        if !(-40.0..110.0).contains(&v) || u.abs() > 72.0 {
            return light;
        }
        // Locks fan out from the whorl.
        let lock = u * (1.0 + 0.2 * (v - edge) / 60.0);
        let (wide, fine) = ((lock / 2.6).floor() as i32, (lock / 0.55).floor() as i32);
        let end = edge - drop * (u / 60.0).powi(2)
            + rough * (noise(wide, 3, seed) - 0.5)
            + 0.5 * rough.min(2.5) * (noise(fine, 4, seed) - 0.5);
        let top = 78.0 + 24.0 * (1.0 - (u / 72.0).powi(2));
        let sheen = 1.0 + 0.9 * (-((v - 62.0 + 0.004 * u * u) / 9.0).powi(2)).exp();
        let tone = 0.6 + 0.45 * noise(wide, 1, seed) + 0.4 * noise(fine, 2, seed);
        let gap = if noise(wide, 5, seed) > thick { smooth(70.0, edge, v) } else { 0.0 };
        let below = gain(light, 1.0 - 0.2 * under(5.0, end - v));
        let cover = smooth(-0.6, 0.6, v - end)
            * smooth(top, top - 16.0, v)
            * smooth(72.0, 64.0, u.abs())
            * (1.0 - gap);
        mix(below, gain(own, tone * sheen), cover)
    });
    Some(softened(subject, painted, &axes))
}

/// The hair above the forehead, drawn down over it as it is.
fn own_fringe(subject: &Subject, degree: Degree) -> Option<Derived> {
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let is_hair = hair_at(subject, &axes);
    let (x, y) = (subject.face.crown.skull_top.x as f32, subject.face.crown.skull_top.y as f32);
    let top = axes.own(x, y).1 - 6.0;
    // As much of the strip below the crown as is hair from side to side.
    let full = |v: f32| {
        (-9..=9).all(|step| {
            let (x, y) = axes.pixel(step as f32 * 5.0, v);
            is_hair(x, y) > 0.5
        })
    };
    let mut low = top;
    while low > 40.0 && full(low - 1.0) {
        low -= 1.0;
    }
    if top - low < 12.0 {
        return None;
    }
    let edge = pick(60, 26.0, 46.0);
    let rough = degree.pick(9.0, 0.6);
    let (drop, half, seed) = (pick(61, -2.0, 8.0), pick(62, 52.0, 64.0), subject.seed);
    let (canvas, hair) = (subject.canvas(), subject.canvas());
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        let end = edge - drop * (u / 60.0).powi(2) + rough * cloud(u / 1.6, 1.0, seed ^ 11);
        let cover = smooth(-0.6, 0.6, v - end) * smooth(half, half - 6.0, u.abs());
        if cover <= 0.0 || v >= top {
            return light;
        }
        let from = low + (v - edge) / (top - edge) * (top - low);
        // Beside the strip there may be no hair.
        let (x, y) = axes.pixel(u * 45.0 / half, from.max(low));
        mix(light, hair.sample(x, y), cover)
    });
    Some(softened(subject, painted, &axes))
}

/// The person's hair without colour and much lighter, with less between its strands, as
/// grey and white hair has; `None` for those with little hair, or none that is clearly
/// darker than the skin.
fn white_hair(subject: &Subject, degree: Degree) -> Option<Derived> {
    let axes = Millimetres::of(subject);
    let pick = |salt: u32, from: f32, to: f32| from + (to - from) * random(subject, salt);
    let canvas = subject.canvas();
    let soft = canvas.blurred(0.8 * axes.mm);
    let tone = |light: [f32; 3]| {
        let [r, g, b] = light.map(|value| value + 0.004);
        [(0.2126 * r + 0.7152 * g + 0.0722 * b).ln(), (r / g).ln(), (b / g).ln()]
    };
    let face = &subject.face;
    let (forehead, top) = (face.mesh.point(10).1, face.crown.hair_top.y as f32);
    let hair = tone(subject.middle_light(700, |x, y, _| {
        let (u, _) = axes.own(x, y);
        u.abs() < 40.0
            && (mix_one(top, forehead, 0.25)..mix_one(top, forehead, 0.6)).contains(&y)
            && subject.person_at(x, y) > 0.9
    })?);
    let skin = tone(subject.middle_light(700, |x, y, _| {
        let (u, v) = axes.own(x, y);
        u.abs() < 25.0 && (30.0..42.0).contains(&v)
    })?);
    let way: [f32; 3] = std::array::from_fn(|i| hair[i] - skin[i]);
    if way[0] > -0.9 {
        return None;
    }
    let own = degree.pick(pick(70, 0.1, 0.25), pick(70, 0.25, 0.6));
    let contrast = degree.pick(pick(71, 0.5, 0.8), pick(71, 0.3, 0.6));
    let tint = gain([1.0, 0.985, 0.96], 1.0 + 0.02 * pick(72, -1.0, 1.0));
    let painted = canvas.map(|x, y, light| {
        let (u, v) = axes.own(x, y);
        // Brows and lashes stay as they are, and what lies below the chin.
        let above = smooth(30.0, 36.0, v).max(smooth(58.0, 64.0, u.abs()));
        let person = smooth(0.1, 0.4, subject.person_at(x, y));
        if v < -70.0 || above * person <= 0.0 {
            return light;
        }
        let is = tone(soft.sample(x, y));
        let gone: f32 = (0..3).map(|i| (is[i] - skin[i]) * way[i]).sum();
        let is_hair = smooth(0.3, 0.6, gone / way.map(|part| part * part).iter().sum::<f32>());
        let lighter = (contrast * (tone(light)[0] - hair[0])).min(0.6).exp();
        let lighter = (own * lighter).min(0.95);
        mix(light, gain(tint, lighter), is_hair * above * person * smooth(-70.0, -60.0, v))
    });
    Some(painted.into())
}

/// What is painted is no sharper than what was photographed.
fn softened(subject: &Subject, painted: Canvas, axes: &Millimetres) -> Derived {
    let before = subject.canvas();
    let soft = painted.blurred(0.3 * axes.mm);
    let width = before.width;
    let mixed = painted.map(|x, y, light| {
        let was = before.pixels[y as usize * width + x as usize];
        if was == light { light } else { mix(light, soft.sample(x, y), 0.7) }
    });
    mixed.into()
}

fn random(subject: &Subject, salt: u32) -> f32 {
    noise(subject.seed as i32, salt as i32, 0x4EAD)
}
