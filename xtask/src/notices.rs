//! `cargo xtask notices`: THIRD-PARTY-NOTICES, the licences of all code of others
//! that stands in what is shipped: the WebAssembly modules and the native program.
//! Made from the crates' own folders as Cargo.lock has them, for every platform.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::workspace::{Workspace, cargo};

/// The file, beside LICENSE-MIT and NOTICE.
pub const NAME: &str = "THIRD-PARTY-NOTICES";

/// What is shipped.
const SHIPPED: [&str; 2] = ["mynacheck", "mynacheck-heic"];

/// Under which licence a crate is taken that offers several: the shortest that asks
/// for no more than its own text. Each with what its file is called.
const PREFERRED: [(&str, &str); 7] = [
    ("MIT", "MIT"),
    ("ISC", "ISC"),
    ("Zlib", "ZLIB"),
    ("BSD-2-Clause", "BSD"),
    ("BSD-3-Clause", "BSD"),
    ("Unicode-3.0", "UNICODE"),
    ("Apache-2.0", "APACHE"),
];

/// Crates whose folder holds no text though they are under MIT: by their owner.
const WITHOUT_TEXT: [(&str, &str); 1] = [("rten-", "Robert Knight")];

/// What goes with whatever is shipped.
pub const FILES: [&str; 4] = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE", NAME];

const HEAD: &str = "\
Third-party code in mynacheck: in its WebAssembly modules, in the single file, in the
npm package and in the native program. `cargo xtask notices` writes this file. The face
networks stand in NOTICE.

Nothing else is shipped: the npm packages in package.json build and test mynacheck, and
the package on npm depends on none.
";

const RULE: &str =
    "--------------------------------------------------------------------------------";

/// Writes the file.
pub fn run(workspace: &Workspace) -> Result<()> {
    fs::write(workspace.root.join(NAME), text(workspace)?)?;
    Ok(())
}

/// All of [`FILES`] as a comment for a page that is its only file.
pub fn comment(workspace: &Workspace) -> Result<String> {
    let mut comment = "<!--\n".to_owned();
    for name in FILES {
        let text = fs::read_to_string(workspace.root.join(name))?;
        if text.contains("-->") || text.contains("--!>") || text.contains("<!--") {
            bail!("{name} cannot stand in a comment");
        }
        comment.push_str(&format!("{name}\n\n{text}\n{RULE}\n"));
    }
    comment.push_str("-->");
    Ok(comment)
}

/// The whole file.
fn text(workspace: &Workspace) -> Result<String> {
    let mit = fs::read_to_string(workspace.root.join("LICENSE-MIT"))?;
    let mut of_text = BTreeMap::<String, BTreeSet<String>>::new();
    let mut add = |text: String, whose: String| of_text.entry(text).or_default().insert(whose);
    add(
        with_owner(&mit, "The Rust Project Contributors")?,
        "Rust's standard library (MIT OR Apache-2.0)".to_owned(),
    );
    for package in shipped(&metadata(workspace)?)? {
        for text in texts(&package, &mit)? {
            let Package { name, version, licence, .. } = &package;
            add(text, format!("{name} {version} ({licence})"));
        }
    }
    let mut sections: Vec<_> = of_text
        .into_iter()
        .map(|(text, whose)| (whose.into_iter().collect::<Vec<_>>(), text))
        .collect();
    sections.sort();
    let mut out = HEAD.to_owned();
    for (whose, text) in sections {
        out.push_str(&format!("\n{RULE}\n{}\n\n{}\n", whose.join("\n"), text));
    }
    Ok(out)
}

/// A crate.
#[derive(Debug)]
struct Package {
    name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
    /// The path of its Cargo.toml.
    manifest: String,
}

