//! Every character of the address is one that the electronic certificates can
//! hold.
//!
//! For any other, such as a rare form in a place name, they hold a substitute
//! (代替文字); the card itself shows the address as the residence record has it.
//! Nothing to put right: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/address-substitutes", r#"{"address": "奈良県葛城市1-1"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/address-substitutes", r#"{"address": "𠮷野町1-1"}"#), "fail: outside-jis");
//! ```
//!
//! Source: Mito city on 代替文字情報, relaying J-LIS, read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, SUBSTITUTES};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/address-substitutes`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/address-substitutes",
        severity: Severity::Notice,
        source: SUBSTITUTES,
        order: 265,
    },
    field: Some(&fields::ADDRESS),
    reasons: &[&["outside-jis", "variant-form"]],
    check: |case| {
        let answer = &case.application.address;
        match answer.value().filter(|_| case.is_asked(&fields::ADDRESS)) {
            Some(written) => written.substituted().unwrap_or_else(Finding::pass),
            None => Finding::not_applicable(),
        }
    },
};
