//! E-mail addresses: their shape. Whether one exists only a message can tell.

use std::fmt;

use crate::report::{Finding, Limit, Measured};
use crate::text::characters::{is_invisible, is_space, narrowed};
use crate::text::{Steps, first_and_count};

use super::answer::{fail_at, text_of};
use super::value::Value;

/// The most characters that mail is delivered to (RFC 5321, 4.5.3.1.3: a path
/// of 256 with its two angle brackets).
pub const MAX_LENGTH: usize = 254;

/// An e-mail address of the right shape.
#[derive(Clone, Eq, PartialEq)]
pub struct Email(String);

impl Email {
    /// Reads an address. Full-width characters become half-width, a Japanese
    /// full stop becomes a dot; spaces, invisible characters and punctuation
    /// after the end go.
    ///
    /// Dots side by side or before the @ are accepted: Japanese carriers gave
    /// out such addresses for years.
    ///
    /// # Errors
    ///
    /// - `not-text`, `broken-character`;
    /// - `missing-at`, `several-at`: no @, or more than one;
    /// - `nothing-before-at`, `nothing-after-at`;
    /// - `not-allowed`: a character that no address has, such as a kana or a
    ///   bracket;
    /// - `domain-without-dot`: nothing like `.jp` at the end;
    /// - `domain-shape`: a dot or a hyphen in a place where none can stand;
    /// - `too-long`: over 254 characters.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let typed = text_of(value)?;
        let address = as_read(typed, steps);
        let odd = |c: char| {
            !is_space(c) && !is_invisible(c) && !meant(c).is_some_and(|c| is_allowed(c) || c == '@')
        };
        if let Some(place) = first_and_count(typed, odd)
            && address.chars().any(|c| !is_allowed(c) && c != '@')
        {
            return Err(fail_at("not-allowed", place));
        }
        let Some((local, domain)) = address.split_once('@') else {
            return Err(Finding::fail("missing-at"));
        };
        if domain.contains('@') {
            return Err(Finding::fail("several-at"));
        }
        if local.is_empty() {
            return Err(Finding::fail("nothing-before-at"));
        }
        if domain.is_empty() {
            return Err(Finding::fail("nothing-after-at"));
        }
        if !domain.contains('.') {
            return Err(Finding::fail("domain-without-dot"));
        }
        if !domain.split('.').all(is_label) || domain.rsplit('.').next().is_some_and(is_number) {
            return Err(Finding::fail("domain-shape"));
        }
        if address.len() > MAX_LENGTH {
            return Err(Finding {
                measured: Some(Measured { value: address.len() as f64, unit: "count" }),
                limit: Some(Limit::at_most(MAX_LENGTH as f64)),
                ..Finding::fail("too-long")
            });
        }
        Ok(Self(address))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether mail to both goes to one place, as far as can be told.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

/// Never the address.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email")
    }
}

/// The text as it is read, whether it is an address or not.
pub fn as_read(typed: &str, steps: &mut Steps) -> String {
    let mut address = String::with_capacity(typed.len().min(MAX_LENGTH));
    for c in typed.chars() {
        if is_space(c) {
            steps.note("spaces-removed");
        } else if is_invisible(c) {
            steps.note("invisible-removed");
        } else if let Some(meant) = meant(c) {
            if meant != c {
                steps.note("full-width-letters");
            }
            address.push(meant);
        } else {
            address.push(c);
        }
    }
    let end = address.trim_end_matches(['.', ',', '、']).len();
    if end < address.len() {
        address.truncate(end);
        steps.note("punctuation-removed");
    }
    address
}

/// The ASCII character that is meant.
fn meant(c: char) -> Option<char> {
    match c {
        '。' | '｡' => Some('.'),
        _ if c.is_ascii() => Some(c),
        _ => narrowed(c),
    }
}

/// What an address is made of (RFC 5322 `atext` and the dot).
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

/// A part of a domain between dots.
fn is_label(label: &str) -> bool {
    let letters = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    letters && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
}

fn is_number(label: &str) -> bool {
    label.chars().all(|c| c.is_ascii_digit())
}
