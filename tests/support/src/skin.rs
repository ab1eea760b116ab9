//! The colours of a face: what is painted onto the head's form.

use crate::head::{EYE_HALF, Expression, MOUTH, PUPIL};
use crate::light::Light;
use crate::math::{Rgb, bell, curve, inside, lerp, linear, mix, noise, scale, smoothstep, tint};
use crate::raster::Place;

/// Everything the face's colours depend on.
#[derive(Clone, Debug)]
pub struct Skin {
    pub face: Expression,
    /// Linear light.
    pub colour: Rgb,
    pub hair: Rgb,
    pub iris: Rgb,
    pub red_eye: f32,
    pub seed: u32,
}

impl Skin {
    /// The lit colour of the head at `place`; `shade` darkens it (1 = no shadow cast on it).
    pub fn face(&self, place: &Place, light: &Light, shade: f32) -> Rgb {
        let (x, y, z) = (place.at.x, place.at.y, place.at.z);
        let soft = place.pixel.max(0.5);
        let mut colour = self.ground(x, y, z);
        let frontal = z > -10.0;
        let mut gloss =
            0.5 + 0.6 * bell(x, y - 32.0, 9.0, 12.0) + 0.4 * bell(x, y + 40.0, 35.0, 18.0);
        if frontal {
            colour = tint(colour, [self.hollows(x, y); 3]);
            colour = self.folds(x, y, soft, colour);
            let (lips, cover) = self.mouth(x, y, soft);
            colour = mix(colour, lips, cover);
            gloss += 0.5 * cover;
            colour = scale(colour, self.frown(x, y));
            colour = self.brow(x, y, soft, colour);
        }
        let mut lit = light.on(place.normal, colour, gloss);
        if frontal && y.abs() < 20.0 && (x.abs() - PUPIL).abs() < 1.5 * EYE_HALF {
            lit = self.eye(x, y, soft, lit, light, place);
        }
        scale(lit, shade)
    }

    /// Bare skin: the tone, its flush and its grain.
    pub fn ground(&self, x: f32, y: f32, z: f32) -> Rgb {
        let side = x.abs();
        let flush = 0.5 * bell(side - 42.0, y - 36.0, 16.0, 14.0)
            + 0.45 * bell(x, y - 36.0, 12.0, 9.0)
            + 0.2 * bell(x, y - 106.0, 16.0, 9.0)
            + 0.4 * smoothstep(-5.0, -30.0, z) * smoothstep(70.0, 30.0, y);
        let mut colour = tint(self.colour, mix([1.0; 3], [1.06, 0.80, 0.76], flush));
        let shadow = 0.5 * bell(side - 26.0, y - 12.0, 11.0, 5.0)
            + 0.35 * bell(side - 24.0, y + 5.0, 10.0, 6.0);
        colour = tint(colour, mix([1.0; 3], [0.78, 0.68, 0.68], shadow));
        let grain = 0.025 * noise(x / 11.0, y / 11.0, self.seed)
            + 0.025 * noise(x / 3.1, y / 3.1, self.seed ^ 1)
            + 0.03 * noise(x / 0.9, y / 0.9, self.seed ^ 2);
        scale(colour, 1.0 + grain)
    }

    /// Where light does not reach: 1 = open.
    fn hollows(&self, x: f32, y: f32) -> f32 {
        let side = x.abs();
        let mut dark = 0.30 * bell(side - 17.5, y + 3.0, 5.0, 6.5);
        dark += 0.20 * bell(side - 29.0, y + 9.5, 13.0, 3.5);
        dark += 0.16 * bell(side - 11.5, y - 20.0, 4.0, 14.0);
        dark += 0.38 * bell(x, y - 48.5, 11.0, 3.0);
        dark += 0.28 * bell(side - 18.5, y - 40.0, 2.2, 5.5);
        dark += 0.22
            * bell(x, y - 88.0 - 8.0 * self.face.mouth_open - self.face.gap() * 0.7, 13.0, 3.0);
        dark += 0.30 * smoothstep(104.0, 121.0, y - 20.0 * self.face.mouth_open);
        dark += 0.16 * smoothstep(48.0, 72.0, side) * smoothstep(-10.0, 30.0, y);
        // Nostrils, with the wings' edge above them.
        let nostril =
            inside(((side - 7.2) / 4.6).hypot((y - 43.6 - 0.12 * (side - 7.0)) / 2.5) - 1.0, 0.6);
        (1.0 - dark).max(0.2) * lerp(1.0, 0.10, nostril)
    }

