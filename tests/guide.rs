//! After the check: validity, days and what is said.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use mynacheck::form::Route;
use mynacheck::guide::validity::{CardValidity, UNKNOWN, Until, card_validity};
use mynacheck::guide::{
    ExpressReason, Guide, Occasion, Resident, Situation, Value, guide, statements,
};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn born(year: i16, month: i8, day: i8) -> Situation {
    let mut situation = Situation::new(TODAY);
    situation.born = Some(date(year, month, day));
    situation
}

fn issued(mut situation: Situation, on: Date) -> Situation {
    situation.issued_on = Some(on);
    situation.applied_on = on.checked_sub(30.days()).unwrap();
    situation
}

fn stay(mut situation: Situation, resident: Resident, until: Option<Date>) -> Situation {
    situation.resident = resident;
    situation.residence_expiry = until;
    situation
}

/// `2036-01-15 tenth-birthday`, or `unknown leap-day-birthday`.
fn told(until: &Until) -> String {
    match (&until.until, until.rule, until.unknown) {
        (Some(day), Some(rule), None) => format!("{day} {rule}"),
        (None, None, Some(reason)) => format!("unknown {reason}"),
        _ => panic!("{until:?} says two things"),
    }
}

fn card(situation: &Situation) -> String {
    told(&card_validity(situation).card)
}

#[test]
fn adults_have_ten_birthdays_and_minors_five() {
    let on = date(2026, 11, 22);
    let table = [
        (born(1990, 1, 15), on, "2036-01-15 tenth-birthday"),
        (born(1990, 11, 21), on, "2036-11-21 tenth-birthday"),
        (born(1990, 11, 23), on, "2035-11-23 tenth-birthday"),
        (born(2015, 12, 31), on, "2030-12-31 fifth-birthday"),
        (born(2015, 1, 1), on, "2031-01-01 fifth-birthday"),
        // Two days before the 18th birthday, and the day after.
        (born(2008, 11, 24), on, "2030-11-24 fifth-birthday"),
        (born(2008, 11, 21), on, "2036-11-21 tenth-birthday"),
    ];
    for (situation, on, wanted) in table {
        assert_eq!(card(&issued(situation.clone(), on)), wanted, "{:?}", situation.born);
    }
}

#[test]
fn what_no_text_settles_is_unknown() {
    let on = date(2026, 11, 22);
    let table = [
        (born(2000, 2, 29), "unknown leap-day-birthday"),
        (born(1990, 11, 22), "unknown issued-on-birthday"),
        // The law counts the eve as the day on which the year is full.
        (born(2008, 11, 23), "unknown eighteen-on-issue-date"),
        (born(2008, 11, 22), "unknown eighteen-on-issue-date"),
        (born(2026, 9, 1), "unknown photo-less-card"),
        (born(2027, 1, 1), "unknown born-later"),
        (Situation::new(TODAY), "unknown born-not-given"),
    ];
    for (situation, wanted) in table {
        assert_eq!(card(&issued(situation.clone(), on)), wanted, "{:?}", situation.born);
    }
}

#[test]
fn the_rule_before_april_2022_was_twenty() {
    let minor = born(2003, 6, 1);
    assert_eq!(card(&issued(minor.clone(), date(2022, 4, 10))), "2026-06-01 fifth-birthday");
    let mut later = issued(minor, date(2022, 4, 10));
    later.applied_on = date(2022, 4, 1);
    assert_eq!(card(&later), "2031-06-01 tenth-birthday");
}

#[test]
fn a_limited_stay_ends_the_card_where_it_is_earlier() {
    let on = date(2026, 11, 22);
    let adult = || issued(born(1990, 1, 15), on);
    let soon = Some(date(2028, 3, 31));
    let table = [
        (Resident::MidToLongTerm, soon, "2028-03-31 period-of-stay"),
        (Resident::MidToLongTerm, Some(date(2040, 1, 1)), "2036-01-15 tenth-birthday"),
        (Resident::MidToLongTerm, None, "unknown residence-expiry-not-given"),
        (Resident::MidToLongTerm, Some(date(2026, 11, 21)), "unknown stay-ended"),
        (Resident::Permanent, soon, "2036-01-15 tenth-birthday"),
        (Resident::SpecialPermanent, None, "2036-01-15 tenth-birthday"),
        (Resident::TemporaryRefuge, Some(date(2027, 5, 1)), "2027-05-01 landing-period"),
        (Resident::ProvisionalStay, Some(date(2027, 5, 1)), "2027-05-01 provisional-stay"),
        (Resident::TransitionalBirth, None, "unknown residence-expiry-not-given"),
        (Resident::TransitionalNationalityLoss, Some(date(2027, 1, 10)), "2027-01-10 sixty-days"),
    ];
    for (resident, until, wanted) in table {
        assert_eq!(card(&stay(adult(), resident, until)), wanted, "{resident:?} {until:?}");
    }
}

