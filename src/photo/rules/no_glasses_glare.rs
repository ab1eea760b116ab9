//! No light is reflected on the glasses.
//!
//! Why: light on the lenses is among the office's bad examples; it hides the
//! eyes.
//!
//! Passes: no glasses, clear lenses, a fine glint on a lens, shining skin.
//! Warns: a window, a lamp or a veil of light on a lens.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, gaze, glasses};
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
    reasons: &["glare", "veil"],
    check,
};

/// Largest share of a lens that throws back light. Figure: of the good development photos,
/// without glasses, none has more than 0.03.
const SHARE: f64 = 0.05;
/// Largest share of both lenses that is so light beyond the lids and much whiter than
/// skin: of good photos at most 0.0047, of a window's light half as white as paper 0.01
/// and more on two thirds.
const ON_BOTH: f64 = 0.0066;
/// Largest share of what surrounds the eyes that is lighter and whiter than its mirror
/// image on the other one, on the same side of both. Of good photos 0, of eyes turned aside
/// at most 0.0036; of windows and lamps half as white as paper two thirds say more.
const ON_ONE_SIDE: f64 = 0.004;
/// How much lighter one eye is than the other one where light on its lens hides it, as a
/// natural logarithm: behind a lamp's light by 1.05 and more; of 1300 eyes without, shut and
/// turned away ones among them, at most 0.35.
const WHITED_OUT: f64 = 0.7;
/// Light of the pupil from which on it is a lamp's, not what a blur leaves of black.
const LAMP: f64 = 0.7;
/// Most light of the pupil, of the skin's. Of the good photos at most 0.09; 0.12
/// behind clear lenses painted before them.
const BLACK: f64 = 0.14;
/// Darker than this, of the skin's light, only an iris or a pupil is: the eye looks
/// elsewhere, and is not hidden by what a lens throws back. Of eyes turned away by 20°
/// and more at most 0.16, of veiled ones 0.26 and more: up to the second figure it is
/// one where the irises stand out so clearly.
const DARK: f64 = 0.1;
const DARKISH: f64 = 0.165;
const CLEAR: f64 = 0.35;
/// And so many degrees away from the lens: light on a part of an iris lets the rest look
/// like eyes a little turned, of which half measure less, of eyes whose place shows so
/// much white 2 in 100.
const FAR: f64 = 17.0;

/// Darkness of the line of a shut eye's lashes: of one shut eye 0.3 and more, of
/// eyes behind a veil of light at most 0.21.
const SHUT: f32 = 0.3;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let glares = glasses::glare(picture, face);
    // The eyes' middle is light, too, where the iris is elsewhere.
    let elsewhere = || {
        let gaze = gaze::gaze(picture, face);
        let dark = if gaze.clear > CLEAR { DARKISH } else { DARK };
        gaze.away > FAR && glares.iter().all(|glare| glare.darkest < dark)
    };
    let looks_away = glares.iter().any(|glare| glare.black > BLACK) && elsewhere();
    // A shut eye shows no pupil either.
    let lashes = cover::lash_lines(picture, face);
    let on_both = glares[0].white.min(glares[1].white) / ON_BOTH;
    let on_both = on_both.max(glasses::on_one_side(picture, face) / ON_ONE_SIDE);
    // Beside a shut eye an open one is lighter and white.
    let shut = lashes.iter().any(|lashes| *lashes > SHUT);
    let white = glares.map(|glare| if shut { 0.0 } else { glare.lighter / WHITED_OUT });
    let much = |glare: glasses::Glare, lashes: f32, white: f64| {
        let pupil = if looks_away || lashes > SHUT { 0.0 } else { glare.black / BLACK };
        (glare.share / SHARE).max(pupil).max(on_both).max(white)
    };
    let left = much(glares[0], lashes[0], white[0]);
    let right = much(glares[1], lashes[1], white[1]);
    let finding =
        Finding::measured(super::round(left.max(right), 0.01), "ratio", Limit::at_most(1.0));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    // White gauze over an eye is no light on a lens; light comes on both or on the
    // bare one.
    let hidden = cover::of_eyes(picture, face).map(|hidden| hidden > super::eyes_visible::LIMIT);
    if [left, right].into_iter().zip(hidden).all(|(much, hidden)| hidden || much <= 1.0) {
        let finding = Finding { outcome: Outcome::Unsure, ..finding };
        return Ok(finding.with("reason", Param::Word(Unseen::OtherFault.reason())));
    }
    let [left, right] = glasses::regions(face);
    // Light of its own, or but pupils that are not dark.
    let is_seen = on_both.max(white[0]).max(white[1]) > 1.0
        || glares.iter().any(|glare| glare.share > SHARE || glare.black > LAMP);
    let reason = if is_seen { "glare" } else { "veil" };
    Ok(finding.at(left).at(right).with("reason", Param::Word(reason)))
}
