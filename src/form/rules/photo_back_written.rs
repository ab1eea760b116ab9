//! Name and date of birth stand on the back of a photo on paper.
//!
//! A photo that comes off the form can then be told from others.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "photoAttached": true, "photoBackWritten": true}"#;
//! assert_eq!(answer("form/photo-back-written", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-handwritten", "photoAttached": true}"#;
//! assert_eq!(answer("form/photo-back-written", given), "fail: not-written");
//! ```
//!
//! Source: J-LIS's photo page (裏面に氏名、生年月日を記入), read 2026-11-22.

use crate::form::answer::Answer;
use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, PHOTO_PAGE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/photo-back-written`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/photo-back-written",
        severity: Severity::Warning,
        source: PHOTO_PAGE,
        order: 445,
    },
    field: Some(&fields::PHOTO_BACK_WRITTEN),
    reasons: &[&["not-written"]],
    check: |case| {
        let paper = case.need(&fields::PHOTO_BACK_WRITTEN) == Need::Conditional;
        if !paper || case.application.photo_attached.value() != Some(&true) {
            return Finding::not_applicable();
        }
        match case.application.photo_back_written {
            Answer::Read(true) => Finding::pass(),
            Answer::Read(false) | Answer::Missing => Finding::fail("not-written"),
            Answer::Unread(_) => Finding::not_applicable(),
        }
    },
};
