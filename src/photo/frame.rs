//! Putting a photo right: turned upright, cropped to the document's shape,
//! scaled down and saved as the file that the office takes.
//!
//! No pixel is repainted: what comes out is what the camera saw, from another
//! rectangle of it. Where the picture does not hold enough, [`Refusal`] says
//! what is missing, in millimetres of the print.

mod crop;
mod encode;

use image::RgbImage;
use image::imageops::{rotate90, rotate180, rotate270};

use self::crop::Crop;
use super::face::{self, Face};
use super::file::FileFacts;
use super::net::{ModelError, Networks};
use super::pixels::{self, Border, DecodeError, Picture};
use super::profile::Profile;
use super::{Options, Photo, Source, Unseen};
use crate::report::{FixFacts, Missing, PhotoReport, Placed, tenth};

/// The rules that a photo put right passes: the file's and the framing's. What else is
/// wrong with it stays wrong.
pub const PASSED: [&str; 13] = [
    "photo/file-readable",
    "photo/file-type",
    "photo/color-mode",
    "photo/file-size",
    "photo/pixel-size",
    "photo/orientation-tag",
    "photo/no-location-tag",
    "photo/one-face",
    "photo/head-inside-frame",
    "photo/head-size",
    "photo/top-margin",
    "photo/centered",
    "photo/head-tilt",
];

/// A photo that was put right.
#[derive(Clone, Debug)]
pub struct Framed {
    /// A baseline JPEG, sRGB, without any tag but its density.
    pub jpeg: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Degrees by which the picture was turned, clockwise: what its EXIF tag
    /// asked for is not in it, quarter turns and a tilted head are.
    pub turned: f64,
    /// Where the head is in it.
    pub placed: Placed,
}

/// What the applicant moves by hand, where the crown or the chin was not found
/// quite where it is, or the guide leaves a choice. Millimetres of the print.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nudge {
    /// The crown lies so much higher than it was found.
    pub crown: f64,
    /// The chin lies so much lower than it was found.
    pub chin: f64,
    /// The head so much larger.
    pub size: f64,
    /// So much more room above the head.
    pub above: f64,
    /// The head so much further to the right.
    pub aside: f64,
    /// Turned so much further counterclockwise, in degrees.
    pub turn: f64,
}

impl Nudge {
    /// The most of each, millimetres or degrees.
    pub const MOST: f64 = 10.0;

    /// The face with crown and chin where the applicant says they are.
    fn apply(&self, face: &Face, profile: &Profile) -> Face {
        let mut face = face.clone();
        let (top, chin) = (face.crown.hair_top, face.chin);
        let (dx, dy) = (top.x - chin.x, top.y - chin.y);
        // A head is four fifths of a print of every document, about.
        let mm = 1.0 / (0.76 * profile.height_mm);
        for (point, share) in [
            (&mut face.crown.hair_top, self.crown * mm),
            (&mut face.crown.skull_top, self.crown * mm),
            (&mut face.chin, -self.chin * mm),
        ] {
            (point.x, point.y) = (point.x + dx * share, point.y + dy * share);
        }
        face
    }
}

/// Why a photo could not be put right.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// The file could not be decoded, or no face was found in it.
    Unseen(Unseen),
    /// More than one face: nobody can tell whose photo it is to be.
    SeveralFaces,
    /// The head is tilted by more than 15°, in degrees clockwise.
    Tilted(f64),
    /// The picture ends where the document's photo would go on.
    NoRoom(Missing),
    /// The part to cut out has fewer pixels than the office takes, and a
    /// picture is never enlarged. Pixels on its shorter side, and the least.
    TooFewPixels {
        /// What there is.
        found: u32,
        /// What is needed.
        needed: u32,
    },
    /// The file would be larger or smaller than the office takes.
    FileSize,
}

/// Puts a photo right and checks what came out. Where it cannot be put right,
/// there are no bytes, and the report is on the photo as it was given; its `fix`
/// says why.
pub fn fix_and_check<'a>(
    photo: impl Into<Source<'a>>,
    options: &Options,
    nudge: &Nudge,
    networks: &Networks,
) -> (Option<Vec<u8>>, PhotoReport) {
    let photo = photo.into();
    match fix(photo.clone(), options, nudge, networks) {
        Ok(framed) => {
            let mut report = super::check(&framed.jpeg, options, networks);
            let (turned, placed) = (Some(framed.turned), Some(framed.placed));
            report.fix = Some(FixFacts { turned, placed, ..FixFacts::default() });
            (Some(framed.jpeg), report)
        }
        Err(refusal) => {
            let mut report = super::check(photo, options, networks);
            report.fix = Some(refusal.facts());
            (None, report)
        }
    }
}

