//! Days, written in the Western calendar or with an era.

use jiff::civil::Date;

use crate::calendar::{Era, EraDate, EraError, western};
use crate::report::Finding;
use crate::text::characters::{is_invisible, is_number_hyphen, is_space, narrowed};
use crate::text::{Steps, first_and_count, is_blank};

use super::answer::{fail_at, is_missing, text_of};
use super::value::Value;

/// Reads a day: a text such as `1990-01-02`, `1990年1月2日`, `19900102`,
/// `平成2年1月2日`, `H2.1.2`, `令和元年五月一日`, full-width or half-width; or the
/// three parts as an object, `{"era": "heisei", "year": "2", …}`, where a
/// missing era is the Western calendar.
///
/// # Errors
///
/// - `not-a-date`: a text that is no date, or another shape;
/// - `broken-character`;
/// - `missing-year`, `missing-month`, `missing-day`: a part is left out;
/// - `year-not-a-number`, `month-not-a-number`, `day-not-a-number`;
/// - `unknown-era`;
/// - `two-digit-year`: a Western year needs four digits;
/// - `year-last`: day and month cannot be told apart;
/// - `year-zero`, `no-such-month`, `no-such-day`;
/// - `not-a-leap-year`: 29 February in a year that has none;
/// - `before-taisho` … `before-reiwa`, `after-meiji` … `after-heisei`: a day
///   that the era does not have;
/// - `old-calendar`: 明治1年 to 5年, which do not convert by counting.
pub fn read(value: &Value, steps: &mut Steps) -> Result<Date, Finding> {
    let mut taken = Steps::default();
    let parts = match value {
        Value::Object(entries) => of_entries(entries, &mut taken)?,
        Value::Text(_) => of_text(text_of(value)?, &mut taken)?,
        _ => return Err(Finding::fail("not-a-date")),
    };
    let day = day(parts)?;
    if parts.era.is_some() {
        taken.note("era-date");
    }
    for step in taken.words() {
        steps.note(step);
    }
    Ok(day)
}

/// Why a date is not a day, in the words of the findings.
pub static REASONS: &[&str] = &[
    "not-a-date",
    "broken-character",
    "missing-year",
    "missing-month",
    "missing-day",
    "year-not-a-number",
    "month-not-a-number",
    "day-not-a-number",
    "unknown-era",
    "two-digit-year",
    "year-last",
    "year-zero",
    "no-such-month",
    "no-such-day",
    "not-a-leap-year",
    "before-taisho",
    "before-showa",
    "before-heisei",
    "before-reiwa",
    "after-meiji",
    "after-taisho",
    "after-showa",
    "after-heisei",
    "old-calendar",
];

#[derive(Clone, Copy)]
struct Parts {
    era: Option<Era>,
    year: u32,
    month: u32,
    day: u32,
}

/// The day that the three numbers name.
fn day(parts: Parts) -> Result<Date, Finding> {
    let Parts { era, year, month, day } = parts;
    if year == 0 {
        return Err(Finding::fail("year-zero"));
    }
    if era.is_none() && year < 100 {
        return Err(Finding::fail("two-digit-year"));
    }
    let month = u8::try_from(month).unwrap_or(u8::MAX);
    let day = u8::try_from(day).unwrap_or(u8::MAX);
    if !(1..=12).contains(&month) {
        return Err(Finding::fail("no-such-month"));
    }
    let no_such_day = || {
        let reason = if month == 2 && day == 29 { "not-a-leap-year" } else { "no-such-day" };
        Finding::fail(reason)
    };
    let Some(era) = era else {
        let year = i16::try_from(year).ok().filter(|year| *year <= 9999);
        let year = year.ok_or_else(|| Finding::fail("not-a-date"))?;
        return western(year, month, day).ok_or_else(no_such_day);
    };
    let year = u16::try_from(year).unwrap_or(u16::MAX);
    EraDate::new(era, year, month, day).western().map_err(|error| match error {
        EraError::YearZero => Finding::fail("year-zero"),
        EraError::NoSuchMonth => Finding::fail("no-such-month"),
        EraError::NoSuchDay => no_such_day(),
        EraError::OldCalendar => Finding::fail("old-calendar"),
        EraError::BeforeEra(era) => Finding::fail(match era {
            // Meiji's first years are of the old calendar, so no day that
            // converts lies before it.
            Era::Meiji => "old-calendar",
            Era::Taisho => "before-taisho",
            Era::Showa => "before-showa",
            Era::Heisei => "before-heisei",
            Era::Reiwa => "before-reiwa",
        }),
        EraError::AfterEra(era) => Finding::fail(match era {
            Era::Meiji => "after-meiji",
            Era::Taisho => "after-taisho",
            Era::Showa => "after-showa",
            Era::Heisei => "after-heisei",
            // The present era has no end; only the calendar has.
            Era::Reiwa => "not-a-date",
        }),
    })
}

