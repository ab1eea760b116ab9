//! The print sheet: a photo several times on a paper at its exact size, with
//! cut marks, and below it strips with the applicant's name and date of birth
//! to stick on the backs. As a PDF, and as a JPEG for printers of photos.
//!
//! The strips' text comes as pixels. A font that holds every kanji of a name
//! weighs more than this whole program, and a PDF that names a font without
//! holding it prints another one, or blanks. The page draws the text with the
//! device's own fonts instead; on the command line any picture will do.

mod layout;
mod pdf;
mod raster;

use std::error::Error;
use std::fmt;

use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::imageops::{crop_imm, grayscale};
use image::{GrayImage, RgbImage};

pub use self::layout::{Layout, Place};
use super::file::FileFacts;
use super::pixels::{self, DecodeError, Picture};
use super::profile::Profile;

/// The picture of a strip from a file, in grey.
///
/// # Errors
///
/// Where the file is no whole picture.
pub fn strip(bytes: &[u8]) -> Result<GrayImage, DecodeError> {
    Ok(grayscale(&pixels::decode(bytes, &FileFacts::read(bytes))?))
}

/// A paper to print on, upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Its name on the command line and in JavaScript.
    pub name: &'static str,
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres.
    pub height_mm: f64,
}

impl Paper {
    /// Every paper, the default first: L is what a shop or a convenience store
    /// in Japan prints photos on.
    pub const ALL: [Self; 5] = [
        Self { name: "l", width_mm: 89.0, height_mm: 127.0 },
        Self { name: "postcard", width_mm: 100.0, height_mm: 148.0 },
        Self { name: "2l", width_mm: 127.0, height_mm: 178.0 },
        Self { name: "a4", width_mm: 210.0, height_mm: 297.0 },
        Self { name: "4x6", width_mm: 101.6, height_mm: 152.4 },
    ];

    /// The paper of a name.
    ///
    /// ```
    /// use mynacheck::photo::sheet::Paper;
    ///
    /// assert_eq!(Paper::named("postcard").map(|paper| paper.width_mm), Some(100.0));
    /// assert_eq!(Paper::named("papyrus"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name == name)
    }
}

/// A photo laid out on a paper, to be written in either form.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Where everything lies.
    pub layout: Layout,
    photo: Picture,
    strip: Option<GrayImage>,
}

/// Why there is no sheet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SheetError {
    /// The photo could not be decoded.
    Unreadable(DecodeError),
    /// The photo does not have the document's shape: it is to be put right
    /// first, as nobody can tell which part of it is meant.
    WrongShape,
    /// The strip's pixels are none, or more than [`MOST_STRIP_PIXELS`].
    Strip,
    /// The encoder gave up.
    Internal,
}

impl SheetError {
    /// The reason's word in JavaScript.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::WrongShape => "wrong-shape",
            Self::Strip => "strip",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable(_) => "the photo could not be decoded",
            Self::WrongShape => "the photo does not have the document's shape; put it right first",
            Self::Strip => "the strip's picture is empty or larger than 4 megapixels",
            Self::Internal => "the sheet could not be encoded",
        })
    }
}

impl Error for SheetError {}

/// The most pixels of a strip; one of 35×7 mm at 600 dots an inch has 137,000.
pub const MOST_STRIP_PIXELS: u64 = 4_000_000;

/// So much a photo's shape may differ from its document's: the rest is cut off
/// evenly. A person's own crop is rarely exact, and 1 % is 0.45 mm.
const MOST_OFF_SHAPE: f64 = 0.01;

/// Above this height a JPEG has 300 dots an inch, since at 600 an A4 sheet would
/// have 35 megapixels; it is printed at home, from the PDF.
const LARGE_MM: f64 = 200.0;

/// Colours of the sheet's JPEG and of a photo that is not taken as it is: no
/// block is seen, and text stays sharp.
const QUALITY: u8 = 95;

