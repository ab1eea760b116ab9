//! The picture was not enlarged from a smaller one.
//!
//! Why: enlarging a small picture to the upload's 480 pixels adds pixels but no
//! detail; the print is as coarse as the small picture was. The card's pages ask
//! for a clear photo and do not name this, so it warns.
//!
//! Passes: a camera's picture, one made smaller, one out of focus. Fails: a
//! picture of 160 pixels made 480 wide. Enlargements to exactly twice, four or
//! eight times leave their trace where JPEG leaves its own, and go unnoticed, as
//! do those by programs that invent the detail.

use super::{PhotoRule, sources};
use crate::photo::measure::enlargement::Enlargement;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-upscaling",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 830,
    },
    excusable: false,
    reasons: &["enlarged", "too-few-pixels"],
    check,
};

/// How far a period may stand out. Figure from good photos: at most 2.8, out of
/// focus 3.5; enlarged three or six times 8.6 or more.
const MAX_PERIOD: f64 = 6.5;

/// With this much detail in every pixel nothing is lost, whatever was done to
/// it: a picture enlarged by a twelfth has a period of up to 7. Good photos have
/// 0.46 or more, enlarged ones at most 0.37.
const DETAILED: f64 = 0.42;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let Some(traces) = Enlargement::of(picture, face) else {
        return Ok(Finding::unsure("too-few-pixels").at(face.bounds));
    };
    let finding =
        Finding::measured(super::round(traces.period, 0.1), "ratio", Limit::at_most(MAX_PERIOD))
            .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if traces.detail >= DETAILED {
        return Ok(Finding { outcome: Outcome::Pass, ..finding }
            .with("detail", Param::Number(super::round(traces.detail, 0.01))));
    }
    Ok(finding.with("reason", Param::Word("enlarged")))
}
