//! The date of birth is not in the future and not over 130 years ago.
//!
//! Such a date is a slip: the wrong era, today's year, or two digits exchanged. No
//! one has reached 123 years so far.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/date-of-birth-plausible", r#"{"dateOfBirth": "2026-11-22"}"#), "pass");
//! assert_eq!(answer("form/date-of-birth-plausible", r#"{"dateOfBirth": "1896-11-22"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"dateOfBirth": "2026-11-23"}"#;
//! assert_eq!(answer("form/date-of-birth-plausible", given), "fail: in-the-future");
//! let given = r#"{"dateOfBirth": "1896-11-21"}"#;
//! assert_eq!(answer("form/date-of-birth-plausible", given), "fail: over-130-years");
//! ```
//!
//! Source: mynacheck's own: what the date of birth cannot be.

use crate::calendar::years_after;
use crate::form::fields;
use crate::form::rules::{FormRule, OWN_ADVICE};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/date-of-birth-plausible`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/date-of-birth-plausible",
        severity: Severity::Error,
        source: OWN_ADVICE,
        order: 310,
    },
    field: Some(&fields::DATE_OF_BIRTH),
    reasons: &[&["in-the-future", "over-130-years"]],
    check: |case| {
        let born = case.application.date_of_birth.value();
        let Some(born) = born.filter(|_| case.is_asked(&fields::DATE_OF_BIRTH)) else {
            return Finding::not_applicable();
        };
        if *born > case.today {
            return Finding::fail("in-the-future");
        }
        if years_after(*born, MAX_YEARS).is_some_and(|latest| latest < case.today) {
            return Finding::fail("over-130-years");
        }
        Finding::pass()
    },
};

/// The longest life known is 122 years; this leaves room.
const MAX_YEARS: i32 = 130;
