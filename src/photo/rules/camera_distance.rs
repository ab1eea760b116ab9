//! The photo was not taken from too near.
//!
//! Why: from close up nose and forehead look larger than they are and the ears
//! hide, so that the face is no longer as others know it.
//!
//! Passes: from 60 cm and farther, faces of any shape. Fails: a selfie with the
//! telephone a hand's length or two from the face.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, distance};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/camera-distance",
        severity: Severity::Warning,
        source: sources::PHOTO,
        order: 430,
    },
    excusable: false,
    reasons: &["too-close", "turned", "covered"],
    check,
};

/// How much larger the nearest of a face may look than the farthest. Figures from the
/// chosen half: good photos at most 1.2; 27 of 34 from 25 to 30 cm are above it, 33 from 15
/// to 20 cm. A lower one would take up what faces differ by from 60 cm, where it warns of
/// two of all 66, and painted portraits from there, which are another model of a head: they
/// measure up to 1.321, those of the two darkest skins up to 1.35; from 70 cm they pass in
/// every skin.
const LIMIT: f64 = 1.322;

/// Degrees of turn and nod beyond which one half of the face hides the other's
/// depth.
const TURNED: f64 = 16.0;
const NODDED: f64 = 22.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let value = super::round(distance::magnification(face), 0.001);
    let finding = Finding::measured(value, "ratio", Limit::at_most(LIMIT)).at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let turned = face.pose.yaw.abs() > TURNED || face.pose.pitch.abs() > NODDED;
    // Where a mask or a hand is, the mesh only guesses the face's shape.
    if turned || cover::of(picture, face).hides() {
        let reason = if turned { "turned" } else { "covered" };
        let finding = Finding { outcome: Outcome::Unsure, ..finding };
        return Ok(finding.with("reason", Param::Word(reason)));
    }
    Ok(finding.with("reason", Param::Word("too-close")))
}
