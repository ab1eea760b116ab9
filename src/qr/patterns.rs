//! Black and white, the corners of codes, and what the codes say.
//!
//! `rqrr` finds and reads the codes. It tries every three corners against each
//! other on a copy of the picture, so that a picture full of corners would keep
//! it busy for hours: they are counted before it gets to see the picture, by its
//! own measure of what a corner is.

use image::RgbImage;
use rqrr::PreparedImage;

/// What was found in a picture.
#[derive(Default)]
pub(super) struct Codes {
    /// How many codes are seen, read or not.
    pub seen: usize,
    /// What those say that could be read.
    pub payloads: Vec<Vec<u8>>,
}

/// The most corners of codes: a form has one to three codes, with three each.
const MOST_CORNERS: usize = 24;

/// Shares of the mean around it below which a pixel is black: the first for a
/// clear print, the second for one that is blurred or pale.
const BLACK_BELOW: [f32; 2] = [0.85, 0.95];

/// The codes in a picture.
pub(super) fn codes(image: &RgbImage) -> Codes {
    let mut codes = Codes::default();
    let grey = Grey::of(image);
    // Modules of a code that fills the picture and of one that is small in it.
    for share in [8, 24] {
        for below in BLACK_BELOW {
            let bits = grey.black(share, below);
            let corners = bits.corners();
            if !(3..=MOST_CORNERS).contains(&corners) {
                continue;
            }
            let mut prepared =
                PreparedImage::prepare_from_bitmap(bits.width, bits.height, |x, y| bits.at(x, y));
            let grids = prepared.detect_grids();
            codes.seen = codes.seen.max(grids.len());
            for grid in grids {
                let mut payload = Vec::new();
                // What was written before an error is half a text.
                if grid.decode_to(&mut payload).is_ok() && !codes.payloads.contains(&payload) {
                    codes.payloads.push(payload);
                }
            }
            if !codes.payloads.is_empty() {
                return codes;
            }
        }
    }
    codes
}

/// A picture in grey and its sums over every part from the left upper corner.
struct Grey {
    width: usize,
    height: usize,
    values: Vec<u8>,
    /// One row and one column more than the picture, the first of them zero.
    /// 2600×2600 pixels of 255 are less than 2³².
    sums: Vec<u32>,
}

impl Grey {
    fn of(image: &RgbImage) -> Self {
        let (width, height) = (image.width() as usize, image.height() as usize);
        let (pixels, _) = image.as_raw().as_chunks::<3>();
        // Green is nearest to how light a print looks, and the sharpest.
        let values: Vec<u8> = pixels.iter().map(|[_, green, _]| *green).collect();
        let mut sums = vec![0_u32; width + 1];
        sums.reserve((width + 1) * height);
        for row in values.chunks_exact(width.max(1)) {
            let above = sums.len() - width;
            let mut sum = 0_u32;
            sums.push(0);
            for (x, value) in row.iter().enumerate() {
                sum = sum.wrapping_add(u32::from(*value));
                let before = sums.get(above + x).copied().unwrap_or(0);
                sums.push(sum.wrapping_add(before));
            }
        }
        Self { width, height, values, sums }
    }

    /// Black is what is darker than the mean of the square around it, a
    /// `share`th of the picture wide: a shadow darkens both.
    fn black(&self, share: usize, below: f32) -> Bits {
        let half = (self.width.max(self.height) / share / 2).max(4);
        let stride = self.width + 1;
        let sum = |x: usize, y: usize| self.sums.get(y * stride + x).copied().unwrap_or(0);
        let mut black = Vec::with_capacity(self.values.len());
        for y in 0..self.height {
            let (top, bottom) = (y.saturating_sub(half), (y + half + 1).min(self.height));
            let row = self.values.get(y * self.width..).unwrap_or_default();
            for (x, value) in row.iter().take(self.width).enumerate() {
                let (left, right) = (x.saturating_sub(half), (x + half + 1).min(self.width));
                let part = sum(right, bottom)
                    .wrapping_sub(sum(left, bottom))
                    .wrapping_sub(sum(right, top))
                    .wrapping_add(sum(left, top));
                let count = (right - left) * (bottom - top);
                black.push(f32::from(*value) * (count as f32) < below * part as f32);
            }
        }
        Bits { width: self.width, height: self.height, black }
    }
}

/// A picture in black and white.
struct Bits {
    width: usize,
    height: usize,
    black: Vec<bool>,
}

