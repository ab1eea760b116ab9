//! The face is in focus.
//!
//! Why: "unclear because out of focus" (ピンボケ) is on the office's list of
//! unsuitable photos.
//!
//! Passes: a sharp face in front of a soft wall, smooth skin, fair brows.
//! Fails: lashes and irises without an edge. What a shaking camera did is for rule
//! `photo/no-motion-blur` to say.

use super::{PhotoRule, no_motion_blur, sources};
use crate::photo::measure::focus;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/sharp",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 800,
    },
    excusable: false,
    reasons: &["blurred", "too-few-pixels"],
    check,
};

/// Greatest blur, the standard deviation in shares of the distance between the
/// eyes. Figure from seventy good photos: at most 0.0101 at full size, 0.0106
/// at 480 pixels of width; blurred by 0.015 they measure 0.0121 or more, by 0.03
/// twice that.
const LIMIT: f64 = 0.012;

/// From here on a blur has a direction: a shake. Figure from the same photos:
/// out of focus, blurred or enlarged six times they measure 0.18 or less but for
/// two enlarged ones of 0.22; shaken by 0.07, nineteen of twenty 0.2 or more, by
/// 0.12 0.27 or more.
pub(super) const SHAKEN: f64 = 0.19;

/// From here on it is nothing but a shake. Between the two both rules speak: an
/// applicant whose photo is out of focus must learn of it.
const ONLY_SHAKEN: f64 = 0.22;

/// Below this distance between the eyes, in pixels, a pixel itself is as wide
/// as the limit.
pub(super) const MIN_PX: f64 = 60.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    if face.inter_eye_distance() < MIN_PX {
        return Ok(Finding::unsure("too-few-pixels").at(face.bounds));
    }
    let focus = photo.focus()?;
    let finding =
        Finding::measured(super::round(focus.mean, 0.0001), "ratio", Limit::at_most(LIMIT))
            .at(focus::region(face));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if focus.direction >= ONLY_SHAKEN && no_motion_blur::is_shaken(focus) {
        return Ok(
            Finding { outcome: Outcome::Pass, ..finding }.with("blur", Param::Word("shaken"))
        );
    }
    Ok(finding.with("reason", Param::Word("blurred")))
}
