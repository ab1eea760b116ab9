//! Japanese postal codes: seven digits.

use std::fmt;

use crate::report::Finding;
use crate::text::{Steps, digits};

use super::answer::{fail_at, text_of};
use super::application_id::wrong_length;
use super::value::Value;

/// How many digits there are.
pub const DIGITS: usize = 7;

/// A postal code of the right shape.
#[derive(Clone, Eq, PartialEq)]
pub struct PostalCode(String);

impl PostalCode {
    /// Reads a code, with or without 〒 and hyphen.
    ///
    /// # Errors
    ///
    /// - `not-text`, `broken-character`;
    /// - `not-a-digit`: a character that is no digit;
    /// - `wrong-length`: another count than 7.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let digits = as_read(text_of(value)?, steps)?;
        if digits.len() == DIGITS {
            return Ok(Self(digits));
        }
        Err(wrong_length(digits.len(), DIGITS))
    }

    /// The seven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Never the code.
impl fmt::Debug for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostalCode")
    }
}

/// The digits, however many there are.
pub fn as_read(typed: &str, steps: &mut Steps) -> Result<String, Finding> {
    let plain: String = typed
        .chars()
        .map(|c| match c {
            '〒' | '〠' => {
                steps.note("postal-mark-removed");
                ' '
            }
            _ => c,
        })
        .collect();
    digits::read(&plain, steps)
        .map_err(|other| fail_at("not-a-digit", (other.position, other.count)))
}
