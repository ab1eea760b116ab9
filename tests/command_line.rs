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
    command(test, arguments).output().unwrap()
}

fn command(test: &str, arguments: &[&str]) -> Command {
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

/// A folder of its own with photos in it and below it, and what else lies about.
fn album(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("album/school/.hidden")).unwrap();
    let good = Portrait { width: 525, height: 675, ..Portrait::default() }.jpeg(92);
    for name in ["b.JPG", "a.jpg", "school/a.jpg", "school/.hidden/no.jpg", "school/.no.jpg"] {
        fs::write(folder.join("album").join(name), &good).unwrap();
    }
    fs::write(folder.join("album/broken.jpg"), "no photo").unwrap();
    fs::write(folder.join("album/notes.txt"), "no photo").unwrap();
    folder
}

#[test]
fn a_folder_is_checked_with_all_that_is_in_it() {
    album("folder");
    for jobs in ["1", "3"] {
        let output = run("folder", &["photo", "--json", "--jobs", jobs, "album", "good.jpg"]);
        assert_eq!(output.status.code(), Some(1));
        let seen: Vec<_> = lines(&output)
            .iter()
            .map(|report| (report["file"].to_string(), report["verdict"].to_string()))
            .collect();
        let wanted = [
            ("a.jpg", "pass"),
            ("b.JPG", "pass"),
            ("broken.jpg", "fail"),
            ("school/a.jpg", "pass"),
            ("good.jpg", "pass"),
        ];
        assert_eq!(
            seen,
            wanted.map(|(file, verdict)| (format!("{file:?}"), format!("{verdict:?}")))
        );
    }
    fs::create_dir_all(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("folder/empty")).unwrap();
    let none = run("folder", &["photo", "empty"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no photo"), "{none:?}");
}

#[test]
fn a_list_may_come_on_standard_input() {
    album("list");
    let list = "album/school/a.jpg\r\n\nalbum/broken.jpg\nmissing.jpg\n";
    let mut command = command("list", &["photo", "--format", "csv", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = text.split("\r\n").collect();
    assert_eq!(rows[0], "file,verdict,errors,warnings,not judged");
    assert_eq!(rows[1], "album/school/a.jpg,pass,,,");
    assert!(rows[2].starts_with("album/broken.jpg,fail,file-readable"), "{text}");
    assert!(rows[3].starts_with("missing.jpg,fail,file-readable"), "{text}");
    assert_eq!(rows.len(), 5, "{text}");
}

#[test]
fn photos_of_a_folder_are_put_right_in_the_same_folders() {
    let folder = album("fix");
    let output = run("fix", &["photo", "--fix", "out", "album"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    for name in ["a.jpg", "b.jpg", "school/a.jpg"] {
        assert!(folder.join("out").join(name).is_file(), "{name}");
    }
    // Two photos of one name: the second is not written over the first.
    let output = run("fix", &["photo", "--fix", "flat", "album/a.jpg", "album/school/a.jpg"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("album/school/a.jpg"));
    assert!(folder.join("flat/a.jpg").is_file());
    // Nor over the photos themselves, and the rest is done all the same.
    let output = run("fix", &["photo", "--json", "--fix", "album", "album"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(lines(&output).len(), 4);
}

#[test]
fn a_table_has_a_line_a_file() {
    let output = run("table", &["photo", "--format", "table", "good.jpg", "text.jpg"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[1].starts_with("pass") && rows[2].contains("file-readable"), "{text}");
}

#[test]
fn shells_and_man_learn_the_arguments_from_the_same_definition() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run("shells", &["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("special-case"), "{shell}");
    }
    let manual = String::from_utf8(run("shells", &["man"]).stdout).unwrap();
    assert!(manual.contains(".TH mynacheck") && manual.contains("special\\-case"), "{manual}");
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
