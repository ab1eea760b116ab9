//! The application can be read at all: JSON, with an object at the top.
//!
//! A file that cannot be read says nothing about the application in it. In a
//! batch it is reported like any other, so that the files after it are checked.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/file-readable", r#"{"name": "山田 太郎"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/file-readable", r#"["山田 太郎"]"#), "fail: not-an-object");
//! assert_eq!(answer("form/file-readable", "name: 山田"), "fail: not-json");
//! ```
//!
//! Source: mynacheck's own; the JSON form is described in [`crate::form::fields`].

use crate::form::rules::{FormRule, OWN_ADVICE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/file-readable`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/file-readable",
        severity: Severity::Error,
        source: OWN_ADVICE,
        order: 10,
    },
    field: None,
    reasons: &[&["not-an-object", "not-json", "not-utf-8", "too-large"]],
    // What cannot be read never comes to a rule: `form::unreadable` answers.
    check: |_| Finding::pass(),
};