impl Bits {
    fn at(&self, x: usize, y: usize) -> bool {
        self.black.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// How many corners of codes `rqrr` can see: a black ring that a row crosses
    /// as 1 black, 1 white, 3 black, 1 white, 1 black, with another black area in
    /// it of a tenth to seven tenths of its pixels.
    fn corners(&self) -> usize {
        let areas = Areas::of(self);
        let mut rings: Vec<u32> = Vec::new();
        for y in 0..self.height {
            let mut runs = [0_usize; 5];
            let mut changes = 0;
            let mut length = 0;
            let mut last = self.at(0, y);
            for x in 0..=self.width {
                // A white pixel behind the end closes the last run.
                let now = x < self.width && self.at(x, y);
                if now == last && x < self.width {
                    length += 1;
                    continue;
                }
                runs.rotate_left(1);
                if let Some(newest) = runs.last_mut() {
                    *newest = length;
                }
                let ended_black = last;
                (length, last) = (1, now);
                changes += 1;
                if !ended_black || changes < 5 || !is_cross_section(&runs) {
                    continue;
                }
                let [.., middle, after, end] = runs;
                let (right, stone) = (x - end, x - end - after - middle);
                let (ring, inner) = (areas.at(right, y), areas.at(stone, y));
                let (around, within) = (areas.size(ring), areas.size(inner));
                let share = within * 100 / around.max(1);
                if ring != inner && (10..=70).contains(&share) && !rings.contains(&ring) {
                    rings.push(ring);
                    if rings.len() > MOST_CORNERS {
                        return rings.len();
                    }
                }
            }
        }
        rings.len()
    }
}

/// Runs of 1, 1, 3, 1, 1, each off by at most three quarters.
fn is_cross_section(runs: &[usize; 5]) -> bool {
    let [a, b, _, d, e] = *runs;
    let mean = (a + b + d + e) / 4;
    let off = mean * 3 / 4;
    runs.iter().zip([1, 1, 3, 1, 1]).all(|(run, share)| {
        (share * mean).saturating_sub(off) <= *run && *run <= share * mean + off
    })
}

/// Areas of pixels of one colour that touch at their sides.
struct Areas {
    width: usize,
    /// For each pixel another of its area, nearer to the area's first; the first
    /// names itself.
    parents: Vec<u32>,
    /// The size of the area, at its first pixel.
    sizes: Vec<u32>,
}

impl Areas {
    fn of(bits: &Bits) -> Self {
        let count = bits.black.len();
        let parents = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
        let mut areas = Self { width: bits.width, parents, sizes: vec![0; count] };
        for at in 0..count {
            let color = bits.black.get(at);
            if !at.is_multiple_of(bits.width) && bits.black.get(at - 1) == color {
                areas.join(at - 1, at);
            }
            if at >= bits.width && bits.black.get(at - bits.width) == color {
                areas.join(at - bits.width, at);
            }
        }
        for at in 0..count {
            let first = areas.first(at as u32);
            if let Some(size) = areas.sizes.get_mut(first as usize) {
                *size += 1;
            }
        }
        areas
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a as u32), self.first(b as u32));
        if let Some(parent) = self.parents.get_mut(a.max(b) as usize) {
            *parent = a.min(b);
        }
    }

    /// The first pixel of an area; halves the way to it for those that ask next.
    fn first(&mut self, at: u32) -> u32 {
        let mut at = at;
        loop {
            let parent = self.parent(at);
            if parent == at {
                return at;
            }
            let next = self.parent(parent);
            if let Some(place) = self.parents.get_mut(at as usize) {
                *place = next;
            }
            at = next;
        }
    }

    fn parent(&self, at: u32) -> u32 {
        self.parents.get(at as usize).copied().unwrap_or(at)
    }

    fn at(&self, x: usize, y: usize) -> u32 {
        let mut at = (y * self.width + x) as u32;
        while self.parent(at) != at {
            at = self.parent(at);
        }
        at
    }

    fn size(&self, first: u32) -> u64 {
        self.sizes.get(first as usize).copied().unwrap_or(0).into()
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    /// Corners of codes in a raster, each of 7 modules of 2 pixels.
    fn corners(across: u32, down: u32) -> RgbImage {
        RgbImage::from_fn(across * 18, down * 18, |x, y| {
            let ring = |value: u32| (value % 18 / 2).min(8 - value % 18 / 2);
            let from_edge = ring(x).min(ring(y));
            Rgb(if matches!(from_edge, 1 | 3 | 4) { [0; 3] } else { [255; 3] })
        })
    }

    #[test]
    fn corners_are_counted_as_far_as_matters() {
        let count = |across, down| Grey::of(&corners(across, down)).black(8, 0.85).corners();
        assert_eq!(count(3, 1), 3);
        assert_eq!(count(4, 3), 12);
        assert_eq!(count(40, 40), MOST_CORNERS + 1);
        assert_eq!(Grey::of(&RgbImage::new(9, 9)).black(8, 0.85).corners(), 0);
        assert_eq!(Grey::of(&RgbImage::new(0, 0)).black(8, 0.85).corners(), 0);
    }

    #[test]
    fn a_picture_full_of_corners_is_let_go_at_once() {
        let start = std::time::Instant::now();
        let found = codes(&corners(120, 120));
        assert_eq!((found.seen, found.payloads.len()), (0, 0));
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
