//! HEIC, the photos of iPhones, decoded within limits.
//!
//! The decoder is young and large, so it stands apart: as a WebAssembly module of
//! its own, which only those load whose photo is a HEIC file that their browser
//! cannot open, and whose faults cannot touch the checker.

#[cfg(target_arch = "wasm32")]
mod js;

use std::error::Error;
use std::fmt;

use heic_decoder::HeifError;

/// A decoded picture, turned and cropped as its file says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture {
    /// Columns of pixels.
    pub width: u32,
    /// Rows of pixels.
    pub height: u32,
    /// Red, green and blue, 0 to 255, row by row from the top left; what is
    /// transparent is laid on white.
    pub rgb: Vec<u8>,
    /// The ICC profile that the colours are in; sRGB where there is none.
    pub profile: Option<Vec<u8>>,
}

/// Why a file could not be decoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum DecodeError {
    /// More pixels than were allowed, or than the decoder handles.
    TooManyPixels,
    /// A kind of HEIC that the decoder does not know.
    Unsupported,
    /// The file contradicts itself or is cut short.
    Damaged,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyPixels => "too many pixels",
            Self::Unsupported => "a kind of HEIC that is not decoded here",
            Self::Damaged => "the file is damaged",
        })
    }
}

impl Error for DecodeError {}

impl From<HeifError> for DecodeError {
    fn from(error: HeifError) -> Self {
        match error {
            HeifError::LimitExceeded(_) => Self::TooManyPixels,
            HeifError::Unsupported(_) => Self::Unsupported,
            _ => Self::Damaged,
        }
    }
}

/// Decodes the main picture of a HEIC file of at most `most_pixels` pixels.
///
/// # Errors
///
/// When the file has more pixels, which is seen before any of them is decoded, is
/// of another kind, or is damaged. A fault of the decoder's own counts as damage;
/// it is caught, except where panics end the program, as they do in WebAssembly.
pub fn decode(bytes: &[u8], most_pixels: u64) -> Result<Picture, DecodeError> {
    caught(|| {
        let info = heic_decoder::probe(bytes)?;
        let coded = (info.coded_width as u64).saturating_mul(info.coded_height as u64);
        if coded > most_pixels {
            return Err(DecodeError::TooManyPixels);
        }
        let mut image = heic_decoder::decode(bytes)?;
        let profile = image.metadata.icc_profile.take();
        let (width, height) = (image.width, image.height);
        let rgb = if image.alpha.is_some() {
            on_white(&image.to_rgba8()?)
        } else {
            image.to_rgb8()?.data
        };
        let side = |side: usize| u32::try_from(side).map_err(|_| DecodeError::TooManyPixels);
        Ok(Picture { width: side(width)?, height: side(height)?, rgb, profile })
    })
}

/// Runs the decoder; where it panics, the file is damaged.
fn caught(
    run: impl FnOnce() -> Result<Picture, DecodeError> + std::panic::UnwindSafe,
) -> Result<Picture, DecodeError> {
    std::panic::catch_unwind(run).unwrap_or(Err(DecodeError::Damaged))
}

/// The picture without its alpha channel, which lets white through.
fn on_white(image: &heic_decoder::RgbaImage<u8>) -> Vec<u8> {
    let (pixels, _) = image.data.as_chunks::<4>();
    pixels
        .iter()
        .flat_map(|&pixel| {
            let [r, g, b, a] = pixel.map(u16::from);
            let white = 255 - a;
            let share = if image.premultiplied { 255 } else { a };
            [r, g, b].map(|value| ((value * share + 255 * white + 127) / 255).min(255) as u8)
        })
        .collect()
}
