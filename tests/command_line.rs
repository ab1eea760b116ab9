//! The command line as a shell sees it: output, order and exit codes.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use portrait_painter::Portrait;
use serde_json::Value;

/// Runs the program in a folder of its own with a good and a bad photo and
/// application in it.
fn run(test: &str, arguments: &[&str]) -> Output {
    program(test, arguments).output().unwrap()
}

/// The program with `text` on its standard input.
fn run_with_input(test: &str, arguments: &[&str], text: &str) -> Output {
    let mut command = program(test, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn program(test: &str, arguments: &[&str]) -> Command {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("good.jpg"), Portrait::default().jpeg(92)).unwrap();
    fs::write(folder.join("text.jpg"), "no photo").unwrap();
    let good = r#"{"applicationId": "1234 5678 9012 3456 7890 123", "name": "山田 太郎",
        "dateOfBirth": "平成2年1月2日", "email": "taro@example.jp"}"#;
    fs::write(folder.join("good.json"), good).unwrap();
    fs::write(folder.join("bad.json"), r#"{"individualNumber": "123456789012"}"#).unwrap();
    let models = std::env::var_os("MYNACHECK_MODELS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/models"), PathBuf::from);
    let mut command = Command::new(env!("CARGO_BIN_EXE_mynacheck"));
    command.current_dir(folder).env("MYNACHECK_MODELS", models).args(arguments);
    command
}

