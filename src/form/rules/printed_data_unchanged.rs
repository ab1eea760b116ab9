//! What is printed on the form is still so.
//!
//! Name, address, sex, date of birth, kana, period of stay: after a change the form
//! must not be used as it is. Cities differ in whether it may be corrected by hand
//! or a new one is needed, so the municipality is asked; online the old application
//! id still works.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-preprinted", "printedDataChanged": false}"#;
//! assert_eq!(answer("form/printed-data-unchanged", given), "pass");
//! assert_eq!(answer("form/printed-data-unchanged", r#"{"route": "online"}"#), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "mail-preprinted", "printedDataChanged": true}"#;
//! assert_eq!(answer("form/printed-data-unchanged", given), "fail: changed");
//! let given = r#"{"route": "mail-preprinted"}"#;
//! assert_eq!(answer("form/printed-data-unchanged", given), "unsure: not-said");
//! ```
//!
//! Source: Tokorozawa city on the printed form (申請不備), read 2026-11-22; Motosu, Tako
//! and Settsu on corrections.

use crate::form::Route;
use crate::form::answer::Answer;
use crate::form::fields;
use crate::form::rules::{FormRule, PRINTED};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/printed-data-unchanged`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/printed-data-unchanged",
        severity: Severity::Error,
        source: PRINTED,
        order: 560,
    },
    field: Some(&fields::PRINTED_DATA_CHANGED),
    reasons: &[&["changed", "not-said"]],
    check: |case| {
        if case.route != Some(Route::MailPreprinted) {
            return Finding::not_applicable();
        }
        match case.application.printed_data_changed {
            Answer::Read(true) => Finding::fail("changed"),
            Answer::Read(false) => Finding::pass(),
            Answer::Missing => Finding::unsure("not-said").as_severity(Severity::Notice),
            Answer::Unread(_) => Finding::not_applicable(),
        }
    },
};
