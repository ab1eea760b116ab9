//! The rules of the photo, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use super::{Photo, Unseen};
use crate::order::in_order;
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

include!(concat!(env!("OUT_DIR"), "/photo_rules.rs"));

/// A rule of the photo.
pub struct PhotoRule {
    /// What is known of it without running it.
    pub rule: Rule,
    /// Whether a reason that the office accepts (faith, illness, infant,
    /// wheelchair …) can excuse a fail: J-LIS's allowances name head
    /// coverings, glasses worn for illness, a face that cannot be turned to
    /// the front, eyes that cannot open, and what supports the person.
    pub excusable: bool,
    /// The words that a finding's `reason` can be, besides [`Unseen::ALL`]'s.
    pub reasons: &'static [&'static str],
    /// Answers it; what cannot be looked at makes the answer `unsure`.
    pub check: fn(&Photo) -> Result<Finding, Unseen>,
}

/// Every rule of the photo, in the report's order.
pub fn all() -> &'static [&'static PhotoRule] {
    static IN_ORDER: LazyLock<Vec<&'static PhotoRule>> =
        LazyLock::new(|| in_order(REGISTERED, |rule| f32::from(rule.rule.order)));
    &IN_ORDER
}

/// Whether the finding's reason is among the rule's; what fails has one.
pub(super) fn is_listed(rule: &PhotoRule, finding: &Finding) -> bool {
    match (finding.outcome, finding.params.get("reason")) {
        (Outcome::Fail, Some(Param::Word(reason))) => rule.reasons.contains(reason),
        (Outcome::Unsure, Some(Param::Word(reason))) => {
            rule.reasons.contains(reason)
                || Unseen::ALL.iter().any(|unseen| unseen.reason() == *reason)
        }
        (Outcome::Fail | Outcome::Unsure, _) => false,
        (Outcome::Pass | Outcome::NotApplicable, reason) => reason.is_none(),
    }
}

/// What a rule's answer is to an applicant with an accepted reason: the same,
/// but no more than a notice where the reason can excuse it. How the reason is
/// given depends on the route: `excused` says that a sentence must tell.
pub(super) fn excused(rule: &PhotoRule, finding: Finding) -> Finding {
    let counts = matches!(finding.outcome, Outcome::Fail | Outcome::Unsure);
    if !rule.excusable || !counts {
        return finding;
    }
    finding.as_severity(Severity::Notice).with("excused", Param::Word("special-case"))
}

/// `value` to the nearest multiple of `step`, so that a report does not claim
/// more than the measurement supports and the same on every machine.
fn round(value: f64, step: f64) -> f64 {
    // Multiplying by the step would leave 0.30000000000000004.
    // Adding zero turns -0 into 0.
    let steps_a_unit = (1.0 / step).round();
    if steps_a_unit >= 1.0 {
        (value * steps_a_unit).round() / steps_a_unit + 0.0
    } else {
        (value / step).round() * step + 0.0
    }
}

/// Of the readings to the hair's top and to the skull's, the one to hold
/// against `limit`: the first that is within it, else the one nearer to it.
/// Where the hair stands high the skull decides.
fn reading(limit: Limit, hair: f64, skull: f64, high_hair: bool) -> (f64, &'static str) {
    // The readings bound the crown: any length between them is a true one.
    let (low, high) = (hair.min(skull), hair.max(skull));
    let nearest = |value: f64| {
        value.max(limit.min.unwrap_or(f64::NEG_INFINITY)).min(limit.max.unwrap_or(f64::INFINITY))
    };
    if high_hair || (limit.holds(skull) && !limit.holds(hair)) {
        return (skull, "skull");
    }
    if limit.holds(hair) {
        return (hair, "hair");
    }
    if nearest(low) >= low && nearest(low) <= high {
        return (nearest(low), "between");
    }
    let hair_is_nearer = (hair - nearest(hair)).abs() <= (skull - nearest(skull)).abs();
    if hair_is_nearer { (hair, "hair") } else { (skull, "skull") }
}

