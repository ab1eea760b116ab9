//! Every rule has its sentences in every language of the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on stops its test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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

/// The words that the photo's rules give as a reason, as their code names them.
#[test]
fn every_reason_of_a_photo_rule_has_its_sentence() {
    for language in ["ja", "en"] {
        let catalogue = catalogue(language);
        for (rule, reason) in reasons(&root().join("src/photo/rules")) {
            let said = ["reasons", "unsure"]
                .iter()
                .any(|kind| catalogue.pointer(&format!("/photo/{rule}/{kind}/{reason}")).is_some())
                || catalogue.pointer(&format!("/page/unsure/{reason}")).is_some();
            assert!(said, "{language}: photo/{rule} gives the reason {reason}");
        }
    }
}

fn reasons(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let rule = path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for opening in ["fail(\"", "unsure(\"", "\"reason\", Param::Word(\""] {
            for rest in code.split(opening).skip(1) {
                let word = rest.split('"').next().unwrap();
                found.push((rule.clone(), word.to_owned()));
            }
        }
    }
    assert!(!found.is_empty());
    found
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
            let told = words(catalogue.pointer(&format!("/{}/reasons", rule.rule.id)));
            let reasons = rule.reasons.iter().map(|reason| (*reason).to_owned()).collect();
            assert_eq!(told, reasons, "{language}: {}", rule.rule.id);
        }
        let told = words(catalogue.pointer("/page/unsure"));
        for unseen in mynacheck::photo::Unseen::ALL {
            assert!(told.contains(unseen.reason()), "{language}: {}", unseen.reason());
        }
    }
}
