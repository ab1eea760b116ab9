//! Real photos: as they are, and trimmed to the guide.

use std::path::Path;

use image::{Rgb, RgbImage};
use mynacheck::report::Verdict;
use portrait_painter::files;

use crate::common::{check, not_passed, photos, table};

#[test]
fn as_they_are_they_fail_on_framing_alone() {
    let Some(photos) = photos("London's photos as they are") else { return };
    for row in table(&photos.join("london/truth.csv")) {
        let bytes = std::fs::read(photos.join("london").join(&row["file"])).unwrap();
        let report = check(&bytes);
        let names: Vec<_> = not_passed(&report).into_iter().map(|(name, ..)| name).collect();
        assert!(names.contains(&"head-size"), "{}: {names:?}", row["file"]);
        let framing = ["head-size", "top-margin", "centered"];
        assert!(names.iter().all(|name| framing.contains(name)), "{}: {names:?}", row["file"]);
        assert_eq!(report.verdict, Verdict::Review);
    }
}

#[test]
fn trimmed_to_the_guide_they_pass() {
    let Some(photos) = photos("London's photos trimmed to 35:45") else { return };
    // The guide does not say whether the crown is the skull's or the hair's.
    for crown in ["crown_y", "hair_top_y"] {
        for row in table(&photos.join("london/truth.csv")) {
            let number = |name: &str| row[name].parse::<f64>().unwrap();
            let (top, chin) = (number(crown), number("chin_y"));
            // Above a high bun that nearly touches the edge there is no room
            // for the margin.
            if top < 4.0 * (chin - top) / 34.0 {
                continue;
            }
            let eyes = (number("left_eye_x") + number("right_eye_x")) / 2.0;
            let middle = (eyes + number("chin_x")) / 2.0;
            let photo = trimmed(&photos.join("london").join(&row["file"]), middle, top, chin);
            let report = check(&files::jpeg(&photo, 92));
            assert_eq!(not_passed(&report), [], "{} by {crown}", row["file"]);
            assert_eq!(report.verdict, Verdict::Pass);
        }
    }
}

/// 35:45 with the head at 34 mm and 4 mm above it.
fn trimmed(path: &Path, middle: f64, crown: f64, chin: f64) -> RgbImage {
    let photo = image::open(path).unwrap().into_rgb8();
    let mm = (chin - crown) / 34.0;
    let (left, top) = (middle - 17.5 * mm, crown - 4.0 * mm);
    RgbImage::from_fn((35.0 * mm) as u32, (45.0 * mm) as u32, |x, y| {
        let at = |from: f64, step: u32, side: u32| {
            (from + f64::from(step)).clamp(0.0, f64::from(side - 1)) as u32
        };
        let (x, y) = (at(left, x, photo.width()), at(top, y, photo.height()));
        photo.get_pixel_checked(x, y).copied().unwrap_or(Rgb([0; 3]))
    })
}
