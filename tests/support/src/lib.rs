//! Paints the portraits that mynacheck's tests are made of.
//!
//! The repository holds no photo of a person. What the rules are tested on is drawn here: a head
//! in three dimensions with a face on it, lit and seen by a camera, plain but true enough in
//! proportion and shade that face networks find and mesh it. Everything that a photo rule looks
//! at is a parameter of [`Portrait`]; [`Portrait::truth`] says where the painted features are.
//! [`files`] makes from a picture the files that people upload.
//!
//! The same portrait gives the same bytes every time on one platform. (Platforms differ in the
//! last bit of `sin` and `exp`, so do not pin a hash across them.)
//!
//! ```
//! use portrait_painter::{Hair, Portrait};
//!
//! let portrait = Portrait { width: 350, height: 450, hair: Hair::Long, ..Portrait::default() };
//! let truth = portrait.truth();
//! assert!(truth.chin.1 > truth.left_eye.1);
//! assert_eq!(portrait.paint().dimensions(), (350, 450));
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test support: a fixture that cannot be made should stop the test"
)]

mod backdrop;
pub mod files;
mod head;
mod light;
mod math;
mod optics;
pub mod paper_form;
mod person;
pub mod profiles;
mod raster;
mod skin;

use image::RgbImage;
use light::Light;
use optics::Plane;
use person::Person;
use raster::Canvas;

/// What to paint.
///
/// Lengths in `_mm` are millimetres of a print 35 mm wide, whatever the pixel size; "left" is the
/// left of the picture; colours are sRGB. The default is a portrait that passes every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// Pixels across. The print is 35 mm wide; its height follows from `height`.
    pub width: u32,
    /// Pixels down; 45/35 of the width for the card's own shape.
    pub height: u32,

    /// Whether anyone is in the picture.
    pub person: bool,
    /// Crown, hair included, to chin, of the head at rest (a high bun or a hat comes on top).
    pub head_mm: f32,
    /// From the picture's top to the crown, of the head at rest.
    pub top_margin_mm: f32,
    /// The face's middle to the right of the picture's.
    pub center_offset_mm: f32,
    /// From the lens to the face in life-size millimetres, at least 200; below about 500 the
    /// nose grows and the ears shrink.
    pub camera_mm: f32,

    /// Clockwise as seen; good to about ±45.
    pub roll_deg: f32,
    /// Positive turns to the picture's right; good to about ±35.
    pub yaw_deg: f32,
    /// Positive lowers the chin; good to about ±25.
    pub pitch_deg: f32,

    /// 0 closed, with lid and lash line, to 1 open.
    pub left_eye_open: f32,
    /// 0 closed, with lid and lash line, to 1 open.
    pub right_eye_open: f32,
    /// −1 looks to the picture's left, 1 to its right.
    pub gaze_x: f32,
    /// −1 looks up, 1 down (the lids stay).
    pub gaze_y: f32,
    /// 0 closed to 1 wide open.
    pub mouth_open: f32,
    /// 0 neutral to 1 broad.
    pub smile: f32,
    /// How far the brows are pulled up, life-size millimetres, with folds across the forehead;
    /// good to about 12. Below 0 their inner ends are drawn together as far, with folds between.
    pub brows_mm: f32,
    /// Shows the upper teeth; parts the lips a little where they are closed.
    pub teeth: bool,
    /// How much red light the pupils throw back, 0..1.
    pub red_eye: f32,

    /// The skin's colour in even light; see [`skin_tone`].
    pub skin: [u8; 3],
    /// The iris.
    pub iris_color: [u8; 3],
    /// The haircut.
    pub hair: Hair,
    /// Hair and brows.
    pub hair_color: [u8; 3],
    /// What is worn on the nose.
    pub glasses: Glasses,
    /// What is in front of the face.
    pub cover: Cover,
    /// What is on the head.
    pub hat: Hat,
    /// The hat's cloth.
    pub hat_color: [u8; 3],
    /// A jersey with a round neck.
    pub clothes: [u8; 3],

    /// What is behind the person.
    pub background: Background,
    /// The person's shadow on the wall, to the right and below: 0 none to 1 strong.
    pub wall_shadow: f32,
    /// How far to the right the shadow falls, in millimetres of the print.
    pub shadow_right: f32,
    /// Another face.
    pub second_face: Option<SecondFace>,

    /// Gain on linear light: 0.5 is one stop too dark, 2 one stop too bright.
    pub exposure: f32,
    /// −1 lit from the picture's left only, 0 evenly, 1 from its right only.
    pub side_light: f32,
    /// A flash at the lens: 0 none to 1 with burnt-out spots on forehead and nose.
    pub flash: f32,
    /// Gain on linear red, green and blue.
    pub color_cast: [f32; 3],

    /// Standard deviation of a Gaussian blur, pixels.
    pub blur_px: f32,
    /// Length of the camera's movement, pixels.
    pub motion_blur_px: f32,
    /// Direction of that movement, degrees clockwise from the horizontal.
    pub motion_angle_deg: f32,
    /// Sensor noise, standard deviation in 8-bit levels.
    pub noise: f32,
    /// Painted this many times smaller, then enlarged to the size asked for; at least 1.
    pub upscale: f32,
    /// Varies grain, strands and noise, nothing else.
    pub seed: u32,
}

