//! Protocol Buffers by hand: as much as ONNX and the canonical face need.
//!
//! A message is a row of fields. Each opens with a key, `number << 3 | wire
//! type`, written as a varint: seven bits a byte, lowest first, the top bit set
//! on all bytes but the last. <https://protobuf.dev/programming-guides/encoding/>

use anyhow::{Context, Result, bail};

const VARINT: u64 = 0;
const FIXED64: u64 = 1;
const BYTES: u64 = 2;
const FIXED32: u64 = 5;

/// A message being written.
#[derive(Default)]
pub struct Message {
    bytes: Vec<u8>,
}

impl Message {
    /// Adds an integer or an enumerator.
    pub fn int(&mut self, field: u64, value: i64) {
        self.varint(field << 3 | VARINT);
        self.varint(value.cast_unsigned());
    }

    /// Adds bytes, or a string's UTF-8.
    pub fn bytes(&mut self, field: u64, value: &[u8]) {
        self.varint(field << 3 | BYTES);
        self.varint(value.len() as u64);
        self.bytes.extend_from_slice(value);
    }

    /// Adds a message.
    pub fn message(&mut self, field: u64, value: Message) {
        self.bytes(field, &value.bytes);
    }

    /// The message, encoded.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
}

/// A field's value as it stands in the message.
#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    /// An integer, a truth value or an enumerator.
    Varint(u64),
    /// A float, or a 32-bit integer of fixed size.
    Fixed32([u8; 4]),
    /// A double, or a 64-bit integer of fixed size.
    Fixed64([u8; 8]),
    /// A string, bytes, a message, or packed numbers.
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    /// A message's fields.
    ///
    /// # Errors
    ///
    /// When the value is no message.
    pub fn message(&self) -> Result<Vec<(u64, Value<'a>)>> {
        let Self::Bytes(bytes) = self else { bail!("a message was expected, not {self:?}") };
        fields(bytes)
    }

    /// A float.
    ///
    /// # Errors
    ///
    /// When the value is of another size.
    pub fn float(&self) -> Result<f32> {
        let Self::Fixed32(bytes) = self else { bail!("a float was expected, not {self:?}") };
        Ok(f32::from_le_bytes(*bytes))
    }

    /// An integer that is not negative.
    ///
    /// # Errors
    ///
    /// When the value is no varint.
    pub fn int(&self) -> Result<u64> {
        let Self::Varint(value) = self else { bail!("an integer was expected, not {self:?}") };
        Ok(*value)
    }
}

/// Takes a message apart into pairs of field number and value, in its order.
///
/// # Errors
///
/// When the message is cut off or uses a wire type that is no longer in use.
pub fn fields(mut bytes: &[u8]) -> Result<Vec<(u64, Value<'_>)>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let key = take_varint(&mut bytes)?;
        let value = match key & 7 {
            VARINT => Value::Varint(take_varint(&mut bytes)?),
            FIXED64 => Value::Fixed64(take_array(&mut bytes)?),
            FIXED32 => Value::Fixed32(take_array(&mut bytes)?),
            BYTES => {
                let length = usize::try_from(take_varint(&mut bytes)?)?;
                let (value, rest) = bytes.split_at_checked(length).context("a field is cut off")?;
                bytes = rest;
                Value::Bytes(value)
            }
            other => bail!("a field has the unknown wire type {other}"),
        };
        fields.push((key >> 3, value));
    }
    Ok(fields)
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N]> {
    let (value, rest) = bytes.split_first_chunk().context("a number is cut off")?;
    *bytes = rest;
    Ok(*value)
}

fn take_varint(bytes: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let [byte] = take_array(bytes)?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    bail!("a number is longer than 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut inner = Message::default();
        inner.int(1, 300);
        inner.int(2, -1);
        let mut outer = Message::default();
        outer.bytes(3, b"name");
        outer.message(20, inner);
        let bytes = outer.into_bytes();

        let read = fields(&bytes).unwrap();
        assert_eq!(read[0], (3, Value::Bytes(b"name")));
        assert_eq!(read[1].0, 20);
        let inner = read[1].1.message().unwrap();
        assert_eq!(inner, [(1, Value::Varint(300)), (2, Value::Varint(u64::MAX))]);
    }

    #[test]
    fn a_message_cut_off_is_an_error() {
        let mut message = Message::default();
        message.bytes(1, &[0; 200]);
        let bytes = message.into_bytes();
        for end in 1..bytes.len() {
            assert!(fields(&bytes[..end]).is_err(), "cut at {end}");
        }
        assert!(
            fields(&[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).is_err()
        );
    }
}
