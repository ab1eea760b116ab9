//! Whether a second build gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::npm::hex;
use crate::steps::step;
use crate::workspace::Workspace;
use crate::{build, languages, wasm};

/// What is no source, and large.
const NO_SOURCES: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// Compiles the WebAssembly modules anew from a copy of the sources in another
/// folder, with nothing that was compiled before, and lays out `dist` once more over
/// what is there; an error names what came out otherwise.
pub fn hold(workspace: &Workspace) -> Result<()> {
    same(&modules(&wasm::build(workspace)?)?, &modules(&elsewhere(workspace)?)?)?;

    let folder = workspace.site();
    let dist = folder.parent().context("the site lies in a folder")?;
    let before = of_folder(dist)?;
    fs::remove_dir_all(dist)?;
    build::run(workspace)?;
    same(&before, &of_folder(dist)?)
}

/// The modules of a copy of the sources.
fn elsewhere(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("second-build");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let root = folder.join("sources");
    let copy = Workspace {
        messages: root.join("www/messages"),
        dist: root.join("dist"),
        target: folder.join("made"),
        modules: workspace.modules.clone(),
        root,
    };
    step("copy of the sources", || copy_sources(&workspace.root, &copy.root))?;
    wasm::build(&copy)
}

fn copy_sources(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if NO_SOURCES.iter().any(|it| *name == **it) {
            continue;
        }
        if path.is_dir() {
            copy_sources(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name)).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

fn same(first: &BTreeMap<PathBuf, String>, second: &BTreeMap<PathBuf, String>) -> Result<()> {
    let other: Vec<String> = first
        .keys()
        .chain(second.keys())
        .filter(|path| first.get(*path) != second.get(*path))
        .map(|path| path.display().to_string())
        .collect();
    if other.is_empty() {
        return Ok(());
    }
    bail!("a second build differs in {}", other.join(", "))
}

/// The modules and their glue; what an older checkout left beside them is none.
fn modules(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut sums = of_folder(folder)?;
    // The table of the languages is laid out beside them later.
    sums.retain(|path, _| {
        path.extension().is_some_and(|it| it == "js" || it == "wasm")
            && path != Path::new(languages::MODULE)
    });
    if sums.is_empty() {
        bail!("there is nothing in {}", folder.display());
    }
    Ok(sums)
}

/// The sha256 of every file below `folder`, by its path from there.
fn of_folder(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut sums = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(inner) = left.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else {
                let sum = hex(&fs::read(&path)?);
                sums.insert(path.strip_prefix(folder)?.to_owned(), sum);
            }
        }
    }
    Ok(sums)
}
