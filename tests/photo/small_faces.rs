//! Faces down to 8 % of the picture's height, and faces that are none.

use mynacheck::photo::file::FileFacts;
use mynacheck::photo::net::Detection;
use mynacheck::photo::pixels::{Picture, decode};
use mynacheck::report::{Outcome, Param};
use portrait_painter::{Background, Portrait, SecondFace};

use crate::common::{NETWORKS, check, of, photos};

#[test]
fn a_small_face_is_found_wherever_it_is() {
    let (width, height) = (1200_u32, 1200);
    for share in [0.08, 0.12, 0.2] {
        // Brows to chin are about two thirds of crown to chin.
        let head = share * height as f32 * 1.5;
        let side = (head / 34.0 * 45.0) as u32;
        let small = Portrait { width: side * 35 / 45, height: side, ..Portrait::default() }.paint();
        for (x, y) in [(0.05, 0.05), (0.45, 0.4), (0.8, 0.7), (0.3, 0.75)] {
            let mut picture =
                image::RgbImage::from_pixel(width, height, image::Rgb([222, 228, 234]));
            let (left, top) = ((x * width as f32) as i64, (y * height as f32) as i64);
            image::imageops::overlay(&mut picture, &small, left, top);
            let found = NETWORKS.detect(&Picture::new(picture), true).unwrap();
            let center = found.first().map(|face| face.center());
            let expected = (
                left as f32 + small.width() as f32 / 2.0,
                top as f32 + small.height() as f32 * 0.55,
            );
            assert!(
                center.is_some_and(|(x, y)| (x - expected.0).hypot(y - expected.1) < head / 3.0),
                "{share} at {x} {y}: {center:?}, {expected:?}"
            );
        }
    }
}

#[test]
fn a_second_face_is_seen_and_shown() {
    let second =
        SecondFace { head_mm: 14.0, center_x_mm: 29.0, center_y_mm: 12.0, ..SecondFace::default() };
    let portrait = Portrait {
        head_mm: 24.0,
        center_offset_mm: -6.0,
        top_margin_mm: 12.0,
        second_face: Some(second),
        ..Portrait::default()
    };
    let report = check(&portrait.jpeg(92));
    let one_face = of(&report, "one-face");
    assert_eq!(one_face.outcome, Outcome::Fail);
    assert_eq!(one_face.params.get("reason"), Some(&Param::Word("several")));
    let [place] = one_face.regions.as_slice() else { panic!("{:?}", one_face.regions) };
    let mm = f64::from(portrait.height) / 45.0;
    assert!((place.x..place.right()).contains(&(29.0 * mm)), "{place:?}");
    assert!((place.y..place.bottom()).contains(&(13.0 * mm)), "{place:?}");
}

/// Half a head at the side of the picture is somebody; a strip of hair and an ear is
/// nobody that a face detector could tell.
#[test]
fn half_a_face_at_the_edge_is_a_second_one() {
    for (head, left) in [(14.0, 0.0), (18.0, 0.5), (22.0, -0.5), (22.0, -9.0)] {
        for right in [false, true] {
            let center_x_mm = if right { 35.0 - left } else { left };
            let second = SecondFace {
                head_mm: head,
                center_x_mm,
                center_y_mm: 18.0,
                ..SecondFace::default()
            };
            let portrait = Portrait { second_face: Some(second), ..Portrait::default() };
            let report = check(&portrait.jpeg(92));
            let one_face = of(&report, "one-face");
            let expected = if left > -1.0 { Outcome::Fail } else { Outcome::Pass };
            assert_eq!(one_face.outcome, expected, "{head} {center_x_mm}");
            let reason = (left > -1.0).then_some(Param::Word("at-edge"));
            assert_eq!(one_face.params.get("reason").copied(), reason, "{head} {center_x_mm}");
            for place in &one_face.regions {
                assert!(place.x >= 0.0 && place.right() <= f64::from(portrait.width), "{place:?}");
            }
        }
    }
}

