//! What comes from npm: pinned in `package.json`, checked by `package-lock.json`.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};

use crate::workspace::Workspace;

/// The path of `file` inside the npm package `package`, installing all packages
/// first when it is absent.
///
/// # Errors
///
/// When npm is missing or fails, or the package does not hold the file.
pub fn package_file(workspace: &Workspace, package: &str, file: &str) -> Result<PathBuf> {
    let path = workspace.root.join("node_modules").join(package).join(file);
    if path.exists() {
        return Ok(path);
    }

    install(workspace)?;
    ensure!(path.exists(), "the npm package {package} holds no {file}");
    Ok(path)
}

fn install(workspace: &Workspace) -> Result<()> {
    println!("npm: installing the packages of package-lock.json");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(npm)
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&workspace.root)
        .status()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                anyhow!(
                    "npm is not installed; it comes with Node.js 20 or later, https://nodejs.org"
                )
            }
            _ => error.into(),
        })
        .context("cannot start npm")?;
    ensure!(status.success(), "`npm ci` failed ({status}); its messages are above");
    Ok(())
}
