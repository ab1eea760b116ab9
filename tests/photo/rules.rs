//! Every rule on both sides of its limit, on painted portraits.

use jiff::civil::Date;
use mynacheck::photo::profile::{self, Profile};
use mynacheck::photo::{self, Options};
use mynacheck::report::{Outcome, Param, Severity, Verdict};
use portrait_painter::files::{self, Exif, FourColor};
use portrait_painter::{Background, Hair, Portrait, skin_tone};

use crate::common::{NETWORKS, check, not_passed, of};

/// Asserts a rule's outcome and, where it fails, its reason.
fn expect(bytes: &[u8], rule: &str, outcome: Outcome, reason: Option<&'static str>) {
    let report = check(bytes);
    let check = of(&report, rule);
    assert_eq!(check.outcome, outcome, "{rule}: {check:?}");
    assert_eq!(check.params.get("reason"), reason.map(Param::Word).as_ref(), "{rule}: {check:?}");
}

fn passes(portrait: &Portrait, rule: &str) {
    expect(&portrait.jpeg(92), rule, Outcome::Pass, None);
}

fn fails(portrait: &Portrait, rule: &str, reason: &'static str) {
    expect(&portrait.jpeg(92), rule, Outcome::Fail, Some(reason));
}

fn portrait() -> Portrait {
    Portrait::default()
}

#[test]
fn a_good_portrait_passes_everything() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::MEDIUM, skin_tone::VERY_DARK] {
        for hair in [Hair::Short, Hair::Long, Hair::Bald, Hair::FringeOverBrows] {
            let report = check(&Portrait { skin, hair, ..portrait() }.jpeg(92));
            assert_eq!(not_passed(&report), [], "{skin:?} {hair:?}");
            assert_eq!(report.verdict, Verdict::Pass);
        }
    }
}

#[test]
fn the_report_says_where_the_face_is() {
    let portrait = Portrait { roll_deg: 4.0, ..portrait() };
    let (truth, report) = (portrait.truth(), check(&portrait.jpeg(92)));
    let face = report.face.unwrap();
    let mm = f64::from(portrait.height) / 45.0;
    for (name, found, painted) in [
        ("left eye", face.left_eye, truth.left_eye),
        ("right eye", face.right_eye, truth.right_eye),
        ("chin", face.chin, truth.chin),
        ("crown", face.crown, truth.hair_top),
    ] {
        let off = (found.x - f64::from(painted.0)).hypot(found.y - f64::from(painted.1)) / mm;
        assert!(off < 1.5, "{name}: {off:.2} mm");
    }
    assert!((face.roll - 4.0).abs() < 1.5, "{}", face.roll);
    let image = report.image.unwrap();
    assert_eq!((image.width, image.height), (portrait.width, portrait.height));
    assert_eq!((image.format, image.color_mode), ("jpeg", "ycbcr"));
}

#[test]
fn file_type() {
    let picture = portrait().paint();
    expect(&files::jpeg(&picture, 90), "file-type", Outcome::Pass, None);
    for bytes in [files::png(&picture), files::webp(&picture)] {
        expect(&bytes, "file-type", Outcome::Fail, Some("other-format"));
        expect(&bytes, "file-readable", Outcome::Pass, None);
        expect(&bytes, "eyes-open", Outcome::Pass, None);
    }
}

#[test]
fn color_mode() {
    let picture = portrait().paint();
    for mode in [FourColor::Cmyk, FourColor::Ycck] {
        let bytes = files::four_color_jpeg(&picture, mode, 92);
        expect(&bytes, "color-mode", Outcome::Fail, Some("cmyk"));
    }
    let report = check(&files::grey_jpeg(&picture, 92));
    let check = of(&report, "color-mode");
    assert_eq!((check.outcome, check.severity), (Outcome::Fail, Severity::Warning));
    // In black and white the rest is judged as ever.
    assert_eq!(not_passed(&report).len(), 1, "{:?}", not_passed(&report));
}

#[test]
fn file_size() {
    let bytes = portrait().jpeg(92);
    let sized = |size| files::padded(&bytes, size);
    expect(&sized(6_999_000), "file-size", Outcome::Pass, None);
    expect(&sized(7_340_100), "file-size", Outcome::Fail, Some("too-large"));
    let near = check(&sized(7_100_000));
    assert_eq!(of(&near, "file-size").severity, Severity::Warning);
    assert_eq!(of(&near, "file-size").params["reason"], Param::Word("near-limit"));
    let small = Portrait { width: 490, height: 630, noise: 0.0, ..portrait() };
    expect(&small.jpeg(20), "file-size", Outcome::Fail, Some("too-small"));
}