    fn folds(&self, x: f32, y: f32, soft: f32, mut colour: Rgb) -> Rgb {
        let side = x.abs();
        // The wing of the nose.
        let wing = ((side - 12.0) / 6.3).hypot((y - 38.5) / 7.0) - 1.0;
        let crease = inside(wing.abs() * 6.0 - 0.5, soft + 1.2)
            * smoothstep(11.0, 16.0, side)
            * smoothstep(30.0, 36.0, y);
        colour = scale(colour, 1.0 - 0.38 * crease);
        // From the nose to the mouth's corner.
        let t = (y - 42.0) / 26.0;
        if (0.0..1.3).contains(&t) {
            let at = lerp(19.0, self.face.mouth_half() + 6.0, t.clamp(0.0, 1.1));
            let deep =
                (0.10 + 0.28 * self.face.smile) * smoothstep(0.0, 0.2, t) * smoothstep(1.3, 0.8, t);
            colour = scale(colour, 1.0 - deep * bell(side - at, 0.0, 1.8, 1.0));
        }
        // The furrow under the nose.
        let furrow = bell(side - 3.4, y - 54.5, 1.6, 5.0);
        scale(colour, 1.0 - 0.10 * furrow + 0.05 * bell(x, y - 55.0, 1.6, 5.0))
    }

    fn mouth(&self, x: f32, y: f32, soft: f32) -> (Rgb, f32) {
        let half = self.face.mouth_half();
        let u = x / half;
        if u.abs() > 1.15 || !(MOUTH - 25.0..MOUTH + 60.0).contains(&y) {
            return ([0.0; 3], 0.0);
        }
        let across = (1.0 - u * u).max(0.0);
        let gap = self.face.gap();
        let corner = self.face.corner_y();
        let upper_in = corner + (MOUTH - corner) * across.powf(0.7) + 0.8 * bell(u, 0.0, 0.1, 1.0);
        let lower_in = corner
            + (MOUTH + gap - corner) * across.powf(if gap > 3.0 { 0.55 } else { 0.7 })
            + 0.8 * bell(u, 0.0, 0.1, 1.0);
        let thin = 1.0 - 0.25 * self.face.smile;
        let bow = 1.6 * bell(u, 0.0, 0.09, 1.0) - 0.7 * bell(u.abs() - 0.22, 0.0, 0.1, 1.0);
        let upper_out = upper_in - thin * 8.2 * across.powf(0.8) + bow;
        let lower_out = lower_in + thin * 10.0 * across.powf(0.62);
        let cover = inside(upper_out - y, soft + 1.0)
            * inside(y - lower_out, soft + 1.2)
            * inside((u.abs() - 1.0) * half, soft + 0.5);
        let lip = tint(mix(self.colour, linear([176, 80, 84]), 0.25), [0.80, 0.47, 0.50]);
        let streaks = 1.0 + 0.06 * noise(x / 0.9, y / 5.0, self.seed ^ 7);
        let mut colour = scale(lip, streaks);
        // The upper lip faces down, the lower one up.
        if y < 0.5 * (upper_in + lower_in) {
            colour = scale(
                colour,
                lerp(
                    0.95,
                    0.72,
                    ((y - upper_out) / (upper_in - upper_out).max(0.5)).clamp(0.0, 1.0),
                ),
            );
        } else {
            colour = scale(colour, 1.0 + 0.16 * bell(x, y - lower_in - 4.0, 10.0, 2.5));
        }
        let open =
            inside(upper_in - y, soft) * inside(y - lower_in, soft) * inside(u.abs() - 0.97, 0.05);
        if gap > 0.5 {
            colour = mix(colour, self.inside_mouth(x, y - upper_in, gap), open);
        }
        let seam =
            |at: f32| inside((y - at).abs() - 0.45, soft + 0.7) * smoothstep(1.06, 0.9, u.abs());
        let line = seam(upper_in).max(if gap > 0.5 { 0.4 * seam(lower_in) } else { 0.0 });
        (mix(colour, scale(lip, 0.12), 0.85 * line), cover.max(line * 0.8))
    }

    fn inside_mouth(&self, x: f32, depth: f32, gap: f32) -> Rgb {
        let cavity = scale(linear([70, 22, 22]), lerp(1.0, 0.35, (depth / 12.0).clamp(0.0, 1.0)));
        let tongue = linear([150, 72, 72]);
        let mut colour = mix(
            cavity,
            tongue,
            0.6 * inside(gap * 0.62 - depth + x * x * 0.02, 3.0) * smoothstep(10.0, 16.0, gap),
        );
        if self.face.teeth {
            let between = inside(((x + 100.0) % 7.6 - 3.8).abs() - 0.25, 0.6);
            let tooth = scale(
                linear([232, 226, 212]),
                (1.0 - 0.35 * between) * lerp(1.0, 0.45, (x.abs() / 26.0).clamp(0.0, 1.0)),
            );
            colour = mix(colour, tooth, inside(depth - 8.0, 0.8));
        }
        colour
    }

