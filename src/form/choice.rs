//! Fields with a few values.

use crate::report::Finding;
use crate::text::{Steps, trimmed};

use super::answer::text_of;
use super::fields::{self, Field, Kind};
use super::value::Value;

/// 男・女 of the residence record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sex {
    /// 女
    Female,
    /// 男
    Male,
}

impl Sex {
    /// Reads `male`, `female`, 男 or 女.
    ///
    /// # Errors
    ///
    /// `not-text`, `broken-character`, `unknown-choice`.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        match key(value, &fields::SEX_FIELD, steps)? {
            "male" => Ok(Self::Male),
            _ => Ok(Self::Female),
        }
    }
}

/// 外国人住民の区分: the six official values, by their keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ForeignResidentCategory(&'static str);

impl ForeignResidentCategory {
    /// Reads a key, such as `mid-to-long-term`, or the form's word, such as
    /// 中長期在留者.
    ///
    /// # Errors
    ///
    /// `not-text`, `broken-character`, `unknown-choice`.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        key(value, &fields::FOREIGN_RESIDENT_CATEGORY, steps).map(Self)
    }

    /// Its key.
    pub fn key(self) -> &'static str {
        self.0
    }
}

/// 有・無: whether the residence card prints a last day of the stay.
///
/// # Errors
///
/// `not-text`, `broken-character`, `unknown-choice`.
pub fn presence(value: &Value, steps: &mut Steps) -> Result<bool, Finding> {
    if let Value::Bool(present) = value {
        return Ok(*present);
    }
    Ok(key(value, &fields::RESIDENCE_EXPIRY_PRESENT, steps)? == "yes")
}

/// The key of the choice that is meant.
pub fn key(value: &Value, field: &Field, steps: &mut Steps) -> Result<&'static str, Finding> {
    let Kind::Choice { choices } = field.kind else {
        return Err(Finding::fail("unknown-choice"));
    };
    let text = trimmed(text_of(value)?, steps);
    let meant =
        choices.iter().find(|choice| choice.key.eq_ignore_ascii_case(text) || choice.label == text);
    meant.map(|choice| choice.key).ok_or_else(|| Finding::fail("unknown-choice"))
}
