//! Rules and their registry.
//!
//! A rule lives in a file of its own under `photo/rules` or `form/rules` and is
//! registered by being there: `build.rs` lists the folders. Its place in every
//! report is its [`Rule::order`].

use serde::Serialize;

use crate::report::Severity;

/// What is known of a rule without running it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Path-like and fixed for good, such as `photo/eyes-open`.
    pub id: &'static str,
    /// What a fail means, unless the profile or the case says otherwise.
    pub severity: Severity,
    /// Where the rule comes from.
    pub source: Source,
    /// Position in the report: rules stand in ascending order.
    #[serde(skip)]
    pub order: u16,
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The official text in its own words, or what the rule rests on.
    pub title: &'static str,
    /// The page it stands on.
    pub url: &'static str,
    /// The date it was read, YYYY-MM-DD.
    pub read: &'static str,
    /// How sure the text is.
    pub confidence: Confidence,
}

/// How sure a source is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the issuing body's own text.
    Official,
    /// Read on a municipal, police or consular page that relays it.
    Relayed,
    /// Two or more independent third parties agree.
    Reported,
    /// Advice: official for a neighbouring document, or one third party.
    Advice,
}

/// Every rule, photo first, each in its report's order.
pub fn rules() -> Vec<&'static Rule> {
    let photo = crate::photo::rules::all().iter().map(|rule| &rule.rule);
    let form = crate::form::rules::all().iter().map(|rule| &rule.rule);
    photo.chain(form).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::HashSet;

    use super::*;

    pub(crate) const ANY: Rule = Rule {
        id: "test/any",
        severity: Severity::Error,
        source: Source {
            title: "a test",
            url: "https://example.invalid/",
            read: "2026-11-22",
            confidence: Confidence::Advice,
        },
        order: 0,
    };

    #[test]
    fn ids_and_places_are_unique() {
        let rules = rules();
        let ids: HashSet<_> = rules.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules.len());
        for prefix in ["photo/", "form/"] {
            let orders: Vec<_> =
                rules.iter().filter(|r| r.id.starts_with(prefix)).map(|r| r.order).collect();
            assert!(orders.is_sorted_by(|a, b| a < b), "{prefix}: {orders:?}");
        }
    }

    #[test]
    fn every_rule_names_a_dated_source() {
        for rule in rules() {
            assert!(rule.source.url.starts_with("https://"), "{}", rule.id);
            assert!(rule.source.read.parse::<jiff::civil::Date>().is_ok(), "{}", rule.id);
            assert!(!rule.source.title.is_empty(), "{}", rule.id);
        }
    }
}
