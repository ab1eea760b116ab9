//! The face is not washed out by light.
//!
//! Why: where skin is white in the picture, its features are lost; police lists
//! of unsuitable licence photos name it (明るすぎるもの), and the card's office wants
//! a face that can be made out.
//!
//! Passes: very light skin, a white wall, an over-exposed wall. Fails: a flash held close,
//! the sun on the face. The whites of the eyes, nearly alike in everybody, must be
//! blown out and the lit skin bright besides, so that light skin alone never
//! fails and dark skin that still shows its features does not either.

use super::{PhotoRule, sources};
use crate::photo::measure::exposure::Exposure;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/not-too-bright",
        severity: Severity::Error,
        source: sources::PHOTO,
        order: 610,
    },
    excusable: false,
    reasons: &["too-bright"],
    check,
};

/// Greatest sRGB level of the eyes' whites. Figure from good photos: seventy
/// faces measure 119 to 196; one and a half stops brighter, half of them measure
/// 253 or more.
const MAX_WHITES: f64 = 235.0;

/// Below this sRGB level of the lit skin nothing of the face is lost. Good
/// photos reach 202.
const BRIGHT_SKIN: f64 = 180.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let exposure = Exposure::of(picture, face);
    let finding =
        Finding::measured(super::round(exposure.whites, 1.0), "level", Limit::at_most(MAX_WHITES))
            .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if exposure.lit < BRIGHT_SKIN {
        return Ok(Finding { outcome: Outcome::Pass, ..finding }.with("skin", Param::Word("clear")));
    }
    Ok(finding.with("reason", Param::Word("too-bright")))
}
