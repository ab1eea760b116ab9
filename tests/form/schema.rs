//! The JSON Schema of the form, and the examples that keep it.

use std::fs;

use jiff::civil::date;
use mynacheck::form::fields::{self, Kind, Need};
use mynacheck::form::{self, Options, Route};
use mynacheck::report::{Outcome, Severity};
use serde_json::{Map, Value, json};

/// What a field may be.
fn schema_of(kind: &Kind) -> Value {
    match kind {
        Kind::Tick => json!({ "type": ["boolean", "null"] }),
        Kind::Choice { choices } => {
            let keys = choices.iter().map(|choice| choice.key);
            let words = choices.iter().map(|choice| choice.label);
            let mut values: Vec<Value> = keys.chain(words).map(Value::from).collect();
            values.extend([json!(""), Value::Null]);
            json!({ "enum": values })
        }
        Kind::Date => json!({ "$ref": "#/$defs/date" }),
        Kind::Digits { digits } => json!({
            "type": ["string", "null"],
            "$comment": format!("{digits} digits; full-width digits, spaces and hyphens are read as meant"),
        }),
        Kind::Email | Kind::Furigana | Kind::Phone | Kind::PostalCode | Kind::Text => {
            json!({ "type": ["string", "null"] })
        }
    }
}

fn schema() -> Value {
    let mut properties = Map::new();
    for field in [&fields::ROUTE].into_iter().chain(fields::ALL.iter().copied()) {
        let mut schema = schema_of(&field.kind);
        schema["title"] = json!(field.label);
        properties.insert(field.key.to_owned(), schema);
    }
    let routes: Vec<Value> = Route::ALL
        .into_iter()
        .map(|route| {
            let of_need = |need| -> Vec<&str> {
                let asked = fields::on(route).into_iter().filter(move |asked| asked.need == need);
                asked.map(|asked| asked.field.key).collect()
            };
            json!({
                "if": { "properties": { "route": { "const": route.key() } }, "required": ["route"] },
                "then": { "required": of_need(Need::Required) },
            })
        })
        .collect();
    let part = json!({ "type": ["string", "integer", "null"] });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An application for a My Number Card, as mynacheck reads it",
        "description": "Written from src/form/fields.rs by tests/form/schema.rs (UPDATE=1). The check itself takes any JSON and says what it finds; the schema is for editors.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "allOf": routes,
        "$defs": {
            "date": {
                "description": "1990-01-02, 1990年1月2日, 平成2年1月2日, H2.1.2, or its parts; without an era the year is Western",
                "anyOf": [
                    { "type": ["string", "null"] },
                    {
                        "type": "object",
                        "properties": {
                            "era": { "type": ["string", "null"] },
                            "year": part,
                            "month": part,
                            "day": part,
                        },
                        "additionalProperties": false,
                    },
                ],
            },
        },
    })
}

#[test]
fn the_schema_is_that_of_the_table() {
    let path = super::place("docs/form.schema.json");
    let mut text = serde_json::to_string_pretty(&schema()).unwrap();
    text.push('\n');
    if super::updating() {
        fs::write(&path, &text).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == text, "docs/form.schema.json is stale: UPDATE=1 cargo test --test form");
}

/// The table of fields and routes as a page to read.
fn page() -> String {
    let mut page = String::from(
        "# The form as JSON\n\n\
         Written from `src/form/fields.rs` by `UPDATE=1 cargo test --test form`; the types are in\n\
         [form.schema.json](form.schema.json), an example for each route in [examples](examples).\n\n\
         R required, C required in some cases, A advised, O optional, P printed on the form already,\n\
         X not on that form but used in the check, – not asked. Without a `route` all that is filled in is\n\
         checked; required are then a name, the date of birth, and an application id or Individual Number.\n\n\
         | key | field |",
    );
    for route in Route::ALL {
        page.push_str(&format!(" {} |", route.key()));
    }
    page.push_str("\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for field in fields::ALL {
        page.push_str(&format!("| `{}` | {} |", field.key, field.label));
        for route in Route::ALL {
            let mark = match field.need(route) {
                Need::Advised => "A",
                Need::Conditional => "C",
                Need::ForChecking => "X",
                Need::NotAsked => "–",
                Need::Optional => "O",
                Need::Printed => "P",
                Need::Required => "R",
            };
            page.push_str(&format!(" {mark} |"));
        }
        page.push('\n');
    }
    page
}

#[test]
fn the_page_is_that_of_the_table() {
    let path = super::place("docs/form.md");
    if super::updating() {
        fs::write(&path, page()).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page(), "docs/form.md is stale: UPDATE=1 cargo test --test form");
}

