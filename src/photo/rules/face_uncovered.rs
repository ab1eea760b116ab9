//! Nothing covers the face.
//!
//! Why: a card with half a face identifies nobody; J-LIS asks for the face with
//! nothing over it, and masks are among the reasons photos come back.
//!
//! Passes: beards and moustaches of any thickness, every skin, make-up, light
//! from the side. Fails: a mask, also below the nose, a scarf over the mouth, a
//! hand or a phone before mouth or cheek. What covers an eye is for
//! `photo/eyes-visible`.

use super::{PhotoRule, sources};
use crate::photo::measure::cover;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/face-uncovered",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 580,
    },
    excusable: true,
    reasons: &["mouth", "cheek"],
    check,
};

/// Most that the signs may say. Figures: each is scaled so that 1 lies beyond every good
/// photo: the worst that was seen says 0.86, and masks, scarves and hands mostly 1.3 and more.
const LIMIT: f64 = 1.0;

/// Darker than this below both eyes there are lenses: a third of the light.
const DARK_LENSES: f64 = 1.1;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let cover = cover::of(picture, face);
    let cheeks = cover.left_cheek.max(cover.right_cheek);
    let mouth = cover.mouth.max(cover.chin);
    let most = super::round(mouth.max(cheeks).min(10.0), 0.01);
    let finding = Finding::measured(most, "ratio", Limit::at_most(LIMIT)).at(face.bounds);
    // Where the mesh sees no eyes it puts the mouth anywhere; skin behind dark lenses tells
    // nothing of other skin.
    if finding.outcome != Outcome::Pass
        && (cover::of_both_eyes(picture, face) > super::eyes_visible::LIMIT
            || cover::below_dark_lenses(picture, face) > DARK_LENSES)
    {
        return Ok(Unseen::OtherFault.finding());
    }
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ if mouth > LIMIT => finding.with("reason", Param::Word("mouth")),
        _ => finding.with("reason", Param::Word("cheek")),
    })
}
