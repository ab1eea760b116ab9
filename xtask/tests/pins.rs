//! Where another version would be another product, the version is exact: what turns
//! the modules into what browsers load, the decoder of foreign files that had to be
//! proved first, and all that npm brings, the networks among it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The tool reads what the library wrote only when both are of one version; the
/// decoder of HEIC was fuzzed as it is.
const CRATES: [&str; 3] = ["wasm-bindgen", "wasm-bindgen-cli-support", "heic-decoder"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_crates_that_matter_are_pinned() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--locked", "--format-version=1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in CRATES {
        let packages = metadata["packages"].as_array().unwrap().iter();
        let asked: Vec<_> = packages
            .flat_map(|package| package["dependencies"].as_array().unwrap())
            .filter(|dependency| dependency["name"] == name)
            .map(|dependency| dependency["req"].as_str().unwrap())
            .collect();
        assert!(!asked.is_empty(), "{name}");
        let entry = format!("name = \"{name}\"\nversion = ");
        let locked: Vec<_> = lock
            .split(&*entry)
            .skip(1)
            .filter_map(|rest| rest.lines().next())
            .map(|version| format!("={}", version.trim_matches('"')))
            .collect();
        assert_eq!(locked.len(), 1, "{name}");
        assert!(asked.iter().all(|asked| *asked == locked[0]), "{name}: {asked:?}, {locked:?}");
    }
}

#[test]
fn what_npm_brings_is_pinned() {
    let read = |name| -> Value {
        serde_json::from_str(&fs::read_to_string(root().join(name)).unwrap()).unwrap()
    };
    let (asked, lock) = (read("package.json"), read("package-lock.json"));
    let asked = asked["devDependencies"].as_object().unwrap();
    assert!(asked.contains_key("binaryen") && asked.contains_key("@mediapipe/face_mesh"));
    for (name, version) in asked {
        let version = version.as_str().unwrap();
        assert!(version.split('.').all(|part| part.parse::<u64>().is_ok()), "{name} {version}");
        let locked = &lock["packages"][format!("node_modules/{name}")];
        assert_eq!(locked["version"], version, "{name}");
        assert!(locked["integrity"].as_str().is_some_and(|it| it.starts_with("sha512-")), "{name}");
    }
}
