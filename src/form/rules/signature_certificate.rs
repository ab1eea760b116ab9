//! Under 15 and for an adult ward, the certificate for signatures (署名用電子証明書) is not
//! asked for.
//!
//! It is not issued to them in principle. Asking for it sends nothing back: the card
//! comes without it. Ticking the box 不要 says so from the start.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"dateOfBirth": "2015-01-02", "declineSignatureCertificate": true}"#;
//! assert_eq!(answer("form/signature-certificate", given), "pass");
//! let given = r#"{"dateOfBirth": "1990-01-02"}"#;
//! assert_eq!(answer("form/signature-certificate", given), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"dateOfBirth": "2015-01-02"}"#;
//! assert_eq!(answer("form/signature-certificate", given), "fail: under-15");
//! let given = r#"{"dateOfBirth": "1990-01-02", "adultWard": true}"#;
//! assert_eq!(answer("form/signature-certificate", given), "fail: adult-ward");
//! ```
//!
//! Source: Setagaya city on the electronic certificates, relaying the national rule, read
//! 2026-11-22.

use crate::form::answer::Answer;
use crate::form::fields;
use crate::form::rules::{CERTIFICATES, FormRule};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/signature-certificate`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/signature-certificate",
        severity: Severity::Notice,
        source: CERTIFICATES,
        order: 410,
    },
    field: Some(&fields::DECLINE_SIGNATURE_CERTIFICATE),
    reasons: &[&["under-15", "adult-ward", "age-unknown"]],
    check: |case| {
        let declined = &case.application.decline_signature_certificate;
        let reason = match case.is_represented() {
            None => return Finding::unsure("age-unknown"),
            Some(false) => return Finding::not_applicable(),
            Some(true) if case.is_adult_ward() => "adult-ward",
            Some(true) => "under-15",
        };
        match declined {
            Answer::Read(true) => Finding::pass(),
            Answer::Read(false) | Answer::Missing => Finding::fail(reason),
            Answer::Unread(_) => Finding::not_applicable(),
        }
    },
};
