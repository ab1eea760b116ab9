//! The networks in WebAssembly, run in Node by `cargo xtask test`: their raw
//! outputs are those of Google's own runtime.
#![cfg(all(test, target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on stops its test")]

mod stages;

use js_sys::Uint8Array;
use mynacheck::photo::net::{ModelFiles, Networks};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "fs")]
extern "C" {
    #[wasm_bindgen(js_name = readFileSync, catch)]
    fn read_file(path: &str) -> Result<Uint8Array, JsValue>;
}

/// The folder that `cargo xtask models` made.
const MODELS: &str = env!("MYNACHECK_MODELS");

/// Inputs and outputs of the networks, which lie outside of the repository.
const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/models/reference");

fn read(folder: &str, name: &str) -> Option<Vec<u8>> {
    read_file(&format!("{folder}/{name}")).ok().map(|bytes| bytes.to_vec())
}

fn networks() -> Networks {
    let model = |name| read(MODELS, name).unwrap();
    let (detection, mesh, mask) =
        (model("face-detection.onnx"), model("face-mesh.onnx"), model("person-mask.onnx"));
    Networks::load(&ModelFiles { detection: &detection, mesh: &mesh, mask: &mask }).unwrap()
}

/// The reference picture as planes of `low` to 1; `None` where there is none.
fn input(name: &str, low: f32) -> Option<Vec<f32>> {
    let rgb = read(REFERENCE, name)?;
    let value = |byte: u8| low + f32::from(byte) / 255.0 * (1.0 - low);
    let plane = |channel: usize| rgb.iter().skip(channel).step_by(3).map(|byte| value(*byte));
    Some(plane(0).chain(plane(1)).chain(plane(2)).collect())
}

#[track_caller]
fn agree(found: &[f32], name: &str) {
    let bytes = read(REFERENCE, name).unwrap();
    let (wanted, _) = bytes.as_chunks::<4>();
    assert_eq!(found.len(), wanted.len(), "{name}");
    for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        let wanted = f32::from_le_bytes(*wanted);
        assert!((found - wanted).abs() <= 1e-3, "{name}[{place}]: {found} for {wanted}");
    }
}

#[wasm_bindgen_test]
fn the_networks_agree_with_the_reference() {
    let networks = networks();
    let Some(picture) = input("face_detection_short_range.input.128x128.rgb8", -1.0) else {
        wasm_bindgen_test::console_log!("skipped: no reference outputs in {REFERENCE}");
        return;
    };
    let [regressors, classificators] = networks.run_detection(picture).unwrap();
    agree(&regressors, "face_detection_short_range.output.regressors.f32");
    agree(&classificators, "face_detection_short_range.output.classificators.f32");

    let [points, presence] =
        networks.run_mesh(input("face_landmark.input.192x192.rgb8", 0.0).unwrap()).unwrap();
    agree(&points, "face_landmark.output.conv2d_21.f32");
    agree(&presence, "face_landmark.output.conv2d_31.f32");

    let [mask] =
        networks.run_mask(input("selfie_segmentation.input.256x256.rgb8", 0.0).unwrap()).unwrap();
    agree(&mask, "selfie_segmentation.output.activation_10.f32");
}

#[wasm_bindgen_test]
fn a_damaged_model_is_an_error_and_no_trap() {
    let [whole, short] = [read(MODELS, "face-mesh.onnx").unwrap(), b"cut".to_vec()];
    for (detection, mesh, mask) in [(&short, &whole, &whole), (&whole, &short, &whole)] {
        assert!(Networks::load(&ModelFiles { detection, mesh, mask }).is_err());
    }
}
