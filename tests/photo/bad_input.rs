//! Files that are no photo: each gets its finding, at once, and none panics.

use std::time::{Duration, Instant};

use mynacheck::photo::{Options, check_frame};
use mynacheck::report::{Outcome, Param, PhotoReport, Verdict};
use portrait_painter::{Portrait, files};

use crate::common::{NETWORKS, check, of};

#[test]
fn each_bad_file_has_its_reason() {
    let portrait = Portrait { width: 490, height: 630, ..Portrait::default() }.paint();
    for (name, bytes, reason) in [
        ("empty", Vec::new(), "empty"),
        ("text", b"This is not a photo.".to_vec(), "not-an-image"),
        ("GIF", files::gif(&portrait), "unsupported-format"),
        ("HEIC", files::heic_header(), "cut-short"),
        ("a huge PNG's header", files::png_claiming(30_000, 30_000), "too-many-pixels"),
        ("a huge JPEG's header", files::jpeg_claiming(30_000, 30_000), "too-many-pixels"),
    ] {
        let report = at_once(name, &bytes);
        let check = of(&report, "file-readable");
        assert_eq!(check.outcome, Outcome::Fail, "{name}");
        assert_eq!(check.params["reason"], Param::Word(reason), "{name}");
        assert_eq!(report.verdict, Verdict::Fail, "{name}");
        assert_eq!(report.face, None, "{name}");
    }
}

#[test]
fn a_photo_cut_anywhere_is_cut_short() {
    let portrait = Portrait { width: 490, height: 630, ..Portrait::default() }.paint();
    for whole in [files::jpeg(&portrait, 90), files::png(&portrait), files::webp(&portrait)] {
        for tenths in 1..10 {
            let report = at_once("cut", &files::truncated(&whole, tenths as f32 / 10.0));
            let check = of(&report, "file-readable");
            assert_eq!(check.params["reason"], Param::Word("cut-short"), "at {tenths}0 %");
        }
        assert_eq!(of(&check(&whole), "file-readable").outcome, Outcome::Pass);
    }
}

#[test]
fn a_single_pixel_is_readable_and_nothing_else() {
    let report = at_once("1×1", &files::jpeg(&image::RgbImage::new(1, 1), 90));
    assert_eq!(of(&report, "file-readable").outcome, Outcome::Pass);
    assert_eq!(of(&report, "pixel-size").params["reason"], Param::Word("too-small"));
    assert_eq!(of(&report, "one-face").params["reason"], Param::Word("none"));
    assert_eq!(of(&report, "head-size").outcome, Outcome::Unsure);
}

/// Bytes changed here and there must end in a report, whatever it says.
#[test]
fn damaged_bytes_end_in_a_report() {
    let portrait = Portrait { width: 140, height: 180, ..Portrait::default() }.paint();
    let mut random = 1_u64;
    let mut next = move |below: usize| {
        // Knuth's MMIX generator: the same damage every time.
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for whole in [files::jpeg(&portrait, 80), files::png(&portrait), files::webp(&portrait)] {
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=next(8) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            let report = check(&bytes);
            assert_eq!(report.checks.len(), check(&[]).checks.len());
        }
    }
}

#[test]
fn a_frame_must_fit_its_size() {
    let options = Options::default();
    for (length, width, height) in [(0, 0, 0), (15, 2, 2), (16, 4, 2), (4, u32::MAX, u32::MAX)] {
        assert!(check_frame(&vec![0; length], width, height, &options, &NETWORKS).is_err());
    }
    let portrait = Portrait { width: 490, height: 630, ..Portrait::default() }.paint();
    let rgba: Vec<u8> =
        portrait.pixels().flat_map(|pixel| pixel.0.into_iter().chain([255])).collect();
    let report = check_frame(&rgba, 490, 630, &options, &NETWORKS).unwrap();
    assert_eq!(of(&report, "file-type").outcome, Outcome::NotApplicable);
    assert_eq!(of(&report, "eyes-open").outcome, Outcome::Pass);
}

fn at_once(name: &str, bytes: &[u8]) -> PhotoReport {
    // The networks' loading is not the file's fault.
    std::sync::LazyLock::force(&NETWORKS);
    let start = Instant::now();
    let report = check(bytes);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{name}: {took:?}");
    report
}
