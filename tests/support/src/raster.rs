//! Meshes onto a canvas: one layer at a time, nearest surface wins within a layer,
//! layers are laid over one another.
//!
//! Visibility is sampled 2×2 a pixel; a pixel wholly inside one surface is shaded once.

use crate::math::{V3, v3};

/// A pinhole camera that looks along −z at the height of the eyes.
#[derive(Clone, Copy, Debug)]
pub struct Camera {
    /// Pixels a millimetre at z = 0.
    pub scale: f32,
    /// The pixel under (0, 0, 0).
    pub origin: (f32, f32),
    /// From z = 0 to the lens, mm.
    pub distance: f32,
}

impl Camera {
    pub fn project(&self, p: V3) -> (f32, f32) {
        let near = self.distance / (self.distance - p.z).max(1.0);
        (self.origin.0 + self.scale * near * p.x, self.origin.1 + self.scale * near * p.y)
    }
}

/// Linear-light RGB with coverage, premultiplied.
#[derive(Clone, Debug)]
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[f32; 4]>,
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Canvas {
        let (width, height) = (width as usize, height as usize);
        Canvas { width, height, pixels: vec![[0.0; 4]; width * height] }
    }

    /// Lays `above` over this canvas; both have one size.
    pub fn lay(&mut self, above: &Canvas) {
        for (below, above) in self.pixels.iter_mut().zip(&above.pixels) {
            over(below, *above);
        }
    }
}

fn over(below: &mut [f32; 4], above: [f32; 4]) {
    for (b, a) in below.iter_mut().zip(above) {
        *b = a + *b * (1.0 - above[3]);
    }
}

/// What a shader is asked about: a place on a surface.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where on the model, before any turn.
    pub at: V3,
    /// The unit normal as the camera sees it.
    pub normal: V3,
    /// A pixel's width on the model, mm.
    pub pixel: f32,
}

#[derive(Clone, Copy, Debug)]
struct Vertex {
    at: V3,
    posed: V3,
    normal: V3,
}

/// A surface spanned by a grid of vertices.
#[derive(Clone, Debug)]
pub struct Mesh {
    vertices: Vec<Vertex>,
    triangles: Vec<[u32; 3]>,
}

impl Mesh {
    /// A grid of `rows` × `columns` vertices (`model(u, v)`, both 0..1, v down the rows), each
    /// moved by `pose`. With `closed` the last column meets the first.
    pub fn grid(
        rows: usize,
        columns: usize,
        closed: bool,
        model: impl Fn(f32, f32) -> V3,
        pose: impl Fn(V3) -> V3,
    ) -> Mesh {
        let across = if closed { columns } else { columns - 1 } as f32;
        let mut vertices = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let at = model(column as f32 / across, row as f32 / (rows - 1) as f32);
                vertices.push(Vertex { at, posed: pose(at), normal: V3::default() });
            }
        }
        let mut triangles = Vec::with_capacity(rows * columns * 2);
        for row in 0..rows - 1 {
            for column in 0..if closed { columns } else { columns - 1 } {
                let next = (column + 1) % columns;
                let [a, b] = [row * columns + column, row * columns + next].map(|i| i as u32);
                let [c, d] = [a + columns as u32, b + columns as u32];
                triangles.push([a, c, b]);
                triangles.push([b, c, d]);
            }
        }
        let mut mesh = Mesh { vertices, triangles };
        mesh.find_normals();
        mesh
    }

    fn find_normals(&mut self) {
        for triangle in &self.triangles {
            let [a, b, c] = triangle.map(|i| self.vertices[i as usize].posed);
            let normal = (b - a).cross(c - a);
            for i in triangle {
                let vertex = &mut self.vertices[*i as usize];
                vertex.normal = vertex.normal + normal;
            }
        }
        for vertex in &mut self.vertices {
            vertex.normal = vertex.normal.unit();
        }
    }

    /// Paints the mesh. `shade` answers a lit colour in linear light and its coverage (0..1).
    pub fn paint(
        &self,
        canvas: &mut Canvas,
        camera: &Camera,
        shade: impl Fn(&Place) -> ([f32; 3], f32),
    ) {
        let screen: Vec<(f32, f32)> =
            self.vertices.iter().map(|v| camera.project(v.posed)).collect();
        let Some(seen) = Seen::new(self, &screen, canvas) else { return };
        let shade_at = |triangle: u32, x: f32, y: f32| {
            let corners = self.triangles[triangle as usize];
            let Some(weights) = weights(corners.map(|i| screen[i as usize]), x, y) else {
                return [0.0; 4];
            };
            let (mut at, mut normal) = (V3::default(), V3::default());
            for (corner, weight) in corners.iter().zip(weights) {
                let vertex = &self.vertices[*corner as usize];
                at = at + vertex.at * weight;
                normal = normal + vertex.normal * weight;
            }
            // What is seen faces the camera, whichever way its grid was wound.
            let facing = if area(corners.map(|i| screen[i as usize])) < 0.0 { -1.0 } else { 1.0 };
            let normal = normal.unit() * facing;
            let place = Place { at, normal, pixel: 1.0 / camera.scale };
            let (rgb, cover) = shade(&place);
            let cover = cover.clamp(0.0, 1.0);
            [rgb[0] * cover, rgb[1] * cover, rgb[2] * cover, cover]
        };
        for y in seen.top..seen.bottom {
            for x in seen.left..seen.right {
                let samples = seen.samples(x, y);
                let hit = samples.iter().filter(|s| s.1 != NOTHING).count();
                if hit == 0 {
                    continue;
                }
                let (near, far) =
                    samples.iter().fold((f32::MIN, f32::MAX), |(n, f), s| (n.max(s.0), f.min(s.0)));
                let mut colour = [0.0; 4];
                if hit == 4 && near - far < 3.0 {
                    colour = shade_at(samples[0].1, x as f32 + 0.5, y as f32 + 0.5);
                } else {
                    for (i, (_, triangle)) in samples.into_iter().enumerate() {
                        if triangle != NOTHING {
                            let (sx, sy) = ((i % 2) as f32, (i / 2) as f32);
                            let part = shade_at(
                                triangle,
                                x as f32 + 0.25 + 0.5 * sx,
                                y as f32 + 0.25 + 0.5 * sy,
                            );
                            for (sum, c) in colour.iter_mut().zip(part) {
                                *sum += 0.25 * c;
                            }
                        }
                    }
                }
                over(&mut canvas.pixels[y * canvas.width + x], colour);
            }
        }
    }
}

