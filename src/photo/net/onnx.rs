//! The part of an ONNX file that the three networks use.
//!
//! The files are those that `cargo xtask models` writes, and their checksum is
//! known before this reads them; so whatever does not fit is only "not ours".
//! Field numbers are those of `onnx.proto3`; the encoding is Protocol Buffers':
//! a key `number << 3 | wire type`, then a varint or a length and as many bytes.
//! <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3>

/// A network's steps and constants.
#[derive(Default)]
pub(super) struct Graph<'a> {
    pub nodes: Vec<Node<'a>>,
    pub constants: Vec<Constant<'a>>,
}

/// One step of the computation.
#[derive(Default)]
pub(super) struct Node<'a> {
    /// ONNX's name for it.
    pub operator: &'a [u8],
    /// The values it reads.
    pub inputs: Vec<&'a [u8]>,
    /// The value it computes.
    pub output: &'a [u8],
    attributes: Vec<(&'a [u8], Vec<usize>)>,
}

/// A value that is known beforehand.
#[derive(Default)]
pub(super) struct Constant<'a> {
    pub name: &'a [u8],
    /// Its size along each axis.
    pub shape: Vec<usize>,
    /// Float16, or 64-bit integers; the last axis fastest.
    bytes: &'a [u8],
}

impl<'a> Graph<'a> {
    /// The graph of a file; `None` where it is none.
    pub fn read(file: &'a [u8]) -> Option<Self> {
        let mut graph = Self::default();
        for (number, field) in fields(file) {
            if number != 7 {
                continue;
            }
            for (number, field) in fields(field.bytes) {
                match number {
                    1 => graph.nodes.push(Node::read(field.bytes)),
                    5 => graph.constants.push(Constant::read(field.bytes)),
                    _ => {}
                }
            }
        }
        (!graph.nodes.is_empty()).then_some(graph)
    }

    pub fn constant(&self, name: &[u8]) -> Option<&Constant<'a>> {
        self.constants.iter().find(|constant| constant.name == name)
    }
}

impl<'a> Node<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let mut node = Self::default();
        for (number, field) in fields(bytes) {
            match number {
                1 => node.inputs.push(field.bytes),
                2 => node.output = field.bytes,
                4 => node.operator = field.bytes,
                5 => {
                    let mut name: &[u8] = &[];
                    let mut values = Vec::new();
                    for (number, field) in fields(field.bytes) {
                        match number {
                            1 => name = field.bytes,
                            3 | 8 => values.push(field.integer as usize),
                            _ => {}
                        }
                    }
                    node.attributes.push((name, values));
                }
                _ => {}
            }
        }
        node
    }

    /// The whole numbers of an attribute.
    pub fn numbers<const N: usize>(&self, name: &[u8]) -> Option<[usize; N]> {
        let (_, values) = self.attributes.iter().find(|(it, _)| *it == name)?;
        values.as_slice().try_into().ok()
    }
}

impl<'a> Constant<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let mut constant = Self::default();
        for (number, field) in fields(bytes) {
            match number {
                1 => constant.shape.push(field.integer as usize),
                8 => constant.name = field.bytes,
                9 => constant.bytes = field.bytes,
                _ => {}
            }
        }
        constant
    }

    /// Its elements, which are float16.
    pub fn floats(&self) -> Vec<f32> {
        let (halves, _) = self.bytes.as_chunks::<2>();
        halves.iter().map(|half| widen(u16::from_le_bytes(*half))).collect()
    }

    /// Its elements, which are 64-bit integers.
    pub fn integers<const N: usize>(&self) -> Option<[usize; N]> {
        let (numbers, _) = self.bytes.as_chunks::<8>();
        let numbers: Vec<_> = numbers.iter().map(|it| u64::from_le_bytes(*it) as usize).collect();
        numbers.try_into().ok()
    }
}

/// A field's value: what of it applies depends on its number.
#[derive(Default)]
struct Field<'a> {
    integer: u64,
    bytes: &'a [u8],
}

/// A message's fields, up to the first that is cut off.
fn fields(mut bytes: &[u8]) -> impl Iterator<Item = (u64, Field<'_>)> {
    std::iter::from_fn(move || {
        let key = take_varint(&mut bytes)?;
        let mut field = Field::default();
        let length = match key & 7 {
            0 => {
                field.integer = take_varint(&mut bytes)?;
                0
            }
            1 => 8,
            2 => take_varint(&mut bytes)? as usize,
            5 => 4,
            _ => return None,
        };
        (field.bytes, bytes) = bytes.split_at_checked(length)?;
        Some((key >> 3, field))
    })
}

fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// A float16 (IEEE 754 binary16) as a float32; infinities do not occur.
fn widen(half: u16) -> f32 {
    let magnitude = u32::from(half & 0x7fff) << 13;
    // The same bits as float32 stand for a number 2^112 times too small, and so
    // do those of the smallest, which float16 writes without a leading one.
    let value = f32::from_bits(magnitude) * f32::from_bits((127 + 112) << 23);
    if half & 0x8000 == 0 { value } else { -value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_widened() {
        for (half, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x8400, -6.103_515_6e-5),
        ] {
            assert_eq!(widen(half), value, "{half:#06x}");
        }
    }

    #[test]
    fn a_file_that_is_none_or_cut_off_gives_no_graph_and_no_panic() {
        assert!(Graph::read(b"").is_none());
        assert!(Graph::read(b"<html>not a model</html>").is_none());
        // Field 7 of 200 bytes, of which three are there.
        assert!(Graph::read(&[0x3a, 0xc8, 0x01, 1, 2, 3]).is_none());
        assert!(Graph::read(&[0xff; 64]).is_none());
    }
}
