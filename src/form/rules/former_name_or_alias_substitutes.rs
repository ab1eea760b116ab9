//! Every character of the former name or alias is one that the electronic
//! certificates can hold.
//!
//! For any other they hold a substitute (代替文字); the card itself shows it as the
//! residence record has it. Nothing to put right: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"formerNameOrAlias": "佐藤"}"#;
//! assert_eq!(answer("form/former-name-or-alias-substitutes", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"formerNameOrAlias": "髙田"}"#;
//! assert_eq!(answer("form/former-name-or-alias-substitutes", given), "fail: outside-jis");
//! ```
//!
//! Source: Mito city on 代替文字情報, relaying J-LIS, read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, SUBSTITUTES};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/former-name-or-alias-substitutes`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/former-name-or-alias-substitutes",
        severity: Severity::Notice,
        source: SUBSTITUTES,
        order: 215,
    },
    field: Some(&fields::FORMER_NAME_OR_ALIAS),
    reasons: &[&["outside-jis", "variant-form"]],
    check: |case| {
        let answer = &case.application.former_name_or_alias;
        match answer.value().filter(|_| case.is_asked(&fields::FORMER_NAME_OR_ALIAS)) {
            Some(written) => written.substituted().unwrap_or_else(Finding::pass),
            None => Finding::not_applicable(),
        }
    },
};
