//! The eyes look into the lens.
//!
//! Why: the photo shows the face from the front, looking ahead; eyes that look
//! elsewhere change how somebody is recognised.
//!
//! Passes: eyes into the lens, also in a head turned a little. Fails: eyes to a
//! side, down at a screen, up. Whose gaze is not fixed says so as a special case.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, eyes, gaze};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/gaze",
        severity: Severity::Warning,
        source: sources::LICENCE_EYES,
        order: 510,
    },
    excusable: true,
    reasons: &["away", "hidden"],
    check,
};

/// Degrees. Figures from the development photos: of 70 good ones none is above
/// 10.2, of 50 smiling ones none above 10; eyes turned by 5° measure up to 11.7, by 20° 14
/// and more to a side, 2 to 32 up and down, where the lids hide much of it.
pub(super) const LIMIT: f64 = 12.0;

/// Least clearness of the irises. Of the good photos none is below 0.33.
pub(super) const CLEAR: f64 = 0.1;

/// Fewest pixels between the eyes: an iris is then eight wide.
const LEAST: f64 = 42.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let gaze = gaze::gaze(picture, face);
    let [left, right] = eyes::regions(face);
    let away = super::round(gaze.away, 0.1);
    let finding = Finding::measured(away, "deg", Limit::at_most(LIMIT)).at(left).at(right);
    // Of an eye that is shut or covered nobody can say where it looks.
    let hidden = || {
        let openness = eyes::openness(picture, face);
        let covers = cover::of_eyes(picture, face);
        openness.left.max(openness.right) < super::eyes_open::SHUT
            || covers.into_iter().any(|hidden| hidden > super::eyes_visible::LIMIT)
    };
    let away = finding.outcome == Outcome::Fail;
    let unclear = gaze.clear < CLEAR || face.inter_eye_distance() < LEAST;
    if unclear || (away && hidden()) {
        let finding = Finding { outcome: Outcome::Unsure, ..finding };
        return Ok(finding.with("reason", Param::Word("hidden")));
    }
    Ok(if away { finding.with("reason", Param::Word("away")) } else { finding })
}
