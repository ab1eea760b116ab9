//! Where things lie on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The two directories every command works with.
pub struct Workspace {
    /// The repository's root, where the top `Cargo.toml` and `package.json` are.
    pub root: PathBuf,
    /// Cargo's target directory, which `CARGO_TARGET_DIR` or a configuration
    /// file may have put elsewhere.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started, or cannot read the workspace.
    pub fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .output()
            .context("cannot start cargo")?;
        ensure!(
            output.status.success(),
            "`cargo metadata` failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );

        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
            .context("cannot read what `cargo metadata` wrote")?;
        let directory = |key: &str| {
            metadata
                .get(key)
                .and_then(|value| value.as_str())
                .map(PathBuf::from)
                .with_context(|| format!("`cargo metadata` names no {key}"))
        };
        Ok(Self { root: directory("workspace_root")?, target: directory("target_directory")? })
    }
}
