//! Colours are stored for a screen, not for a printing press.
//!
//! Why: the upload page refuses CMYK files. A picture in black and white is
//! allowed; whether its one-channel file is taken as "RGB" is not published, so
//! that is a warning.
//!
//! Passes: an ordinary colour JPEG. Fails: a CMYK or YCCK JPEG. Warns: a greyscale
//! JPEG.

use super::{PhotoRule, sources};
use crate::photo::file::ColorMode;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/color-mode",
        severity: Severity::Error,
        source: sources::UPLOAD,
        order: 120,
    },
    excusable: false,
    reasons: &["cmyk", "grayscale", "unknown"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let (Some(file), Some(_)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    let Some(header) = file.header else { return Ok(Finding::unsure("unreadable")) };
    Ok(match header.color_mode {
        ColorMode::Rgb | ColorMode::Ycbcr => Finding::pass(),
        ColorMode::Cmyk | ColorMode::Ycck => Finding::fail("cmyk"),
        ColorMode::Grayscale => Finding::fail("grayscale").as_severity(Severity::Warning),
        ColorMode::Unknown => Finding::unsure("unknown"),
    })
}
