//! The paper form with its QR code, photographed on a table.

use image::{Rgb, RgbImage};
use qrcode::{Color, EcLevel, QrCode};

/// A photo of a form on a table.
#[derive(Clone, Copy)]
pub struct Shot {
    /// Of the photo's longer side.
    pub pixels: u32,
    /// By how much the far edge of the sheet is narrower than the near one.
    pub skew: f64,
    /// Degrees by which the sheet lies turned.
    pub turned: f64,
    /// How much darker the shadow's side of the sheet is, 0 to 1.
    pub shadow: f64,
    /// Radius of the blur in pixels.
    pub blur: i64,
    /// Differences of brightness between pixels, of 255.
    pub noise: f64,
}

/// From straight above, in even light.
pub const CLEAR: Shot =
    Shot { pixels: 2000, skew: 0.0, turned: 0.0, shadow: 0.0, blur: 0, noise: 0.0 };

/// Millimetres of an A4 form's width and height, and of its code.
const FORM: (f64, f64) = (210.0, 297.0);
const CODE: (f64, f64, f64) = (160.0, 30.0, 22.0);

/// How light the form is at a place of it in millimetres: lines of text, and the
/// code on white.
fn form(code: &QrCode, x: f64, y: f64) -> f64 {
    if !(0.0..FORM.0).contains(&x) || !(0.0..FORM.1).contains(&y) {
        return 0.35;
    }
    let (left, top, side) = CODE;
    let module = side / code.width() as f64;
    let (column, row) = ((x - left) / module, (y - top) / module);
    let inside = |at: f64, rim: f64| at >= -rim && at < code.width() as f64 + rim;
    if inside(column, 0.0) && inside(row, 0.0) {
        let dark = code[(column as usize, row as usize)] == Color::Dark;
        return if dark { 0.08 } else { 0.93 };
    }
    let text = (y % 6.0) < 2.5 && ((x * 1.7).sin() + (x * 0.6 + y).cos()) > 0.4;
    let margin = !(15.0..195.0).contains(&x) || !(15.0..280.0).contains(&y);
    let quiet = inside(column, 4.0) && inside(row, 4.0);
    if text && !margin && !quiet { 0.2 } else { 0.93 }
}

impl Shot {
    /// The photo of a form whose code says `payload`.
    pub fn of(self, payload: &str) -> RgbImage {
        let code = QrCode::with_error_correction_level(payload, EcLevel::M);
        let code = code.expect("a payload of less than 2 KB");
        let (width, height) = (self.pixels * 3 / 4, self.pixels);
        let (sin, cos) = self.turned.to_radians().sin_cos();
        let mut seed = 7_u64;
        let mut light: Vec<f64> = Vec::new();
        for row in 0..height {
            for column in 0..width {
                // Four samples a pixel, so that edges are as soft as a lens makes them.
                let mut sum = 0.0;
                for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                    let u = (f64::from(column) + dx) / f64::from(width) - 0.5;
                    let v = (f64::from(row) + dy) / f64::from(height) - 0.5;
                    // Further up is further away.
                    let depth = 1.0 - self.skew * v;
                    let (u, v) = (u * depth * 230.0, v * depth * 310.0);
                    let (x, y) = (u * cos + v * sin, v * cos - u * sin);
                    sum += form(&code, x + FORM.0 / 2.0, y + FORM.1 / 2.0);
                }
                // A shadow's soft edge runs across the form and through the code.
                let across =
                    f64::from(column) / f64::from(width) + f64::from(row) / f64::from(height) * 0.3;
                let shade = 1.0 - self.shadow / (1.0 + (-(across - 0.72) * 25.0).exp());
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let noise = ((seed >> 40) as f64 / f64::from(1 << 24) - 0.5) * self.noise;
                light.push(sum / 4.0 * shade * 255.0 + noise);
            }
        }
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb([light[(y * width + x) as usize].clamp(0.0, 255.0) as u8; 3])
        });
        blurred(&picture, self.blur)
    }
}

/// Each pixel the mean of a square around it.
fn blurred(picture: &RgbImage, radius: i64) -> RgbImage {
    let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
    let along = |picture: &RgbImage, dx: i64, dy: i64| {
        RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
            let sum: i64 = (-radius..=radius)
                .map(|step| {
                    let x = (i64::from(x) + dx * step).clamp(0, width - 1);
                    let y = (i64::from(y) + dy * step).clamp(0, height - 1);
                    i64::from(picture.get_pixel(x as u32, y as u32).0[0])
                })
                .sum();
            Rgb([(sum / (2 * radius + 1)) as u8; 3])
        })
    };
    if radius == 0 { picture.clone() } else { along(&along(picture, 1, 0), 0, 1) }
}
