//! The converted networks against Google's own runtime.

use std::env;

use rten::Model as Rten;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::*;

/// The largest difference from LiteRT's outputs that is let pass. Float32
/// arithmetic in another order alone makes some 2e-4.
const TOLERANCE: f32 = 1e-3;

#[test]
fn face_detection_agrees_with_the_reference() {
    compare(
        "face-detection.onnx",
        "face_detection_short_range",
        128,
        |byte| byte / 127.5 - 1.0,
        &[
            ("regressors", "regressors", &[1, 896, 16]),
            ("classificators", "classificators", &[1, 896, 1]),
        ],
    );
}

#[test]
fn face_mesh_agrees_with_the_reference() {
    compare(
        "face-mesh.onnx",
        "face_landmark",
        192,
        |byte| byte / 255.0,
        &[("points", "conv2d_21", &[1, 1404, 1, 1]), ("presence", "conv2d_31", &[1, 1, 1, 1])],
    );
}

#[test]
fn person_mask_agrees_with_the_reference() {
    compare(
        "person-mask.onnx",
        "selfie_segmentation",
        256,
        |byte| byte / 255.0,
        &[("mask", "activation_10", &[1, 1, 256, 256])],
    );
}

#[test]
fn what_is_made_is_what_is_pinned() {
    let workspace = Workspace::find().unwrap();
    for model in &MODELS {
        model.check(&model.make(&workspace).unwrap()).unwrap();
    }
}

#[test]
fn the_canonical_face_looks_like_a_face() {
    let bytes = model("canonical-face.bin").make(&Workspace::find().unwrap()).unwrap();
    let numbers: Vec<_> = bytes.as_chunks().0.iter().map(|n| f32::from_le_bytes(*n)).collect();
    let (places, weights) = numbers.split_at(3 * 468);
    let point = |index: usize| [places[3 * index], places[3 * index + 1], places[3 * index + 2]];
    assert_eq!(weights.len(), 468);
    assert_eq!(weights.iter().filter(|weight| **weight > 0.0).count(), 33);

    // The eyes' outer corners: as far to either side, some 9 cm apart.
    let (right, left) = (point(33), point(263));
    assert!((right[0] + left[0]).abs() < 0.01);
    assert!((8.0..10.0).contains(&(left[0] - right[0])), "{right:?} {left:?}");
    // The chin is lower than the forehead, the nose's tip nearer than both.
    let (forehead, tip, chin) = (point(10), point(1), point(152));
    assert!(chin[1] < tip[1] && tip[1] < forehead[1]);
    assert!(tip[2] > chin[2] && tip[2] > forehead[2]);
}

#[test]
fn a_model_cut_off_is_an_error() {
    let bytes = model("face-detection.onnx").source.read(&Workspace::find().unwrap()).unwrap();
    for end in (0..bytes.len()).step_by(997) {
        let outcome = tflite::Graph::parse(&bytes[..end]);
        assert!(outcome.is_err(), "cut at {end}");
    }
}

#[test]
fn an_unknown_operator_is_named() {
    let mut bytes = model("person-mask.onnx").source.read(&Workspace::find().unwrap()).unwrap();
    let name = b"Convolution2DTransposeBias";
    let place = bytes.windows(name.len()).position(|window| window == name).unwrap();
    bytes[place] = b'X';

    let error = tflite::Graph::parse(&bytes).map(|_| ()).unwrap_err();
    let message = format!("{error:#}");
    assert!(
        message.ends_with("the custom operator Xonvolution2DTransposeBias is not supported"),
        "{message}"
    );
}

#[test]
fn a_damaged_model_does_no_harm() {
    let mut bytes = model("face-detection.onnx").source.read(&Workspace::find().unwrap()).unwrap();
    // The tables and their vtables are at both ends, weights in the middle.
    let places = (0..4096).chain(bytes.len() - 40_000..bytes.len());
    for place in places.step_by(131) {
        let whole = bytes[place];
        bytes[place] = !whole;
        if let Ok(graph) = tflite::Graph::parse(&bytes) {
            // Whether it is refused depends on the place; that it returns does not.
            let _ = convert::to_onnx(&graph, &[("regressors", "a"), ("classificators", "b")]);
        }
        bytes[place] = whole;
    }
}

/// Runs a network on the reference portrait. `outputs` gives each output's name,
/// its name in the reference, and its shape.
fn compare(
    file: &str,
    reference: &str,
    side: usize,
    scale: fn(f32) -> f32,
    outputs: &[(&str, &str, &[usize])],
) {
    let workspace = Workspace::find().unwrap();
    let shared = env::var_os("MYNACHECK_SHARED")
        .map_or_else(|| workspace.root.join("../shared"), PathBuf::from)
        .join("models/reference");
    if !shared.exists() {
        println!("skipped: no reference outputs in {}", shared.display());
        return;
    }

    let bytes = model(file).make(&workspace).unwrap();
    let network = Rten::load(bytes).unwrap();

    let picture = fs::read(shared.join(format!("{reference}.input.{side}x{side}.rgb8"))).unwrap();
    let input = NdTensor::from_fn([1, 3, side, side], |[_, channel, y, x]| {
        scale(picture[(y * side + x) * 3 + channel].into())
    });
    let input_id = network.node_id("input").unwrap();
    let output_ids: Vec<_> =
        outputs.iter().map(|(name, ..)| network.node_id(name).unwrap()).collect();
    let results = network.run(vec![(input_id, input.view().into())], &output_ids, None).unwrap();

    for (result, (name, tensor, shape)) in results.into_iter().zip(outputs) {
        let result: Tensor<f32> = result.try_into().unwrap();
        assert_eq!(result.shape(), *shape, "{name}");
        let bytes = fs::read(shared.join(format!("{reference}.output.{tensor}.f32"))).unwrap();
        let expected = bytes.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number));
        assert_eq!(expected.len(), result.len(), "{name}");

        let furthest = result.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        println!("{file}: {name} differs from the reference by at most {furthest:e}");
        assert!(furthest <= TOLERANCE, "{name} differs by {furthest}");
    }
}

fn model(file: &str) -> &'static Model {
    MODELS.iter().find(|model| model.file == file).unwrap()
}
