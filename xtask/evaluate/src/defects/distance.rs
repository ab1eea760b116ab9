//! Photos taken from too near: what is near the lens is large, what is far
//! from it small.
//!
//! The photo is laid as a sheet over the face's depth, which the mesh gives,
//! and the head's round sides, and seen anew from nearer; what the cheeks then
//! hide is hidden. Lengths are millimetres of a face with 63 mm between the
//! eyes; distances are from the lens to the eyes.

use crate::canvas::{Canvas, depth_in, noise, smooth};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[Defect {
    rule: "photo/camera-distance",
    name: "taken from near",
    degrees: "25–30 cm / 15–20 cm from the eyes",
    apply: |subject, degree| {
        let part = random(subject, 1);
        Some(from(subject, degree.pick(250.0, 150.0) + 50.0 * part))
    },
}];

/// As far as an arm reaches, and further.
pub static HARMLESS: &[Defect] = &[Defect {
    rule: "photo/camera-distance",
    name: "harmless: from arm's length",
    degrees: "90 cm / 60 cm from the eyes",
    apply: |subject, degree: Degree| Some(from(subject, degree.pick(900.0, 600.0))),
}];

/// The mesh's outline.
pub(super) const OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/// From where the photo was taken, about; and how far behind the eyes the
/// head is widest, and the shoulders are.
const TAKEN_FROM: f32 = 1500.0;
const BEHIND: f32 = 90.0;

/// Pixels a cell of the sheet.
const CELL: usize = 6;

/// The photo taken from a distance.
pub fn from(subject: &Subject, distance: f32) -> Derived {
    let sheet = Sheet::new(subject);
    let mm = subject.inter_eye / 63.0;
    let (left, right) = (subject.face.left_eye, subject.face.right_eye);
    // The lens is before the face's middle, more or less.
    let lens = (
        (left.x + right.x) as f32 / 2.0 + 24.0 * mm * (random(subject, 2) - 0.5),
        (left.y + right.y) as f32 / 2.0 + mm * (5.0 + 50.0 * random(subject, 3)),
    );
    let seen = |(x, y, depth): (f32, f32, f32)| {
        let by = (1.0 + depth / TAKEN_FROM) / (1.0 + depth / distance);
        (lens.0 + (x - lens.0) * by, lens.1 + (y - lens.1) * by)
    };
    // The head stays as high in the print as it was.
    let x = subject.face.chin.x as f32;
    let at = |y: f32| seen((x, y, sheet.depth_at(x, y)));
    let (chin, top) = (at(subject.chin), at(subject.head_top));
    let grow = (subject.chin - subject.head_top) / (chin.1 - top.1);
    let place = |at: (f32, f32, f32)| {
        let (right, down) = seen(at);
        (x + (right - chin.0) * grow, subject.chin + (down - chin.1) * grow, at.2)
    };
    sheet.drawn(subject, place).into()
}

/// The photo with what lies around it as far as the sheet reaches, in cells.
pub(super) struct Sheet {
    /// The first cell's corner in the photo's pixels.
    origin: (f32, f32),
    columns: usize,
    rows: usize,
    /// Millimetres behind the eyes, row by row.
    depths: Vec<f32>,
}

impl Sheet {
    pub(super) fn new(subject: &Subject) -> Self {
        let (width, height) = subject.picture.dimensions();
        // What comes in at the edges when the head's sides shrink.
        let margin = 0.5 * width as f32;
        let cells = |side: u32| ((side as f32 + 2.0 * margin) / CELL as f32) as usize + 1;
        let (columns, rows) = (cells(width), cells(height));
        let mm = subject.inter_eye / 63.0;
        let points = subject.face.mesh.points();
        let eyes = [33, 133, 362, 263].map(|index| points[index][2]);
        let level = eyes.iter().sum::<f32>() / 4.0;
        let oval = subject.points(&OVAL);
        let middle = oval.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        let middle = (middle.0 / 36.0, middle.1 / 36.0);
        let origin = (-margin, -margin);
        let depth = |x: f32, y: f32| {
            let (mut sum, mut weights) = (0.0, 0.0);
            let (mut outward, mut up) = (0.0, 0.0);
            let inside = depth_in(&oval, x, y) / mm;
            let spread = 4.0 + (-inside).max(0.0);
            for point in points {
                let far = ((point[0] - x).powi(2) + (point[1] - y).powi(2)) / (mm * mm);
                let weight = (far + spread * spread).powi(-2);
                sum += weight * (point[2] - level) / mm;
                weights += weight;
            }
            let near = sum / weights;
            if inside < 0.0 {
                outward = -inside;
                up = (middle.1 - y) / (middle.0 - x).hypot(middle.1 - y).max(1.0);
            }
            // The head turns away from the face's edge as a ball does; above the
            // forehead it goes further than at the temples.
            let reach = 20.0 + 40.0 * up.max(0.0).powi(2);
            let turned = 1.0 - (1.0 - (outward / reach).min(1.0).powi(2)).sqrt();
            near + (BEHIND - near).max(0.0) * turned
        };
        let corner = |at: usize| {
            let (column, row) = (at % columns, at / columns);
            (origin.0 + (column * CELL) as f32, origin.1 + (row * CELL) as f32)
        };
        let rough: Vec<f32> = (0..rows * columns).map(corner).map(|(x, y)| depth(x, y)).collect();
        // The mesh's few points at its edge make a wavy one.
        let sheet = Canvas {
            width: columns,
            height: rows,
            pixels: rough.iter().map(|depth| [*depth; 3]).collect(),
        };
        let even = sheet.blurred(7.0 * mm / CELL as f32);
        let depths = (0..rows * columns)
            .map(|at| {
                let (x, y) = corner(at);
                let share = smooth(4.0, 22.0, depth_in(&oval, x, y) / mm);
                even.pixels[at][0] + (rough[at] - even.pixels[at][0]) * share
            })
            .collect();
        Self { origin, columns, rows, depths }
    }

