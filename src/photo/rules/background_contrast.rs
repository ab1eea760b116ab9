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

/// Least difference between person and wall along the outline, in sRGB levels.
/// Figure from good photos: trimmed as they may be, London and Canada measure 20
/// or more.
const LIMIT: f64 = 19.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let contrast = Contrast::of(photo.wall()?, face);
    let (hair, clothes) = (contrast.hair.unwrap_or(255.0), contrast.clothes.unwrap_or(255.0));
    let (least, part) = if hair <= clothes { (hair, "hair") } else { (clothes, "clothes") };
    let finding = Finding::measured(least.round(), "level", Limit::at_least(LIMIT));
    Ok(match finding.outcome {
        Outcome::Pass => finding,
        _ => finding.at(face.bounds).with("reason", Param::Word(part)),
    })
}
