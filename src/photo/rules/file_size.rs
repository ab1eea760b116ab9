//! The file has 20 KB to 7 MB.
//!
//! Why: the upload page refuses smaller and larger files. It does not say whether
//! a KB has 1000 or 1024 bytes, so what lies between the two readings is a
//! warning.
//!
//! Passes: 441,614 bytes. Fails: 9 MB straight from a phone. Warns: 20,100 bytes.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/file-size",
        severity: Severity::Error,
        source: sources::UPLOAD,
        order: 130,
    },
    excusable: false,
    reasons: &["near-limit", "too-large", "too-small"],
    check,
};

/// 20 KB of 1024 bytes to 7 MB of 1000×1000: what both readings allow.
const BOTH_READINGS: Limit = Limit::between(20_480.0, 7_000_000.0);

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let (Some(file), Some(upload)) = (&photo.file, photo.profile.upload) else {
        return Ok(Finding::not_applicable());
    };
    let bytes = file.bytes as f64;
    let finding = Finding::measured(bytes, "byte", upload.bytes);
    if finding.outcome == Outcome::Fail {
        let reason =
            if upload.bytes.min.is_some_and(|min| bytes < min) { "too-small" } else { "too-large" };
        return Ok(finding.with("reason", Param::Word(reason)));
    }
    if BOTH_READINGS.holds(bytes) {
        return Ok(finding);
    }
    Ok(Finding {
        outcome: Outcome::Fail,
        severity: Some(Severity::Warning),
        limit: Some(BOTH_READINGS),
        ..finding.with("reason", Param::Word("near-limit"))
    })
}
