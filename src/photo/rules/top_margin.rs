//! There are 4±2 mm of wall above the crown on the print.
//!
//! Why: with less the head cannot be trimmed without touching it, with much more
//! it hangs low. The figure is a guide (目安).
//!
//! Passes: 4 mm. Warns: 1 mm, 12 mm, hair that touches the edge. As for the head's
//! size, only what neither the hair's top nor the skull's allows is outside: tall hair
//! may touch the edge while there is room above the skull, of a head that keeps its size
//! without the hair.

use super::{PhotoRule, sources};
use crate::photo::measure::framing::Framing;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Outcome, Param, Region, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/top-margin",
        severity: Severity::Warning,
        source: sources::GUIDE_FIGURE,
        order: 320,
    },
    excusable: false,
    reasons: &["too-little", "too-much"],
    check,
};

/// Hair that ends nearer to the picture's upper edge touches it, in millimetres.
const TOUCHES: f64 = 0.3;

/// From so far below the edge on, in millimetres, the estimated skull leaves enough
/// above it though hair touches the edge: tall hair. Of good photos cut to the
/// annotated crown three touch, with 3.1 and more (a bun cut off by 6 mm).
const TALL: f64 = 2.6;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let Some(guide) = photo.profile.top_margin else { return Ok(Finding::not_applicable()) };
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let framing = Framing::of(photo)?;
    // A head that has its size by its hair has its margin above the hair, too.
    let by_hair = photo.profile.head.and_then(|head| head.limit.min);
    let by_hair = by_hair.is_some_and(|least| framing.skull_head < least);
    let touches = framing.hair_margin < TOUCHES && (by_hair || framing.estimated_margin < TALL);
    let (margin, crown) = if touches && !framing.high_hair {
        (framing.hair_margin, "hair")
    } else {
        super::reading(guide.limit, framing.hair_margin, framing.skull_margin, framing.high_hair)
    };
    let finding = Finding::measured(super::round(margin, 0.1), "mm", guide.limit)
        .as_severity(guide.severity)
        .with("crown", Param::Word(crown))
        .at(Region { y: 0.0, height: face.crown.hair_top.y.max(0.0), ..face.bounds });
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let reason =
        if guide.limit.min.is_some_and(|min| margin < min) { "too-little" } else { "too-much" };
    Ok(finding.with("reason", Param::Word(reason)))
}
