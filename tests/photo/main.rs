//! The photo check on painted portraits, on bad files and, where they are at
//! hand, on real photos.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

mod bad_input;
mod common;
mod covers;
mod distance;
mod expression;
mod frame;
mod gaze;
mod glasses;
mod headwear;
mod inputs;
mod london;
mod models;
mod mouth;
mod other_programs;
mod qr;
mod rules;
mod sheet;
mod small_faces;
mod wall;