/// The stay settles what the birthday leaves open, where it ends before any
/// reading of it.
#[test]
fn a_stay_that_ends_first_settles_an_open_birthday() {
    let on = date(2026, 11, 22);
    let until = |situation, end| card(&stay(issued(situation, on), Resident::MidToLongTerm, end));
    let soon = Some(date(2029, 1, 1));
    for situation in [born(2000, 2, 29), born(1990, 11, 22), born(2008, 11, 22)] {
        assert_eq!(until(situation, soon), "2029-01-01 period-of-stay");
    }
    assert_eq!(until(Situation::new(TODAY), soon), "2029-01-01 period-of-stay");
    let late = Some(date(2036, 12, 1));
    assert_eq!(until(born(2000, 2, 29), late), "unknown leap-day-birthday");
    assert_eq!(until(born(2026, 9, 1), soon), "unknown photo-less-card");
}

#[test]
fn certificates_have_five_birthdays_and_never_outlast_the_card() {
    let on = date(2026, 11, 22);
    let of = |situation: &Situation| {
        let CardValidity { user_certificate, signature_certificate, .. } = card_validity(situation);
        (told(&user_certificate), told(&signature_certificate))
    };
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let adult = issued(born(1990, 1, 15), on);
    assert_eq!(of(&adult), same("2031-01-15 fifth-birthday"));
    let limited = stay(adult.clone(), Resident::MidToLongTerm, Some(date(2028, 3, 31)));
    assert_eq!(of(&limited), same("2028-03-31 card"));
    let mut ward = adult;
    ward.adult_ward = true;
    assert_eq!(of(&ward).1, "unknown adult-ward");
    let child = issued(born(2015, 1, 1), on);
    assert_eq!(of(&child), ("2031-01-01 card".into(), "unknown under-15".into()));
    // Whichever of 5 and 10 birthdays the card has, the certificates have 5.
    let mut edge = issued(born(2008, 11, 23), on);
    assert_eq!(of(&edge).0, "2030-11-23 fifth-birthday");
    edge.born = Some(date(2000, 2, 29));
    assert_eq!(of(&edge).0, "unknown leap-day-birthday");
    assert_eq!(of(&issued(born(2026, 9, 1), on)).0, "unknown photo-less-card");
}

#[test]
fn a_birthday_before_the_issue_is_told() {
    let validity = card_validity(&born(1990, 12, 10));
    assert!(validity.is_estimated);
    assert_eq!(told(&validity.card), "2035-12-10 tenth-birthday");
    let other = validity.alternative.unwrap();
    assert_eq!(other.issued_after, "2026-12-10");
    assert_eq!(told(&other.card), "2036-12-10 tenth-birthday");
    // Applied on the birthday: the card comes after it.
    assert_eq!(card(&born(1990, 11, 22)), "2036-11-22 tenth-birthday");
    assert!(card_validity(&born(1990, 11, 22)).alternative.is_none());
    assert!(card_validity(&born(1990, 3, 1)).alternative.is_none());
    // Comes of age in between.
    let validity = card_validity(&born(2008, 12, 20));
    assert_eq!(told(&validity.card), "2030-12-20 fifth-birthday");
    assert_eq!(told(&validity.alternative.unwrap().card), "2036-12-20 tenth-birthday");
}

#[test]
fn renewal_opens_the_day_after_three_months_before() {
    let from = |situation| card_validity(&situation).renewal_from;
    assert_eq!(from(born(1990, 1, 15)).as_deref(), Some("2035-10-16"));
    assert_eq!(from(born(1990, 5, 31)).as_deref(), Some("2036-03-01"));
    let limited = stay(born(1990, 1, 15), Resident::MidToLongTerm, Some(date(2028, 1, 1)));
    assert_eq!(from(limited), None);
}

fn ids(guide: &Guide) -> Vec<&'static str> {
    guide.statements.iter().map(|statement| statement.id).collect()
}

