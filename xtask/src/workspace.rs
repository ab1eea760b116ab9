//! Where things lie. Cargo is asked, so that a target folder set by the
//! environment or by a configuration file is honoured.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The folders of this checkout.
pub struct Workspace {
    /// The folder of the top `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// The catalogues, one a language: `www/messages`, or what the environment
    /// names as `MYNACHECK_MESSAGES`.
    pub messages: PathBuf,
    /// What is built: `dist`, or what the environment names as `MYNACHECK_DIST`.
    pub dist: PathBuf,
    /// Where npm puts what it brings.
    pub modules: PathBuf,
}

impl Workspace {
    /// The checkout that this program was built from.
    pub fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(here)
            .output()
            .context("cargo could not be started")?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let folder = |name| metadata.get(name).and_then(Value::as_str).map(PathBuf::from);
        match (folder("workspace_root"), folder("target_directory")) {
            (Some(root), Some(target)) => {
                let given = |name, usual: &str| {
                    env::var_os(name).map_or_else(|| root.join(usual), PathBuf::from)
                };
                let messages = given("MYNACHECK_MESSAGES", "www/messages");
                let dist = given("MYNACHECK_DIST", "dist");
                let modules = root.join("node_modules");
                Ok(Self { root, target, messages, dist, modules })
            }
            _ => bail!("cargo metadata names no workspace"),
        }
    }

    /// The page's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The built site.
    pub fn site(&self) -> PathBuf {
        self.dist.join("site")
    }

    /// The built page as one file.
    pub fn single_file(&self) -> PathBuf {
        self.dist.join("mynacheck.html")
    }

    /// The npm package.
    pub fn package(&self) -> PathBuf {
        self.dist.join("npm")
    }

    /// A program that npm brought.
    pub fn npm_program(&self, path: &str) -> PathBuf {
        self.modules.join(path)
    }
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
