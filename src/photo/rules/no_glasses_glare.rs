//! No light is reflected on the glasses.
//!
//! Why: light on the lenses is among the office's bad examples; it hides the
//! eyes.
//!
//! Passes: no glasses, clear lenses, a fine glint on a lens, shining skin.
//! Warns: a window, a lamp or a veil of light on a lens.

use super::{PhotoRule, sources};
use crate::photo::measure::{gaze, glasses};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/no-glasses-glare",
        severity: Severity::Warning,
        source: sources::BAD_EXAMPLES,
        order: 560,
    },
    excusable: true,
    reasons: &["glare"],
    check,
};

/// Largest share of a lens that throws back light. Of the good development photos,
/// without glasses, none has more than 0.03.
const SHARE: f64 = 0.05;
/// Most light of the pupil, of the skin's. Of the good photos at most 0.09; 0.12
/// behind clear lenses painted before them.
const BLACK: f64 = 0.14;
/// Darker than this, of the skin's light, only an iris or a pupil is: the eye looks
/// elsewhere, and is not hidden by what a lens throws back.
const DARK: f64 = 0.1;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let glare = glasses::glare(picture, face);
    // The eyes' middle is light, too, where the iris is elsewhere.
    let elsewhere = || glare.darkest < DARK && gaze::gaze(picture, face).away > super::gaze::LIMIT;
    let pupil = if glare.black > BLACK && elsewhere() { 0.0 } else { glare.black / BLACK };
    let much = super::round((glare.share / SHARE).max(pupil), 0.01);
    let finding = Finding::measured(much, "ratio", Limit::at_most(1.0));
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => {
            let [left, right] = glasses::regions(face);
            finding.at(left).at(right).with("reason", Param::Word("glare"))
        }
    })
}
