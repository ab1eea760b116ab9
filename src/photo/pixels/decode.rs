//! Decoding within limits.

use std::error::Error;
use std::fmt;
use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::icc::{Profile, Space};
use crate::photo::file::{ColorMode, FileFacts, Format, Header};

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

/// A picture with more pixels is halved as soon as it is decoded, where only the
/// check looks at it: a face in it has several times the pixels that any rule
/// needs, and a phone's memory does not hold several copies of 48 megapixels.
const MANY_PIXELS: u64 = 24_000_000;

/// Decodes `bytes` to 8-bit sRGB, by the profile that the file carries, turned as
/// its EXIF orientation says. What is transparent is laid on white.
///
/// # Errors
///
/// Every way in which a file is not a whole picture of at most [`MAX_PIXELS`];
/// the header decides before anything of the picture's size is allocated.
pub fn decode(bytes: &[u8], facts: &FileFacts) -> Result<RgbImage, DecodeError> {
    Ok(finished(decode_stored(bytes, facts)?, facts))
}

/// [`decode`], but for a very large picture at half its size; and how many of the
/// file's pixels stand on each side of a pixel, 1 or 2.
///
/// # Errors
///
/// As for [`decode`].
pub fn decode_reduced(bytes: &[u8], facts: &FileFacts) -> Result<(RgbImage, u32), DecodeError> {
    if let Some(stored) = decode_halved(bytes, facts) {
        return Ok((finished(stored, facts), 2));
    }
    let mut stored = decode_stored(bytes, facts)?;
    let scale = reduce(&mut stored.image);
    Ok((finished(stored, facts), scale))
}

/// A very large JPEG at half its size from the start: of each block of 8×8 pixels
/// only the 4×4 lowest frequencies are looked at. `None` for every other picture,
/// and for whatever this decoder does not like: the usual one then has its say.
fn decode_halved(bytes: &[u8], facts: &FileFacts) -> Option<Stored> {
    let header = facts.header?;
    let of_color = matches!(header.color_mode, ColorMode::Ycbcr | ColorMode::Rgb);
    let large = (MANY_PIXELS + 1..=MAX_PIXELS).contains(&header.pixels());
    if facts.format != Format::Jpeg || !facts.whole || !of_color || !large || facts.is_rare(bytes) {
        return None;
    }
    let half = |side: u32| u16::try_from(side.div_ceil(2)).ok();
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let (width, height) = decoder.scale(half(header.width)?, half(header.height)?).ok()?;
    // The sides are those that are asked for, or the file says two things.
    if (Some(width), Some(height)) != (half(header.width), half(header.height)) {
        return None;
    }
    let rgb = decoder.decode().ok()?;
    let profile = decoder.icc_profile().and_then(|profile| of_rgb(&profile));
    let image = RgbImage::from_raw(width.into(), height.into(), rgb)?;
    Some(Stored { image, profile, turned: true })
}

/// Halves a very large picture; how many of its pixels now stand on each side of
/// a pixel.
pub(in crate::photo) fn reduce(image: &mut RgbImage) -> u32 {
    if u64::from(image.width()) * u64::from(image.height()) <= MANY_PIXELS {
        return 1;
    }
    *image = super::halved(image);
    2
}

/// A picture as its file stores it.
struct Stored {
    image: RgbImage,
    /// What its colours are still to be converted by.
    profile: Option<Profile>,
    /// Whether its EXIF orientation turns it.
    turned: bool,
}

fn finished(mut stored: Stored, facts: &FileFacts) -> RgbImage {
    if let Some(profile) = stored.profile {
        profile.apply(&mut stored.image);
    }
    if stored.turned { turned(stored.image, facts.tags.orientation) } else { stored.image }
}

