//! Every entry of the JSON form is a field of the application, and given once.
//!
//! An entry by another name is not looked at, so a slip in a name would pass in
//! silence. The finding tells its place among the entries and, where only capitals
//! or separators differ, the field that is meant. A field given twice (a warning)
//! counts with its last value.
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! assert_eq!(answer("form/known-fields", r#"{"dateOfBirth": "1990-01-02"}"#), "pass");
//! ```
//!
//! ```
//! # use mynacheck::form::rules::answer;
//! let given = r#"{"date_of_birth": "1990-01-02"}"#;
//! assert_eq!(answer("form/known-fields", given), "fail: unknown-field");
//! let given = r#"{"name": "山田", "name": "田中"}"#;
//! assert_eq!(answer("form/known-fields", given), "fail: repeated-field");
//! ```
//!
//! Source: mynacheck's own; the fields are listed in [`crate::form::fields`].

use crate::form::answer::number;
use crate::form::fields;
use crate::form::rules::{FormRule, OWN_ADVICE};
use crate::report::{Finding, Param, Severity};
use crate::rule::Rule;

/// `form/known-fields`
pub static RULE: FormRule = FormRule {
    rule: Rule {
        id: "form/known-fields",
        severity: Severity::Notice,
        source: OWN_ADVICE,
        order: 30,
    },
    field: None,
    reasons: &[&["unknown-field", "repeated-field"]],
    check: |case| {
        let mut seen: Vec<&str> = Vec::new();
        let mut repeated = None;
        let mut unknown: Option<(usize, &str, usize)> = None;
        for (index, key) in case.entries.keys().enumerate() {
            let place = index.saturating_add(1);
            if fields::of_key(key).is_none() {
                unknown = Some(match unknown {
                    None => (place, key, 1),
                    Some((first, key, count)) => (first, key, count.saturating_add(1)),
                });
            } else if seen.contains(&key) {
                repeated = repeated.or(Some(place));
            } else {
                seen.push(key);
            }
        }
        if let Some(place) = repeated {
            return Finding::fail("repeated-field")
                .with("place", number(place))
                .as_severity(Severity::Warning);
        }
        let Some((place, key, count)) = unknown else { return Finding::pass() };
        let found = Finding::fail("unknown-field")
            .with("place", number(place))
            .with("count", number(count));
        match nearest(key) {
            Some(field) => found.with("nearest", Param::Word(field)),
            None => found,
        }
    },
};

/// The field whose key differs only in capitals and separators.
fn nearest(key: &str) -> Option<&'static str> {
    let bare = |key: &str| -> String {
        let letters = key.chars().filter(|c| c.is_ascii_alphanumeric());
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = bare(key);
    let all = fields::ALL.iter().map(|field| field.key);
    all.chain([fields::ROUTE.key]).find(|key| bare(key) == wanted)
}
