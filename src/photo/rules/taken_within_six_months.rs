//! The photo was taken within six months before the application.
//!
//! Why: the ordinance and the office ask for it (最近6ヶ月以内に撮影). The only trace
//! in a file is its EXIF date, which a camera's clock may have wrong and many
//! programs drop; so this warns, and without a date it says that it cannot know.
//!
//! Passes: taken on 22 May for an application on 22 November. Fails: taken the
//! day before. Unsure: no date, no day of application, or a date after it.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use super::{PhotoRule, sources};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/taken-within-six-months",
        severity: Severity::Warning,
        source: sources::TAKEN,
        order: 160,
    },
    excusable: false,
    reasons: &["no-date", "no-application-date", "future-date", "too-old"],
    check,
};

/// The ordinance's: 申請前六月以内.
const MONTHS: i32 = 6;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    // A camera's frame is taken now.
    let Some(file) = &photo.file else { return Ok(Finding::not_applicable()) };
    let Some(taken_on) = file.tags.taken_on else { return Ok(Finding::unsure("no-date")) };
    let Some(applied_on) = photo.applied_on else {
        return Ok(Finding::unsure("no-application-date"));
    };
    if taken_on > applied_on {
        return Ok(Finding::unsure("future-date"));
    }
    let limit =
        applied_on.checked_sub(MONTHS.months()).ok().and_then(|from| days(from, applied_on));
    let (Some(age), Some(limit)) = (days(taken_on, applied_on), limit) else {
        return Ok(Finding::unsure("no-date"));
    };
    let finding = Finding::measured(age, "day", Limit::at_most(limit));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    Ok(finding.with("reason", Param::Word("too-old")))
}

fn days(from: Date, to: Date) -> Option<f64> {
    let span = from.until((Unit::Day, to)).ok()?;
    Some(f64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_ends() {
        let date = Date::constant;
        assert_eq!(days(date(2026, 5, 22), date(2026, 11, 22)), Some(184.0));
        assert_eq!(days(date(2024, 2, 28), date(2024, 3, 1)), Some(2.0));
    }
}
