//! The application id (申請書ID) has 23 digits.
//!
//! It stands at the top right of the pre-printed form and ties the application to
//! one person: 「申請書IDに誤りがあると正しくカードが発行されません」. Nothing is
//! published about a check digit or what the digits mean, so only their count is
//! checked. Full-width digits, spaces and hyphens are read as meant.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let id = r#"{"applicationId": "１２３４５６７ 8901-2345 6789-0123"}"#;
//! assert_eq!(answer("form/application-id", id), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let short = r#"{"applicationId": "1234567 8901 2345 6789 012"}"#;
//! assert_eq!(answer("form/application-id", short), "fail: wrong-length");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (半角数字23桁), read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{DIGITS, FormRule, ONLINE_STEPS};
use crate::report::{Finding, Outcome, Severity};
use crate::rule::Rule;

/// `form/application-id`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/application-id",
        severity: Severity::Error,
        source: ONLINE_STEPS,
        order: 110,
    },
    field: Some(&fields::APPLICATION_ID),
    reasons: &[DIGITS, &["looks-like-individual-number", "depends-on-route"]],
    check: |case| {
        let answer = &case.application.application_id;
        let own = case.own(&fields::APPLICATION_ID, answer);
        // With an Individual Number and no route it may be a handwritten form,
        // which has no id, or any other.
        if case.route.is_none() && own.outcome == Outcome::NotApplicable {
            return Finding::unsure("depends-on-route");
        }
        own
    },
};
