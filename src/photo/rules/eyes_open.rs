//! Both eyes are open.
//!
//! Why: with closed eyes nobody can be recognised by the card; neighbouring
//! documents list it among unsuitable photos, and the card office asks for the
//! face as it normally looks.
//!
//! Passes: eyes open, narrow ones too. Fails: a blink, one eye closed, lids that leave no
//! more of either iris than its lower edge. Whose eye cannot open says so as a special
//! case.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, eyes, gaze};
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
    excusable: true,
    reasons: &["both", "left", "right"],
    check,
};

/// Openness below which an eye is shut, and from which it is open. Between
/// them lie hard laughs and half-shut eyes: a person must look. Figures from the
/// development photos: of 70 good ones none is below 0.6; of their eyes with the
/// lids drawn down over nine tenths are below the first.
pub(super) const SHUT: f64 = 0.12;
const OPEN: f64 = 0.4;
/// Beside an eye that is surely open a closed one is told earlier: what makes eyes
/// hard to read, a blur or a laugh, makes both so. Eyes with the lid drawn down
/// measure up to 0.2 where they are read at all; good ones 0.6 and more.
const OTHER_OPEN: f64 = 0.8;
const WINK: f64 = 0.25;
/// Below this the lids, or the coarse picture, would make an open eye less than open.
const HALF: f64 = 0.8;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let eyes::Openness { left, right, lids, coarse, white } = eyes::openness(picture, face);
    // Eyes that look up or down show as little of their irises, beside some white, and that
    // is what they do.
    let looks_away = || {
        let gaze = gaze::gaze(picture, face);
        gaze.away > super::gaze::LIMIT && gaze.clear >= super::gaze::CLEAR
    };
    let doubt = lids.min(coarse[0]).min(coarse[1]) < HALF;
    let (lids, coarse) =
        if doubt && white && looks_away() { (1.0, [1.0; 2]) } else { (lids, coarse) };
    let (left_open, right_open) = (left.min(coarse[0]) * lids, right.min(coarse[1]) * lids);
    let [left, right] = eyes::regions(face);
    let least = left_open.min(right_open);
    let finding = Finding::measured(super::round(least, 0.01), "ratio", Limit::at_least(OPEN));
    if finding.outcome == Outcome::Pass {
        return Ok(finding.at(left).at(right));
    }
    // Of an eye that something covers nobody can say whether it is open.
    let [left_hidden, right_hidden] = cover::of_eyes(picture, face);
    let hidden = left_hidden.max(right_hidden).max(cover::of_both_eyes(picture, face));
    let covered = hidden > super::eyes_visible::LIMIT;
    let shut = if left_open.max(right_open) > OTHER_OPEN { WINK } else { SHUT };
    let (outcome, limit) =
        if least < shut && !covered { (Outcome::Fail, shut) } else { (Outcome::Unsure, OPEN) };
    let finding = Finding { outcome, ..finding };
    let (shut_left, shut_right) = (left_open < limit, right_open < limit);
    Ok(match (shut_left, shut_right) {
        (true, true) => finding.at(left).at(right).with("reason", Param::Word("both")),
        (true, false) => finding.at(left).with("reason", Param::Word("left")),
        _ => finding.at(right).with("reason", Param::Word("right")),
    })
}
