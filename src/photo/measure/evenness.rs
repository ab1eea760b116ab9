//! How differently the two halves of the face are lit.

use super::exposure::{linear, luma};
use super::{ascending, quantile};
use crate::photo::face::Face;
use crate::photo::pixels::{Affine, Picture};
use crate::report::Region;

/// Pairs of points of the mesh that mirror each other on bare skin, the one on
/// the left of the picture first: cheeks, then the forehead.
const CHEEKS: [(usize, usize); 8] =
    [(50, 280), (101, 330), (36, 266), (205, 425), (118, 347), (117, 346), (123, 352), (187, 411)];

/// Pairs beside the nose and around the mouth, that a lock or a hand over an eye
/// seldom reaches.
const MIDDLE: [(usize, usize); 8] =
    [(102, 331), (129, 358), (64, 294), (165, 391), (167, 393), (194, 418), (201, 421), (208, 428)];

/// How much more light falls on the cheek on the left of the picture than on
/// the right one, in stops (powers of two).
///
/// Skin is compared with the same person's skin, so its colour cancels out.
pub fn of_cheeks(picture: &Picture, face: &Face) -> f64 {
    stops(picture, face, &CHEEKS)
}

/// The same beside nose and mouth, where the cheeks may be covered.
pub fn of_middle(picture: &Picture, face: &Face) -> f64 {
    stops(picture, face, &MIDDLE)
}

/// The face's halves, the one on the left of the picture first.
pub fn halves(face: &Face) -> [Region; 2] {
    let width = face.bounds.width / 2.0;
    let left = Region { width, ..face.bounds };
    [left, Region { x: left.right(), ..left }]
}

/// The median over the pairs.
fn stops(picture: &Picture, face: &Face, pairs: &[(usize, usize)]) -> f64 {
    let side = (face.inter_eye_distance() * 0.12) as f32;
    let mut stops: Vec<f32> = pairs
        .iter()
        .map(|&(left, right)| {
            let [left, right] = [left, right].map(|index| light(picture, face, index, side));
            (left / right).log2() as f32
        })
        .collect();
    ascending(&mut stops);
    f64::from(quantile(&stops, 0.5))
}

/// Mean linear luminance about a point of the mesh, above the noise of a black
/// picture.
fn light(picture: &Picture, face: &Face, index: usize, side: f32) -> f64 {
    const N: usize = 4;
    let place = Affine::rectangle(face.mesh.point(index), side.max(1.0), side.max(1.0), 0.0);
    let lights = super::colors(picture, &place, (N, N)).into_iter().map(|color| {
        let [r, g, b] = color.map(linear);
        luma(r, g, b)
    });
    let sum: f32 = lights.sum();
    f64::from(sum) / (N * N) as f64 + 0.002
}