#[test]
fn pixel_size() {
    passes(&Portrait { width: 480, height: 617, ..portrait() }, "pixel-size");
    fails(&Portrait { width: 413, height: 531, ..portrait() }, "pixel-size", "too-small");
    let long = files::jpeg(&image::RgbImage::from_pixel(480, 6001, image::Rgb([200; 3])), 80);
    expect(&long, "pixel-size", Outcome::Fail, Some("too-large"));
}

#[test]
fn orientation_tag() {
    let picture = portrait().paint();
    let upright = check(&files::turned_jpeg(&picture, 1, 92));
    assert_eq!(of(&upright, "orientation-tag").outcome, Outcome::Pass);
    for orientation in 2..=8 {
        let report = check(&files::turned_jpeg(&picture, orientation, 92));
        let check = of(&report, "orientation-tag");
        assert_eq!((check.outcome, check.severity), (Outcome::Fail, Severity::Notice));
        // Seen upright, it is the same good portrait.
        assert_eq!(not_passed(&report).len(), 1, "{orientation}: {:?}", not_passed(&report));
        let (seen, stored) = (report.face.unwrap(), upright.face.clone().unwrap());
        assert!((seen.left_eye.x - stored.left_eye.x).abs() < 6.0, "{orientation}");
        assert!((seen.left_eye.y - stored.left_eye.y).abs() < 6.0, "{orientation}");
    }
}

#[test]
fn a_note_that_is_no_turn_does_no_harm() {
    let exif = Exif { orientation: Some(9), software: Some("x".into()), ..Exif::default() };
    let bytes = files::with_exif(&portrait().jpeg(92), &exif);
    expect(&bytes, "orientation-tag", Outcome::Pass, None);
}

#[test]
fn head_inside_frame() {
    passes(&portrait(), "head-inside-frame");
    fails(&Portrait { top_margin_mm: -3.0, ..portrait() }, "head-inside-frame", "crown");
    fails(&Portrait { top_margin_mm: 13.0, ..portrait() }, "head-inside-frame", "chin");
    fails(&Portrait { center_offset_mm: -9.0, ..portrait() }, "head-inside-frame", "left");
    fails(&Portrait { center_offset_mm: 9.0, ..portrait() }, "head-inside-frame", "right");
}

#[test]
fn head_size() {
    passes(&Portrait { head_mm: 33.0, ..portrait() }, "head-size");
    passes(&Portrait { head_mm: 36.0, ..portrait() }, "head-size");
    fails(&Portrait { head_mm: 28.0, ..portrait() }, "head-size", "too-small");
    fails(&Portrait { head_mm: 40.0, top_margin_mm: 2.0, ..portrait() }, "head-size", "too-large");
}

/// With a high bun the skull decides, and the finding says so.
#[test]
fn a_high_bun_is_not_the_crown() {
    let report =
        check(&Portrait { hair: Hair::HighBun, top_margin_mm: 4.0, ..portrait() }.jpeg(92));
    assert_eq!(of(&report, "head-inside-frame").outcome, Outcome::Pass);
    assert_eq!(of(&report, "head-size").outcome, Outcome::Pass);
    assert_eq!(of(&report, "head-size").params["crown"], Param::Word("skull"));
}

#[test]
fn top_margin() {
    passes(&Portrait { top_margin_mm: 3.0, ..portrait() }, "top-margin");
    fails(&Portrait { top_margin_mm: 8.5, ..portrait() }, "top-margin", "too-much");
    fails(&Portrait { top_margin_mm: -0.5, ..portrait() }, "top-margin", "too-little");
    fails(&Portrait { top_margin_mm: 0.2, ..portrait() }, "top-margin", "too-little");
    let full = Portrait { hair: Hair::Full, ..portrait() };
    passes(&full, "top-margin");
    // Without its hair the head would be too small: by the hair it touches the edge.
    fails(&Portrait { top_margin_mm: 0.0, ..full }, "top-margin", "too-little");
    // With it it would be too large: by the skull there is room above.
    passes(&Portrait { head_mm: 37.0, top_margin_mm: 0.0, ..full }, "top-margin");
}

