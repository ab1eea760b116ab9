//! Eyelids.

use crate::defect::Defect;

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[];
