//! The face is light enough to be recognised.
//!
//! Why: a photo that is too dark is sent back (暗い), and the card prints it
//! smaller and darker still.
//!
//! Passes: a face by a window, whatever the colour of the skin. Fails: a face
//! against the light. What is measured is the lit skin, not the picture and not
//! the skin's average.

use super::{PhotoRule, sources};
use crate::photo::measure::exposure::Exposure;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/not-too-dark",
        severity: Severity::Error,
        source: sources::PHOTO,
        order: 600,
    },
    check,
};

/// sRGB levels of the lit skin.
const MIN_LIT: f64 = 70.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let exposure = Exposure::of(picture, face);
    let finding =
        Finding::measured(super::round(exposure.lit, 1.0), "level", Limit::at_least(MIN_LIT))
            .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    Ok(finding.with("reason", Param::Word("too-dark")))
}
