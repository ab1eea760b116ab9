//! The stay does not end within two months of the application.
//!
//! A card takes about a month to make; one whose validity has ended by then cannot
//! be handed over. Better to renew the period of stay first and apply with the new
//! residence card: a warning.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiry": "2027-01-23"}"#;
//! assert_eq!(answer("form/residence-expiry-soon", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiry": "2027-01-22"}"#;
//! assert_eq!(answer("form/residence-expiry-soon", given), "fail: within-two-months");
//! ```
//!
//! Source: Tsushima city, relaying the national rule, read 2026-11-22.

use crate::calendar::months_after;
use crate::form::fields;
use crate::form::rules::{FormRule, STAY_SOON};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/residence-expiry-soon`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/residence-expiry-soon",
        severity: Severity::Warning,
        source: STAY_SOON,
        order: 370,
    },
    field: Some(&fields::RESIDENCE_EXPIRY),
    reasons: &[&["within-two-months"]],
    check: |case| {
        let expiry = case.application.residence_expiry.value();
        let Some(expiry) = expiry.filter(|_| case.is_asked(&fields::RESIDENCE_EXPIRY)) else {
            return Finding::not_applicable();
        };
        let applied_on = case.applied_on();
        if *expiry < applied_on {
            // Past: another rule's.
            return Finding::not_applicable();
        }
        if months_after(applied_on, 2).is_some_and(|end| *expiry <= end) {
            return Finding::fail("within-two-months");
        }
        Finding::pass()
    },
};
