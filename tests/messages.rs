//! Every rule has its sentences in every language of the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on stops its test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

#[path = "../build.rs"]
#[expect(dead_code, reason = "cargo runs the rest")]
mod build_script;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The languages that the page speaks: a file each.
fn languages() -> BTreeSet<String> {
    let files = fs::read_dir(root().join("www/messages")).unwrap();
    files
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

/// A language's sentences, without what it says of itself.
fn catalogue(language: &str) -> Value {
    let path = root().join(format!("www/messages/{language}.json"));
    let mut catalogue: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    catalogue.as_object_mut().unwrap().remove("language").unwrap();
    catalogue
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
    for language in &languages() {
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

/// A language is a file: the command line finds one more where there is one more.
#[test]
fn the_command_line_is_given_every_file() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("messages");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for language in languages() {
        fs::write(folder.join(format!("{language}.json")), "{}").unwrap();
    }
    fs::write(folder.join("eo.json"), "{}").unwrap();
    let code = build_script::catalogues(&folder).unwrap();
    for language in languages().iter().map(String::as_str).chain(["eo"]) {
        let path = folder.join(format!("{language}.json"));
        assert!(code.contains(&format!("({language:?}, include_str!({path:?}))")), "{code}");
    }
}

#[test]
fn the_languages_say_the_same_with_the_same_values() {
    let keys = |language: &str| {
        let mut found = BTreeSet::new();
        sentences(&catalogue(language), "", &mut found);
        found
    };
    let japanese = keys("ja");
    for language in languages() {
        let other = keys(&language);
        let differing: Vec<_> = japanese.symmetric_difference(&other).collect();
        assert!(differing.is_empty(), "{language}: {differing:#?}");
    }
}

/// What is as in English has not been translated. Short ones may be alike:
/// names, units, `Online`.
#[test]
fn nothing_is_left_in_english() {
    fn longer<'a>(value: &'a Value, path: String, found: &mut Vec<(String, &'a str)>) {
        match value {
            Value::Object(entries) => {
                for (name, entry) in entries {
                    longer(entry, format!("{path}/{name}"), found);
                }
            }
            Value::String(text) if text.chars().count() > 25 => found.push((path, text)),
            _ => {}
        }
    }
    let english = catalogue("en");
    let mut sentences = Vec::new();
    longer(&english, String::new(), &mut sentences);
    for language in languages().iter().filter(|language| *language != "en") {
        let other = catalogue(language);
        for (path, sentence) in &sentences {
            let there = other.pointer(path).and_then(Value::as_str);
            assert_ne!(there, Some(*sentence), "{language}: {path}");
        }
    }
}

/// The text of the page stands in the catalogues, so a script that names a
/// sentence names one that is there.
#[test]
fn every_sentence_that_a_script_names_is_there() {
    let english = catalogue("en");
    let folders = ["www", "npm"].map(|folder| fs::read_dir(root().join(folder)).unwrap());
    for file in folders.into_iter().flatten() {
        let path = file.unwrap().path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if !matches!(kind, Some("js" | "html")) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for key in text.split('"').filter(|piece| piece.starts_with("page.")) {
            let is_key = key.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
            let pointer = format!("/{}", key.replace('.', "/"));
            assert!(!is_key || english.pointer(&pointer).is_some(), "{}: {key}", path.display());
        }
    }
}

/// No reason goes without a sentence, and no sentence without its reason.
#[test]
fn every_reason_of_the_photo_has_a_sentence() {
    let words = |value: Option<&Value>| -> BTreeSet<String> {
        let entries = value.and_then(Value::as_object);
        entries.map(|entries| entries.keys().cloned().collect()).unwrap_or_default()
    };
    for language in &languages() {
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

/// Where the camera says something else for each reason, it does so for all that a rule
/// fails with: without one it would have nothing to say.
#[test]
fn the_camera_has_words_for_every_reason() {
    for language in &languages() {
        let catalogue = catalogue(language);
        let said = catalogue.pointer("/page/camera/say").and_then(Value::as_object).unwrap();
        let mut apart = 0;
        for rule in mynacheck::photo::rules::all() {
            let name = rule.rule.id.trim_start_matches("photo/");
            let Some(Value::Object(words)) = said.get(name) else { continue };
            apart += 1;
            let unsure = catalogue.pointer(&format!("/{}/unsure", rule.rule.id));
            for reason in rule.reasons {
                let judged = unsure.is_none_or(|unsure| unsure.get(reason).is_none());
                assert!(!judged || words.contains_key(*reason), "{language}: {name}, {reason}");
            }
        }
        assert!(apart > 0, "{language}");
    }
}