/// The folder of a test, empty.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn reports_are_json_lines_in_the_order_of_the_files() {
    let output = run("order", &["photo", "--json", "text.jpg", "good.jpg", "missing.jpg"]);
    let reports = lines(&output);
    let seen: Vec<_> =
        reports.iter().map(|report| (report["file"].clone(), report["verdict"].clone())).collect();
    let expected = [("text.jpg", "fail"), ("good.jpg", "pass"), ("missing.jpg", "fail")];
    assert_eq!(seen, expected.map(|(file, verdict)| (file.into(), verdict.into())));
    for report in &reports {
        assert_eq!(report["schemaVersion"], 1);
        assert_eq!(report["profile"], "my-number-card");
        assert!(report.get("face").is_some() && report.get("image").is_some());
    }
    assert_eq!(reports[2]["checks"][1]["rule"], "photo/file-readable");
    assert_eq!(reports[2]["checks"][1]["outcome"], "fail");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn exit_codes_are_the_contracts() {
    let code = |arguments: &[&str]| run("codes", arguments).status.code();
    assert_eq!(code(&["photo", "good.jpg"]), Some(0));
    assert_eq!(code(&["photo", "good.jpg", "text.jpg"]), Some(1));
    assert_eq!(code(&["form", "--applied-on", "2026-11-22", "good.json"]), Some(0));
    assert_eq!(code(&["form", "bad.json"]), Some(1));
    assert_eq!(code(&["rules"]), Some(0));
    assert_eq!(code(&["photo"]), Some(2));
    assert_eq!(code(&["photo", "--profile", "library-card", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--applied-on", "2026-02-30", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--lang", "xx", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--models", "nowhere", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--sheet", "out", "--paper", "papyrus", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--strip", "good.jpg", "good.jpg"]), Some(2));
    assert_eq!(code(&["photo", "--sheet", "out", "--strip", "text.jpg", "good.jpg"]), Some(2));
    assert_eq!(code(&["dance"]), Some(2));
}

#[test]
fn a_sheet_is_written_for_the_photo_that_could_be_put_right() {
    let arguments = ["photo", "--sheet", "out", "--paper", "postcard", "--strip", "good.jpg"];
    let output = run("sheet", &[&arguments[..], &["good.jpg", "text.jpg"]].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sheet/out");
    assert!(fs::read(out.join("good.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    let sheet = image::open(out.join("good-sheet.jpg")).unwrap();
    // 100×148 mm at 600 dots an inch.
    assert_eq!((sheet.width(), sheet.height()), (2362, 3496));
    assert!(!out.join("good.jpg").exists() && !out.join("text.pdf").exists());
}

#[test]
fn text_says_what_to_do_in_the_language_asked_for() {
    let text = |language| {
        let output = run("text", &["photo", "--lang", language, "text.jpg"]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(text("en").contains("photo/file-readable — "), "{}", text("en"));
    assert!(text("en").contains("→ "));
    assert!(text("ja").contains("ファイル"), "{}", text("ja"));
}

#[test]
fn every_rule_is_listed_with_its_source() {
    let rules = lines(&run("rules", &["rules", "--json"]));
    assert_eq!(rules.len(), mynacheck::rule::rules().len());
    for rule in rules {
        for key in ["id", "severity", "title"] {
            assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(rule["source"]["url"].as_str().is_some_and(|url| url.starts_with("https://")));
        assert!(rule["source"]["read"].is_string());
    }
}

#[test]
fn a_report_holds_nothing_that_was_typed() {
    let output = run("private", &["form", "--json", "good.json", "bad.json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for typed in ["山田", "太郎", "1234", "taro", "example.jp", "1990"] {
        assert!(!text.contains(typed), "{typed}");
    }
}

#[test]
fn many_files_keep_their_order_whatever_the_number_of_workers() {
    let folder = folder("many");
    let names: Vec<String> = (0..120).map(|at| format!("{at}.json")).collect();
    for (at, name) in names.iter().enumerate() {
        let text = if at % 3 == 0 { "{" } else { r#"{"name": "山田 太郎"}"# };
        fs::write(folder.join(name), text).unwrap();
    }
    let of = |jobs: &str| {
        let mut arguments = vec!["form", "--json", "--jobs", jobs];
        arguments.extend(names.iter().map(String::as_str));
        run("many", &arguments)
    };
    let one = of("1");
    let files: Vec<_> = lines(&one).iter().map(|line| line["file"].clone()).collect();
    assert_eq!(files, names);
    assert_eq!(one.stdout, of("7").stdout);
    assert_eq!(run("many", &["form", "--jobs", "0", "0.json"]).status.code(), Some(2));
}

#[test]
fn a_folder_stands_for_the_files_in_it() {
    let folder = folder("folder");
    fs::create_dir_all(folder.join("in/deeper")).unwrap();
    for name in ["in/b.JSON", "in/a.json", "in/deeper/c.json", "in/d.txt", "in/.hidden.json"] {
        fs::write(folder.join(name), "{}").unwrap();
    }
    let output = run("folder", &["form", "--json", "bad.json", "in"]);
    let reports = lines(&output);
    let files: Vec<_> = reports.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["bad.json", "a.json", "b.JSON", "c.json"]);
    fs::create_dir_all(folder.join("empty")).unwrap();
    assert_eq!(run("folder", &["form", "empty"]).status.code(), Some(2));
}

#[test]
fn a_list_on_standard_input_is_read_as_it_comes() {
    let folder = folder("list");
    fs::create_dir_all(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.json"), "{}").unwrap();
    fs::write(folder.join("in/b.json"), "{}").unwrap();
    let list = "bad.json\r\nin\n\nmissing.json\n";
    let output = run_with_input("list", &["form", "--json", "-", "good.json"], list);
    let reports = lines(&output);
    let files: Vec<_> = reports.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["bad.json", "a.json", "b.json", "missing.json", "good.json"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("missing.json: "));
}

#[test]
fn csv_has_a_row_a_file_and_quotes_what_needs_it() {
    let folder = folder("csv");
    fs::write(folder.join("a, \"b\".json"), "{").unwrap();
    let output = run("csv", &["form", "--format", "csv", "a, \"b\".json", "good.json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = text.split_terminator("\r\n").collect();
    assert_eq!(rows[0], "file,verdict,errors,warnings,notices,unsure");
    assert!(rows[1].starts_with("\"a, \"\"b\"\".json\",fail,form/file-readable"), "{}", rows[1]);
    assert!(rows[2].starts_with("good.json,pass,,"), "{}", rows[2]);
    assert_eq!(rows.len(), 3);
    let rules = run("csv", &["rules", "--format", "csv"]);
    let rows = String::from_utf8(rules.stdout).unwrap();
    assert_eq!(rows.matches("\r\n").count(), mynacheck::rule::rules().len() + 1);
}

#[test]
fn a_table_has_a_line_a_file_and_the_sum() {
    let output = run("table", &["form", "--format", "table", "good.json", "bad.json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[1].starts_with("pass "), "{text}");
    assert!(rows[2].starts_with("fail ") && rows[2].contains("bad.json: "), "{text}");
    assert_eq!(rows[3], "2 checked: 1 pass, 0 review, 1 fail");
    assert_eq!(run("table", &["form", "--json", "--format", "csv", "x"]).status.code(), Some(2));
}

/// One that cannot be written stops none of the others, and photos of one name
/// do not overwrite each other.
#[test]
fn photos_of_one_name_are_all_put_right() {
    let folder = folder("names");
    for name in ["one", "two"] {
        fs::create_dir_all(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("me.jpg"), Portrait::default().jpeg(92)).unwrap();
    }
    let output = run("names", &["photo", "--json", "--fix", "out", "one", "text.jpg", "two"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(lines(&output).len(), 3);
    assert!(folder.join("out/me.jpg").exists() && folder.join("out/me-2.jpg").exists());
    // In its own place: refused, and the next one is done.
    let output = run("names", &["photo", "--json", "--fix", "one", "one/me.jpg", "good.jpg"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(lines(&output).len(), 2);
    assert!(folder.join("one/good.jpg").exists());
}

#[test]
fn progress_is_only_for_a_terminal() {
    let output = run("progress", &["form", "--json", "good.json", "bad.json"]);
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn completions_and_manual_come_from_the_same_definition() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = String::from_utf8(run("shells", &["completions", shell]).stdout).unwrap();
        assert!(text.contains("special-case") && text.contains("jobs"), "{shell}");
    }
    assert_eq!(run("shells", &["completions", "abacus"]).status.code(), Some(2));
    let page = |arguments: &[&str]| {
        let output = run("shells", arguments);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = page(&["man"]);
    assert!(code == Some(0) && text.contains(".TH mynacheck 1"), "{text}");
    let (_, text) = page(&["man", "photo"]);
    assert!(text.contains(".TH mynacheck-photo 1") && text.contains("special"), "{text}");
    assert_eq!(page(&["man", "dance"]).0, Some(2));
}
