//! The form from outside: whole applications, tables of cases, properties, and
//! the files that are made from its tables.
//!
//! `UPDATE=1 cargo test --test form` rewrites what is made, never what is
//! expected by hand.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says so by panicking"
)]

mod applications;
mod calendar;
mod cases;
mod messages;
mod numbers;
mod properties;
mod schema;
mod speed;

use std::path::PathBuf;

/// A place in the repository.
fn place(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether files that are made are to be written anew.
fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}
