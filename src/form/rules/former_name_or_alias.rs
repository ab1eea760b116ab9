//! The former family name or alias (旧氏又は通称) can stand on a residence record.
//!
//! It is optional, and only one that the residence record already holds goes on the
//! card. Damaged characters, control characters and pictures cannot be in it.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/former-name-or-alias", r#"{"formerNameOrAlias": "佐藤"}"#), "pass");
//! assert_eq!(answer("form/former-name-or-alias", r#"{}"#), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"formerNameOrAlias": "佐藤😀"}"#;
//! assert_eq!(answer("form/former-name-or-alias", given), "fail: emoji");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/former-name-or-alias`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/former-name-or-alias",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 210,
    },
    field: Some(&fields::FORMER_NAME_OR_ALIAS),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.former_name_or_alias;
        case.own(&fields::FORMER_NAME_OR_ALIAS, answer).or_else_find(|| answer.value()?.remark())
    },
};
