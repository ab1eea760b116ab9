//! What is on the face or before it, and how it looks.

use crate::defect::Defect;

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[];