/// Somebody whose whole face is in the picture is nobody that it cuts off, neither near its
/// side nor beside another who is half in it.
#[test]
fn only_where_all_others_are_cut_off_are_they_at_the_edge() {
    let portrait = |center_x_mm| Portrait {
        head_mm: 24.0,
        top_margin_mm: 12.0,
        second_face: Some(SecondFace {
            head_mm: 14.0,
            center_x_mm,
            center_y_mm: 12.0,
            ..SecondFace::default()
        }),
        ..Portrait::default()
    };
    let mm = portrait(0.0).height as f32 / 45.0;
    let reason = |picture: &image::RgbImage| {
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
        let report = check(file.get_ref());
        let one_face = of(&report, "one-face");
        assert_eq!(one_face.outcome, Outcome::Fail);
        (one_face.regions.len(), one_face.params.get("reason").copied())
    };
    let (half, whole) = (portrait(0.5).paint(), portrait(30.0).paint());
    assert_eq!(reason(&half), (1, Some(Param::Word("at-edge"))));
    assert_eq!(reason(&whole), (1, Some(Param::Word("several"))));
    // The one half in the picture from the one, all else from the other.
    let both = image::RgbImage::from_fn(half.width(), half.height(), |x, y| {
        let from = if (x as f32) < 7.0 * mm { &half } else { &whole };
        *from.get_pixel(x, y)
    });
    assert_eq!(reason(&both), (2, Some(Param::Word("several"))));
}

#[test]
fn an_empty_room_has_no_face() {
    for background in [
        Background::Plain([200; 3]),
        Background::Bookshelf,
        Background::Chair { down_mm: 11, cover: [52, 40, 36] },
    ] {
        let room = Portrait { person: false, background, ..Portrait::default() };
        let report = check(&room.jpeg(92));
        assert_eq!(of(&report, "one-face").outcome, Outcome::Fail);
        assert_eq!(of(&report, "one-face").measured.unwrap().value, 0.0);
        assert_eq!(of(&report, "eyes-open").outcome, Outcome::Unsure);
        assert_eq!(report.face, None);
    }
}

#[test]
fn real_photos_show_one_face() {
    let Some(photos) = photos("one face in every real photo") else { return };
    for folder in ["london/neutral", "london/smiling", "canada"] {
        for entry in std::fs::read_dir(photos.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "jpg") {
                continue;
            }
            let report = check(&std::fs::read(&path).unwrap());
            assert_eq!(of(&report, "one-face").outcome, Outcome::Pass, "{}", path.display());
        }
    }
}

/// Nor where the chin is cut off, which makes the face look like one that lies higher.
#[test]
fn a_real_face_without_its_chin_is_one() {
    let Some(photos) = photos("a real face without its chin") else { return };
    for entry in std::fs::read_dir(photos.join("canada")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jpg") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let chin = check(&bytes).face.unwrap().chin.y as u32;
        let photo = decode(&bytes, &FileFacts::read(&bytes)).unwrap();
        for more in [0, photo.height() / 10] {
            let (width, height) = (photo.width(), chin - photo.height() / 100);
            // More of the wall above the head.
            let cut = image::RgbImage::from_fn(width, height + more, |x, y| {
                *photo.get_pixel(x, y.saturating_sub(more).max(2))
            });
            let mut file = std::io::Cursor::new(Vec::new());
            cut.write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
            let report = check(file.get_ref());
            assert_eq!(of(&report, "one-face").outcome, Outcome::Pass, "{}", path.display());
        }
    }
}

/// Shrunk to 8 % of the picture's height, real faces are found as well.
#[test]
fn real_small_faces_are_found() {
    let Some(photos) = photos("small real faces") else { return };
    let mut missed = Vec::new();
    let mut tried = 0;
    for entry in std::fs::read_dir(photos.join("london/neutral")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let photo = decode(&bytes, &FileFacts::read(&bytes)).unwrap();
        // Brows to chin are about 0.40 of the London pictures.
        let side = (1500.0 * 0.08 / 0.40) as u32;
        let small =
            image::imageops::resize(&photo, side, side, image::imageops::FilterType::Triangle);
        let mut picture = image::RgbImage::from_pixel(2000, 1500, *photo.get_pixel(5, 5));
        image::imageops::overlay(&mut picture, &small, 1100, 500);
        tried += 1;
        if !NETWORKS.detect(&Picture::new(picture), true).unwrap().iter().any(Detection::is_sure) {
            missed.push(path);
        }
    }
    println!("faces of 8 %: {} of {tried} found", tried - missed.len());
    assert!(missed.len() * 50 <= tried, "{missed:?}");
}
