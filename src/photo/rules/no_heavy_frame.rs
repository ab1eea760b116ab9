//! The frame of the glasses is not so thick that it covers the face.
//!
//! Why: a very thick frame is among the office's bad examples.
//!
//! Passes: no glasses, rimless, metal and plain plastic frames.
//! Warns: frames so thick that they draw the eye: dark plastic of about 3 mm and
//! more below the eyes.

use super::{PhotoRule, sources};
use crate::photo::measure::glasses;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-heavy-frame",
        severity: Severity::Warning,
        source: sources::BAD_EXAMPLES,
        order: 570,
    },
    excusable: true,
    reasons: &["thick"],
    check,
};

/// Most millimetres, with the eyes 63 mm apart; the soft edge is measured too. Figures: on
/// the development photos frames painted 1.8 to 2.4 mm thick measure at most 4, those
/// of 6 mm at least 5.7; a generated person's dark frame that is to warn 4.6 to 5.1.
const LIMIT: f64 = 4.5;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let thick = super::round(glasses::rim(picture, face), 0.1);
    let finding = Finding::measured(thick, "mm", Limit::at_most(LIMIT));
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => {
            let [left, right] = glasses::regions(face);
            finding.at(left).at(right).with("reason", Param::Word("thick"))
        }
    })
}
