//! The representative's name is given (代理人氏名).
//!
//! When nothing of the representative is filled in, `form/representative-required`
//! says so once, for all these fields.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeName": "山田 花子"}"#;
//! assert_eq!(answer("form/representative-name", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-name", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeName": "12345"}"#;
//! assert_eq!(answer("form/representative-name", given), "fail: no-letters");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-name`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-name",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 515,
    },
    field: Some(&fields::REPRESENTATIVE_NAME),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.representative_name;
        let own = case.of_representative(&fields::REPRESENTATIVE_NAME, answer);
        own.or_else_find(|| answer.value()?.remark())
    },
};
