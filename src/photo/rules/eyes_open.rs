//! Both eyes are open.
//!
//! Why: with closed eyes nobody can be recognised by the card; neighbouring
//! documents list it among unsuitable photos, and the card office asks for the
//! face as it normally looks.
//!
//! Passes: eyes open, narrow ones too. Fails: a blink, one eye closed. Whose eye
//! cannot open says so as a special case.

use super::{PhotoRule, sources};
use crate::photo::measure::eyes;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/eyes-open",
        severity: Severity::Error,
        source: sources::LICENCE_EYES,
        order: 500,
    },
    check,
};

/// Lid gap over eye width.
const MIN_OPENNESS: f64 = 0.14;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let openness = eyes::openness(face);
    let [left, right] = eyes::regions(face);
    let limit = Limit::at_least(MIN_OPENNESS);
    let least = openness.left.min(openness.right);
    let mut finding = Finding::measured(super::round(least, 0.01), "ratio", limit);
    let closed = [(openness.left, left), (openness.right, right)]
        .into_iter()
        .filter(|(openness, _)| finding.outcome == Outcome::Pass || !limit.holds(*openness));
    for (_, region) in closed.collect::<Vec<_>>() {
        finding = finding.at(region);
    }
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason = match (limit.holds(openness.left), limit.holds(openness.right)) {
        (false, false) => "both",
        (false, true) => "left",
        _ => "right",
    };
    Ok(finding.with("reason", Param::Word(reason)))
}
