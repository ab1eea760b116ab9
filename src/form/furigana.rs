//! Names in kana.

use std::fmt;

use crate::report::{Finding, Severity};
use crate::text::characters::is_space;
use crate::text::{Steps, first_and_count, kana};

use super::value::Value;
use super::written::Written;

/// A name that the office can read aloud, in hiragana or katakana.
#[derive(Clone, Eq, PartialEq)]
pub struct Furigana(String);

impl Furigana {
    /// Reads a name in kana; half-width katakana becomes full-width.
    ///
    /// # Errors
    ///
    /// What [`Written::read`] says, and
    ///
    /// - `not-kana` (a warning): a character that is no kana;
    /// - `cannot-begin` (a warning): a word begins with ー, っ, ゃ or the like.
    pub fn read(value: &Value, steps: &mut Steps) -> Result<Self, Finding> {
        let written = Written::read(value, steps)?;
        let kana = kana::widened(written.as_str(), steps);
        let warning = |reason| Finding::fail(reason).as_severity(Severity::Warning);
        if let Some((_, count)) = first_and_count(&kana, |c| !kana::is_furigana(c) && !is_space(c))
        {
            return Err(warning("not-kana").with("count", super::answer::number(count)));
        }
        let mut words = kana.split(is_space);
        if words.any(|word| word.starts_with(kana::cannot_begin)) {
            return Err(warning("cannot-begin"));
        }
        Ok(Self(kana))
    }

    /// The kana.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Never the name.
impl fmt::Debug for Furigana {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Furigana")
    }
}
