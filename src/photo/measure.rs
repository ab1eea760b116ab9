//! One measurement a file: numbers from the pixels and the face, without a
//! verdict.

pub mod background;
pub mod exposure;
pub mod eyes;
pub mod framing;
