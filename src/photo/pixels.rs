//! The picture as a person sees it: decoded within limits, upright, and a
//! pyramid of halved copies to take samples from at any scale.

mod decode;
mod icc;
mod turn;
mod warp;

use image::RgbImage;

pub(in crate::photo) use self::decode::reduce;
pub use self::decode::{DecodeError, MAX_PIXELS, decode, decode_reduced, in_srgb};
pub use self::turn::{scaled, turned_part};
pub use self::warp::{Affine, Border};

/// A picture, upright, with halved copies of itself.
///
/// The copies make a sample of any size an average over the pixels that it
/// stands for, so that a small face in a large picture is not read from a
/// handful of noisy pixels.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The picture itself and then each level at half the size of the one
    /// before. Never empty.
    levels: Vec<RgbImage>,
}

impl Picture {
    /// Builds the pyramid over `full`, down to 32 pixels on the shorter side.
    pub fn new(full: RgbImage) -> Self {
        let mut levels = vec![full];
        while let Some(last) = levels.last()
            && last.width().min(last.height()) >= 64
        {
            let half = halved(last);
            levels.push(half);
        }
        Self { levels }
    }

    /// The picture at full size.
    pub fn full(&self) -> &RgbImage {
        self.level(0)
    }

    /// The picture at half its size; at full size where it is tiny.
    pub fn half(&self) -> &RgbImage {
        self.level(1)
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.full().width()
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.full().height()
    }

    /// The level of the pyramid, or its last where there are fewer.
    pub(crate) fn level(&self, level: usize) -> &RgbImage {
        static NOTHING: std::sync::LazyLock<RgbImage> = std::sync::LazyLock::new(RgbImage::default);
        self.levels.get(level.min(self.levels.len().saturating_sub(1))).unwrap_or(&NOTHING)
    }
}

/// Each pixel the mean of a block of 2×2; an odd last row or column is dropped.
fn halved(image: &RgbImage) -> RgbImage {
    let (width, height) = (image.width() / 2, image.height() / 2);
    let stride = image.width() as usize * 3;
    let mut out = vec![0; width as usize * height as usize * 3];
    // Of all neighbours first, which the compiler does at once; then every other one stays.
    let mut sums = vec![0_u16; stride];
    let mut means = vec![0_u8; stride];
    let rows = image.as_raw().chunks_exact(stride * 2);
    for (rows, out) in rows.zip(out.chunks_exact_mut((width as usize * 3).max(1))) {
        let (upper, lower) = rows.split_at(stride);
        for ((sum, upper), lower) in sums.iter_mut().zip(upper).zip(lower) {
            *sum = u16::from(*upper) + u16::from(*lower);
        }
        let next = sums.iter().skip(3);
        for ((mean, left), right) in means.iter_mut().zip(&sums).zip(next) {
            *mean = ((left + right + 2) / 4) as u8;
        }
        let pairs = means.as_chunks::<6>().0;
        for (to, [r, g, b, ..]) in out.as_chunks_mut::<3>().0.iter_mut().zip(pairs) {
            *to = [*r, *g, *b];
        }
    }
    RgbImage::from_raw(width, height, out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn the_pyramid_averages() {
        let board = RgbImage::from_fn(131, 129, |x, y| {
            Rgb(if (x + y) % 2 == 0 { [255; 3] } else { [0; 3] })
        });
        let picture = Picture::new(board);
        let sizes: Vec<_> = picture.levels.iter().map(RgbImage::dimensions).collect();
        assert_eq!(sizes, [(131, 129), (65, 64), (32, 32)]);
        assert!(picture.level(1).pixels().all(|pixel| pixel.0 == [128; 3]));
        assert_eq!(picture.level(9).dimensions(), (32, 32));
    }

    #[test]
    fn the_smallest_picture_is_a_picture() {
        let picture = Picture::new(RgbImage::new(1, 1));
        assert_eq!((picture.width(), picture.height()), (1, 1));
    }
}
