//! Nothing is filled in that the route does not ask for.
//!
//! It does no harm, but has no place on that form, and nothing about it is
//! checked. The Individual Number has a rule of its own.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "email": "a@example.jp"}"#;
//! assert_eq!(answer("form/fields-of-route", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "address": "千代田区"}"#;
//! assert_eq!(answer("form/fields-of-route", given), "fail: not-asked");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09; J-LIS, application by smartphone or
//! PC, read 2026-11-22.

use crate::form::answer::{is_missing, number};
use crate::form::fields::{self, Field};
use crate::form::rules::{FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// `form/fields-of-route`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/fields-of-route",
        severity: Severity::Notice,
        source: HANDWRITTEN_FORM,
        order: 40,
    },
    field: None,
    reasons: &[&["not-asked"]],
    check: |case| {
        if case.route.is_none() {
            return Finding::not_applicable();
        }
        let given = |field: &Field| !is_missing(case.entries.value(field.key));
        let mut odd = fields::ALL.iter().filter(|field| {
            field.key != fields::INDIVIDUAL_NUMBER.key && !case.is_asked(field) && given(field)
        });
        let Some(first) = odd.next() else { return Finding::pass() };
        Finding::fail("not-asked")
            .with("field", Param::Word(first.key))
            .with("count", number(odd.count().saturating_add(1)))
    },
};
