//! The form on paper is signed by the applicant.
//!
//! Signature, or name and seal (署名又は記名押印). A helper may write for the applicant,
//! who then stamps it. Under 15 and for an adult ward the representative signs.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/signed", r#"{"route": "counter", "signed": true}"#), "pass");
//! assert_eq!(answer("form/signed", r#"{"route": "online"}"#), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "signed": false}"#;
//! assert_eq!(answer("form/signed", given), "fail: not-signed");
//! assert_eq!(answer("form/signed", r#"{"route": "mail-preprinted"}"#), "fail: missing");
//! ```
//!
//! Source: カード省令 article 20, in the manual of MIC and MHLW, read 2026-11-22.

use crate::form::answer::Answer;
use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, SIGNATURE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/signed`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/signed", severity: Severity::Error, source: SIGNATURE, order: 430 },
    field: Some(&fields::SIGNED),
    reasons: &[&["missing", "not-signed"]],
    check: |case| match (&case.application.signed, case.need(&fields::SIGNED)) {
        (Answer::Missing, Need::Required) => Finding::fail("missing"),
        (Answer::Read(false), Need::Required) => Finding::fail("not-signed"),
        (Answer::Read(true), Need::Required) => Finding::pass(),
        _ => Finding::not_applicable(),
    },
};
