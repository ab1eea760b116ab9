//! The category of foreign resident (外国人住民の区分) is one of the six official ones.
//!
//! Foreign residents only. Given a last day of the stay, or 有 or 無, the category
//! belongs beside it (a warning).
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"foreignResidentCategory": "特別永住者"}"#;
//! assert_eq!(answer("form/foreign-resident-category", given), "pass");
//! let given = r#"{"route": "counter"}"#;
//! assert_eq!(answer("form/foreign-resident-category", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"foreignResidentCategory": "visitor"}"#;
//! assert_eq!(answer("form/foreign-resident-category", given), "fail: unknown-choice");
//! let given = r#"{"route": "counter", "residenceExpiryPresent": "有"}"#;
//! assert_eq!(answer("form/foreign-resident-category", given), "fail: missing-with-expiry");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields::{self, Need};
use crate::form::rules::{CHOICE, FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/foreign-resident-category`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/foreign-resident-category",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 340,
    },
    field: Some(&fields::FOREIGN_RESIDENT_CATEGORY),
    reasons: &[CHOICE, &["missing-with-expiry"]],
    check: |case| {
        let form = case.application;
        let stay =
            !form.residence_expiry.is_missing() || !form.residence_expiry_present.is_missing();
        let asked = case.route.is_some_and(|route| {
            fields::FOREIGN_RESIDENT_CATEGORY.need(route) == Need::Conditional
        });
        if asked && stay && form.foreign_resident_category.is_missing() {
            return Finding::fail("missing-with-expiry").as_severity(Severity::Warning);
        }
        case.own(&fields::FOREIGN_RESIDENT_CATEGORY, &form.foreign_resident_category)
    },
};