fn metadata(workspace: &Workspace) -> Result<Value> {
    let mut metadata = cargo();
    metadata.args(["metadata", "--locked", "--format-version=1"]).current_dir(&workspace.root);
    let output = metadata.output().context("cargo could not be started")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The crates that are compiled into what is shipped: what is only there for the
/// tests, a build script or a macro's own run leaves none of itself.
fn shipped(metadata: &Value) -> Result<Vec<Package>> {
    let by_id = |list: &str| -> Result<BTreeMap<String, &Value>> {
        let all = metadata.pointer(list).and_then(Value::as_array).context("cargo metadata")?;
        Ok(all.iter().map(|one| (string(one, "id"), one)).collect())
    };
    let (packages, nodes) = (by_id("/packages")?, by_id("/resolve/nodes")?);
    let own = |package: &Value| package.get("source").is_none_or(Value::is_null);
    let mut left: Vec<_> = packages
        .iter()
        .filter(|(_, it)| own(it) && SHIPPED.contains(&&*string(it, "name")))
        .map(|(id, _)| id.clone())
        .collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(id) = left.pop() {
        let package = packages.get(&id).context("a package")?;
        if is_macro(package) || !seen.insert(id.clone()) {
            continue;
        }
        if !own(package) {
            found.push(Package {
                name: string(package, "name"),
                version: string(package, "version"),
                licence: string(package, "license").replace('/', " OR "),
                manifest: string(package, "manifest_path"),
            });
        }
        let needs = nodes.get(&id).and_then(|node| node.get("deps")?.as_array());
        left.extend(
            needs
                .into_iter()
                .flatten()
                .filter(|need| is_normal(need))
                .map(|need| string(need, "pkg")),
        );
    }
    Ok(found)
}

fn is_macro(package: &Value) -> bool {
    let targets = package.get("targets").and_then(Value::as_array).into_iter().flatten();
    let mut kinds = targets.filter_map(|target| target.get("kind")?.as_array()).flatten();
    kinds.any(|kind| kind == "proc-macro")
}

/// Neither for tests nor for building.
fn is_normal(need: &Value) -> bool {
    let kinds = need.get("dep_kinds").and_then(Value::as_array);
    kinds.into_iter().flatten().any(|kind| kind.get("kind").is_some_and(Value::is_null))
}

fn string(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The texts of the licences that a crate is taken under.
fn texts(package: &Package, mit: &str) -> Result<Vec<String>> {
    let Package { name, licence, manifest, .. } = package;
    let folder = Path::new(manifest).parent().context("a folder")?;
    let mut texts = Vec::new();
    for (id, word) in taken(licence).with_context(|| format!("{name}: {licence}"))? {
        let text = match file(folder, word)? {
            Some(text) => text,
            None => {
                let owner = WITHOUT_TEXT.iter().find(|(crates, _)| name.starts_with(crates));
                let (_, owner) = owner
                    .filter(|_| id == "MIT")
                    .with_context(|| format!("{name} holds no text of {id}"))?;
                with_owner(mit, owner)?
            }
        };
        texts.push(text);
    }
    Ok(texts)
}

/// Of each part of an expression the licence that is preferred: `(MIT OR Apache-2.0)
/// AND ISC` is taken under MIT and ISC.
fn taken(licence: &str) -> Result<Vec<(&'static str, &'static str)>> {
    let part = |part: &str| {
        let offered: Vec<_> = part.trim_matches(['(', ')', ' ']).split(" OR ").collect();
        let found = PREFERRED.into_iter().find(|(id, _)| offered.contains(id));
        found.context("no licence that is known here")
    };
    licence.split(" AND ").map(part).collect()
}

/// The licence file of that word in its name, else the one without any.
fn file(folder: &Path, word: &str) -> Result<Option<String>> {
    let mut plain = None;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if !name.starts_with("LICENSE") && !name.starts_with("LICENCE") {
            continue;
        }
        if name.contains(word) {
            return Ok(Some(tidy(&fs::read_to_string(path)?)));
        }
        if matches!(&*name, "LICENSE" | "LICENSE.MD" | "LICENSE.TXT") {
            plain = Some(path);
        }
    }
    plain.map(|path| Ok(tidy(&fs::read_to_string(path)?))).transpose()
}

/// One end of line, no blanks before it: files differ in nothing else.
fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.trim_matches(['\u{feff}', '\n', '\r']).lines().collect();
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// The MIT licence, which names its owner in one line.
fn with_owner(mit: &str, owner: &str) -> Result<String> {
    let line = mit.lines().find(|line| line.starts_with("Copyright")).context("no owner")?;
    Ok(tidy(&mit.replace(line, &format!("Copyright (c) {owner}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_what_the_crates_say_today() {
        let workspace = Workspace::find().unwrap();
        let file = fs::read_to_string(workspace.root.join(NAME)).unwrap();
        assert!(file == text(&workspace).unwrap(), "run `cargo xtask notices`");
        for name in ["image 0.", "rten-gemm 0.", "heic-decoder 0.", "clap 4.", "wasm-bindgen 0."] {
            assert!(file.contains(&format!("\n{name}")), "{name}");
        }
        for tool in ["proptest", "anyhow", "serde_derive", "wasm-bindgen-cli-support"] {
            assert!(!file.contains(&format!("\n{tool} ")), "{tool}");
        }
    }

    #[test]
    fn of_each_part_one_licence_is_taken() {
        let ids =
            |licence| -> Vec<_> { taken(licence).unwrap().into_iter().map(|(id, _)| id).collect() };
        assert_eq!(ids("Apache-2.0 OR MIT"), ["MIT"]);
        assert_eq!(ids("(MIT OR Apache-2.0) AND ISC"), ["MIT", "ISC"]);
        assert_eq!(ids("BSD-3-Clause OR Apache-2.0"), ["BSD-3-Clause"]);
        assert!(taken("GPL-3.0-only").is_err() && taken("MIT AND CC0-1.0").is_err());
    }
}
