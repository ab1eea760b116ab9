//! Runs a network: its steps in order, one picture at a time.
//!
//! The networks are small and use few operators, so the steps are written out
//! here, and only the matrix product, where the time goes, is a library's
//! (rten's). A general runtime does the same sums; it would bring a graph
//! optimiser, shape inference and the operators for both, 107 KB of the
//! module's gzip, none of which these networks need.
//!
//! Values are planes: channels × height × width, the width fastest.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedAMatrix};
use rten_tensor::NdTensorView;

use super::onnx::{Constant, Graph, Node};
use crate::order::larger;

/// Channels, height, width.
type Shape = [usize; 3];

/// A network made ready to run.
pub(super) struct Plan {
    steps: Vec<Step>,
    /// How many values there are; the input is the first.
    values: usize,
    input: Shape,
    outputs: Vec<usize>,
}

/// What computes one value.
struct Step {
    work: Work,
    /// The values it reads, and whether it is the last to do so.
    inputs: Vec<(usize, bool)>,
    output: usize,
    from: Shape,
    to: Shape,
}

enum Work {
    Add,
    /// Over several channels at once.
    Conv {
        window: Window,
        weights: PackedAMatrix<f32>,
        bias: Vec<f32>,
    },
    /// The same where the window covers the whole input.
    Dense {
        weights: Vec<f32>,
        bias: Vec<f32>,
    },
    /// Each channel for itself.
    Depthwise {
        window: Window,
        weights: Vec<f32>,
        bias: Vec<f32>,
    },
    /// From planes to all channels of a place side by side.
    Flatten,
    HardSwish,
    /// One after the other.
    Join,
    /// Nothing: only the shape has another name.
    Keep,
    /// The largest of each 2×2.
    MaxPool,
    Mean,
    Mul,
    /// A slope for each channel's negative values.
    PRelu(Vec<f32>),
    Relu,
    Sigmoid,
    /// Each place becomes 2×2.
    Spread {
        weights: PackedAMatrix<f32>,
        bias: Vec<f32>,
    },
    /// Twice as high and wide, interpolated.
    Upscale,
    /// Channels of zeros after the others.
    Widen,
}

/// How a window moves over planes.
#[derive(Clone, Copy)]
struct Window {
    side: usize,
    stride: usize,
    /// Zeros beyond the edges: above, to the left, below, to the right.
    pads: [usize; 4],
}

impl Plan {
    /// Makes the network of an ONNX file ready; `None` where it is not of those
    /// that are known here.
    pub fn new(file: &[u8], input: Shape, outputs: &[&str]) -> Option<Self> {
        let graph = Graph::read(file)?;
        let product = GemmExecutor::new();
        let mut names: Vec<&[u8]> = vec![b"input"];
        let mut shapes = vec![input];
        let mut steps = Vec::<Step>::new();
        for node in &graph.nodes {
            let mut inputs = Vec::new();
            for name in &node.inputs {
                if let Some(value) = names.iter().position(|it| it == name) {
                    inputs.push((value, false));
                }
            }
            let from = *shapes.get(inputs.first()?.0)?;
            let (work, to) = prepare(&graph, node, from, &product)?;
            let joined = inputs.iter().filter_map(|(value, _)| shapes.get(*value));
            let to = match work {
                Work::Join => [joined.map(|shape| area(*shape)).sum(), 1, 1],
                _ => to,
            };
            steps.push(Step { work, inputs, output: names.len(), from, to });
            names.push(node.output);
            shapes.push(to);
        }
        let outputs: Option<Vec<_>> =
            outputs.iter().map(|name| names.iter().position(|it| *it == name.as_bytes())).collect();
        let outputs = outputs?;
        let mut read = outputs.clone();
        for step in steps.iter_mut().rev() {
            for (value, last) in &mut step.inputs {
                *last = !read.contains(value);
                read.push(*value);
            }
        }
        Some(Self { steps, values: names.len(), input, outputs })
    }