impl Refusal {
    fn facts(&self) -> FixFacts {
        let mut facts = FixFacts { refused: Some(self.reason()), ..FixFacts::default() };
        match self {
            Self::Tilted(degrees) => facts.turned = Some(tenth(*degrees)),
            Self::NoRoom(missing) => facts.missing = Some(*missing),
            Self::TooFewPixels { found, .. } => facts.pixels = Some(*found),
            _ => {}
        }
        facts
    }

    /// The reason's word in reports.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Unseen(unseen) => unseen.reason(),
            Self::SeveralFaces => "several-faces",
            Self::Tilted(_) => "tilted",
            Self::NoRoom(_) => "no-room",
            Self::TooFewPixels { .. } => "too-few-pixels",
            Self::FileSize => "file-size",
        }
    }
}

/// Head tilts up to here are turned upright; the issuing offices' own examples
/// of tilted heads are milder, and a turn by more leaves corners without picture.
const MOST_TILT_DEG: f64 = 15.0;

/// Head tilts up to here stay, so that the pixels stay what they were.
const LEAST_TILT_DEG: f64 = 0.7;

/// Head tilts up to here stay where the picture has no room to be turned: half
/// of what `photo/head-tilt` allows.
const SLIGHT_TILT_DEG: f64 = 3.0;

/// The most rows of a mended photo: 45 mm at 900 dots an inch, more than any
/// printer of cards shows. A larger one is halved as often as it takes.
const MOST_ROWS: f64 = 1600.0;

/// Puts a photo right for the options' document, moved by `nudge` from where the
/// guide's middle would have it.
///
/// # Errors
///
/// Why it cannot be: see [`Refusal`].
pub fn fix<'a>(
    photo: impl Into<Source<'a>>,
    options: &Options,
    nudge: &Nudge,
    networks: &Networks,
) -> Result<Framed, Refusal> {
    let photo = photo.into();
    let facts = FileFacts::read(photo.bytes);
    let unread = |error: DecodeError| Refusal::Unseen(error.into());
    let (image, scale) = photo.clone().reduced(&facts).map_err(unread)?;
    match frame(image, options, nudge, networks) {
        // A small head in a very large picture: every pixel is needed.
        Err(Refusal::TooFewPixels { .. }) if scale > 1 => {
            frame(photo.picture(&facts).map_err(unread)?, options, nudge, networks)
        }
        result => result,
    }
}

fn frame(
    image: RgbImage,
    options: &Options,
    nudge: &Nudge,
    networks: &Networks,
) -> Result<Framed, Refusal> {
    let (photo, quarters) = upright(image, options, networks)?;
    let face = photo.face.as_ref().map_err(|unseen| Refusal::Unseen(*unseen))?;
    let picture = photo.picture.as_ref().map_err(|unseen| Refusal::Unseen(*unseen))?;
    if !photo.others.is_empty() {
        return Err(Refusal::SeveralFaces);
    }
    let face = &nudge.apply(face, options.profile);
    let tilt = face.pose.roll + nudge.turn;
    if tilt.abs() > MOST_TILT_DEG {
        return Err(Refusal::Tilted(tilt));
    }
    let around = |tilt: f64| Crop::around(face, tilt.to_radians(), picture, options.profile);
    let straight = if tilt.abs() < LEAST_TILT_DEG { 0.0 } else { tilt };
    // Where turning leaves corners without picture, a slight tilt may stay.
    let (crop, tilt) = match (around(straight), around(0.0)) {
        (Ok(crop), _) => (crop, straight),
        (Err(_), Ok(crop)) if tilt.abs() <= SLIGHT_TILT_DEG => (crop, 0.0),
        (Err(missing), _) => return Err(Refusal::NoRoom(missing.rounded())),
    };
    let (crop, placed) = crop
        .nudged(face, nudge, picture, options.profile)
        .map_err(|missing| Refusal::NoRoom(missing.rounded()))?;
    let placed =
        Placed { head: tenth(placed.head), above: tenth(placed.above), aside: tenth(placed.aside) };

    let shape = options.profile.width_mm / options.profile.height_mm;
    let halvings = (crop.height / MOST_ROWS).log2().ceil().clamp(0.0, 8.0) as usize;
    let rows = (crop.height / f64::from(1_u32 << halvings)).floor();
    let (width, height) = ((rows * shape).round() as u32, rows as u32);
    let needed = options.profile.upload.and_then(|upload| upload.side.min).unwrap_or(1.0) as u32;
    if width < needed {
        return Err(Refusal::TooFewPixels { found: width, needed });
    }
    let image = cut(picture, &crop, halvings, width, height);
    let dots_an_inch = f64::from(height) / options.profile.height_mm * 25.4;
    let jpeg = encode::jpeg(&image, dots_an_inch, options.profile.upload.map(|it| it.bytes))
        .ok_or(Refusal::FileSize)?;
    let turned = tenth(f64::from(quarters) * 90.0 - tilt);
    Ok(Framed { jpeg, width, height, turned, placed })
}

