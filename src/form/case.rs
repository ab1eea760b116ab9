//! One application on one day by one route: what the rules answer from.

use jiff::civil::Date;

use crate::calendar::{age_on, months_after};
use crate::report::{Finding, Outcome, Severity};

use super::answer::Answer;
use super::application::Application;
use super::fields::{self, Field, Need};
use super::value::Fields;
use super::{Options, Route};

/// The age from which a person applies without a representative.
const OF_AGE_TO_APPLY: u16 = 15;

/// How long a date on the form is taken as the day of the application.
const APPLICATION_DATE_HOLDS_MONTHS: i32 = 6;

/// One application on one day by one route.
pub struct Case<'a> {
    /// The entries as given.
    pub entries: &'a Fields,
    /// What they were read as.
    pub application: &'a Application,
    /// The route: the caller's, else the application's own.
    pub route: Option<Route>,
    /// The day on which the application is checked.
    pub today: Date,
}

impl<'a> Case<'a> {
    /// The case of `application` under `options`.
    pub fn new(entries: &'a Fields, application: &'a Application, options: &Options) -> Self {
        let route = options.route.or_else(|| application.route.value().copied());
        Self { entries, application, route, today: options.applied_on }
    }

    /// The day that ages and periods are counted to: the one written on the
    /// form where the route asks for it and it is neither in the future nor
    /// over six months old, else the day of the check.
    pub fn applied_on(&self) -> Date {
        let written = self.application.application_date.value().copied();
        let written = written.filter(|_| self.is_asked(&fields::APPLICATION_DATE));
        written.filter(|day| self.application_date_holds(*day)).unwrap_or(self.today)
    }

    /// Whether `day` can be the day of this application.
    pub fn application_date_holds(&self, day: Date) -> bool {
        day <= self.today
            && months_after(day, APPLICATION_DATE_HOLDS_MONTHS).is_some_and(|end| self.today <= end)
    }

    /// The applicant's age throughout the day of the application, or `None`
    /// when the date of birth is missing, not understood, or in the future.
    ///
    /// On the day before the 15th birthday the applicant is 14: the law counts
    /// the year as full at the end of that day, when the offices have closed.
    pub fn age(&self) -> Option<u16> {
        age_on(*self.application.date_of_birth.value()?, self.applied_on())
    }

    /// Whether the applicant is an adult ward.
    pub fn is_adult_ward(&self) -> bool {
        self.application.adult_ward.value() == Some(&true)
    }

    /// Whether a statutory representative applies: under 15, or an adult ward.
    /// `None` when the age is not known.
    pub fn is_represented(&self) -> Option<bool> {
        if self.is_adult_ward() {
            return Some(true);
        }
        self.age().map(|age| age < OF_AGE_TO_APPLY)
    }

    /// What the route asks of `field`.
    ///
    /// Without a route, only what every route needs is required: a name, the
    /// date of birth, and one of application id and Individual Number.
    pub fn need(&self, field: &Field) -> Need {
        if let Some(route) = self.route {
            return field.need(route);
        }
        let application = self.application;
        let required = match field.key {
            key if key == fields::DATE_OF_BIRTH.key => true,
            key if key == fields::NAME.key => application.contact_name.is_missing(),
            key if key == fields::APPLICATION_ID.key => application.individual_number.is_missing(),
            _ => false,
        };
        if required { Need::Required } else { Need::ForChecking }
    }

    /// Whether the route asks for `field`, or could use it.
    pub fn is_asked(&self, field: &Field) -> bool {
        self.need(field) != Need::NotAsked
    }

    /// What is to be said of a field by itself: `missing` where the route
    /// requires it, why it was not understood, or pass.
    pub fn own<T>(&self, field: &Field, answer: &Answer<T>) -> Finding {
        match (answer, self.need(field)) {
            (_, Need::NotAsked) => Finding::not_applicable(),
            (Answer::Missing, Need::Required) => Finding::fail("missing"),
            (Answer::Missing, _) => Finding::not_applicable(),
            // No part of this route's form, so nothing is sent back for it.
            (Answer::Unread(finding), Need::ForChecking) if self.route.is_some() => {
                finding.clone().as_severity(Severity::Notice)
            }
            (Answer::Unread(finding), _) => finding.clone(),
            (Answer::Read(_), _) => Finding::pass(),
        }
    }

    /// Whether anything of a statutory representative is filled in.
    pub fn has_representative(&self) -> bool {
        let form = self.application;
        !(form.representative_furigana.is_missing()
            && form.representative_name.is_missing()
            && form.representative_relation.is_missing()
            && form.representative_postal_code.is_missing()
            && form.representative_address.is_missing()
            && form.representative_phone.is_missing())
    }

    /// What is to be said of one of the representative's fields: required as
    /// soon as a representative applies and anything of theirs is filled in.
    pub fn of_representative<T>(&self, field: &Field, answer: &Answer<T>) -> Finding {
        if self.is_represented() == Some(false) || !self.has_representative() {
            return Finding::not_applicable();
        }
        let on_form = self.route.is_some_and(|route| field.need(route) == Need::Conditional);
        if on_form && answer.is_missing() && self.is_represented() == Some(true) {
            return Finding::fail("missing");
        }
        self.own(field, answer)
    }
}

impl Finding {
    /// This finding, or in place of a pass what `further` finds.
    pub fn or_else_find(self, further: impl FnOnce() -> Option<Finding>) -> Self {
        if self.outcome != Outcome::Pass {
            return self;
        }
        further().unwrap_or(self)
    }
}
