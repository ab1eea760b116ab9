//! `cargo xtask evaluate`: how often the photo rules are right.
//!
//! Takes real photos that are known to be good, spoils each in every way of
//! [`defects`], runs the checker on all of them and writes `ACCURACY.md` with
//! its plots. The photos stay where they are: nothing of them is written.

mod accuracy;
mod answers;
mod canvas;
mod defect;
mod defects;
mod examples;
mod fit;
mod mending;
mod parity;
mod photos;
mod plot;
mod points;
mod record;
mod runner;
mod stages;
mod statistics;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use mynacheck::photo::net::{ModelFiles, Networks};

use crate::accuracy::Evaluation;
use crate::photos::Photos;
use crate::runner::Plan;

const USAGE: &str = "\
usage: cargo xtask evaluate [--photos DIR] [--out DIR] [--reported] [--every N]
                      [--answers FILE]
       cargo xtask evaluate [--photos DIR] --only RULE… [--every N] [--show DIR]
       cargo xtask evaluate [--photos DIR] --times | --mend | --parity | --fit [--every N]

  --photos DIR  the photos (else MYNACHECK_PHOTOS, else ../shared/photos)
  --out DIR     where ACCURACY.md and docs/accuracy go (else the repository)
  --reported    spoil the photos of the reported half alone: half the time, and the
                report cannot show what limits come to that one half alone chooses
  --only RULE   print this rule's figures on the terminal; write nothing
  --every N     every Nth person, for a first look
  --show DIR    with --only: leave the good and the spoilt photos there, to be looked at
  --answers F   leave every answer in this file as JSON, a line a photo
  --times       print where the time of a check goes; write nothing
  --mend        print what came of putting photos right, and how long it took
  --fit         fit the weights of the nod to the chosen half and print them; write nothing
  --parity      compare with the module in dist/site (else MYNACHECK_SITE), which
                must be built from the same sources: `cargo xtask build`";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evaluate: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folder = env::var_os("MYNACHECK_PHOTOS")
        .map_or_else(|| root.join("../shared/photos"), PathBuf::from);
    let mut only = Vec::new();
    let mut every = 1;
    let mut show = None;
    let mut answers = None;
    let mut out = root.clone();
    let (mut both, mut times, mut parity, mut mend, mut fit) = (true, false, false, false, false);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} what?\n{USAGE}"));
        match argument.as_str() {
            "--photos" => folder = value()?.into(),
            "--only" => only.push(rule(&value()?)?),
            "--every" => every = value()?.parse::<usize>().context("--every N")?.max(1),
            "--show" => show = Some(PathBuf::from(value()?)),
            "--answers" => answers = Some(PathBuf::from(value()?)),
            "--out" => out = value()?.into(),
            "--reported" => both = false,
            "--times" => times = true,
            "--parity" => parity = true,
            "--mend" => mend = true,
            "--fit" => fit = true,
            _ => bail!("{argument}?\n{USAGE}"),
        }
    }
    let networks = networks(&root)?;
    let photos = Photos::list(&folder)?;
    let by_figures = accuracy::by_figures(&root);
    let plan = Plan { only, both, by_figures, every, show };
    if mend {
        let mending = mending::run(&photos, &networks, every)?;
        terminal::print_mending(&mending);
        return Ok(());
    }
    if times {
        return stages::print(&photos, &networks, every);
    }
    if fit {
        return fit::run(&photos, &networks, every);
    }
    if parity {
        return parity::compare(&root, &photos, &networks, every);
    }
    if let Some(folder) = &plan.show {
        fs::create_dir_all(folder)?;
    }
    let results = runner::run(&photos, &networks, &plan)?;
    if let Some(file) = answers {
        fs::write(&file, record::lines(&photos, &results))
            .with_context(|| file.display().to_string())?;
    }
    if plan.only.is_empty() {
        let mending = mending::run(&photos, &networks, plan.every)?;
        let evaluation =
            Evaluation { photos: &photos, results: &results, mending: &mending, root: &root };
        accuracy::write(&evaluation, &out)?;
        examples::write(&networks, &out)?;
    } else {
        terminal::print(&results, &plan);
    }
    Ok(())
}

/// The id of a rule, with or without `photo/`.
fn rule(name: &str) -> Result<&'static str> {
    let id = format!("photo/{}", name.trim_start_matches("photo/"));
    let found = mynacheck::photo::rules::all().iter().find(|rule| rule.rule.id == id);
    found.map(|rule| rule.rule.id).with_context(|| format!("there is no rule {id}"))
}

fn networks(root: &Path) -> Result<Networks> {
    let folder =
        env::var_os("MYNACHECK_MODELS").map_or_else(|| root.join("target/models"), PathBuf::from);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("{}: `cargo xtask models`", path.display()))
    };
    let (detection, mesh, mask) =
        (read("face-detection.onnx")?, read("face-mesh.onnx")?, read("person-mask.onnx")?);
    Ok(Networks::load(&ModelFiles { detection: &detection, mesh: &mesh, mask: &mask })?)
}
