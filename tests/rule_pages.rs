//! `docs/rules`: a page a rule, made of the registry, of the rule's own file and of
//! the English catalogue. `cargo xtask docs` writes them; stale ones fail here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on stops its test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use mynacheck::report::Severity;
use mynacheck::rule::{Confidence, Rule, rules};
use serde_json::Value;

/// Set, the pages are written instead of compared.
const WRITE: &str = "MYNACHECK_WRITE_DOCS";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_rule_has_its_page_and_no_page_is_stale() {
    let catalogue = fs::read_to_string(root().join("www/messages/en.json")).unwrap();
    let catalogue: Value = serde_json::from_str(&catalogue).unwrap();
    let mut pages: BTreeMap<String, String> = rules()
        .into_iter()
        .map(|rule| (format!("{}.md", rule.id), page(rule, &catalogue)))
        .collect();
    pages.insert("README.md".to_owned(), index(&catalogue));

    let folder = root().join("docs/rules");
    if env::var_os(WRITE).is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &pages {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let mut there = BTreeSet::new();
    list(&folder, &folder, &mut there);
    assert!(
        there.iter().eq(pages.keys()),
        "pages without a rule, or the other way about: `cargo xtask docs`"
    );
    for (name, text) in pages {
        let found = fs::read_to_string(folder.join(&name)).unwrap();
        assert!(found == text, "docs/rules/{name} is stale: `cargo xtask docs`");
    }
}

fn list(top: &Path, folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|_| panic!("no {}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(top, &path, found);
        } else {
            let name = path.strip_prefix(top).unwrap();
            found.insert(name.to_string_lossy().replace('\\', "/"));
        }
    }
}

fn index(catalogue: &Value) -> String {
    let mut text =
        "# The rules\n\nWritten by `cargo xtask docs`; do not edit by hand.\n".to_owned();
    for (prefix, heading) in [("photo/", "The photo"), ("form/", "The form")] {
        let _ = write!(
            text,
            "\n## {heading}\n\n| rule | about | a fail is | the source is |\n| --- | --- | --- | --- |\n"
        );
        for rule in rules().into_iter().filter(|rule| rule.id.starts_with(prefix)) {
            let _ = writeln!(
                text,
                "| [{id}]({id}.md) | {} | {} | {} |",
                sentence(catalogue, rule, "name"),
                severity(rule.severity),
                confidence(rule.source.confidence),
                id = rule.id,
            );
        }
    }
    text
}

fn page(rule: &Rule, catalogue: &Value) -> String {
    let mut text = format!(
        "# {}\n\n`{}` · a fail is {}\n\nWritten by `cargo xtask docs`; do not edit by hand.\n\n{}\n",
        sentence(catalogue, rule, "name"),
        rule.id,
        severity(rule.severity),
        head(rule),
    );
    let _ = write!(
        text,
        "\n## What the applicant reads\n\n**{}.** {}\n\nWhat to do: {}\n",
        sentence(catalogue, rule, "title").trim_end_matches('.'),
        sentence(catalogue, rule, "why"),
        sentence(catalogue, rule, "fix"),
    );
    for (kind, heading) in [("reasons", "It fails with"), ("unsure", "It cannot judge with")] {
        let entries = catalogue.pointer(&format!("/{}/{kind}", rule.id)).and_then(Value::as_object);
        let Some(entries) = entries.filter(|entries| !entries.is_empty()) else { continue };
        let _ = write!(text, "\n{heading}:\n\n| `reason` | in words |\n| --- | --- |\n");
        for (reason, words) in entries {
            let words = words.as_str().unwrap_or_default().replace('|', "\\|");
            let _ = writeln!(text, "| `{reason}` | {words} |");
        }
    }
    let source = rule.source;
    let _ = write!(
        text,
        "\n## Source\n\n[{}]({}), read {}: {}.\n",
        source.title,
        source.url,
        source.read,
        confidence(source.confidence),
    );
    if let Some(name) = rule.id.strip_prefix("photo/") {
        let _ = write!(
            text,
            "\nHow often it is right: [ACCURACY.md](../../../ACCURACY.md#{name}), where it was measured.\n"
        );
    }
    text
}

fn sentence<'a>(catalogue: &'a Value, rule: &Rule, part: &str) -> &'a str {
    let found = catalogue.pointer(&format!("/{}/{part}", rule.id)).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{} has no {part}", rule.id))
}

/// What the head of the rule's own file says; of its examples what a reader of
/// Rust's documentation sees.
fn head(rule: &Rule) -> String {
    let (part, name) = rule.id.split_once('/').unwrap();
    let file = format!("src/{part}/rules/{}.rs", name.replace('-', "_"));
    let text = fs::read_to_string(root().join(&file)).unwrap_or_else(|_| panic!("no {file}"));
    let mut inside = false;
    let mut out = String::new();
    for line in text.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            inside = !inside;
            out.push_str(if inside { "```rust\n" } else { "```\n" });
        } else if !(inside && line.starts_with("# ")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error: it will be, or very likely will be, sent back",
        Severity::Warning => "a warning: outside a published guide, or likely to be questioned",
        Severity::Notice => "a notice: worth knowing",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Official => "the issuing body's own text",
        Confidence::Relayed => "a municipal, police or consular page that relays it",
        Confidence::Reported => "two or more independent third parties agree",
        Confidence::Advice => "advice, official for a neighbouring document or of one third party",
    }
}
