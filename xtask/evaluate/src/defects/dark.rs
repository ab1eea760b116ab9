//! Too little light.

use crate::canvas::gain;
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[Defect {
    rule: "photo/not-too-dark",
    name: "under-exposed",
    degrees: "2 stops / 3 stops",
    apply: under_exposed,
}];

fn under_exposed(subject: &Subject, degree: Degree) -> Option<Derived> {
    let stops = degree.pick(2.0_f32, 3.0);
    Some(subject.canvas().map(|_, _, light| gain(light, 0.5_f32.powf(stops))).into())
}
