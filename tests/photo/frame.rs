//! Putting photos right: what comes out passes, and what cannot be is refused
//! with the reason.

use image::imageops::{rotate90, rotate180, rotate270};
use image::{GenericImageView, RgbImage};
use mynacheck::photo::Options;
use mynacheck::photo::frame::{self, Nudge, Refusal};
use mynacheck::photo::profile::Profile;
use mynacheck::report::{Outcome, PhotoReport};
use portrait_painter::files::{self, Exif};
use portrait_painter::{Portrait, SecondFace};

use crate::common::{NETWORKS, check, not_passed, of, photos};

fn mended(bytes: &[u8], options: &Options) -> (Vec<u8>, PhotoReport) {
    let (jpeg, report) = frame::fix_and_check(bytes, options, &Nudge::default(), &NETWORKS);
    let jpeg = jpeg.unwrap_or_else(|| panic!("{:?}", report.fix));
    is_mended(&report);
    (jpeg, report)
}

fn is_mended(report: &PhotoReport) {
    for check in &report.checks {
        let fine = matches!(check.outcome, Outcome::Pass | Outcome::NotApplicable);
        assert!(fine || !frame::PASSED.contains(&check.rule), "{:?} {check:?}", report.file);
    }
}

fn refused(bytes: &[u8]) -> Refusal {
    frame::fix(bytes, &Options::default(), &Nudge::default(), &NETWORKS).unwrap_err()
}

/// The page offers to put right what is put right. (A file that cannot be read and a
/// second face are seen before.)
#[test]
fn the_page_offers_no_less() {
    let page = include_str!("../../www/verdict.js");
    let list = page.split_once("MENDABLE = new Set([").unwrap().1.split_once(']').unwrap().0;
    let mut offered: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    offered.extend(["photo/file-readable", "photo/one-face"]);
    let mut passed = frame::PASSED.to_vec();
    offered.sort_unstable();
    passed.sort_unstable();
    assert_eq!(offered, passed);
}

#[test]
fn what_is_moved_by_hand_moves_by_so_much() {
    let bytes = roomy().jpeg(92);
    let placed = |nudge: Nudge| {
        let (_, report) = frame::fix_and_check(&bytes, &Options::default(), &nudge, &NETWORKS);
        let fix = report.fix.unwrap();
        (fix.placed.ok_or(fix.refused), report)
    };
    let (before, _) = placed(Nudge::default());
    let before = before.unwrap();
    let (after, report) = placed(Nudge { size: -2.0, above: 1.0, aside: 1.5, ..Nudge::default() });
    let after = after.unwrap();
    let near = |a: f64, b: f64| assert!((a - b).abs() < 0.11, "{before:?} {after:?}");
    near(after.head, before.head - 2.0);
    near(after.above, before.above + 1.0);
    near(after.aside, before.aside + 1.5);
    // The mended file measures what was asked for.
    let head = of(&report, "head-size").measured.unwrap().value;
    assert!((head - after.head).abs() < 0.5, "{head} {after:?}");
    // A crown said to be higher makes the head smaller.
    let (_, report) = placed(Nudge { crown: 3.0, ..Nudge::default() });
    let smaller = of(&report, "head-size").measured.unwrap().value;
    assert!((before.head - 4.5..before.head - 1.0).contains(&smaller), "{smaller} {before:?}");
    // Beyond the picture there is nothing to move to.
    let far = Nudge { size: -20.0, ..Nudge::default() };
    assert_eq!(placed(far).0, Err(Some("no-room")));
}

/// A portrait with much room around it.
fn roomy() -> Portrait {
    Portrait {
        head_mm: 18.0,
        top_margin_mm: 12.0,
        width: 1350,
        height: 1500,
        ..Portrait::default()
    }
}

#[test]
fn a_small_head_a_tilt_and_a_wrong_place_are_put_right() {
    for (center_offset_mm, roll_deg) in [(0.0, 0.0), (4.0, 9.0), (-4.0, -13.0)] {
        let photo = Portrait { center_offset_mm, roll_deg, ..roomy() };
        let (jpeg, report) = mended(&photo.jpeg(92), &Options::default());
        assert_eq!(not_passed(&report), [], "{roll_deg}");
        let turned = report.fix.unwrap().turned.unwrap();
        assert!((turned + f64::from(roll_deg)).abs() < 1.5, "{turned} for {roll_deg}");
        let picture = image::load_from_memory(&jpeg).unwrap();
        let shape = f64::from(picture.width()) / f64::from(picture.height());
        assert!((shape - 35.0 / 45.0).abs() < 0.002, "{shape}");
    }
}

