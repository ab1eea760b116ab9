//! Each side has 480 to 6000 pixels.
//!
//! Why: the upload page refuses smaller and larger pictures.
//!
//! Passes: 1350×1350. Fails: 413×531 (a 35×45 mm print at 300 dpi). The side that
//! is measured is the one further out.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/pixel-size",
        severity: Severity::Error,
        source: sources::UPLOAD,
        order: 140,
    },
    excusable: false,
    reasons: &["too-large", "too-small"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let (Some(file), Some(upload)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    let Some(header) = file.header else { return Ok(Finding::unsure("unreadable")) };
    let (short, long) = (header.width.min(header.height), header.width.max(header.height));
    let finding = Finding::measured(f64::from(short), "px", upload.side);
    if finding.outcome == Outcome::Fail && upload.side.min.is_some_and(|min| f64::from(short) < min)
    {
        return Ok(finding.with("reason", Param::Word("too-small")));
    }
    let finding = Finding::measured(f64::from(long), "px", upload.side);
    if finding.outcome == Outcome::Fail {
        return Ok(finding.with("reason", Param::Word("too-large")));
    }
    Ok(Finding::measured(f64::from(short), "px", upload.side))
}