    fn brow(&self, x: f32, y: f32, soft: f32, colour: Rgb) -> Rgb {
        let (side, y) = self.at_rest(x, y);
        if !(8.0..60.0).contains(&side) || !(-42.0..-8.0).contains(&y) {
            return colour;
        }
        const LINE: [(f32, f32); 5] =
            [(11.0, -18.5), (22.0, -20.5), (36.0, -23.0), (46.0, -20.5), (55.0, -14.5)];
        const THICK: [(f32, f32); 4] = [(10.0, 3.2), (20.0, 4.6), (40.0, 3.4), (56.0, 0.6)];
        let strands = noise((x - 0.7 * y * x.signum()) / 0.9, y / 4.0, self.seed ^ 3);
        let distance = (y - curve(&LINE, side)).abs() - curve(&THICK, side) - 0.5 * strands;
        let ends = smoothstep(10.0, 15.0, side) * smoothstep(57.0, 50.0, side);
        let cover = inside(distance, soft + 1.8) * ends * (0.78 + 0.18 * strands);
        let tone = mix(scale(self.hair, 0.8), scale(self.colour, 0.25), 0.35);
        mix(colour, tone, cover)
    }

    /// Where on a brow at rest a place on a moved one is: away from the middle, and down.
    fn at_rest(&self, x: f32, y: f32) -> (f32, f32) {
        let (side, by) = (x.abs(), self.face.brows);
        let inner = smoothstep(38.0, 10.0, side) * (-by).max(0.0);
        (side + inner, y + by.max(0.0) - inner)
    }

    /// The folds that brows pulled up lay across the forehead, or brows drawn together
    /// upright between them: 1 = none.
    fn frown(&self, x: f32, y: f32) -> f32 {
        let (side, by) = (x.abs(), self.face.brows);
        let across = smoothstep(38.0, 24.0, side) * (by / 10.0).max(0.0);
        let lines = [36.0, 44.0, 52.0].map(|height| {
            let arc = 3.0 * smoothstep(0.0, 26.0, side) + 0.7 * (x / 7.0).sin();
            bell(y + height + by.max(0.0) + arc, 0.0, 0.9, 1.0)
        });
        let upright = bell(side - 5.5, 0.0, 0.9, 1.0) * bell(0.0, y + 17.0, 1.0, 8.0);
        let between = (-by / 5.0).max(0.0) * upright;
        1.0 - (0.28 * across * lines.iter().sum::<f32>() + 0.4 * between).min(0.8)
    }

