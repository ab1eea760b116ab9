//! The last day of the stay is not past.
//!
//! A card is valid to the end of the stay at most, so for a stay that has ended
//! there is none. Often the date is of the old residence card.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiry": "2026-11-22"}"#;
//! assert_eq!(answer("form/residence-expiry-not-past", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiry": "2026-11-21"}"#;
//! assert_eq!(answer("form/residence-expiry-not-past", given), "fail: past");
//! ```
//!
//! Source: Sanyo-Onoda city on the card of foreign residents, relaying the national
//! rule, read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, STAY_AND_CARD};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/residence-expiry-not-past`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/residence-expiry-not-past",
        severity: Severity::Error,
        source: STAY_AND_CARD,
        order: 365,
    },
    field: Some(&fields::RESIDENCE_EXPIRY),
    reasons: &[&["past"]],
    check: |case| {
        let expiry = case.application.residence_expiry.value();
        match expiry.filter(|_| case.is_asked(&fields::RESIDENCE_EXPIRY)) {
            None => Finding::not_applicable(),
            Some(expiry) if *expiry < case.applied_on() => Finding::fail("past"),
            Some(_) => Finding::pass(),
        }
    },
};
