//! The native checker against the built WebAssembly module.

use std::path::Path;
use std::process::{Command, id};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use mynacheck::photo::net::Networks;
use mynacheck::photo::{self, Options};

use crate::defect::{APPLIED_ON, Degree, Derived};
use crate::defects;
use crate::photos::{self, Photos};
use crate::runner::over_cores;

/// Of so many persons one has its defects compared, too.
const SPOILT: usize = 10;

/// Writes photos and native reports into a temporary folder, has Node compare
/// them with what the module in `dist/site` says, and removes the folder.
pub fn compare(root: &Path, photos: &Photos, networks: &Networks, every: usize) -> Result<()> {
    let folder = env::temp_dir().join(format!("mynacheck-parity-{}", id()));
    fs::create_dir_all(&folder)?;
    let outcome = in_folder(&folder, root, photos, networks, every);
    fs::remove_dir_all(&folder)?;
    outcome
}

fn in_folder(
    folder: &Path,
    root: &Path,
    photos: &Photos,
    networks: &Networks,
    every: usize,
) -> Result<()> {
    let write = |name: &str, bytes: &[u8]| -> Result<()> {
        let name = name.replace(['/', ' '], "_");
        fs::write(folder.join(format!("{name}.photo")), bytes)?;
        // The module would take today for the day of the application.
        let options = Options { applied_on: Some(APPLIED_ON), ..Options::default() };
        let report = photo::check(bytes, &options, networks);
        fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&report)?)?;
        Ok(())
    };
    let persons: Vec<_> = photos.persons.iter().enumerate().step_by(every).collect();
    over_cores(persons.len(), |at| {
        let (index, person) = persons.get(at).copied().context("a person")?;
        write(&person.name, &fs::read(&person.file)?)?;
        let source = person.load()?;
        for trim in person.trims() {
            let (picture, ..) = person.trimmed(&source, trim);
            write(&format!("{}-{trim:?}", person.name), &Derived::from(picture).bytes)?;
        }
        let Some(&trim) = person.trims().first() else { return Ok(()) };
        if index % SPOILT == 0 {
            let subject = person.subject(networks, trim, index as u32)?;
            for defect in defects::all() {
                if let Some(derived) = (defect.apply)(&subject, Degree::Strong) {
                    let name = [&person.name, defect.rule, defect.name].join("-");
                    write(&name, &derived.bytes)?;
                }
            }
        }
        Ok(())
    })?;
    let smiling = photos.smiling.iter().map(|(_, file)| ("smiling-", file)).step_by(every);
    let others: Vec<_> =
        smiling.chain(photos.generated.iter().map(|file| ("generated-", file))).collect();
    over_cores(others.len(), |at| {
        let (kind, file) = others.get(at).copied().context("a photo")?;
        let name = format!("{kind}{}", photos::stem(file));
        write(&name, &fs::read(file)?)?;
        let cropped = photos::cropped(networks, &photos::load(file)?)?;
        write(&format!("{name}-cropped"), &Derived::from(cropped).bytes)
    })?;

    let site = env::var_os("MYNACHECK_SITE").map_or_else(|| root.join("dist/site"), Into::into);
    let status = Command::new("node")
        .arg(root.join("tests/parity.js"))
        .arg(folder)
        .arg(APPLIED_ON.to_string())
        .env("MYNACHECK_SITE", site)
        .status()
        .context("node could not be started")?;
    if !status.success() {
        bail!("the native checker and the module differ");
    }
    Ok(())
}
