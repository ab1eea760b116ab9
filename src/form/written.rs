//! Names, addresses and other free text: taken as they stand.
//!
//! Only blanks around the text are taken off. No normalization: the residence
//! record decides how a name is written, and NFC alone rewrites some of its
//! ideographs.

use std::fmt;

use crate::report::{Finding, Severity};
use crate::text::characters::{is_control, is_emoji, is_half_width_katakana, is_invisible};
use crate::text::characters::{is_space, is_variation_selector};
use crate::text::{Steps, first_and_count, jis, trimmed};

use super::answer::{fail_at, text_of};
use super::value::Value;

/// A text as it was written, without the blanks around it.
#[derive(Clone, Eq, PartialEq)]
pub struct Written {
    text: String,
    /// The blanks before the text, in UTF-16 code units: positions count from
    /// the start of what was typed.
    offset: usize,
}

impl Written {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What cannot stand in any name or address:
    ///
    /// - `not-text`, `broken-character`;
    /// - `control-character`: a character for machines, such as a tab (line ends
    ///   are taken in an address);
    /// - `emoji`: a picture;
    /// - `no-letters`: only digits, spaces and signs.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let typed = text_of(value)?;
        let text = trimmed(typed, steps);
        let offset =
            typed.find(text).and_then(|at| typed.get(..at)).map_or(0, crate::text::utf16_len);
        let at = |(place, count): (usize, usize)| (place.saturating_add(offset), count);
        if let Some(place) = first_and_count(text, |c| is_control(c) || c == '\t') {
            return Err(fail_at("control-character", at(place)));
        }
        if let Some(place) = first_and_count(text, is_emoji) {
            return Err(fail_at("emoji", at(place)));
        }
        if !text.chars().any(char::is_alphabetic) {
            return Err(Finding::fail("no-letters"));
        }
        Ok(Self { text: text.to_owned(), offset })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is unusual in the text but does not keep it from being read: a
    /// warning of `half-width-katakana`, or a notice of `invisible-character`.
    pub fn remark(&self) -> Option<Finding> {
        if let Some(place) = self.first(is_half_width_katakana) {
            return Some(fail_at("half-width-katakana", place).as_severity(Severity::Warning));
        }
        let place = self.first(is_invisible)?;
        Some(fail_at("invisible-character", place).as_severity(Severity::Notice))
    }

    /// What an electronic certificate cannot hold and prints a substitute
    /// (代替文字) for: `outside-jis`, or `variant-form` where a selector chooses
    /// the form of an ideograph.
    pub fn substituted(&self) -> Option<Finding> {
        let known =
            |c| jis::holds(c) || is_space(c) || is_invisible(c) || is_half_width_katakana(c);
        if let Some(place) = self.first(|c| !known(c) && !is_variation_selector(c)) {
            return Some(fail_at("outside-jis", place));
        }
        self.first(is_variation_selector).map(|place| fail_at("variant-form", place))
    }

    /// Whether both are the same but for spaces and their width.
    pub fn same_but_for_spaces(&self, other: &Self) -> bool {
        let letters = |text: &'_ str| -> Vec<char> {
            let seen = text.chars().filter(|c| !is_space(*c) && !is_invisible(*c));
            seen.flat_map(char::to_lowercase).collect()
        };
        letters(&self.text) == letters(&other.text)
    }

    /// The first character that is `wanted` and how many are, counted from the
    /// start of what was typed.
    fn first(&self, wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        let (place, count) = first_and_count(&self.text, wanted)?;
        Some((place.saturating_add(self.offset), count))
    }
}

/// Never the text.
impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Written")
    }
}
