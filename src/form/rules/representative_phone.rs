//! The representative's telephone number is given and could be dialled.
//!
//! The office calls the representative when something is missing.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativePhone": "090-1234-5678"}"#;
//! assert_eq!(answer("form/representative-phone", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-phone", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativePhone": "12"}"#;
//! assert_eq!(answer("form/representative-phone", given), "fail: wrong-length");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, PHONE};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-phone`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-phone",
        severity: Severity::Warning,
        source: HANDWRITTEN_FORM,
        order: 535,
    },
    field: Some(&fields::REPRESENTATIVE_PHONE),
    reasons: &[PHONE],
    check: |case| {
        case.of_representative(
            &fields::REPRESENTATIVE_PHONE,
            &case.application.representative_phone,
        )
    },
};