impl Default for Portrait {
    fn default() -> Portrait {
        Portrait {
            width: 826,
            height: 1062,
            person: true,
            head_mm: 34.0,
            top_margin_mm: 4.0,
            center_offset_mm: 0.0,
            camera_mm: 1500.0,
            roll_deg: 0.0,
            yaw_deg: 0.0,
            pitch_deg: 0.0,
            left_eye_open: 1.0,
            right_eye_open: 1.0,
            gaze_x: 0.0,
            gaze_y: 0.0,
            mouth_open: 0.0,
            smile: 0.0,
            brows_mm: 0.0,
            teeth: false,
            red_eye: 0.0,
            skin: skin_tone::LIGHT,
            iris_color: [84, 56, 36],
            hair: Hair::Short,
            hair_color: [44, 34, 30],
            glasses: Glasses::None,
            cover: Cover::None,
            hat: Hat::None,
            hat_color: [58, 74, 110],
            clothes: [52, 66, 92],
            background: Background::Plain([222, 228, 234]),
            wall_shadow: 0.0,
            shadow_right: 2.8,
            second_face: None,
            exposure: 1.0,
            side_light: 0.0,
            flash: 0.0,
            color_cast: [1.0; 3],
            blur_px: 0.0,
            motion_blur_px: 0.0,
            motion_angle_deg: 0.0,
            noise: 1.0,
            upscale: 1.0,
            seed: 1,
        }
    }
}

impl Portrait {
    /// Paints the portrait.
    pub fn paint(&self) -> RgbImage {
        if self.upscale > 1.0 {
            let smaller = |side: u32| ((side as f32 / self.upscale).round() as u32).max(1);
            let small = Portrait {
                width: smaller(self.width),
                height: smaller(self.height),
                upscale: 1.0,
                ..self.clone()
            };
            let filter = image::imageops::FilterType::CatmullRom;
            return image::imageops::resize(&small.paint(), self.width, self.height, filter);
        }
        let mut people = Canvas::new(self.width, self.height);
        let other = self.second_face.as_ref().map(|second| (second.in_front, self.other(second)));
        if let Some((false, other)) = &other {
            Person::new(other).paint(&mut people);
        }
        if self.person {
            let mut person = Canvas::new(self.width, self.height);
            Person::new(self).paint(&mut person);
            people.lay(&person);
        }
        if let Some((true, other)) = &other {
            Person::new(other).paint(&mut people);
        }
        self.before_backdrop(&people)
            .blurred(self.blur_px)
            .shaken(self.motion_blur_px, self.motion_angle_deg)
            .developed(self.noise, self.seed)
    }

    /// Where the features of the person are, in pixels of [`Portrait::paint`]'s picture.
    ///
    /// The points follow the painted form, turn included, and may lie outside the picture. They
    /// are given even when something covers them, or when `person` is false.
    pub fn truth(&self) -> Truth {
        Person::new(self).truth()
    }

    /// The portrait as a baseline JPEG, `quality` 1..=100.
    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        files::jpeg(&self.paint(), quality)
    }

    fn lamp(&self) -> Light {
        Light::new(self.exposure, self.side_light, self.flash, self.color_cast)
    }

    fn other(&self, second: &SecondFace) -> Portrait {
        Portrait {
            head_mm: second.head_mm,
            top_margin_mm: second.center_y_mm - 0.5 * second.head_mm,
            center_offset_mm: second.center_x_mm - 17.5,
            skin: second.skin,
            hair: second.hair,
            clothes: second.clothes,
            seed: self.seed ^ 0x5EC0,
            second_face: None,
            glasses: Glasses::None,
            cover: Cover::None,
            hat: Hat::None,
            roll_deg: 0.0,
            yaw_deg: 0.0,
            pitch_deg: 0.0,
            ..self.clone()
        }
    }

    /// The people before the wall, with their shadow on it.
    fn before_backdrop(&self, people: &Canvas) -> Plane {
        let (width, height) = (people.width, people.height);
        let print = self.width as f32 / 35.0;
        let lamp = self.lamp();
        let shadow = (self.wall_shadow > 0.0).then(|| {
            let pixels = people.pixels.iter().map(|p| [p[3]; 3]).collect();
            Plane { width, height, pixels }.blurred(0.7 * print)
        });
        // One millimetre down, too.
        let (right, down) = ((self.shadow_right * print) as usize, print as usize);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let [r, g, b, cover] = people.pixels[y * width + x];
                let (mx, my) = ((x as f32 + 0.5) / print, (y as f32 + 0.5) / print);
                let mut wall = backdrop::colour(&self.background, mx, my, 1.0 / print, self.seed);
                if let Some(shadow) = &shadow
                    && x >= right
                    && y >= down
                {
                    let dark = shadow.pixels[(y - down) * width + x - right][0];
                    wall = math::scale(wall, 1.0 - 0.62 * self.wall_shadow * dark);
                }
                let wall = math::scale(lamp.exposed(wall), 1.0 - cover);
                pixels.push([r + wall[0], g + wall[1], b + wall[2]]);
            }
        }
        Plane { width, height, pixels }
    }
}