    fn eye(&self, x: f32, y: f32, soft: f32, lit: Rgb, light: &Light, place: &Place) -> Rgb {
        let (open, sign) =
            if x < 0.0 { (self.face.left_eye_open, -1.0) } else { (self.face.right_eye_open, 1.0) };
        let open = open.clamp(0.0, 1.1) * (1.0 - 0.18 * self.face.smile);
        // Outward from the eye's middle; the outer corner stands a little higher.
        let along = x * sign - PUPIL;
        let u = along / EYE_HALF;
        let dy = y - (0.6 - 0.05 * along);
        let across = (1.0 - u * u).max(0.0);
        let lower = lerp(2.0, 4.0, open) * (across.powf(0.8));
        let skew = (1.0 - (u + 0.08).abs().powf(2.3)).max(0.0) * across.powf(0.12);
        let upper = lerp(lower, -6.2 * skew, open);
        let mut out = lit;

        // The lids about the eye. A closed lid is smooth: its crease is stretched out under the
        // brow, and nothing but the lashes marks it.
        let within = smoothstep(1.25, 0.95, u.abs());
        let lifted = smoothstep(0.0, 0.6, open);
        let crease = upper - lerp(11.0, 3.3, open.min(1.0)) * (0.5 + 0.5 * across);
        let fold = bell(dy - crease, 0.0, lerp(2.2, 0.9, lifted), 1.0);
        out = scale(out, 1.0 - lerp(0.10, 0.42, lifted) * within * fold);
        let lid = smoothstep(crease, crease + 1.0, dy) * smoothstep(upper + 0.5, upper - 0.5, dy);
        out = scale(out, 1.0 + 0.08 * lifted * lid * within * bell(along, 0.0, 7.0, 1.0));
        let bag = bell(dy - lower - lerp(6.0, 4.5, lifted), 0.0, 1.4, 1.0);
        out = scale(out, 1.0 - lerp(0.06, 0.16, lifted) * within * bag);
        let shut = 1.0 - smoothstep(0.0, 0.35, open);
        let above = smoothstep(upper - 5.0, upper, dy) * smoothstep(upper + 1.0, upper, dy);
        out = scale(out, 1.0 - 0.06 * shut * above * within);

        // The eyeball.
        let ball =
            inside(upper - dy, soft) * inside(dy - lower, soft) * inside(u.abs() - 1.0, 0.05);
        if ball > 0.0 {
            let mut white = light.on(place.normal, linear([226, 219, 214]), 0.6);
            white = scale(white, 1.0 - 0.42 * smoothstep(0.35, 1.0, u.abs()));
            white = tint(white, mix([1.0; 3], [1.0, 0.62, 0.6], 0.8 * smoothstep(-0.74, -0.95, u)));
            let (gx, gy) =
                (along * sign - 6.5 * self.face.gaze_x, dy + 0.9 - 3.2 * self.face.gaze_y);
            let r = gx.hypot(gy);
            let spokes = 1.0 + 0.25 * noise(gy.atan2(gx) * 7.0, r, self.seed ^ 5);
            let mut iris = scale(self.iris, spokes * lerp(1.25, 0.75, (r / 5.9).powi(2)));
            iris = mix(iris, scale(self.iris, 0.25), smoothstep(4.9, 5.8, r));
            let red = self.red_eye.clamp(0.0, 1.0);
            let pupil = inside(r - lerp(2.1, 3.3, red), soft);
            iris = mix(iris, mix([0.006; 3], linear([226, 40, 34]), red), pupil);
            let iris = scale(
                light.on(crate::math::v3(0.0, 0.0, 1.0), iris, 0.0),
                lerp(1.0, 1.0 / light.frontal(), red * pupil),
            );
            let mut eye = mix(white, iris, inside(r - 5.9, soft + 0.3));
            eye = scale(eye, 1.0 - 0.55 * smoothstep(upper + 3.6, upper, dy));
            let glint = inside((gx + 1.6).hypot(gy + 1.9) - 1.1, soft);
            eye = mix(eye, scale([0.95; 3], light.strength()), 0.9 * glint);
            out = mix(out, eye, ball);
        }
        // The wet rim, then lashes.
        let rim = inside((dy - lower).abs() - 0.4, soft + 0.6) * smoothstep(1.05, 0.9, u.abs());
        out = scale(out, 1.0 - lerp(0.1, 0.30, open.min(1.0)) * rim);
        let thick = lerp(0.6, 1.15, smoothstep(-0.9, 0.8, u)) + 0.2 * shut;
        let tail = smoothstep(1.18, 0.98, u.abs());
        let tail_y = if u > 0.9 { -2.0 * (u - 0.9) } else { 0.0 };
        let lash = inside((dy - upper - tail_y).abs() - thick, soft + 0.5) * tail;
        mix(out, scale(mix(self.hair, self.colour, 0.08), 0.10), 0.88 * lash)
    }

    /// The lit colour of an ear.
    pub fn ear(&self, place: &Place, light: &Light) -> Rgb {
        let p = place.at;
        let (a, b) = ((p.z + 33.0) / 13.0, (p.y - 24.0) / 27.0);
        let outer = inside((a.hypot(b) - 0.78).abs() * 13.0 - 1.0, 3.0);
        let shell = bell(p.z + 27.0, p.y - 30.0, 5.0, 9.0);
        let colour = tint(self.ground(p.x, p.y, -30.0), [1.0, 0.9, 0.88]);
        light.on(place.normal, scale(colour, 1.0 - 0.32 * outer - 0.5 * shell), 0.3)
    }

    /// The lit colour of the neck, shaded by the jaw above it.
    pub fn neck(&self, place: &Place, light: &Light) -> Rgb {
        let p = place.at;
        let under = smoothstep(142.0, 104.0, p.y + 0.12 * p.x.abs());
        let cords = 0.10
            * bell(
                p.x.abs() - lerp(34.0, 12.0, ((p.y - 100.0) / 55.0).clamp(0.0, 1.0)),
                0.0,
                5.0,
                1.0,
            );
        let edge = 0.18 * smoothstep(30.0, 56.0, p.x.abs());
        let colour = tint(self.ground(p.x, p.y, 20.0), mix([1.0; 3], [0.52, 0.42, 0.40], under));
        light.on(place.normal, scale(colour, 1.0 - cords - edge), 0.3)
    }
}
