//! From one year of age on, a photo is there.
//!
//! By post it is glued on; online it is uploaded later, so there only a clear no is
//! held against the form. At the counter staff may take it, and the booth takes it
//! itself.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "1990-01-02", "photoAttached": true}"#;
//! assert_eq!(answer("form/photo-attached", given), "pass");
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "2026-01-02"}"#;
//! assert_eq!(answer("form/photo-attached", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "1990-01-02"}"#;
//! assert_eq!(answer("form/photo-attached", given), "fail: missing");
//! let given = r#"{"route": "online", "dateOfBirth": "1990-01-02", "photoAttached": false}"#;
//! assert_eq!(answer("form/photo-attached", given), "fail: not-attached");
//! let given = r#"{"route": "mail-handwritten"}"#;
//! assert_eq!(answer("form/photo-attached", given), "unsure: age-unknown");
//! ```
//!
//! Source: J-LIS's photo page (縦4.5cm×横3.5cm); Ina city on applicants under one year;
//! read 2026-11-22.

use crate::form::answer::Answer;
use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, PHOTO_PAGE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/photo-attached`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/photo-attached",
        severity: Severity::Error,
        source: PHOTO_PAGE,
        order: 440,
    },
    field: Some(&fields::PHOTO_ATTACHED),
    reasons: &[&["missing", "not-attached", "age-unknown"]],
    check: |case| {
        let attached = &case.application.photo_attached;
        let need = case.need(&fields::PHOTO_ATTACHED);
        if !matches!(need, Need::Conditional | Need::ForChecking) || case.route.is_none() {
            return Finding::not_applicable();
        }
        let reason = match attached {
            Answer::Read(true) => return Finding::pass(),
            Answer::Read(false) => "not-attached",
            Answer::Missing if need == Need::Conditional => "missing",
            Answer::Missing | Answer::Unread(_) => return Finding::not_applicable(),
        };
        match case.age() {
            None => Finding::unsure("age-unknown"),
            // A photo cannot be on the card yet.
            Some(0) => Finding::not_applicable(),
            Some(_) => Finding::fail(reason),
        }
    },
};
