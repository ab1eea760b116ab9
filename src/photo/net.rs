//! The three networks: face detection, face mesh and person mask.
//!
//! Google's BlazeFace (short range), Face mesh and Selfie segmentation
//! (Apache-2.0), converted by `cargo xtask models` and loaded from files of
//! their own. Everything above this module speaks of the picture's pixels; the
//! networks' own frames stay in here.

mod detect;
mod mask;
mod mesh;
mod model;
mod onnx;
mod run;

pub use self::detect::Detection;
pub use self::mask::PersonMask;
pub use self::mesh::{Mesh, POINTS};
pub use self::model::{ModelError, ModelFiles};

use self::model::Network;

/// The networks, ready to run.
pub struct Networks {
    detection: Network,
    mesh: Network,
    mask: Network,
}

impl Networks {
    /// Loads the networks from the bytes of their files.
    ///
    /// # Errors
    ///
    /// When a file is not the one that this build was made for: empty, cut,
    /// changed, or of another version.
    pub fn load(files: &ModelFiles<'_>) -> Result<Self, ModelError> {
        Ok(Self {
            detection: Network::load(&model::DETECTION, files.detection)?,
            mesh: Network::load(&model::MESH, files.mesh)?,
            mask: Network::load(&model::MASK, files.mask)?,
        })
    }

    /// The detection network's raw outputs for a 3×128×128 input of values −1
    /// to 1: 896×16 regressors and 896 classificators.
    ///
    /// # Errors
    ///
    /// When the input is not of that shape.
    pub fn run_detection(&self, input: Vec<f32>) -> Result<[Vec<f32>; 2], ModelError> {
        self.detection.run(input)
    }

    /// The mesh network's raw outputs for a 3×192×192 input of values 0 to 1:
    /// 468×3 coordinates in input pixels and one presence logit.
    ///
    /// # Errors
    ///
    /// When the input is not of that shape.
    pub fn run_mesh(&self, input: Vec<f32>) -> Result<[Vec<f32>; 2], ModelError> {
        self.mesh.run(input)
    }

    /// The mask network's raw output for a 3×256×256 input of values 0 to 1:
    /// 256×256 probabilities of a person.
    ///
    /// # Errors
    ///
    /// When the input is not of that shape.
    pub fn run_mask(&self, input: Vec<f32>) -> Result<[Vec<f32>; 1], ModelError> {
        self.mask.run(input)
    }
}