#[test]
fn a_picture_on_its_side_or_head_is_set_upright() {
    let picture = roomy().paint();
    for (turned, stored) in
        [(90.0, rotate270(&picture)), (180.0, rotate180(&picture)), (270.0, rotate90(&picture))]
    {
        let (_, report) = mended(&files::jpeg(&stored, 92), &Options::default());
        let fix = report.fix.unwrap();
        assert!((fix.turned.unwrap() - turned).abs() < 1.5, "{turned}: {fix:?}");
    }
}

#[test]
fn what_the_exif_tag_turns_stays_turned_without_the_tag() {
    let stored = files::turned_jpeg(&roomy().paint(), 6, 92);
    let (jpeg, report) = mended(&stored, &Options::default());
    assert_eq!(report.fix.unwrap().turned, Some(0.0));
    assert!(!jpeg.windows(4).any(|four| four == b"Exif"));
}

#[test]
fn private_tags_are_gone_and_the_density_is_the_prints() {
    let exif = Exif { gps: Some((35.68, 139.77)), ..Exif::default() };
    let photo = files::with_exif(&roomy().jpeg(92), &exif);
    assert!(not_passed(&check(&photo)).iter().any(|(name, ..)| *name == "no-location-tag"));
    let (jpeg, report) = mended(&photo, &Options::default());
    assert!(!jpeg.windows(4).any(|four| four == b"Exif"));
    // JFIF: units of dots an inch, then the density twice.
    let jfif = jpeg.windows(5).position(|five| five == b"JFIF\0").unwrap();
    assert_eq!(jpeg[jfif + 7], 1);
    let density = u16::from_be_bytes([jpeg[jfif + 8], jpeg[jfif + 9]]);
    let inches = f64::from(report.image.unwrap().height) / f64::from(density);
    assert!((inches * 25.4 - 45.0).abs() < 0.1, "{inches}");
    // A baseline JPEG, not a progressive one.
    assert!(jpeg.windows(2).any(|two| two == [0xff, 0xc0]));
}

