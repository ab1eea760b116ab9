//! Glasses, if there are any, have clear lenses.
//!
//! Why: sunglasses that hide who somebody is are on the office's list of
//! unsuitable photos. Whoever needs dark lenses says so as a special case.
//!
//! Passes: no glasses, plain glasses of any frame, deep-set eyes, eye make-up,
//! dark rings under the eyes; every skin is held against itself.
//! Fails: sunglasses, lenses so dark that the eyes are hard to see; coloured ones that
//! take less of the light.

use super::{PhotoRule, sources};
use crate::photo::measure::glasses;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-tinted-glasses",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 550,
    },
    excusable: true,
    reasons: &["dark-lenses"],
    check,
};

/// Least share of the skin's light about the eyes. Figure from the development
/// photos: of 115 good ones none is below 0.69; sunglasses through which two
/// fifths of the light come measure about 0.5.
const LIMIT: f64 = 0.6;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let through = super::round(glasses::through(picture, face), 0.01);
    let finding = Finding::measured(through, "ratio", Limit::at_least(LIMIT));
    let [left, right] = glasses::regions(face);
    let finding = finding.at(left).at(right);
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => finding.with("reason", Param::Word("dark-lenses")),
    })
}
