//! Every character of the name is one that the electronic certificates can hold.
//!
//! They know JIS X 0208 and JIS X 0212, some 13,000 characters. For any other, such
//! as 髙 or 𠮷, the certificate holds a substitute (代替文字); the card itself shows the
//! name as the residence record has it. Nothing to put right: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/name-substitutes", r#"{"name": "山田 太郎"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/name-substitutes", r#"{"name": "髙橋 太郎"}"#), "fail: outside-jis");
//! assert_eq!(answer("form/name-substitutes", r#"{"name": "葛󠄀城 太郎"}"#), "fail: variant-form");
//! ```
//!
//! Source: Mito city on 代替文字情報, relaying J-LIS, read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, SUBSTITUTES};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/name-substitutes`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/name-substitutes",
        severity: Severity::Notice,
        source: SUBSTITUTES,
        order: 205,
    },
    field: Some(&fields::NAME),
    reasons: &[&["outside-jis", "variant-form"]],
    check: |case| {
        let answer = &case.application.name;
        match answer.value().filter(|_| case.is_asked(&fields::NAME)) {
            Some(written) => written.substituted().unwrap_or_else(Finding::pass),
            None => Finding::not_applicable(),
        }
    },
};
