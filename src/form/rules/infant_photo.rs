//! An applicant under one year of age applies without a photo.
//!
//! Since 2 December 2024 their card has none, and an application with one is not
//! taken: 「写真つきで申請することはできません」. The age is that on the day of the application.
//! A booth takes a photo in any case, so another way is better (a warning).
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "2025-11-23"}"#;
//! assert_eq!(answer("form/infant-photo", given), "pass");
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "2025-11-22"}"#;
//! assert_eq!(answer("form/infant-photo", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "dateOfBirth": "2026-06-01", "photoAttached": true}"#;
//! assert_eq!(answer("form/infant-photo", given), "fail: photo-given");
//! let given = r#"{"route": "photo-booth", "dateOfBirth": "2026-06-01"}"#;
//! assert_eq!(answer("form/infant-photo", given), "fail: booth-takes-photo");
//! ```
//!
//! Source: Ina city on cards without a photo, relaying the national rule (2024-11-29),
//! read 2026-11-22.

use crate::form::Route;
use crate::form::fields;
use crate::form::rules::{FormRule, INFANTS};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/infant-photo`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/infant-photo", severity: Severity::Error, source: INFANTS, order: 450 },
    field: Some(&fields::PHOTO_ATTACHED),
    reasons: &[&["photo-given", "booth-takes-photo"]],
    check: |case| {
        if case.age() != Some(0) {
            return Finding::not_applicable();
        }
        if case.route == Some(Route::PhotoBooth) {
            return Finding::fail("booth-takes-photo").as_severity(Severity::Warning);
        }
        if case.application.photo_attached.value() == Some(&true) {
            return Finding::fail("photo-given");
        }
        Finding::pass()
    },
};
