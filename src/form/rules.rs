//! The rules of the form, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use crate::order::in_order;
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
    static IN_ORDER: LazyLock<Vec<&'static FormRule>> =
        LazyLock::new(|| in_order(REGISTERED, |rule| f32::from(rule.rule.order)));
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

/// Who is not issued the certificate for signatures.
const CERTIFICATES: Source = Source {
    title: "世田谷区: 公的個人認証サービス（電子証明書）",
    url: "https://www.city.setagaya.lg.jp/mokuji/kurashi/002/003/d00186361.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
};

/// Cards without a photo.
const INFANTS: Source = Source {
    title: "伊那市: 顔写真なしのマイナンバーカード",
    url: "https://www.inacity.jp/kurashi/my_number/my_number_card/kaonashi_mynum.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
};

/// What the photo must be, and how a special case is told.
const PHOTO_PAGE: Source = Source {
    title: "J-LIS: 顔写真のチェックポイント",
    url: "https://www.kojinbango-card.go.jp/apprec/abroad/procedure/photo/",
    read: "2026-11-22",
    confidence: Confidence::Official,
};

/// What to do when the printed data has changed.
const PRINTED: Source = Source {
    title: "所沢市: マイナンバーカードの申請（印字内容の変更）",
    url: "https://www.city.tokorozawa.saitama.jp/kurashi/mynumber/mynumbercard/simin20190912card_kousin.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
};

/// Signature, or name and seal.
const SIGNATURE: Source = Source {
    title: "カード省令 第20条（総務省・厚生労働省の事務処理要領）",
    url: "https://wic-net.com/material/document/17558/23",
    read: "2026-11-22",
    confidence: Confidence::Official,
};

/// How long the card of a foreign resident is valid.
const STAY_AND_CARD: Source = Source {
    title: "山陽小野田市: 外国人住民のマイナンバーカードの有効期限",
    url: "https://www.city.sanyo-onoda.lg.jp/soshiki/11/kozinbangouka-dogaikokujinyuukoukigen.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
};

/// Applying shortly before the stay ends.
const STAY_SOON: Source = Source {
    title: "対馬市: 在留期間の満了が近い方の申請",
    url: "https://www.city.tsushima.nagasaki.jp/gyousei/soshiki/shimin/shiminka/bangouseido/674.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
};

/// What a certificate prints for a character that it cannot hold.
const SUBSTITUTES: Source = Source {
    title: "水戸市: 代替文字情報",
    url: "https://www.city.mito.lg.jp/faq/002344/mynumber/p015800.html",
    read: "2026-11-22",
    confidence: Confidence::Relayed,
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

/// The reasons of every telephone number.
pub(super) const PHONE: &[&str] = &[
    "missing",
    "not-text",
    "broken-character",
    "not-a-digit",
    "area-code-missing",
    "wrong-length",
];

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
