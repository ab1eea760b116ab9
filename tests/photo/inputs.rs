//! The pictures that people have: colours by their profile, every kind of JPEG,
//! PNG and WebP, and large ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{DynamicImage, ImageBuffer, Luma, LumaA, Rgb, RgbImage, Rgba};
use mynacheck::photo::Options;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::frame::{Nudge, fix_and_check};
use mynacheck::photo::pixels::{DecodeError, decode};
use mynacheck::report::PhotoReport;
use portrait_painter::Portrait;
use portrait_painter::files::{self, FourColor};
use portrait_painter::profiles::{self, Form};

use crate::common::{NETWORKS, check, of};

fn decoded(bytes: &[u8]) -> RgbImage {
    decode(bytes, &FileFacts::read(bytes)).unwrap()
}

/// Linear light of sRGB's levels, and back (IEC 61966-2-1).
fn light(level: f64) -> f64 {
    let x = level / 255.0;
    if x <= 0.04045 { x / 12.92 } else { ((x + 0.055) / 1.055).powf(2.4) }
}

fn level(light: f64) -> f64 {
    let x = light.clamp(0.0, 1.0);
    255.0 * if x <= 0.003_130_8 { 12.92 * x } else { 1.055 * x.powf(1.0 / 2.4) - 0.055 }
}

/// Colours of skin, cloth and walls, and the corners of the cube.
const COLORS: [[u8; 3]; 10] = [
    [232, 190, 172],
    [141, 85, 36],
    [90, 56, 40],
    [30, 60, 140],
    [128, 128, 128],
    [255, 255, 255],
    [0, 0, 0],
    [255, 0, 0],
    [20, 200, 60],
    [250, 240, 20],
];

/// A band of 16 pixels of each colour.
fn bands() -> RgbImage {
    RgbImage::from_fn(160, 32, |x, _| Rgb(COLORS[x as usize / 16]))
}

fn in_the_middle(picture: &RgbImage, band: usize) -> [u8; 3] {
    picture.get_pixel(band as u32 * 16 + 8, 16).0
}

#[track_caller]
fn near(found: [u8; 3], wanted: [f64; 3], most: f64, name: &str) {
    for (found, wanted) in found.into_iter().zip(wanted) {
        assert!((f64::from(found) - wanted).abs() <= most, "{name}: {found} for {wanted}");
    }
}

#[test]
fn wide_colours_become_srgb_by_their_profile() {
    // Between the linear primaries, both under D65, from their definitions
    // (SMPTE EG 432-1, Adobe RGB (1998) and IEC 61966-2-1).
    let p3 = [
        [1.224_940_2, -0.224_940_2, 0.0],
        [-0.042_056_9, 1.042_056_9, 0.0],
        [-0.019_637_6, -0.078_636_1, 1.098_273_5],
    ];
    let adobe =
        [[1.398_355_7, -0.398_355_7, 0.0], [0.0, 1.0, 0.0], [0.0, -0.042_928_9, 1.042_928_9]];
    let power: fn(f64) -> f64 = |level| (level / 255.0).powf(563.0 / 256.0);
    for (name, profile, matrix, linear) in [
        ("Display P3", profiles::display_p3(), p3, light as fn(f64) -> f64),
        ("Adobe RGB", profiles::adobe_rgb(), adobe, power),
    ] {
        for (kind, file) in [
            ("PNG", profiles::png(&bands(), &profile)),
            ("WebP", profiles::webp(&bands(), &profile)),
            ("JPEG", profiles::jpeg(&bands(), &profile, 100)),
        ] {
            let picture = decoded(&file);
            for (band, color) in COLORS.into_iter().enumerate() {
                let color = color.map(|value| linear(f64::from(value)));
                let wanted = matrix
                    .map(|row: [f64; 3]| level(row.iter().zip(color).map(|(a, b)| a * b).sum()));
                // A JPEG's own rounding comes on top.
                let most = if kind == "JPEG" { 8.0 } else { 1.6 };
                near(in_the_middle(&picture, band), wanted, most, &format!("{name} {kind} {band}"));
            }
        }
    }
}

#[test]
fn srgb_by_its_own_profile_changes_no_pixel() {
    assert_eq!(decoded(&profiles::png(&bands(), &profiles::srgb())), bands());
}

