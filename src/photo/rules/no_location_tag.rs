//! The file does not carry the place where it was taken.
//!
//! Why: nobody sends a photo back for it, but a phone writes down where one
//! lives, and few know that it goes along with the photo.
//!
//! Passes: no position. Notices: an EXIF position (GPSLatitude).

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-location-tag",
        severity: Severity::Notice,
        source: Source { confidence: Confidence::Advice, ..sources::UPLOAD },
        order: 180,
    },
    excusable: false,
    reasons: &["location"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    // A print carries no tags to the office.
    let (Some(file), Some(_)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    if file.header.is_none() {
        return Ok(Finding::unsure("unreadable"));
    }
    Ok(if file.tags.has_location { Finding::fail("location") } else { Finding::pass() })
}
