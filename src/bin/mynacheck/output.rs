//! Reports as text, as lines of JSON, as a table or as CSV.

use std::io::{self, Write};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use mynacheck::report::{Check, Outcome, Severity, Verdict};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::words::{self, Words};

#[derive(Args)]
pub struct Output {
    /// The language of the text, such as en or ja.
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = PossibleValuesParser::new(words::languages()))]
    pub lang: String,
    /// How reports are written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// One JSON object a line: the same as --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// What is wrong, why, and what to do
    Text,
    /// One JSON object a line
    Json,
    /// One line a file, for a person
    Table,
    /// One line a file, for a spreadsheet
    Csv,
}

/// What every kind of report has.
pub struct Answer<'a, R> {
    /// Where the file is, as it was named.
    pub path: &'a Path,
    pub verdict: Verdict,
    pub checks: &'a [Check],
    /// All of it, for JSON.
    pub report: &'a R,
}

impl Output {
    /// The format that was asked for.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// What stands above the reports.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn write_head(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format() {
            Format::Csv => writeln!(out, "file,verdict,errors,warnings,not judged\r"),
            Format::Table => writeln!(out, "{:7} {:40} what did not pass", "verdict", "file"),
            Format::Text | Format::Json => Ok(()),
        }
    }

    /// One report.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn write<R: Serialize>(
        &self,
        answer: &Answer<'_, R>,
        words: &Words,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let failed = |severity| {
            rules(answer.checks, |check| {
                check.outcome == Outcome::Fail && check.severity == severity
            })
        };
        let unsure = || {
            rules(answer.checks, |check| {
                check.outcome == Outcome::Unsure && check.severity == Severity::Error
            })
        };
        let path = answer.path.to_string_lossy();
        match self.format() {
            Format::Text => words.write_report(&path, answer.verdict, answer.checks, out),
            Format::Json => write_json(answer.report, out),
            Format::Table => {
                let what: Vec<_> = [
                    ("", failed(Severity::Error)),
                    ("! ", failed(Severity::Warning)),
                    ("? ", unsure()),
                ]
                .into_iter()
                .filter(|(_, rules)| !rules.is_empty())
                .map(|(mark, rules)| format!("{mark}{}", rules.join(", ")))
                .collect();
                let verdict = name(answer.verdict);
                writeln!(out, "{verdict:7} {path:40} {}", what.join("; "))
            }
            Format::Csv => {
                let cells = [
                    quoted(&path),
                    name(answer.verdict).to_owned(),
                    failed(Severity::Error).join(" "),
                    failed(Severity::Warning).join(" "),
                    unsure().join(" "),
                ];
                // RFC 4180.
                write!(out, "{}\r\n", cells.join(","))
            }
        }
    }
}

/// A line of JSON, byte for byte as JavaScript writes it: the same report from the
/// same photo in the package's command line.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn write_json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, AsJavaScript))?;
    writeln!(out)
}

/// Whole numbers without `.0`, and no negative nought.
struct AsJavaScript;

impl Formatter for AsJavaScript {
    fn write_f64<W: Write + ?Sized>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        write!(out, "{}", value + 0.0)
    }
}

/// The names of the rules whose check is so, without their kind.
fn rules(checks: &[Check], wanted: impl Fn(&Check) -> bool) -> Vec<&'static str> {
    let rules = checks.iter().filter(|check| wanted(check)).map(|check| check.rule);
    rules.map(|rule| rule.split_once('/').map_or(rule, |(_, name)| name)).collect()
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Review => "review",
        Verdict::Fail => "fail",
    }
}

/// A cell that may hold anything; what a spreadsheet would take for a formula is
/// kept from being one.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"', '\n', '\r']) {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_javascript() {
        let mut line = Vec::new();
        write_json(&[1.0, -0.0, 0.31, 12.5, 441_614.0, -1.25], &mut line).unwrap();
        assert_eq!(line, b"[1,0,0.31,12.5,441614,-1.25]\n");
    }

    #[test]
    fn a_name_stays_one_cell_and_no_formula() {
        assert_eq!(quoted("a b.jpg"), "a b.jpg");
        assert_eq!(quoted("a,b.jpg"), "\"a,b.jpg\"");
        assert_eq!(quoted("say \"cheese\".jpg"), "\"say \"\"cheese\"\".jpg\"");
        assert_eq!(quoted("=1+2.jpg"), "\"'=1+2.jpg\"");
    }
}