#[test]
fn centered() {
    passes(&Portrait { center_offset_mm: 1.5, ..portrait() }, "centered");
    fails(&Portrait { center_offset_mm: -3.5, ..portrait() }, "centered", "left");
    fails(&Portrait { center_offset_mm: 3.5, ..portrait() }, "centered", "right");
}

/// What the page draws beside the face adds up to the print, and moves with the face.
#[test]
fn the_margins_beside_the_face_are_told() {
    let margins = |center_offset_mm| {
        let portrait = Portrait { center_offset_mm, ..portrait() };
        let report = check(&portrait.jpeg(92));
        let told = |side| match of(&report, "centered").params.get(side) {
            Some(Param::Number(mm)) => *mm,
            other => panic!("{side}: {other:?}"),
        };
        let (left, right) = (told("left"), told("right"));
        let mm = f64::from(portrait.height) / 45.0;
        let (bounds, width) = (report.face.unwrap().bounds, f64::from(portrait.width));
        assert!((left - bounds.x / mm).abs() <= 0.15, "{left} and {}", bounds.x / mm);
        // Each is rounded to tenths.
        assert!((left + bounds.width / mm + right - width / mm).abs() <= 0.2, "{right}");
        (left, right)
    };
    let ((left, right), (moved_left, moved_right)) = (margins(0.0), margins(2.0));
    assert!((left - right).abs() < 1.5, "{left} and {right}");
    assert!((moved_left - left - 2.0).abs() < 0.8, "{left} and {moved_left}");
    assert!((right - moved_right - 2.0).abs() < 0.8, "{right} and {moved_right}");
}

#[test]
fn head_tilt() {
    passes(&Portrait { roll_deg: 5.0, ..portrait() }, "head-tilt");
    fails(&Portrait { roll_deg: -10.0, ..portrait() }, "head-tilt", "left");
    fails(&Portrait { roll_deg: 10.0, ..portrait() }, "head-tilt", "right");
}

#[test]
fn head_turn() {
    passes(&Portrait { yaw_deg: 8.0, ..portrait() }, "head-turn");
    fails(&Portrait { yaw_deg: -20.0, ..portrait() }, "head-turn", "left");
    fails(&Portrait { yaw_deg: 20.0, ..portrait() }, "head-turn", "right");
}

#[test]
fn eyes_open() {
    let eyes = |left, right| Portrait { left_eye_open: left, right_eye_open: right, ..portrait() };
    passes(&eyes(0.8, 0.8), "eyes-open");
    fails(&eyes(0.0, 0.0), "eyes-open", "both");
    // A single closed eye is never passed over.
    for (portrait, reason) in [(eyes(0.0, 1.0), "left"), (eyes(1.0, 0.0), "right")] {
        let report = check(&portrait.jpeg(92));
        let check = of(&report, "eyes-open");
        assert_ne!(check.outcome, Outcome::Pass, "{check:?}");
        assert_eq!(check.params["reason"], Param::Word(reason));
    }
}

#[test]
fn not_too_dark() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        passes(&Portrait { skin, exposure: 0.6, ..portrait() }, "not-too-dark");
        fails(&Portrait { skin, exposure: 0.08, ..portrait() }, "not-too-dark", "too-dark");
    }
}

#[test]
fn plain_background() {
    let behind = |background| Portrait { background, ..portrait() };
    passes(&behind(Background::Plain([90, 120, 190])), "plain-background");
    let soft = Background::Gradient { top: [235, 235, 235], bottom: [190, 190, 195] };
    passes(&behind(soft), "plain-background");
    let striped = Background::Stripes { first: [230, 230, 230], second: [180, 190, 200] };
    for busy in [striped, Background::Bookshelf] {
        fails(&behind(busy), "plain-background", "objects-or-pattern");
    }
    // A bare board ends at the head on both sides, as loose hair does.
    for (board, down_mm) in [([118, 88, 60], 10), ([90, 92, 96], 14), ([250, 250, 250], 12)] {
        let board = Background::Board { wall: [205, 210, 214], board, down_mm };
        fails(&behind(board), "plain-background", "objects-or-pattern");
    }
    for (cover, down_mm) in [([52, 40, 36], 11), ([70, 84, 110], 24), ([96, 66, 44], 32)] {
        let chair = Background::Chair { down_mm, cover };
        fails(&behind(chair), "plain-background", "objects-or-pattern");
    }
}

