//! The head's angles, by a fit of the canonical face to the mesh.

use crate::photo::net::Mesh;

/// The head's angles in degrees and its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Positive when the head turns to the picture's right.
    pub yaw: f64,
    /// Positive when the chin goes down.
    pub pitch: f64,
    /// Positive clockwise as seen in the picture.
    pub roll: f64,
    /// Pixels of the picture a centimetre of the canonical face.
    pub scale: f64,
}

impl Pose {
    /// Fits the canonical face to the mesh: the rotation and scale that bring
    /// its rigid points nearest to theirs (Horn 1987, least squares with unit
    /// quaternions), weighted as MediaPipe's face geometry weights them.
    pub fn fit(mesh: &Mesh) -> Self {
        let pairs = CANONICAL.iter().filter_map(|&(index, weight, canonical)| {
            let &[x, y, z] = mesh.points().get(index)?;
            Some((weight, canonical, [x, y, z].map(f64::from)))
        });
        let (mut total, mut from, mut to) = (0.0, [0.0; 3], [0.0; 3]);
        for (weight, canonical, seen) in pairs.clone() {
            total += weight;
            for ((f, t), (c, s)) in from.iter_mut().zip(&mut to).zip(canonical.iter().zip(&seen)) {
                *f += weight * c;
                *t += weight * s;
            }
        }
        let (from, to) = (from.map(|sum| sum / total), to.map(|sum| sum / total));

        // s[i][j]: how the canonical axis i goes with the picture's axis j.
        let mut s = [[0.0; 3]; 3];
        let mut spread = 0.0;
        for (weight, canonical, seen) in pairs {
            for ((row, c), mean_c) in s.iter_mut().zip(canonical).zip(from) {
                spread += weight * (c - mean_c).powi(2);
                for ((cell, p), mean_p) in row.iter_mut().zip(seen).zip(to) {
                    *cell += weight * (c - mean_c) * (p - mean_p);
                }
            }
        }
        let (quaternion, fit) = rotation(&s);
        Self::of(quaternion, fit / spread)
    }

    /// The angles of a unit quaternion w, x, y, z that turns the canonical
    /// face (x to the picture's right, y down, z away) into the picture.
    fn of([w, x, y, z]: [f64; 4], scale: f64) -> Self {
        // Where the face's own right (x) and back (z) axes point.
        let right = [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y + w * z)];
        let back = [2.0 * (x * z + w * y), 2.0 * (y * z - w * x), 1.0 - 2.0 * (x * x + y * y)];
        let roll = right[1].atan2(right[0]);
        // The way the face looks, as it would be without roll.
        let (sin, cos) = roll.sin_cos();
        let look = [-(back[0] * cos + back[1] * sin), -(back[1] * cos - back[0] * sin), -back[2]];
        Self {
            yaw: look[0].atan2(-look[2]).to_degrees(),
            pitch: look[1].atan2(look[0].hypot(look[2])).to_degrees(),
            roll: roll.to_degrees(),
            scale,
        }
    }
}

/// The unit quaternion that best turns the first set into the second, given
/// the sums of their products, and how far it brings them together: Horn's
/// symmetric 4×4 matrix's greatest eigenvalue and its vector.
fn rotation(s: &[[f64; 3]; 3]) -> ([f64; 4], f64) {
    let [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = *s;
    let mut matrix = [
        [xx + yy + zz, yz - zy, zx - xz, xy - yx],
        [yz - zy, xx - yy - zz, xy + yx, zx + xz],
        [zx - xz, xy + yx, yy - xx - zz, yz + zy],
        [xy - yx, zx + xz, yz + zy, zz - xx - yy],
    ];
    let mut vectors =
        [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]];
    // Jacobi's rotations; a 4×4 matrix needs four to six sweeps.
    for _ in 0..12 {
        for (p, q) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
            annihilate(&mut matrix, &mut vectors, p, q);
        }
    }
    let best = (0..4).max_by(|&a, &b| matrix[a][a].total_cmp(&matrix[b][b])).unwrap_or(0);
    (vectors.map(|row| row[best]), matrix[best][best])
}