/// Pages that more than one rule rests on.
mod sources {
    use crate::rule::{Confidence, Source};

    /// The list of unsuitable photos.
    pub(super) const BAD_EXAMPLES: Source = Source {
        title: "J-LIS「顔写真のチェックポイント」不適切な写真の例",
        url: "https://www.kojinbango-card.go.jp/kofushinse/checkpoint.html",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };

    /// The figure of a suitable photo, a guide.
    pub(super) const GUIDE_FIGURE: Source = Source {
        title: "J-LIS「適切な写真の規格」目安の図 (数値は第三者の書き起こし)",
        url: "https://www.kojinbango-card.go.jp/apprec/apply/facephoto/",
        read: "2026-11-22",
        confidence: Confidence::Reported,
    };

    /// Whose card has no photo.
    pub(super) const INFANTS: Source = Source {
        title: "伊那市「顔写真なしマイナンバーカード」申請日に1歳未満",
        url: "https://www.inacity.jp/kurashi/my_number/my_number_card/kaonashi_mynum.html",
        read: "2026-11-22",
        confidence: Confidence::Relayed,
    };

    /// Eyes and hair are listed for the neighbouring documents.
    pub(super) const LICENCE_EYES: Source = Source {
        title: "群馬県警察「運転免許証用写真」目を閉じているもの (近隣書類の例)",
        url: "https://www.police.pref.gunma.jp/675660.html",
        read: "2026-11-22",
        confidence: Confidence::Advice,
    };

    /// Red pupils are listed for the passport.
    pub(super) const PASSPORT_EYES: Source = Source {
        title: "宮城県「フラッシュで黒目が赤く写っている」(旅券の例)",
        url: "https://www.pref.miyagi.jp/site/passport/photo.html",
        read: "2026-11-22",
        confidence: Confidence::Advice,
    };

    /// What makes a photo defective.
    pub(super) const PHOTO: Source = Source {
        title: "J-LIS「顔写真が規格外(暗い、トリミングができない等)…不備となる」",
        url: "https://www.kojinbango-card.go.jp/apprec/abroad/procedure/photo/",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };

    /// The card's print is smaller than the photo.
    pub(super) const PRINTED: Source = Source {
        title: "J-LIS「縦2.75cm 横2.20cmに縮小して貼付されます」",
        url: "https://www.kojinbango-card.go.jp/kofushinse/checkpoint.html",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };

    /// How old a photo may be.
    pub(super) const TAKEN: Source = Source {
        title: "J-LIS「最近6ヶ月以内に撮影」; 平成26年総務省令第85号 第22条「申請前六月以内に撮影した」",
        url: "https://www.kojinbango-card.go.jp/kofushinse/checkpoint.html",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };

    /// What an uploaded file must be.
    pub(super) const UPLOAD: Source = Source {
        title: "J-LIS: jpeg, RGB, 20KB–7MB, 480–6000 px",
        url: "https://www.kojinbango-card.go.jp/en-kofushinse-checkpoint/",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_leaves_no_dust() {
        assert_eq!(round(33.949, 0.1), 33.9);
        assert_eq!(round(0.3 + 1e-12, 0.01), 0.3);
        assert_eq!(round(127.4, 1.0), 127.0);
        assert!(round(f64::NAN, 0.1).is_nan());
    }

    #[test]
    fn a_guide_is_missed_only_when_no_reading_keeps_it() {
        let guide = Limit::between(32.0, 36.0);
        assert_eq!(reading(guide, 35.0, 33.0, false), (35.0, "hair"));
        assert_eq!(reading(guide, 37.0, 34.0, false), (34.0, "skull"));
        assert_eq!(reading(guide, 36.5, 31.0, false), (32.0, "between"));
        assert_eq!(reading(guide, 30.0, 28.0, false), (30.0, "hair"));
        assert_eq!(reading(guide, 42.0, 40.0, false), (40.0, "skull"));
        assert_eq!(reading(guide, 44.0, 34.0, true), (34.0, "skull"));
    }
}
