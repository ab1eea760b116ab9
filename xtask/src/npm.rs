//! What npm brings: `npm ci`, when the lock file is newer than what is there.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::process;
use crate::steps::{step, up_to_date};
use crate::workspace::Workspace;

const WHAT: &str = "npm packages";

/// Brings the packages of `package-lock.json`.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let lock = fs::read(workspace.root.join("package-lock.json"))?;
    let wanted = hex(&lock);
    let stamp = workspace.modules.join(".mynacheck-lock");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        up_to_date(WHAT);
        return Ok(());
    }
    if !process::succeeds(Command::new("node").arg("--version")) {
        bail!("Node.js 20 or later is needed (https://nodejs.org/)");
    }
    step(WHAT, || {
        process::run(npm().args(["ci", "--no-audit", "--no-fund"]).current_dir(&workspace.root))?;
        fs::write(&stamp, &wanted).context("node_modules cannot be written")
    })
}

/// The path of `file` in the npm package `package`, which is brought first when
/// it is not there.
pub fn package_file(workspace: &Workspace, package: &str, file: &str) -> Result<PathBuf> {
    let path = workspace.modules.join(package).join(file);
    if !path.exists() {
        ensure(workspace)?;
    }
    if !path.exists() {
        bail!("the npm package {package} holds no {file}");
    }
    Ok(path)
}

/// npm is a script on Windows, which must be named in full.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Node, with nothing in its environment that would change what it runs.
pub fn node(workspace: &Workspace) -> Command {
    let mut node = Command::new(env::var_os("NODE").unwrap_or_else(|| "node".into()));
    node.current_dir(&workspace.root).env_remove("NODE_OPTIONS");
    node
}

/// The sha256 of `bytes` in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
