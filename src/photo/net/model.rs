//! Model files and what runs them.

use std::error::Error;
use std::fmt;

use super::run::Plan;

/// The bytes of the three model files, as `cargo xtask models` writes them.
#[derive(Clone, Copy, Debug)]
pub struct ModelFiles<'a> {
    /// `face-detection.onnx`
    pub detection: &'a [u8],
    /// `face-mesh.onnx`
    pub mesh: &'a [u8],
    /// `person-mask.onnx`
    pub mask: &'a [u8],
}

/// What this build knows of a network.
pub(super) struct Spec {
    pub file: &'static str,
    /// CRC-32 of the file. A damaged weight would not fail to load; it would
    /// be believed.
    checksum: u32,
    /// Side of the square input in pixels.
    side: usize,
    outputs: &'static [&'static str],
}

pub(super) static DETECTION: Spec = Spec {
    file: "face-detection.onnx",
    checksum: 0xfb50_fc03,
    side: 128,
    outputs: &["regressors", "classificators"],
};
pub(super) static MESH: Spec = Spec {
    file: "face-mesh.onnx",
    checksum: 0x5804_95be,
    side: 192,
    outputs: &["points", "presence"],
};
pub(super) static MASK: Spec =
    Spec { file: "person-mask.onnx", checksum: 0xaf13_a096, side: 256, outputs: &["mask"] };

/// Why a network could not be used.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is empty.
    Missing {
        /// The file's name.
        file: &'static str,
    },
    /// The file is not the one that this build was made for.
    Damaged {
        /// The file's name.
        file: &'static str,
    },
    /// An input was not of the network's shape.
    Input {
        /// The file's name.
        file: &'static str,
    },
}

impl ModelError {
    /// A fixed word for the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "model/missing",
            Self::Damaged { .. } => "model/damaged",
            Self::Input { .. } => "model/input",
        }
    }

    /// The file that is concerned.
    pub fn file(&self) -> &'static str {
        match self {
            Self::Missing { file } | Self::Damaged { file } | Self::Input { file } => file,
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file();
        match self {
            Self::Missing { .. } => write!(f, "the model file {file} is missing or empty"),
            Self::Damaged { .. } => write!(
                f,
                "the model file {file} is damaged, incomplete or of another version; load it again"
            ),
            Self::Input { .. } => write!(f, "the input for {file} has another shape"),
        }
    }
}

impl Error for ModelError {}

/// A loaded network with one square RGB input.
pub(super) struct Network {
    file: &'static str,
    plan: Plan,
}

impl Network {
    pub(super) fn load(spec: &Spec, bytes: &[u8]) -> Result<Self, ModelError> {
        let file = spec.file;
        if bytes.is_empty() {
            return Err(ModelError::Missing { file });
        }
        if crc32fast::hash(bytes) != spec.checksum {
            return Err(ModelError::Damaged { file });
        }
        let input = [3, spec.side, spec.side];
        let plan = Plan::new(bytes, input, spec.outputs).ok_or(ModelError::Damaged { file })?;
        Ok(Self { file, plan })
    }

    /// Runs the network on a 3×side×side input.
    pub(super) fn run<const N: usize>(&self, input: Vec<f32>) -> Result<[Vec<f32>; N], ModelError> {
        let outputs = self.plan.run(input).and_then(|outputs| outputs.try_into().ok());
        outputs.ok_or(ModelError::Input { file: self.file })
    }
}
