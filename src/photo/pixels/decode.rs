//! Decoding within limits.

use std::error::Error;
use std::fmt;
use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder, ImageResult, Limits, RgbImage};
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
    match facts.format {
        Format::Heic | Format::Jpeg | Format::Png | Format::Webp => {}
        Format::Unknown | Format::Pdf => return Err(DecodeError::NotAnImage),
        _ => return Err(DecodeError::UnsupportedFormat),
    }
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
    if facts.format == Format::Heic {
        return heic(bytes);
    }
    if facts.is_rare(bytes) {
        return Err(DecodeError::UnsupportedFormat);
    }
    if facts.format == Format::Jpeg {
        return jpeg(bytes, header).ok_or(DecodeError::Damaged);
    }
    // 16 bits for each of four channels is the most that a picture can need.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_PIXELS.saturating_mul(8));
    let decoder = png_or_webp(bytes, facts.format, limits).map_err(|_| DecodeError::Damaged)?;
    // What was weighed by the header is what is allocated, or the file says two things.
    if decoder.dimensions() != (header.width, header.height) {
        return Err(DecodeError::Damaged);
    }
    let levels = Levels::read(decoder).map_err(|_| DecodeError::Damaged)?;
    levels.shown().ok_or(DecodeError::Damaged)
}

fn png_or_webp<'a>(
    bytes: &'a [u8],
    format: Format,
    limits: Limits,
) -> ImageResult<Box<dyn ImageDecoder + 'a>> {
    let bytes = Cursor::new(bytes);
    if format == Format::Png {
        return Ok(Box::new(PngDecoder::with_limits(bytes, limits)?));
    }
    let mut decoder = WebPDecoder::new(bytes)?;
    decoder.set_limits(limits)?;
    Ok(Box::new(decoder))
}

/// The pixels of a file, channel beside channel: gray or colours, then what covers.
struct Levels {
    width: u32,
    height: u32,
    /// 1 to 4.
    channels: usize,
    levels: Vec<u8>,
    profile: Option<Profile>,
}

impl Levels {
    fn read(mut decoder: Box<dyn ImageDecoder + '_>) -> ImageResult<Self> {
        // A damaged profile leaves the picture as it is.
        let profile = decoder.icc_profile().ok().flatten().and_then(|bytes| Profile::read(&bytes));
        let ((width, height), color) = (decoder.dimensions(), decoder.color_type());
        let channels = usize::from(color.channel_count());
        let mut levels = vec![0; usize::try_from(decoder.total_bytes()).unwrap_or_default()];
        decoder.read_image(&mut levels)?;
        if usize::from(color.bytes_per_pixel()) == 2 * channels {
            let wide = levels.as_chunks::<2>().0.iter().map(|two| u16::from_ne_bytes(*two));
            levels = wide.map(|level| ((u32::from(level) + 128) / 257) as u8).collect();
        }
        Ok(Self { width, height, channels, levels, profile })
    }

    /// As a picture of colours alone; `None` where pixels are missing.
    fn shown(self) -> Option<Stored> {
        let Self { width, height, channels, levels, profile } = self;
        let of_picture = if channels > 2 { Space::Rgb } else { Space::Gray };
        let rgb = if channels == 3 { levels } else { on_white(&levels, channels) };
        Some(Stored {
            image: RgbImage::from_raw(width, height, rgb)?,
            profile: profile.filter(|profile| profile.space() == of_picture),
            turned: true,
        })
    }
}

/// Red, green and blue of pixels of gray or of four channels. What is transparent lets
/// white through.
fn on_white(levels: &[u8], channels: usize) -> Vec<u8> {
    let pixels = levels.chunks_exact(channels.max(1));
    let mut rgb = Vec::with_capacity(pixels.len() * 3);
    for pixel in pixels {
        let (color, covers) = match *pixel {
            [gray] => ([gray; 3], 255),
            [gray, covers] => ([gray; 3], covers),
            [r, g, b, covers] => ([r, g, b], covers),
            _ => continue,
        };
        let covers = u16::from(covers);
        let mixed = |level: u8| (u16::from(level) * covers + 255 * (255 - covers) + 127) / 255;
        rgb.extend(color.map(|level| mixed(level) as u8));
    }
    rgb
}

/// A JPEG of any kind of colours; `None` where it cannot be decoded.
fn jpeg(bytes: &[u8], header: Header) -> Option<Stored> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(header.width as usize)
        .set_max_height(header.height as usize);
    // The one kind of reader there is: each further one would bring the decoder again.
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let profile = decoder.icc_profile().and_then(|profile| Profile::read(&profile));
    let stored = decoder.input_colorspace()?;
    let of_inks = matches!(
        (stored, header.color_mode),
        (ColorSpace::CMYK, ColorMode::Cmyk) | (ColorSpace::YCCK, ColorMode::Ycck)
    );
    let by_inks = profile.as_ref().filter(|profile| of_inks && profile.space() == Space::Cmyk);
    let channels = if stored == ColorSpace::Luma { 1 } else { 3 };
    decoder.set_options(options.jpeg_set_out_colorspace(match by_inks {
        Some(_) => stored,
        None if channels == 1 => ColorSpace::Luma,
        None => ColorSpace::RGB,
    }));
    let mut levels = decoder.decode().ok()?;
    let Header { width, height, .. } = header;
    let Some(by_inks) = by_inks else {
        return Levels { width, height, channels, levels, profile }.shown();
    };
    to_inks(&mut levels, stored);
    let mut rgb = Vec::with_capacity(levels.len() / 4 * 3);
    by_inks.inks_to_rgb(&levels, &mut rgb)?;
    let image = RgbImage::from_raw(width, height, rgb)?;
    Some(Stored { image, profile: None, turned: true })
}

/// Turns a JPEG's four components into inks, 255 for full ink.
fn to_inks(levels: &mut [u8], stored: ColorSpace) {
    // Photoshop, and every program after it, stores 255 for no ink.
    for pixel in levels.as_chunks_mut::<4>().0 {
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
        assert_eq!(on_white(&[0, 0, 0, 0, 9, 8, 7, 255], 4), [255, 255, 255, 9, 8, 7]);
        assert_eq!(on_white(&[100, 51, 0, 0], 2), [224, 224, 224, 255, 255, 255]);
        assert_eq!(on_white(&[100, 0], 1), [100, 100, 100, 0, 0, 0]);
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
