//! A TensorFlow Lite model as typed values: as much as the three networks use.
//!
//! Field numbers and codes are those of TensorFlow's `schema.fbs`.
//! <https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs>

use anyhow::{Context, Result, bail, ensure};

use super::flatbuffer::Table;

/// A network: tensors, and the operators that compute them, in order.
pub struct Graph<'a> {
    /// Everything operators read and write.
    pub tensors: Vec<Tensor<'a>>,
    /// Indices of the tensors given from outside.
    pub inputs: Vec<usize>,
    /// Indices of the tensors asked for.
    pub outputs: Vec<usize>,
    /// In an order that computes every tensor before it is read.
    pub operators: Vec<Operator>,
}

/// A tensor; images are N×H×W×C.
pub struct Tensor<'a> {
    /// Its name, which Google gives to few by intention.
    pub name: &'a str,
    /// Its size along each axis.
    pub shape: Vec<usize>,
    /// What its elements are.
    pub element: Element,
    /// A constant's little-endian elements; nothing when it is computed.
    pub data: &'a [u8],
}

/// What a tensor is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Element {
    /// 32-bit float.
    F32,
    /// 16-bit float.
    F16,
    /// 32-bit signed integer.
    I32,
}

/// One step of the computation.
pub struct Operator {
    /// What it does.
    pub kind: Kind,
    /// Indices of the tensors it reads.
    pub inputs: Vec<usize>,
    /// Index of the tensor it computes.
    pub output: usize,
}

/// What an operator does, with its options.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Sum of two tensors.
    Add(Activation),
    /// Mean in a window.
    AveragePool(Pool),
    /// Tensors one after the other along `axis`.
    Concat {
        /// Which axis.
        axis: usize,
    },
    /// Convolution; weights O×H×W×I, then a bias.
    Conv(Conv),
    /// Convolution of each channel by itself; weights 1×H×W×C, then a bias.
    DepthwiseConv(Conv),
    /// A constant from float16 to float32.
    Dequantize,
    /// x · clamp(x / 6 + ½, 0, 1).
    HardSwish,
    /// Maximum in a window.
    MaxPool(Pool),
    /// Product of two tensors.
    Mul(Activation),
    /// Zeros around; how many stands in the second input, one row an axis.
    Pad,
    /// The negative part times a slope for each channel.
    PRelu,
    /// The positive part.
    Relu,
    /// The same elements in another shape.
    Reshape,
    /// Another size by bilinear interpolation.
    ResizeBilinear(Sampling),
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// The custom `Convolution2DTransposeBias`; weights O×H×W×I, then a bias.
    TransposeConv {
        /// Padding and step, of the output.
        window: Window,
    },
}

/// A convolution's options.
#[derive(Clone, Copy, Debug)]
pub struct Conv {
    /// Padding and step.
    pub window: Window,
    /// Distance between the pixels read, (down, across).
    pub dilation: [usize; 2],
    /// What is applied to the result.
    pub activation: Activation,
}

/// A pooling's options.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// Padding and step.
    pub window: Window,
    /// The window's size, (height, width).
    pub kernel: [usize; 2],
}

/// How a window moves over an image.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Whether it may reach beyond the border.
    pub padding: Padding,
    /// Its step, (down, across).
    pub stride: [usize; 2],
}

/// Whether a window may reach beyond the image's border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Padding {
    /// Yes: the output is the input's size divided by the step, rounded up.
    Same,
    /// No.
    Valid,
}

/// What an operator applies to its own result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// Nothing.
    None,
    /// The positive part.
    Relu,
}

/// Which place of the input an output pixel stands for.
#[derive(Clone, Copy, Debug)]
pub enum Sampling {
    /// Corner pixels lie on corner pixels.
    AlignCorners,
    /// Pixel centres are at one half.
    HalfPixel,
    /// Pixel (0, 0) lies on pixel (0, 0).
    Asymmetric,
}

impl<'a> Graph<'a> {
    /// Reads a model of one graph.
    ///
    /// # Errors
    ///
    /// When the file is cut off or inconsistent, or holds something the three
    /// networks do not: another operator, option or kind of element.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        // A flatbuffer may carry four letters after its first offset.
        ensure!(bytes.get(4..8) == Some(b"TFL3"), "it does not carry TFLite's mark, TFL3");
        let model = Table::root(bytes)?;
        let codes = model.tables(1)?;
        let buffers = model.tables(4)?;
        let [graph] = *model.tables(2)? else { bail!("it holds more or less than one graph") };

        let tensors = graph
            .tables(0)?
            .into_iter()
            .enumerate()
            .map(|(index, tensor)| {
                Tensor::parse(tensor, &buffers).with_context(|| format!("in tensor {index}"))
            })
            .collect::<Result<Vec<_>>>()?;
        let operators = graph
            .tables(3)?
            .into_iter()
            .enumerate()
            .map(|(index, operator)| {
                Operator::parse(operator, &codes, &tensors)
                    .with_context(|| format!("in operator {index}"))
            })
            .collect::<Result<_>>()?;

        Ok(Self {
            inputs: tensor_indices(graph.i32s(1)?, &tensors)?,
            outputs: tensor_indices(graph.i32s(2)?, &tensors)?,
            tensors,
            operators,
        })
    }
}

