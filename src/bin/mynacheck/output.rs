//! How answers are written: text, a table, JSON Lines or CSV.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use mynacheck::report::{Check, Outcome, Severity, Verdict};
use serde::Serialize;

use crate::words::Words;

/// How the output looks and in which language.
#[derive(Args)]
pub struct Output {
    /// The language of the text, such as en or ja.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub lang: String,
    /// How the output looks.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// One JSON object a line; the same as --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// How the output looks.
#[derive(Clone, Copy, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// What did not pass, why, and what to do.
    Text,
    /// A line a file, and the sum.
    Table,
    /// One JSON object a line (JSON Lines).
    Json,
    /// A row a file (RFC 4180), under a row of names.
    Csv,
}

impl Output {
    /// How the output looks.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Reports as they are written, one after the other.
pub struct Reports<'a, W> {
    format: Format,
    words: &'a Words,
    out: W,
    counts: [usize; 3],
}

impl<'a, W: Write> Reports<'a, W> {
    /// Starts the output.
    pub fn new(output: &Output, words: &'a Words, mut out: W) -> io::Result<Self> {
        let format = output.format();
        match format {
            Format::Csv => out.write_all(b"file,verdict,errors,warnings,notices,unsure\r\n")?,
            Format::Table => {
                writeln!(out, "{:7} {:>6} {:>7}  FILE", "VERDICT", "ERRORS", "WARNINGS")?
            }
            Format::Json | Format::Text => {}
        }
        Ok(Self { format, words, out, counts: [0; 3] })
    }

    /// Writes the `report` on the file at `path`, whose verdict and checks are
    /// these.
    pub fn write(
        &mut self,
        path: &Path,
        report: &impl Serialize,
        verdict: Verdict,
        checks: &[Check],
    ) -> Result<(), Box<dyn Error>> {
        let [pass, review, fail] = &mut self.counts;
        let (count, word) = match verdict {
            Verdict::Pass => (pass, "pass"),
            Verdict::Review => (review, "review"),
            Verdict::Fail => (fail, "fail"),
        };
        *count = count.saturating_add(1);
        let out = &mut self.out;
        match self.format {
            Format::Text => self.words.write_report(path, verdict, checks, out)?,
            Format::Json => write_json(report, out)?,
            Format::Csv => {
                let cell = |severity| rules(checks, Outcome::Fail, Some(severity)).join(" ");
                let cells = [
                    path.display().to_string(),
                    word.to_owned(),
                    cell(Severity::Error),
                    cell(Severity::Warning),
                    cell(Severity::Notice),
                    rules(checks, Outcome::Unsure, None).join(" "),
                ];
                write_row(&cells, out)?;
            }
            Format::Table => {
                let failed = |severity| rules(checks, Outcome::Fail, Some(severity));
                let (errors, warnings) = (failed(Severity::Error), failed(Severity::Warning));
                write!(
                    out,
                    "{word:7} {:>6} {:>7}  {}",
                    errors.len(),
                    warnings.len(),
                    path.display()
                )?;
                let titles: Vec<_> =
                    errors.iter().chain(&warnings).map(|rule| self.words.title(rule)).collect();
                match titles.is_empty() {
                    true => writeln!(out)?,
                    false => writeln!(out, ": {}", titles.join("; "))?,
                }
            }
        }
        // A reader at the other end of a pipe sees each answer when it is there.
        Ok(self.out.flush()?)
    }

    /// Ends the output; whether every verdict was `pass`.
    pub fn end(mut self) -> io::Result<bool> {
        let [pass, review, fail] = self.counts;
        if self.format == Format::Table {
            let all = pass.saturating_add(review).saturating_add(fail);
            writeln!(self.out, "{all} checked: {pass} pass, {review} review, {fail} fail")?;
        }
        self.out.flush()?;
        Ok(review == 0 && fail == 0)
    }
}

/// The ids of the rules that ended in `outcome`.
fn rules(checks: &[Check], outcome: Outcome, severity: Option<Severity>) -> Vec<&'static str> {
    checks
        .iter()
        .filter(|check| check.outcome == outcome)
        .filter(|check| severity.is_none_or(|severity| check.severity == severity))
        .map(|check| check.rule)
        .collect()
}

/// Writes one line of JSON.
pub fn write_json(value: &impl Serialize, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(writeln!(out)?)
}

/// Writes one row of CSV, as RFC 4180 has it.
pub fn write_row(cells: &[impl AsRef<str>], out: &mut impl Write) -> io::Result<()> {
    for (at, cell) in cells.iter().enumerate() {
        let cell = cell.as_ref();
        if at > 0 {
            write!(out, ",")?;
        }
        if cell.contains([',', '"', '\r', '\n']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{cell}")?;
        }
    }
    write!(out, "\r\n")
}
