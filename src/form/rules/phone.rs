//! The telephone number is given and could be dialled.
//!
//! The office may call by day when something is missing. Nothing says that a form
//! without one comes back: left out it is a notice, wrong a warning. Brackets,
//! hyphens and +81 are read as meant; a number abroad is accepted.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/phone", r#"{"phone": "（０３）１２３４-５６７８"}"#), "pass");
//! assert_eq!(answer("form/phone", r#"{"phone": "+81 90 1234 5678"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/phone", r#"{"phone": "1234-5678"}"#), "fail: area-code-missing");
//! assert_eq!(answer("form/phone", r#"{"route": "counter"}"#), "fail: missing");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, PHONE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/phone`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/phone",
        severity: Severity::Warning,
        source: HANDWRITTEN_FORM,
        order: 330,
    },
    field: Some(&fields::PHONE),
    reasons: &[PHONE],
    check: |case| {
        let phone = &case.application.phone;
        if phone.is_missing() && case.need(&fields::PHONE) == Need::Advised {
            return Finding::fail("missing").as_severity(Severity::Notice);
        }
        case.own(&fields::PHONE, phone)
    },
};
