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

/// Degrees. Figures from the chosen half, each person by weights that were fitted without
/// them: people told to face the camera measure −13.6° to 11.3°, smiling −13.7° to 11.1°.
/// The limits leave those alone and nothing beyond them: of chins 22 to 24° down some
/// measure no more.
const LIMIT: Limit = Limit::between(-13.8, 11.4);

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
