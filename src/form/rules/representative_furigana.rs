//! The representative's name is given in kana (ふりがな).
//!
//! Hiragana or katakana; half-width katakana is read as full-width. Other
//! characters, and a word that begins as no word does, are warnings.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeFurigana": "ﾔﾏﾀﾞ ﾊﾅｺ"}"#;
//! assert_eq!(answer("form/representative-furigana", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-furigana", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeFurigana": "山田"}"#;
//! assert_eq!(answer("form/representative-furigana", given), "fail: not-kana");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM, WRITTEN};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-furigana`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-furigana",
        severity: Severity::Warning,
        source: HANDWRITTEN_FORM,
        order: 510,
    },
    field: Some(&fields::REPRESENTATIVE_FURIGANA),
    reasons: &[WRITTEN, &["not-kana", "cannot-begin"]],
    check: |case| {
        case.of_representative(
            &fields::REPRESENTATIVE_FURIGANA,
            &case.application.representative_furigana,
        )
    },
};