#[test]
fn pixels_are_the_pictures_own_where_it_is_neither_turned_nor_scaled() {
    let photo = files::png(&roomy().paint());
    let framed = frame::fix(&photo, &Options::default(), &Nudge::default(), &NETWORKS).unwrap();
    assert_eq!(framed.turned, 0.0);
    let (from, to) = (roomy().paint(), image::load_from_memory(&framed.jpeg).unwrap().into_rgb8());
    let place = place_of(&from, &to);
    let part = from.view(place.0, place.1, to.width(), to.height()).to_image();
    let off: u64 =
        part.as_raw().iter().zip(to.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let mean = off as f64 / part.as_raw().len() as f64;
    assert!(mean < 2.0, "{mean} of 255");
}

/// Where `part` lies in `whole`, by its middle row and column.
fn place_of(whole: &RgbImage, part: &RgbImage) -> (u32, u32) {
    let probe: Vec<_> =
        (0..40).map(|i| (i * 7 % part.width(), part.height() / 3 + i * 5)).collect();
    let cost = |x: u32, y: u32| -> u64 {
        let at = |(px, py): &(u32, u32)| {
            let (a, b) = (whole.get_pixel(x + px, y + py).0, part.get_pixel(*px, *py).0);
            a.iter().zip(b).map(|(a, b)| u64::from(a.abs_diff(b))).sum::<u64>()
        };
        probe.iter().map(at).sum()
    };
    let places = (0..=whole.width() - part.width())
        .flat_map(|x| (0..=whole.height() - part.height()).map(move |y| (x, y)));
    places.min_by_key(|(x, y)| cost(*x, *y)).unwrap()
}

#[test]
fn a_large_picture_is_halved_and_a_small_one_never_enlarged() {
    let large = Portrait { width: 3024, height: 4032, ..roomy() };
    let (_, report) = mended(&large.jpeg(85), &Options::default());
    let image = report.image.unwrap();
    assert!((800..=1600).contains(&image.height), "{}", image.height);
    let small = Portrait { width: 700, height: 800, ..roomy() };
    let refusal = refused(&small.jpeg(92));
    assert!(
        matches!(refusal, Refusal::TooFewPixels { found: 250..=420, needed: 480 }),
        "{refusal:?}"
    );
}

#[test]
fn every_document_gets_its_own_shape() {
    for profile in Profile::ALL {
        let options = Options { profile, ..Options::default() };
        let (jpeg, report) = mended(&roomy().jpeg(92), &options);
        let picture = image::load_from_memory(&jpeg).unwrap();
        let shape = f64::from(picture.width()) / f64::from(picture.height());
        let wanted = profile.width_mm / profile.height_mm;
        assert!((shape - wanted).abs() < 0.003, "{}: {shape}", profile.name);
        assert_eq!(report.profile, profile.name);
    }
}

#[test]
fn what_cannot_be_put_right_is_refused_with_what_is_missing() {
    let cut = Portrait { top_margin_mm: -3.0, ..Portrait::default() };
    match refused(&cut.jpeg(92)) {
        Refusal::NoRoom(missing) => assert!((1.5..9.0).contains(&missing.above), "{missing:?}"),
        other => panic!("{other:?}"),
    }
    let aside = Portrait { center_offset_mm: 9.0, ..Portrait::default() };
    match refused(&aside.jpeg(92)) {
        Refusal::NoRoom(missing) => assert!((3.0..9.0).contains(&missing.right), "{missing:?}"),
        other => panic!("{other:?}"),
    }
    let second_face = Some(SecondFace::default());
    assert_eq!(refused(&Portrait { second_face, ..roomy() }.jpeg(92)), Refusal::SeveralFaces);
    let tilted = refused(&Portrait { roll_deg: 21.0, ..roomy() }.jpeg(92));
    assert!(matches!(tilted, Refusal::Tilted(19.0..=23.0)), "{tilted:?}");
    assert_eq!(refused(&Portrait { person: false, ..roomy() }.jpeg(92)).reason(), "no-face");
    assert_eq!(refused(b"text").reason(), "unreadable");

    let (bytes, report) =
        frame::fix_and_check(&cut.jpeg(92), &Options::default(), &Nudge::default(), &NETWORKS);
    assert!(bytes.is_none());
    assert_eq!(report.fix.unwrap().refused, Some("no-room"));
    assert!(not_passed(&report).iter().any(|(name, ..)| *name == "head-inside-frame"));
}

#[test]
fn mending_twice_is_mending_once() {
    let photo = Portrait { roll_deg: 6.0, ..roomy() }.jpeg(92);
    let (once, first) = mended(&photo, &Options::default());
    let (_, second) = mended(&once, &Options::default());
    let (first, second) = (first.image.unwrap(), second.image.unwrap());
    assert!(second.height * 20 > first.height * 19, "{first:?} {second:?}");
}

#[test]
fn damaged_pictures_are_refused_and_nothing_panics() {
    let whole = roomy().jpeg(80);
    for share in [0.1, 0.5, 0.9] {
        assert_eq!(refused(&files::truncated(&whole, share)).reason(), "unreadable");
    }
    assert_eq!(refused(&files::jpeg_claiming(30000, 30000)).reason(), "unreadable");
    assert_eq!(refused(&files::png(&RgbImage::new(1, 1))).reason(), "no-face");
}

#[test]
fn real_photos_are_put_right() {
    let Some(photos) = photos("mending real photos") else { return };
    let (mut all, mut whole) = (0, 0);
    for folder in ["london/neutral", "london/smiling", "canada"] {
        for entry in std::fs::read_dir(photos.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|it| it != "jpg") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            all += 1;
            let (jpeg, report) =
                frame::fix_and_check(&bytes, &Options::default(), &Nudge::default(), &NETWORKS);
            if jpeg.is_some() {
                is_mended(&report);
                whole += 1;
            } else {
                // London's squares have room enough around every head.
                println!("{}: {:?}", path.display(), report.fix);
                let refused = report.fix.and_then(|fix| fix.refused);
                assert_eq!((folder, refused), ("canada", Some("no-room")));
            }
        }
    }
    println!("{whole} of {all} photos put right; the others lack room above the head");
}
