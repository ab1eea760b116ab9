//! Files and what coding does to a picture.

use crate::defect::Defect;

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[];