    pub(super) fn depth_at(&self, x: f32, y: f32) -> f32 {
        let column = ((x - self.origin.0) / CELL as f32) as usize;
        let row = ((y - self.origin.1) / CELL as f32) as usize;
        self.depths[row.min(self.rows - 1) * self.columns + column.min(self.columns - 1)]
    }

    /// Draws every cell where `place` puts its corners, pixels and depth, the
    /// nearest on top.
    pub(super) fn drawn(
        &self,
        subject: &Subject,
        place: impl Fn((f32, f32, f32)) -> (f32, f32, f32),
    ) -> Canvas {
        let source = Canvas::from_picture(&subject.source);
        let mut canvas = subject.canvas();
        let mut nearest = vec![f32::MAX; canvas.pixels.len()];
        let corner = |column: usize, row: usize| {
            let depth = self.depths[row * self.columns + column];
            let x = self.origin.0 + (column * CELL) as f32;
            let y = self.origin.1 + (row * CELL) as f32;
            (place((x, y, depth)), (x, y))
        };
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                let [a, b, c, d] = [(0, 0), (1, 0), (0, 1), (1, 1)]
                    .map(|(right, down)| corner(column + right, row + down));
                for [p, q, r] in [[a, b, d], [a, d, c]] {
                    let (e, f) = ((q.0.0 - p.0.0, q.0.1 - p.0.1), (r.0.0 - p.0.0, r.0.1 - p.0.1));
                    let area = e.0 * f.1 - e.1 * f.0;
                    // What has turned its back is hidden.
                    if area <= 1e-3 {
                        continue;
                    }
                    let xs = [p.0.0, q.0.0, r.0.0];
                    let ys = [p.0.1, q.0.1, r.0.1];
                    let span = |values: [f32; 3], most: usize| {
                        let low = values.into_iter().fold(f32::MAX, f32::min) - 0.5;
                        let high = values.into_iter().fold(f32::MIN, f32::max) + 0.5;
                        low.max(0.0) as usize..(high.max(0.0) as usize).min(most)
                    };
                    for y in span(ys, canvas.height) {
                        for x in span(xs, canvas.width) {
                            let at = (x as f32 + 0.5 - p.0.0, y as f32 + 0.5 - p.0.1);
                            let s = (at.0 * f.1 - at.1 * f.0) / area;
                            let t = (e.0 * at.1 - e.1 * at.0) / area;
                            if s < -0.01 || t < -0.01 || s + t > 1.01 {
                                continue;
                            }
                            let index = y * canvas.width + x;
                            let depth = p.0.2 + s * (q.0.2 - p.0.2) + t * (r.0.2 - p.0.2);
                            if depth >= nearest[index] {
                                continue;
                            }
                            nearest[index] = depth;
                            let sx = p.1.0 + s * (q.1.0 - p.1.0) + t * (r.1.0 - p.1.0);
                            let sy = p.1.1 + s * (q.1.1 - p.1.1) + t * (r.1.1 - p.1.1);
                            let (left, top) = subject.origin;
                            canvas.pixels[index] = source.sample(sx + left as f32, sy + top as f32);
                        }
                    }
                }
            }
        }
        canvas
    }
}

fn random(subject: &Subject, salt: u32) -> f32 {
    noise(subject.seed as i32, salt as i32, 0xD157)
}
