//! `mynacheck photo`: many photos over all cores.

use std::collections::HashSet;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use image::GrayImage;
use jiff::civil::Date;
use mynacheck::photo::frame::{self, Nudge};
use mynacheck::photo::net::{ModelFiles, Networks};
use mynacheck::photo::sheet::{self, Paper, Sheet};
use mynacheck::photo::{self, profile::Profile};
use mynacheck::report::{PhotoReport, Verdict};

use crate::inputs::{Input, Inputs, LIST};
use crate::output::{Answer, Output};
use crate::progress::Progress;
use crate::words::Words;
use crate::{date, parallel, read, today_in_japan};

/// The endings by which the photos of a folder are taken.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "jpe", "png", "webp", "heic", "heif"];

/// Checks photo files.
#[derive(Args)]
pub struct PhotoArgs {
    /// The document that the photos are for.
    #[arg(long, value_name = "NAME", default_value = "my-number-card", value_parser = profiles())]
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
    /// The sheet's paper.
    #[arg(long, value_name = "NAME", default_value = "l", value_parser = papers())]
    paper: Paper,
    /// A picture of the applicant's name and date of birth, put on the sheet as
    /// strips for the photos' backs; dark on white, about 5 times as wide as
    /// high.
    #[arg(long, value_name = "FILE", requires = "sheet")]
    strip: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// The folder of the model files; `cargo xtask models` makes it.
    #[arg(long, value_name = "DIR", env = "MYNACHECK_MODELS", hide_env_values = true)]
    models: Option<PathBuf>,
    /// How many photos are checked at a time; as many as there are cores when it
    /// is not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// The photos: files, folders with all that is in them, or - for a list on
    /// standard input, a name a line.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What came of a photo.
struct Done {
    path: PathBuf,
    report: PhotoReport,
    /// What could not be written, and why.
    trouble: Option<String>,
}

impl PhotoArgs {
    /// Checks them all; whether every verdict was `pass`.
    ///
    /// # Errors
    ///
    /// Wrong usage, or a full disk; a photo that cannot be read is a report.
    pub fn run(mut self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let networks = load_networks(self.models.as_deref())?;
        let strip = self.strip.as_deref().map(strip).transpose()?;
        let files = std::mem::take(&mut self.files);
        let plain = !files.iter().any(|file| file.as_os_str() == LIST || file.is_dir());
        let mut progress = Progress::new(plain.then_some(files.len()));
        let threads = self
            .jobs
            .map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
        self.output.write_head(out)?;
        let (mut all_pass, mut written, mut any) = (true, true, false);
        // Names are given out in order, before the work begins.
        let mut names = HashSet::new();
        let jobs = Inputs::of(files, &ENDINGS).map(|input| {
            let is_new = names.insert(input.name.with_extension(""));
            (input, is_new)
        });
        let work =
            |(input, is_new): &(Input, bool)| self.check(input, *is_new, strip.as_ref(), &networks);
        parallel::in_order(jobs, threads, work, |done| -> Result<(), Box<dyn Error>> {
            any = true;
            let Some(done) = done else {
                // What went wrong has been told by the panic itself.
                progress.clear();
                (all_pass, written) = (false, false);
                return Ok(());
            };
            let passed = done.report.verdict == Verdict::Pass;
            all_pass &= passed;
            progress.clear();
            if let Some(trouble) = &done.trouble {
                written = false;
                eprintln!("mynacheck: {trouble}");
            }
            let answer = Answer {
                path: &done.path,
                verdict: done.report.verdict,
                checks: &done.report.checks,
                report: &done.report,
            };
            self.output.write(&answer, &words, out)?;
            progress.step(passed);
            Ok(())
        })?;
        drop(progress);
        if !any {
            return Err("there is no photo in what was named".into());
        }
        if !written {
            return Err("not everything could be written; see above".into());
        }
        Ok(all_pass)
    }

    fn check(
        &self,
        input: &Input,
        is_new: bool,
        strip: Option<&GrayImage>,
        networks: &Networks,
    ) -> Done {
        let path = input.path.clone();
        let options = photo::Options {
            profile: self.profile,
            applied_on: self.applied_on.or_else(today_in_japan),
            born: self.born,
            special_case: self.special_case,
            file: Some(input.name()),
        };
        let bytes = read(&input.path);
        if self.fix.is_none() && self.sheet.is_none() {
            let report = photo::check(&bytes, &options, networks);
            return Done { path, report, trouble: None };
        }
        let (jpeg, report) = frame::fix_and_check(&bytes, &options, &Nudge::default(), networks);
        let trouble = jpeg.and_then(|jpeg| {
            if !is_new {
                let path = input.path.display();
                return Some(format!("{path}: another file of that name was written before"));
            }
            let error = self.write(&jpeg, input, strip).err()?;
            Some(format!("{}: {error}", input.path.display()))
        });
        Done { path, report, trouble }
    }

    /// Writes what was asked for of a photo that was put right.
    fn write(
        &self,
        jpeg: &[u8],
        input: &Input,
        strip: Option<&GrayImage>,
    ) -> Result<(), Box<dyn Error>> {
        let name = input.name.with_extension("");
        if let Some(folder) = &self.fix {
            write_beside(jpeg, &input.path, folder, &name, ".jpg")?;
        }
        if let Some(folder) = &self.sheet {
            let sheet = Sheet::new(jpeg, self.profile, self.paper, strip.cloned())?;
            write_beside(&sheet.pdf()?, &input.path, folder, &name, ".pdf")?;
            write_beside(&sheet.jpeg()?, &input.path, folder, &name, "-sheet.jpg")?;
        }
        Ok(())
    }
}

/// Writes a file made from the photo at `path`, and never in its place.
fn write_beside(
    bytes: &[u8],
    path: &Path,
    folder: &Path,
    name: &Path,
    ending: &str,
) -> Result<(), Box<dyn Error>> {
    let mut to = folder.join(name).into_os_string();
    to.push(ending);
    let to = PathBuf::from(to);
    if fs::canonicalize(&to).is_ok_and(|to| fs::canonicalize(path).is_ok_and(|it| it == to)) {
        return Err(format!("{} would replace the photo itself", to.display()).into());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(&to, bytes).map_err(|error| format!("{}: {error}", to.display()))?;
    Ok(())
}

/// The picture of a strip, in grey.
fn strip(path: &Path) -> Result<GrayImage, Box<dyn Error>> {
    let read = || -> Result<GrayImage, Box<dyn Error>> { Ok(sheet::strip(&fs::read(path)?)?) };
    read().map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Named choices, so that shells and the help know them, too.
fn profiles() -> impl TypedValueParser<Value = &'static Profile> {
    PossibleValuesParser::new(Profile::ALL.map(|profile| profile.name))
        .try_map(|name| Profile::named(&name).ok_or("there is no such profile"))
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::ALL.map(|paper| paper.name))
        .try_map(|name| Paper::named(&name).ok_or("there is no such paper"))
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
