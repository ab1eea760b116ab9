//! One measurement a file: numbers from the pixels and the face, without a
//! verdict.

pub mod background;
pub mod cast;
pub mod enlargement;
pub mod evenness;
pub mod exposure;
pub mod eyes;
pub mod focus;
pub mod framing;
pub mod grid;
pub mod pupils;
