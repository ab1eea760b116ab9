//! The head is upright.
//!
//! Why: "the face is tilted to the left or right" (顔が左右に傾いている) is on the
//! office's list of unsuitable photos.
//!
//! Passes: 2°. Fails: 12°. Angles between are a matter of the eye; of fifty
//! people who were told to sit straight, the crookedest measured 5°.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/head-tilt",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 400,
    },
    excusable: true,
    reasons: &["left", "right"],
    check,
};

/// Degrees. Figure from the London set: fifty people told to sit straight
/// measure −5.2° to 4.8°.
const LIMIT: f64 = 7.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let roll = face.pose.roll;
    let finding = Finding::measured(super::round(roll, 0.1), "deg", Limit::between(-LIMIT, LIMIT))
        .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason = if roll < 0.0 { "left" } else { "right" };
    Ok(finding.with("reason", Param::Word(reason)))
}
