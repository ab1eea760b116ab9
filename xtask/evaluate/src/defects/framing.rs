//! Size and place of the head.

use crate::defect::Defect;

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[];
