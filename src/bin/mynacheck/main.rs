//! The command line: the same core as the page's, over files.

mod batch;
mod inputs;
mod output;
mod words;

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use image::{DynamicImage, GrayImage};
use jiff::ToSpan;
use jiff::civil::Date;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::frame::{self, Nudge};
use mynacheck::photo::net::{ModelFiles, Networks};
use mynacheck::photo::sheet::{Paper, Sheet};
use mynacheck::photo::{self, pixels, profile::Profile};
use mynacheck::report::{FormReport, PhotoReport, Severity};
use mynacheck::rule::Rule;
use mynacheck::{calendar, form};
use serde::Serialize;

use self::batch::Progress;
use self::inputs::{APPLICATIONS, Inputs, Names, PHOTOS};
use self::output::{Format, Output, Reports, write_json, write_row};
use self::words::Words;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    match command.run(&mut BufWriter::new(io::stdout())) {
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
    Completions(CompletionsArgs),
    Man(ManArgs),
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
    /// How many photos are checked at once; as many as there are cores when it
    /// is not given.
    #[arg(long, value_name = "COUNT")]
    jobs: Option<NonZero<usize>>,
    /// The folder of the model files; `cargo xtask models` makes it.
    #[arg(long, value_name = "DIR", env = "MYNACHECK_MODELS")]
    models: Option<PathBuf>,
    /// The photos: files, folders with photos in them, or `-` for a list on
    /// standard input, one path a line.
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
    /// How many applications are checked at once; as many as there are cores
    /// when it is not given.
    #[arg(long, value_name = "COUNT")]
    jobs: Option<NonZero<usize>>,
    /// The applications, as JSON: files, folders with JSON files in them, or
    /// `-` for a list on standard input, one path a line.
    #[arg(required = true, value_name = "FILE.json")]
    files: Vec<PathBuf>,
}

/// Lists every rule.
#[derive(Args)]
struct RulesArgs {
    #[command(flatten)]
    output: Output,
}

/// Writes the completions of a shell to standard output.
#[derive(Args)]
struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Writes a manual page to standard output.
#[derive(Args)]
struct ManArgs {
    /// A command, such as photo; the page on the whole program when it is not
    /// given.
    command: Option<String>,
}

impl Command {
    /// Runs it; whether every verdict was `pass`.
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        match self {
            Self::Photo(args) => args.run(out),
            Self::Form(args) => args.run(out),
            Self::Rules(args) => args.run(out),
            Self::Completions(args) => args.run(out),
            Self::Man(args) => args.run(out),
        }
    }
}

impl PhotoArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let networks = load_networks(self.models.as_deref())?;
        let strip = self.strip.as_deref().map(strip).transpose()?;
        let mut names = Names::default();
        let writes = self.fix.is_some() || self.sheet.is_some();
        let job = Job { files: &self.files, extensions: PHOTOS, jobs: self.jobs };
        job.run(
            Reports::new(&self.output, &words, out)?,
            |path| if writes { names.of(path) } else { String::new() },
            |path, name| self.check(path, &name, &networks, strip.as_ref()),
            |reports, path, report: &PhotoReport| {
                reports.write(path, report, report.verdict, &report.checks)
            },
        )
    }

    /// The report on a photo, and what went wrong besides.
    fn check(
        &self,
        path: &Path,
        name: &str,
        networks: &Networks,
        strip: Option<&GrayImage>,
    ) -> Checked<PhotoReport> {
        let options = photo::Options {
            profile: self.profile,
            applied_on: self.applied_on.or_else(today_in_japan),
            born: self.born,
            special_case: self.special_case,
            file: file_name(path),
        };
        let (bytes, unread) = read(path);
        if self.fix.is_none() && self.sheet.is_none() {
            let report = photo::check(&bytes, &options, networks);
            return Checked { report, unread, unwritten: None };
        }
        let (jpeg, report) = frame::fix_and_check(&bytes, &options, &Nudge::default(), networks);
        let written = jpeg.map_or(Ok(()), |jpeg| self.write(&jpeg, path, name, strip));
        Checked { report, unread, unwritten: written.err().map(|error| error.to_string()) }
    }

    /// Writes what was asked for of a photo that was put right.
    fn write(
        &self,
        jpeg: &[u8],
        path: &Path,
        name: &str,
        strip: Option<&GrayImage>,
    ) -> Result<(), Box<dyn Error>> {
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

/// Files to check.
struct Job<'a> {
    files: &'a [PathBuf],
    extensions: &'static [&'static str],
    jobs: Option<NonZero<usize>>,
}

