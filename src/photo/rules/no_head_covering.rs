//! Nothing is worn on the head.
//!
//! Why: the photo must be taken without a hat (無帽), and J-LIS's list of
//! unsuitable photos shows a hat and a wide hair band. Who covers the head for
//! faith or illness says so and is not failed.
//!
//! Passes: hair of every colour, a straight fringe, a bald or shaved head, a
//! bun, a narrow band.
//! Fails: a cap, a knitted hat, a hood, a scarf, a wide band. A hat is told by its hem
//! and its cloth, coarse cloth on the forehead by a texture that hair does not have, or by
//! a colour that the hair beside the face does not have, one down to the eyes by that there
//! is no forehead, and where all of that leaves a doubt by a coarse picture of the whole
//! head; one that shows none of it plainly passes, such as a band as dark as the hair, for a
//! false alarm is worse.

use super::{PhotoRule, sources};
use crate::photo::measure::headwear;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Region, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-head-covering",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 590,
    },
    excusable: true,
    reasons: &["hat", "band"],
    check,
};

/// Most that the signs may say. Figures: they are scaled so that 1 lies beyond every
/// good photo: the worst of them says 0.61, and a straight fringe that is painted 0.95.
const LIMIT: f64 = 1.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let worn = headwear::of(picture, face);
    let most = super::round(worn.sign.min(10.0), 0.01);
    // What is above the eyes.
    let (top, eyes) = (face.crown.hair_top.y.max(0.0), face.left_eye.y.min(face.right_eye.y));
    let place = Region { y: top, height: (eyes - top).max(0.0), ..face.bounds };
    let finding = Finding::measured(most, "ratio", Limit::at_most(LIMIT)).at(place);
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => finding.with("reason", Param::Word(if worn.band { "band" } else { "hat" })),
    })
}