/// Whether `value` keeps `schema`, as far as our schema's own words go.
fn keeps(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    for (word, said) in schema.as_object().unwrap() {
        let held = match word.as_str() {
            "$ref" => {
                let name = said.as_str().unwrap().rsplit('/').next().unwrap();
                keeps(value, &root["$defs"][name], root).is_ok()
            }
            "type" => {
                let types = said.as_array().cloned().unwrap_or_else(|| vec![said.clone()]);
                types.iter().any(|kind| match kind.as_str().unwrap() {
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_i64(),
                    "null" => value.is_null(),
                    "object" => value.is_object(),
                    "string" => value.is_string(),
                    other => panic!("{other}"),
                })
            }
            "enum" => said.as_array().unwrap().contains(value),
            "const" => said == value,
            "anyOf" => said.as_array().unwrap().iter().any(|one| keeps(value, one, root).is_ok()),
            "allOf" => said.as_array().unwrap().iter().all(|one| keeps(value, one, root).is_ok()),
            "required" => said
                .as_array()
                .unwrap()
                .iter()
                .all(|key| value.get(key.as_str().unwrap()).is_some()),
            "if" => {
                keeps(value, said, root).is_err() || keeps(value, &schema["then"], root).is_ok()
            }
            "properties" => value.as_object().is_none_or(|entries| {
                entries.iter().all(|(key, one)| {
                    said.get(key).is_none_or(|schema| keeps(one, schema, root).is_ok())
                })
            }),
            "additionalProperties" => value.as_object().is_none_or(|entries| {
                entries.keys().all(|key| schema["properties"].get(key).is_some())
            }),
            "$schema" | "$comment" | "$defs" | "title" | "description" | "then" => true,
            other => panic!("{other} is not known here"),
        };
        if !held {
            return Err(word.clone());
        }
    }
    Ok(())
}

#[test]
fn each_route_has_an_example_that_keeps_the_schema() {
    let schema = schema();
    for route in Route::ALL {
        let path = super::place(&format!("docs/examples/form-{}.json", route.key()));
        let text = fs::read_to_string(path).unwrap();
        let example: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(keeps(&example, &schema, &schema), Ok(()), "{}", route.key());

        let report = form::check_json(text.as_bytes(), &Options::new(date(2026, 11, 22)));
        assert_eq!(report.route, Some(route.key()));
        for check in &report.checks {
            // A number that agrees might be someone's, so the examples print
            // the official form's own sample, which does not.
            if check.rule == "form/individual-number" && check.outcome == Outcome::Fail {
                continue;
            }
            assert!(
                check.outcome != Outcome::Fail && check.outcome != Outcome::Unsure,
                "{}: {}",
                route.key(),
                check.rule
            );
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_application() {
    let schema = schema();
    for (value, word) in [
        (json!([]), "type"),
        (json!({ "birthday": "1990-01-02" }), "additionalProperties"),
        (json!({ "braille": "yes" }), "properties"),
        (json!({ "route": "online" }), "allOf"),
    ] {
        assert!(keeps(&value, &schema, &schema).is_err(), "{word}");
    }
}

/// What the page builds its form from.
#[test]
fn each_route_has_just_its_own_fields() {
    let keys = |route, need| -> Vec<&str> {
        let asked = fields::on(route).into_iter().filter(|asked| asked.need == need);
        asked.map(|asked| asked.field.key).collect()
    };
    assert_eq!(
        keys(Route::Online, Need::Required),
        ["applicationId", "contactName", "email", "dateOfBirth"]
    );
    assert_eq!(keys(Route::PhotoBooth, Need::Required), ["applicationId"]);
    assert_eq!(keys(Route::MailPreprinted, Need::Required), ["applicationDate", "signed"]);
    assert_eq!(
        keys(Route::MailHandwritten, Need::Required),
        ["individualNumber", "name", "address", "dateOfBirth", "sex", "applicationDate", "signed"]
    );
    let required = |route| keys(route, Need::Required);
    assert_eq!(required(Route::Counter), required(Route::MailHandwritten));

    let data = serde_json::to_value(form::routes()).unwrap();
    assert_eq!(data[0]["route"], "online");
    let first = &data[0]["fields"][0];
    assert_eq!(
        *first,
        json!({ "key": "applicationId", "label": "申請書ID", "kind": "digits", "digits": 23, "need": "required" })
    );
}

/// Every rule about a field is at least as mild as what rests on no official
/// text may be: nothing of our own advice is an error, but for what cannot be
/// read and a date of birth that cannot be.
#[test]
fn own_advice_is_no_error() {
    use mynacheck::rule::Confidence;

    let allowed = ["form/file-readable", "form/tick-boxes", "form/date-of-birth-plausible"];
    for rule in form::rules::all() {
        let own = rule.rule.source.confidence == Confidence::Advice;
        let error = rule.rule.severity == Severity::Error;
        assert!(!own || !error || allowed.contains(&rule.rule.id), "{}", rule.rule.id);
    }
}