/// A report, and what went wrong besides.
struct Checked<R> {
    report: R,
    /// Why the file could not be read.
    unread: Option<String>,
    /// Why what was made of it could not be written.
    unwritten: Option<String>,
}

impl Job<'_> {
    /// Checks every file with `check` and writes every report with `write`, in
    /// the files' order; whether every verdict was `pass`. A file with which
    /// anything goes wrong stops none of the others.
    fn run<P: Send, R: Send, W: Write>(
        self,
        mut reports: Reports<'_, W>,
        prepare: impl FnMut(&PathBuf) -> P + Send,
        check: impl Fn(&Path, P) -> Checked<R> + Sync,
        write: impl Fn(&mut Reports<'_, W>, &Path, &R) -> Result<(), Box<dyn Error>>,
    ) -> Result<bool, Box<dyn Error>> {
        let mut inputs = Inputs::new(self.files, self.extensions);
        let mut progress = Progress::new(Inputs::count(self.files));
        let (mut any, mut unwritten) = (false, 0_usize);
        batch::run(
            &mut inputs,
            self.jobs,
            prepare,
            |path, prepared| {
                let checked = check(&path, prepared);
                (path, checked)
            },
            |(path, checked)| {
                progress.clear();
                any = true;
                unwritten = unwritten.saturating_add(usize::from(checked.unwritten.is_some()));
                for trouble in [&checked.unread, &checked.unwritten].into_iter().flatten() {
                    eprintln!("mynacheck: {trouble}");
                }
                write(&mut reports, &path, &checked.report)?;
                progress.step();
                Ok(())
            },
        )?;
        progress.clear();
        let all_pass = reports.end()?;
        let troubles = inputs.troubles();
        for trouble in &troubles {
            eprintln!("mynacheck: {trouble}");
        }
        if unwritten > 0 {
            return Err(format!("{unwritten} could not be written").into());
        }
        if !any {
            return Err("no files were found to check".into());
        }
        Ok(all_pass && troubles.is_empty())
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
        let job = Job { files: &self.files, extensions: APPLICATIONS, jobs: self.jobs };
        job.run(
            Reports::new(&self.output, &words, out)?,
            |_| (),
            |path, ()| {
                let mut options = form::Options::new(applied_on);
                options.file = file_name(path);
                let (bytes, unread) = read(path);
                let report = form::check_json(&bytes, &options);
                Checked { report, unread, unwritten: None }
            },
            |reports, path, report: &FormReport| {
                reports.write(path, report, report.verdict, &report.checks)
            },
        )
    }
}

impl RulesArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let format = self.output.format();
        if format == Format::Csv {
            write_row(&["id", "severity", "title", "source", "url", "read"], out)?;
        }
        for rule in mynacheck::rule::rules() {
            let title = words.title(rule.id);
            let source = rule.source;
            let severity = match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Notice => "notice",
            };
            match format {
                Format::Json => write_json(&RuleLine { title, rule }, out)?,
                Format::Csv => {
                    let cells = [rule.id, severity, title, source.title, source.url, source.read];
                    write_row(&cells, out)?;
                }
                Format::Table | Format::Text => {
                    writeln!(out, "{:44} {severity:8} {title}", rule.id)?;
                }
            }
            if format == Format::Text {
                writeln!(out, "    {} ({}, {})", source.title, source.url, source.read)?;
            }
        }
        out.flush()?;
        Ok(true)
    }
}

impl CompletionsArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        // It writes to memory first: what it does on a closed pipe is to panic.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "mynacheck", &mut script);
        out.write_all(&script)?;
        out.flush()?;
        Ok(true)
    }
}

impl ManArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let mut program = Cli::command();
        program.build();
        let command = match &self.command {
            None => program,
            Some(name) => program
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| format!("there is no command {name}"))?,
        };
        clap_mangen::Man::new(command).render(out)?;
        out.flush()?;
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

/// The bytes of a file; none where it cannot be opened. That is a report like
/// any other, but its reason is worth a word.
fn read(path: &Path) -> (Vec<u8>, Option<String>) {
    match inputs::read(path) {
        Ok(bytes) => (bytes, None),
        Err(error) => (Vec::new(), Some(error)),
    }
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
