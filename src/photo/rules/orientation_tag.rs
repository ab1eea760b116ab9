//! The picture is stored the way up that it is seen.
//!
//! Why: phones often store it lying on its side with a note (EXIF orientation) to
//! turn it. Whether the office's program heeds that note is not published, so a
//! picture that is stored upright is the safer one.
//!
//! Passes: no note, or the note "upright". Notices: any other note.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/orientation-tag",
        severity: Severity::Notice,
        source: sources::UPLOAD,
        order: 150,
    },
    excusable: false,
    reasons: &["turned"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let (Some(file), Some(_)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    if file.header.is_none() {
        return Ok(Finding::unsure("unreadable"));
    }
    Ok(match file.tags.orientation {
        Some(orientation) if file.tags.is_turned() => {
            Finding::fail("turned").with("orientation", Param::Number(f64::from(orientation)))
        }
        _ => Finding::pass(),
    })
}
