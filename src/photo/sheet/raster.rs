//! The sheet as pixels.

use image::{GrayImage, Luma, Rgb, RgbImage};

use super::layout::{Layout, Place, STRIP_INSET};
use crate::photo::pixels::{Picture, scaled};

/// Grey of the lines to cut along.
const INK: u8 = 102;

/// Draws the sheet on white, at `scale` pixels a millimetre.
pub(super) fn draw(
    layout: &Layout,
    photo: &Picture,
    strip: Option<&GrayImage>,
    scale: f64,
) -> RgbImage {
    let pixels = |mm: f64| (mm * scale).round().max(0.0) as u32;
    let mut sheet = RgbImage::from_pixel(
        pixels(layout.width).max(1),
        pixels(layout.height).max(1),
        Rgb([255; 3]),
    );
    let at = |place: &Place| {
        let (left, top) = (pixels(place.left), pixels(place.top));
        let size = |mm: f64| pixels(mm).max(1);
        (left, top, size(place.width), size(place.height))
    };
    for mark in &layout.marks {
        let (left, top, width, height) = at(mark);
        for y in top..top.saturating_add(height) {
            for x in left..left.saturating_add(width) {
                if let Some(pixel) = sheet.get_pixel_mut_checked(x, y) {
                    *pixel = Rgb([INK; 3]);
                }
            }
        }
    }
    // All photos have one size to the pixel, so one is scaled for all.
    if let Some(first) = layout.photos.first() {
        let (_, _, width, height) = at(first);
        let print = scaled(photo, width, height);
        for place in &layout.photos {
            let (left, top, ..) = at(place);
            image::imageops::replace(&mut sheet, &print, left.into(), top.into());
        }
    }
    if let Some(strip) = strip {
        let colors = GrayImage::pixels(strip).flat_map(|&Luma([grey])| [grey; 3]).collect();
        let text = RgbImage::from_raw(strip.width(), strip.height(), colors).unwrap_or_default();
        let text = Picture::new(text);
        for label in &layout.strips {
            let (left, top, width, height) = at(&label.holding(strip.dimensions(), STRIP_INSET));
            let print = scaled(&text, width, height);
            image::imageops::replace(&mut sheet, &print, left.into(), top.into());
        }
    }
    sheet
}
