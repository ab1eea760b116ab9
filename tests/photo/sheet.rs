//! Print sheets: the photo's size on paper, read back from the PDF, from the
//! JPEG and, where Ghostscript is at hand, from the PDF as it is rendered.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use image::{GrayImage, Luma, Rgb, RgbImage};
use mynacheck::photo::profile::Profile;
use mynacheck::photo::sheet::{Paper, Place, Sheet, SheetError};
use portrait_painter::files::{self, Exif};

/// The most that a photo may be off its size, in millimetres.
const MOST_OFF_MM: f64 = 0.2;

/// A photo of the profile's shape, all of one colour that no mark has.
fn photo(profile: &Profile) -> Vec<u8> {
    let high = 1200_u32;
    let wide = (f64::from(high) * profile.width_mm / profile.height_mm).round() as u32;
    files::jpeg(&RgbImage::from_pixel(wide, high, Rgb([40, 90, 200])), 95)
}

/// A strip as the page draws it: two dark bars on white.
fn strip() -> GrayImage {
    GrayImage::from_fn(780, 130, |x, y| {
        Luma([if (20..700).contains(&x) && (y / 26) % 2 == 1 { 0 } else { 255 }])
    })
}

fn printed(profile: &Profile, paper: Paper) -> Sheet {
    Sheet::new(&photo(profile), profile, paper, Some(strip())).unwrap()
}

#[test]
fn the_pdf_s_matrices_give_the_photo_its_size() {
    for profile in Profile::ALL {
        for paper in Paper::ALL {
            let name = format!("{} on {}", profile.name, paper.name);
            let sheet = printed(profile, paper);
            let pdf = sheet.pdf().unwrap();
            let text = String::from_utf8_lossy(&pdf);
            let page = numbers(text.split("/MediaBox [").nth(1).unwrap(), 4);
            let sides = [paper.width_mm, paper.height_mm];
            let [width, height] = [page[2], page[3]].map(mm);
            let upright = (width - sides[0]).abs() < 0.01 && (height - sides[1]).abs() < 0.01;
            let on_its_side = (width - sides[1]).abs() < 0.01 && (height - sides[0]).abs() < 0.01;
            assert!(upright || on_its_side, "{name}: {width}×{height}");

            let placed: Vec<_> = text
                .lines()
                .filter(|line| line.starts_with("q ") && line.ends_with("/Photo Do Q"))
                .map(|line| numbers(line.trim_start_matches("q "), 6))
                .collect();
            assert_eq!(placed.len(), sheet.layout.photos.len(), "{name}");
            for matrix in placed {
                assert!((mm(matrix[0]) - profile.width_mm).abs() < 0.01, "{name}: {matrix:?}");
                assert!((mm(matrix[3]) - profile.height_mm).abs() < 0.01, "{name}: {matrix:?}");
                assert_eq!((matrix[1], matrix[2]), (0.0, 0.0));
            }
            assert!(text.contains("/PrintScaling /None"));
            assert!(text.contains("/Strip Do"), "{name}");
        }
    }
}

#[test]
fn every_object_of_the_pdf_is_where_its_table_says() {
    let [paper, ..] = Paper::ALL;
    for strip in [None, Some(strip())] {
        let profile = Profile::ALL[0];
        let objects = if strip.is_some() { 6 } else { 5 };
        let pdf = Sheet::new(&photo(profile), profile, paper, strip).unwrap().pdf().unwrap();
        let text = String::from_utf8_lossy(&pdf);
        let begin = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap();
        let table = &pdf[begin.parse::<usize>().unwrap()..];
        let lines: Vec<_> = std::str::from_utf8(table).unwrap().lines().collect();
        assert_eq!(lines[0], "xref");
        let count: usize = lines[1].split(' ').nth(1).unwrap().parse().unwrap();
        assert_eq!(count, objects + 1);
        for number in 1..count {
            let at: usize = lines[2 + number].split(' ').next().unwrap().parse().unwrap();
            let wanted = format!("{number} 0 obj");
            assert!(pdf[at..].starts_with(wanted.as_bytes()), "{number} at {at}");
        }
    }
}

