//! Until when a card and its certificates hold.
//!
//! | holder | the card holds until |
//! | --- | --- |
//! | 18 or over on the day of issue | the 10th birthday after issue |
//! | under 18 | the 5th |
//! | applied by 31 March 2022 and under 20 | the 5th |
//! | limited period of stay | its end, or the birthday where that is earlier |
//!
//! The certificates hold until the 5th birthday after issue, or as long as the
//! card where that is shorter.
//!
//! What no text that was read settles is unknown: a birthday on 29 February, who
//! comes to be 18 on the day of issue, a card issued on a birthday, and a card
//! without a photo.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::calendar::{age_on, attains_at_the_end_of, months_after, years_after};
use crate::rule::Source;

use super::{Resident, Situation, sources, written};

/// Until here, applicants under 20 were given a card of five years.
const OF_AGE_AT_20_UNTIL: Date = date(2022, 3, 31);

/// A card takes about a month; within so many months of the application it
/// will have been issued.
const ISSUED_WITHIN_MONTHS: i32 = 2;

/// Until when a card and its certificates hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardValidity {
    /// Whether the day of issue is not known yet: the answer is for a card that
    /// is issued within two months of the application.
    pub is_estimated: bool,
    /// The card.
    pub card: Until,
    /// The card, where a birthday comes within two months of the application and
    /// the card is issued only after it.
    pub alternative: Option<Alternative>,
    /// 利用者証明用電子証明書
    pub user_certificate: Until,
    /// 署名用電子証明書; `unknown` is `under-15` or `adult-ward` where it is not
    /// issued in principle.
    pub signature_certificate: Until,
    /// From when the card can be renewed: the day after three months before
    /// its end. `None` for a limited stay, whose card is extended instead.
    pub renewal_from: Option<String>,
}

/// A last day, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Until {
    /// YYYY-MM-DD.
    pub until: Option<String>,
    /// What decides it: `tenth-birthday`, `fifth-birthday`, `period-of-stay`,
    /// `landing-period`, `provisional-stay`, `sixty-days`, or for a certificate
    /// `card`.
    pub rule: Option<&'static str>,
    /// Why it is not known: one of [`UNKNOWN`].
    pub unknown: Option<&'static str>,
    /// Where the rule was read.
    pub source: &'static Source,
}

/// What holds if the card is issued after the birthday.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alternative {
    /// The birthday, YYYY-MM-DD.
    pub issued_after: String,
    /// The card.
    pub card: Until,
}

/// Why a last day is not known.
pub static UNKNOWN: [&str; 9] = [
    "born-not-given",
    "born-later",
    "calendar",
    "eighteen-on-issue-date",
    "issued-on-birthday",
    "leap-day-birthday",
    "photo-less-card",
    "residence-expiry-not-given",
    "stay-ended",
];

/// Until when the card of `situation` holds.
///
/// ```
/// use jiff::civil::date;
/// use mynacheck::guide::{Resident, Situation, validity::card_validity};
///
/// let mut situation = Situation::new(date(2026, 11, 22));
/// situation.born = Some(date(1990, 5, 1));
/// situation.resident = Resident::MidToLongTerm;
/// situation.residence_expiry = Some(date(2028, 3, 31));
/// let card = card_validity(&situation).card;
/// assert_eq!((card.until.as_deref(), card.rule), (Some("2028-03-31"), Some("period-of-stay")));
///
/// situation.resident = Resident::Japanese;
/// situation.born = Some(date(2000, 2, 29));
/// assert_eq!(card_validity(&situation).card.unknown, Some("leap-day-birthday"));
/// ```
pub fn card_validity(situation: &Situation) -> CardValidity {
    let Issue { day, birthday_within } = issue(situation);
    let card = card(situation, day);
    let alternative = birthday_within.and_then(|birthday| {
        let after = birthday.checked_add(1.day()).ok()?;
        let other = self::card(situation, after);
        (other != card).then(|| Alternative {
            issued_after: written(birthday),
            card: other.told(card_source(situation)),
        })
    });
    let user = nth_birthday(situation.born, day, 5).or_earlier(card, "card");
    let renewal_from = match card {
        Limit::Day(until, _) if !situation.resident.is_limited() => {
            months_after(until, -3).and_then(|day| day.checked_add(1.day()).ok()).map(written)
        }
        _ => None,
    };
    CardValidity {
        is_estimated: situation.issued_on.is_none(),
        card: card.told(card_source(situation)),
        alternative,
        user_certificate: user.told(&sources::CERTIFICATE_VALIDITY),
        signature_certificate: match not_issued(situation) {
            Some(reason) => Until {
                until: None,
                rule: None,
                unknown: Some(reason),
                source: &sources::SIGNATURE_CERTIFICATE,
            },
            None => user.told(&sources::CERTIFICATE_VALIDITY),
        },
        renewal_from,
    }
}

/// Whether it is 29 February.
pub fn is_leap_day(day: Date) -> bool {
    day.month() == 2 && day.day() == 29
}

/// The day of issue to count from.
struct Issue {
    day: Date,
    /// The birthday that may come before the card is issued.
    birthday_within: Option<Date>,
}

