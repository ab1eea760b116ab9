//! The name (氏名) is given and can stand on a residence record.
//!
//! It is written as on the residence record (住民票) and never changed here: 髙 and
//! 高 are two names. A damaged character, a character for machines or a picture
//! cannot be in it. Half-width katakana (a warning) is in no record and is often
//! printed wrong; a character that cannot be seen (a notice) may come from
//! copying.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/name", r#"{"name": "髙橋　𠮷郎"}"#), "pass");
//! assert_eq!(answer("form/name", r#"{"name": "NGUYEN VAN A"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/name", r#"{"name": " "}"#), "fail: missing");
//! assert_eq!(answer("form/name", r#"{"name": "\ud842郎"}"#), "fail: broken-character");
//! assert_eq!(answer("form/name", r#"{"name": "ﾔﾏﾀﾞ ﾀﾛｳ"}"#), "fail: half-width-katakana");
//! ```
//!
//! Source: the handwritten form's row 氏名 (as on 住民票), read 2026-07-09.

use crate::form::answer::Answer;
use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::form::written::Written;
use crate::report::Severity;
use crate::rule::Rule;

/// `form/name`
pub static RULE: FormRule = FormRule {
    rule: Rule { id: "form/name", severity: Severity::Error, source: HANDWRITTEN_FORM, order: 200 },
    field: Some(&fields::NAME),
    reasons: &[WRITTEN],
    check: |case| {
        let name: &Answer<Written> = &case.application.name;
        case.own(&fields::NAME, name).or_else_find(|| name.value()?.remark())
    },
};