    /// The outputs for an input; `None` where that is of another size.
    pub fn run(&self, input: Vec<f32>) -> Option<Vec<Vec<f32>>> {
        if input.len() != area(self.input) {
            return None;
        }
        // Made anew each time, for it may not pass between threads.
        let product = GemmExecutor::new();
        let mut values = vec![Vec::new(); self.values];
        *values.first_mut()? = input;
        let mut scratch = Vec::new();
        for step in &self.steps {
            // The first input is worked on in place where nothing else reads it.
            let (first, last) = *step.inputs.first()?;
            let mut value = if last {
                std::mem::take(values.get_mut(first)?)
            } else {
                values.get(first)?.clone()
            };
            step.apply(&mut value, &values, &product, &mut scratch)?;
            for (other, last) in step.inputs.iter().skip(1) {
                if *last {
                    *values.get_mut(*other)? = Vec::new();
                }
            }
            *values.get_mut(step.output)? = value;
        }
        self.outputs.iter().map(|output| Some(std::mem::take(values.get_mut(*output)?))).collect()
    }
}

fn area([channels, height, width]: Shape) -> usize {
    channels * height * width
}

/// What a node does and what comes out, for an input of a shape.
fn prepare(
    graph: &Graph<'_>,
    node: &Node<'_>,
    from: Shape,
    product: &GemmExecutor,
) -> Option<(Work, Shape)> {
    let [channels, height, width] = from;
    let constant = |at: usize| graph.constant(node.inputs.get(at)?);
    let floats = |at: usize| constant(at).map(Constant::floats);
    Some(match node.operator {
        b"Add" => (Work::Add, from),
        b"Concat" => (Work::Join, from),
        b"Conv" => {
            let [outputs, _, side, _] = *constant(1)?.shape.as_slice() else { return None };
            let [stride, _] = node.numbers(b"strides")?;
            let pads = node.numbers(b"pads")?;
            let [dilation, _] = node.numbers(b"dilations")?;
            let [groups] = node.numbers(b"group")?;
            let (weights, bias) = (floats(1)?, floats(2)?);
            let window = Window { side, stride, pads };
            let to = window.over(from, outputs)?;
            let work = if dilation != 1 {
                return None;
            } else if groups == channels && groups > 1 {
                Work::Depthwise { window, weights, bias }
            } else if groups != 1 {
                return None;
            } else if [to[1], to[2]] == [1, 1] && [side, side] == [height, width] {
                Work::Dense { weights, bias }
            } else {
                let shape = [outputs, channels * side * side];
                let matrix = NdTensorView::try_from_data(shape, weights.as_slice()).ok()?;
                Work::Conv { window, weights: product.prepack_a(matrix), bias }
            };
            (work, to)
        }
        b"ConvTranspose" => {
            let [_, outputs, 2, 2] = *constant(1)?.shape.as_slice() else { return None };
            let weights = floats(1)?;
            let shape = [channels, outputs * 4];
            let matrix = NdTensorView::try_from_data(shape, weights.as_slice()).ok()?;
            let weights = product.prepack_a(matrix.transposed());
            (Work::Spread { weights, bias: floats(2)? }, [outputs, height * 2, width * 2])
        }
        b"GlobalAveragePool" => (Work::Mean, [channels, 1, 1]),
        b"HardSwish" => (Work::HardSwish, from),
        b"MaxPool" => (Work::MaxPool, [channels, height / 2, width / 2]),
        b"Mul" => (Work::Mul, from),
        b"Pad" => {
            let [0, 0, 0, 0, 0, more, 0, 0] = constant(1)?.integers()? else { return None };
            (Work::Widen, [channels + more, height, width])
        }
        b"PRelu" => (Work::PRelu(floats(1)?), from),
        b"Relu" => (Work::Relu, from),
        b"Reshape" => (Work::Keep, from),
        b"Resize" => {
            let to = [channels, height * 2, width * 2];
            let [1, sizes @ ..]: [usize; 4] = constant(3)?.integers()? else { return None };
            (sizes == to).then_some((Work::Upscale, to))?
        }
        b"Sigmoid" => (Work::Sigmoid, from),
        b"Transpose" => (Work::Flatten, from),
        _ => return None,
    })
}