impl<'a> Tensor<'a> {
    fn parse(table: Table<'a>, buffers: &[Table<'a>]) -> Result<Self> {
        let shape = table
            .i32s(0)?
            .into_iter()
            .map(|size| usize::try_from(size).context("a size is negative"))
            .collect::<Result<_>>()?;
        let element = match table.i8(1, 0)? {
            0 => Element::F32,
            1 => Element::F16,
            2 => Element::I32,
            other => bail!("elements of type {other} are not supported"),
        };
        ensure!(table.table(6)?.is_none(), "sparse tensors are not supported");
        let buffer = buffers.get(table.index(2)?).context("it names a buffer that is not there")?;
        Ok(Self { name: table.text(3)?, shape, element, data: buffer.bytes(0)? })
    }
}

impl Operator {
    fn parse(table: Table<'_>, codes: &[Table<'_>], tensors: &[Tensor<'_>]) -> Result<Self> {
        let code = codes.get(table.index(0)?).context("it names a code that is not there")?;
        let [output] = *tensor_indices(table.i32s(2)?, tensors)? else {
            bail!("it has more or less than one output")
        };
        Ok(Self {
            kind: Kind::parse(*code, table)?,
            inputs: tensor_indices(table.i32s(1)?, tensors)?,
            output,
        })
    }
}

impl Kind {
    fn parse(code: Table<'_>, operator: Table<'_>) -> Result<Self> {
        // Older files use the byte, later ones the integer; the other is 0.
        let builtin = i32::from(code.i8(0, 0)?).max(code.i32(3, 0)?);
        let options = || operator.table(4)?.context("its options are missing");

        Ok(match builtin {
            0 => Self::Add(activation(options()?, 0)?),
            1 => Self::AveragePool(pool(options()?)?),
            2 => {
                let options = options()?;
                ensure!(
                    activation(options, 1)? == Activation::None,
                    "an activation after a concatenation is not supported"
                );
                let axis = options.i32(0, 0)?;
                Self::Concat { axis: usize::try_from(axis).context("its axis is negative")? }
            }
            3 => {
                let options = options()?;
                Self::Conv(Conv {
                    window: window(options)?,
                    dilation: dilation(options, 4)?,
                    activation: activation(options, 3)?,
                })
            }
            4 => {
                let options = options()?;
                Self::DepthwiseConv(Conv {
                    window: window(options)?,
                    dilation: dilation(options, 5)?,
                    activation: activation(options, 4)?,
                })
            }
            6 => Self::Dequantize,
            14 => Self::Sigmoid,
            17 => Self::MaxPool(pool(options()?)?),
            18 => Self::Mul(activation(options()?, 0)?),
            19 => Self::Relu,
            22 => Self::Reshape,
            23 => {
                let options = options()?;
                Self::ResizeBilinear(match (options.bool(2)?, options.bool(3)?) {
                    (true, false) => Sampling::AlignCorners,
                    (false, true) => Sampling::HalfPixel,
                    (false, false) => Sampling::Asymmetric,
                    (true, true) => bail!("its corners cannot be aligned at half pixels"),
                })
            }
            32 => match code.text(1)? {
                "Convolution2DTransposeBias" => transpose_conv(operator.bytes(5)?)?,
                other => bail!("the custom operator {other} is not supported"),
            },
            34 => Self::Pad,
            54 => Self::PRelu,
            117 => Self::HardSwish,
            other => bail!("the operator with TFLite's code {other} is not supported"),
        })
    }
}

/// The options of `Convolution2DTransposeBias` are C's `TfLiteTransposeConvParams`
/// as it lies in memory: padding, step across, step down.
fn transpose_conv(options: &[u8]) -> Result<Kind> {
    let numbers: Vec<_> = options.as_chunks().0.iter().map(|n| i32::from_le_bytes(*n)).collect();
    let [padding, across, down] = *numbers else { bail!("its options are not three numbers") };
    let padding = match padding {
        1 => Padding::Same,
        2 => Padding::Valid,
        other => bail!("padding of kind {other} is not supported"),
    };
    Ok(Kind::TransposeConv {
        window: Window { padding, stride: [positive(down)?, positive(across)?] },
    })
}

fn pool(options: Table<'_>) -> Result<Pool> {
    ensure!(
        activation(options, 5)? == Activation::None,
        "an activation after pooling is not supported"
    );
    Ok(Pool {
        window: window(options)?,
        kernel: [positive(options.i32(4, 0)?)?, positive(options.i32(3, 0)?)?],
    })
}

/// Padding and steps stand in the same fields of all options that have them.
fn window(options: Table<'_>) -> Result<Window> {
    let padding = match options.i8(0, 0)? {
        0 => Padding::Same,
        1 => Padding::Valid,
        other => bail!("padding of kind {other} is not supported"),
    };
    Ok(Window { padding, stride: [positive(options.i32(2, 0)?)?, positive(options.i32(1, 0)?)?] })
}

/// The width's dilation stands in `field`, the height's in the next.
fn dilation(options: Table<'_>, field: usize) -> Result<[usize; 2]> {
    Ok([positive(options.i32(field + 1, 1)?)?, positive(options.i32(field, 1)?)?])
}

fn activation(options: Table<'_>, field: usize) -> Result<Activation> {
    match options.i8(field, 0)? {
        0 => Ok(Activation::None),
        1 => Ok(Activation::Relu),
        other => bail!("activation of kind {other} is not supported"),
    }
}

fn positive(number: i32) -> Result<usize> {
    usize::try_from(number)
        .ok()
        .filter(|number| *number > 0)
        .context("a size or step is not positive")
}

fn tensor_indices(indices: Vec<i32>, tensors: &[Tensor<'_>]) -> Result<Vec<usize>> {
    indices
        .into_iter()
        .map(|index| {
            usize::try_from(index)
                .ok()
                .filter(|index| *index < tensors.len())
                .with_context(|| format!("tensor {index} is not there"))
        })
        .collect()
}