#[test]
fn grey_follows_its_curve() {
    let grey = RgbImage::from_fn(64, 16, |x, _| Rgb([x as u8 * 4; 3]));
    let mut jpeg = files::grey_jpeg(&grey, 100);
    let plain = decoded(&jpeg);
    let profile = profiles::gray_18();
    // APP2 with the profile's name, its number and how many parts there are.
    let length = (profile.len() + 16) as u16;
    let mut segment = vec![0xFF, 0xE2];
    segment.extend(length.to_be_bytes());
    segment.extend(b"ICC_PROFILE\0\x01\x01");
    segment.extend(profile);
    jpeg.splice(2..2, segment);
    let picture = decoded(&jpeg);
    for x in (4..60).step_by(7) {
        let stored = f64::from(plain.get_pixel(x, 8).0[0]);
        let wanted = level((stored / 255.0).powf(1.8));
        near(picture.get_pixel(x, 8).0, [wanted; 3], 1.5, "grey");
    }
}

/// The inks of a colour as the painter of four-colour JPEGs makes them.
fn inks(rgb: [u8; 3]) -> [f64; 4] {
    let black = f64::from(rgb.into_iter().max().unwrap());
    let ink = |value: u8| if black == 0.0 { 1.0 } else { 1.0 - f64::from(value) / black };
    let [r, g, b] = rgb;
    [ink(r), ink(g), ink(b), 1.0 - black / 255.0]
}

#[test]
fn inks_become_srgb_by_their_profile() {
    for mode in [FourColor::Cmyk, FourColor::Ycck] {
        for form in [Form::Lut8, Form::Lut16, Form::Parts] {
            let mut jpeg = files::four_color_jpeg(&bands(), mode, 95);
            let profile = profiles::grey_inks(form);
            // In two parts: one segment holds 65,519 bytes of a profile at most.
            let parts: Vec<_> = profile.chunks(profile.len().div_ceil(2)).collect();
            let mut segments = Vec::new();
            for (at, part) in parts.iter().enumerate() {
                segments.extend([0xFF, 0xE2]);
                segments.extend(((part.len() + 16) as u16).to_be_bytes());
                segments.extend(b"ICC_PROFILE\0");
                segments.extend([at as u8 + 1, parts.len() as u8]);
                segments.extend(*part);
            }
            jpeg.splice(2..2, segments);
            let picture = decoded(&jpeg);
            for (band, color) in COLORS.into_iter().enumerate() {
                let l = profiles::ink_lightness(inks(color));
                let y = if l > 8.0 { ((l + 16.0) / 116.0).powi(3) } else { l * 27.0 / 24389.0 };
                // JPEG's own steps, and the profile's of 256.
                let name = format!("{mode:?} {form:?} {band} {color:?}");
                near(in_the_middle(&picture, band), [level(y); 3], 7.0, &name);
            }
        }
        // Without a profile the inks are multiplied.
        let plain = decoded(&files::four_color_jpeg(&bands(), mode, 95));
        for (band, color) in COLORS.into_iter().enumerate() {
            near(
                in_the_middle(&plain, band),
                color.map(f64::from),
                9.0,
                &format!("{mode:?} {band}"),
            );
        }
    }
}

/// Whatever is in a profile, there is a picture, or the reason why not.
#[test]
fn damaged_profiles_leave_a_picture() {
    let small = RgbImage::from_pixel(8, 8, Rgb([200, 120, 90]));
    let mut seed = 5_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for profile in [profiles::display_p3(), profiles::adobe_rgb(), profiles::srgb()] {
        for round in 0..300 {
            let mut damaged = profile.clone();
            for _ in 0..=next(6) {
                // Mostly where lengths, places and counts stand.
                let at = next(if round % 2 == 0 { 260 } else { profile.len() });
                damaged[at] = [0, 1, 0x7F, 0x80, 0xFF, next(256) as u8][next(6)];
            }
            damaged.truncate(if round % 5 == 0 { next(damaged.len()) + 1 } else { damaged.len() });
            let picture = decoded(&profiles::png(&small, &damaged));
            assert_eq!(picture.dimensions(), (8, 8));
        }
    }
    let inks = files::four_color_jpeg(&small, FourColor::Cmyk, 95);
    let profile = profiles::grey_inks(Form::Parts);
    for round in 0..60 {
        let mut damaged = profile.clone();
        for _ in 0..=next(4) {
            let at = next(300);
            damaged[at] = [0, 1, 0x7F, 0x80, 0xFF, next(256) as u8][next(6)];
        }
        damaged.truncate(if round % 5 == 0 { next(damaged.len()) + 1 } else { 60_000 });
        let mut jpeg = inks.clone();
        let mut segment = vec![0xFF, 0xE2];
        segment.extend(((damaged.len() + 16) as u16).to_be_bytes());
        segment.extend(b"ICC_PROFILE\0\x01\x01");
        segment.extend(damaged);
        jpeg.splice(2..2, segment);
        assert_eq!(decoded(&jpeg).dimensions(), (8, 8));
    }
}