/// One Jacobi rotation that makes `matrix[p][q]` zero.
fn annihilate(matrix: &mut [[f64; 4]; 4], vectors: &mut [[f64; 4]; 4], p: usize, q: usize) {
    let off = matrix[p][q];
    if off.abs() < 1e-300 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for row in matrix.iter_mut().chain(vectors) {
        let (a, b) = (row[p], row[q]);
        row[p] = c * a - s * b;
        row[q] = s * a + c * b;
    }
    let (upper, lower) = (matrix[p], matrix[q]);
    let turned = |a: f64, b: f64, (x, y): (f64, f64)| x * a + y * b;
    let pairs = || upper.into_iter().zip(lower);
    for (cell, (a, b)) in matrix[p].iter_mut().zip(pairs()) {
        *cell = turned(a, b, (c, -s));
    }
    for (cell, (a, b)) in matrix[q].iter_mut().zip(pairs()) {
        *cell = turned(a, b, (s, c));
    }
}

/// The canonical face's rigid points: the mesh's point, its weight, and its
/// place in centimetres with x to the picture's right, y down and z away from
/// the camera. From MediaPipe's face geometry (Apache-2.0): the Procrustes
/// landmarks of `geometry_pipeline_metadata_landmarks`.
#[rustfmt::skip]
const CANONICAL: [(usize, f64, [f64; 3]); 33] = [
    (4, 0.070910, [0.000000, 0.463170, -7.586580]),
    (6, 0.032100, [0.000000, -2.473255, -5.788627]),
    (10, 0.008447, [0.000000, -8.261778, -4.481535]),
    (33, 0.058724, [-4.445859, -2.663991, -3.173422]),
    (54, 0.007667, [-6.279331, -6.615427, -1.425850]),
    (67, 0.009078, [-3.523964, -8.005976, -3.729163]),
    (117, 0.009792, [-5.258659, -0.945811, -2.974312]),
    (119, 0.014565, [-3.300681, -0.861641, -3.872784]),
    (121, 0.018591, [-1.820731, -1.467954, -4.224124]),
    (127, 0.005198, [-7.743095, -2.364999, 2.005167]),
    (129, 0.120625, [-1.785794, 0.978284, -4.850470]),
    (132, 0.005560, [-7.270895, 2.890917, 2.252455]),
    (133, 0.053286, [-1.856432, -2.585245, -3.757904]),
    (136, 0.066890, [-5.085276, 7.178590, -0.714711]),
    (143, 0.014817, [-6.407571, -2.236021, -1.560843]),
    (147, 0.014263, [-6.234883, 1.944430, -1.663542]),
    (198, 0.025462, [-1.246815, -0.230297, -5.681036]),
    (205, 0.047252, [-3.832928, 1.537326, -4.137731]),
    (263, 0.058724, [4.445859, -2.663991, -3.173422]),
    (284, 0.007667, [6.279331, -6.615427, -1.425850]),
    (297, 0.009078, [3.523964, -8.005976, -3.729163]),
    (346, 0.009792, [5.258659, -0.945811, -2.974312]),
    (348, 0.014565, [3.300681, -0.861641, -3.872784]),
    (350, 0.018591, [1.820731, -1.467954, -4.224124]),
    (356, 0.005198, [7.743095, -2.364999, 2.005167]),
    (358, 0.120625, [1.785794, 0.978284, -4.850470]),
    (361, 0.005560, [7.270895, 2.890917, 2.252455]),
    (362, 0.053286, [1.856432, -2.585245, -3.757904]),
    (365, 0.066890, [5.085276, 7.178590, -0.714711]),
    (372, 0.014817, [6.407571, -2.236021, -1.560843]),
    (376, 0.014263, [6.234883, 1.944430, -1.663542]),
    (420, 0.025462, [1.246815, -0.230297, -5.681036]),
    (425, 0.047252, [3.832928, 1.537326, -4.137731]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The canonical face turned by angles in degrees and set at 40 pixels a
    /// centimetre.
    fn turned(yaw: f64, pitch: f64, roll: f64) -> Mesh {
        let mut points = vec![[0.0; 3]; crate::photo::net::POINTS];
        let (sy, cy) = yaw.to_radians().sin_cos();
        let (sp, cp) = pitch.to_radians().sin_cos();
        let (sr, cr) = roll.to_radians().sin_cos();
        for (index, _, [x, y, z]) in CANONICAL {
            // Nod, turn, tilt, in the face's own order. The face looks
            // towards -z, so a nod brings what is in front down.
            let (y, z) = (y * cp - z * sp, y * sp + z * cp);
            let (x, z) = (x * cy - z * sy, x * sy + z * cy);
            let (x, y) = (x * cr - y * sr, x * sr + y * cr);
            points[index] = [x, y, z].map(|value| (value * 40.0 + 500.0) as f32);
        }
        Mesh::new(1.0, points)
    }

    #[test]
    fn the_fit_finds_the_angles_and_the_scale() {
        for yaw in [-40.0, 0.0, 25.0] {
            for pitch in [-20.0, 0.0, 15.0] {
                for roll in [-30.0, 0.0, 12.0] {
                    let pose = Pose::fit(&turned(yaw, pitch, roll));
                    assert!((pose.yaw - yaw).abs() < 0.01, "{pose:?} for {yaw} {pitch} {roll}");
                    assert!((pose.pitch - pitch).abs() < 0.01, "{pose:?} {yaw} {pitch} {roll}");
                    assert!((pose.roll - roll).abs() < 0.01, "{pose:?} for {yaw} {pitch} {roll}");
                    assert!((pose.scale - 40.0).abs() < 0.01);
                }
            }
        }
    }

    #[test]
    fn a_face_that_looks_to_the_pictures_right_has_a_positive_yaw() {
        let mesh = turned(30.0, 0.0, 0.0);
        // The tip of the nose lies to the right of the eyes' middle.
        let eyes = (mesh.point(33).0 + mesh.point(263).0) / 2.0;
        assert!(mesh.point(4).0 > eyes);
        assert!(Pose::fit(&mesh).yaw > 0.0);
    }

    #[test]
    fn a_chin_that_goes_down_has_a_positive_pitch() {
        let (level, down) = (turned(0.0, 0.0, 0.0), turned(0.0, 20.0, 0.0));
        assert!(down.point(4).1 > level.point(4).1);
        assert!(Pose::fit(&down).pitch > 0.0);
    }

    /// The table is the package's: `cargo xtask models` takes it out of there.
    #[test]
    fn the_table_is_the_packages_canonical_face() {
        let folder = std::env::var_os("MYNACHECK_MODELS").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/models"),
            std::path::PathBuf::from,
        );
        let Ok(bytes) = std::fs::read(folder.join("canonical-face.bin")) else {
            eprintln!("skipped: the canonical face: `cargo xtask models` makes its file");
            return;
        };
        let numbers: Vec<f64> = bytes
            .chunks_exact(4)
            .map(|four| f64::from(f32::from_le_bytes(four.try_into().unwrap())))
            .collect();
        let (points, weights) = numbers.split_at(3 * crate::photo::net::POINTS);
        for (index, weight, [x, y, z]) in CANONICAL {
            // There y is up and z towards the camera.
            let point = [points[3 * index], -points[3 * index + 1], -points[3 * index + 2]];
            for (table, package) in [(x, point[0]), (y, point[1]), (z, point[2])] {
                assert!((table - package).abs() < 1e-5, "{index}");
            }
            assert!((weight - weights[index]).abs() < 1e-5, "{index}");
        }
        assert_eq!(weights.iter().filter(|weight| **weight != 0.0).count(), CANONICAL.len());
    }

    #[test]
    fn points_all_in_one_place_do_no_harm() {
        let pose = Pose::fit(&Mesh::new(1.0, vec![[1.0; 3]; crate::photo::net::POINTS]));
        assert!(pose.yaw.is_finite() && pose.roll.is_finite());
    }
}
