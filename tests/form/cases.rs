//! A table of cases: what is typed into one field, and what a rule answers.

use mynacheck::form::rules::{all, answer};
use serde_json::json;

/// A rule, the field that it is about, and for each text the rule's answer.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// One field at the counter, where nearly every field is asked.
const AT_COUNTER: &[Row] = &[
    (
        "form/individual-number",
        "individualNumber",
        &[
            ("983205673214", "pass"),
            ("９８３２－０５６７－３２１４", "pass"),
            ("9832 0567 3214。", "pass"),
            ("9832ー0567ー3214", "pass"),
            ("\u{200b}983205673214\u{feff}", "pass"),
            ("983205673215", "fail: check-digit"),
            ("893205673214", "fail: check-digit"),
            ("98320567321", "fail: wrong-length"),
            ("9832056732145", "fail: wrong-length"),
            ("98320567321I", "fail: not-a-digit"),
            ("九八三二〇五六七三二一四", "fail: not-a-digit"),
            ("", "fail: missing"),
            ("　", "fail: missing"),
            ("---", "fail: wrong-length"),
        ],
    ),
    (
        "form/name",
        "name",
        &[
            ("山田 太郎", "pass"),
            ("𠮷田", "pass"),
            ("葛\u{e0100}城", "pass"),
            ("MÜLLER ANNA", "pass"),
            ("王　小明", "pass"),
            ("O'BRIEN", "pass"),
            ("山田★", "pass"),
            ("病気により片目が開かない 山田", "pass"),
            ("\u{fffd}田", "fail: broken-character"),
            ("山\u{0}田", "fail: control-character"),
            ("山\t田", "fail: control-character"),
            ("山田😀", "fail: emoji"),
            ("12345", "fail: no-letters"),
            ("。", "fail: no-letters"),
            ("ﾔﾏﾀﾞ", "fail: half-width-katakana"),
            ("山\u{200b}田", "fail: invisible-character"),
            ("\n", "fail: missing"),
        ],
    ),
    (
        "form/name-substitutes",
        "name",
        &[
            ("山田", "pass"),
            ("丂", "pass"),
            ("JOSÉ", "pass"),
            ("髙", "fail: outside-jis"),
            ("﨑", "fail: outside-jis"),
            ("한", "fail: outside-jis"),
            ("\u{e000}田", "fail: outside-jis"),
            ("辻\u{e0101}", "fail: variant-form"),
        ],
    ),
    (
        "form/address",
        "address",
        &[
            ("東京都千代田区霞が関1-2-3", "pass"),
            ("東京都千代田区\n霞が関一丁目２番３号", "pass"),
            ("千代田区🏠", "fail: emoji"),
            ("100-0013", "fail: no-letters"),
        ],
    ),
    (
        "form/phone",
        "phone",
        &[
            ("090-1234-5678", "pass"),
            ("０３（１２３４）５６７８", "pass"),
            ("03ー1234ー5678", "pass"),
            ("+81 (0)90-1234-5678", "pass"),
            ("+1 202 555 0123", "pass"),
            ("1234-5678", "fail: area-code-missing"),
            ("090-1234-567", "pass"),
            ("090-1234-56", "fail: wrong-length"),
            ("090-1234-56789", "fail: wrong-length"),
            ("なし", "fail: not-a-digit"),
            ("+12", "fail: wrong-length"),
        ],
    ),
    (
        "form/sex",
        "sex",
        &[
            ("男", "pass"),
            ("女", "pass"),
            ("Female", "pass"),
            (" male ", "pass"),
            ("M", "fail: unknown-choice"),
        ],
    ),
    (
        "form/foreign-resident-category",
        "foreignResidentCategory",
        &[
            ("中長期在留者", "pass"),
            ("特別永住者", "pass"),
            ("一時庇護許可者", "pass"),
            ("仮滞在許可者", "pass"),
            ("出生による経過滞在者", "pass"),
            ("国籍喪失による経過滞在者", "pass"),
            ("mid-to-long-term", "pass"),
            ("永住者", "fail: unknown-choice"),
            ("", "not-applicable"),
        ],
    ),
    (
        "form/date-of-birth",
        "dateOfBirth",
        &[
            ("1990-01-02", "pass"),
            ("H2.1.2", "pass"),
            ("大正15年12月25日", "pass"),
            ("昭和元年12月25日", "pass"),
            ("昭和64年1月8日", "fail: after-showa"),
            ("明治5年1月1日", "fail: old-calendar"),
            ("2026-02-31", "fail: no-such-day"),
            ("2026-13-01", "fail: no-such-month"),
            ("90/1/2", "fail: two-digit-year"),
        ],
    ),
    (
        "form/date-of-birth-plausible",
        "dateOfBirth",
        &[
            ("2026-11-22", "pass"),
            ("2026-11-23", "fail: in-the-future"),
            ("1896-11-22", "pass"),
            ("1896-11-21", "fail: over-130-years"),
            ("令和99年1月1日", "fail: in-the-future"),
        ],
    ),
    (
        "form/residence-expiry-soon",
        "residenceExpiry",
        &[
            ("2026-11-22", "fail: within-two-months"),
            ("2027-01-22", "fail: within-two-months"),
            ("2027-01-23", "pass"),
            ("2026-11-21", "not-applicable"),
        ],
    ),
    (
        "form/representative-required",
        "dateOfBirth",
        &[
            ("2011-11-22", "not-applicable"),
            ("2011-11-23", "fail: missing"),
            ("2012-02-29", "fail: missing"),
            ("2026-11-22", "fail: missing"),
            ("abc", "unsure: age-unknown"),
        ],
    ),
    (
        "form/application-date",
        "applicationDate",
        &[
            ("令和8年11月22日", "pass"),
            ("2026-05-22", "pass"),
            ("2026-05-21", "fail: over-six-months-ago"),
            ("2026-11-23", "fail: in-the-future"),
            ("11月22日", "fail: missing-year"),
        ],
    ),
];

