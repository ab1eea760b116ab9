//! There is one face in the picture, and only one.
//!
//! Why: without a face nobody can be recognised; with two the office cannot know
//! whose card it is.
//!
//! Passes: a person alone. Fails: a cat; two friends; a face on a poster behind; half a
//! face that the picture's edge cuts off.

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Region, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/one-face",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 200,
    },
    excusable: false,
    reasons: &["none", "several", "at-edge"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let (count, reason) = match &photo.face {
        Ok(_) if photo.others.iter().all(|other| other.is_cut_off(picture)) => {
            (1 + photo.others.len(), "at-edge")
        }
        Ok(_) => (1 + photo.others.len(), "several"),
        Err(Unseen::NoFace) => (0, "none"),
        Err(unseen) => return Err(*unseen),
    };
    let mut finding = Finding::measured(count as f64, "count", Limit::between(1.0, 1.0));
    if finding.outcome == Outcome::Fail {
        finding = finding.with("reason", Param::Word(reason));
    }
    // The largest is the applicant's; the others are what is wrong.
    for other in &photo.others {
        finding = finding.at(Region {
            x: f64::from(other.x),
            y: f64::from(other.y),
            width: f64::from(other.width),
            height: f64::from(other.height),
        });
    }
    Ok(finding)
}
