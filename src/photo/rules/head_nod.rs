//! The face looks neither up nor down.
//!
//! Why: the photo must show the face from the front (正面). From above or below,
//! forehead and chin change their proportions. A nod is harder to see in a
//! picture than a turn and depends on the face's own shape, so this warns.
//!
//! Passes: chin and camera level. Fails: the camera held at the chest, the chin
//! on the collar.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/head-nod",
        severity: Severity::Warning,
        source: sources::BAD_EXAMPLES,
        order: 420,
    },
    excusable: true,
    reasons: &["up", "down"],
    check,
};

/// Degrees. Figures from the development photos: seventy people told to face the
/// camera measure −13° to 12°, generated ones that their makers call acceptable up to
/// 11.1°. The limits leave some beyond them to either side, the upper one nothing beyond
/// the same people smiling, who reach it.
const LIMIT: Limit = Limit::between(-15.5, 12.9);

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let pitch = face.nod();
    let finding = Finding::measured(super::round(pitch, 0.1), "deg", LIMIT).at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason = if pitch < 0.0 { "up" } else { "down" };
    Ok(finding.with("reason", Param::Word(reason)))
}