#[test]
fn taken_within_six_months() {
    let taken = |date: &str, applied_on: Option<Date>| {
        let exif = Exif { date_time_original: Some(date.into()), ..Exif::default() };
        let bytes = files::with_exif(&portrait().jpeg(92), &exif);
        let report = photo::check(&bytes, &Options { applied_on, ..Options::default() }, &NETWORKS);
        let check = of(&report, "taken-within-six-months");
        (check.outcome, check.params.get("reason").copied())
    };
    let (day, word) = (Some(Date::constant(2026, 11, 22)), |word| Some(Param::Word(word)));
    assert_eq!(taken("2026:11:22 09:00:00", day), (Outcome::Pass, None));
    assert_eq!(taken("2026:05:22 09:00:00", day), (Outcome::Pass, None));
    assert_eq!(taken("2026:05:21 09:00:00", day), (Outcome::Fail, word("too-old")));
    assert_eq!(taken("2026:11:23 09:00:00", day), (Outcome::Unsure, word("future-date")));
    assert_eq!(taken("0000:00:00 00:00:00", day), (Outcome::Unsure, word("no-date")));
    assert_eq!(taken("2026:11:22 09:00:00", None), (Outcome::Unsure, word("no-application-date")));
    let dateless = portrait().jpeg(92);
    expect(&dateless, "taken-within-six-months", Outcome::Unsure, Some("no-date"));
}

#[test]
fn unedited() {
    let named = |software: &str| {
        let exif = Exif { software: Some(software.into()), ..Exif::default() };
        files::with_exif(&portrait().jpeg(92), &exif)
    };
    passes(&portrait(), "unedited");
    expect(&named("17.5.1"), "unedited", Outcome::Pass, None);
    let photoshop = named("Adobe Photoshop 25.0 (Macintosh)");
    expect(&photoshop, "unedited", Outcome::Fail, Some("editing-software"));
    expect(&named("B612 for Android"), "unedited", Outcome::Fail, Some("filter-app"));
}

#[test]
fn no_location_tag() {
    passes(&portrait(), "no-location-tag");
    let exif = Exif { gps: Some((35.68, 139.76)), ..Exif::default() };
    let bytes = files::with_exif(&portrait().jpeg(92), &exif);
    expect(&bytes, "no-location-tag", Outcome::Fail, Some("location"));
}

#[test]
fn head_nod() {
    passes(&Portrait { pitch_deg: 5.0, ..portrait() }, "head-nod");
    fails(&Portrait { pitch_deg: -25.0, ..portrait() }, "head-nod", "up");
    fails(&Portrait { pitch_deg: 25.0, ..portrait() }, "head-nod", "down");
}

#[test]
fn face_resolution() {
    passes(&Portrait { width: 490, height: 630, ..portrait() }, "face-resolution");
    let far = Portrait { width: 490, height: 630, head_mm: 16.0, ..portrait() };
    fails(&far, "face-resolution", "too-few-pixels");
}

#[test]
fn not_too_bright() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        passes(&Portrait { skin, exposure: 1.2, ..portrait() }, "not-too-bright");
        fails(&Portrait { skin, exposure: 8.0, ..portrait() }, "not-too-bright", "too-bright");
    }
}

#[test]
fn a_flash_leaves_white_spots() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        let portrait = Portrait { skin, ..portrait() };
        let (truth, mm) = (portrait.truth(), portrait.height as f32 / 45.0);
        let eyes = (truth.left_eye, truth.right_eye);
        let middle = ((eyes.0.0 + eyes.1.0) / 2.0, (eyes.0.1 + eyes.1.1) / 2.0);
        // On the forehead and both cheeks, of a radius in millimetres of the print.
        let flashed = |radius: f32| {
            let mut picture = portrait.paint();
            for (x, y) in [(0.0, -7.0), (-5.5, 5.0), (5.5, 5.0)] {
                let center = (middle.0 + x * mm, middle.1 + y * mm);
                for (x, y, pixel) in picture.enumerate_pixels_mut() {
                    if (x as f32 - center.0).hypot(y as f32 - center.1) < radius * mm {
                        pixel.0 = [255; 3];
                    }
                }
            }
            files::jpeg(&picture, 92)
        };
        expect(&flashed(0.2), "not-too-bright", Outcome::Pass, None);
        expect(&flashed(2.5), "not-too-bright", Outcome::Fail, Some("flash"));
        assert_eq!(of(&check(&flashed(2.5)), "not-too-bright").severity, Severity::Warning);
    }
}