impl Step {
    /// Turns the first input into the output.
    fn apply(
        &self,
        value: &mut Vec<f32>,
        values: &[Vec<f32>],
        product: &GemmExecutor,
        scratch: &mut Vec<f32>,
    ) -> Option<()> {
        let plane = self.from[1] * self.from[2];
        let other = || values.get(self.inputs.get(1)?.0);
        match &self.work {
            Work::Keep => {}
            Work::Relu => value.iter_mut().for_each(|x| *x = larger(*x, 0.0)),
            Work::HardSwish => {
                value.iter_mut().for_each(|x| *x *= (*x / 6.0 + 0.5).clamp(0.0, 1.0));
            }
            Work::Sigmoid => value.iter_mut().for_each(|x| *x = 1.0 / (1.0 + (-*x).exp())),
            Work::PRelu(slopes) => {
                for (plane, slope) in value.chunks_exact_mut(plane).zip(slopes) {
                    for x in plane {
                        // Both are there before one is taken, so that there is no branch.
                        let sloped = slope * *x;
                        *x = if *x < 0.0 { sloped } else { *x };
                    }
                }
            }
            Work::Add => value.iter_mut().zip(other()?).for_each(|(x, y)| *x += y),
            Work::Mul => {
                let other = other()?;
                if other.len() == value.len() {
                    value.iter_mut().zip(other).for_each(|(x, y)| *x *= y);
                } else {
                    for (plane, factor) in value.chunks_exact_mut(plane).zip(other) {
                        plane.iter_mut().for_each(|x| *x *= factor);
                    }
                }
            }
            Work::Widen => value.resize(area(self.to), 0.0),
            Work::Join => {
                for (value_index, _) in self.inputs.iter().skip(1) {
                    value.extend_from_slice(values.get(*value_index)?);
                }
            }
            Work::Mean => {
                *value = value
                    .chunks_exact(plane)
                    .map(|plane| plane.iter().sum::<f32>() / plane.len() as f32)
                    .collect();
            }
            Work::Flatten => {
                let mut flat = vec![0.0; value.len()];
                for (place, flat) in flat.chunks_exact_mut(self.from[0].max(1)).enumerate() {
                    let channels = value.iter().skip(place).step_by(plane);
                    flat.iter_mut().zip(channels).for_each(|(to, from)| *to = *from);
                }
                *value = flat;
            }
            Work::MaxPool => *value = max_pool(value, self.from),
            Work::Upscale => *value = upscale(value, self.from),
            Work::Dense { weights, bias } => {
                let rows = weights.chunks_exact(value.len());
                *value = rows.zip(bias).map(|(row, bias)| bias + dot(row, value)).collect();
            }
            Work::Depthwise { window, weights, bias } => {
                *value = window.depthwise(value, self.from, self.to, weights, bias, scratch)?;
            }
            Work::Conv { window, weights, bias } => {
                let rows = self.from[0] * window.side * window.side;
                let columns = if window.is_point() {
                    value.as_slice()
                } else {
                    window.unfold(value, self.from, self.to, scratch);
                    scratch.as_slice()
                };
                let shape = [rows, self.to[1] * self.to[2]];
                *value = multiply(product, weights, columns, shape, Some(bias))?;
            }
            Work::Spread { weights, bias } => {
                let parts = multiply(product, weights, value, [self.from[0], plane], None)?;
                *value = spread(&parts, self.from, self.to, bias);
            }
        }
        Some(())
    }
}

/// Weights times a matrix of a shape, and a bias a row.
fn multiply(
    product: &GemmExecutor,
    weights: &PackedAMatrix<f32>,
    matrix: &[f32],
    shape: [usize; 2],
    bias: Option<&Vec<f32>>,
) -> Option<Vec<f32>> {
    let a = GemmInputA::Packed(weights);
    let mut out = vec![0.0; a.rows() * shape[1]];
    let b = GemmInputB::Unpacked(NdTensorView::try_from_data(shape, matrix).ok()?);
    let bias = bias.map(|bias| BiasVector::Column(bias.as_slice()));
    let options = GemmOptions { bias, ..GemmOptions::default() };
    product.gemm(&mut out, a, b, options).ok()?;
    Some(out)
}