impl Sheet {
    /// Lays a photo out on a paper, as often as fits.
    ///
    /// # Errors
    ///
    /// See [`SheetError`].
    pub fn new(
        bytes: &[u8],
        profile: &Profile,
        paper: Paper,
        strip: Option<GrayImage>,
    ) -> Result<Self, SheetError> {
        if let Some(strip) = &strip {
            let pixels = u64::from(strip.width()) * u64::from(strip.height());
            if pixels == 0 || pixels > MOST_STRIP_PIXELS {
                return Err(SheetError::Strip);
            }
        }
        let facts = FileFacts::read(bytes);
        let image = pixels::decode(bytes, &facts).map_err(SheetError::Unreadable)?;
        let photo = Picture::new(shaped(image, profile)?);
        Ok(Self { layout: Layout::of(profile, paper, strip.is_some()), photo, strip })
    }

    /// One page of the paper's size, which viewers are asked not to scale. The
    /// photo in it has all its pixels; it is saved anew, so that no tag of the
    /// file, such as a position, goes along.
    ///
    /// # Errors
    ///
    /// [`SheetError::Internal`] only.
    pub fn pdf(&self) -> Result<Vec<u8>, SheetError> {
        let photo = self.photo.full();
        let file = jpeg(photo, None)?;
        Ok(pdf::write(&self.layout, &file, photo.dimensions(), self.strip.as_ref()))
    }

    /// The sheet as a picture with 600 dots an inch, or 300 on A4.
    ///
    /// # Errors
    ///
    /// [`SheetError::Internal`] only.
    pub fn jpeg(&self) -> Result<Vec<u8>, SheetError> {
        let large = self.layout.width.max(self.layout.height) > LARGE_MM;
        let dots_an_inch = if large { 300.0 } else { 600.0 };
        let (photo, strip) = (&self.photo, self.strip.as_ref());
        let picture = raster::draw(&self.layout, photo, strip, dots_an_inch / 25.4);
        jpeg(&picture, Some(dots_an_inch))
    }
}

/// The picture in exactly the profile's shape.
fn shaped(image: RgbImage, profile: &Profile) -> Result<RgbImage, SheetError> {
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let shape = profile.width_mm / profile.height_mm;
    let off = width / height / shape;
    // A side of a small picture is a whole number of pixels.
    let rounding = 1.0 / width.min(height).max(1.0);
    if (off - 1.0).abs() > MOST_OFF_SHAPE + rounding {
        return Err(SheetError::WrongShape);
    }
    let kept = |side: f64| (side.round() as u32).max(1);
    let (wide, high) = if off > 1.0 {
        (kept(height * shape).min(image.width()), image.height())
    } else {
        (image.width(), kept(width / shape).min(image.height()))
    };
    if (wide, high) == image.dimensions() {
        return Ok(image);
    }
    let (x, y) = ((image.width() - wide) / 2, (image.height() - high) / 2);
    Ok(crop_imm(&image, x, y, wide, high).to_image())
}

fn jpeg(image: &RgbImage, dots_an_inch: Option<f64>) -> Result<Vec<u8>, SheetError> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    if let Some(dots) = dots_an_inch {
        encoder.set_pixel_density(PixelDensity::dpi(dots as u16));
    }
    encoder.encode_image(image).map_err(|_| SheetError::Internal)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::profile::{MY_NUMBER_CARD, RESIDENCE_CARD};

    fn shape_of(width: u32, height: u32, profile: &Profile) -> Result<(u32, u32), SheetError> {
        shaped(RgbImage::new(width, height), profile).map(|image| image.dimensions())
    }

    #[test]
    fn a_little_too_much_is_cut_off_and_more_is_another_shape() {
        assert_eq!(shape_of(1050, 1350, &MY_NUMBER_CARD), Ok((1050, 1350)));
        assert_eq!(shape_of(1058, 1350, &MY_NUMBER_CARD), Ok((1050, 1350)));
        assert_eq!(shape_of(1050, 1360, &MY_NUMBER_CARD), Ok((1050, 1350)));
        assert_eq!(shape_of(1, 1, &MY_NUMBER_CARD), Ok((1, 1)));
        assert_eq!(shape_of(1350, 1350, &MY_NUMBER_CARD), Err(SheetError::WrongShape));
        assert_eq!(shape_of(1050, 1350, &RESIDENCE_CARD), Err(SheetError::WrongShape));
        assert_eq!(shape_of(900, 1200, &RESIDENCE_CARD), Ok((900, 1200)));
    }
}
