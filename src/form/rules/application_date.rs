//! The date of the application (申請日) is written on the form.
//!
//! The applicant's age and the photo's are counted to it. A day yet to come is a
//! warning, one over six months ago a notice, since the photo may be as old.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "counter", "applicationDate": "令和8年11月20日"}"#;
//! assert_eq!(answer("form/application-date", given), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/application-date", r#"{"route": "counter"}"#), "fail: missing");
//! let given = r#"{"applicationDate": "2026-11-23"}"#;
//! assert_eq!(answer("form/application-date", given), "fail: in-the-future");
//! let given = r#"{"applicationDate": "2026-05-21"}"#;
//! assert_eq!(answer("form/application-date", given), "fail: over-six-months-ago");
//! ```
//!
//! Source: the handwritten form, read 2026-07-09.

use crate::form::day;
use crate::form::fields;
use crate::form::rules::{FormRule, HANDWRITTEN_FORM};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/application-date`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/application-date",
        severity: Severity::Error,
        source: HANDWRITTEN_FORM,
        order: 420,
    },
    field: Some(&fields::APPLICATION_DATE),
    reasons: &[&["missing", "in-the-future", "over-six-months-ago"], day::REASONS],
    check: |case| {
        let date = &case.application.application_date;
        case.own(&fields::APPLICATION_DATE, date).or_else_find(|| {
            let day = *date.value()?;
            if day > case.today {
                return Some(Finding::fail("in-the-future").as_severity(Severity::Warning));
            }
            if case.application_date_holds(day) {
                return None;
            }
            Some(Finding::fail("over-six-months-ago").as_severity(Severity::Notice))
        })
    },
};
