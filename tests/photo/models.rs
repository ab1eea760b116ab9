//! Model files: the right ones load, and only they.

use mynacheck::photo::net::{ModelFiles, Networks};

use crate::common::model_files;

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
