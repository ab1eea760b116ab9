//! The application before it is understood: any JSON shape at all.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, Visitor};

use super::FormError;

/// The most entries of one object or list that are read.
const MAX_ENTRIES: usize = 10_000;

/// How deep objects are read: the application, and the parts of a date.
/// What lies deeper is passed over, so a deep input costs no stack.
const MAX_DEPTH: u8 = 3;

/// A value of any shape.
///
/// Its `Debug` form tells the shape and never the content, so that what a
/// person typed does not end in a log.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Nothing: `null`, or `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number. What it loses (leading zeros, more than 15 digits) is lost.
    Number(f64),
    /// A text.
    Text(String),
    /// An object; keys in the order given, repeated ones kept.
    Object(Vec<(String, Value)>),
    /// A shape that no field of the form has: a list, bytes, a deep object.
    Other,
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool",
            Self::Number(_) => "Number",
            Self::Text(_) => "Text",
            Self::Object(_) => "Object",
            Self::Other => "Other",
        })
    }
}

impl<'de> Deserialize<'de> for Value {
    /// # Errors
    ///
    /// Only what the format itself reports, and `too-large` for an object or a
    /// list of more than 10,000 entries.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AtDepth(0).deserialize(deserializer)
    }
}

/// Reads a value that lies this deep.
#[derive(Clone, Copy)]
struct AtDepth(u8);

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.0 >= MAX_DEPTH {
            return IgnoredAny::deserialize(deserializer).map(|_| Value::Other);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the form")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        // No field is a list, so what is in it does not matter; JSON text must
        // still be read to its end.
        for _ in 0..=MAX_ENTRIES {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(Value::Other);
            }
        }
        Err(de::Error::custom(FormError::TooLarge.code()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = Self(self.0.saturating_add(1));
        let mut object = Vec::new();
        while let Some(key) = entries.next_key_seed(below)? {
            let value = entries.next_value_seed(below)?;
            if object.len() >= MAX_ENTRIES {
                return Err(de::Error::custom(FormError::TooLarge.code()));
            }
            // A JavaScript Map may have keys that are no text: no field's.
            let key = if let Value::Text(key) = key { key } else { String::new() };
            object.push((key, value));
        }
        Ok(Value::Object(object))
    }
}

/// The application's entries, as given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    entries: Vec<(String, Value)>,
}

impl Fields {
    /// The value of `key`; the last one when it is given more than once, as in
    /// every reader of JSON.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets `key`, in place of every value it had.
    pub fn set(&mut self, key: &str, value: Value) {
        self.entries.retain(|(name, _)| name != key);
        self.entries.push((key.to_owned(), value));
    }

    /// The keys in the order given.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }
}

impl TryFrom<Value> for Fields {
    type Error = FormError;

    /// # Errors
    ///
    /// [`FormError::NotAnObject`] when the value is no object.
    fn try_from(value: Value) -> Result<Self, FormError> {
        match value {
            Value::Object(entries) => Ok(Self { entries }),
            _ => Err(FormError::NotAnObject),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    /// # Errors
    ///
    /// What the format reports; else the code of a [`FormError`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::try_from(value).map_err(|error| de::Error::custom(error.code()))
    }
}
