//! Neither camera nor head moved.
//!
//! Why: "unclear from camera shake" (手振れ) is on the office's list of unsuitable
//! photos.
//!
//! Passes: a sharp face; one out of focus, which rule `photo/sharp` names.
//! Fails: edges smeared in one direction.

use super::sharp::{MIN_PX, SHAKEN};
use super::{PhotoRule, sources};
use crate::photo::measure::focus::{self, Focus};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-motion-blur",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 810,
    },
    excusable: false,
    reasons: &["shaken", "too-few-pixels"],
    check,
};

/// Greatest blur in the most smeared direction, the standard deviation in
/// shares of the distance between the eyes. Figure from seventy good photos: at
/// most 0.0122 at full size, 0.0133 at 480 pixels of width, where brows are fair
/// and soft; shaken by 0.07, which is a deviation of 0.02, nine tenths measure
/// 0.0147 or more.
const LIMIT: f64 = 0.0145;

/// Whether something is smeared in one direction.
pub(super) fn is_shaken(focus: &Focus) -> bool {
    focus.most > LIMIT && focus.direction >= SHAKEN
}

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    if face.inter_eye_distance() < MIN_PX {
        return Ok(Finding::unsure("too-few-pixels").at(face.bounds));
    }
    let focus = photo.focus()?;
    let finding =
        Finding::measured(super::round(focus.most, 0.0001), "ratio", Limit::at_most(LIMIT))
            .at(focus::region(face));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if !is_shaken(focus) {
        return Ok(
            Finding { outcome: Outcome::Pass, ..finding }.with("blur", Param::Word("defocus"))
        );
    }
    Ok(finding.with("reason", Param::Word("shaken")))
}
