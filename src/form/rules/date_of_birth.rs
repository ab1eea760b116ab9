//! The date of birth (生年月日) is a day of the calendar.
//!
//! Western dates and eras from 明治 on are read, 元年 too. A day that an era does not
//! have is said precisely: 昭和64年1月8日 is 平成元年1月8日. The days on which 明治 became 大正
//! and 大正 became 昭和 bear both names and are accepted under either. 明治1年 to 5年 are
//! of the old calendar and cannot be converted by counting.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let born = |date: &str| format!(r#"{{"dateOfBirth": "{date}"}}"#);
//! assert_eq!(answer("form/date-of-birth", &born("1990-01-02")), "pass");
//! assert_eq!(answer("form/date-of-birth", &born("令和元年５月１日")), "pass");
//! let parts = r#"{"dateOfBirth": {"era": "showa", "year": "64", "month": "1", "day": "7"}}"#;
//! assert_eq!(answer("form/date-of-birth", parts), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let born = |date: &str| format!(r#"{{"dateOfBirth": "{date}"}}"#);
//! assert_eq!(answer("form/date-of-birth", &born("昭和64年1月8日")), "fail: after-showa");
//! assert_eq!(answer("form/date-of-birth", &born("2023-02-29")), "fail: not-a-leap-year");
//! assert_eq!(answer("form/date-of-birth", &born("1990年1月")), "fail: missing-day");
//! ```
//!
//! Source: J-LIS, application by smartphone or PC (date of birth: mandatory), read
//! 2026-11-22; the edicts and laws on eras.

use crate::form::day;
use crate::form::fields::{self, Need};
use crate::form::rules::{FormRule, ONLINE_STEPS};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/date-of-birth`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/date-of-birth",
        severity: Severity::Error,
        source: ONLINE_STEPS,
        order: 300,
    },
    field: Some(&fields::DATE_OF_BIRTH),
    reasons: &[&["missing", "not-copied"], day::REASONS],
    check: |case| {
        let born = &case.application.date_of_birth;
        // Printed on the form, so not missing there; but the age decides what
        // else is needed, and cannot be told.
        if born.is_missing() && case.need(&fields::DATE_OF_BIRTH) == Need::Printed {
            return Finding::unsure("not-copied");
        }
        case.own(&fields::DATE_OF_BIRTH, born)
    },
};