fn decode_stored(bytes: &[u8], facts: &FileFacts) -> Result<Stored, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    let format = match facts.format {
        Format::Heic => None,
        Format::Jpeg => Some(ImageFormat::Jpeg),
        Format::Png => Some(ImageFormat::Png),
        Format::Webp => Some(ImageFormat::WebP),
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
    let Some(format) = format else { return heic(bytes) };
    if facts.is_rare(bytes) {
        return Err(DecodeError::UnsupportedFormat);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    // 16 bits for each of four channels is the most that a picture can need.
    limits.max_alloc = Some(MAX_PIXELS.saturating_mul(8));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| DecodeError::Damaged)?;
    // A damaged profile leaves the picture as it is.
    let profile = decoder.icc_profile().ok().flatten().and_then(|bytes| Profile::read(&bytes));
    if let Some(profile) = &profile
        && profile.space() == Space::Cmyk
        && let Some(picture) = by_inks(bytes, header, profile)
    {
        return Ok(Stored { image: picture, profile: None, turned: true });
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| DecodeError::Damaged)?;
    let of_picture = if picture.color().has_color() { Space::Rgb } else { Space::Gray };
    let profile = profile.filter(|profile| profile.space() == of_picture);
    Ok(Stored { image: on_white(picture), profile, turned: true })
}

/// A HEIC photo, whose own boxes turn it.
#[cfg(not(target_family = "wasm"))]
fn heic(bytes: &[u8]) -> Result<Stored, DecodeError> {
    let picture = mynacheck_heic::decode(bytes, MAX_PIXELS).map_err(|error| match error {
        mynacheck_heic::DecodeError::TooManyPixels => DecodeError::TooManyPixels,
        mynacheck_heic::DecodeError::Unsupported => DecodeError::UnsupportedFormat,
        _ => DecodeError::Damaged,
    })?;
    let image = RgbImage::from_raw(picture.width, picture.height, picture.rgb);
    let image = image.ok_or(DecodeError::Damaged)?;
    let profile = picture.profile.as_deref().and_then(of_rgb);
    Ok(Stored { image, profile, turned: false })
}

/// In a browser it is decoded before it comes here, by the browser itself or by
/// a module of its own: see [`in_srgb`].
#[cfg(target_family = "wasm")]
fn heic(_: &[u8]) -> Result<Stored, DecodeError> {
    Err(DecodeError::UnsupportedFormat)
}

/// A picture that something else decoded, in the colours of `profile`, as sRGB. A
/// damaged profile, or one for other channels, leaves it as it is.
pub fn in_srgb(mut picture: RgbImage, profile: Option<&[u8]>) -> RgbImage {
    if let Some(profile) = profile.and_then(of_rgb) {
        profile.apply(&mut picture);
    }
    picture
}

fn of_rgb(profile: &[u8]) -> Option<Profile> {
    Profile::read(profile).filter(|profile| profile.space() == Space::Rgb)
}

/// A picture of inks as its profile shows it; `None` where the inks cannot be read
/// as they are.
fn by_inks(bytes: &[u8], header: Header, profile: &Profile) -> Option<RgbImage> {
    let inks = inks(bytes, header)?;
    let mut rgb = Vec::with_capacity(inks.len() / 4 * 3);
    profile.inks_to_rgb(&inks, &mut rgb)?;
    RgbImage::from_raw(header.width, header.height, rgb)
}

/// The inks of a JPEG with four components, 255 for full ink.
fn inks(bytes: &[u8], header: Header) -> Option<Vec<u8>> {
    let stored = match header.color_mode {
        ColorMode::Cmyk => ColorSpace::CMYK,
        ColorMode::Ycck => ColorSpace::YCCK,
        _ => return None,
    };
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(header.width as usize)
        .set_max_height(header.height as usize)
        .jpeg_set_out_colorspace(stored);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    // What the decoder does not take for four components it would convert.
    if decoder.input_colorspace() != Some(stored) {
        return None;
    }
    let mut inks = decoder.decode().ok()?;
    // Photoshop, and every program after it, stores 255 for no ink.
    for pixel in inks.as_chunks_mut::<4>().0 {
        if stored == ColorSpace::YCCK {
            let [y, cb, cr, black] = pixel.map(f32::from);
            let (cb, cr) = (cb - 128.0, cr - 128.0);
            // JFIF's matrix gives the inks as they are; black alone is stored as
            // none for 255.
            let ink = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
            let [c, m, y] = ink.map(|ink| (ink + 0.5).clamp(0.0, 255.0) as u8);
            *pixel = [c, m, y, 255 - black as u8];
        } else {
            *pixel = pixel.map(|value| 255 - value);
        }
    }
    Some(inks)
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
