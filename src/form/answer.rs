//! What a field was found to hold.

use crate::report::{Finding, Param};
use crate::text::{self, Steps};

use super::Value;

/// A field as it was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<T> {
    /// Absent, `null` or blank.
    Missing,
    /// Understood.
    Read(T),
    /// Filled in, but not understood: the finding says why.
    Unread(Finding),
}

impl<T> Answer<T> {
    /// What was understood.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it was not understood for this reason.
    pub fn is_unread_for(&self, reason: &'static str) -> bool {
        match self {
            Self::Unread(finding) => finding.params.get("reason") == Some(&Param::Word(reason)),
            _ => false,
        }
    }

    /// Whether nothing was filled in.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

/// What a kind of field makes of a value that is not missing.
pub type Reader<T> = fn(&Value, &mut Steps) -> Result<T, Finding>;

/// Whether nothing is filled in: no value, or only blanks.
pub fn is_missing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Text(text)) => text::is_blank(text),
        // The era of a date is chosen beforehand; without a number it says nothing.
        Some(Value::Object(parts)) => {
            parts.iter().all(|(key, part)| key == "era" || is_missing(Some(part)))
        }
        Some(Value::Bool(_) | Value::Number(_) | Value::Other) => false,
    }
}

/// A fail with the place of the first character concerned and their count.
pub fn fail_at(reason: &'static str, (position, count): (usize, usize)) -> Finding {
    Finding::fail(reason).with("position", number(position)).with("count", number(count))
}

/// A count or a place as a parameter.
pub fn number(value: usize) -> Param {
    // Exact up to 2^53, far beyond any text.
    Param::Number(value as f64)
}

/// The text of a value.
///
/// # Errors
///
/// `not-text` for another shape, `broken-character` for a damaged text.
pub fn text_of(value: &Value) -> Result<&str, Finding> {
    let text = value.as_text().ok_or_else(|| Finding::fail("not-text"))?;
    match text::first_and_count(text, |c| c == text::characters::BROKEN) {
        Some(place) => Err(fail_at("broken-character", place)),
        None => Ok(text),
    }
}

/// A tick box.
///
/// # Errors
///
/// `not-yes-or-no` for anything but `true` and `false`.
pub fn tick(value: &Value, _: &mut Steps) -> Result<bool, Finding> {
    match value {
        Value::Bool(ticked) => Ok(*ticked),
        _ => Err(Finding::fail("not-yes-or-no")),
    }
}
