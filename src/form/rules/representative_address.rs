//! The representative's address is given (代理人住所).
//!
//! Several lines are fine; it is never changed here.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeAddress": "東京都千代田区1-2-3"}"#;
//! assert_eq!(answer("form/representative-address", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-address", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeAddress": "1-2-3"}"#;
//! assert_eq!(answer("form/representative-address", given), "fail: no-letters");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-address`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-address",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 530,
    },
    field: Some(&fields::REPRESENTATIVE_ADDRESS),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.representative_address;
        let own = case.of_representative(&fields::REPRESENTATIVE_ADDRESS, answer);
        own.or_else_find(|| answer.value()?.remark())
    },
};
