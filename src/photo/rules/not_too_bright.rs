//! The face is not washed out by light.
//!
//! Why: where skin is white in the picture, its features are lost; police lists
//! of unsuitable licence photos name it (明るすぎるもの), and the card's office wants
//! a face that can be made out.
//!
//! Passes: very light skin, a white wall, an over-exposed wall, a forehead that shines.
//! Warns: a flash's white spots on the skin. Fails: a flash held close, the sun on the face. The whites of the eyes, nearly alike in everybody, must be
//! blown out and the lit skin bright besides, so that light skin alone never
//! fails and dark skin that still shows its features does not either.

use super::{PhotoRule, sources};
use crate::photo::measure::cover;
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
    reasons: &["too-bright", "flash"],
    check,
};

/// Greatest sRGB level of the eyes' whites. Figure from good photos: seventy
/// faces measure 119 to 197; one and a half stops brighter, half of them measure
/// 253 or more.
const MAX_WHITES: f64 = 235.0;

/// Below this sRGB level of the lit skin nothing of the face is lost. Good
/// photos reach 202.
const BRIGHT_SKIN: f64 = 180.0;

/// Most of the skin that shines white. Figure from good photos: none does of the
/// seventy faces, generated ones have 0.004; the mildest painted flash 0.028.
const MAX_BURNT: f64 = 0.02;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let exposure = Exposure::of(picture, face);
    let finding =
        Finding::measured(super::round(exposure.whites, 1.0), "level", Limit::at_most(MAX_WHITES))
            .at(face.bounds);
    let clear = finding.outcome == Outcome::Fail && exposure.lit < BRIGHT_SKIN;
    if finding.outcome == Outcome::Fail && !clear {
        return Ok(finding.with("reason", Param::Word("too-bright")));
    }
    let burnt = super::round(exposure.burnt, 0.001);
    let spots = Finding::measured(burnt, "ratio", Limit::at_most(MAX_BURNT));
    // A white mask is no burnt skin.
    if spots.outcome == Outcome::Fail && !cover::of(picture, face).hides() {
        let spots = spots.at(face.bounds).with("reason", Param::Word("flash"));
        return Ok(spots.as_severity(Severity::Warning));
    }
    Ok(if clear {
        Finding { outcome: Outcome::Pass, ..finding }.with("skin", Param::Word("clear"))
    } else {
        finding
    })
}
