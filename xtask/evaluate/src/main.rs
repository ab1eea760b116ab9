//! `cargo xtask evaluate`: how often the photo rules are right.
//!
//! Takes real photos that are known to be good, spoils each in every way of
//! [`defects`], runs the checker on all of them and writes `ACCURACY.md` with
//! its plots. The photos stay where they are: nothing of them is written.

mod answers;
mod canvas;
mod defect;
mod defects;
mod photos;
mod runner;
mod statistics;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use mynacheck::photo::net::{ModelFiles, Networks};

use crate::photos::Photos;
use crate::runner::Plan;

const USAGE: &str = "\
usage: cargo xtask evaluate [--photos DIR] [--only RULE]… [--every N] [--show DIR]

  --photos DIR  the photos (else MYNACHECK_PHOTOS, else ../shared/photos)
  --only RULE   print this rule's figures on the terminal; write nothing
  --every N     with --only: every Nth person, for a first look
  --show DIR    with --only: leave the spoilt photos there, to be looked at";

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
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} what?\n{USAGE}"));
        match argument.as_str() {
            "--photos" => folder = value()?.into(),
            "--only" => only.push(rule(&value()?)?),
            "--every" => every = value()?.parse::<usize>().context("--every N")?.max(1),
            "--show" => show = Some(PathBuf::from(value()?)),
            _ => bail!("{argument}?\n{USAGE}"),
        }
    }
    let networks = networks(&root)?;
    let photos = Photos::list(&folder)?;
    let plan = Plan { only, every, show };
    if let Some(folder) = &plan.show {
        fs::create_dir_all(folder)?;
    }
    let results = runner::run(&photos, &networks, &plan)?;
    terminal::print(&results, &plan);
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