/// Eight sums at once, which the compiler turns into vectors.
fn dot(left: &[f32], right: &[f32]) -> f32 {
    let (lefts, left_rest) = left.as_chunks::<8>();
    let (rights, right_rest) = right.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (left, right) in lefts.iter().zip(rights) {
        for ((sum, l), r) in sums.iter_mut().zip(left).zip(right) {
            *sum += l * r;
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(l, r)| l * r).sum();
    sums.iter().sum::<f32>() + rest
}

fn max_pool(planes: &[f32], [_, _, width]: Shape) -> Vec<f32> {
    let mut out = Vec::with_capacity(planes.len() / 4);
    // Heights are even, so no pair of rows spans two planes.
    for rows in planes.chunks_exact(width * 2) {
        let (upper, lower) = rows.split_at(width);
        let (upper, lower) = (upper.as_chunks::<2>().0, lower.as_chunks::<2>().0);
        let places = upper.iter().zip(lower);
        out.extend(places.map(|([a, b], [c, d])| larger(larger(*a, *b), larger(*c, *d))));
    }
    out
}

/// Twice as high and wide. A new place lies a quarter of the old distance from
/// its nearest old one, and beyond the edge nothing changes any more.
fn upscale(planes: &[f32], [_, height, width]: Shape) -> Vec<f32> {
    let mix = |near: f32, far: f32| 0.75 * near + 0.25 * far;
    let mut out = Vec::with_capacity(planes.len() * 4);
    let mut row = vec![0.0; width];
    for plane in planes.chunks_exact(height * width) {
        let old = |y: usize| plane.chunks_exact(width).nth(y).unwrap_or_default();
        for y in 0..height * 2 {
            let near = y / 2;
            let far = if y % 2 == 0 { near.saturating_sub(1) } else { (near + 1).min(height - 1) };
            for ((it, near), far) in row.iter_mut().zip(old(near)).zip(old(far)) {
                *it = mix(*near, *far);
            }
            let mut before = row.first().copied().unwrap_or_default();
            let mut rest = row.iter().skip(1);
            for now in &row {
                let after = rest.next().unwrap_or(now);
                out.extend([mix(*now, before), mix(*now, *after)]);
                before = *now;
            }
        }
    }
    out
}

/// Lays the 2×2 parts of each place out; `parts` has a plane for each part.
fn spread(parts: &[f32], [_, height, width]: Shape, to: Shape, bias: &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(area(to));
    for (parts, bias) in parts.chunks_exact(4 * height * width).zip(bias) {
        let row = |part: usize, y: usize| parts.chunks_exact(width).nth(part * height + y);
        for y in 0..height {
            for part in [0, 2] {
                let left = row(part, y).unwrap_or_default();
                let right = row(part + 1, y).unwrap_or_default();
                out.extend(left.iter().zip(right).flat_map(|(l, r)| [l + bias, r + bias]));
            }
        }
    }
    out
}

/// How many places are computed at once.
const LANES: usize = 8;

impl Window {
    /// A window of one place that looks at every place.
    fn is_point(self) -> bool {
        self.side == 1 && self.stride == 1
    }

    /// The shape of what comes out.
    fn over(self, [_, height, width]: Shape, outputs: usize) -> Option<Shape> {
        let [top, left, bottom, right] = self.pads;
        let places = |size: usize| Some(size.checked_sub(self.side)?.checked_div(self.stride)? + 1);
        Some([outputs, places(height + top + bottom)?, places(width + left + right)?])
    }

    /// The matrix whose columns are what the window sees at each place.
    fn unfold(self, planes: &[f32], from: Shape, to: Shape, out: &mut Vec<f32>) {
        let [channels, height, width] = from;
        let [_, rows, columns] = to;
        let [top, left, ..] = self.pads;
        out.clear();
        out.resize(channels * self.side * self.side * rows * columns, 0.0);
        let mut lines = out.chunks_exact_mut(columns.max(1));
        for plane in planes.chunks_exact(height * width) {
            for dy in 0..self.side {
                for dx in 0..self.side {
                    // The first place that sees something of the plane's own.
                    let skip = left.saturating_sub(dx).div_ceil(self.stride);
                    let first = skip * self.stride + dx - left;
                    for (y, line) in lines.by_ref().take(rows).enumerate() {
                        let row = (y * self.stride + dy)
                            .checked_sub(top)
                            .and_then(|y| plane.chunks_exact(width).nth(y))
                            .unwrap_or_default();
                        let seen = row.get(first..).unwrap_or_default().iter();
                        let line = line.get_mut(skip..).unwrap_or_default().iter_mut();
                        line.zip(seen.step_by(self.stride)).for_each(|(to, from)| *to = *from);
                    }
                }
            }
        }
    }

    /// Each plane with its own window.
    fn depthwise(
        self,
        planes: &[f32],
        from: Shape,
        to: Shape,
        weights: &[f32],
        bias: &[f32],
        scratch: &mut Vec<f32>,
    ) -> Option<Vec<f32>> {
        let each = match (self.side, self.stride) {
            (3, 1) => Self::each_plane::<3, 1, { LANES + 2 }>,
            (3, 2) => Self::each_plane::<3, 2, { LANES + 1 }>,
            (5, 1) => Self::each_plane::<5, 1, { LANES + 4 }>,
            (5, 2) => Self::each_plane::<5, 2, { LANES + 2 }>,
            _ => return None,
        };
        let mut out = vec![0.0; area(to)];
        each(self, planes, from, &mut out, to, weights, bias, scratch);
        Some(out)
    }

    /// Windows of `SIDE`², `STRIDE` places apart, so that the compiler unrolls
    /// them. Every row of the plane is first laid out by what its places are
    /// modulo the stride, with its zeros beyond the edges, so that neighbours in
    /// the output read neighbours. `REACH` is how many of one such part some
    /// lanes read: `LANES + (SIDE - 1) / STRIDE`.
    #[expect(clippy::too_many_arguments, reason = "two sets of planes, their shapes, and weights")]
    fn each_plane<const SIDE: usize, const STRIDE: usize, const REACH: usize>(
        self,
        planes: &[f32],
        [_, height, width]: Shape,
        out: &mut [f32],
        [_, rows, columns]: Shape,
        weights: &[f32],
        bias: &[f32],
        scratch: &mut Vec<f32>,
    ) {
        let [top, left, bottom, _] = self.pads;
        // The last lanes of a row go beyond what anybody asks for.
        let part = columns.next_multiple_of(LANES).max((left + width).div_ceil(STRIDE)) + SIDE;
        let pitch = part * STRIDE;
        scratch.clear();
        scratch.resize((height + top + bottom) * pitch, 0.0);
        let channels =
            planes.chunks_exact(height * width).zip(out.chunks_exact_mut(rows * columns));
        let weights = weights.as_chunks::<SIDE>().0.as_chunks::<SIDE>().0;
        for (((plane, out), weights), bias) in channels.zip(weights).zip(bias) {
            let padded = scratch.chunks_exact_mut(pitch).skip(top);
            for (row, padded) in plane.chunks_exact(width).zip(padded) {
                for (offset, part) in padded.chunks_exact_mut(part).enumerate() {
                    // The first place of this part that lies inside the plane.
                    let skip = left.saturating_sub(offset).div_ceil(STRIDE);
                    let first = skip * STRIDE + offset - left;
                    let places = row.get(first..).unwrap_or_default().iter().step_by(STRIDE);
                    let part = part.get_mut(skip..).unwrap_or_default();
                    part.iter_mut().zip(places).for_each(|(to, from)| *to = *from);
                }
            }
            for (y, out) in out.chunks_exact_mut(columns).enumerate() {
                let row = |dy: usize| scratch.get((y * STRIDE + dy) * pitch..).unwrap_or_default();
                let rows: [&[f32]; SIDE] = std::array::from_fn(row);
                for (at, out) in out.chunks_mut(LANES).enumerate() {
                    let mut sums = [*bias; LANES];
                    for (row, weights) in rows.iter().zip(weights) {
                        for offset in 0..STRIDE {
                            let start = offset * part + at * LANES;
                            let places = row.get(start..).and_then(<[f32]>::first_chunk::<REACH>);
                            let Some(places) = places else { continue };
                            let weights = weights.iter().skip(offset).step_by(STRIDE);
                            for (lanes, weight) in places.windows(LANES).zip(weights) {
                                for (sum, it) in sums.iter_mut().zip(lanes) {
                                    *sum += weight * it;
                                }
                            }
                        }
                    }
                    match out.first_chunk_mut::<LANES>() {
                        Some(out) => *out = sums,
                        None => out.iter_mut().zip(sums).for_each(|(to, sum)| *to = sum),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without order.
    fn noise(count: usize) -> Vec<f32> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn near(found: &[f32], wanted: &[f32]) {
        assert_eq!(found.len(), wanted.len());
        for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            assert!((found - wanted).abs() < 1e-4, "{place}: {found} for {wanted}");
        }
    }

    /// What the window sees of one plane at one place, times the weights.
    fn seen(window: Window, plane: &[f32], from: Shape, at: [usize; 2], weights: &[f32]) -> f32 {
        let mut sum = 0.0;
        for dy in 0..window.side {
            for dx in 0..window.side {
                let y = (at[0] * window.stride + dy).wrapping_sub(window.pads[0]);
                let x = (at[1] * window.stride + dx).wrapping_sub(window.pads[1]);
                if y < from[1] && x < from[2] {
                    sum += plane[y * from[2] + x] * weights[dy * window.side + dx];
                }
            }
        }
        sum
    }

    const WINDOWS: [(Window, Shape); 6] = [
        (Window { side: 3, stride: 1, pads: [1; 4] }, [3, 6, 6]),
        (Window { side: 3, stride: 2, pads: [0, 0, 1, 1] }, [2, 12, 20]),
        (Window { side: 3, stride: 2, pads: [1; 4] }, [2, 9, 7]),
        (Window { side: 5, stride: 1, pads: [2; 4] }, [1, 8, 17]),
        (Window { side: 5, stride: 2, pads: [1, 1, 2, 2] }, [4, 16, 18]),
        (Window { side: 3, stride: 3, pads: [0; 4] }, [2, 6, 9]),
    ];

    #[test]
    fn each_plane_is_seen_through_its_own_window() {
        for (window, from) in WINDOWS {
            let to = window.over(from, from[0]).unwrap();
            let (planes, bias) = (noise(area(from)), noise(from[0]));
            let area = window.side * window.side;
            let weights = noise(from[0] * area);
            let found = window.depthwise(&planes, from, to, &weights, &bias, &mut Vec::new());
            let Some(found) = found else { continue };
            let mut wanted = Vec::new();
            for (channel, plane) in planes.chunks(from[1] * from[2]).enumerate() {
                let weights = &weights[channel * area..][..area];
                for place in 0..to[1] * to[2] {
                    let at = [place / to[2], place % to[2]];
                    wanted.push(bias[channel] + seen(window, plane, from, at, weights));
                }
            }
            near(&found, &wanted);
        }
    }

    #[test]
    fn unfolded_planes_are_what_the_window_sees() {
        for (window, from) in WINDOWS {
            let to = window.over(from, 1).unwrap();
            let planes = noise(area(from));
            let mut found = Vec::new();
            window.unfold(&planes, from, to, &mut found);
            let mut wanted = Vec::new();
            for plane in planes.chunks(from[1] * from[2]) {
                for part in 0..window.side * window.side {
                    let mut weights = vec![0.0; window.side * window.side];
                    weights[part] = 1.0;
                    for place in 0..to[1] * to[2] {
                        let at = [place / to[2], place % to[2]];
                        wanted.push(seen(window, plane, from, at, &weights));
                    }
                }
            }
            near(&found, &wanted);
        }
    }

    #[test]
    fn sizes_change_as_they_should() {
        let plane = [0.0, 4.0, 8.0, 12.0];
        near(&max_pool(&plane, [1, 2, 2]), &[12.0]);
        let wide = upscale(&plane, [1, 2, 2]);
        near(&wide[..4], &[0.0, 1.0, 3.0, 4.0]);
        near(&wide[4..8], &[2.0, 3.0, 5.0, 6.0]);
        // Four parts of two places each.
        let parts = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let wanted = [11.0, 13.0, 12.0, 14.0, 15.0, 17.0, 16.0, 18.0];
        near(&spread(&parts, [1, 1, 2], [1, 2, 4], &[10.0]), &wanted);
    }

    #[test]
    fn a_file_that_is_no_network_gives_no_plan() {
        assert!(Plan::new(b"not a model", [3, 8, 8], &["mask"]).is_none());
    }
}