fn day(guide: &Guide, id: &str) -> String {
    let statement = guide.statements.iter().find(|statement| statement.id == id).unwrap();
    let day = statement.params.iter().find_map(|(_, value)| match value {
        Value::Day(day) => Some(day.clone()),
        _ => None,
    });
    day.unwrap()
}

#[test]
fn days_after_moving_are_counted_from_the_day_after() {
    let mut situation = born(1990, 1, 15);
    situation.moved_on = Some(date(2026, 11, 20));
    situation.planned_move_out_on = Some(date(2026, 12, 1));
    situation.move_notified_on = Some(date(2026, 12, 3));
    let guide = guide(&situation);
    assert_eq!(day(&guide, "moving/by"), "2026-12-04");
    assert_eq!(day(&guide, "moving/moved-out-by"), "2026-12-31");
    assert_eq!(day(&guide, "moving/card-by"), "2027-03-03");
}

#[test]
fn infants_may_ask_for_express_issue_until_the_eve_of_their_birthday() {
    let infant = guide(&born(2026, 9, 1));
    assert_eq!(day(&infant, "express/infant-by"), "2027-08-31");
    let mut leap = born(2028, 2, 29);
    leap.applied_on = date(2028, 3, 1);
    assert!(ids(&guide(&leap)).contains(&"express/infant"));
    let mut arrived = born(1990, 1, 15);
    arrived.express_reason = Some(ExpressReason::FromAbroad);
    arrived.express_event_on = Some(date(2026, 11, 1));
    let arrived = guide(&arrived);
    assert_eq!(day(&arrived, "express/by"), "2026-12-01");
    assert!(ids(&arrived).contains(&"time/express"));
}

#[test]
fn a_new_card_for_a_lost_one_has_its_price() {
    let sums = |express| {
        let mut situation = born(1990, 1, 15);
        situation.occasion = Occasion::Reissue;
        situation.express_reason = express;
        let guide = guide(&situation);
        let fee = guide.statements.into_iter().find(|said| said.id.starts_with("fee/")).unwrap();
        fee.params
    };
    let wanted =
        |yen, without| vec![("yen", Value::Number(yen)), ("without", Value::Number(without))];
    assert_eq!(sums(None), wanted(1000, 800));
    assert_eq!(sums(Some(ExpressReason::Lost)), wanted(2000, 1800));
}

#[test]
fn a_stay_that_ends_within_two_months_is_warned_of() {
    let says = |end| {
        let situation = stay(born(1990, 1, 15), Resident::MidToLongTerm, Some(end));
        ids(&guide(&situation)).contains(&"stay/soon")
    };
    assert!(says(date(2027, 1, 22)));
    assert!(!says(date(2027, 1, 23)));
}

fn any_day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a day", |(year, month, day)| Date::new(year, month, day).ok())
}

