//! The application form as typed values, and the rules it must keep.
//!
//! Whatever comes in, of whatever JSON shape, is read field by field into an
//! [`Application`]; the rules answer from that; the [`FormReport`] that goes
//! out holds no word and no number that was typed.
//!
//! ```
//! use jiff::civil::date;
//! use mynacheck::form::{self, Fields, Options, Value};
//! use mynacheck::report::{Outcome, Verdict};
//!
//! let mut fields = Fields::default();
//! fields.set("applicationId", Value::from("１２３４５６７ 12345678 12345678"));
//! fields.set("contactName", Value::from("山田 太郎"));
//! fields.set("email", Value::from("taro@example.jp"));
//! fields.set("dateOfBirth", Value::from("平成2年1月2日"));
//!
//! let mut options = Options::new(date(2026, 11, 22));
//! options.route = Some(form::Route::Online);
//! let report = form::check(&fields, &options);
//! assert_eq!(report.verdict, Verdict::Pass);
//! assert_eq!(report.readings["applicationId"], ["full-width-digits", "spaces-removed"]);
//!
//! fields.set("email", Value::from("taro.example.jp"));
//! let report = form::check(&fields, &options);
//! let found = report.checks.iter().find(|check| check.rule == "form/email");
//! assert_eq!(found.map(|check| check.outcome), Some(Outcome::Fail));
//! ```
//!
//! The JSON keys and what each route asks are listed in [`fields`].

pub mod answer;
pub mod application;
pub mod application_id;
pub mod case;
pub mod choice;
pub mod day;
pub mod email;
pub mod fields;
pub mod furigana;
pub mod individual_number;
#[cfg(not(target_family = "wasm"))]
pub mod json;
pub mod phone;
pub mod postal_code;
pub mod route;
pub mod rules;
pub mod value;
pub mod written;

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::report::{
    Check, Finding, FormReport, Outcome, Param, RULES_AS_OF, SCHEMA_VERSION, Verdict,
};
use crate::text::Steps;

pub use application::Application;
pub use case::Case;
pub use route::Route;
pub use value::{Fields, Value};

/// How an application is to be checked.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The day of the application: today, unless another day is asked about.
    pub applied_on: Date,
    /// The way to apply, in place of what the application itself says.
    pub route: Option<Route>,
    /// The file's name, for the report.
    pub file: Option<String>,
}

impl Options {
    /// An application of that day.
    pub fn new(applied_on: Date) -> Self {
        Self { applied_on, route: None, file: None }
    }
}

/// Why there is no application to check.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FormError {
    /// JSON, but no object at the top.
    NotAnObject,
    /// Not JSON.
    NotJson,
    /// Neither UTF-8 nor marked UTF-16.
    NotUtf8,
    /// Too many entries in one place, or a number beyond any that can be held.
    TooLarge,
}

impl FormError {
    /// Every error.
    pub const ALL: [Self; 4] = [Self::NotAnObject, Self::NotJson, Self::NotUtf8, Self::TooLarge];

    /// A word that stays the same, such as `not-an-object`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAnObject => "not-an-object",
            Self::NotJson => "not-json",
            Self::NotUtf8 => "not-utf-8",
            Self::TooLarge => "too-large",
        }
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnObject => "the application must be a JSON object",
            Self::NotJson => "the application is not JSON",
            Self::NotUtf8 => "the application is not encoded in UTF-8",
            Self::TooLarge => "the application has too many entries",
        })
    }
}

impl std::error::Error for FormError {}

/// Checks an application.
///
/// Every rule stands in the report once. A field has at most one failing
/// finding, the most severe and then the first; a rule whose own finding
/// stands back behind it is not applicable and names it in `params.behind`.
pub fn check(fields: &Fields, options: &Options) -> FormReport {
    let (application, readings) = Application::read(fields);
    let case = Case::new(fields, &application, options);
    let checks = rules::all()
        .iter()
        .map(|rule| {
            let finding = (rule.check)(&case);
            debug_assert!(rules::is_listed(rule, &finding), "{}: a reason", rule.rule.id);
            let field = rules::concerned(&finding).or(rule.field.map(|field| field.key));
            finding.into_check(&rule.rule, field)
        })
        .collect();
    report(one_a_field(checks), case.route, readings, options)
}

/// The report on an application that could not be read at all: the rule
/// `form/file-readable` fails with the error's code, no other applies.
pub fn unreadable(error: FormError, options: &Options) -> FormReport {
    let checks = rules::all().iter().map(|rule| {
        let finding = if rule.rule.id == rules::file_readable::RULE.rule.id {
            Finding::fail(error.code())
        } else {
            Finding::not_applicable()
        };
        finding.into_check(&rule.rule, rule.field.map(|field| field.key))
    });
    report(checks.collect(), options.route, application::Readings::new(), options)
}

