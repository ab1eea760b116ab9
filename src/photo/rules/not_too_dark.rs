//! The face is light enough to be recognised.
//!
//! Why: a photo that is too dark is sent back (暗い), and the card prints it
//! smaller and darker still.
//!
//! Passes: a face by a window, whatever the colour of the skin. Fails: a face
//! against the light. What is measured is the whites of the eyes, which are
//! nearly alike in everybody, and never the picture's average; bright skin
//! passes even where the whites cannot be seen well.

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
    excusable: false,
    reasons: &["too-dark"],
    check,
};

/// Least sRGB level of the eyes' whites. Figure from good photos: fifty London
/// faces measure 139 to 197 and twenty Canadian ones 119 to 172; two stops
/// darker the London ones measure 73 to 105.
const MIN_WHITES: f64 = 106.0;

/// From this sRGB level of the lit skin on the face is light enough, whatever
/// its whites say. Two stops too dark, no London face reaches it.
const BRIGHT_SKIN: f64 = 115.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let exposure = Exposure::of(picture, face);
    let finding =
        Finding::measured(super::round(exposure.whites, 1.0), "level", Limit::at_least(MIN_WHITES))
            .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if exposure.lit >= BRIGHT_SKIN {
        return Ok(
            Finding { outcome: Outcome::Pass, ..finding }.with("skin", Param::Word("bright"))
        );
    }
    Ok(finding.with("reason", Param::Word("too-dark")))
}
