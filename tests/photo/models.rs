//! Model files: the right ones load, and only they.

use std::env;
use std::fs;
use std::path::PathBuf;

use mynacheck::photo::net::{ModelFiles, Networks};

use crate::common::{NETWORKS, model_files, root};

#[test]
fn a_missing_or_damaged_file_is_named() {
    let [detection, mesh, mask] = model_files();
    let load = |mesh: &[u8]| {
        let files = ModelFiles { detection: &detection, mesh, mask: &mask };
        Networks::load(&files).map(|_| ()).map_err(|error| (error.code(), error.file()))
    };
    assert_eq!(load(&mesh), Ok(()));
    assert_eq!(load(&[]), Err(("model/missing", "face-mesh.onnx")));
    assert_eq!(load(&mesh[..mesh.len() / 2]), Err(("model/damaged", "face-mesh.onnx")));
    assert_eq!(load(b"<!doctype html>"), Err(("model/damaged", "face-mesh.onnx")));
    let mut flipped = mesh.clone();
    flipped[mesh.len() / 2] ^= 1;
    assert_eq!(load(&flipped), Err(("model/damaged", "face-mesh.onnx")));
    assert_eq!(load(&detection), Err(("model/damaged", "face-mesh.onnx")));
}

/// Google's own runtime on the same pictures; `cargo xtask test` also compares
/// in WebAssembly.
#[test]
fn the_networks_agree_with_the_reference() {
    let folder = env::var_os("MYNACHECK_SHARED")
        .map_or_else(|| root().join("../shared"), PathBuf::from)
        .join("models/reference");
    if !folder.is_dir() {
        eprintln!("skipped: no reference outputs in {}", folder.display());
        return;
    }
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let input = |name: &str, low: f32| -> Vec<f32> {
        let picture = read(name);
        let (pixels, _) = picture.as_chunks::<3>();
        let value = |byte: u8| low + f32::from(byte) / 255.0 * (1.0 - low);
        (0..3).flat_map(|plane| pixels.iter().map(move |pixel| value(pixel[plane]))).collect()
    };
    let agree = |found: &[f32], name: &str| {
        let bytes = read(name);
        let wanted = bytes.as_chunks().0.iter().map(|it| f32::from_le_bytes(*it));
        assert_eq!(found.len(), wanted.len(), "{name}");
        let furthest = found.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        println!("{name}: at most {furthest:e} off");
        assert!(furthest <= 1e-3, "{name}: {furthest}");
    };

    let [regressors, classificators] = NETWORKS
        .run_detection(input("face_detection_short_range.input.128x128.rgb8", -1.0))
        .unwrap();
    agree(&regressors, "face_detection_short_range.output.regressors.f32");
    agree(&classificators, "face_detection_short_range.output.classificators.f32");
    let [points, presence] =
        NETWORKS.run_mesh(input("face_landmark.input.192x192.rgb8", 0.0)).unwrap();
    agree(&points, "face_landmark.output.conv2d_21.f32");
    agree(&presence, "face_landmark.output.conv2d_31.f32");
    let [mask] = NETWORKS.run_mask(input("selfie_segmentation.input.256x256.rgb8", 0.0)).unwrap();
    agree(&mask, "selfie_segmentation.output.activation_10.f32");
}

#[test]
fn an_input_of_another_size_is_an_error() {
    let error = NETWORKS.run_mask(vec![0.0; 7]).unwrap_err();
    assert_eq!((error.code(), error.file()), ("model/input", "person-mask.onnx"));
}