/// Where the painted features are: (x, y) in pixels, the middle of the first pixel at (0.5, 0.5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth {
    /// Midway between the corners of the eye on the picture's left.
    pub left_eye: (f32, f32),
    /// Midway between the corners of the eye on the picture's right.
    pub right_eye: (f32, f32),
    /// The nose's foremost point.
    pub nose_tip: (f32, f32),
    /// The middle of the mouth's opening.
    pub mouth: (f32, f32),
    /// The corner of the mouth on the picture's left.
    pub mouth_left: (f32, f32),
    /// The corner of the mouth on the picture's right.
    pub mouth_right: (f32, f32),
    /// The lowest point of the chin along the head's own axis, where it stands with the mouth as
    /// painted.
    pub chin: (f32, f32),
    /// The highest point of the head along its own axis, with its hair, without bun or hat.
    pub crown: (f32, f32),
    /// The highest painted point of the head in the picture, bun or hat included.
    pub hair_top: (f32, f32),
    /// As asked for.
    pub yaw_deg: f32,
    /// As asked for.
    pub pitch_deg: f32,
    /// As asked for.
    pub roll_deg: f32,
}

impl Truth {
    /// Every point with its name.
    pub fn points(&self) -> [(&'static str, (f32, f32)); 9] {
        [
            ("left_eye", self.left_eye),
            ("right_eye", self.right_eye),
            ("nose_tip", self.nose_tip),
            ("mouth", self.mouth),
            ("mouth_left", self.mouth_left),
            ("mouth_right", self.mouth_right),
            ("chin", self.chin),
            ("crown", self.crown),
            ("hair_top", self.hair_top),
        ]
    }

    /// Crown to chin, pixels.
    pub fn head_px(&self) -> f32 {
        (self.chin.0 - self.crown.0).hypot(self.chin.1 - self.crown.1)
    }

    /// Eye to eye, pixels.
    pub fn inter_eye_px(&self) -> f32 {
        (self.right_eye.0 - self.left_eye.0).hypot(self.right_eye.1 - self.left_eye.1)
    }
}

/// Skin colours from light to dark.
pub mod skin_tone {
    /// Very light, pinkish.
    pub const VERY_LIGHT: [u8; 3] = [244, 212, 196];
    /// Light.
    pub const LIGHT: [u8; 3] = [232, 190, 164];
    /// Light brown, yellowish.
    pub const MEDIUM: [u8; 3] = [214, 168, 132];
    /// Tan.
    pub const TAN: [u8; 3] = [188, 138, 102];
    /// Brown.
    pub const BROWN: [u8; 3] = [150, 102, 72];
    /// Dark brown.
    pub const DARK: [u8; 3] = [112, 74, 54];
    /// Very dark.
    pub const VERY_DARK: [u8; 3] = [78, 52, 42];

    /// All of them with their names.
    pub const ALL: [(&str, [u8; 3]); 7] = [
        ("very-light", VERY_LIGHT),
        ("light", LIGHT),
        ("medium", MEDIUM),
        ("tan", TAN),
        ("brown", BROWN),
        ("dark", DARK),
        ("very-dark", VERY_DARK),
    ];
}

/// A haircut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hair {
    /// Brows, ears and forehead free.
    Short,
    /// Parted in the middle, over the shoulders; ears hidden.
    Long,
    /// None; the crown is the skull's.
    Bald,
    /// Combed back into a bun that rises above the crown.
    HighBun,
    /// A fringe down to the lids.
    FringeOverBrows,
    /// Swept over the eye on the picture's left.
    OverOneEye,
    /// A fringe down to the cheeks.
    OverBothEyes,
    /// The same in strands, between which skin shows.
    StrandsOverBothEyes,
    /// As short, but standing up from the head like a cushion. The crown is the hair's.
    Full,
}

