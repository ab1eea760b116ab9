//! The applicant is at least one year old, or sends no photo.
//!
//! Why: since 2 December 2024 the card of an applicant under one year of age
//! has no photo, and an application with one is not taken.
//!
//! Passes: a first birthday on the day of the application. Fails: the day
//! before. Without a date of birth it does not apply.

use super::{PhotoRule, sources};
use crate::calendar;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/photo-needed",
        severity: Severity::Error,
        source: sources::INFANTS,
        order: 90,
    },
    excusable: false,
    reasons: &["under-one", "no-application-date"],
    check,
};

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    // The rule is the card's; other documents ask infants for a photo as well.
    let is_card = photo.profile.name.starts_with("my-number-card");
    let (true, Some(born)) = (is_card, photo.born) else {
        return Ok(Finding::not_applicable());
    };
    let Some(applied_on) = photo.applied_on else {
        return Ok(Finding::unsure("no-application-date"));
    };
    Ok(match calendar::age_on(born, applied_on) {
        Some(0) => Finding::fail("under-one"),
        _ => Finding::pass(),
    })
}
