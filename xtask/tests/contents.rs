//! What the two crates hold when they are packaged: what is needed to build them and
//! their licences, and nothing else; no photo, no page, no test.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What cargo itself puts into every package.
const BY_CARGO: [&str; 4] = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The package's files but for cargo's own.
fn packaged(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", package])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).unwrap().replace('\\', "/");
    list.lines().filter(|name| !BY_CARGO.contains(name)).map(str::to_owned).collect()
}

/// The files below `folder` of that ending, from the top.
fn files(top: &Path, folder: &str, ending: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(top.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            found.extend(files(top, &name, ending));
        } else if name.ends_with(ending) {
            found.insert(name);
        }
    }
    found
}

fn with(mut files: BTreeSet<String>, names: &[&str]) -> BTreeSet<String> {
    files.extend(names.iter().map(|name| (*name).to_owned()));
    files
}

#[test]
fn the_crate_holds_its_sources_and_catalogues() {
    let mut wanted = files(&root(), "src", ".rs");
    assert!(wanted.contains("src/photo/rules/eyes_open.rs") && wanted.len() > 100);
    // Weights, which the code includes.
    wanted.extend(files(&root(), "src", ".bin"));
    wanted.extend(files(&root(), "www/messages", ".json"));
    let wanted = with(wanted, &["build.rs", "README.md", "LICENSE-APACHE", "LICENSE-MIT"]);
    assert_eq!(packaged("mynacheck"), wanted);
}

#[test]
fn the_crate_for_heic_holds_its_sources() {
    let wanted = files(&root().join("heic"), "src", ".rs");
    assert_eq!(packaged("mynacheck-heic"), with(wanted, &["LICENSE-APACHE", "LICENSE-MIT"]));
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let [own, top] = ["heic", "."].map(|folder| root().join(folder).join(name));
        assert!(std::fs::read(own).unwrap() == std::fs::read(top).unwrap(), "{name}");
    }
}