fn issue(situation: &Situation) -> Issue {
    if let Some(day) = situation.issued_on {
        return Issue { day, birthday_within: None };
    }
    let applied = situation.applied_on;
    // No card is issued on the day of its application.
    let next = |days: i32| applied.checked_add(days.days()).unwrap_or(applied);
    let last = months_after(applied, ISSUED_WITHIN_MONTHS).unwrap_or(applied);
    let birthday = situation.born.filter(|born| !is_leap_day(*born) && *born <= applied);
    let birthday = birthday.and_then(|born| birthday_after(born, applied));
    match birthday.filter(|birthday| *birthday <= last) {
        // Nobody's card is there in two days.
        Some(birthday) if birthday <= next(2) => {
            let after = birthday.checked_add(1.day()).unwrap_or(birthday);
            Issue { day: after, birthday_within: None }
        }
        birthday_within => Issue { day: next(1), birthday_within },
    }
}

/// The first birthday after `day`; not of 29 February.
fn birthday_after(born: Date, day: Date) -> Option<Date> {
    let this_year = Date::new(day.year(), born.month(), born.day()).ok()?;
    if this_year > day {
        return Some(this_year);
    }
    years_after(this_year, 1)
}

/// A last day as far as it is known.
#[derive(Clone, Copy, PartialEq)]
enum Limit {
    /// The day, and what decides it.
    Day(Date, &'static str),
    /// Not known, but not before `earliest` where that is given.
    Open { earliest: Option<Date>, reason: &'static str },
}

impl Limit {
    /// The earlier of this and `other`, whose day is then decided by `rule`.
    fn or_earlier(self, other: Self, rule: &'static str) -> Self {
        match (self, other) {
            (Self::Day(own, _), Self::Day(day, _)) if own < day => self,
            (_, Self::Day(day, _)) if self.is_not_before(day) => Self::Day(day, rule),
            (Self::Day(own, _), Self::Open { .. }) if other.is_not_before(own) => self,
            (Self::Open { .. }, _) => self,
            (_, Self::Open { .. }) => other,
            (Self::Day(..), Self::Day(..)) => self,
        }
    }

    fn is_not_before(self, day: Date) -> bool {
        match self {
            Self::Day(own, _) => own >= day,
            Self::Open { earliest, .. } => earliest.is_some_and(|earliest| earliest >= day),
        }
    }

    fn told(self, source: &'static Source) -> Until {
        match self {
            Self::Day(day, rule) => {
                Until { until: Some(written(day)), rule: Some(rule), unknown: None, source }
            }
            Self::Open { reason, .. } => {
                Until { until: None, rule: None, unknown: Some(reason), source }
            }
        }
    }
}

fn unknown(reason: &'static str) -> Limit {
    Limit::Open { earliest: None, reason }
}

fn card(situation: &Situation, issued: Date) -> Limit {
    if situation.is_without_photo() {
        return unknown("photo-less-card");
    }
    let birthday = by_age(situation, issued);
    if !situation.resident.is_limited() {
        return birthday;
    }
    let rule = match situation.resident {
        Resident::TemporaryRefuge => "landing-period",
        Resident::ProvisionalStay => "provisional-stay",
        Resident::TransitionalBirth | Resident::TransitionalNationalityLoss => "sixty-days",
        _ => "period-of-stay",
    };
    match situation.residence_expiry {
        None => unknown("residence-expiry-not-given"),
        Some(end) if end < issued => unknown("stay-ended"),
        Some(end) => birthday.or_earlier(Limit::Day(end, rule), rule),
    }
}

/// The 10th birthday after issue, or for minors the 5th.
fn by_age(situation: &Situation, issued: Date) -> Limit {
    let born = situation.born;
    let of_age = if situation.applied_on <= OF_AGE_AT_20_UNTIL { 20 } else { 18 };
    let Some(eve) = born.and_then(|born| attains_at_the_end_of(born, of_age)) else {
        return nth_birthday(born, issued, 5);
    };
    let birthday = eve.checked_add(1.day()).unwrap_or(eve);
    if issued < eve {
        return nth_birthday(born, issued, 5);
    }
    if issued > birthday {
        return nth_birthday(born, issued, 10);
    }
    let earliest = match nth_birthday(born, issued, 5) {
        Limit::Day(day, _) => Some(day),
        Limit::Open { earliest, .. } => earliest,
    };
    Limit::Open { earliest, reason: "eighteen-on-issue-date" }
}

/// The birthday that comes as the `n`th after the day of issue.
fn nth_birthday(born: Option<Date>, issued: Date, n: i16) -> Limit {
    // The nth birthday cannot come sooner, however it is counted.
    let earliest = years_after(issued, i32::from(n).saturating_sub(1));
    let Some(born) = born else {
        return Limit::Open { earliest, reason: "born-not-given" };
    };
    if born > issued {
        return unknown("born-later");
    }
    if is_leap_day(born) {
        return Limit::Open { earliest, reason: "leap-day-birthday" };
    }
    if (born.month(), born.day()) == (issued.month(), issued.day()) {
        return Limit::Open { earliest, reason: "issued-on-birthday" };
    }
    let rule = if n == 10 { "tenth-birthday" } else { "fifth-birthday" };
    birthday_after(born, issued)
        .and_then(|first| years_after(first, i32::from(n).saturating_sub(1)))
        .map_or(unknown("calendar"), |day| Limit::Day(day, rule))
}

/// Why no certificate for signatures is issued.
fn not_issued(situation: &Situation) -> Option<&'static str> {
    if situation.adult_ward {
        return Some("adult-ward");
    }
    let day = situation.issued_on.unwrap_or(situation.applied_on);
    let age = age_on(situation.born?, day)?;
    (age < 15).then_some("under-15")
}

fn card_source(situation: &Situation) -> &'static Source {
    if situation.is_without_photo() {
        return &sources::INFANTS;
    }
    match situation.resident {
        Resident::Japanese => &sources::CARD_VALIDITY,
        _ => &sources::STAY_AND_CARD,
    }
}
