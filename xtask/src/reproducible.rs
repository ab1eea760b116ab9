//! Whether a second build gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::build;
use crate::npm::hex;
use crate::workspace::Workspace;

/// Builds once more over what is there; an error names what came out otherwise.
/// What cargo compiled is not compiled anew.
pub fn hold(workspace: &Workspace) -> Result<()> {
    let folder = workspace.site();
    let dist = folder.parent().context("the site lies in a folder")?;
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    sums(dist, &mut before)?;
    fs::remove_dir_all(dist)?;
    build::run(workspace)?;
    sums(dist, &mut after)?;
    let other: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| path.display().to_string())
        .collect();
    if other.is_empty() {
        return Ok(());
    }
    bail!("a second build differs in {}", other.join(", "))
}

fn sums(folder: &Path, out: &mut BTreeMap<PathBuf, String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sums(&path, out)?;
        } else {
            let sum = hex(&fs::read(&path)?);
            out.insert(path, sum);
        }
    }
    Ok(())
}
