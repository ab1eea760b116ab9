//! Nothing covers an eye.
//!
//! Why: eyes tell a person apart more than anything else; J-LIS lists hair and
//! frames over the eyes among unsuitable photos.
//!
//! Passes: narrow eyes, plain glasses, a fringe above the brows. Fails: hair
//! over one eye or both, a hand, a patch, the rim of glasses that have slid down. Whose
//! patch is medical says so as a special case. One eye is held against the other:
//! what else than hair and rims hides both alike, such as dark lenses, is for other
//! rules. Closed eyes are for `photo/eyes-open`.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, eyes, rim};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/eyes-visible",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 520,
    },
    excusable: true,
    reasons: &["covered"],
    check,
};

/// Most that the signs may say. Figures: the worst of 120 good photos says 0.61; hands
/// and patches say 1.4 and more.
pub(super) const LIMIT: f64 = 1.0;

/// Of how different a light or hue, as a natural logarithm, a bar across both eyes is a
/// rim. The worst of 100 photos without glasses, as they are and cut to the guide, says
/// 0.225, of plain glasses painted on them 0.18, of one eye painted shut 0.219; rims across
/// the pupils 0.251 and more on 64 of 66.
const RIM: f64 = 0.24;
/// The same where both eyes are shut, as a rim before them makes a few look: the lashes of
/// three of 132 pairs of painted shut lids say up to 0.27.
const RIM_BEFORE_SHUT: f64 = 0.3;
/// Degrees of a nod from which on brows and lids come before the eyes like a rim: of 66
/// chins painted 28° down three.
const NODS: f64 = 20.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let hidden = cover::of_eyes(picture, face);
    let nods = face.nod() > NODS;
    let openness = eyes::openness(picture, face);
    let are_shut = openness.left.max(openness.right) < super::eyes_open::SHUT;
    let least = if are_shut { RIM_BEFORE_SHUT } else { RIM };
    let rim = if nods { 0.0 } else { rim::across(picture, face) / least };
    let both = cover::of_both_eyes(picture, face).max(rim);
    let most = super::round(hidden[0].max(hidden[1]).max(both).min(10.0), 0.01);
    let finding = Finding::measured(most, "ratio", Limit::at_most(LIMIT));
    let [left, right] = eyes::regions(face);
    Ok(match finding.outcome {
        Outcome::Pass => finding.at(left).at(right),
        _ => {
            let finding = finding.with("reason", Param::Word("covered"));
            if both > LIMIT {
                return Ok(finding.at(left).at(right));
            }
            finding.at(if hidden[0] > hidden[1] { left } else { right })
        }
    })
}