#[test]
fn even_light() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        let lit = |side_light| Portrait { skin, side_light, ..portrait() };
        passes(&lit(0.15), "even-light");
        fails(&lit(1.0), "even-light", "left");
        fails(&lit(-1.0), "even-light", "right");
    }
}

#[test]
fn natural_color() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::MEDIUM, skin_tone::VERY_DARK] {
        let cast = |color_cast| Portrait { skin, color_cast, ..portrait() };
        passes(&cast([1.08, 1.0, 0.92]), "natural-color");
        for strong in [[1.4, 1.0, 0.5], [0.5, 0.9, 1.4], [0.6, 1.2, 0.6]] {
            fails(&cast(strong), "natural-color", "cast");
        }
        let wall = Background::Plain([90, 120, 190]);
        passes(&Portrait { skin, background: wall, ..portrait() }, "natural-color");
    }
    let grey = files::grey_jpeg(&portrait().paint(), 92);
    expect(&grey, "natural-color", Outcome::NotApplicable, None);
}

#[test]
fn no_red_eye() {
    for iris_color in [[84, 56, 36], [120, 150, 190]] {
        passes(&Portrait { iris_color, ..portrait() }, "no-red-eye");
        fails(&Portrait { iris_color, red_eye: 1.0, ..portrait() }, "no-red-eye", "red");
    }
}

#[test]
fn no_compression_damage() {
    let picture = portrait().paint();
    expect(&files::jpeg(&picture, 75), "no-compression-damage", Outcome::Pass, None);
    let damaged = files::jpeg(&picture, 12);
    expect(&damaged, "no-compression-damage", Outcome::Fail, Some("blocks"));
    // Saving it well again mends nothing.
    let damaged = image::load_from_memory(&damaged).unwrap().into_rgb8();
    let again = files::jpeg(&damaged, 92);
    expect(&again, "no-compression-damage", Outcome::Fail, Some("blocks"));
}

#[test]
fn a_photo_of_a_screen_shows_its_raster() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        let portrait = Portrait { skin, width: 1400, height: 1800, ..portrait() };
        // Lines of the screen's pixels, so many levels of 255 deep, askew.
        let lines = |deep: f32| {
            let mut picture = portrait.paint();
            for (x, y, pixel) in picture.enumerate_pixels_mut() {
                let phase = (x as f32 + 0.03 * y as f32) / 4.3 * std::f32::consts::TAU;
                let dark = 1.0 - deep * (0.5 + 0.5 * phase.sin());
                pixel.0 = pixel.0.map(|level| (f32::from(level) * dark) as u8);
            }
            files::jpeg(&picture, 92)
        };
        expect(&lines(0.0), "no-compression-damage", Outcome::Pass, None);
        expect(&lines(0.2), "no-compression-damage", Outcome::Fail, Some("raster"));
    }
}

#[test]
fn sharp() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        passes(&Portrait { skin, blur_px: 0.5, ..portrait() }, "sharp");
        let blurred = Portrait { skin, ..portrait() };
        let blur_px = blurred.truth().inter_eye_px() * 0.035;
        let blurred = Portrait { blur_px, ..blurred };
        fails(&blurred, "sharp", "blurred");
        passes(&blurred, "no-motion-blur");
    }
}

#[test]
fn no_motion_blur() {
    passes(&portrait(), "no-motion-blur");
    for motion_angle_deg in [0.0, 45.0, 90.0] {
        let motion_blur_px = portrait().truth().inter_eye_px() * 0.15;
        let shaken = Portrait { motion_blur_px, motion_angle_deg, ..portrait() };
        fails(&shaken, "no-motion-blur", "shaken");
        passes(&shaken, "sharp");
    }
}

#[test]
fn a_face_of_few_pixels_is_not_called_blurred() {
    let far = Portrait { width: 490, height: 630, head_mm: 12.0, ..portrait() };
    for rule in ["sharp", "no-motion-blur"] {
        expect(&far.jpeg(92), rule, Outcome::Unsure, Some("too-few-pixels"));
    }
}