/// The parts of an object with `era`, `year`, `month` and `day`.
fn of_entries(entries: &[(String, Value)], steps: &mut Steps) -> Result<Parts, Finding> {
    let part = |key: &str| entries.iter().rev().find(|(name, _)| name == key).map(|(_, v)| v);
    let era = match part("era") {
        blank if is_missing(blank) => None,
        Some(Value::Text(text)) => era_of_name(&plain(text, steps))?,
        _ => return Err(Finding::fail("unknown-era")),
    };
    let mut number = |key, missing: &'static str, odd: &'static str, unit| {
        let value = part(key).filter(|value| !is_missing(Some(value)));
        let value = value.ok_or_else(|| Finding::fail(missing))?;
        of_part(value, unit, steps).ok_or_else(|| Finding::fail(odd))
    };
    Ok(Parts {
        era,
        year: number("year", "missing-year", "year-not-a-number", '年')?,
        month: number("month", "missing-month", "month-not-a-number", '月')?,
        day: number("day", "missing-day", "day-not-a-number", '日')?,
    })
}

/// The number of one part, with or without its 年, 月 or 日.
fn of_part(value: &Value, unit: char, steps: &mut Steps) -> Option<u32> {
    match value {
        Value::Text(text) => {
            let text = plain(text, steps);
            number(text.strip_suffix(unit).unwrap_or(&text))
        }
        // JSON has one kind of number; a part of a date is a small whole one.
        Value::Number(number) if (0.0..=9999.0).contains(number) && number.fract() == 0.0 => {
            Some(*number as u32)
        }
        _ => None,
    }
}

/// The parts of a written date.
fn of_text(typed: &str, steps: &mut Steps) -> Result<Parts, Finding> {
    let text = plain(typed, steps);
    let (era, rest) = split_era(&text);
    let rest = rest.strip_suffix("生まれ").or_else(|| rest.strip_suffix('生')).unwrap_or(rest);

    // Eight digits, or an era and six.
    if rest.chars().all(|c| c.is_ascii_digit()) {
        let year_digits = match (era, rest.len()) {
            (Some(None) | None, 8) => 4,
            (Some(Some(_)), 6) => 2,
            _ => 0,
        };
        if let Some((year, rest)) = rest.split_at_checked(year_digits)
            && let Some((month, day)) = rest.split_at_checked(2)
            && let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day))
        {
            return Ok(Parts { era: era.flatten(), year, month, day });
        }
    }

    let separator = |c: char| "年月/.".contains(c) || is_number_hyphen(c);
    let whole = rest.strip_suffix('日').unwrap_or(rest);
    let pieces: Vec<&str> = whole.split(separator).collect();
    let first_is_year = rest.contains('年') || era.is_some();
    let numbers: Option<Vec<u32>> = pieces.iter().map(|piece| number(piece)).collect();
    let last_is_blank = pieces.last().is_some_and(|piece| piece.is_empty());
    match (numbers.as_deref(), pieces.as_slice()) {
        (Some(&[year, month, day]), [first, _, last]) => {
            if era.is_none() && !first_is_year && first.len() <= 2 && last.len() == 4 {
                return Err(Finding::fail("year-last"));
            }
            Ok(Parts { era: era.flatten(), year, month, day })
        }
        (_, [first, second]) if last_is_blank && number(first).is_some() && second.is_empty() => {
            Err(Finding::fail(if first_is_year { "missing-month" } else { "not-a-date" }))
        }
        (_, [first, second, third])
            if third.is_empty() && number(first).is_some() && number(second).is_some() =>
        {
            Err(Finding::fail("missing-day"))
        }
        (Some(&[first, _]), _) if rest.contains('日') || first <= 12 && !first_is_year => {
            Err(Finding::fail("missing-year"))
        }
        (Some(&[_, _]), _) => Err(Finding::fail("missing-day")),
        (Some(&[year]), _) if first_is_year || (1000..=9999).contains(&year) => {
            Err(Finding::fail("missing-month"))
        }
        _ => {
            let known = |c: char| {
                is_space(c) || is_invisible(c) || number(&narrow(c).to_string()).is_some()
            };
            Err(match first_and_count(typed, |c| !known(c)) {
                Some(place) => fail_at("not-a-date", place),
                None => Finding::fail("not-a-date"),
            })
        }
    }
}

