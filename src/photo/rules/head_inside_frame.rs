//! The whole head is in the picture, with room to trim it.
//!
//! Why: a photo that cannot be trimmed to the card's shape is sent back; a head
//! that is cut off cannot be mended.
//!
//! Passes: crown, chin and both cheeks in the picture. Fails: the crown at the
//! upper edge, the chin below the lower one, a cheek at a side. Where hair stands
//! high (a bun) it may leave the picture; the skull may not.

use super::{PhotoRule, sources};
use crate::photo::measure::framing::{Framing, head_region};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/head-inside-frame",
        severity: Severity::Error,
        source: sources::PHOTO,
        order: 300,
    },
    excusable: false,
    reasons: &["chin", "crown", "left", "right"],
    check,
};

/// Least room around the head, in millimetres of a head of 34 mm: what has less
/// touches the edge, as far as it can be told (Figure: the hair's top and the chin are found to
/// about 0.3 mm). A little more is for the guides of margin and centre to say.
const MIN_ROOM: f64 = 0.5;

/// How far below the picture's edge the estimated skull must end for only hair
/// to be cut off, in millimetres of a head of 34 mm, less [`MIN_ROOM`]. The
/// hair of an ordinary head stands 2.0 mm above the estimate (London, median).
const HAIR_ONLY: f64 = 2.0;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let framing = Framing::of(photo)?;
    // Millimetres of a head of 34 mm, so that a small head with much room and
    // a large one with little are judged alike.
    let mm = photo.pixels_a_mm() * framing.skull_head / 34.0;
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let crown = (face.crown.hair_top.y / mm).max(face.crown.skull_top.y / mm - HAIR_ONLY);
    let rooms = [
        ("crown", crown),
        ("chin", (height - face.chin.y) / mm),
        ("left", face.bounds.x / mm),
        ("right", (width - face.bounds.right()) / mm),
    ];
    let Some((side, room)) = rooms.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)) else {
        return Ok(Finding::pass());
    };
    let finding = Finding::measured(super::round(room, 0.1), "mm", Limit::at_least(MIN_ROOM))
        .at(head_region(face).within(width, height));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    Ok(finding.with("reason", Param::Word(side)))
}
