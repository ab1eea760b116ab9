//! The name for e-mail (メール連絡用氏名) is given.
//!
//! The card office addresses its mail by it. Which characters it may hold is not
//! published, so anything odd in it is a warning; only that it is missing is an
//! error.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "contactName": "Taro Yamada"}"#;
//! assert_eq!(answer("form/contact-name", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/contact-name", r#"{"route": "online"}"#), "fail: missing");
//! assert_eq!(answer("form/contact-name", r#"{"contactName": "太郎😀"}"#), "fail: emoji");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (Name for Email contact), read
//! 2026-11-22.

use crate::form::fields;
use crate::form::rules::{FormRule, ONLINE_STEPS, WRITTEN};
use crate::report::{Outcome, Severity};
use crate::rule::Rule;

/// `form/contact-name`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/contact-name",
        severity: Severity::Error,
        source: ONLINE_STEPS,
        order: 220,
    },
    field: Some(&fields::CONTACT_NAME),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.contact_name;
        let own = case.own(&fields::CONTACT_NAME, answer);
        let own = own.or_else_find(|| answer.value()?.remark());
        if own.outcome == Outcome::Fail && own.severity.is_none() && !answer.is_missing() {
            return own.as_severity(Severity::Warning);
        }
        own
    },
};
