//! One person: the layers from the back of the hair to the brim of the hat.

use crate::head::{self, Expression, PIVOT, SKULL_TOP};
use crate::light::Light;
use crate::math::{
    Rgb, Turn, V3, bell, curve, hash, inside, lerp, linear, mix, noise, scale, smoothstep, tint, v3,
};
use crate::raster::{Camera, Canvas, Mesh, Place, ellipsoid};
use crate::skin::Skin;
use crate::{Cover, Glasses, Hair, Hat, Portrait, Truth};
use std::f32::consts::{PI, TAU};

pub struct Person<'a> {
    portrait: &'a Portrait,
    face: Expression,
    turn: Turn,
    camera: Camera,
}

impl<'a> Person<'a> {
    /// The person of `portrait`, its head where the portrait's millimetres put it.
    pub fn new(portrait: &'a Portrait) -> Person<'a> {
        let face = Expression {
            left_eye_open: portrait.left_eye_open,
            right_eye_open: portrait.right_eye_open,
            gaze_x: portrait.gaze_x,
            gaze_y: portrait.gaze_y,
            mouth_open: portrait.mouth_open,
            smile: portrait.smile,
            brows: portrait.brows_mm.clamp(-12.0, 12.0),
            teeth: portrait.teeth,
        };
        let turn =
            Turn { yaw: portrait.yaw_deg, pitch: portrait.pitch_deg, roll: portrait.roll_deg };
        let mut camera =
            Camera { scale: 1.0, origin: (0.0, 0.0), distance: portrait.camera_mm.max(200.0) };
        // Size and place are those of the same head at rest, looking straight ahead.
        let rest = Expression {
            mouth_open: 0.0,
            smile: 0.0,
            brows: 0.0,
            teeth: false,
            gaze_x: 0.0,
            gaze_y: 0.0,
            left_eye_open: 1.0,
            right_eye_open: 1.0,
        };
        let still = Turn { yaw: 0.0, pitch: 0.0, roll: 0.0 };
        let person = Person { portrait, face: rest, turn: still, camera };
        let (crown, chin) = (person.crown(), person.chin());
        let print = portrait.width as f32 / 35.0;
        camera.scale = portrait.head_mm * print / (chin.1 - crown.1);
        camera.origin = (
            (17.5 + portrait.center_offset_mm) * print,
            portrait.top_margin_mm * print - camera.scale * crown.1,
        );
        Person { portrait, face, turn, camera }
    }

    fn pose(&self, p: V3) -> V3 {
        self.turn.apply(p - PIVOT) + PIVOT
    }

    /// The neck follows the head's turn less and less towards the shoulders.
    fn pose_neck(&self, p: V3) -> V3 {
        let share = smoothstep(170.0, 70.0, p.y);
        self.turn.scaled(share).apply(p - PIVOT) + PIVOT
    }

    fn look(&self, at: V3) -> (f32, f32) {
        self.camera.project(self.pose(at))
    }

    /// How far the hair stands off the skull, as a factor along each axis.
    fn hair_swell(&self) -> V3 {
        match self.portrait.hair {
            Hair::Bald => v3(1.0, 1.0, 1.0),
            Hair::HighBun => v3(1.05, 1.06, 1.06),
            Hair::Long => v3(1.12, 1.09, 1.10),
            Hair::Short
            | Hair::FringeOverBrows
            | Hair::OverOneEye
            | Hair::OverBothEyes
            | Hair::StrandsOverBothEyes => v3(1.085, 1.095, 1.095),
            Hair::Full => v3(1.12, 1.22, 1.15),
        }
    }

    /// The outermost projected point of (u, v) surface points along the head's own down (+1) or
    /// up (−1).
    fn extreme(&self, down: f32, points: impl Iterator<Item = V3>) -> (f32, f32) {
        let (sin, cos) = self.turn.roll.to_radians().sin_cos();
        let along = |p: (f32, f32)| down * (p.1 * cos - p.0 * sin);
        let first = self.look(v3(0.0, 0.0, 0.0));
        points.map(|p| self.look(p)).fold(first, |a, b| if along(b) > along(a) { b } else { a })
    }

    fn crown(&self) -> (f32, f32) {
        let swell = self.hair_swell();
        let grid = (0..40).flat_map(|row| (0..48).map(move |column| (row, column)));
        self.extreme(
            -1.0,
            grid.map(|(row, column)| head::shell(column as f32 / 48.0, row as f32 / 200.0, swell)),
        )
    }

    fn chin(&self) -> (f32, f32) {
        let grid = (0..40).flat_map(|row| (0..41).map(move |column| (row, column)));
        self.extreme(
            1.0,
            grid.map(|(row, column)| {
                head::head(0.35 + 0.3 * column as f32 / 40.0, 0.8 + row as f32 / 195.0, &self.face)
            }),
        )
    }

    /// Where the painted features are, in pixels of the portrait.
    pub fn truth(&self) -> Truth {
        let at = |x: f32, y: f32| self.look(head::face_point(x, y, &self.face));
        let crown = self.crown();
        let hair_top = match (self.portrait.hair, self.portrait.hat) {
            (_, Hat::Hood) => self.top_of(|u, v| ellipsoid(HOOD_CENTRE, HOOD, u, v)),
            (_, Hat::Beanie | Hat::Checked | Hat::Striped | Hat::Cap) => {
                self.top_of(|u, v| head::shell(u, v, HAT_SWELL))
            }
            _ if self.portrait.hair == Hair::HighBun => {
                self.top_of(|u, v| ellipsoid(BUN_CENTRE, BUN, u, v))
            }
            _ => self.top_of(|u, v| head::shell(u, v, self.hair_swell())),
        };
        let gap = 0.5 * self.face.gap();
        let mouth_at = head::face_point(0.0, head::MOUTH, &self.face) + v3(0.0, gap, 0.0);
        Truth {
            left_eye: at(-head::PUPIL, 0.6),
            right_eye: at(head::PUPIL, 0.6),
            nose_tip: at(0.0, 37.0),
            mouth: self.look(mouth_at),
            mouth_left: at(-self.face.mouth_half(), self.face.corner_y()),
            mouth_right: at(self.face.mouth_half(), self.face.corner_y()),
            chin: self.chin(),
            crown,
            hair_top,
            yaw_deg: self.turn.yaw,
            pitch_deg: self.turn.pitch,
            roll_deg: self.turn.roll,
        }
    }

    /// The highest projected point of a surface.
    fn top_of(&self, model: impl Fn(f32, f32) -> V3) -> (f32, f32) {
        (0..40)
            .flat_map(|row| (0..48).map(move |column| (column as f32 / 48.0, row as f32 / 60.0)))
            .map(|(u, v)| self.look(model(u, v)))
            .fold((0.0, f32::MAX), |a, b| if b.1 < a.1 { b } else { a })
    }

    /// Paints the person onto a transparent canvas.
    pub fn paint(&self, canvas: &mut Canvas) {
        let portrait = self.portrait;
        let light = portrait.lamp();
        let skin = Skin {
            face: self.face,
            colour: linear(portrait.skin),
            hair: linear(portrait.hair_color),
            iris: linear(portrait.iris_color),
            red_eye: portrait.red_eye,
            seed: portrait.seed,
        };
        self.paint_back_hair(canvas, &light);
        self.paint_torso(canvas, &skin, &light);
        for side in [-1.0, 1.0] {
            let mesh = Mesh::grid(40, 40, true, |u, v| head::ear(u, v, side), |p| self.pose(p));
            mesh.paint(canvas, &self.camera, |place| (skin.ear(place, &light), 1.0));
        }
        let mesh =
            Mesh::grid(230, 240, true, |u, v| head::head(u, v, &self.face), |p| self.pose(p));
        mesh.paint(canvas, &self.camera, |place| {
            (skin.face(place, &light, self.cast_shadow(place.at)), 1.0)
        });
        self.paint_hair(canvas, &light);
        self.paint_glasses(canvas, &light);
        self.paint_cover(canvas, &skin, &light);
        self.paint_hat(canvas, &light);
    }

    /// The shadow of hair and hat on the face: 1 = none.
    fn cast_shadow(&self, p: V3) -> f32 {
        let theta = p.x.atan2(p.z - PIVOT.z).to_degrees();
        let mut shadow = 1.0;
        if self.portrait.hair != Hair::Bald {
            let below = p.y - self.hairline(theta);
            shadow *= lerp(0.70, 1.0, smoothstep(-2.0, 9.0, below));
        }
        if self.portrait.hat == Hat::Cap {
            shadow *= lerp(0.55, 1.0, smoothstep(-45.0, -8.0, p.y));
        }
        if self.portrait.hat == Hat::Hood {
            let d = (p.x / 62.0).hypot((p.y - 8.0) / 104.0);
            shadow *= lerp(1.0, 0.5, smoothstep(0.75, 1.05, d));
        }
        shadow
    }

    /// Hair covers the head above this height (y), at azimuth `theta` in degrees.
    fn hairline(&self, theta: f32) -> f32 {
        const SHORT: [(f32, f32); 12] = [
            (0.0, -64.0),
            (18.0, -67.0),
            (34.0, -62.0),
            (47.0, -46.0),
            (57.0, -24.0),
            (66.0, 4.0),
            (73.0, 16.0),
            (81.0, 12.0),
            (90.0, -12.0),
            (105.0, 0.0),
            (125.0, 60.0),
            (180.0, 80.0),
        ];
        const BUN_LINE: [(f32, f32); 8] = [
            (0.0, -68.0),
            (30.0, -66.0),
            (48.0, -46.0),
            (62.0, -18.0),
            (75.0, -2.0),
            (90.0, -14.0),
            (120.0, 30.0),
            (180.0, 60.0),
        ];
        const LONG: [(f32, f32); 8] = [
            (0.0, -74.0),
            (10.0, -67.0),
            (30.0, -56.0),
            (46.0, -34.0),
            (56.0, -2.0),
            (63.0, 50.0),
            (70.0, 112.0),
            (180.0, 120.0),
        ];
        const FALLEN: [(f32, f32); 4] = [(0.0, 26.0), (50.0, 20.0), (62.0, 14.0), (180.0, -90.0)];
        const FRINGE: [(f32, f32); 9] = [
            (0.0, -13.0),
            (25.0, -11.0),
            (42.0, -8.0),
            (54.0, -6.0),
            (66.0, 8.0),
            (73.0, 18.0),
            (90.0, -12.0),
            (125.0, 60.0),
            (180.0, 80.0),
        ];
        const SWEPT: [(f32, f32); 6] = [
            (-66.0, 34.0),
            (-45.0, 24.0),
            (-22.0, 14.0),
            (-8.0, -18.0),
            (4.0, -52.0),
            (24.0, -66.0),
        ];
        let off = theta.abs();
        match self.portrait.hair {
            Hair::Bald => SKULL_TOP - 20.0,
            Hair::Short | Hair::Full => {
                curve(&SHORT, off) + 3.0 * bell(theta - 12.0, 0.0, 10.0, 1.0)
            }
            Hair::Long => curve(&LONG, off),
            Hair::HighBun => curve(&BUN_LINE, off),
            Hair::FringeOverBrows => curve(&FRINGE, off),
            Hair::OverBothEyes | Hair::StrandsOverBothEyes => {
                curve(&FRINGE, off).max(curve(&FALLEN, off))
            }
            Hair::OverOneEye if (-66.0..24.0).contains(&theta) => curve(&SWEPT, theta),
            Hair::OverOneEye => curve(&SHORT, off),
        }
    }

    /// Lit hair. `along` runs with the strands and `across` over them, both in mm.
    fn strands(&self, place: &Place, light: &Light, across: f32, along: f32) -> Rgb {
        let seed = self.portrait.seed;
        let fine = noise(across / 0.7, along / 30.0, seed ^ 11);
        let locks = noise(across / 4.5, along / 60.0, seed ^ 12);
        let colour = scale(linear(self.portrait.hair_color), 1.0 + 0.35 * fine + 0.30 * locks);
        // Strands shine in a band where the head curves over.
        let band = bell(place.normal.y + 0.52, 0.0, 0.16, 1.0) * place.normal.z.max(0.0);
        let shine = 0.05 * band * (1.0 + 0.8 * fine + 0.4 * locks);
        let rim = lerp(0.55, 1.0, smoothstep(0.0, 0.55, place.normal.z));
        let lit = light.on(place.normal, scale(colour, rim), 0.08);
        let glow = light.exposed([shine; 3]);
        [lit[0] + glow[0], lit[1] + glow[1], lit[2] + glow[2]]
    }

    fn paint_back_hair(&self, canvas: &mut Canvas, light: &Light) {
        match self.portrait.hair {
            Hair::HighBun
                if !matches!(
                    self.portrait.hat,
                    Hat::Cap | Hat::Beanie | Hat::Checked | Hat::Striped | Hat::Hood
                ) =>
            {
                let mesh = Mesh::grid(
                    40,
                    48,
                    true,
                    |u, v| ellipsoid(BUN_CENTRE, BUN, u, v),
                    |p| self.pose(p),
                );
                mesh.paint(canvas, &self.camera, |place| {
                    let p = place.at - BUN_CENTRE;
                    (self.strands(place, light, p.y - 0.4 * p.x, p.x), 1.0)
                });
            }
            Hair::Long => {
                const HALF: [(f32, f32); 6] = [
                    (-40.0, 70.0),
                    (0.0, 84.0),
                    (60.0, 90.0),
                    (140.0, 98.0),
                    (190.0, 96.0),
                    (215.0, 84.0),
                ];
                let model = |u: f32, v: f32| {
                    let (sin, cos) = (u * TAU).sin_cos();
                    let y = lerp(-40.0, 215.0, v);
                    v3(curve(&HALF, y) * sin, y, -60.0 + 30.0 * cos)
                };
                let mesh = Mesh::grid(60, 80, true, model, |p| self.pose_neck(p));
                mesh.paint(canvas, &self.camera, |place| {
                    let colour = self.strands(place, light, place.at.x, place.at.y);
                    let ends =
                        inside(place.at.y - 205.0 + 6.0 * noise(place.at.x / 4.0, 0.0, 9), 6.0);
                    (scale(colour, 0.7), ends)
                });
            }
            _ => {}
        }
    }

    fn paint_torso(&self, canvas: &mut Canvas, skin: &Skin, light: &Light) {
        let clothes = linear(self.portrait.clothes);
        let mesh = Mesh::grid(150, 120, true, head::torso, |p| self.pose_neck(p));
        mesh.paint(canvas, &self.camera, |place| {
            let p = place.at;
            // A round neck: lower in front than at the sides.
            let line = 152.0 - 27.0 * (p.x / 62.0).powi(2).min(1.0);
            let below = p.y - line;
            let covered = inside(-below, place.pixel + 0.5);
            let mut cloth = scale(
                clothes,
                1.0 + 0.05 * noise(p.x / 1.1, p.y / 1.1, 21)
                    + 0.07 * noise(p.x / 30.0 + p.y / 60.0, p.y / 45.0, 22),
            );
            let rib = inside((below - 3.5).abs() - 3.5, 0.8);
            cloth = scale(cloth, 1.0 - 0.10 * rib - 0.25 * inside((below - 7.2).abs() - 0.3, 0.8));
            let fold = 0.14
                * bell(p.x.abs() - 95.0 - 0.3 * (p.y - 180.0), 0.0, 9.0, 1.0)
                * smoothstep(165.0, 200.0, p.y);
            let lit = light.on(place.normal, scale(cloth, 1.0 - fold), 0.05);
            let mut bare = skin.neck(place, light);
            bare = scale(bare, 1.0 - 0.35 * smoothstep(-6.0, 0.0, below));
            (mix(bare, lit, covered), 1.0)
        });
    }

    fn paint_hair(&self, canvas: &mut Canvas, light: &Light) {
        if self.portrait.hair == Hair::Bald {
            return;
        }
        let swell = self.hair_swell();
        let seed = self.portrait.seed;
        if self.portrait.hair == Hair::Long {
            self.paint_locks(canvas, light);
        }
        // Towards its line the hair lies down on the skin, or a turned head would show a gap.
        let lying = match self.portrait.hair {
            Hair::FringeOverBrows
            | Hair::OverOneEye
            | Hair::OverBothEyes
            | Hair::StrandsOverBothEyes => 1.05,
            _ => 1.02,
        };
        let model = |u: f32, v: f32| {
            let bare = head::shell(u, v, v3(1.0, 1.0, 1.0));
            let theta = (bare.x - PIVOT.x).atan2(bare.z - PIVOT.z).to_degrees();
            let mut full = smoothstep(0.0, 30.0, self.hairline(theta) - bare.y);
            if self.portrait.hair != Hair::Long {
                full *= smoothstep(15.0, -50.0, bare.y);
            }
            let swell = v3(lerp(lying, swell.x, full), swell.y, lerp(lying, swell.z, full));
            head::shell(u, v, swell)
        };
        let mesh = Mesh::grid(150, 240, true, model, |p| self.pose(p));
        mesh.paint(canvas, &self.camera, |place| {
            let p = place.at - PIVOT;
            let p = v3(p.x / swell.x, p.y / swell.y, p.z / swell.z);
            let theta = p.x.atan2(p.z);
            let degrees = theta.to_degrees();
            let ragged = 2.2 * noise(degrees / 1.1, 0.0, seed ^ 13)
                + 2.6 * noise(degrees / 4.0, 0.5, seed ^ 14);
            let mut cover = inside(p.y - self.hairline(degrees) + ragged, 3.5);
            if self.portrait.hair == Hair::StrandsOverBothEyes && p.y > -50.0 {
                let gap = (degrees + 3.0).rem_euclid(9.0) - 4.5;
                cover *= 1.0 - inside(gap.abs() - 0.7, 0.3);
            }
            if cover <= 0.0 {
                return ([0.0; 3], 0.0);
            }
            // On top the strands run out from the whorl.
            let part = if self.portrait.hair == Hair::Long {
                1.0 - 0.45 * bell(p.x, 0.0, 1.3, 1.0) * smoothstep(-72.0, -90.0, p.y)
            } else {
                1.0
            };
            (scale(self.strands(place, light, degrees * 1.3, p.y), part), cover)
        });
    }

    /// What of long hair falls before the shoulders.
    fn paint_locks(&self, canvas: &mut Canvas, light: &Light) {
        for side in [-1.0, 1.0] {
            let centre = v3(side * 73.0, 66.0, -16.0);
            let model = |u: f32, v: f32| {
                let p = ellipsoid(centre, v3(21.0, 150.0, 28.0), u, v);
                let out = 0.0006 * (p.y - 20.0).max(0.0).powi(2);
                v3(p.x + side * out, p.y, p.z + 0.12 * p.y)
            };
            let mesh = Mesh::grid(70, 40, true, model, |p| self.pose_neck(p));
            mesh.paint(canvas, &self.camera, |place| {
                (self.strands(place, light, place.at.x * 1.2, place.at.y), 1.0)
            });
        }
    }

    fn paint_glasses(&self, canvas: &mut Canvas, light: &Light) {
        let kind = self.portrait.glasses;
        let (rim, frame): (f32, Rgb) = match kind {
            Glasses::None => return,
            Glasses::Heavy => (6.5, linear([24, 20, 20])),
            Glasses::Thin | Glasses::Glare | Glasses::Lamps | Glasses::Lamp => {
                (1.1, linear([62, 56, 54]))
            }
            Glasses::Tinted | Glasses::Green => (1.6, linear([26, 24, 24])),
            Glasses::Slid => (3.0, linear([24, 20, 20])),
        };
        let slid = if kind == Glasses::Slid { 13.5 } else { 0.0 };
        let model = |u: f32, v: f32| {
            let s = (2.0 * u - 1.0) * 160.0;
            let y = slid + lerp(-32.0, 34.0, v);
            let back = (s.abs() - 70.0).max(0.0);
            let x = s.signum() * (s.abs().min(70.0) + 0.09 * back);
            v3(x, y, 63.0 - 9.0 * (x / 70.0).powi(2) - back)
        };
        let mesh = Mesh::grid(30, 160, false, model, |p| self.pose(p));
        mesh.paint(canvas, &self.camera, |place| {
            let (x, y) = (place.at.x, place.at.y - slid);
            let soft = place.pixel + 0.2;
            let along = x.abs() - 33.5;
            let corner = ((along.abs() - 13.0).max(0.0)).hypot(((y - 4.0).abs() - 7.0).max(0.0));
            let lens = corner - 12.0;
            let temple = if place.at.z < 54.0 { (y + 5.0).abs() - rim.max(1.4) } else { 9.0 };
            let bridge = ((y + 3.5 + 0.02 * x * x).abs() - rim.max(1.2) * 0.8).max(x.abs() - 10.0);
            let edge = (lens.max(-lens - rim)).min(temple).min(bridge);
            let framed = inside(edge, soft);
            let within = inside(lens, soft);
            let (glass, cover) = match kind {
                Glasses::Tinted => (
                    light.exposed(scale(linear([22, 20, 19]), lerp(0.6, 1.3, (y + 15.0) / 38.0))),
                    0.93,
                ),
                Glasses::Green => (light.exposed(linear([14, 66, 20])), 0.52),
                Glasses::Glare => {
                    let streak = inside((0.55 * along + 0.83 * (y - 2.0)).abs() - 7.0, 2.5);
                    (light.exposed([0.95, 0.98, 1.0]), 0.06 + 0.86 * streak)
                }
                Glasses::Lamps => {
                    let beside = x - 33.5 * x.signum() - 11.0;
                    let lamp = inside((beside.abs() - 7.0).max((y - 9.0).abs() - 6.0), 0.6);
                    (light.exposed([0.95, 0.98, 1.0]), 0.03 + 0.5 * lamp)
                }
                Glasses::Lamp => {
                    let lamp = inside((x - 29.0).hypot(y - 1.0) - 7.0, 6.0);
                    (light.exposed([0.95, 0.98, 1.0]), 0.03 + 0.55 * lamp)
                }
                _ => (light.exposed([0.9, 0.95, 1.0]), 0.03),
            };
            let solid = light.on(place.normal, frame, 0.8);
            let clear = cover * within;
            let whole = framed + clear * (1.0 - framed);
            if whole <= 0.0 {
                return ([0.0; 3], 0.0);
            }
            (mix(glass, solid, framed / whole), whole)
        });
    }

    fn paint_cover(&self, canvas: &mut Canvas, skin: &Skin, light: &Light) {
        match self.portrait.cover {
            Cover::None => {}
            Cover::Mask => self.paint_mask(canvas, light, 0.0),
            Cover::MaskOnChin => self.paint_mask(canvas, light, 67.0),
            Cover::Hand => self.paint_hand(canvas, skin, light),
            Cover::Scarf => self.paint_scarf(canvas, light),
        }
    }

    /// A mask, drawn down from the nose by so many millimetres.
    fn paint_mask(&self, canvas: &mut Canvas, light: &Light, down: f32) {
        let model = |u: f32, v: f32| {
            let p = head::head(u, v, &self.face);
            (p - PIVOT).times(v3(1.06, 1.0, 1.06)) + PIVOT + v3(0.0, 0.03 * p.y, 3.0)
        };
        let mesh = Mesh::grid(200, 200, true, model, |p| self.pose(p));
        mesh.paint(canvas, &self.camera, |place| {
            let p = place.at;
            let side = p.x.abs();
            let top = 34.0 + down - 16.0 * bell(p.x, 0.0, 16.0, 1.0);
            let body = (side - 62.0).max(top - p.y).max(p.y - 140.0);
            let loops = if side > 60.0 && p.z < 30.0 {
                ((p.y - lerp(44.0, 8.0, (side - 60.0) / 20.0)).abs() - 1.1)
                    .min((p.y - lerp(88.0, 40.0, (side - 60.0) / 20.0)).abs() - 1.1)
            } else {
                9.0
            };
            let pleat = [58.0, 74.0, 90.0]
                .iter()
                .map(|y| bell(p.y - y - 2.0, 0.0, 1.3, 1.0))
                .fold(0.0, f32::max);
            let cloth = linear([214, 226, 234]);
            let colour = scale(cloth, 1.0 - 0.22 * pleat + 0.02 * noise(p.x, p.y, 31));
            (light.on(place.normal, colour, 0.05), inside(body.min(loops), place.pixel + 0.3))
        });
    }

    fn paint_hand(&self, canvas: &mut Canvas, skin: &Skin, light: &Light) {
        let limb = |canvas: &mut Canvas, from: V3, to: V3, radii: (f32, f32), nail: bool| {
            let mesh = Mesh::grid(60, 40, true, |u, v| capsule(from, to, radii, u, v), |p| p);
            mesh.paint(canvas, &self.camera, |place| {
                let p = place.at;
                let axis = (to - from).unit();
                let t = (p - from).dot(axis) / (to - from).dot(axis);
                let knuckle = bell(t - 0.45, 0.0, 0.03, 1.0) + bell(t - 0.12, 0.0, 0.04, 1.0);
                let mut colour = skin.ground(p.x * 1.3 + 90.0, p.y + 300.0, 20.0);
                colour = tint(colour, mix([1.0; 3], [0.85, 0.72, 0.70], 0.6 * knuckle));
                if nail {
                    let q = p - to;
                    let on = inside((q.x / 6.5).hypot(q.y / 5.0) - 1.0, 0.2);
                    colour = mix(colour, mix(skin.colour, linear([240, 200, 195]), 0.5), 0.8 * on);
                }
                let rim = lerp(0.45, 1.0, smoothstep(0.05, 0.6, place.normal.z));
                (light.on(place.normal, scale(colour, rim), 0.3), 1.0)
            });
        };
        limb(canvas, v3(86.0, 130.0, 70.0), v3(190.0, 330.0, 50.0), (28.0, 34.0), false);
        limb(canvas, v3(52.0, 92.0, 80.0), v3(78.0, 118.0, 74.0), (30.0, 28.0), false);
        for (i, reach) in [-26.0, -34.0, -31.0, -18.0].into_iter().enumerate() {
            let y = 58.0 + 15.0 * i as f32;
            limb(canvas, v3(44.0, y + 8.0, 92.0), v3(reach, y, 90.0), (9.0, 7.6), true);
        }
    }

    fn paint_scarf(&self, canvas: &mut Canvas, light: &Light) {
        const HALF: [(f32, f32); 5] =
            [(44.0, 76.0), (60.0, 86.0), (100.0, 86.0), (140.0, 92.0), (160.0, 84.0)];
        let model = |u: f32, v: f32| {
            let y = lerp(44.0, 160.0, v);
            let (sin, cos) = (u * TAU).sin_cos();
            let roll = 4.0 * (v * 3.0 * PI).sin().abs();
            v3((curve(&HALF, y) + roll) * sin, y, -22.0 + (98.0 + roll) * cos)
        };
        let mesh = Mesh::grid(100, 120, true, model, |p| self.pose_neck(p));
        mesh.paint(canvas, &self.camera, |place| {
            let p = place.at;
            let stripe =
                inside((((p.y + 0.1 * p.x) / 16.0).rem_euclid(2.0) - 1.0).abs() - 0.5, 0.1);
            let wool = mix(linear([120, 34, 40]), linear([190, 170, 140]), stripe);
            let knit = 1.0 + 0.16 * noise(p.x / 1.6, p.y / 2.4, 41);
            let edge = p.y - 46.0 - 2.0 * noise(p.x / 14.0, 0.0, 42);
            (light.on(place.normal, scale(wool, knit), 0.02), inside(-edge, 1.5))
        });
    }

    fn paint_hat(&self, canvas: &mut Canvas, light: &Light) {
        let colour = linear(self.portrait.hat_color);
        let dome = |canvas: &mut Canvas, swell: V3, shade: &dyn Fn(V3, f32) -> (Rgb, f32)| {
            let mesh =
                Mesh::grid(120, 200, true, |u, v| head::shell(u, v, swell), |p| self.pose(p));
            mesh.paint(canvas, &self.camera, |place| {
                let p = place.at - PIVOT;
                let p = v3(p.x / swell.x, p.y / swell.y, p.z / swell.z);
                let (cloth, cover) = shade(p, p.x.atan2(p.z).to_degrees());
                (light.on(place.normal, cloth, 0.05), cover)
            });
        };
        match self.portrait.hat {
            Hat::None => {}
            Hat::Beanie => dome(canvas, HAT_SWELL, &|p, degrees| {
                let rib = 1.0 + 0.16 * (degrees * 1.6).sin() + 0.06 * noise(degrees, p.y / 2.0, 51);
                let band = if p.y > -66.0 { 0.8 } else { 1.0 };
                let seam = 1.0 - 0.5 * bell(p.y + 66.0, 0.0, 1.0, 1.0);
                (scale(colour, rib * band * seam), inside(p.y + 40.0, 1.0))
            }),
            Hat::Checked => dome(canvas, HAT_SWELL, &|p, degrees| {
                let (across, down) = (degrees * 0.55, p.y * 0.55);
                let checks = 0.16 * (across.sin().signum() + down.sin().signum());
                let wool = 0.5 * noise(degrees * 0.9, p.y * 0.9, 55);
                (scale(colour, 1.0 + checks + wool), inside(p.y + 42.0, 1.0))
            }),
            Hat::Striped => dome(canvas, HAT_SWELL, &|p, degrees| {
                let rib = 1.0 + 0.16 * (degrees * 1.6).sin() + 0.06 * noise(degrees, p.y / 2.0, 51);
                let stripe = if (p.y + 40.0).rem_euclid(32.0) < 16.0 { 0.3 } else { 1.0 };
                (scale(colour, rib * stripe), inside(p.y + 40.0, 1.0))
            }),
            Hat::WideBand | Hat::NarrowBand => {
                let wide = self.portrait.hat == Hat::WideBand;
                let (middle, half) = if wide { (70.0, 17.0) } else { (80.0, 4.0) };
                dome(canvas, v3(1.13, 1.13, 1.13), &|p, degrees| {
                    let cloth = scale(colour, 1.0 + 0.08 * noise(degrees / 3.0, p.y / 9.0, 52));
                    (cloth, inside((p.y + middle).abs() - half, 1.0))
                });
            }
            Hat::Cap => {
                dome(canvas, HAT_SWELL, &|p, degrees| {
                    let seam = 1.0 - 0.35 * bell(degrees.rem_euclid(60.0) - 30.0, 0.0, 0.7, 1.0);
                    (scale(colour, seam), inside(p.y + 48.0, 1.0))
                });
                let brim = |u: f32, v: f32| {
                    let theta = lerp(-68.0, 68.0, u).to_radians();
                    let p = (head::skull(theta, -50.0) - PIVOT).times(HAT_SWELL) + PIVOT;
                    let reach = 1.0 - (theta.to_degrees() / 68.0).powi(2);
                    p + v3(0.12 * p.x, 24.0 * theta.cos(), 60.0) * (reach * v)
                };
                let mesh = Mesh::grid(24, 80, false, brim, |p| self.pose(p));
                mesh.paint(canvas, &self.camera, |_| {
                    (light.on(v3(0.0, -0.5, 0.86), scale(colour, 0.75), 0.1), 1.0)
                });
            }
            Hat::Hood => {
                let model = |u: f32, v: f32| ellipsoid(HOOD_CENTRE, HOOD, u, v);
                let mesh = Mesh::grid(120, 120, true, model, |p| self.pose_neck(p));
                mesh.paint(canvas, &self.camera, |place| {
                    let p = place.at;
                    let open = ((p.x / 66.0).hypot((p.y - 8.0) / 108.0) - 1.0) * 66.0;
                    let hem = 1.0 - 0.3 * inside((open - 9.0).abs() - 0.5, 1.0);
                    let fleece = 1.0
                        + 0.06 * noise(p.x / 1.5, p.y / 1.5, 53)
                        + 0.1 * noise(p.x / 25.0, p.y / 40.0, 54);
                    let front = if p.z > HOOD_CENTRE.z { inside(-open, 1.0) } else { 0.0 };
                    (light.on(place.normal, scale(colour, hem * fleece), 0.02), front)
                });
            }
        }
    }
}

const BUN_CENTRE: V3 = v3(0.0, -126.0, -42.0);
const BUN: V3 = v3(33.0, 27.0, 30.0);
const HAT_SWELL: V3 = v3(1.15, 1.17, 1.16);
const HOOD_CENTRE: V3 = v3(0.0, 22.0, -30.0);
const HOOD: V3 = v3(106.0, 158.0, 100.0);

/// A rounded limb's point at (u, v): u about it, v from end to end.
fn capsule(from: V3, to: V3, radii: (f32, f32), u: f32, v: f32) -> V3 {
    let axis = (to - from).unit();
    let side = axis.cross(v3(0.0, 0.0, 1.0)).unit();
    let up = side.cross(axis);
    let (sin, cos) = (u * TAU).sin_cos();
    let (centre, radius, push) = if v < 0.25 {
        let (s, c) = (v * 2.0 * PI).sin_cos();
        (from, radii.0 * s, -radii.0 * c)
    } else if v > 0.75 {
        let (s, c) = ((1.0 - v) * 2.0 * PI).sin_cos();
        (to, radii.1 * s, radii.1 * c)
    } else {
        let t = (v - 0.25) * 2.0;
        (from + (to - from) * t, lerp(radii.0, radii.1, t), 0.0)
    };
    centre + axis * push + side * (radius * cos) + up * (radius * sin)
}

/// A colour for the `i`th of many things.
pub fn assorted(i: i32, seed: u32) -> Rgb {
    let hue = hash(i, 3, seed) * TAU;
    let bright = 0.08 + 0.35 * hash(i, 4, seed);
    [0.0, 2.1, 4.2].map(|turn| bright * (1.0 + 0.7 * (hue + turn).cos()))
}
