//! The file does not name editing software.
//!
//! Why: pictures changed with an editor may not be accepted (受付できない場合がありま
//! す). A name in the file is no proof of a change, since cropping leaves the same
//! trace; so this is a notice.
//!
//! Passes: no name, or a phone's own camera. Notices: "Adobe Photoshop", "SNOW".

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/unedited",
        severity: Severity::Notice,
        source: sources::UPLOAD,
        order: 170,
    },
    excusable: false,
    reasons: &["editing-software", "filter-app"],
    check,
};

/// Families whose purpose is to change a face or its colours.
const FILTERS: [&str; 9] =
    ["meitu", "beautyplus", "snow", "b612", "ulike", "faceapp", "facetune", "vsco", "instagram"];

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let Some(file) = &photo.file else { return Ok(Finding::not_applicable()) };
    if file.header.is_none() {
        return Ok(Finding::unsure("unreadable"));
    }
    let Some(family) = file.tags.edited_with else { return Ok(Finding::pass()) };
    let reason = if FILTERS.contains(&family) { "filter-app" } else { "editing-software" };
    Ok(Finding::fail(reason).with("software", Param::Word(family)))
}
