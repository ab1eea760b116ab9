//! Crown to chin measures 34±2 mm on the print.
//!
//! Why: the office trims the picture itself, but a head that is much too small or
//! too large is the first thing it questions. The figure is a guide (目安).
//!
//! Passes: 34 mm. Warns: a passer-by's 22 mm, a selfie's 42 mm. The guide does not
//! say whether hair counts: a length is outside it only when both readings, to the
//! hair's top and to the skull's, are.

use super::{PhotoRule, sources};
use crate::photo::measure::framing::{Framing, head_region};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/head-size",
        severity: Severity::Warning,
        source: sources::GUIDE_FIGURE,
        order: 310,
    },
    excusable: false,
    reasons: &["too-large", "too-small"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let Some(guide) = photo.profile.head else { return Ok(Finding::not_applicable()) };
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let framing = Framing::of(photo)?;
    let (length, crown) =
        super::reading(guide.limit, framing.hair_head, framing.skull_head, framing.high_hair);
    let finding = Finding::measured(super::round(length, 0.1), "mm", guide.limit)
        .as_severity(guide.severity)
        .with("crown", Param::Word(crown))
        .at(head_region(face));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason =
        if guide.limit.min.is_some_and(|min| length < min) { "too-small" } else { "too-large" };
    Ok(finding.with("reason", Param::Word(reason)))
}
