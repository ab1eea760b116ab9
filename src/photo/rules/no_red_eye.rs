//! The pupils are not red.
//!
//! Why: pupils that throw a flash back are listed among unsuitable passport
//! photos (フラッシュで黒目が赤く写っている); the card's pages do not name them, so this
//! warns.
//!
//! Passes: brown eyes, pink lids. Fails: pupils that shine red.

use super::{PhotoRule, sources};
use crate::photo::measure::{eyes, pupils};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-red-eye",
        severity: Severity::Warning,
        source: sources::PASSPORT_EYES,
        order: 640,
    },
    excusable: false,
    reasons: &["red"],
    check,
};

/// Greatest share of an eye's opening that may shine red. Figure from good
/// photos: 0.00 in all seventy; 0.13 or more where red pupils are painted into
/// them.
const LIMIT: f64 = 0.05;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let [left, right] = pupils::redness(picture, face);
    let value = super::round(left.max(right), 0.01);
    let mut finding = Finding::measured(value, "ratio", Limit::at_most(LIMIT));
    let failed = finding.outcome == Outcome::Fail;
    for (region, share) in eyes::regions(face).into_iter().zip([left, right]) {
        if !failed || share > LIMIT {
            finding = finding.at(region);
        }
    }
    Ok(if failed { finding.with("reason", Param::Word("red")) } else { finding })
}
