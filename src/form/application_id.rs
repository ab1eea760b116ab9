//! 申請書ID: 23 digits. Nothing is published about what they mean or about a
//! check digit, so only their count is checked.

use std::fmt;

use crate::report::{Finding, Limit, Measured};
use crate::text::{Steps, digits};

use super::answer::{fail_at, number, text_of};
use super::individual_number::IndividualNumber;
use super::value::Value;

/// How many digits there are.
pub const DIGITS: usize = 23;

/// An application id of the right shape.
#[derive(Clone, Eq, PartialEq)]
pub struct ApplicationId(String);

impl ApplicationId {
    /// Reads the id.
    ///
    /// # Errors
    ///
    /// - `not-text`, `broken-character`;
    /// - `not-a-digit`: a character that is no digit;
    /// - `looks-like-individual-number`: 12 digits whose check digit agrees;
    /// - `wrong-length`: another count than 23.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let digits = digits::read(text_of(value)?, steps)
            .map_err(|other| fail_at("not-a-digit", (other.position, other.count)))?;
        if digits.len() == DIGITS {
            return Ok(Self(digits));
        }
        if IndividualNumber::of_digits(&digits).is_ok() {
            return Err(Finding::fail("looks-like-individual-number"));
        }
        Err(wrong_length(digits.len(), DIGITS))
    }

    /// The 23 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Never the digits.
impl fmt::Debug for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApplicationId")
    }
}

/// `given` digits where there should be `wanted`.
pub fn wrong_length(given: usize, wanted: usize) -> Finding {
    let finding =
        Finding::fail("wrong-length").with("digits", number(given)).with("wanted", number(wanted));
    Finding {
        measured: Some(Measured { value: given as f64, unit: "count" }),
        limit: Some(Limit::between(wanted as f64, wanted as f64)),
        ..finding
    }
}
