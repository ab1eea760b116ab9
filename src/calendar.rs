//! Civil dates, Japanese eras and legal age.
//!
//! Nothing here reads a clock: the day of the application comes from the
//! caller.
//!
//! ```
//! use jiff::civil::date;
//! use mynacheck::calendar::{Era, EraDate, age_on, attains_at_the_end_of, era_of};
//!
//! assert_eq!(EraDate::new(Era::Reiwa, 5, 1, 2).western(), Ok(date(2023, 1, 2)));
//! assert_eq!(era_of(date(1989, 1, 8)), Some((Era::Heisei, 1)));
//!
//! // Born on 2 April 2008: 18 at the end of 1 April 2026, so not on that day.
//! assert_eq!(attains_at_the_end_of(date(2008, 4, 2), 18), Some(date(2026, 4, 1)));
//! assert_eq!(age_on(date(2008, 4, 2), date(2026, 4, 1)), Some(17));
//! assert_eq!(age_on(date(2008, 4, 2), date(2026, 4, 2)), Some(18));
//! ```

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// The first day of the Gregorian calendar in Japan, 明治6年1月1日. Dates of
/// Meiji 1 to 5 are lunisolar and do not convert by counting.
pub const GREGORIAN_FROM: Date = date(1873, 1, 1);

/// An era since 1868.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Era {
    /// 明治, from 25 January 1868.
    Meiji,
    /// 大正, from 30 July 1912.
    Taisho,
    /// 昭和, from 25 December 1926.
    Showa,
    /// 平成, from 8 January 1989.
    Heisei,
    /// 令和, from 1 May 2019.
    Reiwa,
}

impl Era {
    /// Every era, earliest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The era's name, such as 令和.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The day it was first in force.
    pub const fn first_day(self) -> Date {
        match self {
            Self::Meiji => date(1868, 1, 25),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// The last day that is written in it, or `None` for the present era.
    ///
    /// 明治 and 大正 ended on the day on which the next era began, by the words
    /// of the edicts (「明治45年7月30日以後ヲ改メテ大正元年ト為ス」); that day bears
    /// both names. 平成 and 令和 began on the day after.
    pub const fn last_day(self) -> Option<Date> {
        match self {
            Self::Meiji => Some(date(1912, 7, 30)),
            Self::Taisho => Some(date(1926, 12, 25)),
            Self::Showa => Some(date(1989, 1, 7)),
            Self::Heisei => Some(date(2019, 4, 30)),
            Self::Reiwa => None,
        }
    }
}

/// A date as it is written with an era.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EraDate {
    /// The era.
    pub era: Era,
    /// The year of the era; 1 is 元年.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Why a date written with an era is not a day of the calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EraError {
    /// There is no year 0: the first year is 1 or 元年.
    YearZero,
    /// The month is not 1 to 12.
    NoSuchMonth,
    /// The month has no such day.
    NoSuchDay,
    /// The day lies before the era began.
    BeforeEra(Era),
    /// The day lies after the era ended.
    AfterEra(Era),
    /// 明治1年 to 5年 are of the old lunisolar calendar, which does not convert
    /// by counting.
    OldCalendar,
}

impl EraDate {
    /// The date as written, whether there is such a day or not.
    pub const fn new(era: Era, year: u16, month: u8, day: u8) -> Self {
        Self { era, year, month, day }
    }

