//! A page of portraits painted by the project, on both sides of the rules'
//! limits. No photo of a person is on it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use image::imageops::{self, FilterType};
use image::{RgbImage, imageops::replace};
use mynacheck::photo::net::Networks;
use mynacheck::photo::{self, Options, rules};
use mynacheck::report::{Outcome, PhotoReport};
use portrait_painter::{
    Background, Cover, Glasses, Hair, Hat, Portrait, SecondFace, files, skin_tone,
};

use crate::plot::{escaped, short};
use crate::runner::over_cores;

/// A rule and two portraits: one that it should pass and one that it should
/// fail.
type Pair = (&'static str, fn() -> Portrait, fn() -> Portrait);

fn base() -> Portrait {
    Portrait::default()
}

const PAIRS: &[Pair] = &[
    ("one-face", base, || Portrait {
        head_mm: 28.0,
        top_margin_mm: 12.0,
        second_face: Some(SecondFace::default()),
        ..base()
    }),
    ("head-inside-frame", base, || Portrait { top_margin_mm: -3.0, ..base() }),
    (
        "head-size",
        || Portrait { head_mm: 36.0, ..base() },
        || Portrait { head_mm: 28.0, top_margin_mm: 5.0, ..base() },
    ),
    (
        "top-margin",
        || Portrait { top_margin_mm: 5.0, ..base() },
        || Portrait { top_margin_mm: 8.5, ..base() },
    ),
    (
        "centered",
        || Portrait { center_offset_mm: 1.5, ..base() },
        || Portrait { center_offset_mm: 3.5, ..base() },
    ),
    (
        "head-tilt",
        || Portrait { roll_deg: 5.0, ..base() },
        || Portrait { roll_deg: 10.0, ..base() },
    ),
    (
        "head-turn",
        || Portrait { yaw_deg: 8.0, skin: skin_tone::DARK, ..base() },
        || Portrait { yaw_deg: 20.0, skin: skin_tone::DARK, ..base() },
    ),
    (
        "head-nod",
        || Portrait { pitch_deg: 5.0, ..base() },
        || Portrait { pitch_deg: 25.0, ..base() },
    ),
    (
        "camera-distance",
        || Portrait { camera_mm: 650.0, ..base() },
        || Portrait { camera_mm: 220.0, ..base() },
    ),
    (
        "face-resolution",
        || Portrait { width: 490, height: 630, ..base() },
        || Portrait { width: 490, height: 630, head_mm: 16.0, top_margin_mm: 12.0, ..base() },
    ),
    (
        "eyes-open",
        || Portrait { left_eye_open: 0.8, right_eye_open: 0.8, ..base() },
        || Portrait { left_eye_open: 0.0, right_eye_open: 0.0, ..base() },
    ),
    ("gaze", base, || Portrait { gaze_x: 1.0, ..base() }),
    (
        "eyes-visible",
        || Portrait { hair: Hair::Long, ..base() },
        || Portrait { hair: Hair::OverOneEye, ..base() },
    ),
    (
        "mouth-closed",
        || Portrait { smile: 0.2, ..base() },
        || Portrait { smile: 1.0, mouth_open: 0.4, teeth: true, ..base() },
    ),
    ("neutral-expression", base, || Portrait { smile: 1.0, mouth_open: 0.6, ..base() }),
    (
        "no-tinted-glasses",
        || Portrait { glasses: Glasses::Thin, ..base() },
        || Portrait { glasses: Glasses::Tinted, ..base() },
    ),
    (
        "no-glasses-glare",
        || Portrait { glasses: Glasses::Thin, ..base() },
        || Portrait { glasses: Glasses::Glare, ..base() },
    ),
    (
        "no-heavy-frame",
        || Portrait { glasses: Glasses::Thin, ..base() },
        || Portrait { glasses: Glasses::Heavy, ..base() },
    ),
    ("face-uncovered", base, || Portrait { cover: Cover::Mask, ..base() }),
    (
        "no-head-covering",
        || Portrait { hair: Hair::Bald, ..base() },
        || Portrait { hat: Hat::Beanie, ..base() },
    ),
    (
        "not-too-dark",
        || Portrait { exposure: 0.6, ..base() },
        || Portrait { exposure: 0.08, ..base() },
    ),
    (
        "not-too-bright",
        || Portrait { exposure: 1.2, ..base() },
        || Portrait { exposure: 8.0, ..base() },
    ),
    (
        "even-light",
        || Portrait { side_light: 0.15, ..base() },
        || Portrait { side_light: 1.0, ..base() },
    ),
    (
        "natural-color",
        || Portrait { color_cast: [1.08, 1.0, 0.92], ..base() },
        || Portrait { color_cast: [1.4, 1.0, 0.5], ..base() },
    ),
    ("no-red-eye", base, || Portrait { red_eye: 1.0, ..base() }),
    (
        "plain-background",
        || Portrait {
            background: Background::Gradient { top: [235, 235, 235], bottom: [190, 190, 195] },
            ..base()
        },
        || Portrait { background: Background::Bookshelf, ..base() },
    ),
    ("no-background-shadow", base, || Portrait { wall_shadow: 1.0, ..base() }),
    ("background-contrast", base, || Portrait {
        clothes: [222, 228, 234],
        hair_color: [215, 220, 226],
        ..base()
    }),
    ("sharp", || Portrait { blur_px: 0.5, ..base() }, || Portrait { blur_px: 8.0, ..base() }),
    ("no-motion-blur", base, || Portrait {
        motion_blur_px: 30.0,
        motion_angle_deg: 20.0,
        ..base()
    }),
    ("no-upscaling", base, || Portrait { upscale: 4.0, ..base() }),
];

/// A picture on the page.
const CELL: (u32, u32) = (112, 144);

/// Paints, checks and writes `docs/accuracy/examples.html`, one file.
pub fn write(networks: &Networks, out: &Path) -> Result<()> {
    let known = |pair: &&Pair| {
        rules::all().iter().any(|rule| rule.rule.id.trim_start_matches("photo/") == pair.0)
    };
    let pairs: Vec<_> = PAIRS.iter().filter(known).collect();
    let painted = over_cores(pairs.len() * 2, |at| {
        let (_, inside, outside) = pairs[at / 2];
        let portrait = if at % 2 == 0 { inside() } else { outside() };
        let picture = portrait.paint();
        let report = photo::check(&files::jpeg(&picture, 92), &Options::default(), networks);
        let (width, height) = CELL;
        Ok((imageops::resize(&picture, width, height, FilterType::CatmullRom), report))
    })?;

    // One sheet for all: the page shows its parts.
    let (width, height) = CELL;
    let mut sheet = RgbImage::new(width * 2, height * pairs.len() as u32);
    let mut rows = String::new();
    for (at, (picture, report)) in painted.iter().enumerate() {
        let (column, row) = (at as u32 % 2 * width, at as u32 / 2 * height);
        replace(&mut sheet, picture, i64::from(column), i64::from(row));
        let name = pairs[at / 2].0;
        if at % 2 == 0 {
            let _ = write!(rows, "<h2>{name}</h2><div>");
        }
        let _ = write!(
            rows,
            "<figure><i style=\"background-position:-{column}px -{row}px\"></i>\
             <figcaption>{}</figcaption></figure>",
            escaped(&answer(report, name))
        );
        if at % 2 == 1 {
            rows += "</div>\n";
        }
    }
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Painted examples of the photo rules</title>\n<style>\
         :root{{color-scheme:light dark}}body{{font:14px sans-serif;max-width:60rem;margin:1rem auto;\
         padding:0 1rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));\
         gap:.5rem}}h1,header{{grid-column:1/-1;margin:0}}section div{{display:flex;gap:.5rem}}\
         h2{{font-size:1rem;margin:.5rem 0}}figure{{margin:0;width:{width}px}}\
         i{{display:block;width:{width}px;height:{height}px;\
         background-image:url(data:image/jpeg;base64,{})}}</style>\n\
         <header><h1>Painted examples of the photo rules</h1><p>Nobody is on these pictures: the \
         project's own painter drew them. Left: the rule should pass; right: it should fail. \
         Below each: what it answers. Written by <code>cargo xtask evaluate</code>.</p></header>\n\
         {}</html>\n",
        base64(&files::jpeg(&sheet, 72)),
        rows.replace("<h2>", "<section><h2>").replace("</div>\n", "</div></section>\n"),
    );
    let folder = out.join("docs/accuracy");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join("examples.html"), page)?)
}

fn answer(report: &PhotoReport, name: &str) -> String {
    let check = report.checks.iter().find(|check| check.rule.trim_start_matches("photo/") == name);
    let Some(check) = check else { return String::new() };
    let outcome = match check.outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unsure => "unsure",
        Outcome::NotApplicable => "does not apply",
    };
    match (check.measured, check.limit) {
        (Some(measured), Some(limit)) => {
            let bound = |sign: &str, bound: Option<f64>| {
                bound.map(|bound| format!(", {sign} {}", short(bound)))
            };
            let bounds: String =
                [bound("≥", limit.min), bound("≤", limit.max)].into_iter().flatten().collect();
            format!("{outcome}: {} {}{bounds}", short(measured.value), measured.unit)
        }
        _ => outcome.to_owned(),
    }
}

/// RFC 4648, padded.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            let past = digit > three.len();
            out.push(if past { '=' } else { char::from(DIGITS[value as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_standards() {
        let encoded = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
