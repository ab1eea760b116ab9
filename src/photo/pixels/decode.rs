//! Decoding within limits.

use std::error::Error;
use std::fmt;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use crate::photo::file::{FileFacts, Format};

/// The most pixels a picture may have to be decoded: 50 megapixels, 150 MB
/// once decoded. The office itself takes at most 6000×6000 = 36 megapixels.
pub const MAX_PIXELS: u64 = 50_000_000;

/// Why a picture could not be decoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The file ends before its own end mark.
    CutShort,
    /// The picture's data contradicts itself.
    Damaged,
    /// There is nothing in the file.
    Empty,
    /// Not a picture.
    NotAnImage,
    /// More than [`MAX_PIXELS`].
    TooManyPixels,
    /// A picture, but of a format that is not decoded here.
    UnsupportedFormat,
}

impl DecodeError {
    /// The reason's word in a report.
    pub fn reason(self) -> &'static str {
        match self {
            Self::CutShort => "cut-short",
            Self::Damaged => "damaged",
            Self::Empty => "empty",
            Self::NotAnImage => "not-an-image",
            Self::TooManyPixels => "too-many-pixels",
            Self::UnsupportedFormat => "unsupported-format",
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl Error for DecodeError {}

/// Decodes `bytes` to 8-bit RGB, turned as its EXIF orientation says. What is
/// transparent is laid on white.
///
/// # Errors
///
/// Every way in which a file is not a whole picture of at most [`MAX_PIXELS`];
/// the header decides before anything of the picture's size is allocated.
pub fn decode(bytes: &[u8], facts: &FileFacts) -> Result<RgbImage, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    let format = match facts.format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
        Format::Unknown | Format::Pdf => return Err(DecodeError::NotAnImage),
        _ => return Err(DecodeError::UnsupportedFormat),
    };
    let header = facts.header.ok_or(if facts.whole {
        DecodeError::Damaged
    } else {
        DecodeError::CutShort
    })?;
    if header.pixels() > MAX_PIXELS {
        return Err(DecodeError::TooManyPixels);
    }
    if !facts.whole {
        return Err(DecodeError::CutShort);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    // 16 bits for each of four channels is the most that a picture can need.
    limits.max_alloc = Some(MAX_PIXELS.saturating_mul(8));
    reader.limits(limits);
    let decoded = reader.decode().map_err(|_| DecodeError::Damaged)?;
    let upright = turned(on_white(decoded), facts.tags.orientation);
    Ok(upright)
}

/// The picture without its alpha channel, which lets white through.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut flat = RgbImage::new(image.width(), image.height());
    for (to, from) in flat.pixels_mut().zip(image.pixels()) {
        let [r, g, b, a] = from.0.map(u16::from);
        *to = Rgb([r, g, b].map(|value| ((value * a + 255 * (255 - a) + 127) / 255) as u8));
    }
    flat
}

/// Turns a stored picture as EXIF orientation 1 to 8 says it is to be seen.
fn turned(image: RgbImage, orientation: Option<u8>) -> RgbImage {
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    match orientation {
        Some(2) => flip_horizontal(&image),
        Some(3) => rotate180(&image),
        Some(4) => flip_vertical(&image),
        Some(5) => flip_horizontal(&rotate90(&image)),
        Some(6) => rotate90(&image),
        Some(7) => flip_horizontal(&rotate270(&image)),
        Some(8) => rotate270(&image),
        _ => image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the stored picture's first row and first column are seen, from
    /// the EXIF standard's table: the corner that is seen at the top left.
    #[test]
    fn orientations_are_the_standards() {
        // Stored:  a b
        //          c d
        let stored = RgbImage::from_raw(2, 2, [[1; 3], [2; 3], [3; 3], [4; 3]].concat()).unwrap();
        let seen = |orientation| {
            turned(stored.clone(), Some(orientation))
                .pixels()
                .map(|pixel| pixel.0[0])
                .collect::<Vec<_>>()
        };
        assert_eq!(seen(1), [1, 2, 3, 4]);
        assert_eq!(seen(2), [2, 1, 4, 3]);
        assert_eq!(seen(3), [4, 3, 2, 1]);
        assert_eq!(seen(4), [3, 4, 1, 2]);
        assert_eq!(seen(5), [1, 3, 2, 4]);
        assert_eq!(seen(6), [3, 1, 4, 2]);
        assert_eq!(seen(7), [4, 2, 3, 1]);
        assert_eq!(seen(8), [2, 4, 1, 3]);
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = image::RgbaImage::from_pixel(1, 1, image::Rgba([0, 0, 0, 0]));
        assert_eq!(on_white(DynamicImage::ImageRgba8(clear)).get_pixel(0, 0).0, [255; 3]);
    }

    #[test]
    fn text_is_no_picture() {
        let decoded = |bytes: &[u8]| decode(bytes, &FileFacts::read(bytes)).unwrap_err();
        assert_eq!(decoded(b""), DecodeError::Empty);
        assert_eq!(decoded(b"hello"), DecodeError::NotAnImage);
        assert_eq!(decoded(b"GIF89a\x01\0\x01\0\0\0\0"), DecodeError::UnsupportedFormat);
        assert_eq!(decoded(b"\xff\xd8\xff\xe0"), DecodeError::CutShort);
    }
}
