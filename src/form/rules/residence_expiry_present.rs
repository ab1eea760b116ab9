//! Foreign residents say whether their residence card prints a last day of the stay
//! (在留期間等満了日の有無).
//!
//! 有 when it does, 無 when it does not, as for permanent residents. With a category
//! or a date and without this answer (a warning) the office cannot tell a date that
//! was forgotten from one that there is not.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiryPresent": "無"}"#;
//! assert_eq!(answer("form/residence-expiry-present", given), "pass");
//! let given = r#"{"residenceExpiryPresent": "yes"}"#;
//! assert_eq!(answer("form/residence-expiry-present", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"residenceExpiryPresent": "maybe"}"#;
//! assert_eq!(answer("form/residence-expiry-present", given), "fail: unknown-choice");
//! let given = r#"{"route": "counter", "foreignResidentCategory": "mid-to-long-term"}"#;
//! assert_eq!(answer("form/residence-expiry-present", given), "fail: missing-with-category");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields::{self, Need};
use crate::form::rules::{CHOICE, FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/residence-expiry-present`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/residence-expiry-present",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 350,
    },
    field: Some(&fields::RESIDENCE_EXPIRY_PRESENT),
    reasons: &[CHOICE, &["missing-with-category"]],
    check: |case| {
        let form = case.application;
        let foreign =
            !form.foreign_resident_category.is_missing() || !form.residence_expiry.is_missing();
        let asked = case
            .route
            .is_some_and(|route| fields::RESIDENCE_EXPIRY_PRESENT.need(route) == Need::Conditional);
        if asked && foreign && form.residence_expiry_present.is_missing() {
            return Finding::fail("missing-with-category").as_severity(Severity::Warning);
        }
        case.own(&fields::RESIDENCE_EXPIRY_PRESENT, &form.residence_expiry_present)
    },
};
