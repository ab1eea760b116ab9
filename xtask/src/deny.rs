//! cargo-deny over Cargo.lock: licences, bans, sources, and known weaknesses.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::steps::step;
use crate::workspace::{Workspace, cargo};

/// Brought where the machine has none.
const VERSION: &str = "0.20.2";

/// Holds the lock against deny.toml.
pub fn hold(workspace: &Workspace) -> Result<()> {
    let program = program(workspace)?;
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(&workspace.root);
        command
    };
    process::run(deny(&["--workspace", "--locked", "check", "licenses", "bans", "sources"]))?;
    // The database of weaknesses lies on GitHub.
    if !process::succeeds(&mut deny(&["fetch", "db"])) {
        eprintln!("  ADVISORIES WERE NOT CHECKED: their database could not be fetched");
        return Ok(());
    }
    process::run(deny(&["--workspace", "--locked", "check", "--disable-fetch", "advisories"]))
}

/// The cargo-deny of this machine, or one that is installed into the target folder.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    let anywhere = PathBuf::from("cargo-deny");
    if process::succeeds(Command::new(&anywhere).arg("--version")) {
        return Ok(anywhere);
    }
    let tools = workspace.target.join("tools");
    let mut own = tools.join("bin/cargo-deny");
    own.set_extension(env::consts::EXE_EXTENSION);
    let version = Command::new(&own).arg("--version").output();
    if version.is_ok_and(|it| it.stdout.trim_ascii_end().ends_with(VERSION.as_bytes())) {
        return Ok(own);
    }
    step("cargo-deny", || {
        let mut install = cargo();
        install
            .args(["install", "--locked", "--debug", "--root"])
            .arg(&tools)
            .arg(format!("cargo-deny@{VERSION}"))
            // It reads one file: it need not be fast, but soon there.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(&workspace.root);
        process::run(install)
    })?;
    Ok(own)
}