const NOTHING: u32 = u32::MAX;

/// The nearest triangle under every sample of a rectangle of pixels.
struct Seen {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    /// (z, triangle), two samples a pixel each way.
    nearest: Vec<(f32, u32)>,
}

impl Seen {
    fn new(mesh: &Mesh, screen: &[(f32, f32)], canvas: &Canvas) -> Option<Seen> {
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for (x, y) in screen {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let left = low.0.floor().max(0.0) as usize;
        let top = low.1.floor().max(0.0) as usize;
        let right = (high.0.ceil().max(0.0) as usize).min(canvas.width);
        let bottom = (high.1.ceil().max(0.0) as usize).min(canvas.height);
        if left >= right || top >= bottom {
            return None;
        }
        let nearest = vec![(f32::MIN, NOTHING); (right - left) * (bottom - top) * 4];
        let mut seen = Seen { left, top, right, bottom, nearest };
        for (index, corners) in mesh.triangles.iter().enumerate() {
            seen.add(
                index as u32,
                corners.map(|i| screen[i as usize]),
                corners.map(|i| mesh.vertices[i as usize].posed.z),
            );
        }
        Some(seen)
    }

    fn add(&mut self, index: u32, corners: [(f32, f32); 3], z: [f32; 3]) {
        let stride = (self.right - self.left) * 2;
        let rows = (self.bottom - self.top) * 2;
        // Sample coordinates: sample i stands at i + 0.5.
        let at = corners.map(|(x, y)| ((x - self.left as f32) * 2.0, (y - self.top as f32) * 2.0));
        let range = |a: f32, b: f32, c: f32, size: usize| {
            let from = (a.min(b).min(c) - 0.5).ceil().max(0.0) as usize;
            let to = ((a.max(b).max(c) - 0.5).floor() + 1.0).max(0.0) as usize;
            from..to.min(size)
        };
        for y in range(at[0].1, at[1].1, at[2].1, rows) {
            for x in range(at[0].0, at[1].0, at[2].0, stride) {
                let Some(w) = weights(at, x as f32 + 0.5, y as f32 + 0.5) else { return };
                if w.iter().any(|w| *w < -1e-4) {
                    continue;
                }
                let depth = w[0] * z[0] + w[1] * z[1] + w[2] * z[2];
                let nearest = &mut self.nearest[y * stride + x];
                if depth > nearest.0 {
                    *nearest = (depth, index);
                }
            }
        }
    }

    fn samples(&self, x: usize, y: usize) -> [(f32, u32); 4] {
        let stride = (self.right - self.left) * 2;
        let first = (y - self.top) * 2 * stride + (x - self.left) * 2;
        [
            self.nearest[first],
            self.nearest[first + 1],
            self.nearest[first + stride],
            self.nearest[first + stride + 1],
        ]
    }
}

/// Twice a triangle's area, negative when it is seen from behind.
fn area([a, b, c]: [(f32, f32); 3]) -> f32 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// Barycentric weights of a point, none for a triangle seen edge-on.
fn weights(corners: [(f32, f32); 3], x: f32, y: f32) -> Option<[f32; 3]> {
    let [a, b, c] = corners;
    let area = area(corners);
    if area.abs() < 1e-9 {
        return None;
    }
    let wa = ((b.0 - x) * (c.1 - y) - (b.1 - y) * (c.0 - x)) / area;
    let wb = ((c.0 - x) * (a.1 - y) - (c.1 - y) * (a.0 - x)) / area;
    Some([wa, wb, 1.0 - wa - wb])
}

/// An ellipsoid's point at (u, v), both 0..1: v from its top to its bottom.
pub fn ellipsoid(centre: V3, radii: V3, u: f32, v: f32) -> V3 {
    let (sin, cos) = (v * std::f32::consts::PI).sin_cos();
    let (side, front) = (u * std::f32::consts::TAU).sin_cos();
    centre + v3(side * sin, -cos, front * sin).times(radii)
}
