//! The face has enough pixels to be printed.
//!
//! Why: the office trims the picture to the head and prints it 27.5 mm high. A
//! face of few pixels comes out coarse.
//!
//! Passes: 130 pixels between the eyes, as in the smallest upload that is framed
//! well. Fails: 40, a person at the far end of the room.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/face-resolution",
        severity: Severity::Warning,
        source: sources::PRINTED,
        order: 440,
    },
    excusable: false,
    reasons: &["too-few-pixels"],
    check,
};

/// Least distance between the eyes in pixels. Two figures meet here: at 300
/// dots an inch the card's 27.5 mm are 325 dots, and in a picture framed to the
/// guide the eyes are a fifth of its height apart (London's photos: 0.21), that
/// is 68; and 70 is where the measure of ISO/IEC 29794-5's reference software
/// (OFIQ, InterEyeDistance) turns from bad to good.
const MIN_PX: f64 = 70.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    // A turned head brings its eyes together without losing detail.
    let distance = face.inter_eye_distance() / face.pose.yaw.to_radians().cos().max(0.5);
    let distance = distance * photo.scale;
    let finding = Finding::measured(super::round(distance, 1.0), "px", Limit::at_least(MIN_PX))
        .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    Ok(finding.with("reason", Param::Word("too-few-pixels")))
}
