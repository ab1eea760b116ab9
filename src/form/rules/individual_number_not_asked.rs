//! The Individual Number is given only where the route asks for it.
//!
//! Online, at the booth and on the pre-printed form the application id stands for
//! it. The law limits what may be done with the number, so it should not be typed
//! where nobody asked: take it out.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "applicationId": "12345678901234567890123"}"#;
//! assert_eq!(answer("form/individual-number-not-asked", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "individualNumber": "123456789012"}"#;
//! assert_eq!(answer("form/individual-number-not-asked", given), "fail: given");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC, which lists no such field, read
//! 2026-11-22; 番号法 limits the handling of the number.

use crate::form::fields;
use crate::form::rules::{FormRule, ONLINE_STEPS};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/individual-number-not-asked`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/individual-number-not-asked",
        severity: Severity::Warning,
        source: ONLINE_STEPS,
        order: 130,
    },
    field: Some(&fields::INDIVIDUAL_NUMBER),
    reasons: &[&["given"]],
    check: |case| {
        if case.route.is_none() || case.is_asked(&fields::INDIVIDUAL_NUMBER) {
            return Finding::not_applicable();
        }
        if case.application.individual_number.is_missing() {
            return Finding::pass();
        }
        Finding::fail("given")
    },
};
