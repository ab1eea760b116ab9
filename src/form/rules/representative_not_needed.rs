//! From 15 on, and not being an adult ward, the applicant applies alone.
//!
//! A representative on the form does no harm, but the signature must then still be
//! the applicant's own: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "1990-01-02"}"#;
//! assert_eq!(answer("form/representative-not-needed", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "1990-01-02", "representativeName": "山田 花子"}"#;
//! assert_eq!(answer("form/representative-not-needed", given), "fail: given");
//! ```
//!
//! Source: the handwritten form (15歳未満・成年被後見人), read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/representative-not-needed`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-not-needed",
        severity: Severity::Notice,
        source: HANDWRITTEN_FORM,
        order: 505,
    },
    field: Some(&fields::REPRESENTATIVE_NAME),
    reasons: &[&["given"]],
    check: |case| {
        if !case.is_asked(&fields::REPRESENTATIVE_NAME) || case.is_represented() != Some(false) {
            return Finding::not_applicable();
        }
        if case.has_representative() { Finding::fail("given") } else { Finding::pass() }
    },
};
