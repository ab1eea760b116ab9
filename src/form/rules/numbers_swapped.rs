//! Application id and Individual Number are not exchanged.
//!
//! The one has 23 digits, the other 12; in each other's place both are wrong, and
//! the Individual Number would be sent where it must not be.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"applicationId": "12345678901234567890123", "individualNumber": "123456789012"}"#;
//! assert_eq!(answer("form/numbers-swapped", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! use mynacheck::form::individual_number::check_digit;
//!
//! let digit = check_digit("12345678901").expect("there are eleven digits");
//! let given = format!(
//!     r#"{{"applicationId": "12345678901{digit}",
//!          "individualNumber": "12345678901234567890123"}}"#,
//! );
//! assert_eq!(answer("form/numbers-swapped", &given), "fail: swapped");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (半角数字23桁), read 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, ONLINE_STEPS};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/numbers-swapped`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/numbers-swapped",
        severity: Severity::Error,
        source: ONLINE_STEPS,
        order: 100,
    },
    field: Some(&fields::APPLICATION_ID),
    reasons: &[&["swapped"]],
    check: |case| {
        let id = &case.application.application_id;
        let number = &case.application.individual_number;
        if id.is_missing() || number.is_missing() {
            return Finding::not_applicable();
        }
        let swapped = id.is_unread_for("looks-like-individual-number")
            && number.is_unread_for("looks-like-application-id");
        if swapped { Finding::fail("swapped") } else { Finding::pass() }
    },
};
