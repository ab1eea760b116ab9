//! Every defect, by what they spoil.

mod background;
mod behind;
pub mod companions;
mod covers;
mod dark;
pub mod distance;
mod expression;
mod eyes;
mod file;
mod framing;
mod gaze;
mod glasses;
mod headwear;
mod light;
mod mouth;
mod rephotographed;
pub mod turned;

use crate::defect::Defect;

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Defect> {
    [
        file::DEFECTS,
        rephotographed::DEFECTS,
        framing::DEFECTS,
        distance::DEFECTS,
        turned::DEFECTS,
        eyes::DEFECTS,
        mouth::DEFECTS,
        expression::DEFECTS,
        gaze::DEFECTS,
        glasses::DEFECTS,
        dark::DEFECTS,
        light::DEFECTS,
        background::DEFECTS,
        behind::DEFECTS,
        covers::DEFECTS,
        headwear::DEFECTS,
    ]
    .into_iter()
    .flatten()
}

/// What looks like a defect to a rule that looks too hard, and is none.
pub fn harmless() -> impl Iterator<Item = &'static Defect> {
    let all = [
        background::HARMLESS,
        distance::HARMLESS,
        gaze::HARMLESS,
        glasses::HARMLESS,
        headwear::HARMLESS,
    ];
    all.into_iter().flatten()
}