/// Checks the application in a JSON file.
#[cfg(not(target_family = "wasm"))]
pub fn check_json(bytes: &[u8], options: &Options) -> FormReport {
    match json::fields(bytes) {
        Ok(fields) => check(&fields, options),
        Err(error) => unreadable(error, options),
    }
}

/// How a field's value is read, to be shown back to the person who typed it:
/// digits without what lies between them, a day as `YYYY-MM-DD`, a name
/// without the blanks around it. `None` for an unknown field, and where nothing
/// could be read.
///
/// This is no part of any report. Reading what was read changes nothing more.
///
/// ```
/// use mynacheck::form::{Value, read};
///
/// let shown = |key, text| read(key, &Value::from(text));
/// assert_eq!(shown("phone", "（０３）1234-5678").as_deref(), Some("0312345678"));
/// assert_eq!(shown("dateOfBirth", "昭和64年1月7日").as_deref(), Some("1989-01-07"));
/// assert_eq!(shown("name", " 髙橋 \u{3000}").as_deref(), Some("髙橋"));
/// ```
pub fn read(key: &str, value: &Value) -> Option<String> {
    use fields::Kind;

    let field = fields::of_key(key)?;
    if answer::is_missing(Some(value)) {
        return None;
    }
    let steps = &mut Steps::default();
    match field.kind {
        Kind::Date => day::read(value, steps).ok().map(|day| day.to_string()),
        Kind::Choice { .. } => match value {
            Value::Bool(present) => Some(if *present { "yes" } else { "no" }.to_owned()),
            _ => choice::key(value, field, steps).ok().map(str::to_owned),
        },
        Kind::Tick => None,
        Kind::Digits { .. } => crate::text::digits::read(value.as_text()?, steps).ok(),
        Kind::Email => Some(email::as_read(value.as_text()?, steps)),
        Kind::Phone => phone::as_read(value.as_text()?, steps).ok(),
        Kind::PostalCode => postal_code::as_read(value.as_text()?, steps).ok(),
        Kind::Furigana => {
            let inside = crate::text::trimmed(value.as_text()?, steps);
            Some(crate::text::kana::widened(inside, steps))
        }
        Kind::Text => Some(crate::text::trimmed(value.as_text()?, steps).to_owned()),
    }
}

/// A way to apply, as data for a page that builds its form from it.
#[derive(Clone, Debug, Serialize)]
pub struct RouteInfo {
    /// Its name in the JSON form and in reports.
    pub route: Route,
    /// The fields it asks for, in the order of the official form.
    pub fields: Vec<fields::FieldOnRoute>,
}

/// Every route and its fields.
pub fn routes() -> Vec<RouteInfo> {
    Route::ALL.into_iter().map(|route| RouteInfo { route, fields: fields::on(route) }).collect()
}

fn report(
    checks: Vec<Check>,
    route: Option<Route>,
    readings: application::Readings,
    options: &Options,
) -> FormReport {
    FormReport {
        schema_version: SCHEMA_VERSION,
        file: options.file.clone(),
        route: route.map(Route::key),
        rules_as_of: RULES_AS_OF,
        verdict: Verdict::of(&checks),
        checks,
        readings,
    }
}

/// Leaves one failing finding on each field: the most severe, then the first.
fn one_a_field(mut checks: Vec<Check>) -> Vec<Check> {
    let fields: BTreeSet<&'static str> =
        checks.iter().filter(|check| fails(check)).filter_map(|check| check.field).collect();
    for field in fields {
        let of_field = |check: &Check| check.field == Some(field);
        let failing = checks.iter().filter(|check| of_field(check) && fails(check));
        // `rev`: of several equal ones `max_by_key` gives the last.
        let collected: Vec<_> = failing.map(|check| (check.rule, check.severity)).collect();
        let Some((first, _)) = collected.into_iter().rev().max_by_key(|(_, severity)| *severity)
        else {
            continue;
        };
        for check in checks.iter_mut().filter(|check| of_field(check) && check.rule != first) {
            if matches!(check.outcome, Outcome::Fail | Outcome::Unsure) {
                check.outcome = Outcome::NotApplicable;
                check.measured = None;
                check.limit = None;
                check.params = [("behind", Param::Word(first))].into();
            }
        }
    }
    checks
}

fn fails(check: &Check) -> bool {
    check.outcome == Outcome::Fail
}