#[test]
fn deep_and_transparent_pictures_are_read() {
    let png = |image: DynamicImage| {
        let mut out = std::io::Cursor::new(Vec::new());
        image.write_to(&mut out, image::ImageFormat::Png).unwrap();
        decoded(&out.into_inner()).get_pixel(1, 1).0
    };
    let deep = ImageBuffer::from_pixel(3, 3, Rgb([65535_u16, 32896, 257]));
    assert_eq!(png(deep.into()), [255, 128, 1]);
    // What is half transparent lets half of the white behind it through.
    let half = ImageBuffer::from_pixel(3, 3, Rgba([0_u8, 100, 255, 128]));
    assert_eq!(png(half.into()), [127, 177, 255]);
    let deep_half = ImageBuffer::from_pixel(3, 3, Rgba([0_u16, 0, 0, 32768]));
    assert_eq!(png(deep_half.into()), [127; 3]);
    let grey = ImageBuffer::from_pixel(3, 3, LumaA([0_u8, 0]));
    assert_eq!(png(grey.into()), [255; 3]);
    let deep_grey = ImageBuffer::from_pixel(3, 3, Luma([32896_u16]));
    assert_eq!(png(deep_grey.into()), [128; 3]);
}

#[test]
fn of_a_file_of_several_pictures_the_first_is_read() {
    let first = bands();
    let second = RgbImage::new(600, 400);
    let mpo = [files::jpeg(&first, 95), files::jpeg(&second, 95)].concat();
    assert_eq!(decoded(&mpo), decoded(&files::jpeg(&first, 95)));
}

/// What a report says of a very large photo is in the pixels of its file.
#[test]
fn a_very_large_photo_is_judged_as_the_same_in_small() {
    let portrait = |width, height| Portrait { width, height, ..Portrait::default() };
    let large = check(&files::jpeg(&enlarged(&portrait(1120, 1440).paint(), 4), 88));
    let small = check(&files::jpeg(&portrait(1120, 1440).paint(), 92));
    let image = large.image.clone().unwrap();
    assert_eq!((image.width, image.height), (4480, 5760));
    let (face, same) = (large.face.clone().unwrap(), small.face.clone().unwrap());
    for (found, wanted) in [
        (face.crown, same.crown),
        (face.chin, same.chin),
        (face.left_eye, same.left_eye),
        (face.right_eye, same.right_eye),
    ] {
        let off = (found.x - wanted.x * 4.0).hypot(found.y - wanted.y * 4.0);
        assert!(off < 0.004 * 5760.0, "{found:?} for {wanted:?} × 4");
    }
    let between = |report: &PhotoReport| of(report, "face-resolution").measured.unwrap().value;
    assert!((between(&large) / between(&small) / 4.0 - 1.0).abs() < 0.02);
    let regions = &of(&large, "face-resolution").regions;
    assert!((regions[0].x - of(&small, "face-resolution").regions[0].x * 4.0).abs() < 30.0);
}

/// Each pixel so many times on each side.
fn enlarged(picture: &RgbImage, times: u32) -> RgbImage {
    let (width, height) = (picture.width() * times, picture.height() * times);
    RgbImage::from_fn(width, height, |x, y| *picture.get_pixel(x / times, y / times))
}

