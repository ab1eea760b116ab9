//! ONNX models as values, and their encoding.
//!
//! Field numbers and codes are those of `onnx.proto3`.
//! <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3>

use std::collections::BTreeSet;

use super::protobuf::Message;

/// The version of the file format; 8 is the first to allow operator set 17.
const IR_VERSION: i64 = 8;

/// The operators' version. HardSwish came with 14.
const OPERATOR_SET: i64 = 17;

/// A network. All values between operators are float32.
#[derive(Default)]
pub struct Network {
    /// What is given from outside.
    pub inputs: Vec<Port>,
    /// What is asked for.
    pub outputs: Vec<Port>,
    /// In an order that computes every value before it is read.
    pub nodes: Vec<Node>,
    /// Weights and other constants.
    pub constants: Vec<Constant>,
}

/// An input or output, of float32.
pub struct Port {
    /// What it is called by.
    pub name: String,
    /// Its size along each axis.
    pub shape: Vec<usize>,
}

/// One step of the computation.
pub struct Node {
    /// ONNX's name for it.
    pub operator: &'static str,
    /// The values it reads; "" for one left out.
    pub inputs: Vec<String>,
    /// The value it computes.
    pub output: String,
    /// Its options.
    pub attributes: Vec<(&'static str, Attribute)>,
}

/// An option's value.
pub enum Attribute {
    /// A number.
    Int(usize),
    /// Several.
    Ints(Vec<usize>),
    /// A word.
    Text(&'static str),
}

/// A value that does not change.
pub struct Constant {
    /// What nodes call it by.
    pub name: String,
    /// Its size along each axis.
    pub shape: Vec<usize>,
    /// Its elements.
    pub elements: Elements,
}

/// A constant's elements, the last axis fastest.
pub enum Elements {
    /// 16-bit floats, little-endian. ONNX would have a Cast widen them; what
    /// runs them here does so as it loads them, and so does rten.
    F16(Vec<u8>),
    /// Whole numbers, for shapes and paddings.
    I64(Vec<i64>),
}

impl Network {
    /// The kinds of operator it uses, each once, in alphabetical order.
    pub fn operators(&self) -> Vec<&'static str> {
        let operators: BTreeSet<_> = self.nodes.iter().map(|node| node.operator).collect();
        operators.into_iter().collect()
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut operator_set = Message::default();
        operator_set.bytes(1, b"");
        operator_set.int(2, OPERATOR_SET);

        let mut model = Message::default();
        model.int(1, IR_VERSION);
        model.bytes(2, b"mynacheck");
        model.message(8, operator_set);
        model.message(7, self.graph());
        model.into_bytes()
    }

    fn graph(&self) -> Message {
        let mut graph = Message::default();
        graph.bytes(2, b"graph");
        for node in &self.nodes {
            graph.message(1, node.message());
        }
        for constant in &self.constants {
            graph.message(5, constant.message());
        }
        for port in &self.inputs {
            graph.message(11, port.message());
        }
        for port in &self.outputs {
            graph.message(12, port.message());
        }
        graph
    }
}

impl Port {
    fn message(&self) -> Message {
        let mut shape = Message::default();
        for size in &self.shape {
            let mut dimension = Message::default();
            dimension.int(1, *size as i64);
            shape.message(1, dimension);
        }
        let mut tensor = Message::default();
        tensor.int(1, ElementCode::FLOAT);
        tensor.message(2, shape);
        let mut kind = Message::default();
        kind.message(1, tensor);

        let mut port = Message::default();
        port.bytes(1, self.name.as_bytes());
        port.message(2, kind);
        port
    }
}

impl Node {
    fn message(&self) -> Message {
        let mut node = Message::default();
        for input in &self.inputs {
            node.bytes(1, input.as_bytes());
        }
        node.bytes(2, self.output.as_bytes());
        node.bytes(4, self.operator.as_bytes());
        for (name, attribute) in &self.attributes {
            node.message(5, attribute.message(name));
        }
        node
    }
}

impl Attribute {
    fn message(&self, name: &str) -> Message {
        let mut attribute = Message::default();
        attribute.bytes(1, name.as_bytes());
        let kind = match self {
            Self::Int(value) => {
                attribute.int(3, *value as i64);
                2
            }
            Self::Ints(values) => {
                for value in values {
                    attribute.int(8, *value as i64);
                }
                7
            }
            Self::Text(value) => {
                attribute.bytes(4, value.as_bytes());
                3
            }
        };
        attribute.int(20, kind);
        attribute
    }
}

impl Constant {
    fn message(&self) -> Message {
        let mut tensor = Message::default();
        for size in &self.shape {
            tensor.int(1, *size as i64);
        }
        tensor.int(
            2,
            match self.elements {
                Elements::F16(_) => ElementCode::FLOAT16,
                Elements::I64(_) => ElementCode::INT64,
            },
        );
        tensor.bytes(8, self.name.as_bytes());
        match &self.elements {
            Elements::F16(bytes) => tensor.bytes(9, bytes),
            Elements::I64(numbers) => {
                let bytes: Vec<_> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
                tensor.bytes(9, &bytes);
            }
        }
        tensor
    }
}

/// `TensorProto.DataType`.
struct ElementCode;

impl ElementCode {
    const FLOAT: i64 = 1;
    const INT64: i64 = 7;
    const FLOAT16: i64 = 10;
}
