//! The application form's QR code, painted on a form and photographed.

use image::{Rgb, RgbImage};
use mynacheck::qr::{self, Reading};
use portrait_painter::files;
use portrait_painter::paper_form::{CLEAR, Shot};

const ID: &str = "12345678901234567890123";

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
