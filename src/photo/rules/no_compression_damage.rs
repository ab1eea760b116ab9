//! The picture is the camera's own: compression has left the face its detail, and
//! it is no photo of a screen or a print.
//!
//! Why: a picture that went through a messenger or was saved small shows the
//! squares of 8×8 pixels that JPEG works in. Jagged pictures are on passport
//! lists, not on the card's, so this warns.
//!
//! Passes: qualities of 75 and more, nearly all of 60. Fails: quality 25, even where
//! the damaged picture was scaled by 0.75 to 2.75 or saved well again. Where it was
//! enlarged further the squares go unnoticed. So do screens and prints whose pixels
//! and dots the camera did not resolve.

use super::{PhotoRule, no_motion_blur, sources};
use crate::photo::measure::{grid, raster};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-compression-damage",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 820,
    },
    excusable: false,
    reasons: &["blocks", "raster"],
    check,
};

/// Greatest step on the lines of a grid of squares beyond that beside them, in sRGB
/// levels. Figure from six hundred good photos: at most 1.2 as they are; of forty-nine at
/// most 1.6 at quality 75, 1.9 at 60 (one above 1.8), 1.5 to 2.5 at 40, at least 2.0 at
/// 25. Two cruder painters' damage, scaled or not: 2.6 and more, one of 22 at 1.9. Half-way
/// between quality 75 and 25.
const LIMIT: f64 = 1.8;

/// How far the autocorrelation of skin may rise again. Figure from a hundred and
/// seventy good and smiling photos: at most 0.12; generated people up to 0.21,
/// painted screens and prints that can be made out 0.3 and more.
const MAX_RETURNS: f64 = 0.3;
/// The same of a shaken photo: pores that are smeared all one way are lines, and return
/// a little. Of 396 painted shakes 30 returned by 0.3 or more, 3 by 0.4 or more; a cruder
/// painter's by up to 0.55.
const MAX_SMEARED: f64 = 0.5;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let blocks = grid::blocks(picture, face);
    let finding = Finding::measured(super::round(blocks, 0.1), "level", Limit::at_most(LIMIT))
        .at(face.bounds);
    if finding.outcome == Outcome::Fail {
        return Ok(finding.with("reason", Param::Word("blocks")));
    }
    let returns = raster::returns(picture, face).unwrap_or_default();
    let most = if no_motion_blur::is_shaken(photo.focus()?) { MAX_SMEARED } else { MAX_RETURNS };
    let raster = Finding::measured(super::round(returns, 0.01), "ratio", Limit::at_most(most))
        .at(face.bounds);
    Ok(match raster.outcome {
        Outcome::Fail => raster.with("reason", Param::Word("raster")),
        _ => finding,
    })
}