#[test]
fn the_jpeg_s_density_and_pixels_give_the_photo_its_size() {
    // Every document and every paper once.
    for (profile, paper) in Profile::ALL.into_iter().zip(Paper::ALL) {
        {
            let name = format!("{} on {}", profile.name, paper.name);
            let sheet = printed(profile, paper);
            let jpeg = sheet.jpeg().unwrap();
            let jfif = jpeg.windows(5).position(|five| five == b"JFIF\0").unwrap();
            assert_eq!(jpeg[jfif + 7], 1, "dots an inch");
            let dots = u16::from_be_bytes([jpeg[jfif + 8], jpeg[jfif + 9]]);
            let picture = image::load_from_memory(&jpeg).unwrap().into_rgb8();
            let scale = f64::from(dots) / 25.4;
            let (width, height) =
                (f64::from(picture.width()) / scale, f64::from(picture.height()) / scale);
            assert!((width - sheet.layout.width).abs() < 0.05, "{name}: {width}");
            assert!((height - sheet.layout.height).abs() < 0.05, "{name}: {height}");
            measure(&picture, scale, &sheet, profile, &name);
        }
    }
}

/// What a printer makes of the PDF.
#[test]
fn the_pdf_as_rendered_shows_the_photo_in_its_size() {
    let renderer = Command::new("gs").arg("--version").output();
    if !renderer.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: the PDF as rendered: no Ghostscript (gs)");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sheet");
    fs::create_dir_all(&folder).unwrap();
    let (pdf, png) = (folder.join("sheet.pdf"), folder.join("sheet.png"));
    for (profile, paper) in [(0, 0), (2, 1), (3, 2), (4, 3), (0, 4)] {
        let (profile, paper) = (Profile::ALL[profile], Paper::ALL[paper]);
        let sheet = printed(profile, paper);
        fs::write(&pdf, sheet.pdf().unwrap()).unwrap();
        let rendered = Command::new("gs")
            .args(["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", "-r600"])
            .arg(format!("-sOutputFile={}", png.display()))
            .arg(&pdf)
            .output()
            .unwrap();
        let said = [rendered.stdout, rendered.stderr].concat();
        assert!(rendered.status.success() && said.is_empty(), "{}", String::from_utf8_lossy(&said));
        let picture = image::load_from_memory(&fs::read(&png).unwrap()).unwrap().into_rgb8();
        let name = format!("{} on {}, rendered", profile.name, paper.name);
        measure(&picture, 600.0 / 25.4, &sheet, profile, &name);
    }
}

#[test]
fn a_strip_shows_its_text_and_without_one_there_is_none() {
    let profile = Profile::ALL[0];
    let [paper, ..] = Paper::ALL;
    let bare = Sheet::new(&photo(profile), profile, paper, None).unwrap();
    assert_eq!(bare.layout.strips, []);
    assert!(!String::from_utf8_lossy(&bare.pdf().unwrap()).contains("/Strip"));
    let sheet = printed(profile, paper);
    let picture = image::load_from_memory(&sheet.jpeg().unwrap()).unwrap().into_luma8();
    let scale = 600.0 / 25.4;
    for place in &sheet.layout.strips {
        let dark = pixels_of(place, scale)
            .filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 60)
            .count() as f64;
        let share = dark / (place.width * place.height * scale * scale);
        // 680 of 780 columns and 2 of 5 rows, in the label but for its rim.
        assert!((0.2..0.35).contains(&share), "{share}");
    }
}

