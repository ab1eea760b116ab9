//! From TFLite's operators to ONNX's.
//!
//! TFLite keeps images as N×H×W×C, ONNX as N×C×H×W. The network is rewritten to
//! run in ONNX's order throughout: weights are rearranged here, once, and where
//! a reshape takes an image apart, a transpose first puts it back into TFLite's
//! order, so that the elements, such as the detector's anchors, come out in the
//! sequence the network was trained with.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};

use super::onnx::{Attribute, Constant, Elements, Network, Node, Port};
use super::tflite::{
    Activation, Conv, Element, Graph, Kind, Operator, Padding, Pool, Sampling, Tensor, Window,
};

/// Converts a network with one input, an image, which is then called `input`.
///
/// `outputs` pairs each output's name in TFLite with its new name. Images come
/// out as N×C×H×W, everything else in TFLite's shape.
///
/// # Errors
///
/// When the network uses something in a way the three networks do not, or its
/// outputs have other names.
pub fn to_onnx(graph: &Graph<'_>, outputs: &[(&str, &str)]) -> Result<Network> {
    let mut converter = Converter {
        graph,
        values: HashMap::new(),
        widened: HashMap::new(),
        names: HashMap::new(),
        network: Network::default(),
    };
    converter.add_input()?;
    converter.name_outputs(outputs)?;
    for (index, operator) in graph.operators.iter().enumerate() {
        converter
            .add(operator)
            .with_context(|| format!("cannot convert operator {index}, {:?}", operator.kind))?;
    }
    converter.add_outputs()?;
    Ok(converter.network)
}

struct Converter<'a> {
    graph: &'a Graph<'a>,
    /// The tensors computed so far, with the order their elements are in.
    values: HashMap<usize, Order>,
    /// Constants that TFLite widens from float16: where they come from.
    widened: HashMap<usize, usize>,
    /// Tensors that are not simply called by their number.
    names: HashMap<usize, String>,
    network: Network,
}

/// The order of a computed tensor's elements.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    /// An image, N×C×H×W.
    Image,
    /// As in TFLite.
    Plain,
}

