//! What the representative is to the applicant is given (本人との関係), such as 母 or
//! 成年後見人.
//!
//! It shows by what right another person applies.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-relation", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeName": "山田 花子"}"#;
//! assert_eq!(answer("form/representative-relation", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母😀"}"#;
//! assert_eq!(answer("form/representative-relation", given), "fail: emoji");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-relation`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-relation",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 520,
    },
    field: Some(&fields::REPRESENTATIVE_RELATION),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.representative_relation;
        let own = case.of_representative(&fields::REPRESENTATIVE_RELATION, answer);
        own.or_else_find(|| answer.value()?.remark())
    },
};
