//! The face looks as it does when nothing moves it.
//!
//! Why: the office sends back a photo that differs clearly from the person's
//! normal face, and names a strong smile.
//!
//! Passes: a light smile with the mouth closed, brows of any height at rest, brows that
//! grow together, a single fold, the lines between the brows of a forehead that is lined
//! all over. Warns: a broad smile, brows pulled far up, or drawn together so that
//! folds stand between them on both sides.

use super::{PhotoRule, sources};
use crate::photo::measure::{brows, expression, frown};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/neutral-expression",
        severity: Severity::Warning,
        source: sources::BAD_EXAMPLES,
        order: 540,
    },
    excusable: true,
    reasons: &["smile", "brows-raised", "brows-together"],
    check,
};

/// Most that width and lift of the mouth say together. Figures: at rest at most 0.88,
/// light smiles with the mouth closed at most 0.98, half of the smiles with teeth
/// 1.09 and more.
const SMILE: f64 = 1.02;
/// Highest the mesh's brows are above the eyes, as a share of the eyes' distance. At
/// rest and smiling at most 0.40; they follow real brows for a third of their way.
const RAISED: f64 = 0.41;
/// Highest the brows' upper edges in the picture are above the eyes, with as many
/// times the depth of the folds that they lay into the forehead. A narrow face is a long
/// one, with brows that are higher at rest: what a face is wider than most counts for so
/// much of its width. At rest and smiling at most 0.45; limits from one half of the
/// persons and as much room tell 97 of 100 pulled up by 10 mm on the other, and 83 of
/// 100 by 6 mm.
const PULLED_UP: f64 = 0.462;
const FOLDS: f64 = 6.0;
const WIDER: f64 = 0.2;
const WIDTH: f64 = 2.15;
/// Deepest the folds between the brows are on both sides. At rest and smiling at most
/// 0.045. Brows drawn together by 5 mm are told on 97 of 100, by 3 mm on 86.
const DRAWN: f64 = 0.047;
/// A forehead that is lined across while its brows are not up is an older one, and so are
/// the lines between them: from the one depth to the other, as [`brows::Brows::folds`] has
/// it, they count less, for half at last. Of 90 foreheads above brows drawn together one
/// has more than the first (0.013); eight that were painted old, at rest, 0.0147 to 0.021.
const LINED: f64 = 0.011;
const OLD: f64 = 0.0145;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let expression = expression::of(face);
    let smile = (expression.width + 1.5 * expression.lift) / SMILE;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let seen = brows::of(picture, face);
    let wider = WIDER * (expression.face - WIDTH);
    let pulled_up =
        seen.height.map_or(0.0, |height| (height + FOLDS * seen.folds + wider) / PULLED_UP);
    let old = ((seen.folds - LINED) / (OLD - LINED)).clamp(0.0, 1.0);
    let drawn = frown::of(picture, face) / DRAWN / (1.0 + old);
    let raised = (expression.brows / RAISED).max(pulled_up);
    let brows = raised.max(drawn);
    let most = super::round(smile.max(brows), 0.01);
    let finding = Finding::measured(most, "ratio", Limit::at_most(1.0));
    let reason = match finding.outcome {
        Outcome::Pass => return Ok(finding.at(face.bounds)),
        _ if smile >= brows => {
            return Ok(finding.with("reason", Param::Word("smile")).at(face.bounds));
        }
        _ if raised >= drawn => "brows-raised",
        _ => "brows-together",
    };
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let place = brows::region(face).within(width, height);
    Ok(finding.with("reason", Param::Word(reason)).at(place))
}