/// The picture in the quarter turn in which its face stands upright, and how many
/// quarters clockwise that took.
fn upright(
    image: RgbImage,
    options: &Options,
    networks: &Networks,
) -> Result<(Photo, u32), Refusal> {
    let mut picture = Picture::new(image);
    let quarters = quarters(&picture, networks).map_err(|error| Refusal::Unseen(error.into()))?;
    if quarters > 0 {
        picture = Picture::new(turned(picture.full(), quarters));
    }
    let photo = Photo::look(None, Ok(picture), true, options, networks, &mut |_| ());
    match photo.face {
        Ok(_) => Ok((photo, quarters)),
        Err(unseen) => Err(Refusal::Unseen(unseen)),
    }
}

/// Pictures are turned about at this length of their longer side, at most: a face
/// that is large enough to be put right is found in them.
const TURNED_PX: u32 = 1400;

/// By how much surer the detection must be in another quarter turn. London's faces
/// score 0.88 and more upright; upside down they are found as well, with the mesh
/// upright in them, at 0.73 and less.
const SURER: f32 = 0.05;

/// How many quarters clockwise the picture is to be turned for its face to stand
/// upright; none where no face is found.
fn quarters(picture: &Picture, networks: &Networks) -> Result<u32, ModelError> {
    let mut levels = (0..16).map(|level| picture.level(level));
    let small = levels.find(|it| it.width().max(it.height()) <= TURNED_PX);
    let Some(small) = small else { return Ok(0) };
    let mut best = (0.0, 0);
    for quarters in 0..4 {
        let picture = Picture::new(turned(small, quarters));
        let Some(largest) = networks.detect(&picture, false)?.into_iter().next() else { continue };
        let mesh = networks.mesh(&picture, &largest, Border::Nearest)?;
        let (left, right) = face::eyes(&mesh);
        let is_upright = right.x - left.x > (right.y - left.y).abs();
        let is_face = mesh.presence >= face::MIN_PRESENCE;
        if is_face && is_upright && largest.score > best.0 {
            best = (largest.score + SURER, quarters);
        }
    }
    Ok(best.1)
}

fn turned(image: &RgbImage, quarters: u32) -> RgbImage {
    match quarters {
        0 => image.clone(),
        1 => rotate90(image),
        2 => rotate180(image),
        _ => rotate270(image),
    }
}

/// The pixels of a crop, each of them a square of 2^`halvings` of the picture's:
/// its own where it is not turned, else interpolated between them.
fn cut(picture: &Picture, crop: &Crop, halvings: usize, width: u32, height: u32) -> RgbImage {
    let image = picture.level(halvings);
    let pixel = f64::from(1_u32 << halvings);
    let (left, top) = (crop.left / pixel, crop.top / pixel);
    if crop.angle == 0.0 {
        let x = (left.round() as u32).min(image.width().saturating_sub(width));
        let y = (top.round() as u32).min(image.height().saturating_sub(height));
        return image::imageops::crop_imm(image, x, y, width, height).to_image();
    }
    let (sin, cos) = crop.angle.sin_cos();
    let corner = (left * cos - top * sin, left * sin + top * cos);
    pixels::turned_part(image, corner, (sin, cos), (width, height))
}
