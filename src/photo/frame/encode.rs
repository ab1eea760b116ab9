//! The mended photo's file.

use image::RgbImage;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use crate::report::Limit;

/// Qualities to try: the first that gives a file of a size that is taken. At 92
/// no block is seen; a small plain picture may only reach 20 KB at 100, and
/// noise may only stay under 7 MB further down.
const QUALITIES: [u8; 4] = [92, 100, 85, 75];

/// A baseline JPEG of a picture, its density noted so that it prints at the
/// document's size; `None` where no quality gives a size within the limit.
pub(super) fn jpeg(image: &RgbImage, dots_an_inch: f64, bytes: Option<Limit>) -> Option<Vec<u8>> {
    QUALITIES.into_iter().find_map(|quality| {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, quality);
        encoder.set_pixel_density(PixelDensity::dpi(dots_an_inch.round() as u16));
        encoder.encode_image(image).ok()?;
        // Of both readings of KB and MB, the narrower.
        let taken = bytes.is_none_or(|limit| {
            let (min, max) = (limit.min.unwrap_or(0.0), limit.max.unwrap_or(f64::MAX));
            (min * 1.024..=max / 1.048_576).contains(&(file.len() as f64))
        });
        taken.then_some(file)
    })
}