const ONLINE: &[Row] = &[
    (
        "form/application-id",
        "applicationId",
        &[
            ("12345678901234567890123", "pass"),
            ("1234 5678 9012 3456 7890 123", "pass"),
            ("１２３４５６７８９０１２３４５６７８９０１２３", "pass"),
            ("1234567890123456789012", "fail: wrong-length"),
            ("123456789012345678901234", "fail: wrong-length"),
            ("1234567890123456789012x", "fail: not-a-digit"),
            ("983205673214", "fail: looks-like-individual-number"),
            ("983205673215", "fail: wrong-length"),
            ("", "fail: missing"),
        ],
    ),
    (
        "form/email",
        "email",
        &[
            ("a@example.jp", "pass"),
            ("a.b+c@sub.example.co.jp", "pass"),
            ("a..b.@docomo.ne.jp", "pass"),
            ("ａ＠ｅｘａｍｐｌｅ。ｊｐ", "pass"),
            (" a@example.jp\u{3000}", "pass"),
            ("a@example.jp。", "pass"),
            ("a@xn--eckwd4c7c.jp", "pass"),
            ("example.jp", "fail: missing-at"),
            ("a@b@example.jp", "fail: several-at"),
            ("@example.jp", "fail: nothing-before-at"),
            ("a@", "fail: nothing-after-at"),
            ("a@example", "fail: domain-without-dot"),
            ("a@example..jp", "fail: domain-shape"),
            ("a@-example.jp", "fail: domain-shape"),
            ("a@127.0.0.1", "fail: domain-shape"),
            ("<a@example.jp>", "fail: not-allowed"),
            ("ア@example.jp", "fail: not-allowed"),
        ],
    ),
];

#[test]
fn fields_are_judged_by_the_table() {
    for (route, table) in [("counter", AT_COUNTER), ("online", ONLINE)] {
        for (rule, field, cases) in table {
            assert!(all().iter().any(|known| known.rule.id == *rule), "{rule}");
            for (typed, expected) in *cases {
                let form = json!({ "route": route, *field: typed }).to_string();
                assert_eq!(answer(rule, &form), *expected, "{rule}: {typed:?}");
            }
        }
    }
}

/// Every rule's documentation shows it passing (or not applying) and failing.
#[test]
fn every_rule_documents_both_answers() {
    for rule in all() {
        let name = rule.rule.id.trim_start_matches("form/").replace('-', "_");
        let path = super::place(&format!("src/form/rules/{name}.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        let docs: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(docs.contains("\"fail: "), "{name}: an example that fails");
        assert!(
            docs.contains("\"pass\"") || docs.contains("\"not-applicable\""),
            "{name}: an example that passes"
        );
        assert!(docs.contains("Source: "), "{name}: the source");
    }
}

/// Where JavaScript would find the character.
#[test]
fn positions_are_counted_in_utf16() {
    let position = |name: &str| {
        let form = json!({ "name": name }).to_string();
        let options = mynacheck::form::Options::new(jiff::civil::date(2026, 11, 22));
        let report = mynacheck::form::check_json(form.as_bytes(), &options);
        let check = report.checks.iter().find(|check| check.rule == "form/name").unwrap();
        serde_json::to_value(&check.params).unwrap()["position"].as_f64()
    };
    assert_eq!(position("😀山田"), Some(0.0));
    assert_eq!(position("𠮷田😀"), Some(3.0));
    assert_eq!(position("葛\u{e0100}城\u{0}"), Some(4.0));
    // Blanks before the text count: the place is in what was typed.
    assert_eq!(position("\u{3000} 山田\u{fffd}"), Some(4.0));
    assert_eq!(position("\u{3000} 山田😀"), Some(4.0));
}
