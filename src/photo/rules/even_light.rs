//! Light falls on both halves of the face alike.
//!
//! Why: a face half in shadow loses half its features in a print 27.5 mm high.
//! International rules for such photos (ISO/IEC 39794-5) ask for even light; the
//! card's pages name shadows on the background only, so this warns.
//!
//! Passes: a softly modelled face, a window slightly to the side. Fails: a
//! window or lamp at the side of the head, a hat's hard shadow over one half.
//! Cheek is compared with cheek, so the skin's colour has no part in it.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, evenness};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/even-light",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 620,
    },
    excusable: false,
    reasons: &["left", "right"],
    check,
};

/// Least share of the lighter cheek's light that the darker one gets. Figure
/// from good photos: fifty London faces measure 0.72 or more, twenty Canadian
/// ones, some lit from the side, 0.62 or more; with half of the light taken off
/// one side the former measure about 0.5.
const LIMIT: f64 = 0.58;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let stops = evenness::of_cheeks(picture, face);
    let share = (-stops.abs()).exp2();
    let finding = Finding::measured(super::round(share, 0.01), "ratio", Limit::at_least(LIMIT));
    // A lock or a hand over an eye darkens the cheek below it; light from the side
    // shows beside the nose and the mouth, too.
    let covered = || {
        let mut hidden = cover::of_eyes(picture, face).into_iter();
        hidden.any(|hidden| hidden > super::eyes_visible::LIMIT)
    };
    let beside_mouth = || (-evenness::of_middle(picture, face).abs()).exp2();
    if finding.outcome == Outcome::Fail && covered() && beside_mouth() >= LIMIT {
        let finding = Finding { outcome: Outcome::Unsure, ..finding };
        return Ok(finding.with("reason", Param::Word(Unseen::OtherFault.reason())));
    }
    let [left, right] = evenness::halves(face);
    Ok(match (finding.outcome, stops < 0.0) {
        (Outcome::Pass, _) => finding.at(face.bounds),
        (_, true) => finding.at(left).with("reason", Param::Word("left")),
        (_, false) => finding.at(right).with("reason", Param::Word("right")),
    })
}
