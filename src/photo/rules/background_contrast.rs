//! Hair and clothes stand out from the wall.
//!
//! Why: the card's picture is small and printed in grey beside its colour; hair
//! or shoulders of the wall's colour leave the head without an outline. No rule
//! of the card's own says so; the passport's and other offices' do, so this warns.
//!
//! Passes: blond hair before a light wall, a white collar. Fails: black hair
//! before a black wall, a white shirt before a wall of the same white.

use super::{PhotoRule, sources};
use crate::photo::measure::contrast::Contrast;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/background-contrast",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 720,
    },
    excusable: false,
    reasons: &["clothes", "hair"],
    check,
};

/// Least difference between hair and wall along the outline, in sRGB levels. Figure from
/// good photos: London and Canada measure 42 or more; before a wall of the hair's own
/// colour all but one of 58 measure 29 or less.
const HAIR: f64 = 33.0;
/// Between clothes and wall. Figure from the chosen half: the least of its good photos
/// measures 26, many a shirt being as white as the wall but for its shade; before a wall of
/// the clothes' colour most measure 6, a painted portrait's shaded shirt of that colour 18.
const CLOTHES: f64 = 19.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let contrast = Contrast::of(photo.wall()?, face);
    let (hair, clothes) = (contrast.hair.unwrap_or(255.0), contrast.clothes.unwrap_or(255.0));
    // Whichever is nearer to its limit, or farther below it.
    let (least, limit, part) = if hair / HAIR <= clothes / CLOTHES {
        (hair, HAIR, "hair")
    } else {
        (clothes, CLOTHES, "clothes")
    };
    let finding = Finding::measured(least.round(), "level", Limit::at_least(limit));
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => finding.at(face.bounds).with("reason", Param::Word(part)),
    })
}
