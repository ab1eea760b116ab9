//! Reading FlatBuffers without a schema compiler: as much as TFLite files use.
//!
//! A buffer starts with the position of its root table. A table starts with the
//! way back to its vtable, which gives each field's place in the table, 0 for a
//! field left out. Every read is checked against the buffer's end.
//! <https://flatbuffers.dev/internals/>

use anyhow::{Context, Result, anyhow};

/// A table inside a buffer. Fields go by their number in the schema.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
    vtable: usize,
    vtable_size: usize,
}

impl<'a> Table<'a> {
    /// The table the buffer is about.
    ///
    /// # Errors
    ///
    /// As for every other function here, when it would read beyond the end.
    pub fn root(bytes: &'a [u8]) -> Result<Self> {
        Self::at(bytes, follow(bytes, 0)?)
    }

    /// A number, or `default` when the field was left out.
    pub fn i8(&self, field: usize, default: i8) -> Result<i8> {
        self.scalar(field, default, i8::from_le_bytes)
    }

    /// A number, or `default` when the field was left out.
    pub fn i32(&self, field: usize, default: i32) -> Result<i32> {
        self.scalar(field, default, i32::from_le_bytes)
    }

    /// A number that counts or indexes, 0 when the field was left out.
    pub fn index(&self, field: usize) -> Result<usize> {
        Ok(usize::try_from(self.scalar(field, 0, u32::from_le_bytes)?)?)
    }

    /// A truth value, false when the field was left out.
    pub fn bool(&self, field: usize) -> Result<bool> {
        Ok(self.i8(field, 0)? != 0)
    }

    /// A table, when there is one.
    pub fn table(&self, field: usize) -> Result<Option<Table<'a>>> {
        let Some(at) = self.field(field)? else { return Ok(None) };
        Self::at(self.bytes, follow(self.bytes, at)?).map(Some)
    }

    /// A vector of tables, empty when the field was left out.
    pub fn tables(&self, field: usize) -> Result<Vec<Table<'a>>> {
        let (items, start) = self.vector(field, 4)?;
        (0..items.len() / 4)
            .map(|item| Self::at(self.bytes, follow(self.bytes, start + 4 * item)?))
            .collect()
    }

    /// A vector of numbers, empty when the field was left out.
    pub fn i32s(&self, field: usize) -> Result<Vec<i32>> {
        let (items, _) = self.vector(field, 4)?;
        Ok(items.as_chunks().0.iter().map(|item| i32::from_le_bytes(*item)).collect())
    }

    /// A vector of bytes, empty when the field was left out.
    pub fn bytes(&self, field: usize) -> Result<&'a [u8]> {
        Ok(self.vector(field, 1)?.0)
    }

    /// A string, empty when the field was left out.
    pub fn text(&self, field: usize) -> Result<&'a str> {
        std::str::from_utf8(self.bytes(field)?).context("a name is not UTF-8")
    }

    fn at(bytes: &'a [u8], at: usize) -> Result<Self> {
        let back = i32::from_le_bytes(read(bytes, at)?);
        let vtable = usize::try_from(i64::try_from(at)? - i64::from(back))
            .map_err(|_| anyhow!("the table at byte {at} points before the file"))?;
        let vtable_size = u16::from_le_bytes(read(bytes, vtable)?).into();
        Ok(Self { bytes, at, vtable, vtable_size })
    }

    /// Where a field's value stands, `None` when it was left out.
    fn field(&self, field: usize) -> Result<Option<usize>> {
        // The vtable opens with two sizes, so its first entry is at 4.
        let entry = 4 + 2 * field;
        if entry >= self.vtable_size {
            return Ok(None);
        }
        let offset = usize::from(u16::from_le_bytes(read(self.bytes, self.vtable + entry)?));
        Ok((offset != 0).then_some(self.at + offset))
    }

    fn scalar<T, const N: usize>(
        &self,
        field: usize,
        default: T,
        decode: fn([u8; N]) -> T,
    ) -> Result<T> {
        self.field(field)?.map_or(Ok(default), |at| read(self.bytes, at).map(decode))
    }

    /// A vector's items and where they start.
    fn vector(&self, field: usize, item_size: usize) -> Result<(&'a [u8], usize)> {
        let Some(at) = self.field(field)? else { return Ok((&[], 0)) };
        let at = follow(self.bytes, at)?;
        let count = usize::try_from(u32::from_le_bytes(read(self.bytes, at)?))?;
        let start = at + 4;
        count
            .checked_mul(item_size)
            .and_then(|size| start.checked_add(size))
            .and_then(|end| self.bytes.get(start..end))
            .map(|items| (items, start))
            .with_context(|| format!("the file is cut off: {count} items expected at byte {start}"))
    }
}

/// Where the offset at `at` points: it counts from its own place.
fn follow(bytes: &[u8], at: usize) -> Result<usize> {
    let offset = usize::try_from(u32::from_le_bytes(read(bytes, at)?))?;
    at.checked_add(offset).context("an offset is too large")
}

fn read<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .with_context(|| format!("the file is cut off: nothing to read at byte {at}"))
}
