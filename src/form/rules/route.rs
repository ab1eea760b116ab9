//! The route says how the application is made, and is one of the five.
//!
//! Each route has fields of its own. Without one, what is filled in is still
//! checked, but what is left out cannot be told: a notice. A word that is no
//! route is an error.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/route", r#"{"route": "online"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/route", r#"{"route": "fax"}"#), "fail: unknown-choice");
//! assert_eq!(answer("form/route", "{}"), "fail: missing");
//! ```
//!
//! Source: the ways to apply as J-LIS lists them, read 2026-11-22.

use crate::form::answer::Answer;
use crate::form::fields;
use crate::form::rules::{CHOICE, FormRule};
use crate::report::{Finding, Severity};
use crate::rule::{Confidence, Rule, Source};

/// `form/route`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/route",
        severity: Severity::Error,
        source: Source {
            title: "J-LIS: how to apply",
            url: "https://www.kojinbango-card.go.jp/en/",
            read: "2026-11-22",
            confidence: Confidence::Official,
        },
        order: 20,
    },
    field: Some(&fields::ROUTE),
    reasons: &[CHOICE],
    check: |case| match (&case.application.route, case.route) {
        (Answer::Unread(finding), None) => finding.clone(),
        (_, Some(_)) => Finding::pass(),
        (_, None) => Finding::fail("missing").as_severity(Severity::Notice),
    },
};
