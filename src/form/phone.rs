//! Telephone numbers: whether the office could dial one.

use std::fmt;

use crate::report::Finding;
use crate::text::{Steps, digits};

use super::answer::{fail_at, text_of};
use super::value::Value;

/// A telephone number that can be dialled.
#[derive(Clone, Eq, PartialEq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number: Japanese, of 10 or 11 digits from 0, or abroad with +
    /// and 8 to 15 digits (ITU-T E.164). +81 becomes 0; brackets go.
    ///
    /// # Errors
    ///
    /// - `not-text`, `broken-character`;
    /// - `not-a-digit`: a character that is no digit;
    /// - `area-code-missing`: too short for a number with its area code, which
    ///   begins with 0;
    /// - `wrong-length`: another count of digits.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let number = as_read(text_of(value)?, steps)?;
        if let Some(abroad) = number.strip_prefix('+') {
            return match abroad.len() {
                8..=15 => Ok(Self(number)),
                _ => Err(Finding::fail("wrong-length")),
            };
        }
        match (number.starts_with('0'), number.len()) {
            (true, 10 | 11) => Ok(Self(number)),
            (false, 5..=9) => Err(Finding::fail("area-code-missing")),
            _ => Err(Finding::fail("wrong-length")),
        }
    }

    /// The digits, after a + for a number abroad.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Never the number.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone")
    }
}

/// The digits, after a + for a number abroad, however many there are.
pub fn as_read(typed: &str, steps: &mut Steps) -> Result<String, Finding> {
    // A bracket or a plus is one character before and after, so places hold.
    let mut plus = false;
    let plain: String = typed
        .chars()
        .map(|c| match c {
            '(' | ')' | '（' | '）' => {
                steps.note("brackets-removed");
                ' '
            }
            '+' | '＋' if !plus => {
                plus = true;
                ' '
            }
            _ => c,
        })
        .collect();
    let digits = digits::read(&plain, steps)
        .map_err(|other| fail_at("not-a-digit", (other.position, other.count)))?;
    if !plus {
        return Ok(digits);
    }
    let Some(national) = digits.strip_prefix("81") else { return Ok(format!("+{digits}")) };
    steps.note("country-code");
    // +81 (0)90 … keeps a zero that is not dialled from abroad.
    Ok(format!("0{}", national.strip_prefix('0').unwrap_or(national)))
}
