//! The person throws no shadow on the wall.
//!
//! Why: "a shadow on the background" (背景に影のあるもの) is on the office's list of
//! unsuitable photos, and one of the most frequent faults of photos taken at
//! home, an arm's length from the wall with a lamp or flash in front.
//!
//! Passes: an evenly lit wall, a wall that gets darker towards a side, a soft
//! studio gradient, grey and white hair before a light wall. Fails: the outline of
//! the head beside the head. A shadow is known by its edge: over three millimetres
//! it takes more light away than any gradient does, and hardly any colour.

use super::{PhotoRule, sources};
use crate::photo::measure::shadow::Shadow;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-background-shadow",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 710,
    },
    excusable: false,
    reasons: &["little-background", "shadow"],
    check,
};

/// Most stops that the wall may get darker within three millimetres. Figure from
/// good photos: London measures 0.29 or less, Canada, with some side shadow, 0.23.
pub const LIMIT: f64 = 0.3;

/// Less wall than this share of the part around the head cannot be judged.
const MIN_AREA: f64 = 0.01;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let wall = photo.wall()?;
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    if wall.share() < MIN_AREA {
        return Ok(Finding::unsure("little-background"));
    }
    let shadow = Shadow::of(wall, face);
    let limit = Limit::at_most(LIMIT);
    let finding = Finding::measured(super::round(shadow.depth, 0.01), "stops", limit);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let finding = finding.with("reason", Param::Word("shadow"));
    Ok(match shadow.place {
        Some(place) => {
            finding.at(place.within(f64::from(picture.width()), f64::from(picture.height())))
        }
        None => finding,
    })
}
