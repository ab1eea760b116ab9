//! The Individual Number (個人番号, My Number) has 12 digits that agree with each
//! other.
//!
//! The last digit follows from the first eleven. If it does not, a digit is wrong
//! or two are exchanged; an application with a wrong number can be neither
//! accepted nor returned. If it does, the number is consistent. That it is the
//! applicant's own cannot be told from the number.
//!
//! Only the forms written by hand ask for it.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! use mynacheck::form::individual_number::check_digit;
//!
//! // No number that agrees is printed here: it might be someone's.
//! let digit = check_digit("12345678901").expect("there are eleven digits");
//! let number = format!(r#"{{"individualNumber": "1234-5678-901{digit}"}}"#);
//! assert_eq!(answer("form/individual-number", &number), "pass");
//! ```
//!
//! The sample that the official form prints is made not to agree:
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let number = |digits: &str| format!(r#"{{"individualNumber": "{digits}"}}"#);
//! assert_eq!(answer("form/individual-number", &number("123456789012")), "fail: check-digit");
//! assert_eq!(answer("form/individual-number", &number("12345678901")), "fail: wrong-length");
//! ```
//!
//! Source: 平成26年総務省令第85号 article 5, as quoted by several, read 2026-11-22;
//! the form's row 個人番号 (mandatory), read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{DIGITS, FormRule};
use crate::report::Severity;
use crate::rule::{Confidence, Rule, Source};

/// `form/individual-number`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/individual-number",
        severity: Severity::Error,
        source: Source {
            title: "平成26年総務省令第85号 第5条",
            url: "https://laws.e-gov.go.jp/law/426M60000008085",
            read: "2026-11-22",
            confidence: Confidence::Reported,
        },
        order: 120,
    },
    field: Some(&fields::INDIVIDUAL_NUMBER),
    reasons: &[DIGITS, &["looks-like-application-id", "check-digit"]],
    check: |case| case.own(&fields::INDIVIDUAL_NUMBER, &case.application.individual_number),
};
