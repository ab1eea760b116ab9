//! Files that other programs wrote of a painted portrait: libjpeg-turbo,
//! ImageMagick, libheif and exiftool (`files/make.sh`).

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use image::RgbImage;
use image::imageops::{FilterType, resize};
use jiff::civil::date;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::frame::{Nudge, fix_and_check};
use mynacheck::photo::pixels::decode;
use mynacheck::photo::{self, Options};
use mynacheck::report::{Outcome, Verdict};
use portrait_painter::Portrait;

use crate::common::{NETWORKS, check, of};

fn file(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/photo/files");
    fs::read(folder.join(name)).unwrap()
}

/// What all of them show.
fn portrait() -> RgbImage {
    Portrait { width: 525, height: 675, ..Portrait::default() }.paint()
}

/// Levels of 255 by which two pictures differ, on average.
fn off(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

#[test]
fn all_show_what_was_painted() {
    let painted = portrait();
    for (name, most) in [
        ("exiftool.heic", 3.0),
        ("exiftool-phone.jpg", 3.0),
        ("imagemagick.webp", 3.0),
        ("imagemagick-cmyk.jpg", 3.0),
        ("libheif.heic", 3.0),
        ("libheif-10-bit.heic", 3.0),
        ("libheif-full-colour.heic", 3.0),
        ("libjpeg-turbo-progressive.jpg", 3.0),
        ("libjpeg-turbo-restarts.jpg", 3.0),
    ] {
        let bytes = file(name);
        let facts = FileFacts::read(&bytes);
        let picture = decode(&bytes, &facts).unwrap();
        assert_eq!(facts.upright_size(), Some(picture.dimensions()), "{name}");
        let off = off(&picture, &painted);
        assert!(off < most, "{name}: {off}");
    }
    let bytes = file("imagemagick-deep-alpha.png");
    let small = decode(&bytes, &FileFacts::read(&bytes)).unwrap();
    let painted = resize(&painted, small.width(), small.height(), FilterType::Triangle);
    assert!(off(&small, &painted) < 3.0, "{}", off(&small, &painted));
}

#[test]
fn each_is_judged_by_what_it_is() {
    for (name, failing) in [
        ("exiftool.heic", &["file-type", "no-location-tag"][..]),
        ("exiftool-phone.jpg", &["orientation-tag", "unedited", "no-location-tag"]),
        ("imagemagick.webp", &["file-type", "file-size"]),
        ("imagemagick-cmyk.jpg", &["color-mode"]),
        ("libheif.heic", &["file-type"]),
        ("libheif-10-bit.heic", &["file-type"]),
        ("libheif-full-colour.heic", &["file-type"]),
        ("libjpeg-turbo-arithmetic.jpg", &["file-readable"]),
        ("libjpeg-turbo-grey.jpg", &["color-mode"]),
        ("libjpeg-turbo-progressive.jpg", &[]),
        ("libjpeg-turbo-restarts.jpg", &[]),
    ] {
        let applied_on = Some(date(2026, 11, 1));
        let options = Options { applied_on, ..Options::default() };
        let report = photo::check(&file(name), &options, &NETWORKS);
        let failed: Vec<_> = report
            .checks
            .iter()
            .filter(|check| check.outcome == Outcome::Fail)
            .filter_map(|check| check.rule.strip_prefix("photo/"))
            .collect();
        assert_eq!(failed, failing, "{name}");
        // The camera's own date is read from the two that have one.
        let dated = of(&report, "taken-within-six-months").outcome == Outcome::Pass;
        assert_eq!(dated, name.starts_with("exiftool"), "{name}");
    }
}

#[test]
fn what_an_iphone_takes_is_put_right() {
    for name in ["exiftool.heic", "libheif-10-bit.heic", "exiftool-phone.jpg"] {
        let options = Options::default();
        let (jpeg, report) = fix_and_check(&file(name), &options, &Nudge::default(), &NETWORKS);
        assert_eq!(report.verdict, Verdict::Pass, "{name}: {report:?}");
        let facts = FileFacts::read(&jpeg.unwrap());
        assert_eq!(facts.tags, photo::file::Tags::default(), "{name}");
    }
}

/// Bytes changed anywhere in a HEIC file end in a report, soon.
#[test]
fn damaged_heic_files_end_in_a_report() {
    let whole = file("libheif.heic");
    let mut seed = 11_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut read = 0;
    for round in 0..400 {
        let mut damaged = whole.clone();
        for _ in 0..=next(8) {
            // Half of the rounds in the boxes and parameter sets, half in the picture.
            let at = if round % 2 == 0 { next(700) } else { 900 + next(whole.len() - 900) };
            damaged[at] = [0, 1, 0x7F, 0x80, 0xFF, next(256) as u8][next(6)];
        }
        if round % 7 == 0 {
            damaged.truncate(next(damaged.len()) + 1);
        }
        let start = Instant::now();
        read += usize::from(decode(&damaged, &FileFacts::read(&damaged)).is_ok());
        assert!(start.elapsed() < Duration::from_secs(20), "{round}: {:?}", start.elapsed());
    }
    assert!((5..395).contains(&read), "{read} of 400 are read");
}

/// A file that says it has more pixels than are opened is refused by its header.
#[test]
fn a_heic_bomb_is_refused() {
    let mut bomb = file("libheif.heic");
    let extents: Vec<_> =
        bomb.windows(4).enumerate().filter(|(_, it)| it == b"ispe").map(|(at, _)| at).collect();
    for at in extents {
        bomb[at + 8..at + 12].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[at + 12..at + 16].copy_from_slice(&60_000_u32.to_be_bytes());
    }
    let start = Instant::now();
    let report = check(&bomb);
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    let finding = of(&report, "file-readable");
    assert_eq!(finding.outcome, Outcome::Fail);
    assert_eq!(format!("{:?}", finding.params["reason"]), "Word(\"too-many-pixels\")");
}
