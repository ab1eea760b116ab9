//! Numbers with a fixed count of digits, read as meant.

use super::Steps;
use super::characters::{is_dictation_mark, is_invisible, is_number_hyphen, is_space};

/// A character that stands in a number and cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotADigit {
    /// Where the first one stands, in UTF-16 code units.
    pub position: usize,
    /// How many there are.
    pub count: usize,
}

/// The digits of `text`: full-width ones become half-width; spaces, hyphens,
/// long-vowel marks, dictation's punctuation and invisible characters go.
///
/// # Errors
///
/// When another character is left.
///
/// ```
/// use mynacheck::text::{Steps, digits::{NotADigit, read}};
///
/// let mut steps = Steps::default();
/// assert_eq!(read("０９０ー１２３４、5678。", &mut steps), Ok("09012345678".to_owned()));
/// assert_eq!(
///     steps.words(),
///     ["full-width-digits", "hyphens-removed", "punctuation-removed"],
/// );
/// assert_eq!(read("12O4", &mut steps), Err(NotADigit { position: 2, count: 1 }));
/// ```
pub fn read(text: &str, steps: &mut Steps) -> Result<String, NotADigit> {
    let mut digits = String::with_capacity(text.len().min(64));
    let mut taken = Steps::default();
    let mut other: Option<NotADigit> = None;
    let mut position = 0_usize;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            digits.push(digit);
            if digit != c {
                taken.note("full-width-digits");
            }
        } else if is_space(c) {
            taken.note("spaces-removed");
        } else if is_number_hyphen(c) {
            taken.note("hyphens-removed");
        } else if is_dictation_mark(c) {
            taken.note("punctuation-removed");
        } else if is_invisible(c) {
            taken.note("invisible-removed");
        } else {
            other = Some(match other {
                None => NotADigit { position, count: 1 },
                Some(first) => NotADigit { count: first.count.saturating_add(1), ..first },
            });
        }
        position = position.saturating_add(c.len_utf16());
    }
    if let Some(other) = other {
        return Err(other);
    }
    for step in taken.words() {
        steps.note(step);
    }
    Ok(digits)
}

/// The ASCII digit that `c` is, half-width or full-width.
pub fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => super::characters::narrowed(c),
        _ => None,
    }
}

/// Whether `text` is made of `count` ASCII digits.
pub fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}
