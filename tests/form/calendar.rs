//! Eras and ages over 1868–2100, against sources that are not our own.

use std::fs;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use mynacheck::calendar::{
    Era, EraDate, EraError, GREGORIAN_FROM, age_on, attains_at_the_end_of, era_of,
};
use proptest::prelude::*;

const LAST: Date = date(2100, 12, 31);

/// `eras.txt` comes from ICU's Japanese calendar through Node.
#[test]
fn every_day_has_the_era_that_icu_gives_it() {
    let table = fs::read_to_string(super::place("tests/form/eras.txt")).unwrap();
    let mut changes: Vec<(Date, Option<Era>, u16)> = Vec::new();
    for line in table.lines() {
        let [day, era, year] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let era = Era::ALL.into_iter().find(|known| format!("{known:?}") == era);
        changes.push((day.parse().unwrap(), era, year.parse().unwrap()));
    }
    assert_eq!(changes.len(), 238);

    let mut day = date(1868, 1, 1);
    let mut now = 0;
    let mut days = 0;
    while day <= LAST {
        if changes.get(now + 1).is_some_and(|(first, ..)| *first <= day) {
            now += 1;
        }
        let (_, era, year) = changes[now];
        // Before 1873 Japan counted by another calendar; nothing is claimed.
        let expected = if day < GREGORIAN_FROM { None } else { era.map(|era| (era, year)) };
        assert_eq!(era_of(day), expected, "{day}");
        if let Some((era, year)) = expected {
            let written =
                EraDate::new(era, year, day.month().unsigned_abs(), day.day().unsigned_abs());
            assert_eq!(written.western(), Ok(day), "{written:?}");
        }
        days += 1;
        day = day.tomorrow().unwrap();
    }
    assert_eq!(days, 85_102);
}

#[test]
fn the_days_at_each_change_are_told_precisely() {
    let western = |era, year, month, day| EraDate::new(era, year, month, day).western();
    for (era, year, month, day) in [
        (Era::Meiji, 45, 7, 31),
        (Era::Taisho, 15, 12, 26),
        (Era::Showa, 64, 1, 8),
        (Era::Heisei, 31, 5, 1),
    ] {
        assert_eq!(western(era, year, month, day), Err(EraError::AfterEra(era)));
    }
    for (era, month, day) in
        [(Era::Taisho, 7, 29), (Era::Showa, 12, 24), (Era::Heisei, 1, 7), (Era::Reiwa, 4, 30)]
    {
        assert_eq!(western(era, 1, month, day), Err(EraError::BeforeEra(era)));
    }
    // Two days bear two names.
    assert_eq!(western(Era::Meiji, 45, 7, 30), western(Era::Taisho, 1, 7, 30));
    assert_eq!(western(Era::Taisho, 15, 12, 25), western(Era::Showa, 1, 12, 25));
    assert_eq!(western(Era::Meiji, 5, 12, 2), Err(EraError::OldCalendar));
    assert_eq!(western(Era::Meiji, 6, 1, 1), Ok(date(1873, 1, 1)));
    assert_eq!(western(Era::Reiwa, 0, 1, 1), Err(EraError::YearZero));
    assert_eq!(western(Era::Reiwa, 5, 2, 29), Err(EraError::NoSuchDay));
    assert_eq!(western(Era::Reiwa, 6, 2, 29), Ok(date(2024, 2, 29)));
}

/// The naive way: years apart, less one before the birthday's month and day.
/// 29 February counts from 1 March where the year has none.
fn naive_age(born: Date, day: Date) -> i16 {
    let reached = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!reached)
}

#[test]
fn ages_are_those_of_a_naive_count() {
    let mut born = date(1868, 1, 1);
    while born <= LAST {
        // Around each birthday, and at odd distances.
        for years in [0_i16, 1, 14, 15, 18, 75, 130] {
            for days in [-2_i32, -1, 0, 1, 2, 59, 200] {
                let Ok(near) = Date::new(born.year() + years, born.month(), 28) else { continue };
                let day = near.checked_add((i32::from(born.day()) - 28 + days).days()).unwrap();
                let expected = u16::try_from(naive_age(born, day)).ok().filter(|_| day >= born);
                assert_eq!(age_on(born, day), expected, "{born} on {day}");
            }
        }
        born = born.checked_add(1.day()).unwrap();
    }
}

#[test]
fn an_age_is_reached_at_the_end_of_the_day_before_the_birthday() {
    let end = |born, years| attains_at_the_end_of(born, years).unwrap();
    assert_eq!(end(date(2011, 4, 2), 15), date(2026, 4, 1));
    assert_eq!(end(date(2011, 1, 1), 15), date(2025, 12, 31));
    assert_eq!(end(date(2011, 3, 1), 15), date(2026, 2, 28));
    assert_eq!(end(date(2009, 3, 1), 15), date(2024, 2, 29));
    // Born on 29 February: the end of 28 February in every year.
    assert_eq!(end(date(2012, 2, 29), 14), date(2026, 2, 28));
    assert_eq!(end(date(2012, 2, 29), 16), date(2028, 2, 28));
    assert_eq!(age_on(date(2012, 2, 29), date(2026, 2, 28)), Some(13));
    assert_eq!(age_on(date(2012, 2, 29), date(2026, 3, 1)), Some(14));
    assert_eq!(age_on(date(2026, 1, 2), date(2026, 1, 1)), None);
    assert_eq!(age_on(date(2026, 1, 2), date(2026, 1, 2)), Some(0));
}

proptest! {
    #[test]
    fn era_and_western_dates_go_round(days in 0_i32..83_277) {
        let day = GREGORIAN_FROM.checked_add(days.days()).unwrap();
        let (era, year) = era_of(day).unwrap();
        let (month, dom) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        prop_assert_eq!(EraDate::new(era, year, month, dom).western(), Ok(day));
        for written in [
            format!("{}{year}年{month}月{dom}日", era.name()),
            format!("{}{year}.{month}.{dom}", &format!("{era:?}")[..1]),
            format!("{} {year:02} - {month:02} - {dom:02}", era.name()),
            day.to_string(),
        ] {
            let read = mynacheck::form::read("dateOfBirth", &written.as_str().into());
            prop_assert_eq!(read, Some(day.to_string()), "{}", written);
        }
    }

    #[test]
    fn no_era_date_panics(year: u16, month: u8, day: u8, era in 0_usize..5) {
        let _ = EraDate::new(Era::ALL[era], year, month, day).western();
    }

    #[test]
    fn no_age_panics(born in any_date(), day in any_date(), years: u16) {
        let _ = (age_on(born, day), attains_at_the_end_of(born, years), era_of(day));
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}
