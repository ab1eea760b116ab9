//! Under 15, or for an adult ward, the statutory representative is on the form.
//!
//! The age is that on the day of the application. By 年齢計算ニ関する法律 a person comes to be
//! 15 at the end of the day before the birthday; while that day lasts, and the
//! offices are open, the applicant is 14, so on that day the representative is still
//! asked for.
//!
//! Online and at the booth no field for the representative is known; there it is a
//! notice that the representative is the one who applies.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeName": "山田 花子"}"#;
//! assert_eq!(answer("form/representative-required", given), "pass");
//! let given = r#"{"route": "counter", "dateOfBirth": "2011-11-22"}"#;
//! assert_eq!(answer("form/representative-required", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2011-11-23"}"#;
//! assert_eq!(answer("form/representative-required", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "1990-01-02", "adultWard": true}"#;
//! assert_eq!(answer("form/representative-required", given), "fail: missing");
//! let given = r#"{"route": "online", "dateOfBirth": "2015-01-02"}"#;
//! assert_eq!(answer("form/representative-required", given), "fail: representative-applies");
//! ```
//!
//! Source: the handwritten form (15歳未満・成年被後見人), read 2026-07-09; 年齢計算ニ関する法律.

use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/representative-required`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-required",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 500,
    },
    field: Some(&fields::REPRESENTATIVE_NAME),
    reasons: &[&["missing", "representative-applies", "age-unknown"]],
    check: |case| {
        let on_form = case
            .route
            .is_some_and(|route| fields::REPRESENTATIVE_NAME.need(route) == Need::Conditional);
        match case.is_represented() {
            None if on_form => Finding::unsure("age-unknown"),
            None | Some(false) => Finding::not_applicable(),
            Some(true) if !on_form && !case.has_representative() => {
                Finding::fail("representative-applies").as_severity(Severity::Notice)
            }
            Some(true) if case.has_representative() => Finding::pass(),
            Some(true) => Finding::fail("missing"),
        }
    },
};
