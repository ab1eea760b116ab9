//! The light has no colour of its own.
//!
//! Why: under a yellow lamp or beside a screen a face looks unlike itself, and
//! a print adds to it. Nothing official names it for the card, which takes black
//! and white as well, so this warns.
//!
//! Passes: every skin colour, a coloured wall, black and white. Fails: everything
//! orange, blue or green. Skin is never asked: only what both the eyes' whites
//! and the wall show is the light's. So a cast in front of a wall of just the
//! opposite colour goes unnoticed.

use super::{PhotoRule, sources};
use crate::photo::file::ColorMode;
use crate::photo::measure::cast::Cast;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/natural-color",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 630,
    },
    excusable: false,
    reasons: &["cast", "no-wall"],
    check,
};

/// Greatest ratio between two channels of the light, 1 for none. Figure from
/// good photos: fifty London faces measure at most 1.15, twenty Canadian ones,
/// all a little magenta, 1.36; a lamp that gives a third more red and two
/// fifths less blue makes 2.
const LIMIT: f64 = 1.45;

/// Green and magenta strike the eye more than warm and cool, to which daylight
/// has used it: their ratio counts by this power more.
const GREEN_WEIGHT: f64 = 4.0 / 3.0;

/// Mean difference between a picture's channels, in sRGB levels, below which it
/// is black and white. Good photos in colour measure 8.6 or more.
const MIN_CHROMA: f64 = 3.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let mode = photo.file.as_ref().and_then(|file| file.header).map(|header| header.color_mode);
    let cast = Cast::of(picture, face);
    if mode == Some(ColorMode::Grayscale) || cast.chroma < MIN_CHROMA {
        return Ok(Finding::not_applicable());
    }
    let Some((warmth, green)) = cast.of_the_light() else {
        return Ok(Finding::unsure("no-wall"));
    };
    let value = warmth.hypot(green * GREEN_WEIGHT).exp2();
    let finding = Finding::measured(super::round(value, 0.01), "ratio", Limit::at_most(LIMIT))
        .at(face.bounds);
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let hue = match (warmth.abs() >= green.abs() * GREEN_WEIGHT, warmth > 0.0, green > 0.0) {
        (true, true, _) => "warm",
        (true, false, _) => "cool",
        (false, _, true) => "green",
        (false, _, false) => "magenta",
    };
    Ok(finding.with("reason", Param::Word("cast")).with("hue", Param::Word(hue)))
}
