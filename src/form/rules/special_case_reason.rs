//! Where the photo cannot keep a rule for a good reason, the reason reaches the
//! office.
//!
//! Faith, illness, an infant, a wheelchair: such photos are accepted, if the reason
//! is given in the right place. Online it is told by phone with the application id;
//! by post it is written in the field for the name (such as 「病気により片目が開かない」); at the
//! counter the staff take it. The finding says which: a notice.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/special-case-reason", r#"{"route": "online"}"#), "not-applicable");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"route": "online", "specialCaseReason": "病気により片目が開かない"}"#;
//! assert_eq!(answer("form/special-case-reason", given), "fail: say-by-phone");
//! let given = r#"{"route": "mail-handwritten", "specialCaseReason": "宗教上の理由"}"#;
//! assert_eq!(answer("form/special-case-reason", given), "fail: write-in-name-field");
//! ```
//!
//! Source: J-LIS's photo page (やむを得ない理由), read 2026-11-22.

use crate::form::Route;
use crate::form::fields;
use crate::form::rules::{FormRule, PHOTO_PAGE, WRITTEN};
use crate::report::{Finding, Severity};
use crate::rule::Rule;

/// `form/special-case-reason`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/special-case-reason",
        severity: Severity::Notice,
        source: PHOTO_PAGE,
        order: 550,
    },
    field: Some(&fields::SPECIAL_CASE_REASON),
    reasons: &[
        WRITTEN,
        &["say-by-phone", "write-in-name-field", "tell-at-counter", "depends-on-route"],
    ],
    check: |case| {
        let reason = &case.application.special_case_reason;
        let own = case.own(&fields::SPECIAL_CASE_REASON, reason);
        own.as_severity(Severity::Notice).or_else_find(|| {
            let way = match case.route {
                Some(Route::Online | Route::PhotoBooth) => "say-by-phone",
                Some(Route::MailHandwritten | Route::MailPreprinted) => "write-in-name-field",
                Some(Route::Counter) => "tell-at-counter",
                None => "depends-on-route",
            };
            Some(Finding::fail(way))
        })
    },
};
