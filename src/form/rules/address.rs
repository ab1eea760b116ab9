//! The address (住所) is given and can stand on a residence record.
//!
//! It is written as on the residence record and never changed here. Several lines
//! are fine. The finished card's notice is sent there.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "address": "東京都千代田区霞が関1-2-3\\n霞ハイツ101"}"#;
//! assert_eq!(answer("form/address", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/address", r#"{"route": "counter"}"#), "fail: missing");
//! let given = r#"{"route": "counter", "address": "ﾁﾖﾀﾞｸ1"}"#;
//! assert_eq!(answer("form/address", given), "fail: half-width-katakana");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/address`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/address",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 260,
    },
    field: Some(&fields::ADDRESS),
    reasons: &[WRITTEN],
    check: |case| {
        let answer = &case.application.address;
        case.own(&fields::ADDRESS, answer).or_else_find(|| answer.value()?.remark())
    },
};
