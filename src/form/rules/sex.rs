//! The sex (性別) as on the residence record is given: 男 or 女.
//!
//! The form has these two values, and the card shows it.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/sex", r#"{"route": "counter", "sex": "female"}"#), "pass");
//! assert_eq!(answer("form/sex", r#"{"sex": "男"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/sex", r#"{"route": "counter"}"#), "fail: missing");
//! assert_eq!(answer("form/sex", r#"{"sex": "1"}"#), "fail: unknown-choice");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{CHOICE, FormRule, HANDWRITTEN_FORM};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/sex`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/sex", severity: Severity::Error, source: HANDWRITTEN_FORM, order: 320 },
    field: Some(&fields::SEX_FIELD),
    reasons: &[CHOICE],
    check: |case| case.own(&fields::SEX_FIELD, &case.application.sex),
};
