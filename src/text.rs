//! Text as people type it: which characters there are, and how numbers, kana
//! and names are read.
//!
//! Numbers are read as meant (full-width digits, spaces, hyphens). Names and
//! addresses are never changed: the residence record decides how they are
//! written, and even Unicode's own normalization rewrites some ideographs.

pub mod characters;
pub mod digits;
pub mod jis;
pub mod kana;

/// What was done to a text to read it, in the words of the report's
/// `readings`; each once, in the order of their first use.
///
/// ```
/// use mynacheck::text::{Steps, digits};
///
/// let mut steps = Steps::default();
/// assert_eq!(digits::read("１２３-４", &mut steps), Ok("1234".to_owned()));
/// assert_eq!(steps.words(), ["full-width-digits", "hyphens-removed"]);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Steps(Vec<&'static str>);

impl Steps {
    /// Notes that `step` was taken.
    pub fn note(&mut self, step: &'static str) {
        if !self.0.contains(&step) {
            self.0.push(step);
        }
    }

    /// The steps taken.
    pub fn words(&self) -> &[&'static str] {
        &self.0
    }

    /// The steps taken, for the report.
    pub fn into_words(self) -> Vec<&'static str> {
        self.0
    }
}

/// A place in a text as JavaScript counts it: UTF-16 code units from the start.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The place of the first character that is `wanted`, in UTF-16 code units, and
/// how many characters are.
///
/// ```
/// use mynacheck::text::first_and_count;
///
/// assert_eq!(first_and_count("𠮷a1b2", |c| c.is_ascii_digit()), Some((3, 2)));
/// assert_eq!(first_and_count("𠮷ab", |c| c.is_ascii_digit()), None);
/// ```
pub fn first_and_count(text: &str, wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let mut position = 0;
    let mut found: Option<(usize, usize)> = None;
    for c in text.chars() {
        if wanted(c) {
            found = Some(match found {
                None => (position, 1),
                Some((first, count)) => (first, count.saturating_add(1)),
            });
        }
        position = position.saturating_add(c.len_utf16());
    }
    found
}

/// `text` without the spaces, line ends and invisible characters around it.
/// What is inside stays as it is.
pub fn trimmed<'t>(text: &'t str, steps: &mut Steps) -> &'t str {
    let inside = text.trim_matches(|c| characters::is_space(c) || characters::is_invisible(c));
    if inside.len() != text.len() {
        steps.note("spaces-trimmed");
    }
    inside
}

/// Whether there is nothing to be seen in `text`.
///
/// ```
/// use mynacheck::text::is_blank;
///
/// assert!(is_blank("") && is_blank(" \u{3000}\u{200b}\n"));
/// assert!(!is_blank("。"));
/// ```
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| characters::is_space(c) || characters::is_invisible(c))
}