impl Converter<'_> {
    fn add_input(&mut self) -> Result<()> {
        let [input] = *self.graph.inputs else { bail!("it has more or less than one input") };
        let name = "input".to_owned();
        self.network.inputs.push(Port { name: name.clone(), shape: self.channels_first(input)? });
        self.names.insert(input, name);
        self.values.insert(input, Order::Image);
        Ok(())
    }

    fn name_outputs(&mut self, outputs: &[(&str, &str)]) -> Result<()> {
        ensure!(outputs.len() == self.graph.outputs.len(), "it has another number of outputs");
        for &output in &self.graph.outputs {
            let old = self.tensor(output)?.name;
            let (_, new) = outputs
                .iter()
                .find(|(name, _)| *name == old)
                .with_context(|| format!("its output {old} is not an expected one"))?;
            self.names.insert(output, (*new).to_owned());
        }
        Ok(())
    }

    fn add_outputs(&mut self) -> Result<()> {
        for &output in &self.graph.outputs {
            let shape = match self.values.get(&output) {
                Some(Order::Image) => self.channels_first(output)?,
                Some(Order::Plain) => self.tensor(output)?.shape.clone(),
                None => bail!("its output {} is never computed", self.tensor(output)?.name),
            };
            self.network.outputs.push(Port { name: self.name(output), shape });
        }
        Ok(())
    }

    fn add(&mut self, operator: &Operator) -> Result<()> {
        match operator.kind {
            Kind::Add(activation) => self.add_pairwise("Add", operator, activation),
            Kind::AveragePool(pool) => self.add_average_pool(operator, pool),
            Kind::Concat { axis } => self.add_concat(operator, axis),
            Kind::Conv(options) => self.add_conv(operator, options),
            Kind::DepthwiseConv(options) => self.add_depthwise_conv(operator, options),
            Kind::Dequantize => self.widen(operator),
            Kind::HardSwish => self.add_pointwise("HardSwish", operator),
            Kind::MaxPool(pool) => self.add_max_pool(operator, pool),
            Kind::Mul(activation) => self.add_pairwise("Mul", operator, activation),
            Kind::Pad => self.add_pad(operator),
            Kind::PRelu => self.add_prelu(operator),
            Kind::Relu => self.add_pointwise("Relu", operator),
            Kind::Reshape => self.add_reshape(operator),
            Kind::ResizeBilinear(sampling) => self.add_resize(operator, sampling),
            Kind::Sigmoid => self.add_pointwise("Sigmoid", operator),
            Kind::TransposeConv { window } => self.add_transpose_conv(operator, window),
        }
    }

    fn add_pointwise(&mut self, name: &'static str, operator: &Operator) -> Result<()> {
        let [input] = *operator.inputs else { bail!("it does not have one input") };
        let (value, order) = self.value(input)?;
        self.push(name, operator.output, vec![value], order, vec![]);
        Ok(())
    }

    fn add_pairwise(
        &mut self,
        name: &'static str,
        operator: &Operator,
        activation: Activation,
    ) -> Result<()> {
        let [left, right] = *operator.inputs else { bail!("it does not have two inputs") };
        let inputs = vec![self.image(left)?, self.image(right)?];
        self.push_activated(name, operator.output, inputs, vec![], activation);
        Ok(())
    }

    fn add_average_pool(&mut self, operator: &Operator, pool: Pool) -> Result<()> {
        let [input] = *operator.inputs else { bail!("it does not have one input") };
        let [height, width] = self.area(input)?;
        // No other use of it occurs, and `photo/net` knows no other.
        ensure!(
            pool.kernel == [height, width] && self.area(operator.output)? == [1, 1],
            "only a mean over the whole image is supported"
        );
        let image = self.image(input)?;
        self.push("GlobalAveragePool", operator.output, vec![image], Order::Image, vec![]);
        Ok(())
    }

    fn add_max_pool(&mut self, operator: &Operator, pool: Pool) -> Result<()> {
        let [input] = *operator.inputs else { bail!("it does not have one input") };
        let pads = self.pads(input, operator.output, pool.window, pool.kernel)?;
        let attributes = vec![
            ("kernel_shape", Attribute::Ints(pool.kernel.to_vec())),
            ("strides", Attribute::Ints(pool.window.stride.to_vec())),
            ("pads", Attribute::Ints(pads)),
        ];
        let image = self.image(input)?;
        self.push("MaxPool", operator.output, vec![image], Order::Image, attributes);
        Ok(())
    }

    fn add_concat(&mut self, operator: &Operator, axis: usize) -> Result<()> {
        let mut inputs = Vec::new();
        for &input in &operator.inputs {
            let (value, order) = self.value(input)?;
            ensure!(order == Order::Plain, "joining images is not supported");
            inputs.push(value);
        }
        let attributes = vec![("axis", Attribute::Int(axis))];
        self.push("Concat", operator.output, inputs, Order::Plain, attributes);
        Ok(())
    }

    fn add_conv(&mut self, operator: &Operator, options: Conv) -> Result<()> {
        let [_, weights, _] = *operator.inputs else { bail!("it does not have three inputs") };
        let [_, height, width, _] = self.shape4(weights)?;
        // O×H×W×I to O×I×H×W.
        let weights = self.add_weights(weights, [0, 3, 1, 2])?;
        self.push_conv(operator, options, weights, [height, width], 1)
    }

    fn add_depthwise_conv(&mut self, operator: &Operator, options: Conv) -> Result<()> {
        let [image, weights, _] = *operator.inputs else { bail!("it does not have three inputs") };
        let [_, height, width, channels] = self.shape4(weights)?;
        ensure!(self.shape4(image)?[3] == channels, "several outputs a channel are not supported");
        // 1×H×W×C to C×1×H×W.
        let weights = self.add_weights(weights, [3, 0, 1, 2])?;
        self.push_conv(operator, options, weights, [height, width], channels)
    }

    fn push_conv(
        &mut self,
        operator: &Operator,
        options: Conv,
        weights: String,
        kernel: [usize; 2],
        groups: usize,
    ) -> Result<()> {
        let [input, _, bias] = *operator.inputs else { bail!("it does not have three inputs") };
        // What a window with gaps covers.
        let [down, across] = options.dilation;
        let reach = [(kernel[0] - 1) * down + 1, (kernel[1] - 1) * across + 1];
        let pads = self.pads(input, operator.output, options.window, reach)?;
        let attributes = vec![
            ("kernel_shape", Attribute::Ints(kernel.to_vec())),
            ("strides", Attribute::Ints(options.window.stride.to_vec())),
            ("dilations", Attribute::Ints(options.dilation.to_vec())),
            ("pads", Attribute::Ints(pads)),
            ("group", Attribute::Int(groups)),
        ];
        let inputs = vec![self.image(input)?, weights, self.add_vector(bias)?];
        self.push_activated("Conv", operator.output, inputs, attributes, options.activation);
        Ok(())
    }

    fn add_transpose_conv(&mut self, operator: &Operator, window: Window) -> Result<()> {
        let [input, weights, bias] = *operator.inputs else {
            bail!("it does not have three inputs")
        };
        let [_, height, width, _] = self.shape4(weights)?;
        // The roles of input and output are exchanged: here padding is cut off
        // the output.
        let pads = self.pads(operator.output, input, window, [height, width])?;
        let attributes = vec![
            ("kernel_shape", Attribute::Ints(vec![height, width])),
            ("strides", Attribute::Ints(window.stride.to_vec())),
            ("dilations", Attribute::Ints(vec![1, 1])),
            ("pads", Attribute::Ints(pads)),
        ];
        let inputs = vec![
            self.image(input)?,
            // O×H×W×I to I×O×H×W.
            self.add_weights(weights, [3, 0, 1, 2])?,
            self.add_vector(bias)?,
        ];
        self.push("ConvTranspose", operator.output, inputs, Order::Image, attributes);
        Ok(())
    }

    fn add_pad(&mut self, operator: &Operator) -> Result<()> {
        let [input, table] = *operator.inputs else { bail!("it does not have two inputs") };
        let numbers = self.integers(table)?;
        let [n, h, w, c] = *numbers.as_chunks::<2>().0 else {
            bail!("its second input does not hold four rows of two")
        };
        let rows = [n, c, h, w];
        // ONNX wants what goes before on all axes, then what goes after.
        let pads = rows.map(|row| row[0]).into_iter().chain(rows.map(|row| row[1])).collect();
        let inputs = vec![self.image(input)?, self.add_numbers(operator.output, "pads", pads)];
        self.push("Pad", operator.output, inputs, Order::Image, vec![]);
        Ok(())
    }

    fn add_prelu(&mut self, operator: &Operator) -> Result<()> {
        let [input, slope] = *operator.inputs else { bail!("it does not have two inputs") };
        let [1, 1, channels] = *self.tensor(slope)?.shape else {
            bail!("only one slope a channel is supported")
        };
        let elements = Elements::F16(self.weights(slope)?.to_vec());
        let slope = self.push_constant(number_name(slope), vec![channels, 1, 1], elements);
        let inputs = vec![self.image(input)?, slope];
        self.push("PRelu", operator.output, inputs, Order::Image, vec![]);
        Ok(())
    }

    fn add_reshape(&mut self, operator: &Operator) -> Result<()> {
        let Some(&input) = operator.inputs.first() else { bail!("it has no input") };
        let (mut value, order) = self.value(input)?;
        if order == Order::Image {
            let transposed = format!("{value}_nhwc");
            self.network.nodes.push(Node {
                operator: "Transpose",
                inputs: vec![value],
                output: transposed.clone(),
                attributes: vec![("perm", Attribute::Ints(vec![0, 2, 3, 1]))],
            });
            value = transposed;
        }
        let shape = self.tensor(operator.output)?.shape.iter().map(|size| *size as i64).collect();
        let shape = self.add_numbers(operator.output, "shape", shape);
        self.push("Reshape", operator.output, vec![value, shape], Order::Plain, vec![]);
        Ok(())
    }

    fn add_resize(&mut self, operator: &Operator, sampling: Sampling) -> Result<()> {
        let Some(&input) = operator.inputs.first() else { bail!("it has no input") };
        let sizes = self.channels_first(operator.output)?.iter().map(|n| *n as i64).collect();
        let sizes = self.add_numbers(operator.output, "sizes", sizes);
        let sampling = match sampling {
            Sampling::AlignCorners => "align_corners",
            Sampling::HalfPixel => "half_pixel",
            Sampling::Asymmetric => "asymmetric",
        };
        let attributes = vec![
            ("mode", Attribute::Text("linear")),
            ("coordinate_transformation_mode", Attribute::Text(sampling)),
        ];
        // Between them stand a region of interest and scales, both left out.
        let inputs = vec![self.image(input)?, String::new(), String::new(), sizes];
        self.push("Resize", operator.output, inputs, Order::Image, attributes);
        Ok(())
    }

    /// Notes that a constant's float16 is what the output stands for.
    fn widen(&mut self, operator: &Operator) -> Result<()> {
        let [input] = *operator.inputs else { bail!("it does not have one input") };
        ensure!(!self.tensor(input)?.data.is_empty(), "only constants can be widened");
        self.widened.insert(operator.output, input);
        Ok(())
    }

    fn push(
        &mut self,
        name: &'static str,
        output: usize,
        inputs: Vec<String>,
        order: Order,
        attributes: Vec<(&'static str, Attribute)>,
    ) {
        let node = Node { operator: name, inputs, output: self.name(output), attributes };
        self.network.nodes.push(node);
        self.values.insert(output, order);
    }

    /// Adds an operator on images, and the activation TFLite has fused with it.
    fn push_activated(
        &mut self,
        name: &'static str,
        output: usize,
        inputs: Vec<String>,
        attributes: Vec<(&'static str, Attribute)>,
        activation: Activation,
    ) {
        if activation == Activation::None {
            return self.push(name, output, inputs, Order::Image, attributes);
        }
        let before = format!("{}_before", self.name(output));
        let node = Node { operator: name, inputs, output: before.clone(), attributes };
        self.network.nodes.push(node);
        self.push("Relu", output, vec![before], Order::Image, vec![]);
    }

    /// Adds four-dimensional weights with their axes in another order.
    fn add_weights(&mut self, tensor: usize, order: [usize; 4]) -> Result<String> {
        let shape = self.shape4(tensor)?;
        let elements = permuted(self.weights(tensor)?, shape, order);
        let shape = order.map(|axis| shape[axis]).to_vec();
        Ok(self.push_constant(number_name(tensor), shape, Elements::F16(elements)))
    }

    /// Adds one number a channel.
    fn add_vector(&mut self, tensor: usize) -> Result<String> {
        let shape = self.tensor(tensor)?.shape.clone();
        ensure!(shape.len() == 1, "its bias has the shape {shape:?}");
        let elements = Elements::F16(self.weights(tensor)?.to_vec());
        Ok(self.push_constant(number_name(tensor), shape, elements))
    }

    fn add_numbers(&mut self, output: usize, what: &str, numbers: Vec<i64>) -> String {
        let name = format!("{}_{what}", number_name(output));
        self.push_constant(name, vec![numbers.len()], Elements::I64(numbers))
    }

    /// Adds a constant, once, should several operators share it.
    fn push_constant(&mut self, name: String, shape: Vec<usize>, elements: Elements) -> String {
        if !self.network.constants.iter().any(|constant| constant.name == name) {
            self.network.constants.push(Constant { name: name.clone(), shape, elements });
        }
        name
    }

    fn value(&self, tensor: usize) -> Result<(String, Order)> {
        let order = self.values.get(&tensor);
        let order = order.with_context(|| format!("tensor {tensor} is not yet computed"))?;
        Ok((self.name(tensor), *order))
    }

    fn image(&self, tensor: usize) -> Result<String> {
        let (name, order) = self.value(tensor)?;
        ensure!(order == Order::Image, "tensor {tensor} is not an image");
        Ok(name)
    }

    /// A constant's float16 elements.
    fn weights(&self, tensor: usize) -> Result<&[u8]> {
        let source = self.widened.get(&tensor).copied().unwrap_or(tensor);
        let constant = self.tensor(source)?;
        ensure!(constant.element == Element::F16, "tensor {tensor} is no float16 constant");
        ensure!(
            constant.data.len() == 2 * constant.shape.iter().product::<usize>()
                && constant.shape == self.tensor(tensor)?.shape,
            "tensor {tensor} holds another number of elements than its shape says"
        );
        Ok(constant.data)
    }

    fn integers(&self, tensor: usize) -> Result<Vec<i64>> {
        let constant = self.tensor(tensor)?;
        ensure!(
            constant.element == Element::I32 && !constant.data.is_empty(),
            "tensor {tensor} is no integer constant"
        );
        let numbers = constant.data.as_chunks().0.iter();
        Ok(numbers.map(|number| i32::from_le_bytes(*number).into()).collect())
    }

    fn tensor(&self, tensor: usize) -> Result<&Tensor<'_>> {
        self.graph.tensors.get(tensor).with_context(|| format!("tensor {tensor} is not there"))
    }

    fn shape4(&self, tensor: usize) -> Result<[usize; 4]> {
        let shape = &self.tensor(tensor)?.shape;
        let four = shape.as_slice().try_into().ok();
        // Empty tensors do not occur, and sizes of 0 would break the arithmetic.
        four.filter(|four: &[usize; 4]| !four.contains(&0))
            .with_context(|| format!("tensor {tensor} has the shape {shape:?}, not four sizes"))
    }

    /// An image's shape as N×C×H×W.
    fn channels_first(&self, tensor: usize) -> Result<Vec<usize>> {
        let [n, h, w, c] = self.shape4(tensor)?;
        Ok(vec![n, c, h, w])
    }

    /// An image's height and width.
    fn area(&self, tensor: usize) -> Result<[usize; 2]> {
        let [_, height, width, _] = self.shape4(tensor)?;
        Ok([height, width])
    }

    /// Padding as ONNX writes it: top, left, bottom, right.
    fn pads(
        &self,
        input: usize,
        output: usize,
        window: Window,
        reach: [usize; 2],
    ) -> Result<Vec<usize>> {
        if window.padding == Padding::Valid {
            return Ok(vec![0; 4]);
        }
        let (input, output) = (self.area(input)?, self.area(output)?);
        let [(top, bottom), (left, right)] = [0, 1]
            .map(|axis| same_padding(input[axis], output[axis], window.stride[axis], reach[axis]));
        Ok(vec![top, left, bottom, right])
    }

    fn name(&self, tensor: usize) -> String {
        self.names.get(&tensor).cloned().unwrap_or_else(|| number_name(tensor))
    }
}

