//! The name for e-mail is the applicant's own.
//!
//! It may be in kana or roman letters, and a parent may write for a child, so a
//! difference is worth a look and no more: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"name": "山田 太郎", "contactName": "山田太郎"}"#;
//! assert_eq!(answer("form/name-and-contact-name", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"name": "山田 太郎", "contactName": "山田 花子"}"#;
//! assert_eq!(answer("form/name-and-contact-name", given), "fail: different");
//! ```
//!
//! Source: mynacheck's own; no official text asks for it.

use crate::form::fields;
use crate::form::rules::{FormRule, OWN_ADVICE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/name-and-contact-name`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/name-and-contact-name",
        severity: Severity::Notice,
        source: OWN_ADVICE,
        order: 225,
    },
    field: Some(&fields::CONTACT_NAME),
    reasons: &[&["different"]],
    check: |case| {
        let form = case.application;
        let asked = case.is_asked(&fields::CONTACT_NAME) && case.is_asked(&fields::NAME);
        match (form.name.value(), form.contact_name.value()) {
            (Some(name), Some(contact)) if asked => {
                if name.same_but_for_spaces(contact) {
                    Finding::pass()
                } else {
                    Finding::fail("different")
                }
            }
            _ => Finding::not_applicable(),
        }
    },
};
