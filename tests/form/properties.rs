//! What holds of every application.

use jiff::civil::date;
use mynacheck::form::{self, Fields, Options, Route, Value, fields};
use mynacheck::report::FormReport;
use proptest::prelude::*;

fn options(route: Option<Route>) -> Options {
    let mut options = Options::new(date(2026, 11, 22));
    options.route = route;
    options
}

fn any_route() -> impl Strategy<Value = Option<Route>> {
    prop::option::of(prop::sample::select(Route::ALL.to_vec()))
}

fn any_key() -> impl Strategy<Value = String> {
    let keys: Vec<String> = fields::ALL.iter().map(|field| field.key.to_owned()).collect();
    prop_oneof![8 => prop::sample::select(keys), 1 => ".{0,8}", 1 => Just("route".to_owned())]
}

/// Text as it might be typed, and text as it never is.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,30}",
        "[0-9０-９ 　ー-]{0,30}",
        "[一-龠ぁ-んァ-ヶｦ-ﾟ 　]{0,12}",
        "[a-zA-Z0-9.@＠。]{0,24}",
        "(明治|大正|昭和|平成|令和|[MTSHR])?[0-9元]{1,4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?",
    ]
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any_text().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 48, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((any_key(), inner.clone()), 0..8)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
            (inner.clone(), inner.clone(), inner).prop_map(|(year, month, day)| {
                serde_json::json!({ "year": year, "month": month, "day": day })
            }),
        ]
    })
}

/// What every report keeps.
fn is_sound(report: &FormReport) {
    let rules = form::rules::all();
    assert_eq!(report.checks.len(), rules.len());
    for (check, rule) in report.checks.iter().zip(rules) {
        assert_eq!(check.rule, rule.rule.id);
    }
    let mut failed: Vec<_> = report
        .checks
        .iter()
        .filter(|check| check.outcome == mynacheck::report::Outcome::Fail)
        .filter_map(|check| check.field)
        .collect();
    let all = failed.len();
    failed.sort_unstable();
    failed.dedup();
    assert_eq!(failed.len(), all, "one failing finding a field");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_json_never_panics(json in any_json(), route in any_route()) {
        is_sound(&form::check_json(json.to_string().as_bytes(), &options(route)));
        // The same through serde, as the browser gives it.
        if let Ok(fields) = serde_json::from_value::<Fields>(json) {
            is_sound(&form::check(&fields, &options(route)));
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_sound(&form::check_json(&bytes, &options(None)));
    }

    #[test]
    fn almost_json_never_panics(text in r#"[{}\[\]",:\\ud8cf0-9 ]{0,60}"#) {
        is_sound(&form::check_json(text.as_bytes(), &options(None)));
    }

    #[test]
    fn a_filled_in_form_never_panics(
        entries in prop::collection::vec((any_key(), any_text()), 0..30),
        route in any_route(),
    ) {
        let mut fields = Fields::default();
        for (key, text) in &entries {
            fields.set(key, Value::from(text.as_str()));
        }
        is_sound(&form::check(&fields, &options(route)));
    }

    /// Marks that no report has of itself stand in every text and key.
    #[test]
    fn no_report_holds_what_was_typed(
        entries in prop::collection::vec((any_key(), any_text()), 1..30),
        digits in "7[0-9]{10,24}7",
        route in any_route(),
    ) {
        let mut fields = Fields::default();
        for (key, text) in &entries {
            fields.set(key, Value::from(format!("{text}秘㊙{digits}").as_str()));
        }
        fields.set("individualNumber", Value::from(digits.as_str()));
        fields.set("秘㊙", Value::from("x"));
        let report = form::check(&fields, &options(route));
        let json = serde_json::to_string(&report).unwrap();
        for secret in ["秘", "㊙", digits.as_str()] {
            prop_assert!(!json.contains(secret), "{json}");
        }
        for (_, text) in entries.iter().filter(|(_, text)| text.chars().count() > 3) {
            let known = text.is_ascii();
            prop_assert!(known || !json.contains(text.as_str()), "{json}");
        }
    }

    /// Texts long enough not to be part of a report by chance.
    #[test]
    fn no_report_holds_a_word_that_was_typed(
        word in "[a-z]{3}[0-9]{6}[A-Z]{4}",
        key in any_key(),
        route in any_route(),
    ) {
        let mut fields = Fields::default();
        for text in [word.clone(), format!("{word}@{word}.jp"), format!(" {word} ")] {
            fields.set(&key, Value::from(text.as_str()));
            fields.set(&word, Value::from(text.as_str()));
            let json = serde_json::to_string(&form::check(&fields, &options(route))).unwrap();
            prop_assert!(!json.contains(&word), "{json}");
        }
    }

    #[test]
    fn reading_twice_is_reading_once(key in any_key(), text in any_text()) {
        if let Some(once) = form::read(&key, &Value::from(text.as_str())) {
            let twice = form::read(&key, &Value::from(once.as_str()));
            // What is read as nothing, such as a lone space, stays nothing.
            if !mynacheck::text::is_blank(&once) {
                prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
            }
        }
    }

    /// Names and addresses: no normalization, selectors kept.
    #[test]
    fn names_are_never_changed(text in "[\u{fa11}\u{fa19}\u{f9d0}髙神葛Å㈱Ⅳ～\u{e0100}]{1,8}") {
        for key in ["name", "address", "formerNameOrAlias"] {
            let read = form::read(key, &Value::from(text.as_str()));
            prop_assert_eq!(read.as_deref(), Some(text.as_str()));
        }
    }
}