/// `text` half-width, without spaces, ligatures of eras spelt out.
fn plain(text: &str, steps: &mut Steps) -> String {
    let mut plain = String::with_capacity(text.len().min(64));
    let inside = text.trim_matches(|c| is_space(c) || is_invisible(c));
    for c in inside.chars() {
        match c {
            '㍾' => plain.push_str("明治"),
            '㍽' => plain.push_str("大正"),
            '㍼' => plain.push_str("昭和"),
            '㍻' => plain.push_str("平成"),
            '㋿' => plain.push_str("令和"),
            _ if is_space(c) => steps.note("spaces-removed"),
            _ if is_invisible(c) => steps.note("invisible-removed"),
            _ => {
                let narrow = narrow(c);
                if narrow != c && narrow.is_ascii_digit() {
                    steps.note("full-width-digits");
                }
                plain.push(narrow);
            }
        }
    }
    plain
}

fn narrow(c: char) -> char {
    narrowed(c).unwrap_or(c)
}

/// The era at the start of a date: `None` when there is none, `Some(None)` for
/// 西暦; and what follows.
fn split_era(text: &str) -> (Option<Option<Era>>, &str) {
    if let Some(rest) = text.strip_prefix("西暦") {
        return (Some(None), rest);
    }
    for era in Era::ALL {
        if let Some(rest) = text.strip_prefix(era.name()) {
            return (Some(Some(era)), rest);
        }
    }
    let mut rest = text.chars();
    match rest.next().and_then(era_of_letter) {
        Some(era) => (Some(Some(era)), rest.as_str().trim_start_matches('.')),
        None => (None, text),
    }
}

/// The era of an abbreviation, such as R or 昭.
fn era_of_letter(letter: char) -> Option<Era> {
    match letter {
        'M' | 'm' | '明' => Some(Era::Meiji),
        'T' | 't' | '大' => Some(Era::Taisho),
        'S' | 's' | '昭' => Some(Era::Showa),
        'H' | 'h' | '平' => Some(Era::Heisei),
        'R' | 'r' | '令' => Some(Era::Reiwa),
        _ => None,
    }
}

/// The era of a whole name; `None` for the Western calendar.
fn era_of_name(name: &str) -> Result<Option<Era>, Finding> {
    if matches!(name, "西暦" | "西")
        || ["western", "ad", "ce"].iter().any(|w| name.eq_ignore_ascii_case(w))
    {
        return Ok(None);
    }
    let keys = ["meiji", "taisho", "showa", "heisei", "reiwa"];
    for (era, key) in Era::ALL.into_iter().zip(keys) {
        if name == era.name() || name.eq_ignore_ascii_case(key) {
            return Ok(Some(era));
        }
    }
    let mut letters = name.chars();
    match (letters.next().and_then(era_of_letter), letters.next()) {
        (Some(era), None) => Ok(Some(era)),
        _ => Err(Finding::fail("unknown-era")),
    }
}

/// A whole number up to four digits in Western figures, or up to 99 in
/// Japanese ones; 元 is 1.
fn number(text: &str) -> Option<u32> {
    if is_blank(text) {
        return None;
    }
    if text == "元" {
        return Some(1);
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        // Longer numbers are no part of a date and must not be read as one.
        return if text.len() <= 4 { text.parse().ok() } else { None };
    }
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (Some(tens), ones),
        None => (None, text),
    };
    let ones = figures(ones)?;
    match tens {
        None => Some(ones),
        Some("") => ones.checked_add(10).filter(|_| ones < 10),
        Some(tens) => {
            let tens = figures(tens).filter(|tens| (1..10).contains(tens))?;
            tens.checked_mul(10)?.checked_add(ones).filter(|_| ones < 10)
        }
    }
}

