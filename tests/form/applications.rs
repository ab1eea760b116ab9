//! Whole applications with everything that is to be found in them.
//!
//! A file holds the application (`fields`), how it is checked (`options`), and
//! what is expected: the verdict and every failing or unsure finding, written
//! by hand; and, recorded with `UPDATE=1` to show changes, the rules that do not
//! apply and how the fields were read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mynacheck::form::{self, Options, Route};
use mynacheck::report::{Check, FormReport, Outcome};
use serde_json::{Map, Value, json};

#[test]
fn every_application_is_found_as_expected() {
    let mut files: Vec<_> = fs::read_dir(super::place("tests/form/applications"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 60, "{} applications", files.len());

    let mut wrong = Vec::new();
    for path in &files {
        let name = path.file_stem().unwrap().to_string_lossy();
        let text = fs::read_to_string(path).unwrap();
        let mut fixture: Value = serde_json::from_str(&text).unwrap();
        let report = check(&fixture);
        let (findings, rest) = said(&report);

        let expected = &fixture["expect"];
        if expected["findings"] != findings {
            wrong.push(format!("{name}: {findings:#}\nexpected {:#}", expected["findings"]));
        }
        if expected["verdict"] != serde_json::to_value(report.verdict).unwrap() {
            wrong.push(format!("{name}: the verdict is {:?}", report.verdict));
        }
        if super::updating() {
            fixture["expect"]["rest"] = rest;
            let mut text = serde_json::to_string_pretty(&fixture).unwrap();
            text.push('\n');
            fs::write(path, text).unwrap();
        } else if expected["rest"] != rest {
            wrong.push(format!("{name}: {rest:#}\nexpected {:#}", expected["rest"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every rule fails in some application, and every route, category and kind of
/// answer is met.
#[test]
fn the_applications_meet_every_rule() {
    let mut failed = BTreeSet::new();
    let mut passed = BTreeSet::new();
    for entry in fs::read_dir(super::place("tests/form/applications")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for check in check(&serde_json::from_str(&text).unwrap()).checks {
            match check.outcome {
                Outcome::Fail => failed.insert(check.rule),
                Outcome::Pass => passed.insert(check.rule),
                Outcome::NotApplicable | Outcome::Unsure => false,
            };
        }
    }
    let never: Vec<_> = form::rules::all()
        .iter()
        .map(|rule| rule.rule.id)
        // A file that cannot be read is no application.
        .filter(|id| !failed.contains(id) && *id != "form/file-readable")
        .collect();
    assert!(never.is_empty(), "no application fails {never:?}");
    assert!(passed.len() >= 40, "{} rules pass in some application", passed.len());
}

fn check(fixture: &Value) -> FormReport {
    let options = &fixture["options"];
    let mut given = Options::new(options["appliedOn"].as_str().unwrap().parse().unwrap());
    given.route = options["route"].as_str().and_then(Route::of_key);
    form::check_json(fixture["fields"].to_string().as_bytes(), &given)
}

/// The failing and unsure findings, and the rest of what a report says.
fn said(report: &FormReport) -> (Value, Value) {
    let mut findings = Map::new();
    let mut not_applicable = Vec::new();
    for check in &report.checks {
        match check.outcome {
            Outcome::Pass => {}
            Outcome::NotApplicable => not_applicable.push(match check.params.get("behind") {
                Some(first) => {
                    let first = serde_json::to_value(first).unwrap();
                    format!("{} behind {}", check.rule, first.as_str().unwrap())
                }
                None => check.rule.to_owned(),
            }),
            Outcome::Fail | Outcome::Unsure => {
                findings.insert(check.rule.to_owned(), finding(check));
            }
        }
    }
    (
        Value::Object(findings),
        json!({
            "route": report.route,
            "notApplicable": not_applicable,
            "readings": report.readings,
        }),
    )
}

fn finding(check: &Check) -> Value {
    let mut said: BTreeMap<&str, Value> = BTreeMap::new();
    said.insert("outcome", serde_json::to_value(check.outcome).unwrap());
    said.insert("severity", serde_json::to_value(check.severity).unwrap());
    for (name, value) in &check.params {
        let value = serde_json::to_value(value).unwrap();
        // Counts and places are whole; JSON tells 1 from 1.0.
        let value = value.as_f64().map_or(value, |number| json!(number as u64));
        said.insert(name, value);
    }
    json!(said)
}
