//! What the integration tests share: the models, the shared photos.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mynacheck::photo::net::{ModelFiles, Networks};
use mynacheck::photo::{self, Options};
use mynacheck::report::{Check, Outcome, Param, PhotoReport};

/// The networks.
pub static NETWORKS: LazyLock<Networks> = LazyLock::new(|| {
    let [detection, mesh, mask] = model_files();
    Networks::load(&ModelFiles { detection: &detection, mesh: &mesh, mask: &mask }).unwrap()
});

/// The bytes of the model files, from `MYNACHECK_MODELS` or `target/models`.
pub fn model_files() -> [Vec<u8>; 3] {
    let folder = std::env::var_os("MYNACHECK_MODELS")
        .map_or_else(|| root().join("target/models"), PathBuf::from);
    ["face-detection.onnx", "face-mesh.onnx", "person-mask.onnx"].map(|name| {
        let path = folder.join(name);
        fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; `cargo xtask models` makes it", path.display())
        })
    })
}

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

/// Checks a file as the default profile does.
pub fn check(bytes: &[u8]) -> PhotoReport {
    photo::check(bytes, &Options::default(), &NETWORKS)
}

/// The check of a rule of the photo, by the end of its id.
pub fn of<'a>(report: &'a PhotoReport, rule: &str) -> &'a Check {
    let id = format!("photo/{rule}");
    report.checks.iter().find(|check| check.rule == id).unwrap_or_else(|| panic!("no rule {id}"))
}

/// What did not pass, as the end of the rule's id and the reason; save that a
/// picture without an EXIF date does not tell when it was taken.
pub fn not_passed(report: &PhotoReport) -> Vec<(&'static str, Outcome, Option<Param>)> {
    report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Fail | Outcome::Unsure))
        .map(|check| {
            let name = check.rule.trim_start_matches("photo/");
            (name, check.outcome, check.params.get("reason").copied())
        })
        .filter(|(_, _, reason)| *reason != Some(Param::Word("no-date")))
        .collect()
}