/// Japanese figures written one after another, such as 一九九〇; none are 0.
fn figures(text: &str) -> Option<u32> {
    let mut value = 0_u32;
    for (place, c) in text.chars().enumerate() {
        if place >= 4 {
            return None;
        }
        let figure = "〇一二三四五六七八九".chars().position(|figure| figure == c)?;
        value = value.checked_mul(10)?.checked_add(u32::try_from(figure).ok()?)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::Param;

    fn of(text: &str) -> Result<Date, &'static str> {
        read(&Value::from(text), &mut Steps::default()).map_err(|finding| reason(&finding))
    }

    fn reason(finding: &Finding) -> &'static str {
        match finding.params["reason"] {
            Param::Word(word) => {
                assert!(REASONS.contains(&word), "{word} is not listed");
                word
            }
            Param::Number(_) => panic!("a reason is a word"),
        }
    }

    #[test]
    fn western_dates_are_read_as_people_write_them() {
        for text in [
            "1990-01-02",
            "1990-1-2",
            "1990/1/2",
            "1990.01.02",
            "19900102",
            "1990年1月2日",
            "１９９０年０１月０２日",
            "1990 年 1 月 2 日",
            "西暦1990年1月2日",
            "1990ー01ー02",
            " 1990-01-02\u{3000}",
            "一九九〇年一月二日",
            "1990年1月2日生",
            "1990年1月2日生まれ",
        ] {
            assert_eq!(of(text), Ok(date(1990, 1, 2)), "{text}");
        }
    }

    #[test]
    fn era_dates_are_read_as_people_write_them() {
        for text in [
            "平成2年1月2日",
            "平成２年１月２日",
            "H2.1.2",
            "h2-1-2",
            "Ｈ２．１．２",
            "平2/1/2",
            "㍻2年1月2日",
            "H020102",
            "H.2.1.2",
            "平成二年一月二日",
            "平成 02 年 01 月 02 日",
        ] {
            assert_eq!(of(text), Ok(date(1990, 1, 2)), "{text}");
        }
        assert_eq!(of("令和元年五月一日"), Ok(date(2019, 5, 1)));
        assert_eq!(of("昭和六十三年十二月三十一日"), Ok(date(1988, 12, 31)));
        assert_eq!(of("昭和二十年十月十日"), Ok(date(1945, 10, 10)));
    }

    #[test]
    fn what_is_wrong_with_a_date_is_said_precisely() {
        for (text, said) in [
            ("昭和64年1月8日", "after-showa"),
            ("平成元年1月7日", "before-heisei"),
            ("平成31年5月1日", "after-heisei"),
            ("令和元年4月30日", "before-reiwa"),
            ("明治45年7月31日", "after-meiji"),
            ("大正元年7月29日", "before-taisho"),
            ("大正15年12月26日", "after-taisho"),
            ("昭和元年12月24日", "before-showa"),
            ("明治5年12月2日", "old-calendar"),
            ("明治元年1月1日", "old-calendar"),
            ("令和0年1月1日", "year-zero"),
            ("令和5年13月1日", "no-such-month"),
            ("1990-02-30", "no-such-day"),
            ("1990-02-29", "not-a-leap-year"),
            ("令和5年2月29日", "not-a-leap-year"),
            ("90-01-02", "two-digit-year"),
            ("01/02/1990", "year-last"),
            ("1990年1月", "missing-day"),
            ("1990-01", "missing-day"),
            ("1990年", "missing-month"),
            ("平成2年", "missing-month"),
            ("1990", "missing-month"),
            ("1月2日", "missing-year"),
            ("tomorrow", "not-a-date"),
            ("慶応3年1月1日", "not-a-date"),
            ("1990-01-02T00:00:00Z", "not-a-date"),
            ("99999-01-02", "not-a-date"),
            ("1990-01-\u{fffd}", "broken-character"),
        ] {
            assert_eq!(of(text), Err(said), "{text}");
        }
    }

    /// The day of the change bears both names in 1912 and 1926.
    #[test]
    fn overlaps_are_accepted_under_both_names() {
        assert_eq!(of("明治45年7月30日"), of("大正元年7月30日"));
        assert_eq!(of("大正15年12月25日"), of("昭和元年12月25日"));
        assert_eq!(of("明治6年1月1日"), Ok(date(1873, 1, 1)));
    }

    #[test]
    fn three_parts_are_a_date() {
        let of = |era: Option<&str>, year: Value, month: &str, day: &str| {
            let mut parts = vec![
                ("year".to_owned(), year),
                ("month".to_owned(), Value::from(month)),
                ("day".to_owned(), Value::from(day)),
            ];
            parts.extend(era.map(|era| ("era".to_owned(), Value::from(era))));
            read(&Value::Object(parts), &mut Steps::default()).map_err(|f| reason(&f))
        };
        assert_eq!(of(Some("heisei"), Value::from("２"), "1", "2"), Ok(date(1990, 1, 2)));
        assert_eq!(of(Some("令和"), Value::from("元年"), "5", "1日"), Ok(date(2019, 5, 1)));
        assert_eq!(of(Some("western"), Value::Number(1990.0), "01", "02"), Ok(date(1990, 1, 2)));
        assert_eq!(of(None, Value::from("1990"), "1", "2"), Ok(date(1990, 1, 2)));
        assert_eq!(of(None, Value::from("1990"), "", "2"), Err("missing-month"));
        assert_eq!(of(None, Value::from("abc"), "1", "2"), Err("year-not-a-number"));
        assert_eq!(of(None, Value::Number(1990.5), "1", "2"), Err("year-not-a-number"));
        assert_eq!(of(Some("keio"), Value::from("3"), "1", "2"), Err("unknown-era"));
        assert_eq!(of(None, Value::Null, "1", "2"), Err("missing-year"));
        assert_eq!(of(None, Value::Bool(true), "1", "2"), Err("year-not-a-number"));
    }
}