prop_compose! {
    fn any_situation()(
        today in any_day(),
        applied_on in any_day(),
        days in prop::array::uniform6(prop::option::of(any_day())),
        route in prop::option::of(prop::sample::select(Route::ALL.to_vec())),
        resident in prop::sample::select(Resident::ALL.to_vec()),
        occasion in prop::sample::select(Occasion::ALL.to_vec()),
        express_reason in prop::option::of(prop::sample::select(ExpressReason::ALL.to_vec())),
        express_event_on in prop::option::of(any_day()),
        adult_ward in any::<bool>(),
        special_case in any::<bool>(),
    ) -> Situation {
        let [born, issued_on, residence_expiry, moved_on, planned, notified] = days;
        let mut situation = Situation::new(today);
        situation.applied_on = applied_on;
        situation.born = born;
        situation.issued_on = issued_on;
        situation.residence_expiry = residence_expiry;
        situation.moved_on = moved_on;
        situation.planned_move_out_on = planned;
        situation.move_notified_on = notified;
        situation.route = route;
        situation.resident = resident;
        situation.occasion = occasion;
        situation.express_reason = express_reason;
        situation.express_event_on = express_event_on;
        situation.adult_ward = adult_ward;
        situation.special_case = special_case;
        situation
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_situation_is_answered_from_the_registry(situation in any_situation()) {
        let guide = guide(&situation);
        let mut seen = BTreeSet::new();
        for said in &guide.statements {
            let known = statements::ALL.iter().find(|known| known.id == said.id).unwrap();
            let params: BTreeSet<_> = said.params.iter().map(|(name, _)| *name).collect();
            prop_assert_eq!(params, known.params.iter().copied().collect(), "{}", said.id);
            prop_assert!(seen.insert(said.id), "{} is said twice", said.id);
        }
    }

    #[test]
    fn no_card_outlasts_its_holders_stay_or_ten_birthdays(situation in any_situation()) {
        let validity = card_validity(&situation);
        let untils = [&validity.card, &validity.user_certificate, &validity.signature_certificate];
        for until in untils {
            told(until);
            let unknown = until.unknown.is_none_or(|reason| {
                UNKNOWN.contains(&reason) || ["under-15", "adult-ward"].contains(&reason)
            });
            prop_assert!(unknown, "{until:?}");
        }
        let Some(card) = validity.card.until.as_deref() else { return Ok(()) };
        let card: Date = card.parse().unwrap();
        let issued = situation.issued_on.unwrap_or(situation.applied_on);
        let most = issued.checked_add(10.years()).unwrap().checked_add(3.days()).unwrap();
        prop_assert!(card >= issued && card <= most, "{card}");
        if situation.resident.is_limited() {
            prop_assert!(card <= situation.residence_expiry.unwrap());
        }
        if let Some(certificate) = validity.user_certificate.until {
            prop_assert!(certificate.parse::<Date>().unwrap() <= card);
        }
    }
}

/// Every statement has its sentence with its values in both languages that
/// others are translated from, and no sentence stands without its statement.
#[test]
fn sentences_and_statements_are_the_same() {
    for language in ["en", "ja"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/messages");
        let text = fs::read_to_string(path.join(format!("{language}.json"))).unwrap();
        let catalogue: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut sentences = BTreeMap::new();
        for (group, part) in catalogue["guide"].as_object().unwrap() {
            // What the page says around the statements.
            if ["rules", "phone"].contains(&group.as_str()) {
                continue;
            }
            for (name, sentence) in part.as_object().unwrap() {
                let names = sentence.as_str().unwrap().split('{').skip(1);
                let names: BTreeSet<_> =
                    names.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
                sentences.insert(format!("{group}/{name}"), names);
            }
        }
        let known: BTreeMap<_, BTreeSet<_>> = statements::ALL
            .iter()
            .map(|known| {
                let params = known.params.iter().map(|param| (*param).to_owned()).collect();
                (known.id.to_owned(), params)
            })
            .collect();
        assert_eq!(sentences, known, "{language}");
    }
}

#[test]
fn every_unknown_is_said() {
    for reason in UNKNOWN {
        assert!(statements::unknown(reason).is_some(), "{reason}");
    }
    for known in statements::ALL {
        if let Some(reason) = known.id.strip_prefix("card/unknown-") {
            assert!(UNKNOWN.contains(&reason), "{reason}");
        }
        assert!(known.source.url.starts_with("http"), "{}", known.id);
        assert!(known.source.read.parse::<Date>().is_ok(), "{}", known.id);
    }
}

/// The types that JavaScript callers see name every value, and no other.
#[test]
fn the_types_of_javascript_are_the_registrys() {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    // The names of the registry stand in a file of their own.
    let files = ["report.d.ts", "names.d.ts"].map(|name| fs::read_to_string(www.join(name)));
    let types = files.map(Result::unwrap).concat();
    let union = |field: &str, after: &str| -> BTreeSet<String> {
        let (_, rest) = types.split_once(after).unwrap();
        let (_, rest) = rest.split_once(field).unwrap();
        let (union, _) = rest.split_once(';').unwrap();
        union.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let set =
        |keys: &[&str]| -> BTreeSet<String> { keys.iter().map(|key| (*key).to_owned()).collect() };
    let situation = "interface Situation {";
    assert!(types.contains("route?: Route;"));
    assert_eq!(union("=", "export type Route "), set(&Route::ALL.map(Route::key)));
    assert_eq!(union("resident?:", situation), set(&Resident::ALL.map(Resident::key)));
    assert_eq!(union("occasion?:", situation), set(&Occasion::ALL.map(Occasion::key)));
    let reasons = set(&ExpressReason::ALL.map(ExpressReason::key));
    assert_eq!(union("expressReason?:", situation), reasons);
    let unknown = set(&[&UNKNOWN[..], &["under-15", "adult-ward"]].concat());
    assert_eq!(union("unknown:", "interface Until {"), unknown);
}