/// A small head in a very large picture still has the pixels that a photo needs.
#[test]
fn a_small_head_in_a_very_large_photo_is_cut_out_at_full_size() {
    let small = Portrait { width: 700, height: 900, ..Portrait::default() }.paint();
    let mut large = RgbImage::from_pixel(6400, 4800, *small.get_pixel(3, 3));
    image::imageops::replace(&mut large, &small, 2900, 1900);
    let options = Options::default();
    let bytes = files::jpeg(&large, 92);
    let (jpeg, report) = fix_and_check(&bytes, &options, &Nudge::default(), &NETWORKS);
    assert!(jpeg.is_some(), "{:?}", report.fix);
    let image = report.image.unwrap();
    assert!(image.width > 560, "{image:?}");
}

#[test]
fn a_48_megapixel_photo_is_read_and_a_larger_one_is_refused() {
    let large =
        RgbImage::from_fn(8064, 6048, |x, y| Rgb([x as u8, y as u8, (x / 64 + y / 64) as u8]));
    let file = files::jpeg(&large, 60);
    drop(large);
    let picture = decoded(&file);
    assert_eq!(picture.dimensions(), (8064, 6048));
    let claiming = files::jpeg_claiming(8200, 6150);
    let facts = FileFacts::read(&claiming);
    assert_eq!(decode(&claiming, &facts), Err(DecodeError::TooManyPixels));
}

/// Files made by another program, whose own reading of them is the measure.
#[test]
fn what_imagemagick_writes_is_read_as_it_reads_it() {
    let works = Command::new("convert").arg("-version").output();
    if !works.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: pictures by ImageMagick: no `convert`");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inputs");
    fs::create_dir_all(&folder).unwrap();
    let portrait = Portrait { width: 350, height: 450, ..Portrait::default() };
    fs::write(folder.join("from.png"), files::png(&portrait.paint())).unwrap();
    fs::write(folder.join("srgb.icc"), profiles::srgb()).unwrap();
    fs::write(folder.join("p3.icc"), profiles::display_p3()).unwrap();
    let convert = |arguments: &[&str]| {
        let output = Command::new("convert").current_dir(&folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    let mut cases: Vec<(&str, Vec<&str>)> = vec![
        ("progressive.jpg", vec!["-interlace", "JPEG", "-quality", "92"]),
        ("full-colour.jpg", vec!["-sampling-factor", "4:4:4", "-quality", "92"]),
        ("lossy.webp", vec!["-quality", "90"]),
        ("deep.png", vec!["-depth", "16", "-define", "png:bit-depth=16"]),
        ("palette.png", vec!["-colors", "64", "-define", "png:color-type=3"]),
        ("interlaced.png", vec!["-interlace", "PNG"]),
        ("p3.jpg", vec!["-profile", "srgb.icc", "-profile", "p3.icc", "-quality", "98"]),
    ];
    // Ghostscript's own profile of a press.
    let press = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
    if Path::new(press).is_file() {
        cases
            .push(("press.jpg", vec!["-profile", "srgb.icc", "-profile", press, "-quality", "98"]));
    } else {
        eprintln!("skipped: inks of a press: no {press}");
    }
    for (name, arguments) in cases {
        convert(&[&["from.png"], &*arguments, &[name]].concat());
        let mut back = vec![name];
        if arguments.contains(&"-profile") {
            // As a profile says, with no black moved.
            back.extend(["+black-point-compensation", "-profile", "srgb.icc"]);
        }
        back.extend(["-depth", "8", "png24:back.png"]);
        convert(&back);
        let ours = decoded(&fs::read(folder.join(name)).unwrap());
        let theirs = decoded(&fs::read(folder.join("back.png")).unwrap());
        assert_eq!(ours.dimensions(), theirs.dimensions(), "{name}");
        let off: Vec<_> =
            ours.as_raw().iter().zip(theirs.as_raw()).map(|(a, b)| a.abs_diff(*b)).collect();
        let mean = off.iter().map(|off| f64::from(*off)).sum::<f64>() / off.len() as f64;
        let most = off.iter().max().unwrap();
        eprintln!("{name}: {mean:.3} of 255 on average, {most} at most");
        assert!(mean < 1.5, "{name}: {mean}");
    }
}