/// Short, since names are a noticeable part of so small a file.
fn number_name(tensor: usize) -> String {
    format!("t{tensor}")
}

/// What TFLite's padding `SAME` adds before and after; the odd pixel goes after.
fn same_padding(input: usize, output: usize, stride: usize, reach: usize) -> (usize, usize) {
    let total = ((output - 1) * stride + reach).saturating_sub(input);
    (total / 2, total - total / 2)
}

/// Rearranges two-byte elements so that axis `i` of the result is axis
/// `order[i]` of the source.
fn permuted(bytes: &[u8], shape: [usize; 4], order: [usize; 4]) -> Vec<u8> {
    let strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
    let [a, b, c, d] = order.map(|axis| (shape[axis], strides[axis]));
    let elements = bytes.as_chunks::<2>().0;

    let mut result = Vec::with_capacity(bytes.len());
    for i in 0..a.0 {
        for j in 0..b.0 {
            for k in 0..c.0 {
                let row = i * a.1 + j * b.1 + k * c.1;
                result.extend((0..d.0).filter_map(|l| elements.get(row + l * d.1)).flatten());
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odd_pixel_of_padding_goes_after() {
        assert_eq!(same_padding(128, 64, 2, 5), (1, 2));
        assert_eq!(same_padding(64, 64, 1, 3), (1, 1));
        assert_eq!(same_padding(64, 32, 2, 3), (0, 1));
        assert_eq!(same_padding(64, 32, 2, 2), (0, 0));
    }

    #[test]
    fn axes_change_places() {
        // 1×2×1×3 to 3×1×2×1: rows become columns.
        let bytes = [0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0];
        let expected = [0, 0, 3, 0, 1, 0, 4, 0, 2, 0, 5, 0];
        assert_eq!(permuted(&bytes, [1, 2, 1, 3], [3, 0, 1, 2]), expected);
    }
}
