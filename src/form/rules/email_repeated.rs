//! The e-mail address is the same both times.
//!
//! A slip in one of them shows only here: mail to an address that exists but is
//! not the applicant's own is lost without a word.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"email": "taro@example.jp", "emailRepeated": "Taro@example.jp"}"#;
//! assert_eq!(answer("form/email-repeated", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"email": "taro@example.jp", "emailRepeated": "tara@example.jp"}"#;
//! assert_eq!(answer("form/email-repeated", given), "fail: different");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (e-mail address), read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, ONLINE_STEPS, email};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/email-repeated`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/email-repeated",
        severity: Severity::Error,
        source: ONLINE_STEPS,
        order: 255,
    },
    field: Some(&fields::EMAIL_REPEATED),
    reasons: &[email::REASONS, &["different"]],
    check: |case| {
        let form = case.application;
        case.own(&fields::EMAIL_REPEATED, &form.email_repeated).or_else_find(|| {
            match (form.email.value(), form.email_repeated.value()) {
                (Some(first), Some(second)) if !first.same_as(second) => {
                    Some(Finding::fail("different"))
                }
                (None, _) => Some(Finding::not_applicable()),
                _ => None,
            }
        })
    },
};
