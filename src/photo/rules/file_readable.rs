//! The file is a picture that can be read to its end.
//!
//! Why: a file that breaks off half way, or is no picture at all, cannot be
//! printed on a card.
//!
//! Passes: a JPEG as a camera wrote it. Fails: an empty file, a text file named
//! `.jpg`, a download that broke off, a picture of more than 50 megapixels.

use super::{PhotoRule, sources};
use crate::photo::file::Format;
use crate::photo::pixels::DecodeError;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/file-readable",
        severity: Severity::Error,
        source: sources::UPLOAD,
        order: 100,
    },
    excusable: false,
    reasons: &[
        "cut-short",
        "damaged",
        "empty",
        "heic",
        "not-an-image",
        "too-many-pixels",
        "unsupported-format",
    ],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    if photo.file.is_none() {
        return Ok(Finding::not_applicable());
    }
    Ok(match &photo.picture {
        Err(Unseen::Unreadable(DecodeError::UnsupportedFormat)) if is_heic(photo) => {
            Finding::fail("heic")
        }
        Err(Unseen::Unreadable(error)) => Finding::fail(error.reason()),
        _ => Finding::pass(),
    })
}

fn is_heic(photo: &Photo) -> bool {
    photo.file.as_ref().is_some_and(|file| file.format == Format::Heic)
}
