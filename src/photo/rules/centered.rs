//! The face's centre line is 17±2 mm from the print's side.
//!
//! Why: a face at the side cannot be trimmed to the card's shape. The figure is a
//! guide (目安) with one transcription only, so what is measured is how far the
//! line is from the middle.
//!
//! Passes: the nose in the middle. Warns: 5 mm beside it.
//!
//! `left` and `right` are the millimetres from the face's sides to the picture's.

use super::{PhotoRule, sources};
use crate::photo::measure::framing::Framing;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/centered",
        severity: Severity::Warning,
        source: sources::GUIDE_FIGURE,
        order: 330,
    },
    excusable: false,
    reasons: &["left", "right"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let Some(guide) = photo.profile.center else { return Ok(Finding::not_applicable()) };
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let framing = Framing::of(photo)?;
    let off = framing.off_center;
    let finding = Finding::measured(super::round(off, 0.1), "mm", guide.limit)
        .as_severity(guide.severity)
        .with("left", Param::Number(super::round(framing.left_margin, 0.1)))
        .with("right", Param::Number(super::round(framing.right_margin, 0.1)))
        .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason = if off < 0.0 { "left" } else { "right" };
    Ok(finding.with("reason", Param::Word(reason)))
}
