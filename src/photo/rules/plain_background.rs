//! There is nothing behind the person but a plain wall.
//!
//! Why: "no background" (無背景) is the rule: a chair, a curtain's folds, a pattern
//! or a shelf are on the office's list of unsuitable photos. No colour is
//! prescribed.
//!
//! Passes: a wall of any one colour, a soft studio gradient. Fails: a bookshelf,
//! striped wallpaper, a door frame.

use super::{PhotoRule, sources};
use crate::photo::measure::background::Background;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/plain-background",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 700,
    },
    excusable: true,
    reasons: &["little-background", "objects-or-pattern"],
    check,
};

/// Share of the background on a clear edge. Figure from good photos: at most 0.006,
/// before other plain walls 0.009; stripes, dots and door frames measure 0.03 and more,
/// nine tenths of bare shelves 0.02; where hair fills the picture next to no wall is
/// left to see. Half of it would be reached by a hard shadow's edge.
const MAX_EDGES: f64 = 0.02;

/// Less background than this share of the picture is not enough to judge.
const MIN_AREA: f64 = 0.01;

/// Where hair fills the picture, less than this may be curls that the person mask
/// leaves out: of one woman's, spoilt in other ways, up to 0.05.
const CURLS: f64 = 0.07;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let background = Background::of(photo.wall()?, face);
    if background.area < MIN_AREA {
        return Ok(Finding::unsure("little-background"));
    }
    let finding = Finding::measured(
        super::round(background.edges, 0.001),
        "ratio",
        Limit::at_most(MAX_EDGES),
    );
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    if background.is_little && background.edges < CURLS {
        return Ok(Finding::unsure("little-background"));
    }
    let finding = finding.with("reason", Param::Word("objects-or-pattern"));
    Ok(match background.place {
        Some(place) => {
            finding.at(place.within(f64::from(picture.width()), f64::from(picture.height())))
        }
        None => finding,
    })
}
