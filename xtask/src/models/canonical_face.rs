//! The canonical face: a mean face's 468 points, to fit a mesh to for its pose.
//!
//! MediaPipe keeps it as a `GeometryPipelineMetadata` message, in centimetres,
//! x to the face's left (the picture's right), y up, z towards the camera. Its
//! "Procrustes basis" are the points whose fit decides, each with a weight.
//! <https://github.com/google-ai-edge/mediapipe/tree/master/mediapipe/tasks/cc/vision/face_geometry>

use anyhow::{Context, Result, ensure};

use super::protobuf::{self, Value};

/// Points of the face mesh without irises.
const POINTS: usize = 468;

/// x, y, z, and the place u, v in a texture.
const NUMBERS_A_VERTEX: usize = 5;

/// The mean face.
pub struct CanonicalFace {
    /// (x, y, z) in centimetres.
    pub points: Vec<[f32; 3]>,
    /// Each point's weight in the fit; 0 outside the Procrustes basis.
    pub weights: Vec<f32>,
}

impl CanonicalFace {
    /// Reads MediaPipe's `geometry_pipeline_metadata_landmarks.binarypb`.
    ///
    /// # Errors
    ///
    /// When the message is cut off or holds another number of points.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut points = Vec::new();
        let mut weights = vec![0.0; POINTS];
        for (field, value) in protobuf::fields(bytes)? {
            match field {
                1 => points = read_points(&value)?,
                2 => {
                    let (point, weight) = read_weight(&value)?;
                    *weights
                        .get_mut(point)
                        .with_context(|| format!("point {point} has a weight but no place"))? =
                        weight;
                }
                _ => {}
            }
        }
        ensure!(points.len() == POINTS, "{} points instead of {POINTS}", points.len());
        Ok(Self { points, weights })
    }

    /// The file: little-endian float32, 468 × (x, y, z) and then 468 weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = self.points.iter().flatten().chain(&self.weights);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }
}

/// Reads the vertices of a `Mesh3d`.
fn read_points(mesh: &Value<'_>) -> Result<Vec<[f32; 3]>> {
    let numbers = mesh
        .message()?
        .iter()
        .filter(|(field, _)| *field == 3)
        .map(|(_, number)| number.float())
        .collect::<Result<Vec<_>>>()?;
    let (vertices, rest) = numbers.as_chunks::<NUMBERS_A_VERTEX>();
    ensure!(rest.is_empty(), "the last vertex is incomplete");
    Ok(vertices.iter().map(|[x, y, z, _, _]| [*x, *y, *z]).collect())
}

/// Reads a `WeightedLandmarkRef`: a point's number and its weight.
fn read_weight(reference: &Value<'_>) -> Result<(usize, f32)> {
    let (mut point, mut weight) = (0, 0.0);
    for (field, value) in reference.message()? {
        match field {
            1 => point = usize::try_from(value.int()?)?,
            2 => weight = value.float()?,
            _ => {}
        }
    }
    Ok((point, weight))
}