#[test]
fn no_tag_of_the_photo_goes_along() {
    let exif = Exif {
        gps: Some((35.68, 139.77)),
        software: Some("Secret Editor".to_owned()),
        ..Exif::default()
    };
    let profile = Profile::ALL[0];
    let photo = files::with_exif(&photo(profile), &exif);
    let sheet = Sheet::new(&photo, profile, Paper::ALL[0], None).unwrap();
    for file in [sheet.pdf().unwrap(), sheet.jpeg().unwrap()] {
        for tag in [&b"Exif"[..], b"Secret"] {
            assert!(!file.windows(tag.len()).any(|bytes| bytes == tag));
        }
    }
}

#[test]
fn what_cannot_be_printed_has_its_reason() {
    let profile = Profile::ALL[0];
    let [paper, ..] = Paper::ALL;
    let refused = |bytes: &[u8], strip: Option<GrayImage>| {
        Sheet::new(bytes, profile, paper, strip).unwrap_err()
    };
    assert!(matches!(refused(b"", None), SheetError::Unreadable(_)));
    assert!(matches!(refused(b"no photo", None), SheetError::Unreadable(_)));
    let cut = files::truncated(&photo(profile), 0.5);
    assert!(matches!(refused(&cut, None), SheetError::Unreadable(_)));
    let square = files::jpeg(&RgbImage::new(600, 600), 90);
    assert_eq!(refused(&square, None), SheetError::WrongShape);
    let [empty, huge] = [GrayImage::new(0, 9), GrayImage::new(2001, 2000)];
    assert_eq!(refused(&photo(profile), Some(empty)), SheetError::Strip);
    assert_eq!(refused(&photo(profile), Some(huge)), SheetError::Strip);
    // A strip of any shape stays in its label, and a photo of one pixel is one.
    for (width, height) in [(1, 1), (2000, 1), (1, 2000)] {
        let strip = GrayImage::new(width, height);
        assert!(Sheet::new(&photo(profile), profile, paper, Some(strip)).is_ok());
    }
    assert!(Sheet::new(&files::png(&RgbImage::new(1, 1)), profile, paper, None).is_ok());
}

/// Where every photo begins and ends in a picture of the sheet, along its
/// middle row and column.
fn measure(picture: &RgbImage, scale: f64, sheet: &Sheet, profile: &Profile, name: &str) {
    let blue = |x: u32, y: u32| {
        let [r, _, b] = picture.get_pixel(x, y).0;
        b > 150 && r < 120
    };
    for place in &sheet.layout.photos {
        let x = ((place.left + place.width / 2.0) * scale) as u32;
        let y = ((place.top + place.height / 2.0) * scale) as u32;
        let run = |from: u32, is_blue: &dyn Fn(u32) -> bool| {
            let first = (0..from).rev().find(|at| !is_blue(*at)).unwrap() + 1;
            let behind = (from..).find(|at| !is_blue(*at)).unwrap();
            (f64::from(first) / scale, f64::from(behind - first) / scale)
        };
        let (left, width) = run(x, &|x| blue(x, y));
        let (top, height) = run(y, &|y| blue(x, y));
        for (found, wanted) in [
            (left, place.left),
            (top, place.top),
            (width, profile.width_mm),
            (height, profile.height_mm),
        ] {
            assert!((found - wanted).abs() <= MOST_OFF_MM, "{name}: {found} for {wanted} mm");
        }
    }
}

fn pixels_of(place: &Place, scale: f64) -> impl Iterator<Item = (u32, u32)> {
    let range = |from: f64, length: f64| (from * scale) as u32..((from + length) * scale) as u32;
    let (across, down) = (range(place.left, place.width), range(place.top, place.height));
    down.flat_map(move |y| across.clone().map(move |x| (x, y)))
}

fn numbers(text: &str, count: usize) -> Vec<f64> {
    let words = text.split([' ', ']']).filter(|word| !word.is_empty());
    words.take(count).map(|word| word.parse().unwrap()).collect()
}

/// Millimetres of so many points.
fn mm(points: f64) -> f64 {
    points / 72.0 * 25.4
}