#[test]
fn no_upscaling() {
    passes(&portrait(), "no-upscaling");
    passes(&Portrait { blur_px: 6.0, ..portrait() }, "no-upscaling");
    for upscale in [3.0, 6.0] {
        fails(&Portrait { upscale, ..portrait() }, "no-upscaling", "enlarged");
    }
}

#[test]
fn every_rule_stands_once_in_every_profile() {
    let bytes = portrait().jpeg(92);
    for profile in Profile::ALL {
        let report = photo::check(&bytes, &Options { profile, ..Options::default() }, &NETWORKS);
        let ids: Vec<_> = report.checks.iter().map(|check| check.rule).collect();
        let all: Vec<_> = photo::rules::all().iter().map(|rule| rule.rule.id).collect();
        assert_eq!(ids, all);
        assert_eq!(report.profile, profile.name);
    }
}

#[test]
fn a_print_has_no_file_to_upload() {
    let options = Options { profile: &profile::MY_NUMBER_CARD_PRINT, ..Options::default() };
    let report = photo::check(&files::png(&portrait().paint()), &options, &NETWORKS);
    assert_eq!(of(&report, "file-type").outcome, Outcome::NotApplicable);
    assert_eq!(report.verdict, Verdict::Pass);
}

/// An accepted reason turns what it can excuse into a notice, and only that.
#[test]
fn a_special_case_is_excused() {
    let bytes = Portrait { roll_deg: 12.0, exposure: 0.08, ..portrait() }.jpeg(92);
    let options = Options { special_case: true, ..Options::default() };
    let report = photo::check(&bytes, &options, &NETWORKS);
    let tilt = of(&report, "head-tilt");
    assert_eq!((tilt.outcome, tilt.severity), (Outcome::Fail, Severity::Notice));
    assert_eq!(tilt.params["excused"], Param::Word("special-case"));
    // Too dark is a defect whatever the reason.
    assert_eq!(of(&report, "not-too-dark").severity, Severity::Error);
    assert_eq!(report.verdict, Verdict::Fail);
}

#[test]
fn an_infant_under_one_sends_no_photo() {
    let bytes = portrait().jpeg(92);
    let outcome = |born: &str, applied_on: Option<&str>| {
        let date = |text: &str| Some(text.parse().unwrap());
        let options = Options {
            born: date(born),
            applied_on: applied_on.and_then(date),
            ..Options::default()
        };
        of(&photo::check(&bytes, &options, &NETWORKS), "photo-needed").outcome
    };
    assert_eq!(outcome("2025-11-23", Some("2026-11-22")), Outcome::Fail);
    assert_eq!(outcome("2025-11-22", Some("2026-11-22")), Outcome::Pass);
    assert_eq!(outcome("1990-01-02", None), Outcome::Unsure);
    let report = check(&bytes);
    assert_eq!(of(&report, "photo-needed").outcome, Outcome::NotApplicable);
}

/// The passport's head size is a rule there, the card's is a guide.
#[test]
fn severities_are_the_profiles() {
    let bytes = Portrait { head_mm: 28.0, ..portrait() }.jpeg(92);
    let severity = |profile| {
        let report = photo::check(&bytes, &Options { profile, ..Options::default() }, &NETWORKS);
        of(&report, "head-size").severity
    };
    assert_eq!(severity(&profile::MY_NUMBER_CARD), Severity::Warning);
    assert_eq!(severity(&profile::PASSPORT), Severity::Error);
}

#[test]
fn the_same_bytes_give_the_same_report() {
    let bytes = portrait().jpeg(92);
    assert_eq!(check(&bytes), check(&bytes));
}

/// A rule without a fixture is not done; nor is one that does not say what it
/// is for.
#[test]
fn every_rule_has_a_fixture_and_a_reason_to_be() {
    let folder = std::fs::read_dir(crate::common::root().join("tests/photo")).unwrap();
    let fixtures: String = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    for rule in photo::rules::all() {
        let name = rule.rule.id.trim_start_matches("photo/");
        assert!(fixtures.contains(&format!("\"{name}\"")), "{name} has no fixture");
        let file = format!("src/photo/rules/{}.rs", name.replace('-', "_"));
        let text = std::fs::read_to_string(crate::common::root().join(file)).unwrap();
        assert!(text.contains("//! Why: ") && text.contains("//! Passes: "), "{name}");
        assert!(
            ["Fails: ", "Warns: ", "Notices: "].iter().any(|part| text.contains(part)),
            "{name}"
        );
    }
}