impl Hair {
    /// Every haircut.
    pub const ALL: [Hair; 9] = [
        Hair::Short,
        Hair::Long,
        Hair::Bald,
        Hair::HighBun,
        Hair::FringeOverBrows,
        Hair::OverOneEye,
        Hair::OverBothEyes,
        Hair::StrandsOverBothEyes,
        Hair::Full,
    ];
}

/// Glasses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glasses {
    /// None.
    None,
    /// A thin metal rim, clear lenses.
    Thin,
    /// A rim 5.5 mm thick, clear lenses.
    Heavy,
    /// Dark lenses.
    Tinted,
    /// Green lenses, through which half of the light comes.
    Green,
    /// A thin rim, a streak of light over each eye.
    Glare,
    /// A thin rim, a lamp's square of light beside each eye, on the same side of both.
    Lamps,
    /// A thin rim, a lamp's light over the eye on the right of the picture.
    Lamp,
    /// A rim 3 mm thick that has slid down before the pupils.
    Slid,
}

impl Glasses {
    /// Every kind but none.
    pub const WORN: [Glasses; 8] = [
        Glasses::Thin,
        Glasses::Heavy,
        Glasses::Tinted,
        Glasses::Green,
        Glasses::Glare,
        Glasses::Lamps,
        Glasses::Lamp,
        Glasses::Slid,
    ];
}

/// Something in front of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Nothing.
    None,
    /// A pleated mask over nose, mouth and chin.
    Mask,
    /// The same, drawn down below the lips.
    MaskOnChin,
    /// A hand over the mouth.
    Hand,
    /// A scarf up to the nose.
    Scarf,
}

/// Something on the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hat {
    /// Nothing.
    None,
    /// A cap whose peak shades the brow.
    Cap,
    /// A knitted hat down to the forehead.
    Beanie,
    /// A hat of checked wool, as rough as hair.
    Checked,
    /// A knitted hat as [`Hat::Beanie`], with darker stripes along its edge.
    Striped,
    /// A hood around the face.
    Hood,
    /// A hair band about 35 mm wide, life size.
    WideBand,
    /// A hair band about 8 mm wide, life size.
    NarrowBand,
}

/// What is behind the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// One colour.
    Plain([u8; 3]),
    /// From one colour at the top to another at the bottom.
    Gradient {
        /// At the top.
        top: [u8; 3],
        /// 45 mm further down.
        bottom: [u8; 3],
    },
    /// Upright stripes 3 mm wide.
    Stripes {
        /// One colour.
        first: [u8; 3],
        /// The other.
        second: [u8; 3],
    },
    /// Shelves full of books.
    Bookshelf,
    /// A plain wall and the back of a chair.
    Chair {
        /// From the picture's upper edge to the chair's.
        down_mm: u8,
        /// The chair's colour.
        cover: [u8; 3],
    },
    /// A bare board on a plain wall, 1.2 mm thick.
    Board {
        /// Of the wall.
        wall: [u8; 3],
        /// Of the board.
        board: [u8; 3],
        /// How far its upper edge is below the top, in millimetres.
        down_mm: u8,
    },
    /// A curtain's soft folds, about 2.5 mm wide.
    Folds {
        /// The cloth in middle light.
        cloth: [u8; 3],
        /// How much lighter and darker they are, in percent of its light.
        percent: u8,
    },
    /// Leaves out of focus, wherever the wall would be.
    Leaves,
    /// A coat that hangs on a plain wall and is cut off by the picture's left edge; its
    /// outline is soft.
    Coat {
        /// Of the wall.
        wall: [u8; 3],
        /// Of the coat.
        coat: [u8; 3],
    },
}

/// Another face in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SecondFace {
    /// Crown to chin.
    pub head_mm: f32,
    /// The head's middle, from the picture's left.
    pub center_x_mm: f32,
    /// The head's middle, from the picture's top.
    pub center_y_mm: f32,
    /// Before the person rather than behind.
    pub in_front: bool,
    /// See [`skin_tone`].
    pub skin: [u8; 3],
    /// The haircut.
    pub hair: Hair,
    /// A jersey.
    pub clothes: [u8; 3],
}

impl Default for SecondFace {
    /// A small face over the person's shoulder, on the picture's right.
    fn default() -> SecondFace {
        SecondFace {
            head_mm: 12.0,
            center_x_mm: 30.0,
            center_y_mm: 10.0,
            in_front: false,
            skin: skin_tone::MEDIUM,
            hair: Hair::Short,
            clothes: [120, 60, 54],
        }
    }
}
