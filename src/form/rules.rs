//! The rules of the form, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use crate::report::{Finding, Outcome, Param};
use crate::rule::{Confidence, Rule, Source};

use super::case::Case;
use super::fields::{self, Field};

include!(concat!(env!("OUT_DIR"), "/form_rules.rs"));

/// A rule of the form.
pub struct FormRule {
    /// What is known of it without running it.
    pub rule: Rule,
    /// The field it concerns, unless it concerns none or its finding names one.
    pub field: Option<&'static Field>,
    /// The words that a finding's `reason` can be, groups of them.
    pub reasons: &'static [&'static [&'static str]],
    /// Answers it.
    pub check: fn(&Case<'_>) -> Finding,
}

/// Every rule of the form, in the report's order.
pub fn all() -> &'static [&'static FormRule] {
    static IN_ORDER: LazyLock<Vec<&'static FormRule>> = LazyLock::new(|| {
        let mut rules = REGISTERED.to_vec();
        rules.sort_by_key(|rule| rule.rule.order);
        rules
    });
    &IN_ORDER
}

/// The field that a finding itself names in `params.field`.
pub(super) fn concerned(finding: &Finding) -> Option<&'static str> {
    match finding.params.get("field") {
        Some(Param::Word(key)) => fields::of_key(key).map(|field| field.key),
        _ => None,
    }
}

/// Whether the finding's reason is among the rule's.
pub(super) fn is_listed(rule: &FormRule, finding: &Finding) -> bool {
    match (finding.outcome, finding.params.get("reason")) {
        (Outcome::Fail | Outcome::Unsure, Some(Param::Word(reason))) => {
            rule.reasons.iter().any(|group| group.contains(reason))
        }
        (Outcome::Fail | Outcome::Unsure, _) => false,
        (Outcome::Pass | Outcome::NotApplicable, reason) => reason.is_none(),
    }
}

/// The form for writing by hand, as the official PDF was on the day it was read.
const HANDWRITTEN_FORM: Source = Source {
    title: "個人番号カード交付申請書 兼 電子証明書発行/更新申請書（手書き用）",
    url: "https://www.kojinbango-card.go.jp/hpsv/wpmng/documents/tegaki-kofu-shinseisho-en.pdf",
    read: "2026-07-09",
    confidence: Confidence::Reported,
};

/// The steps of the online application.
const ONLINE_STEPS: Source = Source {
    title: "J-LIS: application by smartphone or PC",
    url: "https://www.kojinbango-card.go.jp/category/en/page/2/",
    read: "2026-11-22",
    confidence: Confidence::Official,
};

/// What this project takes care of by itself; no official text asks for it.
const OWN_ADVICE: Source = Source {
    title: "mynacheck's own care: how an application is given as JSON",
    url: "https://www.kojinbango-card.go.jp/download/",
    read: "2026-11-22",
    confidence: Confidence::Advice,
};

/// The reasons of every field with a fixed count of digits.
pub(super) const DIGITS: &[&str] =
    &["missing", "not-text", "broken-character", "not-a-digit", "wrong-length"];

/// The reasons of every name and address.
pub(super) const WRITTEN: &[&str] = &[
    "missing",
    "not-text",
    "broken-character",
    "control-character",
    "emoji",
    "no-letters",
    "half-width-katakana",
    "invisible-character",
];

/// The reasons of every choice.
pub(super) const CHOICE: &[&str] = &["missing", "not-text", "broken-character", "unknown-choice"];

/// The rule's answer to an application in JSON, checked on 22 November 2026:
/// `pass`, `fail: reason`, `unsure: reason` or `not-applicable`. The rules'
/// documentation shows it.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
pub fn answer(rule: &str, application: &str) -> String {
    let options = super::Options::new(jiff::civil::date(2026, 11, 22));
    let report = super::check_json(application.as_bytes(), &options);
    let Some(check) = report.checks.iter().find(|check| check.rule == rule) else {
        return format!("there is no rule {rule}");
    };
    let outcome = match check.outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unsure => "unsure",
        Outcome::NotApplicable => "not-applicable",
    };
    match check.params.get("reason") {
        Some(Param::Word(reason)) => format!("{outcome}: {reason}"),
        _ => outcome.to_owned(),
    }
}
