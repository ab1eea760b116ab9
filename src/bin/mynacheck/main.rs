//! The command line: the same core as the page's, over files.

mod words;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use clap::{Args, Parser, Subcommand};
use image::{DynamicImage, GrayImage};
use jiff::ToSpan;
use jiff::civil::Date;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::frame::{self, Nudge};
use mynacheck::photo::net::{ModelFiles, Networks};
use mynacheck::photo::sheet::{Paper, Sheet};
use mynacheck::photo::{self, pixels, profile::Profile};
use mynacheck::report::{Severity, Verdict};
use mynacheck::rule::Rule;
use mynacheck::{calendar, form};
use serde::Serialize;

use self::words::Words;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    match command.run(&mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // A reader that has seen enough (`| head`) is no error.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mynacheck: {error}");
            ExitCode::from(2)
        }
    }
}

/// Checks a My Number Card application, photo and form, on this machine.
///
/// Exit code: 0 when every verdict is `pass`, 1 when one is not, 2 for wrong
/// usage.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Photo(PhotoArgs),
    Form(FormArgs),
    Rules(RulesArgs),
}

/// Checks photo files.
#[derive(Args)]
struct PhotoArgs {
    /// The document that the photos are for.
    #[arg(long, value_name = "NAME", default_value = "my-number-card", value_parser = profile)]
    profile: &'static Profile,
    /// The day of the application, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    applied_on: Option<Date>,
    /// The applicant's date of birth, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    born: Option<Date>,
    /// The applicant has a reason that the office accepts (faith, illness,
    /// infant, wheelchair …).
    #[arg(long)]
    special_case: bool,
    /// Also puts each photo right: writes DIR/NAME.jpg, turned, cropped and
    /// encoded for the document, and reports on what was written.
    #[arg(long, value_name = "DIR")]
    fix: Option<PathBuf>,
    /// Also lays each photo that could be put right out on paper: writes
    /// DIR/NAME.pdf and DIR/NAME-sheet.jpg, to be printed at their actual size.
    #[arg(long, value_name = "DIR")]
    sheet: Option<PathBuf>,
    /// The sheet's paper: l, postcard, 2l, a4 or 4x6.
    #[arg(long, value_name = "NAME", default_value = "l", value_parser = paper)]
    paper: Paper,
    /// A picture of the applicant's name and date of birth, put on the sheet as
    /// strips for the photos' backs; dark on white, about 5 times as wide as
    /// high.
    #[arg(long, value_name = "FILE", requires = "sheet")]
    strip: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// The folder of the model files; `cargo xtask models` makes it.
    #[arg(long, value_name = "DIR", env = "MYNACHECK_MODELS")]
    models: Option<PathBuf>,
    /// The photos.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Checks applications in JSON files.
#[derive(Args)]
struct FormArgs {
    /// The day of the application, YYYY-MM-DD; today in Japan when it is not
    /// given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    applied_on: Option<Date>,
    #[command(flatten)]
    output: Output,
    /// The applications, as JSON.
    #[arg(required = true, value_name = "FILE.json")]
    files: Vec<PathBuf>,
}

/// Lists every rule.
#[derive(Args)]
struct RulesArgs {
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct Output {
    /// The language of the text: en or ja.
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: String,
    /// One JSON object a line instead of text.
    #[arg(long)]
    json: bool,
}

impl Command {
    /// Runs it; whether every verdict was `pass`.
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        match self {
            Self::Photo(args) => args.run(out),
            Self::Form(args) => args.run(out),
            Self::Rules(args) => args.run(out),
        }
    }
}

impl PhotoArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let networks = load_networks(self.models.as_deref())?;
        let strip = self.strip.as_deref().map(strip).transpose()?;
        let mut all_pass = true;
        for path in &self.files {
            let options = photo::Options {
                profile: self.profile,
                applied_on: self.applied_on.or_else(today_in_japan),
                born: self.born,
                special_case: self.special_case,
                file: file_name(path),
            };
            let bytes = read(path);
            let report = if self.fix.is_some() || self.sheet.is_some() {
                let (jpeg, report) =
                    frame::fix_and_check(&bytes, &options, &Nudge::default(), &networks);
                if let Some(jpeg) = jpeg {
                    self.write(&jpeg, path, strip.as_ref())?;
                }
                report
            } else {
                photo::check(&bytes, &options, &networks)
            };
            all_pass &= report.verdict == Verdict::Pass;
            self.output.write(&report, out, |out| {
                words.write_report(path, report.verdict, &report.checks, out)
            })?;
        }
        Ok(all_pass)
    }

    /// Writes what was asked for of a photo that was put right.
    fn write(
        &self,
        jpeg: &[u8],
        path: &Path,
        strip: Option<&GrayImage>,
    ) -> Result<(), Box<dyn Error>> {
        let name = path.file_stem().ok_or("a file has a name")?.to_string_lossy();
        if let Some(folder) = &self.fix {
            write_beside(jpeg, path, &folder.join(format!("{name}.jpg")))?;
        }
        if let Some(folder) = &self.sheet {
            let sheet = Sheet::new(jpeg, self.profile, self.paper, strip.cloned())?;
            write_beside(&sheet.pdf()?, path, &folder.join(format!("{name}.pdf")))?;
            write_beside(&sheet.jpeg()?, path, &folder.join(format!("{name}-sheet.jpg")))?;
        }
        Ok(())
    }
}

