//! The e-mail address has the shape of one.
//!
//! The link for registering the photo is sent to it; with a slip in it, the
//! application stops there without a word. Full-width characters are read as
//! meant. Dots side by side, as Japanese carriers gave them out, are accepted.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/email", r#"{"email": "taro..y.@example.ne.jp"}"#), "pass");
//! assert_eq!(answer("form/email", r#"{"email": "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/email", r#"{"email": "taro.example.jp"}"#), "fail: missing-at");
//! assert_eq!(answer("form/email", r#"{"email": "taro@example"}"#), "fail: domain-without-dot");
//! assert_eq!(answer("form/email", r#"{"route": "online"}"#), "fail: missing");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (e-mail address), read 2026-11-22;
//! no official limit of length is known, so RFC 5321's is used.

use crate::form::fields;
use crate::form::rules::{FormRule, ONLINE_STEPS};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/email`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/email", severity: Severity::Error, source: ONLINE_STEPS, order: 250 },
    field: Some(&fields::EMAIL),
    reasons: &[REASONS, &["missing", "depends-on-route"]],
    check: |case| {
        let email = &case.application.email;
        if case.route.is_none() && email.is_missing() {
            return Finding::unsure("depends-on-route");
        }
        case.own(&fields::EMAIL, email)
    },
};

/// Why a text is no e-mail address.
pub static REASONS: &[&str] = &[
    "not-text",
    "broken-character",
    "missing-at",
    "several-at",
    "nothing-before-at",
    "nothing-after-at",
    "not-allowed",
    "domain-without-dot",
    "domain-shape",
    "too-long",
];
