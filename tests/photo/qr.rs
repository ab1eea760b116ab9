//! The application form's QR code, painted on a form and photographed.

use image::{Rgb, RgbImage};
use mynacheck::qr::{self, Reading};
use portrait_painter::files;
use qrcode::{Color, EcLevel, QrCode};

const ID: &str = "12345678901234567890123";

/// A photo of a form on a table.
#[derive(Clone, Copy)]
struct Shot {
    /// Of the photo's longer side.
    pixels: u32,
    /// By how much the far edge of the sheet is narrower than the near one.
    skew: f64,
    /// Degrees by which the sheet lies turned.
    turned: f64,
    /// How much darker the shadow's side of the sheet is, 0 to 1.
    shadow: f64,
    /// Radius of the blur in pixels.
    blur: i64,
    /// Differences of brightness between pixels, of 255.
    noise: f64,
}

const CLEAR: Shot = Shot { pixels: 2000, skew: 0.0, turned: 0.0, shadow: 0.0, blur: 0, noise: 0.0 };

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
    fn of(self, payload: &str) -> RgbImage {
        let code = QrCode::with_error_correction_level(payload, EcLevel::M).unwrap();
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

fn url() -> String {
    format!("https://example.jp/SS_SERVICE/apply?id={ID}&form=2")
}

#[test]
fn a_form_is_read_skewed_shadowed_blurred_and_turned() {
    let shots = [
        ("clear", CLEAR),
        ("skewed", Shot { skew: 0.35, ..CLEAR }),
        ("turned", Shot { turned: -33.0, ..CLEAR }),
        ("on its head", Shot { turned: 180.0, ..CLEAR }),
        ("shadowed", Shot { shadow: 0.7, ..CLEAR }),
        ("blurred", Shot { blur: 2, ..CLEAR }),
        ("noisy", Shot { noise: 90.0, ..CLEAR }),
        ("small", Shot { pixels: 1300, ..CLEAR }),
        ("large", Shot { pixels: 4000, blur: 2, ..CLEAR }),
        (
            "all of it",
            Shot { skew: 0.25, turned: -8.0, shadow: 0.6, blur: 1, noise: 25.0, ..CLEAR },
        ),
    ];
    for (name, shot) in shots {
        let photo = files::jpeg(&shot.of(&url()), 85);
        assert_eq!(qr::read(&photo), Reading::Found(ID.to_owned()), "{name}");
    }
}

#[test]
fn it_is_said_what_was_found_instead() {
    let read = |payload: &str| qr::read_picture(CLEAR.of(payload));
    assert_eq!(
        read("https://example.jp/help"),
        Reading::NoId(vec!["https://example.jp/help".to_owned()])
    );
    let other = ID.replace('1', "9");
    assert_eq!(read(&format!("{ID} {other}")), Reading::SeveralIds(2));
    assert_eq!(qr::read_picture(RgbImage::new(600, 800)), Reading::NoCode);
    // Recognised as a code, though its modules run into each other.
    let blurred = qr::read_picture(Shot { pixels: 1300, blur: 3, ..CLEAR }.of(&url()));
    assert!(matches!(blurred, Reading::Blurred(_) | Reading::NoCode), "{blurred:?}");
}

#[test]
fn bad_files_have_their_reason_and_nothing_panics() {
    for bytes in [&b""[..], b"no picture", b"\xff\xd8\xff"] {
        assert!(matches!(qr::read(bytes), Reading::Unreadable(_)));
    }
    for (width, height) in [(1, 1), (1, 900), (900, 1), (3, 3), (0, 0)] {
        assert_eq!(qr::read_picture(RgbImage::new(width, height)), Reading::NoCode);
    }
    // A code with damage anywhere in it is read, or is not.
    let whole = Shot { pixels: 900, ..CLEAR }.of(ID);
    let mut seed = 3_u64;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u32 % below
    };
    for _ in 0..12 {
        let mut picture = whole.clone();
        for _ in 0..=next(9) {
            let (x, y) = (478 + next(70), 88 + next(70));
            let (side, value) = (1 + next(25), next(256) as u8);
            for (dx, dy) in (0..side).flat_map(|dx| (0..side).map(move |dy| (dx, dy))) {
                if let Some(pixel) = picture.get_pixel_mut_checked(x + dx, y + dy) {
                    *pixel = Rgb([value; 3]);
                }
            }
        }
        let reading = qr::read_picture(picture);
        let text = format!("{reading:?}");
        assert!(!text.contains('1'), "no digit is ever logged: {text}");
    }
    // Noise of every grain.
    for grain in [1, 2, 3, 7] {
        let values: Vec<u8> = (0..1_000_000).map(|_| next(256) as u8).collect();
        let noise = RgbImage::from_fn(700, 700, |x, y| {
            Rgb([values[(y / grain * 700 + x / grain) as usize]; 3])
        });
        let reading = qr::read_picture(noise);
        assert!(!matches!(reading, Reading::Found(_)), "{reading:?}");
    }
}