/// Writes a file made from the photo at `path`, and never in its place.
fn write_beside(bytes: &[u8], path: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if fs::canonicalize(to).is_ok_and(|to| fs::canonicalize(path).is_ok_and(|it| it == to)) {
        return Err(format!("{} would replace the photo itself", to.display()).into());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, bytes).map_err(|error| format!("{}: {error}", to.display()))?;
    Ok(())
}

/// The picture of a strip, in grey.
fn strip(path: &Path) -> Result<GrayImage, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let picture = pixels::decode(&bytes, &FileFacts::read(&bytes))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(DynamicImage::from(picture).into_luma8())
}

impl FormArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let applied_on = self
            .applied_on
            .or_else(today_in_japan)
            .ok_or("the clock is wrong; name the day with --applied-on")?;
        let mut all_pass = true;
        for path in &self.files {
            let mut options = form::Options::new(applied_on);
            options.file = file_name(path);
            let report = form::check_json(&read(path), &options);
            all_pass &= report.verdict == Verdict::Pass;
            self.output.write(&report, out, |out| {
                words.write_report(path, report.verdict, &report.checks, out)
            })?;
        }
        Ok(all_pass)
    }
}

impl RulesArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        for rule in mynacheck::rule::rules() {
            let title = words.title(rule.id);
            self.output.write(&RuleLine { title, rule }, out, |out| {
                let severity = match rule.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Notice => "notice",
                };
                writeln!(out, "{:44} {severity:8} {title}", rule.id)?;
                let source = rule.source;
                writeln!(out, "    {} ({}, {})", source.title, source.url, source.read)
            })?;
        }
        Ok(true)
    }
}

#[derive(Serialize)]
struct RuleLine<'a> {
    title: &'a str,
    #[serde(flatten)]
    rule: &'a Rule,
}

/// The day it is in Japan, where applications are made.
fn today_in_japan() -> Option<Date> {
    const JAPAN_IS_AHEAD: u64 = 9 * 60 * 60;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() + JAPAN_IS_AHEAD;
    let days: i32 = (seconds / (24 * 60 * 60)).try_into().ok()?;
    Date::new(1970, 1, 1).ok()?.checked_add(days.days()).ok()
}

fn profile(name: &str) -> Result<&'static Profile, String> {
    Profile::named(name).ok_or_else(|| {
        let names = Profile::ALL.map(|profile| profile.name).join(", ");
        format!("the profiles are {names}")
    })
}

fn paper(name: &str) -> Result<Paper, String> {
    Paper::named(name).ok_or_else(|| {
        let names = Paper::ALL.map(|paper| paper.name).join(", ");
        format!("the papers are {names}")
    })
}

fn date(text: &str) -> Result<Date, String> {
    calendar::day(text).ok_or("a date is written YYYY-MM-DD, such as 2026-11-22".to_owned())
}

impl Output {
    /// Writes `value` as a line of JSON, or what `text` writes.
    fn write<W: Write>(
        &self,
        value: &impl Serialize,
        out: &mut W,
        text: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> Result<(), Box<dyn Error>> {
        if !self.json {
            return Ok(text(out)?);
        }
        serde_json::to_writer(&mut *out, value)?;
        Ok(writeln!(out)?)
    }
}

/// The bytes of a file; none where it cannot be opened. That is a report like
/// any other, but its reason is worth a word.
fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| {
        eprintln!("mynacheck: {}: {error}", path.display());
        Vec::new()
    })
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>().map(io::Error::kind);
    let json = error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    io.or(json) == Some(io::ErrorKind::BrokenPipe)
}

/// Loads the networks from `folder`, else from the first folder `models`
/// beside the program or above it.
fn load_networks(folder: Option<&Path>) -> Result<Networks, Box<dyn Error>> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => {
            let program = env::current_exe()?;
            program
                .ancestors()
                .skip(1)
                .map(|folder| folder.join("models"))
                .find(|models| models.join("face-mesh.onnx").is_file())
                .ok_or("no model files found: run `cargo xtask models`, or name their folder with --models")?
        }
    };
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    Ok(Networks::load(&ModelFiles {
        detection: &read("face-detection.onnx")?,
        mesh: &read("face-mesh.onnx")?,
        mask: &read("person-mask.onnx")?,
    })?)
}
