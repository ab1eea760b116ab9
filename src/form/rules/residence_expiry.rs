//! The last day of the stay (在留期間等満了日) is given with 有, and not with 無.
//!
//! It is copied from the residence card and decides how long the My Number Card is
//! valid.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiryPresent": "有", "residenceExpiry": "2028-04-01"}"#;
//! assert_eq!(answer("form/residence-expiry", given), "pass");
//! let given = r#"{"residenceExpiryPresent": "無"}"#;
//! assert_eq!(answer("form/residence-expiry", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiryPresent": "有"}"#;
//! assert_eq!(answer("form/residence-expiry", given), "fail: missing-with-yes");
//! let given = r#"{"residenceExpiryPresent": "無", "residenceExpiry": "2028-04-01"}"#;
//! assert_eq!(answer("form/residence-expiry", given), "fail: given-with-no");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::day;
use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/residence-expiry`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/residence-expiry",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 360,
    },
    field: Some(&fields::RESIDENCE_EXPIRY),
    reasons: &[&["missing-with-yes", "given-with-no"], day::REASONS],
    check: |case| {
        let form = case.application;
        let own = case.own(&fields::RESIDENCE_EXPIRY, &form.residence_expiry);
        let asked = case.is_asked(&fields::RESIDENCE_EXPIRY_PRESENT);
        match form.residence_expiry_present.value().filter(|_| asked) {
            Some(true) if form.residence_expiry.is_missing() => Finding::fail("missing-with-yes"),
            Some(false) if !form.residence_expiry.is_missing() => Finding::fail("given-with-no"),
            _ => own,
        }
    },
};
