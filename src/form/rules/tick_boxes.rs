//! A box is ticked or not: `true` or `false`.
//!
//! A word such as `"yes"` or a number could mean either, and a wish read the wrong
//! way round would be worse than a question.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/tick-boxes", r#"{"braille": true}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/tick-boxes", r#"{"braille": "yes"}"#), "fail: not-yes-or-no");
//! ```
//!
//! Source: mynacheck's own; the JSON form is described in [`crate::form::fields`].

use crate::form::fields;
use crate::form::rules::{FormRule, OWN_ADVICE};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// `form/tick-boxes`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/tick-boxes", severity: Severity::Error, source: OWN_ADVICE, order: 50 },
    field: None,
    reasons: &[&["not-yes-or-no"]],
    check: |case| {
        let form = case.application;
        let boxes = [
            (&fields::BRAILLE, &form.braille),
            (&fields::DECLINE_SIGNATURE_CERTIFICATE, &form.decline_signature_certificate),
            (&fields::DECLINE_USER_CERTIFICATE, &form.decline_user_certificate),
            (&fields::SIGNED, &form.signed),
            (&fields::PHOTO_ATTACHED, &form.photo_attached),
            (&fields::PHOTO_BACK_WRITTEN, &form.photo_back_written),
            (&fields::ADULT_WARD, &form.adult_ward),
            (&fields::PRINTED_DATA_CHANGED, &form.printed_data_changed),
        ];
        let asked = boxes.into_iter().filter(|(field, _)| case.is_asked(field));
        let mut given = asked.filter(|(_, answer)| !answer.is_missing()).peekable();
        if given.peek().is_none() {
            return Finding::not_applicable();
        }
        match given.find(|(_, answer)| answer.value().is_none()) {
            Some((field, _)) => {
                Finding::fail("not-yes-or-no").with("field", Param::Word(field.key))
            }
            None => Finding::pass(),
        }
    },
};
