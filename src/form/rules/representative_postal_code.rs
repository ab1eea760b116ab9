//! The representative's postal code (〒) has seven digits.
//!
//! 〒, hyphen and full-width digits are read as meant.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativePostalCode": "〒１００-００１３"}"#;
//! assert_eq!(answer("form/representative-postal-code", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativeRelation": "母"}"#;
//! assert_eq!(answer("form/representative-postal-code", given), "fail: missing");
//! let given = r#"{"route": "counter", "dateOfBirth": "2015-01-02", "representativePostalCode": "100-001"}"#;
//! assert_eq!(answer("form/representative-postal-code", given), "fail: wrong-length");
//! ```
//!
//! Source: the handwritten form, 代理人記載欄, read 2026-07-09.

use crate::form::fields;
use crate::form::rules::{DIGITS, FormRule, HANDWRITTEN_FORM};
use crate::report::Severity;
use crate::rule::Rule;

/// `form/representative-postal-code`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/representative-postal-code",
        severity: Severity::Warning,
        source: HANDWRITTEN_FORM,
        order: 525,
    },
    field: Some(&fields::REPRESENTATIVE_POSTAL_CODE),
    reasons: &[DIGITS],
    check: |case| {
        case.of_representative(
            &fields::REPRESENTATIVE_POSTAL_CODE,
            &case.application.representative_postal_code,
        )
    },
};