    /// The same day in the Western calendar.
    ///
    /// # Errors
    ///
    /// - The year is 0, or the month or the day does not exist.
    /// - The day lies outside the era: 昭和64年1月8日 is 平成元年1月8日.
    /// - The day is of 明治1年 to 5年.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use mynacheck::calendar::{Era, EraDate, EraError};
    ///
    /// assert_eq!(EraDate::new(Era::Showa, 64, 1, 7).western(), Ok(date(1989, 1, 7)));
    /// assert_eq!(
    ///     EraDate::new(Era::Showa, 64, 1, 8).western(),
    ///     Err(EraError::AfterEra(Era::Showa)),
    /// );
    /// ```
    pub fn western(self) -> Result<Date, EraError> {
        if self.year == 0 {
            return Err(EraError::YearZero);
        }
        if self.era == Era::Meiji && self.year <= 5 {
            return Err(EraError::OldCalendar);
        }
        if !(1..=12).contains(&self.month) {
            return Err(EraError::NoSuchMonth);
        }
        // A year that no calendar holds lies after every era that has an end.
        let year = i16::try_from(self.year)
            .ok()
            .and_then(|year| self.era.first_day().year().checked_add(year)?.checked_sub(1))
            .ok_or(EraError::AfterEra(self.era))?;
        let day = western(year, self.month, self.day).ok_or(EraError::NoSuchDay)?;
        if day < self.era.first_day() {
            return Err(EraError::BeforeEra(self.era));
        }
        if self.era.last_day().is_some_and(|last| day > last) {
            return Err(EraError::AfterEra(self.era));
        }
        Ok(day)
    }
}

/// The day of the Western calendar, if there is one.
pub fn western(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day that `YYYY-MM-DD` names, if there is one. Nothing else is read; jiff's
/// own parser knows every form of ISO 8601 and would weigh 20 KB in the module.
///
/// ```
/// use mynacheck::calendar;
///
/// assert_eq!(calendar::day("2024-02-29").map(|day| day.day()), Some(29));
/// assert_eq!(calendar::day("2026-02-29"), None);
/// assert_eq!(calendar::day("26-2-1"), None);
/// ```
pub fn day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let number = |at| text.get(at..at + 2)?.parse::<u8>().ok();
    let month = number(5_usize)?;
    let day = number(8)?;
    western(text.get(..4)?.parse().ok()?, month, day)
}

/// The era of a day and the year of the era, or `None` before 1 January 1873,
/// when Japan counted by another calendar. The two days that bear two names
/// (30 July 1912 and 25 December 1926) are given the later one.
pub fn era_of(day: Date) -> Option<(Era, u16)> {
    if day < GREGORIAN_FROM {
        return None;
    }
    let era = Era::ALL.into_iter().rev().find(|era| era.first_day() <= day)?;
    let year = day.year().checked_sub(era.first_day().year())?.checked_add(1)?;
    Some((era, u16::try_from(year).ok()?))
}

/// The day at whose end a person born on `born` comes to be `years` old: the
/// day before the birthday (年齢計算ニ関する法律, with 民法 article 143). A
/// birthday of 29 February that a year lacks is reached at the end of 28
/// February. `None` beyond the calendar's end.
pub fn attains_at_the_end_of(born: Date, years: u16) -> Option<Date> {
    let year = born.year().checked_add(i16::try_from(years).ok()?)?;
    match Date::new(year, born.month(), born.day()) {
        Ok(birthday) => birthday.checked_sub(1.day()).ok(),
        Err(_) => Date::new(year, 2, 28).ok(),
    }
}

/// The age in full years throughout `day`, or `None` before birth.
///
/// Who comes of an age at the end of `day` is still younger while `day` lasts:
/// on the day before the 15th birthday the answer is 14.
pub fn age_on(born: Date, day: Date) -> Option<u16> {
    if day < born {
        return None;
    }
    let years = u16::try_from(day.year().checked_sub(born.year())?).ok()?;
    let attained = years == 0 || attains_at_the_end_of(born, years).is_some_and(|end| end < day);
    if attained { Some(years) } else { years.checked_sub(1) }
}

/// The day `months` after `day`; the month's last day when it has no such day.
pub fn months_after(day: Date, months: i32) -> Option<Date> {
    day.checked_add(months.months()).ok()
}

/// The day `years` after `day`; 28 February when the year has no 29th.
pub fn years_after(day: Date, years: i32) -> Option<Date> {
    day.checked_add(years.years()).ok()
}
