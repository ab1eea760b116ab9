//! What the integration tests share: the models, the shared photos, statistics.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mynacheck::photo::net::{ModelFiles, Networks};

/// The networks, from `MYNACHECK_MODELS` or `target/models`.
pub static NETWORKS: LazyLock<Networks> = LazyLock::new(|| {
    let folder = std::env::var_os("MYNACHECK_MODELS")
        .map_or_else(|| root().join("target/models"), PathBuf::from);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; `cargo xtask models` makes it", path.display())
        })
    };
    Networks::load(&ModelFiles {
        detection: &read("face-detection.onnx"),
        mesh: &read("face-mesh.onnx"),
        mask: &read("person-mask.onnx"),
    })
    .unwrap()
});

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared photos, or `None` with a line that says what was skipped.
pub fn photos(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MYNACHECK_PHOTOS")
        .map_or_else(|| root().join("../shared/photos"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {what}: no photos at {} (MYNACHECK_PHOTOS)", folder.display());
    None
}

/// The rows of a CSV file without quotes, as name and value.
pub fn table(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let names: Vec<_> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    lines
        .map(|line| names.iter().cloned().zip(line.split(',').map(str::to_owned)).collect())
        .collect()
}

/// The value below which a share `p` of the values lies.
pub fn percentile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}
