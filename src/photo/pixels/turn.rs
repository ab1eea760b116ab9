//! A part of a picture, turned by a few degrees.

use image::RgbImage;

use super::Picture;

/// The part of `image` of `width`×`height` pixels whose left upper corner lies
/// at `corner` and whose rows run in the direction (`cos`, `sin`). Pixels are
/// interpolated between the nearest sixteen (Catmull–Rom: Keys 1981, a = −0.5),
/// which keeps them as sharp as they were; those beyond the edges read as the
/// nearest inside.
pub fn turned_part(
    image: &RgbImage,
    corner: (f64, f64),
    (sin, cos): (f64, f64),
    (width, height): (u32, u32),
) -> RgbImage {
    let mut out = Vec::with_capacity(width as usize * height as usize * 3);
    for row in 0..height {
        let down = f64::from(row) + 0.5;
        for column in 0..width {
            let across = f64::from(column) + 0.5;
            let x = corner.0 + across * cos - down * sin - 0.5;
            let y = corner.1 + across * sin + down * cos - 0.5;
            out.extend(interpolated(image, x as f32, y as f32).map(|value| (value + 0.5) as u8));
        }
    }
    RgbImage::from_raw(width, height, out).unwrap_or_default()
}

/// A picture at another size: from the copy of it that is at most twice as large
/// as asked for, by the same interpolation.
pub fn scaled(picture: &Picture, width: u32, height: u32) -> RgbImage {
    let ratio = f64::from(picture.width()) / f64::from(width.max(1));
    let image = picture.level(ratio.max(1.0).log2().floor() as usize);
    let (across, down) = (
        f64::from(image.width()) / f64::from(width.max(1)),
        f64::from(image.height()) / f64::from(height.max(1)),
    );
    let mut out = Vec::with_capacity(width as usize * height as usize * 3);
    for row in 0..height {
        let y = (f64::from(row) + 0.5) * down - 0.5;
        for column in 0..width {
            let x = (f64::from(column) + 0.5) * across - 0.5;
            out.extend(interpolated(image, x as f32, y as f32).map(|value| (value + 0.5) as u8));
        }
    }
    RgbImage::from_raw(width, height, out).unwrap_or_default()
}

/// The value at (x, y), pixel centres on whole numbers.
fn interpolated(image: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let stride = image.width() as usize * 3;
    let raw = image.as_raw();
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (weights(x - left), weights(y - top));
    let last = |size: u32| size.saturating_sub(1) as f32;
    let mut sum = [0.0; 3];
    for (at, down) in down.iter().enumerate() {
        let row = (top + at as f32 - 1.0).clamp(0.0, last(image.height())) as usize;
        let row = raw.get(row * stride..).and_then(|rest| rest.get(..stride)).unwrap_or_default();
        let inside = left >= 1.0 && left + 2.0 <= last(image.width());
        let pixels = row.as_chunks::<3>().0;
        let near = if inside { pixels.get(left as usize - 1..) } else { None };
        for (at, across) in across.iter().enumerate() {
            let column = (left + at as f32 - 1.0).clamp(0.0, last(image.width()));
            let pixel = near.map_or_else(|| pixels.get(column as usize), |near| near.get(at));
            for (sum, value) in sum.iter_mut().zip(pixel.unwrap_or(&[0; 3])) {
                *sum += down * across * f32::from(*value);
            }
        }
    }
    sum.map(|value| value.clamp(0.0, 255.0))
}

/// The weights of the four neighbours at −1, 0, 1 and 2 for a place `t` of 0 to
/// 1 between the middle two.
fn weights(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        -0.5 * t3 + t2 - 0.5 * t,
        1.5 * t3 - 2.5 * t2 + 1.0,
        -1.5 * t3 + 2.0 * t2 + 0.5 * t,
        0.5 * t3 - 0.5 * t2,
    ]
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn slope() -> RgbImage {
        RgbImage::from_fn(60, 50, |x, y| Rgb([x as u8 * 4, y as u8 * 4, 9]))
    }

    #[test]
    fn a_part_that_is_not_turned_is_the_picture_s_own() {
        let part = turned_part(&slope(), (7.0, 5.0), (0.0, 1.0), (20, 10));
        for (x, y, pixel) in part.enumerate_pixels() {
            assert_eq!(pixel, slope().get_pixel(x + 7, y + 5));
        }
    }

    #[test]
    fn rows_run_in_the_direction_that_was_asked_for() {
        let angle = 10.0_f64.to_radians();
        let part = turned_part(&slope(), (20.0, 10.0), angle.sin_cos(), (20, 10));
        let [red, green, _] = part.get_pixel(15, 4).0;
        let (x, y) =
            (15.5 * angle.cos() - 4.5 * angle.sin(), 15.5 * angle.sin() + 4.5 * angle.cos());
        assert!((f64::from(red) / 4.0 - (20.0 + x - 0.5)).abs() < 0.5);
        assert!((f64::from(green) / 4.0 - (10.0 + y - 0.5)).abs() < 0.5);
    }

    #[test]
    fn beyond_the_edge_the_nearest_pixel_goes_on() {
        let part = turned_part(&slope(), (-9.0, -9.0), (0.0, 1.0), (4, 4));
        assert!(part.pixels().all(|pixel| pixel == slope().get_pixel(0, 0)));
        assert_eq!(turned_part(&RgbImage::new(1, 1), (5.0, 5.0), (0.5, 0.8), (2, 2)).width(), 2);
    }
}
