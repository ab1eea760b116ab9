//! Every finding of the form has its sentences in every language.

use std::collections::BTreeSet;
use std::fs;

use mynacheck::form::rules;
use serde_json::Value;

/// The languages that the page speaks: a file each.
fn languages() -> Vec<String> {
    let files = fs::read_dir(super::place("www/messages")).unwrap();
    files
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn catalogue(language: &str) -> Value {
    let path = super::place(&format!("www/messages/{language}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The `{names}` in a sentence.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let parts = sentence.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name.trim()))
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    for language in &languages() {
        let catalogue = catalogue(language);
        for rule in rules::all() {
            let id = rule.rule.id;
            let entry = &catalogue["form"][id.trim_start_matches("form/")];
            for part in ["name", "title", "why", "fix"] {
                let sentence = entry[part].as_str();
                assert!(sentence.is_some_and(|s| !s.is_empty()), "{language}: {id}.{part}");
            }
            let wanted: BTreeSet<_> = rule.reasons.iter().copied().flatten().copied().collect();
            let there: BTreeSet<_> =
                entry["reasons"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(there, wanted, "{language}: {id}");
        }
        let ids = catalogue["form"].as_object().unwrap().len();
        assert_eq!(ids, rules::all().len(), "{language}: a rule that there is not");
    }
}

#[test]
fn placeholders_are_the_same_in_every_language() {
    let japanese = catalogue("ja");
    for language in &languages() {
        let other = catalogue(language);
        for (id, entry) in japanese["form"].as_object().unwrap() {
            for (reason, sentence) in entry["reasons"].as_object().unwrap() {
                let wanted = placeholders(sentence.as_str().unwrap());
                let there = other["form"][id]["reasons"][reason].as_str().unwrap();
                assert_eq!(placeholders(there), wanted, "{language}: {id} {reason}");
                for name in wanted {
                    assert!(["count", "place", "digits", "wanted"].contains(&name), "{name}");
                }
            }
        }
    }
}

/// No blame, no bare "invalid", and the number is consistent, never correct.
#[test]
fn the_tone_is_kept() {
    for (language, words) in [
        ("ja", &["無効", "不正", "失敗", "番号は正しい"][..]),
        ("en", &["invalid", "illegal", "failed", "your mistake", "number is correct"]),
    ] {
        let text = catalogue(language)["form"].to_string().to_lowercase();
        for word in words {
            assert!(!text.contains(word), "{language}: {word}");
        }
    }
}

/// A number that agrees might be someone's.
#[test]
fn no_number_in_sight_agrees_with_its_check_digit() {
    use mynacheck::form::individual_number::IndividualNumber;

    let mut files = vec![super::place("README.md")];
    for folder in ["docs", "docs/examples", "www", "www/messages", "src/form", "src/form/rules"] {
        if let Ok(entries) = fs::read_dir(super::place(folder)) {
            files.extend(entries.map(|entry| entry.unwrap().path()));
        }
    }
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let bare = text.replace([' ', '-'], "");
        for run in bare.split(|c: char| !c.is_ascii_digit()) {
            assert!(IndividualNumber::of_digits(run).is_err(), "{}", path.display());
        }
    }
}
