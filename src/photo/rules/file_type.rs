//! The file is a JPEG.
//!
//! Why: the upload page takes `.jpg` and `.jpeg` only; a HEIC file of an iPhone or
//! a PNG is refused.
//!
//! Passes: JPEG by its first bytes, whatever its name. Fails: PNG, WebP, HEIC, GIF.

use super::{PhotoRule, sources};
use crate::photo::file::Format;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/file-type",
        severity: Severity::Error,
        source: sources::UPLOAD,
        order: 110,
    },
    excusable: false,
    reasons: &["other-format", "unknown"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let (Some(file), Some(_)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    Ok(match file.format {
        Format::Jpeg => Finding::pass(),
        Format::Unknown => Finding::fail("unknown"),
        other => Finding::fail("other-format").with("format", Param::Word(other.name())),
    })
}
