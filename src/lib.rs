//! Checks a My Number Card application (個人番号カード交付申請), its fields and
//! its photo, on the device, and says what would be sent back and why.
//!
//! Data flows one way: bytes or fields in, facts, measurements, rules, report.

pub mod calendar;
pub mod form;
pub mod guide;
#[cfg(target_family = "wasm")]
pub mod js;
mod order;
pub mod photo;
pub mod qr;
pub mod report;
pub mod rule;
pub mod text;
