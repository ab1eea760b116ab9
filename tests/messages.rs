//! Every rule has its sentences in every language of the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on stops its test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(language: &str) -> Value {
    let path = root().join(format!("www/messages/{language}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The keys and the placeholders of every sentence below `value`.
fn sentences(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (name, entry) in entries {
                sentences(entry, &format!("{path}/{name}"), found);
            }
        }
        Value::String(text) => {
            assert!(!text.trim().is_empty(), "{path} is blank");
            let names = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let names: BTreeSet<_> = names.filter(|name| !name.trim().is_empty()).collect();
            found.insert(format!("{path} {names:?}"));
        }
        _ => panic!("{path} is no sentence"),
    }
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    for language in ["ja", "en"] {
        let catalogue = catalogue(language);
        for rule in mynacheck::rule::rules() {
            let entry = catalogue.pointer(&format!("/{}", rule.id));
            for part in ["name", "title", "why", "fix"] {
                let sentence = entry.and_then(|entry| entry.get(part)).and_then(Value::as_str);
                assert!(sentence.is_some(), "{language}: {} has no {part}", rule.id);
            }
        }
    }
}

#[test]
fn the_languages_say_the_same_with_the_same_values() {
    let keys = |language| {
        let mut found = BTreeSet::new();
        let catalogue = catalogue(language);
        let parts = catalogue.as_object().into_iter().flat_map(Map::iter);
        for (name, part) in parts.filter(|(name, _)| *name != "form") {
            sentences(part, name, &mut found);
        }
        found
    };
    let (japanese, english) = (keys("ja"), keys("en"));
    let differing: Vec<_> = japanese.symmetric_difference(&english).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

/// No reason goes without a sentence, and no sentence without its reason.
#[test]
fn every_reason_of_the_photo_has_a_sentence() {
    let words = |value: Option<&Value>| -> BTreeSet<String> {
        let entries = value.and_then(Value::as_object);
        entries.map(|entries| entries.keys().cloned().collect()).unwrap_or_default()
    };
    for language in ["ja", "en"] {
        let catalogue = catalogue(language);
        for rule in mynacheck::photo::rules::all() {
            // Why a rule cannot judge stands apart from why it fails.
            let told: BTreeSet<String> = ["reasons", "unsure"]
                .into_iter()
                .flat_map(|kind| words(catalogue.pointer(&format!("/{}/{kind}", rule.rule.id))))
                .collect();
            let reasons = rule.reasons.iter().map(|reason| (*reason).to_owned()).collect();
            assert_eq!(told, reasons, "{language}: {}", rule.rule.id);
        }
        let told = words(catalogue.pointer("/page/unsure"));
        for unseen in mynacheck::photo::Unseen::ALL {
            assert!(told.contains(unseen.reason()), "{language}: {}", unseen.reason());
        }
    }
}
